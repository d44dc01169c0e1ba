import assert from 'node:assert/strict';
import { euFrequency, needsInterval } from '../../src/map/frequency.js';
import { dct, gdc } from '../../src/rdf/terms.js';
import { codes, map, repairs, values, vocabulary } from '../support/mapping.js';

/** linked-data.md §4, row by row; `*` is an interval in no row. */
const table: Readonly<Record<string, string>> = {
  'ปี 1': 'ANNUAL',
  'ปี 2': 'BIENNIAL',
  'ปี 3': 'TRIENNIAL',
  'ปี 4': 'QUADRENNIAL',
  'ปี 5': 'QUINQUENNIAL',
  'ปี 10': 'DECENNIAL',
  'ปี 7': 'OTHER',
  'ครึ่งปี 1': 'ANNUAL_2',
  'ครึ่งปี 3': 'OTHER',
  'ไตรมาส 1': 'QUARTERLY',
  'ไตรมาส 2': 'OTHER',
  'เดือน 1': 'MONTHLY',
  'เดือน 2': 'BIMONTHLY',
  'เดือน 3': 'QUARTERLY',
  'เดือน 4': 'ANNUAL_3',
  'เดือน 6': 'ANNUAL_2',
  'เดือน 12': 'ANNUAL',
  'เดือน 5': 'OTHER',
  'สัปดาห์ 1': 'WEEKLY',
  'สัปดาห์ 2': 'BIWEEKLY',
  'สัปดาห์ 3': 'OTHER',
  'วัน 1': 'DAILY',
  'วัน 3': 'OTHER',
  'วันทำการ 1': 'WEEKLY_5',
  'วันทำการ 2': 'OTHER',
  'ชั่วโมง 1': 'HOURLY',
  'ชั่วโมง 2': 'BIHOURLY',
  'ชั่วโมง 3': 'TRIHOURLY',
  'ชั่วโมง 12': '12HRS',
  'ชั่วโมง 5': 'OTHER',
  'นาที 1': '1MIN',
  'นาที 5': '5MIN',
  'นาที 10': '10MIN',
  'นาที 15': '15MIN',
  'นาที 30': '30MIN',
  'นาที 7': 'OTHER',
};

describe('The update frequency', () => {
  for (const [promise, code] of Object.entries(table)) {
    it(`${promise} is ${code}, and the promise is kept as it is`, () => {
      const [unit, interval] = promise.split(' ');
      const mapped = map({ update_frequency_unit: unit, update_frequency_interval: interval });
      assert.deepEqual(codes(mapped, dct.accrualPeriodicity), [code]);
      assert.deepEqual(values(mapped, gdc.updateEvery), [`${interval}^^integer`]);
      assert.deepEqual(repairs(mapped, 'update_frequency_interval'), []);
      assert.equal(mapped.promise.every, Number(interval));
    });
  }

  const without = { ตามเวลาจริง: 'UPDATE_CONT', ไม่มีการปรับปรุงหลังจากการจัดเก็บข้อมูล: 'NEVER', ไม่ทราบ: 'UNKNOWN', อื่นๆ: 'OTHER' };
  for (const [unit, code] of Object.entries(without)) {
    it(`${unit} is ${code} and needs no interval`, () => {
      const mapped = map({ update_frequency_unit: unit, update_frequency_interval: '' });
      assert.deepEqual(codes(mapped, dct.accrualPeriodicity), [code]);
      assert.deepEqual(values(mapped, gdc.updateEvery), []);
      assert.deepEqual(repairs(mapped, 'update_frequency_interval'), []);
      assert.equal(mapped.promise.every, undefined);
    });
  }

  const intervals: readonly (readonly [given: string, every: string, rule: string | undefined])[] = [
    ['', '1', 'interval-empty'],
    ['-', '1', 'interval-empty'],
    ['รายปี', '1', 'interval-text'],
    ['0', '1', 'interval-text'],
    ['2.5', '1', 'interval-text'],
    ['-3', '1', 'interval-text'],
    ['99999', '1', 'interval-text'],
    ['3 เดือน', '3', 'interval-number'],
    ['ทุก ๓ เดือน', '3', 'interval-number'],
    ['2.0', '2', 'interval-number'],
    ['1-3', '1', 'interval-text'],
    ['4', '4', undefined],
    ['๓', '3', undefined],
  ];
  for (const [given, every, rule] of intervals) {
    it(`counts the interval ${JSON.stringify(given)} as ${every}${rule === undefined ? '' : ` by ${rule}`}`, () => {
      const mapped = map({ update_frequency_interval: given });
      assert.deepEqual(values(mapped, gdc.updateEvery), [`${every}^^integer`]);
      assert.deepEqual(repairs(mapped, 'update_frequency_interval'), rule === undefined ? [] : [`${rule}: ${given} → ${every}`]);
    });
  }

  it('is not guessed from an interval without a unit', () => {
    const mapped = map({ update_frequency_unit: '', update_frequency_interval: '1' });
    assert.deepEqual([...values(mapped, dct.accrualPeriodicity), ...values(mapped, gdc.updateEvery)], []);
    assert.deepEqual(mapped.promise, { updatedOn: '2026-10-31', unit: undefined, every: undefined });
  });

  it('has an EU concept for every unit of the vocabulary', () => {
    for (const concept of vocabulary.files.find(({ iri }) => iri.endsWith('/frequency-unit'))?.quads ?? []) {
      const unit = concept.subject.value.split('/frequency-unit/')[1];
      if (unit !== undefined) assert.ok(vocabulary.code('eu/frequency', euFrequency(unit, 1)), unit);
    }
  });

  it('of an unknown unit is OTHER', () => {
    assert.equal(euFrequency('fortnight', 1), 'OTHER');
    assert.ok(needsInterval('fortnight'));
  });
});
