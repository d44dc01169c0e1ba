/** EU frequency by unit concept and interval (linked-data.md §4). `*` stands for every other interval. */
const table: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  year: { 1: 'ANNUAL', 2: 'BIENNIAL', 3: 'TRIENNIAL', 4: 'QUADRENNIAL', 5: 'QUINQUENNIAL', 10: 'DECENNIAL', '*': 'OTHER' },
  'half-year': { 1: 'ANNUAL_2', '*': 'OTHER' },
  quarter: { 1: 'QUARTERLY', '*': 'OTHER' },
  month: { 1: 'MONTHLY', 2: 'BIMONTHLY', 3: 'QUARTERLY', 4: 'ANNUAL_3', 6: 'ANNUAL_2', 12: 'ANNUAL', '*': 'OTHER' },
  week: { 1: 'WEEKLY', 2: 'BIWEEKLY', '*': 'OTHER' },
  day: { 1: 'DAILY', '*': 'OTHER' },
  'business-day': { 1: 'WEEKLY_5', '*': 'OTHER' },
  hour: { 1: 'HOURLY', 2: 'BIHOURLY', 3: 'TRIHOURLY', 12: '12HRS', '*': 'OTHER' },
  minute: { 1: '1MIN', 5: '5MIN', 10: '10MIN', 15: '15MIN', 30: '30MIN', '*': 'OTHER' },
  'real-time': { '*': 'UPDATE_CONT' },
  never: { '*': 'NEVER' },
  unknown: { '*': 'UNKNOWN' },
  other: { '*': 'OTHER' },
};

/** Units that promise no interval, so an empty one is right. */
const withoutInterval: ReadonlySet<string> = new Set(['real-time', 'never', 'unknown', 'other']);

/** The code of the EU frequency for a promise. */
export function euFrequency(unit: string, every: number): string {
  const row = table[unit];
  return row?.[String(every)] ?? row?.['*'] ?? 'OTHER';
}

export function needsInterval(unit: string): boolean {
  return !withoutInterval.has(unit);
}

/** Frequencies of the EU's table that no unit and interval gives as they are: what comes nearest. */
const nearest: Readonly<Record<string, { readonly unit: string; readonly every: number | undefined }>> = {
  BIDECENNIAL: { unit: 'year', every: 20 },
  TRIDECENNIAL: { unit: 'year', every: 30 },
  DAILY_2: { unit: 'hour', every: 12 },
  CONT: { unit: 'real-time', every: undefined },
  OP_DATPRO: { unit: 'unknown', every: undefined },
};

/** The promise that a code of the EU's table makes: unit and, where the unit has one, interval. */
export function promiseOf(code: string): { readonly unit: string; readonly every: number | undefined } {
  for (const [unit, row] of Object.entries(table))
    for (const [every, frequency] of Object.entries(row)) {
      if (frequency !== code || (every === '*') !== withoutInterval.has(unit)) continue;
      return { unit, every: every === '*' ? undefined : Number(every) };
    }
  return nearest[code] ?? { unit: 'other', every: undefined };
}
