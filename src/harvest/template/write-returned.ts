import type { Cell, Worksheet } from 'exceljs';
import { type Finding, type Severity, severities, severityLabels } from '../../catalog/report.js';
import { columnLetter } from '../../catalog/template-row.js';
import type { Vocabulary } from '../../rdf/vocabulary.js';
import type { Column } from './data-sheet.js';
import { findingsWidth, usualWidth, widths } from './hints.js';
import { findingsField, ownSheets, type SheetLayout } from './layout.js';
import type { ChoiceField } from './lists-sheet.js';
import { colours, fill, font, heightOf, severityLook } from './look.js';
import { columnsFor, type PlacedLine, placeLines, type Returned } from './returned-lines.js';
import { type Told, writeSummary } from './summary-sheet.js';
import { addSheets, newWorkbook, pack } from './write-template.js';

/** Longest text that a cell of Excel holds, and a note that can still be read. */
const longest = { cell: 32_767, note: 900 } as const;

/** What a spreadsheet would run as a formula once the cell is edited. */
const formula = /^[\s\p{Cc}]*[=+\-@＝＋－＠]/u;

/** Findings that ask for something; what is merely noted would bury them. */
const asking: ReadonlySet<Severity> = new Set(['violation', 'warning']);

/**
 * The agency's rows with what to mend beside them: the cell coloured, a note on it, a last column of all, and a first sheet that
 * leads to each. Correct it and send it again: what was added is not read.
 */
export async function writeReturned(vocabulary: Vocabulary, choices: readonly ChoiceField[], returned: Returned): Promise<Buffer> {
  const placed = placeLines(returned);
  const bySheet = (layout: SheetLayout): PlacedLine[] => placed.filter((one) => one.layout === layout);
  const workbook = newWorkbook(`ผลตรวจ ${returned.name}`);
  const summary = workbook.addWorksheet(ownSheets.summary, { properties: { tabColor: { argb: severityLook.violation.ink } } });
  const columns = new Map<SheetLayout, Column[]>();
  const sheets = addSheets(workbook, vocabulary, choices, (layout) => {
    const own = columnsFor(layout, bySheet(layout));
    columns.set(layout, own);
    return own;
  });
  const told: Told[] = [];
  for (const one of placed) {
    const sheet = sheets.get(one.layout.name);
    if (sheet !== undefined) told.push(...writeLine(sheet, one, columns.get(one.layout) ?? []));
  }
  writeSummary(summary, returned, told);
  workbook.views = [{ x: 0, y: 0, width: 24_000, height: 14_000, firstSheet: 0, activeTab: 0, visibility: 'visible' }];
  return pack(workbook);
}

/** Points of a row of data; what is longer is read in its cell. */
const tallest = 160;

/** Writes one line. @returns what it asks for, with its place here. */
function writeLine(sheet: Worksheet, placed: PlacedLine, columns: readonly Column[]): Told[] {
  const { line, row, title } = placed;
  const findings = placed.findings.filter(({ severity }) => asking.has(severity));
  const texts: [string, number][] = [];
  for (const [index, { field, header }] of columns.entries()) {
    const own = field === undefined ? line.unknown.find((one) => one.header === header)?.value : line.cells[field];
    const value = field === findingsField ? allOf(placed, findings) : own;
    if (value !== undefined) texts.push([value, field === findingsField ? findingsWidth : (widths[field ?? ''] ?? usualWidth)]);
    if (value !== undefined) write(sheet.getCell(row, index + 1), value, field === findingsField);
  }
  sheet.getRow(row).height = heightOf(texts, tallest);
  const told: Told[] = [];
  const notes = new Map<number, Finding[]>();
  for (const finding of findings) {
    const column = columnOf(finding, placed, columns);
    notes.set(column, [...(notes.get(column) ?? []), finding]);
    told.push({ finding, title, sheet: placed.layout.name, cell: `${columnLetter(column)}${row}` });
  }
  for (const [column, own] of notes) mark(sheet.getCell(row, column), own);
  return told;
}

/** Always text, also what looks like a formula; Excel would run that once it is edited, unless the cell is made for text. */
function write(cell: Cell, value: string, isFindings: boolean): void {
  cell.value = value.slice(0, longest.cell);
  cell.font = font(10, isFindings ? { color: { argb: colours.soft } } : {});
  cell.alignment = { wrapText: true, vertical: 'top' };
  if (formula.test(value)) cell.numFmt = '@';
}

/** The column of the field that a finding is about; the first for what is about the row. */
function columnOf({ cell }: Finding, { line }: PlacedLine, columns: readonly Column[]): number {
  const field = Object.entries(line.columns).find(([, letter]) => letter === cell?.column)?.[0];
  const index = field === undefined ? -1 : columns.findIndex((column) => column.field === field);
  return Math.max(0, index) + 1;
}

function mark(cell: Cell, findings: readonly Finding[]): void {
  const worst = severities.find((severity) => findings.some((finding) => finding.severity === severity)) ?? 'info';
  const look = severityLook[worst];
  cell.fill = fill(look.fill);
  cell.border = { top: edge(look.ink), left: edge(look.ink), bottom: edge(look.ink), right: edge(look.ink) };
  const words = findings.map(
    ({ severity, message, remedy }) =>
      `${severityLook[severity].mark} ${severityLabels[severity].th} · ${severityLabels[severity].en}\n${message.th}\n→ ${remedy.th}\n${message.en}\n→ ${remedy.en}`,
  );
  const note = words.join('\n\n');
  cell.note = {
    texts: [{ text: note.length > longest.note ? `${note.slice(0, longest.note - 1)}…` : note, font: { name: 'Tahoma', size: 9 } }],
  };
}

function edge(argb: string): { style: 'thin'; color: { argb: string } } {
  return { style: 'thin', color: { argb } };
}

function allOf({ passed, notes, layout }: PlacedLine, findings: readonly Finding[]): string {
  const lines = findings.map(
    ({ severity, name, message, remedy }, index) =>
      `${index + 1}. ${severityLook[severity].mark} ${severityLabels[severity].th} · ${name.th}: ${message.th} → ${remedy.th}`,
  );
  const verdict = passed === undefined ? [] : [passed ? '✓ ผ่านเกณฑ์ · passed' : '✗ ยังไม่ผ่านเกณฑ์ · did not pass yet'];
  const said = [...verdict, ...notes.map(({ th, en }) => `${th} · ${en}`), ...lines];
  return said.length === 0 && layout.side === 'resource' ? '✓' : said.join('\n');
}
