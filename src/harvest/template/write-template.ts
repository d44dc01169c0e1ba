import ExcelJS from 'exceljs';
import type { Vocabulary } from '../../rdf/vocabulary.js';
import { type Column, writeDataSheet } from './data-sheet.js';
import { writeHelp } from './help-sheet.js';
import { layouts, ownSheets, type SheetLayout } from './layout.js';
import { type ChoiceField, writeLists } from './lists-sheet.js';
import { colours } from './look.js';
import { withoutTimes } from './stable-zip.js';

/** In place of the moment of writing, so that the same template has the same bytes. */
const moment = new Date('2026-01-01T00:00:00Z');

/** A workbook with our properties and nothing in it yet. */
export function newWorkbook(title: string): ExcelJS.Workbook {
  const workbook = new ExcelJS.Workbook();
  Object.assign(workbook, { creator: 'Banchi', lastModifiedBy: 'Banchi', created: moment, modified: moment, title });
  return workbook;
}

/** Adds the ten sheets, help before them and lists after. @param columnsOf the columns of each sheet; the standard ones without it. */
export function addSheets(
  workbook: ExcelJS.Workbook,
  vocabulary: Vocabulary,
  choices: readonly ChoiceField[],
  columnsOf: (layout: SheetLayout) => readonly Column[] = standardColumns,
): Map<string, ExcelJS.Worksheet> {
  writeHelp(workbook.addWorksheet(ownSheets.help, { properties: { tabColor: { argb: colours.accent } } }));
  const sheets = new Map(
    layouts.map((layout) => [layout.name, workbook.addWorksheet(layout.name, { properties: { tabColor: tabColour(layout) } })]),
  );
  const lists = writeLists(
    workbook.addWorksheet(ownSheets.lists, { properties: { tabColor: { argb: colours.line } } }),
    choices,
    vocabulary,
  );
  for (const layout of layouts) {
    const sheet = sheets.get(layout.name);
    if (sheet !== undefined) writeDataSheet(sheet, layout, columnsOf(layout), lists, choices);
  }
  return sheets;
}

function tabColour({ side }: SheetLayout): { argb: string } {
  return { argb: side === 'dataset' ? 'FF3C8C66' : 'FF9CC8B0' };
}

export function standardColumns({ fields }: SheetLayout): Column[] {
  return fields.map((field) => ({ field, header: '' }));
}

/** The bytes of a workbook, equal for equal content. */
export async function pack(workbook: ExcelJS.Workbook): Promise<Buffer> {
  return withoutTimes(Buffer.from(await workbook.xlsx.writeBuffer()));
}

/**
 * The empty template: ten sheets with headers in Thai and English, hints and drop-downs, a help sheet and the lists.
 * @param choices the mapping's choice fields, whose values the drop-downs have.
 */
export function writeTemplate(vocabulary: Vocabulary, choices: readonly ChoiceField[]): Promise<Buffer> {
  const workbook = newWorkbook('แบบฟอร์มคำอธิบายข้อมูลภาครัฐ · Metadata template');
  addSheets(workbook, vocabulary, choices);
  return pack(workbook);
}
