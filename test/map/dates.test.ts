import assert from 'node:assert/strict';
import { readCkanTimestamp, readDate } from '../../src/map/dates.js';
import { dct, gdc, prov } from '../../src/rdf/terms.js';
import { dataset, map, observed, repairs, values } from '../support/mapping.js';

/** What stands in the field, the day it means (undefined: none that can be believed), and the rule needed. */
const cases: readonly (readonly [given: string, iso: string | undefined, mended?: string])[] = [
  ['2026-10-31', '2026-10-31'],
  ['2026-10-31T08:30:00', '2026-10-31'],
  ['2026-10-31 08:30', '2026-10-31'],
  ['2026-1-5', '2026-01-05'],
  ['2024-02-29', '2024-02-29'],
  ['2569-10-31', '2026-10-31', 'buddhist-year'],
  ['2567-02-29', '2024-02-29', 'buddhist-year'],
  ['31/10/2569', '2026-10-31', 'buddhist-year'],
  ['31-10-2569', '2026-10-31', 'buddhist-year'],
  ['1.5.2566', '2023-05-01', 'buddhist-year'],
  ['๓๑/๑๐/๒๕๖๙', '2026-10-31', 'buddhist-year'],
  ['๒๕๖๙-๑๐-๓๑', '2026-10-31', 'buddhist-year'],
  ['31/10/2026', '2026-10-31', 'date-form'],
  ['2026/10/31', '2026-10-31', 'date-form'],
  ['๒๐๒๖-๑๐-๓๑', '2026-10-31', 'date-form'],
  ['31 ตุลาคม 2569', '2026-10-31', 'buddhist-year'],
  ['วันที่ ๑ มกราคม พ.ศ. ๒๕๖๐', '2017-01-01', 'buddhist-year'],
  ['1 ม.ค. 2560', '2017-01-01', 'buddhist-year'],
  ['1 มค 2560', '2017-01-01', 'buddhist-year'],
  ['15 พ.ค. พ.ศ. 2566', '2023-05-15', 'buddhist-year'],
  ['9 พ.ย. 2569', '2026-11-09', 'buddhist-year'],
  ['31ตุลาคม2569', '2026-10-31', 'buddhist-year'],
  ['31 October 2026', '2026-10-31', 'date-form'],
  ['31 Oct. 2026', '2026-10-31', 'date-form'],
  ['31 ก.พ. 2569', undefined],
  ['31 ตุลาคม 69', undefined],
  ['31 ตุลาคม', undefined],
  ['12 คน 2569', undefined],
  ['2400-01-01', '1857-01-01', 'buddhist-year'],
  ['1850-01-01', '1850-01-01'],
  ['2100-12-31', '2100-12-31'],
  ['1849-12-31', undefined],
  ['2101-01-01', undefined],
  ['2399-01-01', undefined],
  ['2701-01-01', undefined],
  ['25562', undefined],
  ['25562-01-01', undefined],
  ['2026-02-31', undefined],
  ['31/02/2569', undefined],
  ['2566-02-29', undefined],
  ['2026-13-01', undefined],
  ['10/31/2026', undefined],
  ['31/10/69', undefined],
  ['2569', undefined],
  ['ต.ค. 2569', undefined],
  ['0000-00-00', undefined],
];

describe('readDate', () => {
  for (const [given, iso, mended] of cases) {
    it(iso === undefined ? `believes no day in ${given}` : `reads ${given} as ${iso}${mended === undefined ? '' : ` by ${mended}`}`, () =>
      assert.deepEqual(readDate(given), iso === undefined ? { state: 'implausible' } : { state: 'read', iso, mended }),
    );
  }
});

describe('A text of 100,000 spaces or letters', () => {
  for (const one of [' ', 'ก', '. ', '1 ก '])
    it(`of “${one}” is no day, found out at once`, function () {
      this.timeout(2000);
      assert.deepEqual(readDate(`1 ${one.repeat(100_000)}2569`), { state: 'implausible' });
    });
});

