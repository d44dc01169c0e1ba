import ExcelJS from 'exceljs';
import { datasetFields, resourceFields } from '../../catalog/fields.js';

/** Rows of the sheets of a workbook, by sheet; each row by the template's names of its columns. */
export type WorkbookRows = Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;

/** Rows of the standard template: header and first row of data. */
const rowNumbers = { header: 4, data: 6 } as const;

/** Columns that the template calls otherwise than the schema. */
const otherLabels: Readonly<Record<string, string>> = {
  d_type: 'ประเภทชุดข้อมูล',
  dataset_name: 'ชื่อชุดข้อมูลที่เป็นเจ้าของทรัพยากร (dataset_name)',
  resource_name: 'ชื่อทรัพยากรข้อมูล',
  resource_url: 'URL ของทรัพยากร (resource_url)',
};

/** The workbook that an officer would have filled in: Thai labels as headers, the columns that are used, days as text or as days of Excel. */
export async function writeFilledIn(rows: WorkbookRows, title: string): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.title = title;
  for (const [name, lines] of Object.entries(rows)) {
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: rowNumbers.header }] });
    sheet.getCell('A1').value = title;
    const columns = [...new Set(lines.flatMap((line) => Object.keys(line)))];
    const isResource = columns.includes('dataset_name');
    for (const [index, column] of columns.entries()) {
      sheet.getColumn(index + 1).width = 28;
      const header = sheet.getCell(rowNumbers.header, index + 1);
      header.value = labelOf(column, isResource);
      header.font = { bold: true };
      for (const [line, { [column]: value }] of lines.entries())
        if (value !== undefined) sheet.getCell(rowNumbers.data + line, index + 1).value = cellOf(value);
    }
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function labelOf(column: string, isResource: boolean): string {
  const fields = isResource ? resourceFields : datasetFields;
  return otherLabels[column] ?? fields.find(([name]) => name === column)?.[1] ?? column;
}

/** A day of the Common Era becomes a day of Excel, as typing one does; one of the Buddhist Era stays text. */
function cellOf(value: string): string | Date {
  return /^20\d\d-\d\d-\d\d$/.test(value) ? new Date(`${value}T00:00:00Z`) : value;
}
