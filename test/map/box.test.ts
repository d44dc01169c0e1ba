import assert from 'node:assert/strict';
import { boxTable, readDegrees } from '../../src/map/box.js';
import { dcat, dct } from '../../src/rdf/terms.js';
import { classes, dataset, map, observed, repairs, values } from '../support/mapping.js';

const place = `${dataset}#place-1`;
/** West, east, north, south. */
const thailand = ['97.34', '105.64', '20.46', '5.61'];

function boxOf(sides: readonly (string | number | null)[]) {
  return map({ geo_coverage: 'จังหวัด', ...Object.fromEntries(boxTable.map(({ field }, index) => [field, sides[index]])) });
}

describe('A bounding box', () => {
  it('is a place with outline and centre, longitude first', () => {
    const mapped = boxOf(thailand);
    assert.deepEqual(values(mapped, dct.spatial), [place]);
    assert.deepEqual(classes(mapped, place), ['Location']);
    assert.deepEqual(values(mapped, dcat.bbox, place), [
      'POLYGON((97.34 5.61, 105.64 5.61, 105.64 20.46, 97.34 20.46, 97.34 5.61))^^wktLiteral',
    ]);
    assert.deepEqual(values(mapped, dcat.centroid, place), ['POINT(101.49 13.035)^^wktLiteral']);
    assert.deepEqual([...observed(mapped), ...mapped.unmapped], []);
    assert.deepEqual(repairs(mapped, 'west_bound_longitude'), []);
  });

  it('takes numbers, and other ways of writing degrees with a repair', () => {
    const mapped = boxOf([97.34, '105°38′24″E', '20,46', '๕.๖๑ องศา']);
    assert.match(values(mapped, dcat.bbox, place)[0] ?? '', /^POLYGON\(\(97\.34 5\.61, 105\.64 5\.61/);
    assert.deepEqual(repairs(mapped, 'east_bound_longitude'), ['number-form: 105°38′24″E → 105.64']);
    assert.deepEqual(repairs(mapped, 'north_bound_longitude'), ['number-form: 20,46 → 20.46']);
  });

  const refused: readonly (readonly [what: string, sides: readonly string[], says: readonly string[]])[] = [
    ['west and east swapped', ['105.64', '97.34', '20.46', '5.61'], ['west_bound_longitude=105.64 east_bound_longitude=97.34']],
    ['north and south swapped', ['97.34', '105.64', '5.61', '20.46'], ['south_bound_longitude=20.46 north_bound_longitude=5.61']],
    [
      'both swapped',
      ['105.64', '97.34', '5.61', '20.46'],
      ['west_bound_longitude=105.64 east_bound_longitude=97.34', 'south_bound_longitude=20.46 north_bound_longitude=5.61'],
    ],
    ['UTM', ['97.34', '105.64', '1530000', '5.61'], ['north_bound_longitude=1530000']],
    [
      'latitude where longitude belongs',
      ['5.61', '20.46', '105.64', '97.34'],
      ['north_bound_longitude=105.64', 'south_bound_longitude=97.34'],
    ],
    ['words', ['ตะวันตก', '105.64', '20.46', '5.61'], ['west_bound_longitude=ตะวันตก']],
    ['a side that is missing', ['97.34', '105.64', '20.46', ''], ['south_bound_longitude=']],
    ['zeros', ['0', '0', '0', '0'], ['west_bound_longitude=0 east_bound_longitude=0', 'south_bound_longitude=0 north_bound_longitude=0']],
  ];
  for (const [what, sides, says] of refused) {
    it(`is refused with a word on which side: ${what}`, () => {
      const mapped = boxOf(sides);
      assert.deepEqual(values(mapped, dct.spatial), []);
      assert.deepEqual(
        observed(mapped),
        says.map((one) => `implausibleBox: ${one}`),
      );
      assert.deepEqual(mapped.unmapped, []);
    });
  }

  it('is no box without any side', () => {
    assert.deepEqual([...values(boxOf(['', '-', null as unknown as string, '']), dct.spatial), ...observed(boxOf(['', '', '', '']))], []);
  });
});

describe('readDegrees', () => {
  const degrees: readonly (readonly [given: string, value: number | undefined])[] = [
    ['97.5', 97.5],
    ['-33.9', -33.9],
    ['33.9 S', -33.9],
    ['97° 30′', 97.5],
    ['97 30 36', 97.51],
    ['97 75', undefined],
    ['1e2', undefined],
    ['', undefined],
    ['Infinity', undefined],
  ];
  for (const [given, value] of degrees)
    it(`reads ${JSON.stringify(given)} as ${value ?? 'nothing'}`, () => assert.equal(readDegrees(given), value));
});
