import type { Cell as ExcelCell, Worksheet } from 'exceljs';
import { datasetFields, resourceFields } from '../../catalog/fields.js';
import { columnLetter, type TemplateKind } from '../../catalog/template-row.js';
import { type Text, text } from '../../catalog/text.js';
import { datasetHints, findingsWidth, requiredFields, resourceHints, textFields, usualFormats, usualWidth, widths } from './hints.js';
import { findingsField, findingsHeader, joinField, type SheetLayout, standardRows, templateName } from './layout.js';
import type { ChoiceField, Lists } from './lists-sheet.js';
import { box, colours, fill, font } from './look.js';

/** A column of a sheet as it is written: a field, or a column of the agency's own that is given back. */
export interface Column {
  readonly field: string | undefined;
  readonly header: string;
}

/** Last row that has drop-downs. */
const lastRow = 5000;

export const kindTitles: Readonly<Record<TemplateKind, Text>> = {
  record: text('ข้อมูลระเบียน', 'Record data'),
  multiple: text('ข้อมูลหลากหลายประเภท', 'Data of several types'),
  other: text('ข้อมูลประเภทอื่นๆ', 'Other data'),
  statistics: text('ข้อมูลสถิติ', 'Statistics'),
  geospatial: text('ข้อมูลภูมิสารสนเทศเชิงพื้นที่', 'Geospatial data'),
};

const joinLabel = text('ชุดข้อมูลที่เป็นเจ้าของทรัพยากรนี้', 'Dataset that it belongs to');

/** Label of a field in both languages. */
export function labelOf(side: SheetLayout['side'], field: string): Text {
  if (field === joinField) return joinLabel;
  const [, th, en] = (side === 'dataset' ? datasetFields : resourceFields).find(([name]) => name === field) ?? [field, field, field];
  return text(th, en);
}

