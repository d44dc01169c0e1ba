import assert from 'node:assert/strict';
import { readPeriod, readYear } from '../../src/map/dates.js';
import { dcat, dct, gdc } from '../../src/rdf/terms.js';
import { classes, dataset, distribution, map, mapResource, observed, repairs, values } from '../support/mapping.js';

const period = `${dataset}#period`;

describe('readYear', () => {
  const years: readonly (readonly [given: string, year: number | undefined])[] = [
    ['2568', 2025],
    ['๒๕๖๘', 2025],
    ['พ.ศ. 2568', 2025],
    ['ปีงบประมาณ 2568', 2025],
    ['ปี พ.ศ. ๒๕๖๘', 2025],
    ['ค.ศ. 2025', 2025],
    ['2025', 2025],
    ['2568.0', 2025],
    ['2568-05-01', 2025],
    ['2400', 1857],
    ['2700', 2157],
    ['1850', 1850],
    ['25562', undefined],
    ['2399', undefined],
    ['68', undefined],
    ['ปี 51-58', undefined],
    ['', undefined],
    ['ไม่ทราบ', undefined],
  ];
  for (const [given, year] of years)
    it(`takes ${JSON.stringify(given)} as ${year ?? 'no year'}`, () => assert.equal(readYear(given)?.year, year));
});

describe('readPeriod', () => {
  const periods: readonly (readonly [given: string, first: number | undefined, last: number | undefined])[] = [
    ['2560-2567', 2017, 2024],
    ['2560 – 2567', 2017, 2024],
    ['พ.ศ. 2560 ถึง พ.ศ. 2567', 2017, 2024],
    ['ปี ๒๕๖๐ ถึง ๒๕๖๗', 2017, 2024],
    ['2017 to 2024', 2017, 2024],
    ['ปี 2567', 2024, 2024],
    ['มกราคม 2567', undefined, undefined],
    ['25562', undefined, undefined],
    ['ตามฤดูกาล', undefined, undefined],
  ];
  for (const [given, first, last] of periods) {
    it(`takes ${given} as ${first === undefined ? 'no period' : `${first}–${last}`}`, () => {
      const read = readPeriod(given);
      assert.deepEqual([read?.first, read?.last], [first, last]);
    });
  }
});

describe('The period that the data cover', () => {
  it('has both ends as years in Common Era, and the repairs', () => {
    const mapped = map({ first_year_of_data: '2560', last_year_of_data: '๒๕๖๗' });
    assert.deepEqual(values(mapped, dct.temporal), [period]);
    assert.deepEqual(classes(mapped, period), ['PeriodOfTime']);
    assert.deepEqual(values(mapped, dcat.startDate, period), ['2017^^gYear']);
    assert.deepEqual(values(mapped, dcat.endDate, period), ['2024^^gYear']);
    assert.deepEqual(repairs(mapped, 'first_year_of_data'), ['buddhist-year: 2560 → 2017']);
    assert.deepEqual(repairs(mapped, 'last_year_of_data'), ['buddhist-year: ๒๕๖๗ → 2024']);
    assert.deepEqual([...mapped.unmapped, ...observed(mapped)], []);
  });

  it('needs no repair in Common Era, and may have one end', () => {
    const mapped = map({ first_year_of_data: '2017', last_year_of_data: '-' });
    assert.deepEqual(values(mapped, dcat.startDate, period), ['2017^^gYear']);
    assert.deepEqual(values(mapped, dcat.endDate, period), []);
    assert.deepEqual(repairs(mapped, 'first_year_of_data'), []);
  });

  it('leaves out a year that cannot be believed, and is observed', () => {
    const mapped = map({ first_year_of_data: '25562', last_year_of_data: '2567' });
    assert.deepEqual(values(mapped, dcat.startDate, period), []);
    assert.deepEqual(values(mapped, dcat.endDate, period), ['2024^^gYear']);
    assert.deepEqual(observed(mapped), ['implausibleDate: first_year_of_data=25562']);
  });

  it('is left out and observed when its first year is after its last', () => {
    const mapped = map({ first_year_of_data: '2567', last_year_of_data: '2560' });
    assert.deepEqual(values(mapped, dct.temporal), []);
    assert.deepEqual(observed(mapped), ['dateOrder: first=first_year_of_data 2024 last=last_year_of_data 2017']);
  });

  it('may be one year', () => {
    const mapped = map({ first_year_of_data: '2567', last_year_of_data: '2567' });
    assert.deepEqual(values(mapped, dcat.startDate, period), values(mapped, dcat.endDate, period));
  });

  it('of a resource is a part of its distribution', () => {
    const mapped = mapResource({ resource_first_year_of_data: '2560', resource_last_year_of_data: '2562' });
    assert.deepEqual(values(mapped, dct.temporal, distribution), [`${distribution}#period`]);
    assert.deepEqual(values(mapped, dcat.endDate, `${distribution}#period`), ['2019^^gYear']);
    assert.deepEqual(values(mapped, dct.temporal), []);
  });
});

describe('The reference period', () => {
  it('is the period where it is a year or a range of years', () => {
    const mapped = map({ reference_period: 'พ.ศ. 2560-2567' });
    assert.deepEqual(values(mapped, dcat.startDate, period), ['2017^^gYear']);
    assert.deepEqual(values(mapped, gdc.referencePeriod), []);
    assert.deepEqual(repairs(mapped, 'reference_period'), ['buddhist-year: พ.ศ. 2560-2567 → 2017–2024']);
  });

  for (const given of ['ฤดูฝน ปี 2567', '2567-2560', '25562']) {
    it(`is kept in words where it is neither: ${given}`, () => {
      const mapped = map({ reference_period: given });
      assert.equal(values(mapped, gdc.referencePeriod).length, 1);
      assert.deepEqual([...values(mapped, dct.temporal), ...mapped.unmapped], []);
    });
  }

  it('is kept in words where the years are told', () => {
    const mapped = map({ first_year_of_data: '2017', reference_period: '2560' });
    assert.deepEqual(values(mapped, gdc.referencePeriod), ['2560']);
    assert.deepEqual(values(mapped, dcat.startDate, period), ['2017^^gYear']);
  });
});
