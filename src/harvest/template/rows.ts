import { createHash } from 'node:crypto';
import { columnLetter, type TemplateLine, type UnknownCell } from '../../catalog/template-row.js';
import { type Text, text } from '../../catalog/text.js';
import { normalise } from '../../rdf/vocabulary.js';
import { findHeaders, type Headers, lettersOf } from './headers.js';
import { joinField, type SheetLayout, standardRows } from './layout.js';
import type { Sheet, SheetRow } from './sheet.js';

/** The filled rows of one sheet, and what must be told of the sheet as a whole. */
export interface SheetLines {
  readonly side: SheetLayout['side'];
  readonly lines: readonly TemplateLine[];
  readonly notes: readonly Text[];
}

/** Reads a sheet by its header, else by the template's order of columns; undefined for a sheet that is none of the template. */
export function readLines(sheet: Sheet, layout: SheetLayout | undefined): SheetLines | undefined {
  const headers = layout === undefined ? foreignHeaders(sheet) : findHeaders(sheet.rows, layout.side);
  if (headers !== undefined) return collect(sheet, headers, layout, []);
  if (layout === undefined) return undefined;
  if (sheet.rows.every((row) => row.number < standardRows.data)) return { side: layout.side, lines: [], notes: [] };
  return collect(sheet, byPosition(sheet, layout), layout, [positionNote(sheet)]);
}

/** A sheet of another name is read when its header is one of the template's. */
function foreignHeaders(sheet: Sheet): Headers | undefined {
  const [dataset, resource] = [findHeaders(sheet.rows, 'dataset'), findHeaders(sheet.rows, 'resource')];
  const has = (headers: Headers | undefined, field: string): boolean =>
    headers !== undefined && [...headers.fields.values()].includes(field);
  if (has(resource, joinField) && has(resource, 'url') && !has(dataset, 'maintainer')) return resource;
  return has(dataset, 'title') ? dataset : undefined;
}

/** Classes of data, of which a column of classifications holds nothing else. */
const classification = /เปิดเผย|ภายใน|ลับ/;

/** The template's own order; that of version 2.1, which had no classification, when its column holds something else. */
function byPosition(sheet: Sheet, layout: SheetLayout): Headers {
  const at = layout.fields.indexOf('data_classification') + 1;
  const held = sheet.rows.filter((row) => row.number >= standardRows.data).flatMap((row) => row.cells.get(at) ?? []);
  const isOld = at > 0 && held.length > 0 && !held.some((value) => classification.test(value));
  const fields = isOld ? layout.fields.filter((field) => field !== 'data_classification') : layout.fields;
  const unknown = new Map<number, string>();
  return { side: layout.side, lastRow: standardRows.hint, fields: new Map(fields.map((field, index) => [index + 1, field])), unknown };
}

function positionNote({ name }: Sheet): Text {
  return text(
    `ชีต ${name}: ไม่พบหัวตาราง จึงอ่านตามลำดับคอลัมน์ของแบบฟอร์มมาตรฐาน ตั้งแต่แถว ${standardRows.data} โปรดตรวจสอบว่าแต่ละคอลัมน์ตรงกัน`,
    `Sheet ${name}: no header was found, so it was read by the template’s order of columns, from row ${standardRows.data} on; check that the columns agree.`,
  );
}

function collect(sheet: Sheet, headers: Headers, layout: SheetLayout | undefined, before: readonly Text[]): SheetLines {
  const columns = lettersOf(headers);
  const notes = [...before, ...columnNotes(sheet, headers)];
  const lines: TemplateLine[] = [];
  for (const row of sheet.rows) {
    if (row.number <= headers.lastRow) continue;
    const line = toLine(sheet, headers, columns, row);
    const filled = Object.keys(line.cells).length;
    if (row.number === headers.lastRow + 1 && isHint(line, headers, layout)) notes.push(...hintNotes(line));
    else if (filled > 1) lines.push(line);
    else if (filled + line.unknown.length > 0) notes.push(loneNote(line));
  }
  return { side: headers.side, lines, notes };
}

function toLine(sheet: Sheet, headers: Headers, columns: Readonly<Record<string, string>>, row: SheetRow): TemplateLine {
  const cells: Record<string, string> = {};
  const unknown: UnknownCell[] = [];
  for (const [column, value] of [...row.cells].sort(([a], [b]) => a - b)) {
    const field = headers.fields.get(column);
    const header = headers.unknown.get(column);
    if (field !== undefined) cells[field] = addressOf(sheet, field, `${columnLetter(column)}${row.number}`, value);
    else if (header !== undefined) unknown.push({ column: columnLetter(column), header, value });
  }
  return { sheet: sheet.name, row: row.number, cells, columns, unknown };
}

/** Behind a text such as “ดาวน์โหลด” stands the address that a column of addresses is for. */
function addressOf({ links }: Sheet, field: string, cell: string, value: string): string {
  const link = field === 'url' ? links.get(cell) : undefined;
  return link === undefined || /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : link;
}

