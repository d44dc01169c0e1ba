import { partIri } from '../catalog/iris.js';
import { dcat, dct, gdc, iri, type NamedNode, natural, typed, xsd } from '../rdf/terms.js';
import type { FieldReader } from './ckan-package.js';
import { readPeriod, readYear } from './dates.js';
import type { Draft } from './draft.js';
import { nameOn, type Row } from './side.js';
import { isPlaceholder } from './text.js';

/** An end of the period that the data cover. */
export interface YearRow extends Row {
  readonly property: NamedNode;
}

export const firstYear: YearRow = { field: 'first_year_of_data', on: 'both', property: dcat.startDate };
export const lastYear: YearRow = { field: 'last_year_of_data', on: 'both', property: dcat.endDate };
export const yearTable: readonly YearRow[] = [firstYear, lastYear];

/** Text about the time the data refer to: a period where it is a year or two, else kept as it is. */
export const referencePeriodRow: Row = { field: 'reference_period', on: 'dataset' };

/** Years in Common Era; an end that is not told, or that cannot be believed, is missing. */
export interface Period {
  readonly first: number | undefined;
  readonly last: number | undefined;
}

/** The period the data cover, both ends as years (linked-data.md §4). One whose first year is after its last is observed and left out. */
export function mapPeriod(draft: Draft, fields: FieldReader, side: 'dataset' | 'resource', subject: NamedNode): Period {
  const [firstField, lastField] = [nameOn(firstYear, side), nameOn(lastYear, side)];
  const first = year(draft, fields, firstField, subject);
  const last = year(draft, fields, lastField, subject);
  if (first !== undefined && last !== undefined && first > last) {
    draft.observe(subject, gdc.dateOrder, `first=${draft.named(firstField)} ${first} last=${draft.named(lastField)} ${last}`);
    return { first: undefined, last: undefined };
  }
  const told = { first, last };
  const period = side === 'dataset' ? referencePeriod(draft, fields, told) : told;
  state(draft, subject, period);
  return period;
}

function year(draft: Draft, fields: FieldReader, field: string, subject: NamedNode): number | undefined {
  const given = fields.text(field);
  if (given === '' || isPlaceholder(given)) return undefined;
  const read = readYear(given);
  if (read === undefined) {
    draft.observe(subject, gdc.implausibleDate, `${draft.named(field)}=${given}`);
    return undefined;
  }
  if (String(read.year) !== given) fields.mend(field, given, String(read.year), read.isBuddhist ? 'buddhist-year' : 'date-form');
  return read.year;
}

function referencePeriod(draft: Draft, fields: FieldReader, told: Period): Period {
  const { field } = referencePeriodRow;
  const given = draft.text(fields, field);
  if (given === undefined) return told;
  const read = readPeriod(given);
  if (read === undefined || told.first !== undefined || told.last !== undefined || read.first > read.last) {
    draft.add(draft.dataset, gdc.referencePeriod, natural(given));
    return told;
  }
  if (read.isBuddhist) fields.mend(field, given, `${read.first}–${read.last}`, 'buddhist-year');
  return { first: read.first, last: read.last };
}

function state(draft: Draft, subject: NamedNode, { first, last }: Period): void {
  if (first === undefined && last === undefined) return;
  const node = iri(partIri(subject.value, 'period'));
  draft.add(subject, dct.temporal, node);
  draft.type(node, dct.PeriodOfTime);
  if (first !== undefined) draft.add(node, dcat.startDate, typed(String(first), xsd.gYear));
  if (last !== undefined) draft.add(node, dcat.endDate, typed(String(last), xsd.gYear));
}
