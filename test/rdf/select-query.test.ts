import assert from 'node:assert/strict';
import type { Problem } from '../../src/catalog/problem.js';
import { readSelect } from '../../src/rdf/select-query.js';

describe('A SELECT of somebody else’s', () => {
  it('is taken apart into its dataset and a body without prefixes', () => {
    const { from, body } = readSelect(
      'PREFIX d: <http://www.w3.org/ns/dcat#> BASE <http://a.example/> SELECT ?dataset FROM <open> FROM NAMED <closed> WHERE { ?dataset a d:Dataset } LIMIT 5',
      'dataset',
    );
    assert.equal(from, 'FROM <http://a.example/open>\nFROM NAMED <http://a.example/closed>');
    assert.match(body, /^SELECT \?dataset WHERE \{ \?dataset \S+ <http:\/\/www\.w3\.org\/ns\/dcat#Dataset>\. \}\s+LIMIT 5$/);
  });

  const taken = [
    'SELECT * WHERE { ?dataset ?p ?o }',
    'SELECT ?x ?dataset WHERE { ?x ?p ?dataset }',
    'SELECT (IRI(?x) AS ?dataset) WHERE { ?s ?p ?x }',
    'SELECT * WHERE { } VALUES ?dataset { <http://a.example/1> }',
  ];
  for (const query of taken) it(`is taken: ${query}`, () => assert.doesNotThrow(() => readSelect(query, 'dataset')));

  const refused: readonly [string, RegExp][] = [
    ['SELECT ?s WHERE { ?s ?p ?o }', /must select \?dataset/],
    ['SELECT * WHERE { ?s ?p ?o }', /must select \?dataset/],
    ['CONSTRUCT WHERE { ?dataset ?p ?o }', /must be a SELECT/],
    ['ASK { ?dataset ?p ?o }', /must be a SELECT/],
    ['DELETE WHERE { ?dataset ?p ?o }', /must be a SELECT/],
    ['', /must be a SELECT|cannot be read/],
    ['SELECT ?dataset WHERE { SERVICE <http://10.0.0.1/> { ?dataset ?p ?o } }', /SERVICE/],
    ['SELECT ?dataset WHERE { OPTIONAL { { SERVICE SILENT ?where { ?dataset ?p ?o } } } }', /SERVICE/],
    ['SELECT ?dataset WHERE { ?dataset ?p ', /cannot be read/],
    [`SELECT ?dataset WHERE ${'{'.repeat(5000)}`, /nests deeper/],
    [`SELECT ?dataset WHERE { ?dataset ?p ?o FILTER(${Array(2500).fill('?o').join('||')}) }`, /nests deeper/],
    [`SELECT ?dataset WHERE { ?dataset ?p "${'x'.repeat(70_000)}" }`, /longer than/],
  ];
  for (const [query, says] of refused)
    it(`is refused: ${query.slice(0, 70)}`, () => {
      assert.throws(
        () => readSelect(query, 'dataset'),
        (error: Problem) => says.test(error.detail.en) && error.detail.th !== '',
      );
    });
});
