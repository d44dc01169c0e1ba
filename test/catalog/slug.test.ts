import assert from 'node:assert/strict';
import { slugCandidates } from '../../src/catalog/slug.js';

const source = '99000001/ckan';
const first = (name: string | undefined): string => slugCandidates(source, 'id-1', name)[0] ?? '';

describe('A slug', () => {
  for (const name of ['water', 'water-stations_2569', '38', 'a', '0', 'a'.repeat(70), 'gdpublish-water']) {
    it(`is the name as it is: ${name.slice(0, 20)}`, () => assert.equal(first(name), name));
  }

  for (const name of [
    undefined,
    '',
    '__',
    '-water',
    '_water',
    'Water',
    'น้ำ',
    'https-is-gd.82',
    'https://is.gd/82',
    'a b',
    'a'.repeat(71),
    'water\n',
  ]) {
    it(`is minted where the name cannot stand in an IRI: ${JSON.stringify(name)?.slice(0, 20)}`, () =>
      assert.match(first(name), /^d-[0-9a-f]{12}$/));
  }

  it('has a second and a third candidate, each usable', () => {
    for (const name of ['water', 'a'.repeat(70), undefined]) {
      const candidates = slugCandidates(source, 'id-1', name);
      assert.equal(new Set(candidates).size, 3);
      for (const slug of candidates) assert.match(slug, /^[a-z0-9][a-z0-9_-]{0,69}$/);
    }
    assert.match(slugCandidates(source, 'id-1', 'water')[1] ?? '', /^water-[0-9a-f]{6}$/);
  });

  it('is the same each time', () => assert.deepEqual(slugCandidates(source, 'id-1', 'water'), slugCandidates(source, 'id-1', 'water')));

  it('differs by native id and by source, where it is minted', () => {
    const minted = [
      slugCandidates(source, 'id-1', undefined),
      slugCandidates(source, 'id-2', undefined),
      slugCandidates('b/ckan', 'id-1', undefined),
    ];
    assert.equal(new Set(minted.flat()).size, 9);
  });
});