/** Titles, header, hints, drop-downs and widths of one sheet; its data begins at row 6. */
export function writeDataSheet(
  sheet: Worksheet,
  layout: SheetLayout,
  columns: readonly Column[],
  lists: Lists,
  choices: readonly ChoiceField[],
): void {
  for (const [index, column] of columns.entries()) {
    const letter = columnLetter(index + 1);
    const { field } = column;
    const own = sheet.getColumn(index + 1);
    own.width = field === findingsField ? findingsWidth : (widths[field ?? ''] ?? usualWidth);
    own.font = font(10);
    own.alignment = { wrapText: true, vertical: 'top' };
    if (field !== undefined && textFields.test(field)) own.numFmt = '@';
    writeHeader(sheet.getCell(`${letter}${standardRows.header}`), layout.side, column);
    writeHint(sheet.getCell(`${letter}${standardRows.hint}`), layout.side, column);
    if (field !== undefined)
      addDropDown(sheet, `${letter}${standardRows.data}:${letter}${lastRow}`, dropDownOf(layout, field, lists, choices));
  }
  // After the columns, whose look goes to every cell that is there already.
  writeTitles(sheet, layout);
  for (const number of [1, 2, 3]) sheet.getRow(number).height = number === 1 ? 28 : 18;
  sheet.getRow(standardRows.header).height = 56;
  sheet.getRow(standardRows.hint).height = 62;
  sheet.views = [
    { state: 'frozen', xSplit: 1, ySplit: standardRows.hint, topLeftCell: 'B6', activeCell: 'A6', showGridLines: true, zoomScale: 100 },
  ];
  sheet.pageSetup = { orientation: 'landscape', paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:5' };
}

function writeTitles(sheet: Worksheet, { side, kind, name }: SheetLayout): void {
  const { th, en } = kindTitles[kind];
  const what = side === 'dataset' ? text('ชุดข้อมูล', 'Datasets') : text('ทรัพยากรข้อมูล', 'Resources');
  const lines: readonly (readonly [string, Parameters<typeof font>])[] = [
    [`${what.th}: ${th} · ${what.en}: ${en} (${name})`, [15, { bold: true, color: { argb: colours.accent } }]],
    [
      side === 'dataset'
        ? 'กรอกหนึ่งแถวต่อหนึ่งชุดข้อมูล ตั้งแต่แถวที่ 6 · One dataset a row, from row 6 on'
        : 'กรอกหนึ่งแถวต่อหนึ่งไฟล์หรือบริการ ตั้งแต่แถวที่ 6 · One file or service a row, from row 6 on',
      [10, {}],
    ],
    [
      'หัวสีเขียวเข้มที่มี * คือช่องที่ต้องกรอก วิธีกรอกและตัวอย่างอยู่ในชีต “วิธีใช้ Help” · Dark green with * must be filled in; see the sheet “วิธีใช้ Help”',
      [10, { color: { argb: colours.soft } }],
    ],
  ];
  for (const [index, [line, look]] of lines.entries()) {
    const cell = sheet.getCell(`A${index + 1}`);
    cell.value = line;
    cell.font = font(...look);
    cell.alignment = { vertical: 'middle', wrapText: false };
    cell.numFmt = 'General';
  }
}

function isRequired(side: SheetLayout['side'], field: string | undefined): boolean {
  return field !== undefined && requiredFields[side].has(field);
}

function writeHeader(cell: ExcelCell, side: SheetLayout['side'], { field, header }: Column): void {
  const required = isRequired(side, field);
  const ink = { argb: required ? colours.onAccent : colours.accent };
  const { th, en } =
    field === undefined ? text(header, '') : field === findingsField ? text(findingsHeader, 'What to mend') : labelOf(side, field);
  const name = field === undefined ? '' : templateName(side, field);
  cell.value = {
    richText: [
      { text: `${th}${required ? ' *' : ''}`, font: font(10, { bold: true, color: ink }) },
      ...(en === '' ? [] : [{ text: `\n${en}`, font: font(9, { color: ink }) }]),
      ...(name === '' ? [] : [{ text: `\n${name}`, font: font(8, { color: ink }) }]),
    ],
  };
  cell.fill = fill(required ? colours.accent : colours.accentWash);
  cell.border = box;
  cell.numFmt = 'General';
  cell.alignment = { wrapText: true, vertical: 'middle' };
}

function writeHint(cell: ExcelCell, side: SheetLayout['side'], { field }: Column): void {
  const hint = field === undefined ? undefined : (side === 'dataset' ? datasetHints : resourceHints)[field];
  // The words after it are read as hints and not as data.
  cell.value = hint === undefined ? '' : `(${hint[0]})\n(${hint[1]})`;
  cell.font = font(8, { italic: true, color: { argb: colours.soft } });
  cell.fill = fill(colours.wash);
  cell.border = box;
  cell.numFmt = 'General';
  cell.alignment = { wrapText: true, vertical: 'top' };
}

interface DropDown {
  readonly formula: string;
  /** Other values are taken too: several with commas, or a text for อื่นๆ. */
  readonly isOpen: boolean;
}

function dropDownOf({ side }: SheetLayout, field: string, lists: Lists, choices: readonly ChoiceField[]): DropDown | undefined {
  if (/(?:^|_)(?:high_value_dataset|reference_data|official_statistics)$/.test(field)) return { formula: '"True,False"', isOpen: false };
  if (side === 'resource' && field === 'format') return { formula: `"${usualFormats.join(',')}"`, isOpen: true };
  const choice = choices.find(({ field: name, on }) => (on === 'both' && side === 'resource' ? `resource_${name}` : name) === field);
  const formula = choice === undefined ? undefined : lists.get(choice.scheme);
  return formula === undefined ? undefined : { formula, isOpen: choice?.several === true };
}

/** exceljs declares no way to give a range, which Excel itself writes and exceljs passes on. */
interface RangeValidations {
  add(range: string, validation: object): void;
}

function addDropDown(sheet: Worksheet, range: string, dropDown: DropDown | undefined): void {
  if (dropDown === undefined) return;
  const { dataValidations } = sheet as unknown as { dataValidations: RangeValidations };
  dataValidations.add(range, {
    type: 'list',
    allowBlank: true,
    formulae: [dropDown.formula],
    showErrorMessage: !dropDown.isOpen,
    errorStyle: 'warning',
    errorTitle: 'ไม่อยู่ในรายการ',
    error: 'ค่านี้ไม่อยู่ในรายการ หากเลือก “อื่นๆ” ให้พิมพ์ อื่นๆ: แล้วตามด้วยคำอธิบาย (Not in the list; for another, type อื่นๆ: and what it is.)',
  });
}
