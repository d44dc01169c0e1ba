import ExcelJS from 'exceljs';
import { layouts, standardRows, templateName } from '../../src/harvest/template/layout.js';

export type Cells = Readonly<Record<string, ExcelJS.CellValue>>;

/** Cells of a complete dataset, by the template's names of the columns. */
export const completeCells: Cells = {
  name: 'fish-prices',
  d_type: 'ข้อมูลระเบียน',
  title: 'ราคาสัตว์น้ำรายเดือน',
  owner_org: 'หน่วยงานทดสอบ',
  maintainer: 'กลุ่มสถิติการประมง',
  maintainer_email: 'stat@agency.example',
  tag_string: 'ราคา, สัตว์น้ำ, ประมง',
  notes: 'ราคาเฉลี่ยรายเดือนของสัตว์น้ำที่ท่าเทียบเรือ แยกตามชนิด',
  objective: 'พันธกิจหน่วยงาน',
  update_frequency_unit: 'เดือน',
  update_frequency_interval: '1',
  geo_coverage: 'ประเทศ',
  data_source: 'ระบบสำรวจราคาของหน่วยงาน',
  data_format: 'CSV',
  data_category: 'ข้อมูลสาธารณะ',
  data_classification: 'เปิดเผย',
  license_id: 'Creative Commons Attributions',
  created_date: '2565-01-15',
  last_updated_date: '2569-10-31',
};

export const completeResource: Cells = {
  dataset_name: 'fish-prices',
  resource_name: 'ราคาสัตว์น้ำ ปี 2569',
  resource_url: 'https://data.agency.example/fish-2569.csv',
  format: 'CSV',
};

/** A sheet as a test writes it: rows of cells under a header, which stands in row 4 unless another is named. */
export interface TestSheet {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly ExcelJS.CellValue[])[];
  readonly headerRow?: number;
  readonly firstRow?: number;
}

/** The bytes of a workbook with these sheets. */
export async function workbookOf(
  sheets: readonly TestSheet[],
  touch: (workbook: ExcelJS.Workbook) => void = () => undefined,
): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  for (const { name, header, rows, headerRow = standardRows.header, firstRow = headerRow + 2 } of sheets) {
    const sheet = workbook.addWorksheet(name);
    for (const [index, label] of header.entries()) sheet.getCell(headerRow, index + 1).value = label;
    for (const [at, row] of rows.entries())
      for (const [index, value] of row.entries()) sheet.getCell(firstRow + at, index + 1).value = value;
  }
  touch(workbook);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** A sheet of the template whose header has the names of the fields. */
export function sheetOf(name: string, rows: readonly Cells[], more: readonly string[] = []): TestSheet {
  const layout = layouts.find((one) => one.name === name);
  if (layout === undefined) throw new Error(`the template has no sheet ${name}`);
  const header = [...layout.fields.map((field) => templateName(layout.side, field)), ...more];
  return { name, header, rows: rows.map((cells) => header.map((field) => cells[field] ?? null)) };
}

/** Datasets and resources on the sheets for records. */
export function recordBook(datasets: readonly Cells[], resources: readonly Cells[] = [completeResource]): Promise<Buffer> {
  return workbookOf([sheetOf('Temp2_Meta_Record', datasets), sheetOf('Temp3_Resource_Record', resources)]);
}

/** Fills in a workbook that our writer made: cells by the last line of the header, which is the field's name there. */
export async function filledIn(bytes: Uint8Array, rows: readonly { sheet: string; row: number; cells: Cells }[]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  for (const { sheet: name, row, cells } of rows) {
    const sheet = workbook.getWorksheet(name);
    if (sheet === undefined) throw new Error(`there is no sheet ${name}`);
    const columns = new Map<string, number>();
    sheet.getRow(standardRows.header).eachCell((cell, column) => columns.set(cell.text.split('\n').at(-1) ?? '', column));
    for (const [field, value] of Object.entries(cells)) {
      const column = columns.get(field);
      if (column === undefined) throw new Error(`${name} has no column ${field}`);
      sheet.getCell(row, column).value = value;
    }
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
