import { cellWords, type Finding, type Severity } from '../../catalog/report.js';
import { type Part, profiles, type Validation } from '../../catalog/validation.js';

const sections: readonly { readonly severity: Severity; readonly title: string }[] = [
  { severity: 'violation', title: 'ข้อที่ต้องแก้ไข · Must be mended' },
  { severity: 'warning', title: 'ข้อแนะนำ · Advice' },
  { severity: 'info', title: 'ข้อสังเกต · For your information' },
];

/** A validation for a terminal: Thai first and English below, dataset by dataset, the worst first. */
export function reportText(validation: Validation): string {
  const { profile, shapesVersion, datasets, counts, notes, omitted, parts } = validation;
  const ordered = [...parts].sort((a, b) => b.counts.violation - a.counts.violation || b.counts.warning - a.counts.warning);
  const lines = [
    `${profiles[profile].name.th} · กฎรุ่น shapes ${shapesVersion}`,
    ...notes.map(({ th, en }) => `${th} · ${en}`),
    ...ordered.flatMap((part) => partLines(part, validation)),
  ];
  if (parts.length !== 1) {
    lines.push(
      '',
      `รวม ${datasets.judged} ชุดข้อมูล ผ่าน ${datasets.passed} ไม่ผ่าน ${datasets.failed} ต้องแก้ไข ${counts.violation} ข้อ แนะนำ ${counts.warning} ข้อ`,
      `${datasets.judged} datasets: ${datasets.passed} passed, ${datasets.failed} did not; ${counts.violation} to mend, ${counts.warning} of advice`,
      gateLine(validation.gate),
    );
  }
  if (omitted > 0) lines.push(`ไม่แสดงอีก ${omitted} ข้อ · ${omitted} more are not shown`);
  return `${lines.map(harmless).join('\n')}\n`;
}

/** A terminal obeys control characters, and titles come from strangers' documents. */
function harmless(line: string): string {
  return line.replace(/\p{Cc}+/gu, ' ');
}

function gateLine(gate: Validation['gate']): string {
  return gate === 'passed' ? '✓ ผ่านเกณฑ์ · passed' : '✗ ไม่ผ่านเกณฑ์ · did not pass';
}

function partLines({ dataset, title, report, notes }: Part, validation: Validation): string[] {
  const name = dataset === undefined ? 'ส่วนที่ใช้ร่วมกันหรือไม่ได้เป็นของชุดข้อมูลใด · What several datasets share, or none has' : title || dataset;
  const lines = ['', name, gateLine(report.gate), ...notes.map(({ th, en }) => `${th} · ${en}`)];
  for (const { severity, title: heading } of sections) {
    const findings = report.findings.filter((finding) => finding.severity === severity);
    if (findings.length === 0) continue;
    lines.push('', `${heading} (${findings.length})`);
    for (const [index, { finding, times }] of oncePerRule(findings).entries()) lines.push(...findingLines(finding, index + 1, times));
  }
  if (report.repairs.length === 0) return lines;
  lines.push(
    '',
    `ระบบปรับแก้ให้โดยอัตโนมัติ (เฉพาะสำเนาในระบบนี้ ข้อมูลต้นทางไม่เปลี่ยนแปลง) · Mended in our copy; your own is unchanged (${report.repairs.length})`,
  );
  for (const { field, before, after, rule, cell } of report.repairs) {
    const words = validation.repairs[rule];
    const where = cell === undefined ? '' : ` (${cellWords(cell).th} · ${cellWords(cell).en})`;
    lines.push(
      `  ${field}${where}: ${words?.th ?? rule} · ${words?.en ?? rule}`,
      `      ${JSON.stringify(before)} → ${JSON.stringify(after)}`,
    );
  }
  return lines;
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

function findingLines(finding: Finding, number: number, times: number): string[] {
  const { message, name, fields, remedy, basis, place, cell } = finding;
  const where = place.kind === 'resource' ? ` — ทรัพยากร resource “${place.name}”` : '';
  const again = times > 1 ? ` (${times} แห่ง places)` : '';
  const columns = (finding.columns ?? []).filter((column) => !fields.includes(column));
  const named = `${fields.length === 0 ? '' : ` field: ${fields.join(', ')}`}${columns.length === 0 ? '' : ` คอลัมน์ column: ${columns.join(', ')}`}`;
  const value = finding.given ?? finding.value;
  return [
    `  ${number}. ${message.th}${again}`,
    `     ${message.en}`,
    `     ช่อง “${name.th}”${named}${where}${value === undefined ? '' : ` = ${JSON.stringify(value)}`}`,
    ...(cell === undefined ? [] : [`     ${cellWords(cell).th} · ${cellWords(cell).en}`]),
    `     → ${remedy.th}`,
    `     → ${remedy.en}`,
    `     (${basis})`,
  ];
}
