import assert from 'node:assert/strict';
import { parseNQuads } from '../../src/rdf/parse.js';
import { datasetJsonLd, rebaseNQuads } from '../../src/rdf/rebase.js';
import { toNQuads } from '../../src/rdf/serialise.js';
import { dct, iri, quad, tagged, typed, xsd } from '../../src/rdf/terms.js';
import { dataset, map, placement } from '../support/mapping.js';

const from = placement.base;
const to = 'https://data.example.go.th/catalogue';

describe('A graph under another base', () => {
  it('is what mapping would have made there', () => {
    const there = map({}, { ...placement, base: to, dataset: dataset.replace(from, to) });
    assert.equal(rebaseNQuads(toNQuads(map().quads), from, to), toNQuads(there.quads));
  });

  it('is as it was once it is moved back', () => {
    const nquads = toNQuads(map().quads);
    assert.equal(rebaseNQuads(rebaseNQuads(nquads, from, to), to, from), nquads);
  });

  const moved: readonly (readonly [what: string, given: string, after: string])[] = [
    ['an IRI of ours', `<${from}/x>`, `<${to}/x>`],
    ['the base itself', `<${from}>`, `<${to}>`],
    ['an IRI that merely begins alike', `<${from}.evil/x>`, `<${from}.evil/x>`],
    ['another’s IRI', '<https://a.example/x>', '<https://a.example/x>'],
    ['an identifier that quotes ours', `"${from}/x"`, `"${to}/x"`],
    ['an address with a datatype', `"${from}/x"^^<${xsd.$}anyURI>`, `"${to}/x"^^<${xsd.$}anyURI>`],
    ['words that quote ours', `"${from}/x"@en`, `"${from}/x"@en`],
    ['text that has ours inside', `"see ${from}/x"`, `"see ${from}/x"`],
  ];
  for (const [what, given, after] of moved) {
    it(`${given === after ? 'leaves' : 'moves'} ${what}`, () => {
      const line = (object: string) => `<https://a.example/s> <https://a.example/p> ${object} .\n`;
      assert.equal(rebaseNQuads(line(given), from, to), line(after));
    });
  }

  it('leaves properties, and moves subjects and graph names', () => {
    const one = quad(iri(`${from}/s`), iri(`${from}/p`), tagged('x', 'en'), iri(`${from}/g`));
    const [after] = parseNQuads(rebaseNQuads(toNQuads([one]), from, to));
    assert.deepEqual([after?.subject.value, after?.predicate.value, after?.graph.value], [`${to}/s`, `${from}/p`, `${to}/g`]);
  });

  it('stays in the default graph where it stood there', () => {
    const one = quad(iri(`${from}/s`), dct.issued, typed('2026', xsd.gYear));
    assert.equal(parseNQuads(rebaseNQuads(toNQuads([one]), from, to))[0]?.graph.termType, 'DefaultGraph');
  });
});

describe('The JSON-LD of a moved graph', () => {
  it('names context and dataset under the base it stands at', () => {
    const there = dataset.replace(from, to);
    const json = JSON.parse(datasetJsonLd(rebaseNQuads(toNQuads(map().quads), from, to), there, to)) as Record<string, unknown>;
    assert.equal(json['@context'], `${to}/context/1.jsonld`);
    assert.equal(json.id, there);
    assert.ok(!JSON.stringify(json).includes(from));
  });
});