const hintWords =
  /^(?:[(*<[]|ระบุ|เลือก|กรอก|โปรด|กรุณา|ตัวอย่าง|เช่น|คำอธิบาย|ใส่|บังคับ|ไม่บังคับ|ถ้ามี|รูปแบบ|required|optional|e\.g\.|example|choose|select|enter|hint|fill|format|yyyy|ปปปป|วว)/i;

/** The row under the header that tells how to fill the columns in. */
function isHint({ cells, row }: TemplateLine, headers: Headers, layout: SheetLayout | undefined): boolean {
  const values = Object.values(cells);
  if (values.length === 0) return false;
  if (values.filter((value) => hintWords.test(value)).length * 3 >= values.length) return true;
  const isStandard = layout !== undefined && headers.lastRow === standardRows.header && row === standardRows.hint;
  const id = cells[headers.side === 'resource' ? joinField : 'name'] ?? '';
  const looksFilled = /^[\w.-]+$/.test(id) || Object.values(cells).some((value) => /^\S+@\S+\.\S+$|^https?:\/\//i.test(value));
  return isStandard && !looksFilled && values.length >= 3;
}

/** Hints in brackets, as in our own template, need no telling. */
function hintNotes({ sheet, row, cells }: TemplateLine): Text[] {
  if (Object.values(cells).every((value) => value.startsWith('('))) return [];
  return [
    text(
      `ชีต ${sheet} แถว ${row}: เป็นคำแนะนำการกรอก จึงไม่นับเป็นข้อมูล`,
      `Sheet ${sheet}, row ${row}: read as hints on how to fill it in, not as data.`,
    ),
  ];
}

function loneNote({ sheet, row }: TemplateLine): Text {
  return text(
    `ชีต ${sheet} แถว ${row}: มีข้อมูลเพียงช่องเดียว จึงไม่นับเป็นรายการ`,
    `Sheet ${sheet}, row ${row}: only one cell is filled, so it was not read as an entry.`,
  );
}

function columnNotes({ name, beyondColumns, faults }: Sheet, { unknown }: Headers): Text[] {
  const notes: Text[] = [];
  if (unknown.size > 0) {
    const listed = [...unknown]
      .map(([column, header]) => `${columnLetter(column)} “${header.replace(/\s+/g, ' ').slice(0, 60)}”`)
      .join(', ');
    notes.push(
      text(
        `ชีต ${name}: ไม่รู้จักคอลัมน์ ${listed} ระบบเก็บค่าไว้แต่ไม่นำไปใช้`,
        `Sheet ${name}: unknown columns ${listed}; their values are kept and not used.`,
      ),
    );
  }
  if (beyondColumns > 0)
    notes.push(
      text(
        `ชีต ${name}: มี ${beyondColumns} เซลล์อยู่ทางขวาของคอลัมน์สุดท้ายที่อ่าน จึงไม่ได้อ่าน`,
        `Sheet ${name}: ${beyondColumns} cells stand right of the last column that is read, and were not.`,
      ),
    );
  for (const { cell, kind } of faults.slice(0, mostFaults)) {
    notes.push(
      kind === 'formula-error'
        ? text(
            `ชีต ${name} เซลล์ ${cell}: สูตรให้ค่าผิดพลาด จึงถือว่าว่าง`,
            `Sheet ${name}, cell ${cell}: its formula failed, so it counts as empty.`,
          )
        : text(
            `ชีต ${name} เซลล์ ${cell}: สูตรยังไม่มีผลลัพธ์ จึงถือว่าว่าง โปรดเปิดไฟล์ใน Excel แล้วบันทึกใหม่`,
            `Sheet ${name}, cell ${cell}: its formula has no result yet, so it counts as empty; open the file in Excel and save it.`,
          ),
    );
  }
  if (faults.length > mostFaults) {
    const rest = faults.length - mostFaults;
    notes.push(text(`ชีต ${name}: มีสูตรที่ใช้ไม่ได้อีก ${rest} เซลล์`, `Sheet ${name}: formulas of ${rest} more cells cannot be used.`));
  }
  return notes;
}

/** Cells told one by one. */
const mostFaults = 20;

/** A name that names nothing: blank, or a mark put there to get past a mandatory field. */
function isBlank(name: string | undefined): boolean {
  return name === undefined || /^[-–—._*\s/]*$/.test(name);
}

const longestId = 200;

/**
 * What a row is known by from upload to upload: its name (`name`); a row without one by its sheet's data type, owner and title,
 * without a title by all that it says. A row without a name whose title changes is therefore another record.
 */
export function nativeIdOf({ cells }: TemplateLine, kind: string): string {
  const name = cells.name?.normalize('NFC');
  if (name !== undefined && !isBlank(name) && name.length <= longestId) return name;
  const told = isBlank(cells.title) ? JSON.stringify(Object.entries(cells).sort()) : normalise(cells.title ?? '');
  const identity = [kind, normalise(cells.owner_org ?? ''), told].join('\n');
  return `row-${createHash('sha256').update(identity).digest('hex').slice(0, 16)}`;
}
