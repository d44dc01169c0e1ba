import { dct, gdc, type Literal, type NamedNode, type Term, typed, xsd } from '../../rdf/terms.js';
import type { FieldReader } from '../ckan-package.js';
import { readDate, readYear } from '../dates.js';
import { type Days, dayTable } from '../days.js';
import type { Draft } from '../draft.js';
import { nameOn, rowsFor } from '../side.js';
import { asciiDigits, isPlaceholder } from '../text.js';
import type { RecordReader } from './reader.js';

/** Days of which the newest counts where several are given; of the others the oldest. */
const newest: ReadonlySet<string> = new Set([dct.modified.value, gdc.nextRelease.value]);

/** Days of one node: a day as xsd:date, a year or a month alone as what it is. @returns them by field, as written in ISO. */
export function mapRdfDays(
  draft: Draft,
  fields: FieldReader,
  reader: RecordReader,
  node: Term,
  side: 'dataset' | 'resource',
  subject: NamedNode,
): Days {
  const days = new Map<string, string>();
  for (const row of rowsFor(dayTable, side)) {
    const field = nameOn(row, side);
    const read = reader.all(node, row.property).flatMap((value) => readDay(draft, fields, field, value, subject) ?? []);
    read.sort((a, b) => (a.value < b.value ? -1 : 1));
    const chosen = newest.has(row.property.value) ? read.at(-1) : read[0];
    if (chosen === undefined) continue;
    if (read.length > 1) fields.mend(field, read.map(({ value }) => value).join(', '), chosen.value, 'surplus');
    days.set(row.field, chosen.value);
    draft.add(subject, row.property, chosen);
  }
  return days;
}

/** A day, month or year of a literal; an unreadable one is observed. */
export function readDay(draft: Draft, fields: FieldReader, field: string, value: Term, subject: NamedNode): Literal | undefined {
  const given = value.value.trim();
  if (given === '' || isPlaceholder(given)) return undefined;
  const read = inForm(given);
  if (read === undefined || value.termType !== 'Literal') {
    draft.observe(subject, gdc.implausibleDate, `${draft.named(field)}=${given}`);
    return undefined;
  }
  const { literal, isBuddhist } = read;
  if (isBuddhist) fields.mend(field, given, literal.value, 'buddhist-year');
  else if (given !== literal.value) fields.mend(field, given, literal.value, 'date-form');
  else if (!value.datatype.equals(literal.datatype)) fields.mend(field, value.datatype.value, literal.datatype.value, 'literal-type');
  return literal;
}

function inForm(given: string): { literal: Literal; isBuddhist: boolean } | undefined {
  const month = /^(\d{4})-(\d{2})(?:Z|[+-]\d{2}:\d{2})?$/.exec(asciiDigits(given));
  if (month !== null) {
    const year = readYear(month[1] ?? '');
    const isMonth = Number(month[2]) >= 1 && Number(month[2]) <= 12;
    return year && isMonth ? { literal: typed(`${year.year}-${month[2]}`, xsd.gYearMonth), isBuddhist: year.isBuddhist } : undefined;
  }
  const bare = given.replace(/^(\d{4}(?:-\d{2}-\d{2})?)(?:Z|[+-]\d{2}:\d{2})$/, '$1');
  if (/^[0-9๐-๙]{4}$/.test(bare)) {
    const year = readYear(bare);
    return year && { literal: typed(String(year.year), xsd.gYear), isBuddhist: year.isBuddhist };
  }
  const day = readDate(bare);
  return day.state === 'read' ? { literal: typed(day.iso, xsd.date), isBuddhist: day.mended === 'buddhist-year' } : undefined;
}

/** The last day that a day, a month or a year may mean: before it no promise of an update is broken. */
export function lastDayOf(value: string | undefined): string | undefined {
  if (value === undefined || value.length === 10) return value;
  const [year, month = '12'] = value.split('-');
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
}
