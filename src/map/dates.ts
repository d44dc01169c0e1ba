import { monthNamed } from './months.js';
import { asciiDigits } from './text.js';

/** A day read from an agency's field, with the rule that was needed; or why it cannot be a day. */
export type ReadDate =
  | { readonly state: 'read'; readonly iso: string; readonly mended: 'buddhist-year' | 'date-form' | undefined }
  | { readonly state: 'implausible' };

const forms: readonly { readonly pattern: RegExp; readonly order: readonly [number, number, number]; readonly iso: boolean }[] = [
  { pattern: /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}.*)?$/, order: [1, 2, 3], iso: true },
  { pattern: /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/, order: [1, 2, 3], iso: false },
  { pattern: /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/, order: [3, 2, 1], iso: false },
];

/** A day with its month in words, as in Thai letters: วันที่ 31 ตุลาคม พ.ศ. 2569. */
const inWords = /^(?:วันที่\s*)?(\d{1,2})\s*([ก-๎.A-Za-z ]{3,20}?)\s*(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?)?\s*(\d{4})$/;

/** Years in this range are Buddhist (thai-metadata.md §4); Common Era years must lie in the second. */
const buddhist = { from: 2400, to: 2700 };
const common = { from: 1850, to: 2100 };

/** Reads a day: ISO with or without a time, day/month/year, or with the month's name; Thai digits and Buddhist years too. */
export function readDate(value: string): ReadDate {
  const text = withoutNames(asciiDigits(value.trim()));
  for (const { pattern, order, iso } of forms) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const [year, month, day] = order.map((group) => Number(match[group])) as [number, number, number];
    const isBuddhist = year >= buddhist.from && year <= buddhist.to;
    const isoDay = toIsoDay(isBuddhist ? year - 543 : year, month, day);
    if (isoDay === undefined) return { state: 'implausible' };
    const mended = isBuddhist ? 'buddhist-year' : iso && text === value.trim() ? undefined : 'date-form';
    return { state: 'read', iso: isoDay, mended };
  }
  return { state: 'implausible' };
}

/** A month's name turned into its number: 31 ตุลาคม 2569 becomes 31/10/2569. Every other text stays. */
function withoutNames(text: string): string {
  // The longest day there is has 40 characters; more would only keep the pattern busy.
  const [, day, name = '', year] = (text.length > 60 ? null : inWords.exec(text)) ?? [];
  const month = monthNamed(name);
  return month === undefined ? text : `${day}/${month}/${year}`;
}

function toIsoDay(year: number, month: number, day: number): string | undefined {
  if (year < common.from || year > common.to) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.toISOString().slice(0, 10) : undefined;
}

/** CKAN's own timestamps have no zone: they are UTC. An ISO moment, or undefined for what is none. */
export function readCkanTimestamp(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.test(value)) return undefined;
  const date = new Date(/(?:Z|[+-]\d{2}:?\d{2})$/.test(value) ? value : `${value.slice(0, 23)}Z`);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

const era = '(?:(?:ปี(?:งบประมาณ|การศึกษา)?|พ\\.?\\s?ศ\\.?|ค\\.?\\s?ศ\\.?|b\\.?e\\.?|c\\.?e\\.?|a\\.?d\\.?)\\s*){0,3}';
const oneYear = new RegExp(`^${era}(\\d{4})(?:-\\d{2}-\\d{2}(?:[T ].*)?|\\.0)?$`, 'i');
const twoYears = new RegExp(`^${era}(\\d{4})\\s*(?:-|–|—|~|/|ถึง|จนถึง|to)\\s*${era}(\\d{4})$`, 'i');

/** A year in Common Era, from a Buddhist one or not; undefined for what is no plausible year, such as 25562. */
export function readYear(value: string): { readonly year: number; readonly isBuddhist: boolean } | undefined {
  const match = oneYear.exec(asciiDigits(value.trim()));
  return match === null ? undefined : inCommonEra(Number(match[1]));
}

/** A text that is one year, or two with a mark between them; undefined for any other. */
export function readPeriod(value: string): { readonly first: number; readonly last: number; readonly isBuddhist: boolean } | undefined {
  const text = asciiDigits(value.trim());
  const match = twoYears.exec(text);
  const [first, last] = match === null ? [readYear(text), readYear(text)] : [inCommonEra(Number(match[1])), inCommonEra(Number(match[2]))];
  if (first === undefined || last === undefined) return undefined;
  return { first: first.year, last: last.year, isBuddhist: first.isBuddhist || last.isBuddhist };
}

function inCommonEra(year: number): { readonly year: number; readonly isBuddhist: boolean } | undefined {
  if (year >= buddhist.from && year <= buddhist.to) return { year: year - 543, isBuddhist: true };
  return year >= common.from && year <= common.to ? { year, isBuddhist: false } : undefined;
}
