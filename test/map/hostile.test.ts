import assert from 'node:assert/strict';
import { datasetFields, resourceFields } from '../../src/catalog/fields.js';
import { bounds } from '../../src/map/ckan-package.js';
import { toNTriples } from '../../src/rdf/serialise.js';
import { dcat, dct, gdc } from '../../src/rdf/terms.js';
import { dataset, map, mapResource, repairs, values } from '../support/mapping.js';

/** What no form sends and a program may: each in the place of every field. */
const hostile: Readonly<Record<string, unknown>> = {
  'a number': 1e300,
  null: null,
  'a list of lists': [['a'], null, 1],
  'an object': { a: 1 },
  'an object that is no text': JSON.parse('{"toString":1,"valueOf":2}'),
  'a list of such': [JSON.parse('{"toString":1}')],
  'a prototype': JSON.parse('{"__proto__":{"title":"x"}}'),
  'half a character': 'a\ud800b\udc00',
  'a control character': 'a\u0000b',
  'what is no JSON list': '["a',
  'a deep list': deep((inner) => [inner]),
  'a deep object': deep((inner) => ({ a: inner })),
};

function deep(wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 'x';
  for (let depth = 0; depth < 20_000; depth += 1) value = wrap(value);
  return value;
}

describe('A record with', () => {
  const own = ['name', 'tags', 'resources', 'extras', 'groups', 'organization', 'metadata_created', 'telephone_number', '__proto__'];
  const legacy = ['maintain_frequent', 'access_detail', 'height_value_dataset'];
  for (const [what, value] of Object.entries(hostile)) {
    it(`${what} for any field is mapped, and can be written down`, () => {
      const mapped = [...own, ...legacy, ...datasetFields.map(([name]) => name)].map((field) => map({ [field]: value }));
      mapped.push(...[...resourceFields.map(([name]) => name), 'id', 'size', 'mimetype'].map((field) => mapResource({ [field]: value })));
      mapped.push(map({ tags: [value, { name: value }], extras: [value, { key: value, value }, { key: '__proto__', value }] }));
      for (const one of mapped) {
        const written = toNTriples(one.quads);
        assert.doesNotMatch(written, /\p{Surrogate}|\[object/u);
        assert.equal(typeof one.given('tags'), 'string');
      }
    });
  }

  it('half a character for its identifier, and no name, is mapped', () =>
    assert.deepEqual(values(map({ id: 'a\ud800', name: undefined, url: '' }), dcat.landingPage), [
      'https://portal.agency.example/dataset/a%EF%BF%BD',
    ]));
});

describe('What a record has too many of is left out, and that is a repair:', () => {
  const many = (count: number): string[] => Array.from({ length: count }, (_, index) => `ค่า${index}`);
  const surplus = (count: number, most: number): string[] => [`surplus: ${count} → ${most}`];

  it('tags', () => {
    const mapped = map({ tags: many(100_000).map((name) => ({ name })) });
    assert.equal(values(mapped, dcat.keyword).length, bounds.values);
    assert.deepEqual(repairs(mapped, 'tags'), surplus(100_000, bounds.values));
  });

  it('choices', () => {
    const mapped = map({ objective: many(5000) });
    assert.equal(values(mapped, gdc.objectiveNote).length, bounds.values);
    assert.deepEqual(repairs(mapped, 'objective'), surplus(5000, bounds.values));
  });

  it('units of measure', () =>
    assert.equal(values(map({ unit_of_measure: many(5000).join(',') }), gdc.unitOfMeasure).length, bounds.values));

  it('resources', () => {
    const mapped = map({ resources: many(bounds.resources + 1).map((id) => ({ id, name: id, url: `https://a.example/${id}` })) });
    assert.equal(values(mapped, dcat.distribution).length, bounds.resources);
    assert.deepEqual(repairs(mapped, 'resources'), surplus(bounds.resources + 1, bounds.resources));
  });

  it('but a text is kept whole', () => {
    const long = 'ก'.repeat(1_000_000);
    assert.deepEqual(values(map({ title: long }), dct.title, dataset), [`${long}@th`]);
  });
});
