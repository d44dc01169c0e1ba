import { datasetFields, resourceFields } from '../../catalog/fields.js';
import { columnLetter } from '../../catalog/template-row.js';
import { normalise } from '../../rdf/vocabulary.js';
import { findingsField, findingsHeader, joinField, type SheetLayout, templateNames } from './layout.js';
import type { SheetRow } from './sheet.js';

type Side = SheetLayout['side'];

/** Other names of columns: those of the standard's 14 items and what agencies write. */
const aliases: Readonly<Record<Side, Readonly<Record<string, string>>>> = {
  dataset: {
    'ชื่อชุดข้อมูล (ภาษาอังกฤษ)': 'name',
    ชื่ออ้างอิง: 'name',
    ประเภทข้อมูล: 'data_type',
    'data type other': 'data_type_other',
    หน่วยงาน: 'owner_org',
    ชื่อหน่วยงาน: 'owner_org',
    ชื่อองค์กร: 'owner_org',
    ชื่อผู้ติดต่อ: 'maintainer',
    อีเมลผู้ติดต่อ: 'maintainer_email',
    อีเมล: 'maintainer_email',
    email: 'maintainer_email',
    tags: 'tag_string',
    keywords: 'tag_string',
    คำอธิบาย: 'notes',
    รายละเอียดชุดข้อมูล: 'notes',
    หน่วยความถี่: 'update_frequency_unit',
    ค่าความถี่: 'update_frequency_interval',
    ค่าความถี่ของการปรับปรุงข้อมูล: 'update_frequency_interval',
    ขอบเขตเชิงภูมิศาสตร์: 'geo_coverage',
    แหล่งที่มาของข้อมูล: 'data_source',
    หมวดหมู่ตามธรรมาภิบาลข้อมูล: 'data_category',
    หมวดหมู่ข้อมูล: 'data_category',
    ชั้นความลับ: 'data_classification',
    สัญญาอนุญาต: 'license_id',
    licence: 'license_id',
    เว็บไซต์: 'url',
    height_value_dataset: 'high_value_dataset',
    access_detail: 'accessible_condition',
    maintain_frequent: 'update_frequency_unit',
  },
  resource: {
    ชื่อชุดข้อมูล: joinField,
    'dataset name': joinField,
    dataset: joinField,
    ชื่ออ้างอิงชุดข้อมูล: joinField,
    'resource name': 'name',
    'resource url': 'url',
    ที่อยู่ข้อมูล: 'url',
    ที่อยู่ไฟล์: 'url',
    คำอธิบาย: 'description',
    รูปแบบไฟล์: 'format',
    รูปแบบข้อมูล: 'format',
  },
};

/** Fields that stand on one side, by every name of a column, normalised; a name of a field before a label, a label before an alias. */
const names: Readonly<Record<Side, ReadonlyMap<string, string>>> = { dataset: namesOf('dataset'), resource: namesOf('resource') };

function namesOf(side: Side): Map<string, string> {
  const fields = side === 'dataset' ? datasetFields : resourceFields;
  const found = new Map<string, string>();
  const add = (name: string, field: string): void => {
    const key = normalise(name);
    if (!found.has(key)) found.set(key, field);
  };
  if (side === 'resource') add(joinField, joinField);
  for (const [field, name] of Object.entries(templateNames[side])) add(name, field);
  for (const [field] of fields) add(field, field);
  // The English label of a dataset's name in the URL is that of its web page.
  for (const [field, th, en] of fields) for (const label of [th, en]) add(label, field);
  for (const [name, field] of Object.entries(aliases[side])) add(name, field);
  for (const [field, th, en] of fields) {
    for (const label of [th, en]) add(label.replace(/\s*\(.*\)/, ''), field);
    // Labels of a resource's fields are those of the dataset's: the name may stand without `resource_` too.
    if (side === 'resource') add(field.replace(/^resource_/, ''), field);
  }
  return found;
}

/** The field that a header names: whole, by one of its lines, or without what stands in brackets. */
export function fieldOf(header: string, side: Side): string | undefined {
  const lines = header.slice(0, 500).split('\n');
  const bracketed = lines.flatMap((line) => [...line.matchAll(/[([]([^()[\]]*)[)\]]/g)].map(([, inside]) => inside ?? ''));
  const pieces = [
    header.slice(0, 500),
    ...lines,
    ...lines.flatMap((line) => line.split('/')),
    ...lines.map((line) => line.replace(/\s*[([].*$/, '')),
    ...bracketed,
  ];
  const bare = pieces.map((piece) => normalise(piece.replace(/^[\s*\d.)]+|[\s*:]+$/g, ''))).filter((piece) => piece !== '');
  const exact = bare.find((piece) => /^[a-z_]+$/.test(piece) && piece.includes('_') && names[side].has(piece));
  const found = exact ?? bare.find((piece) => names[side].has(piece));
  return found === undefined ? undefined : names[side].get(found);
}

/** The columns of a sheet. */
export interface Headers {
  readonly side: Side;
  /** Row after which data may stand; 0 when there was no header. */
  readonly lastRow: number;
  /** Fields by number of column. */
  readonly fields: ReadonlyMap<number, string>;
  /** Headers of columns without a field. */
  readonly unknown: ReadonlyMap<number, string>;
}

/** Rows among which the header is looked for. */
const searched = 15;

/** How many fields a row must name to be a header. */
const least: Readonly<Record<Side, number>> = { dataset: 4, resource: 3 };

/** The header within the first rows: the row that names most fields; undefined when none does. */
export function findHeaders(rows: readonly SheetRow[], side: Side): Headers | undefined {
  const candidates = rows.slice(0, searched).map((row) => ({ row, fields: fieldsIn(row, side) }));
  const best = candidates.reduce((best, one) => (one.fields.size > best.fields.size ? one : best), {
    row: rows[0],
    fields: new Map<number, string>(),
  });
  if (best.row === undefined || best.fields.size < least[side]) return undefined;
  // A header of several rows, such as labels above names of fields, ends with the last of them.
  const headerRows = candidates.filter(({ fields }) => fields.size >= least[side]).map(({ row }) => row.number);
  const unknown = new Map([...best.row.cells].filter(([column, text]) => !best.fields.has(column) && !isFindings(text)));
  return { side, lastRow: Math.max(...headerRows), fields: best.fields, unknown };
}

/** The first column that names a field has it; a second one is told as unknown. */
function fieldsIn(row: SheetRow, side: Side): Map<number, string> {
  const fields = new Map<number, string>();
  const taken = new Set<string>();
  for (const [column, text] of [...row.cells].sort(([a], [b]) => a - b)) {
    const field = isFindings(text) ? undefined : fieldOf(text, side);
    if (field === undefined || taken.has(field)) continue;
    taken.add(field);
    fields.set(column, field);
  }
  return fields;
}

/** Our own column beside an agency's rows. */
function isFindings(header: string): boolean {
  return header.includes(findingsField) || header.split('\n').some((line) => line.trim() === findingsHeader);
}

/** Letters of the columns, by field. */
export function lettersOf({ fields }: Headers): Record<string, string> {
  return Object.fromEntries([...fields].map(([column, field]) => [field, columnLetter(column)]));
}
