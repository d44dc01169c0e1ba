import type { Cell, Worksheet } from 'exceljs';
import { type Finding, severityLabels } from '../../catalog/report.js';
import { box, colours, fill, font, heightOf, severityLook } from './look.js';
import type { Returned } from './returned-lines.js';

/** A finding at its place in the workbook that is given back. */
export interface Told {
  readonly finding: Finding;
  readonly title: string;
  readonly sheet: string;
  readonly cell: string;
}

const columns = [
  ['ระดับ · Severity', 18],
  ['ชุดข้อมูลหรือทรัพยากร · Dataset or resource', 38],
  ['ตำแหน่ง (คลิกเพื่อไป) · Where (click to go)', 32],
  ['ช่องข้อมูล · Field', 32],
  ['สิ่งที่พบ · What is wrong', 54],
  ['วิธีแก้ไข · How to mend it', 64],
] as const;

/** What to do, then every finding with a link to its cell, the worst first. */
export function writeSummary(sheet: Worksheet, { rows, name }: Returned, told: readonly Told[]): void {
  sheet.columns = columns.map(([, width]) => ({ width }));
  const judged = rows.filter(({ passed }) => passed !== undefined);
  const passed = judged.filter((row) => row.passed).length;
  const lines = [
    [`ผลตรวจคำอธิบายข้อมูล · Validation report${name === '' ? '' : `: ${name}`}`, 15, true],
    [
      `ชุดข้อมูล ${judged.length} ชุด ผ่าน ${passed} ยังไม่ผ่าน ${judged.length - passed} · ${judged.length} datasets: ${passed} passed, ${judged.length - passed} did not`,
      11,
      false,
    ],
    ['แก้เซลล์ที่มีสีในชีตถัดไป (ชี้ที่เซลล์เพื่ออ่านวิธีแก้) แล้วส่งไฟล์นี้อีกครั้งได้ทันที ไม่ต้องลบชีตนี้ สี หรือหมายเหตุ', 10, false],
    [
      'Mend the coloured cells in the sheets that follow (point at one to read how), then send this very file; leave this sheet, colours and notes.',
      10,
      false,
    ],
  ] as const;
  for (const [line, size, bold] of lines) {
    const row = sheet.addRow([line]);
    row.height = size > 12 ? 30 : 20;
    row.getCell(1).font = font(size, { bold, color: { argb: bold ? colours.accent : colours.ink } });
    row.getCell(1).alignment = { vertical: 'middle', wrapText: false };
  }
  sheet.addRow([]);
  const head = sheet.addRow(columns.map(([title]) => title));
  head.height = 30;
  head.eachCell((cell) => {
    cell.font = font(10, { bold: true, color: { argb: colours.onAccent } });
    cell.fill = fill(colours.accent);
    cell.border = box;
    cell.alignment = { wrapText: true, vertical: 'middle' };
  });
  const order = { violation: 0, warning: 1, info: 2 };
  for (const one of [...told].sort((a, b) => order[a.finding.severity] - order[b.finding.severity])) writeTold(sheet, one);
  if (told.length === 0)
    sheet.addRow(['✓', 'ไม่มีสิ่งใดต้องแก้ไข · There is nothing to mend']).eachCell((cell) => Object.assign(cell, { font: font(10) }));
  sheet.views = [{ state: 'frozen', ySplit: head.number, showGridLines: false }];
  if (told.length > 0)
    sheet.autoFilter = { from: { row: head.number, column: 1 }, to: { row: head.number + told.length, column: columns.length } };
  sheet.pageSetup = { orientation: 'landscape', paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0 };
}

function writeTold(sheet: Worksheet, { finding, title, sheet: name, cell }: Told): void {
  const { severity, message, remedy, name: field } = finding;
  const look = severityLook[severity];
  const row = sheet.addRow([
    `${look.mark} ${severityLabels[severity].th}\n${severityLabels[severity].en}`,
    title,
    { text: `${name} ${cell}`, hyperlink: `#'${name}'!${cell}` },
    `${field.th}\n${field.en}`,
    `${message.th}\n${message.en}`,
    `${remedy.th}\n${remedy.en}`,
  ]);
  row.height = heightOf(columns.map(([, width], index) => [textIn(row.getCell(index + 1)), width]));
  row.eachCell((one, column) => {
    one.font = font(
      10,
      column === 1 ? { bold: true, color: { argb: look.ink } } : column === 3 ? { underline: true, color: { argb: colours.link } } : {},
    );
    one.border = box;
    one.alignment = { wrapText: true, vertical: 'top' };
    if (column === 2) one.numFmt = '@';
  });
  row.getCell(1).fill = fill(look.fill);
}

function textIn({ value }: Cell): string {
  return typeof value === 'object' && value !== null && 'text' in value ? String(value.text) : String(value ?? '');
}
