import { createHash } from 'node:crypto';
import { distributionIri } from '../catalog/iris.js';
import type { Repair } from '../catalog/report.js';
import { serialDay } from '../catalog/serial-day.js';
import { type Cell, type TemplateKind, type TemplateLine, type TemplateRow, templateKinds } from '../catalog/template-row.js';
import type { Vocabulary } from '../rdf/vocabulary.js';
import { choiceTable } from './choices.js';
import { dayTable } from './days.js';
import { type MappedRecord, mapCkan, type Placement } from './map.js';
import { repair } from './repairs.js';
import { nameOn, rowsFor } from './side.js';
import { splitChoices } from './template-choices.js';

/**
 * Maps one dataset of the Excel template: its cells become the package that CKAN would have sent, so that the rules are one;
 * findings and repairs then tell the cell.
 * @throws Error when the JSON is no row of the template.
 */
export function mapTemplateRow(json: unknown, placement: Placement, vocabulary: Vocabulary): MappedRecord {
  const row = asRow(json);
  const own: Repair[] = [];
  const resources = withIds(row.resources);
  const fields = fieldsOf(row, 'dataset', '', own, vocabulary);
  const ckan = {
    ...fields,
    ...(fields.data_type === undefined ? typeOfSheet(row, own, vocabulary) : {}),
    id: row.nativeId,
    name: row.cells.name,
    tags: (row.cells.tag_string ?? '').split(/[,;\n、]/).flatMap((tag) => (tag.trim() === '' ? [] : [{ name: tag.trim() }])),
    resources: resources.map(({ line, id }, index) => ({ ...fieldsOf(line, 'resource', `resources[${index + 1}].`, own, vocabulary), id })),
  };
  const mapped = mapCkan(ckan, { ...placement, sourceUrl: '' }, vocabulary);
  const lines = new Map(resources.map(({ line, id }) => [distributionIri(placement.dataset, id), line]));
  const unknown = [row, ...row.resources].flatMap((line) => line.unknown.map(({ header }) => header));
  return {
    ...mapped,
    repairs: [...own, ...mapped.repairs].map((one) => ({ ...one, cell: cellOfField(row, one.field) })),
    unmapped: [...mapped.unmapped, ...new Set(unknown)],
    cellOf: (focus, fields) => cellIn(lineOf(row, lines, focus), fields),
  };
}

function asRow(json: unknown): TemplateRow {
  const row = json as Partial<TemplateRow> | null;
  const isRow =
    typeof row === 'object' &&
    row !== null &&
    typeof row.nativeId === 'string' &&
    templateKinds.includes(row.kind as TemplateKind) &&
    Array.isArray(row.resources) &&
    [row, ...row.resources].every((line) => typeof line?.cells === 'object' && line.cells !== null && Array.isArray(line.unknown));
  if (!isRow) throw new Error('the record is not a row of the template');
  return row as TemplateRow;
}

/** Cells as fields; a cell of choices as the choices that it holds. */
function fieldsOf(
  { cells }: TemplateLine,
  side: 'dataset' | 'resource',
  prefix: string,
  repairs: Repair[],
  vocabulary: Vocabulary,
): Record<string, unknown> {
  const fields: Record<string, unknown> = { ...cells };
  for (const row of rowsFor(dayTable, side)) {
    const field = nameOn(row, side);
    const day = countedDay(cells[field]);
    if (day === undefined) continue;
    fields[field] = day;
    repairs.push(repair(`${prefix}${field}`, cells[field] ?? '', day, 'counted-day'));
  }
  for (const choice of rowsFor(choiceTable, side)) {
    const field = nameOn(choice, side);
    const cell = cells[field];
    if (cell === undefined) continue;
    const { values, other } = splitChoices(cell, choice, vocabulary);
    fields[field] = choice.several ? values : values[0];
    if (other === undefined || cells[`${field}_other`] !== undefined) continue;
    fields[`${field}_other`] = other;
    repairs.push(repair(`${prefix}${field}`, cell, `${values.join(', ')} · ${other}`, 'other-in-cell'));
  }
  return fields;
}

/** A day of this or the last century as Excel counts it, in either era: what is left when a day stands in a cell made for numbers or text. */
function countedDay(cell: string | undefined): string | undefined {
  const day = cell !== undefined && /^\d{5,6}$/.test(cell) ? serialDay(Number(cell), false) : undefined;
  const year = Number(day?.slice(0, 4));
  return (year >= 1950 && year <= 2100) || (year >= 2493 && year <= 2643) ? day : undefined;
}

/** The sheet tells the type where the row does not. */
function typeOfSheet({ kind, cells }: TemplateRow, repairs: Repair[], vocabulary: Vocabulary): Record<string, string> {
  const label = vocabulary.label(vocabulary.code('data-type', kind).value)?.th ?? kind;
  // The sheet for other data has a column for what it is in place of the type.
  if (cells.data_type_other === undefined) repairs.push(repair('data_type', '', label, 'sheet-type'));
  return { data_type: label };
}

/** Ids that are the same from upload to upload while address and name are: a resource of the template has none of its own. */
function withIds(lines: readonly TemplateLine[]): { line: TemplateLine; id: string }[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const own = line.cells.url ?? line.cells.name ?? '';
    const before = seen.get(own) ?? 0;
    seen.set(own, before + 1);
    const id = createHash('sha256').update(before === 0 ? own : `${own}\n${before}`);
    return { line, id: id.digest('hex').slice(0, 12) };
  });
}

/** The line of a node: a resource's for its distribution and what hangs on it, else the dataset's. */
function lineOf(row: TemplateRow, distributions: ReadonlyMap<string, TemplateLine>, focus: string): TemplateLine {
  const service = /#service-(\d+)$/.exec(focus);
  if (service !== null) return row.resources[Number(service[1]) - 1] ?? row;
  return distributions.get(focus.replace(/#.*$/, '')) ?? row;
}

/** Columns of the template whose name is not the schema's. */
const otherNames: Readonly<Record<string, string>> = {
  tags: 'tag_string',
  d_type: 'data_type',
  organization: 'owner_org',
  resource_name: 'name',
  resource_url: 'url',
};

/** The first of the fields that has a column; the row alone when none has. */
function cellIn({ sheet, row, columns }: TemplateLine, fields: readonly string[]): Cell {
  const field = fields.flatMap((name) => [name, otherNames[name] ?? name]).find((name) => columns[name] !== undefined);
  return { sheet, row, ...(field === undefined ? {} : { column: columns[field] }) };
}

/** `resources[2].format` stands on the line of the second resource. */
function cellOfField(row: TemplateRow, field: string): Cell {
  const [, number, name] = /^resources\[(\d+)\]\.(.+)$/.exec(field) ?? [];
  const line = number === undefined ? row : (row.resources[Number(number) - 1] ?? row);
  return cellIn(line, [name ?? field]);
}
