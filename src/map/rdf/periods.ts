import { partIri } from '../../catalog/iris.js';
import { dcat, dct, gdc, iri, type Literal, type NamedNode, natural, type Term, typed, xsd } from '../../rdf/terms.js';
import type { FieldReader } from '../ckan-package.js';
import { readPeriod } from '../dates.js';
import type { Draft } from '../draft.js';
import type { Period } from '../periods.js';
import { readDay } from './days.js';
import type { RecordReader } from './reader.js';
import { bounded, wordsOf } from './words.js';

const time = {
  hasBeginning: iri('http://www.w3.org/2006/time#hasBeginning'),
  hasEnd: iri('http://www.w3.org/2006/time#hasEnd'),
  inXSDDate: iri('http://www.w3.org/2006/time#inXSDDate'),
  inXSDDateTime: iri('http://www.w3.org/2006/time#inXSDDateTime'),
};

/** What a period is read from, on the dataset or on a distribution. */
export interface PeriodSide {
  readonly subject: NamedNode;
  readonly first: string;
  readonly last: string;
}

/**
 * The periods that the data cover, both ends in one datatype (linked-data.md §4): days where both ends are days, else years.
 * One whose end is before its start is observed and left out. @returns the widest, in years.
 */
export function mapRdfPeriods(draft: Draft, fields: FieldReader, reader: RecordReader, node: Term, side: PeriodSide): Period {
  const years: number[] = [];
  let number = 0;
  for (const value of reader.parts(node, dct.temporal)) {
    const read = readEnds(draft, fields, reader, value, side);
    if (read === undefined) continue;
    const { first, last } = inOneType(read.first, read.last);
    if (first !== undefined && last !== undefined && first.value > last.value) {
      draft.observe(
        side.subject,
        gdc.dateOrder,
        `first=${draft.named(side.first)} ${first.value} last=${draft.named(side.last)} ${last.value}`,
      );
      continue;
    }
    if (first === undefined && last === undefined) continue;
    number += 1;
    const part = iri(partIri(side.subject.value, number === 1 ? 'period' : `period-${number}`));
    draft.add(side.subject, dct.temporal, part);
    draft.type(part, dct.PeriodOfTime);
    if (first !== undefined) draft.add(part, dcat.startDate, first);
    if (last !== undefined) draft.add(part, dcat.endDate, last);
    years.push(...[first, last].flatMap((end) => (end === undefined ? [] : [Number(end.value.slice(0, 4))])));
  }
  for (const text of wordsOf(
    draft,
    fields,
    'reference_period',
    reader.texts('gdc:referencePeriod', node, gdc.referencePeriod),
    side.subject,
  ))
    draft.add(side.subject, gdc.referencePeriod, text);
  years.sort((a, b) => a - b);
  return { first: years[0], last: years.at(-1) };
}

interface Ends {
  readonly first: Literal | undefined;
  readonly last: Literal | undefined;
}

function readEnds(draft: Draft, fields: FieldReader, reader: RecordReader, value: Term, side: PeriodSide): Ends | undefined {
  if (value.termType === 'Literal') return inWords(draft, fields, value, side);
  const end = (property: NamedNode, instant: NamedNode, field: string): Literal | undefined => {
    const said = reader.one(value, property) ?? moment(reader, reader.one(value, instant));
    return said && readDay(draft, fields, field, said, side.subject);
  };
  reader.expectClass('dct:temporal', value, dct.PeriodOfTime);
  const ends = { first: end(dcat.startDate, time.hasBeginning, side.first), last: end(dcat.endDate, time.hasEnd, side.last) };
  if (ends.first !== undefined || ends.last !== undefined) return ends;
  const [label] = reader.labels(value);
  return label && inWords(draft, fields, label, side);
}

function moment(reader: RecordReader, instant: Term | undefined): Term | undefined {
  return instant && reader.one(instant, time.inXSDDate, time.inXSDDateTime);
}

/** `2015-01-01/2019-12-31`, `2558–2562`, `พ.ศ. 2560`; any other text is the time that the data refer to. */
function inWords(draft: Draft, fields: FieldReader, value: Literal, side: PeriodSide): Ends | undefined {
  const given = bounded(fields, side.first, value.value).trim();
  const interval = /^(?<first>[0-9TZ:.+-]{4,35}|\.\.)?\/(?<last>[0-9TZ:.+-]{4,35}|\.\.)?$/.exec(given);
  if (interval?.groups !== undefined && interval.groups.first !== interval.groups.last) {
    fields.mend(side.first, given, 'dct:PeriodOfTime', 'node-made');
    const read = (end: string | undefined, field: string): Literal | undefined =>
      end === undefined || end === '..' ? undefined : readDay(draft, fields, field, typed(end, typeOf(end)), side.subject);
    return { first: read(interval.groups.first, side.first), last: read(interval.groups.last, side.last) };
  }
  const years = readPeriod(given);
  if (years === undefined) {
    const text = draft.clean(fields, side.first, given, side.subject);
    if (text !== undefined) draft.add(side.subject, gdc.referencePeriod, natural(text));
    return undefined;
  }
  fields.mend(side.first, given, `${years.first}–${years.last}`, years.isBuddhist ? 'buddhist-year' : 'node-made');
  return { first: typed(String(years.first), xsd.gYear), last: typed(String(years.last), xsd.gYear) };
}

/** The datatype that a day, month or year is written in. */
function typeOf(end: string): NamedNode {
  return end.length === 4 ? xsd.gYear : end.length === 7 ? xsd.gYearMonth : xsd.date;
}

/** Both ends as days, or both as years; months and days beside a year lose what the other lacks. */
function inOneType(first: Literal | undefined, last: Literal | undefined): Ends {
  if (first === undefined || last === undefined || first.datatype.equals(last.datatype)) return { first, last };
  const year = (end: Literal): Literal => typed(end.value.slice(0, 4), xsd.gYear);
  return { first: year(first), last: year(last) };
}
