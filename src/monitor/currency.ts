import type { UpdatePromise } from '../catalog/report.js';

/** Calendar months, days, or the share of a day in one unit; units without an entry promise no date (process.md §5). */
const units: Readonly<Record<string, { readonly months?: number; readonly days?: number; readonly perDay?: number }>> = {
  year: { months: 12 },
  'half-year': { months: 6 },
  quarter: { months: 3 },
  month: { months: 1 },
  week: { days: 7 },
  day: { days: 1 },
  'business-day': { days: 1 },
  hour: { perDay: 24 },
  minute: { perDay: 1440 },
  // A yearly question whether the dataset is still in use.
  'real-time': { months: 12 },
  unknown: { months: 12 },
  other: { months: 12 },
};

/**
 * The ISO day on which the data's next update falls due: its interval after the last update; undefined when the record
 * does not tell when that was, or promised never to be updated. An interval shorter than a day is due after a day.
 */
export function dueOn(promise: UpdatePromise): { updatedOn: string; dueOn: string } | undefined {
  const unit = promise.unit === undefined ? undefined : units[promise.unit];
  if (unit === undefined || promise.updatedOn === undefined) return undefined;
  const every = promise.every ?? 1;
  const days = (unit.days ?? 1) * Math.ceil(every / (unit.perDay ?? 1));
  const due = unit.months === undefined ? addDays(promise.updatedOn, days) : addMonths(promise.updatedOn, unit.months * every);
  return { updatedOn: promise.updatedOn, dueOn: due };
}

function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The same day of a later month, or that month's last day where it is shorter. */
function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  last.setUTCDate(Math.min(date, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}

/** The day in Bangkok at a moment: deadlines are counted in Thailand's days. */
export function bangkokDay(now: Date): string {
  return new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
}
