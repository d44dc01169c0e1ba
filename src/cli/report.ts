import type { Command } from 'commander';
import { audiences } from '../catalog/audience.js';
import { countFindings, type Finding, severities, severityLabels } from '../catalog/report.js';
import { versionStates } from '../catalog/states.js';
import { type RecordReport, repairWords } from '../flow/tell.js';
import type { Flow } from '../flow.js';
import { command, print, printJson, withApp } from './run.js';

export function reportCommand(): Command {
  return command('report', 'ผลการตรวจสอบของหน่วยงาน หรือของชุดข้อมูลหนึ่ง พร้อมวิธีแก้ไข · What the check found, and how to mend it')
    .argument('<agency>')
    .argument('[record]', 'last part of the dataset’s address')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExit code 1 when a record named did not pass.')
    .action((agency: string, record: string | undefined, options: { json?: boolean }) =>
      withApp(async ({ flow }) => {
        const reports = await flow.reports(agency, record);
        if (options.json) printJson(reports.map(toJson));
        else if (record === undefined) {
          printSummary(reports);
          printAside(await flow.aside(agency));
        } else for (const report of reports) printReport(report);
        if (record !== undefined && reports.some(({ assessment }) => assessment.report.gate === 'failed')) process.exitCode = 1;
      }),
    );
}

function toJson({ summary, assessment }: RecordReport) {
  return {
    record: summary.record.slug,
    title: assessment.title,
    state: summary.state,
    flowVersion: assessment.flowVersion,
    ...assessment.report,
  };
}

/** What never became a dataset here, and why. */
function printAside(aside: Awaited<ReturnType<Flow['aside']>>): void {
  if (aside.length === 0) return;
  print(`\nไม่รับเข้า · Set aside (${aside.length})`);
  for (const { source, record } of aside)
    print(`  ${record.name ?? record.nativeId} (${source})\n    ${record.reasonTh} · ${record.reason}`);
}

/** One line a record, the worst first. */
function printSummary(reports: readonly RecordReport[]): void {
  const ordered = reports
    .map((report) => ({ ...report, counts: countFindings(report.assessment.report.findings) }))
    .sort((a, b) => b.counts.violation - a.counts.violation);
  for (const { summary, assessment, counts } of ordered) {
    const mark = assessment.report.gate === 'passed' ? '✓' : '✗';
    print(`${mark} ${summary.record.slug}  ${assessment.title}`);
    print(
      `    ${versionStates[summary.state].label.th} · ${versionStates[summary.state].label.en} — ${counts.violation} ข้อที่ต้องแก้ไข must mend, ${counts.warning} ข้อแนะนำ advice`,
    );
  }
  if (reports.length === 0) print('ยังไม่มีชุดข้อมูล โปรดใช้คำสั่ง banchi harvest ก่อน · No dataset yet: run “banchi harvest” first');
}

function printReport({ summary, assessment, history }: RecordReport): void {
  const { report } = assessment;
  print(assessment.title || summary.record.slug);
  print(`${versionStates[summary.state].label.th} · ${versionStates[summary.state].label.en}`);
  print(report.gate === 'passed' ? '✓ ผ่านเกณฑ์ · passed' : '✗ ไม่ผ่านเกณฑ์ · did not pass');
  for (const severity of severities) {
    const { th, en } = severityLabels[severity];
    const findings = report.findings.filter((finding) => finding.severity === severity);
    if (findings.length === 0) continue;
    print(`\n${th} · ${en} (${findings.length})`);
    oncePerRule(findings).forEach(({ finding, times }, index) => {
      printFinding(finding, index + 1, times);
    });
  }
  if (report.repairs.length > 0) {
    print(
      `\nระบบปรับแก้ให้โดยอัตโนมัติ (เฉพาะสำเนาในระบบนี้ ข้อมูลต้นทางไม่เปลี่ยนแปลง) · Mended in our copy; your own is unchanged (${report.repairs.length})`,
    );
    for (const { field, before, after, rule } of report.repairs) {
      const words = repairWords(rule);
      print(`  ${field}: ${words.th} · ${words.en}\n      ${JSON.stringify(before)} → ${JSON.stringify(after)}`);
    }
  }
  if (summary.record.audience !== undefined) {
    const { th, en } = audiences[summary.record.audience];
    print(`\nเผยแพร่ให้ · Published to: ${th} · ${en}`);
  }
  print('\nประวัติ · History');
  for (const { at, by, from, to, why } of history)
    print(`  ${at.slice(0, 19).replace('T', ' ')}Z  ${from ?? ''} → ${to}  ${by}${why === undefined ? '' : ` (${why})`}`);
}

/** The same advice on several resources is said once, with their number; what must be mended is said of each. */
function oncePerRule(findings: readonly Finding[]): { finding: Finding; times: number }[] {
  const groups = new Map<string, { finding: Finding; times: number }>();
  for (const finding of findings) {
    const key = finding.severity === 'violation' ? `${finding.shape} ${finding.focus} ${finding.value}` : finding.shape;
    groups.set(key, { finding: groups.get(key)?.finding ?? finding, times: (groups.get(key)?.times ?? 0) + 1 });
  }
  return [...groups.values()];
}

function printFinding(finding: Finding, number: number, times: number): void {
  const where = finding.place.kind === 'resource' ? ` — ทรัพยากรข้อมูล resource “${finding.place.name}”` : '';
  const again = times > 1 ? ` (${times} แห่ง places)` : '';
  print(`  ${number}. ${finding.message.th}${again}\n     ${finding.message.en}`);
  print(
    `     ${finding.name.th} · ${finding.name.en}${finding.fields.length === 0 ? '' : ` — ช่อง field: ${finding.fields.join(', ')}`}${where}${finding.given === undefined ? '' : ` = ${JSON.stringify(finding.given)}`}`,
  );
  print(`     → ${finding.remedy.th}\n     → ${finding.remedy.en}`);
  print(`     (${finding.basis})`);
}
