import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { audiences } from '../catalog/audience.js';
import { countFindings } from '../catalog/report.js';
import { versionStates } from '../catalog/states.js';
import type { Language } from '../catalog/text.js';
import type { App } from '../compose.js';
import type { RecordReport } from '../flow/tell.js';
import type { Flow } from '../flow.js';
import { type FormatOptions, faceNames, formatOf, languageOption } from './faces.js';
import { command, print, withApp } from './run.js';

interface Options extends FormatOptions {
  readonly lang: Language;
  readonly xlsx?: string;
}

export function reportCommand(): Command {
  return command('report', 'ผลการตรวจสอบของหน่วยงาน หรือของชุดข้อมูลหนึ่ง พร้อมวิธีแก้ไข · What the check found, and how to mend it')
    .argument('<agency>')
    .argument('[record]', 'last part of the dataset’s address')
    .option('--json', 'the same as --format json')
    .option('--html', 'one file for a browser or a mail, complete in itself')
    .option('--xlsx <file.xlsx>', 'the rows that came by the Excel template, with what to mend beside them')
    .addOption(new Option('--format <format>', 'as one report').choices(faceNames))
    .addOption(languageOption())
    .addHelpText('after', '\nExit code 1 when a record named did not pass.')
    .action((agency: string, record: string | undefined, options: Options) => withApp((app) => report(app, agency, record, options)));
}

async function report({ flow, write }: App, agency: string, record: string | undefined, options: Options): Promise<void> {
  if (options.xlsx !== undefined) {
    await writeFile(options.xlsx, await flow.returned(agency, record));
    print(options.xlsx);
    if (record === undefined) printNotWithin(await flow.aside(agency));
    return;
  }
  const format = formatOf(options, undefined);
  const validation = await flow.validation(agency, record);
  if (format !== undefined) process.stdout.write(write(format, validation, options.lang));
  else if (record === undefined) {
    printSummary(await flow.reports(agency));
    printAside(await flow.aside(agency));
  } else {
    for (const { summary } of await flow.reports(agency, record))
      print(`${versionStates[summary.state].label.th} · ${versionStates[summary.state].label.en}`);
    process.stdout.write(write('text', validation));
    (await flow.reports(agency, record)).forEach(printHistory);
  }
  if (record !== undefined && validation.gate === 'failed') process.exitCode = 1;
}

/** Rows that were not taken are not kept, so that nobody gives them back. */
function printNotWithin(aside: Awaited<ReturnType<Flow['aside']>>): void {
  if (aside.length === 0) return;
  print(
    `ไม่มี ${aside.length} รายการที่ไม่รับเข้าอยู่ในไฟล์นี้ โปรดแก้ไขรายการเหล่านั้นในไฟล์เดิม ดูเหตุผลด้วยคำสั่ง banchi report · ${aside.length} set aside are not in this file: mend them in your own; “banchi report” tells why`,
  );
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

function printHistory({ summary, history }: RecordReport): void {
  if (summary.record.audience !== undefined) {
    const { th, en } = audiences[summary.record.audience];
    print(`\nเผยแพร่ให้ · Published to: ${th} · ${en}`);
  }
  print('\nประวัติ · History');
  for (const { at, by, from, to, why } of history)
    print(`  ${at.slice(0, 19).replace('T', ' ')}Z  ${from ?? ''} → ${to}  ${by}${why === undefined ? '' : ` (${why})`}`);
}
