import assert from 'node:assert/strict';
import { bangkokDay, dueOn } from '../../src/monitor/currency.js';
import { nextRunAt } from '../../src/monitor/timetable.js';
import { vocabulary } from '../support/mapping.js';

/** Unit, interval, last update, and the day the next one falls due. */
const cases: readonly (readonly [unit: string, every: number | undefined, updatedOn: string, due: string | undefined])[] = [
  ['year', 1, '2026-10-31', '2027-10-31'],
  ['year', 5, '2026-10-31', '2031-10-31'],
  ['year', 1, '2024-02-29', '2025-02-28'],
  ['year', 4, '2024-02-29', '2028-02-29'],
  ['half-year', 1, '2026-08-31', '2027-02-28'],
  ['quarter', 1, '2026-11-30', '2027-02-28'],
  ['quarter', 2, '2026-10-31', '2027-04-30'],
  ['month', 1, '2026-01-31', '2026-02-28'],
  ['month', 1, '2024-01-31', '2024-02-29'],
  ['month', 3, '2026-10-31', '2027-01-31'],
  ['month', 12, '2026-10-31', '2027-10-31'],
  ['month', 1, '2026-12-15', '2027-01-15'],
  ['week', 1, '2026-12-28', '2027-01-04'],
  ['week', 2, '2026-10-31', '2026-11-14'],
  ['day', 1, '2026-02-28', '2026-03-01'],
  ['day', 3, '2026-12-30', '2027-01-02'],
  ['business-day', 1, '2026-10-31', '2026-11-01'],
  ['hour', 1, '2026-10-31', '2026-11-01'],
  ['hour', 12, '2026-10-31', '2026-11-01'],
  ['hour', 24, '2026-10-31', '2026-11-01'],
  ['hour', 36, '2026-10-31', '2026-11-02'],
  ['minute', 1, '2026-10-31', '2026-11-01'],
  ['minute', 30, '2026-10-31', '2026-11-01'],
  ['minute', 2880, '2026-10-31', '2026-11-02'],
  ['real-time', undefined, '2026-10-31', '2027-10-31'],
  ['unknown', undefined, '2026-10-31', '2027-10-31'],
  ['other', undefined, '2026-10-31', '2027-10-31'],
  ['month', undefined, '2026-10-31', '2026-11-30'],
  ['never', undefined, '2026-10-31', undefined],
  ['fortnight', 1, '2026-10-31', undefined],
];

describe('An update', () => {
  for (const [unit, every, updatedOn, due] of cases) {
    it(`promised every ${every ?? '?'} ${unit}, last made on ${updatedOn}, is due on ${due ?? 'no day'}`, () =>
      assert.deepEqual(dueOn({ unit, every, updatedOn }), due === undefined ? undefined : { updatedOn, dueOn: due }));
  }

  it('is due on no day where nothing tells when the last one was', () => {
    assert.equal(dueOn({ unit: 'month', every: 1, updatedOn: undefined }), undefined);
  });

  it('is due on no day where nothing was promised', () => {
    assert.equal(dueOn({ unit: undefined, every: 1, updatedOn: '2026-10-31' }), undefined);
  });

  it('is due on some day for every unit of the vocabulary but never', () => {
    const { quads } = vocabulary.files.find(({ iri }) => iri.endsWith('/frequency-unit')) ?? { quads: [] };
    const units = new Set(quads.flatMap(({ subject }) => subject.value.split('/frequency-unit/')[1] ?? []));
    assert.equal(units.size, 13);
    for (const unit of units) assert.equal(dueOn({ unit, every: 1, updatedOn: '2026-10-31' }) === undefined, unit === 'never', unit);
  });
});

describe('The day in Bangkok', () => {
  for (const [moment, day] of [
    ['2026-11-22T16:59:59Z', '2026-11-22'],
    ['2026-11-22T17:00:00Z', '2026-11-23'],
    ['2026-12-31T17:00:00Z', '2027-01-01'],
  ] as const) {
    it(`is ${day} at ${moment}`, () => assert.equal(bangkokDay(new Date(moment)), day));
  }
});

describe('The next harvest', () => {
  const now = new Date('2026-11-23T02:00:00Z');

  it('falls due after its interval, and no more than a twentieth of it later', () => {
    for (let index = 0; index < 200; index += 1) {
      const minutes = (Date.parse(nextRunAt(now, 1000, `agency-${index}/ckan`)) - now.getTime()) / 60_000;
      assert.ok(minutes >= 1000 && minutes <= 1050, String(minutes));
    }
  });

  it('is the same each time for one source, and spread over many', () => {
    assert.equal(nextRunAt(now, 60, 'a/ckan'), nextRunAt(now, 60, 'a/ckan'));
    const moments = new Set(Array.from({ length: 100 }, (_, index) => nextRunAt(now, 60, `agency-${index}/ckan`)));
    assert.ok(moments.size > 90);
  });
});