describe('readCkanTimestamp', () => {
  const moments: readonly (readonly [given: unknown, moment: string | undefined])[] = [
    ['2026-11-01T04:05:06.654321', '2026-11-01T04:05:06Z'],
    ['2026-11-01T04:05:06', '2026-11-01T04:05:06Z'],
    ['2026-11-01T04:05:06Z', '2026-11-01T04:05:06Z'],
    ['2026-11-01T04:05:06+07:00', '2026-10-31T21:05:06Z'],
    ['2026-11-01', undefined],
    ['2026-13-01T04:05:06', undefined],
    ['', undefined],
    [null, undefined],
    [1_700_000_000, undefined],
  ];
  for (const [given, moment] of moments) {
    it(`takes ${JSON.stringify(given)} as ${moment ?? 'no moment'}`, () => assert.equal(readCkanTimestamp(given), moment));
  }
});

describe('Dates of a record', () => {
  it('go to their properties as days', () => {
    const mapped = map({ created_date: '2024-01-15', data_release_date: '2024-02-01', data_release_calendar: '2027-01-31' });
    assert.deepEqual(values(mapped, dct.created), ['2024-01-15^^date']);
    assert.deepEqual(values(mapped, dct.issued), ['2024-02-01^^date']);
    assert.deepEqual(values(mapped, dct.modified), ['2026-10-31^^date']);
    assert.deepEqual(values(mapped, gdc.nextRelease), ['2027-01-31^^date']);
  });

  it('read a Buddhist year as Common Era and record the repair', () => {
    const mapped = map({ last_updated_date: '๓๑/๑๐/๒๕๖๙' });
    assert.deepEqual(values(mapped, dct.modified), ['2026-10-31^^date']);
    assert.deepEqual(repairs(mapped, 'last_updated_date'), ['buddhist-year: ๓๑/๑๐/๒๕๖๙ → 2026-10-31']);
  });

  for (const given of ['25562', '2026-02-31', 'เมื่อวาน']) {
    it(`are observed and left out when implausible: ${given}`, () => {
      const mapped = map({ created_date: given });
      assert.deepEqual(values(mapped, dct.created), []);
      assert.deepEqual(observed(mapped), [`implausibleDate: created_date=${given}`]);
    });
  }

  it('are left out without a word when blank or a mark', () => {
    const mapped = map({ created_date: '', last_updated_date: '-' });
    assert.deepEqual([...values(mapped, dct.created), ...values(mapped, dct.modified)], []);
    assert.deepEqual(observed(mapped), []);
  });

  it('of CKAN are moments in UTC and belong to what the record was derived from', () => {
    const mapped = map();
    const [origin = ''] = values(mapped, prov.wasDerivedFrom, `${dataset}/record`);
    assert.equal(origin, `${dataset}/record#source`);
    assert.deepEqual(values(mapped, dct.issued, origin), ['2024-01-15T03:04:05Z^^dateTime']);
    assert.deepEqual(values(mapped, dct.modified, origin), ['2026-11-01T04:05:06Z^^dateTime']);
    assert.deepEqual(values(mapped, dct.modified, `${dataset}/record`), []);
  });
});

describe('The promise for monitoring', () => {
  it('counts from the last update that the record tells', () => assert.equal(map().promise.updatedOn, '2026-10-31'));

  it('counts from the newest resource when the record tells none, never from metadata_modified', () => {
    const resources = ['2026-03-01', '2026-09-30', '2025-12-31'].map((day, index) => ({
      id: `r${index}`,
      name: `ไฟล์ ${index}`,
      url: `https://a.example/${index}.csv`,
      last_modified: `${day}T01:02:03.000004`,
    }));
    const mapped = map({ last_updated_date: undefined, resources });
    assert.equal(mapped.promise.updatedOn, '2026-09-30');
  });

  it('counts from nothing when nothing tells', () => {
    assert.equal(map({ last_updated_date: undefined, resources: [] }).promise.updatedOn, undefined);
  });
});
