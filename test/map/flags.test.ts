import assert from 'node:assert/strict';
import { flagTable } from '../../src/map/flags.js';
import { nameOn } from '../../src/map/side.js';
import { distribution, map, mapResource, observed, repairs, values } from '../support/mapping.js';

const cases: readonly (readonly [given: unknown, value: string | undefined, isRepaired: boolean])[] = [
  ['True', 'true', false],
  ['true', 'true', false],
  [true, 'true', false],
  ['1', 'true', true],
  [1, 'true', true],
  ['ใช่', 'true', true],
  ['False', 'false', false],
  [false, 'false', false],
  ['0', 'false', true],
  ['ไม่ใช่', 'false', true],
  ['', undefined, false],
  [null, undefined, false],
  ['-', undefined, true],
  [[], undefined, false],
];

describe('A flag', () => {
  for (const { field, property } of flagTable) {
    for (const [given, value, isRepaired] of cases) {
      it(`${field} is ${value ?? 'no statement'} where ${JSON.stringify(given)} stands`, () => {
        const mapped = map({ [field]: given });
        assert.deepEqual(values(mapped, property), value === undefined ? [] : [`${value}^^boolean`]);
        assert.equal(repairs(mapped, field).length > 0, isRepaired);
        assert.deepEqual([...mapped.unmapped, ...observed(mapped)], []);
      });
    }
  }

  it('that is neither yes nor no is observed', () => {
    assert.deepEqual(observed(map({ high_value_dataset: 'บางส่วน' })), ['unrecognisedChoice: high_value_dataset=บางส่วน']);
  });

  for (const row of flagTable.filter(({ on }) => on === 'both')) {
    it(`${nameOn(row, 'resource')} of a resource stands on its distribution`, () =>
      assert.deepEqual(values(mapResource({ [nameOn(row, 'resource')]: 'True' }), row.property, distribution), ['true^^boolean']));
  }
});
