import assert from 'node:assert/strict';
import sparqljs from 'sparqljs';
import { readQuery } from '../../src/rdf/query-read.js';
import { rowCounters } from '../../src/rdf/query-rows.js';

/** Each row: a SELECT, and the LIMIT that it runs with when 10 rows are the most; undefined where it stays as it is. */
const selects: readonly [string, number | undefined][] = [
  ['SELECT * { ?s ?p ?o }', 11],
  ['SELECT * { ?s ?p ?o } LIMIT 10', undefined],
  ['SELECT * { ?s ?p ?o } LIMIT 11', 11],
  ['SELECT * { ?s ?p ?o } LIMIT 999999 OFFSET 5', 11],
  ['SELECT * { ?s ?p ?o } OFFSET 5 limit\n#LIMIT 3\n 999', 11],
  ['SELECT * { ?s ?p ?o } ORDER BY ?limit # LIMIT 2', 11],
  ['SELECT * { { SELECT * { ?s ?p ?o } LIMIT 5 } }', 11],
  ['SELECT * { { SELECT * { ?s ?p ?o } LIMIT 50 } } LIMIT 60', 11],
  ['SELECT * { ?s ?p "} LIMIT 3" }', 11],
  ["SELECT * { ?s ?p '''} ' LIMIT 3''', \"}\\\"\", <urn:x> }", 11],
  ['SELECT * { ?s ?p ?o } VALUES ?s { <urn:a> }', 11],
  ['SELECT * { ?s ?p ?o } LIMIT 500 VALUES ?s { <urn:a> }', 11],
  ['SELECT * { VALUES ?s { <urn:a> } ?s ?p ?o FILTER(?o <3 && ?o > 1) }', 11],
  ['PREFIX limit: <urn:> SELECT * { ?s limit:values 5 } ORDER BY limit:5(?s)', 11],
  ['SELECT ?limit ?values { ?limit ?values ?o } GROUP BY ?limit ?values HAVING (COUNT(*) > 2)', 11],
  ['SELECT * { ?s ?p "ก{" }', 11],
];

describe('A SELECT that runs with a LIMIT', () => {
  for (const [query, limit] of selects) {
    it(`of ${limit ?? 'its own'}: ${JSON.stringify(query)}`, () => {
      const judged = readQuery(query, 10);
      assert.ok('query' in judged, JSON.stringify(judged));
      if (limit === undefined) return assert.equal(judged.query, query);
      const parse = (text: string) => new sparqljs.Parser({ skipUngroupedVariableCheck: true }).parse(text) as sparqljs.SelectQuery;
      const { limit: written, ...rest } = parse(judged.query);
      const { limit: _, ...asIs } = parse(query);
      assert.equal(written, limit);
      assert.equal(JSON.stringify(rest), JSON.stringify(asIs));
    });
  }

  for (const query of ['ASK { ?s ?p ?o }', 'CONSTRUCT WHERE { ?s ?p ?o }', 'DESCRIBE <urn:x> LIMIT 5000']) {
    it(`is no other query: ${query}`, () => {
      const judged = readQuery(query, 10);
      assert.equal('query' in judged && judged.query, query);
    });
  }
});

describe('Rows of serialised results', () => {
  const row = (value: string): string => JSON.stringify({ x: { type: 'literal', value } });
  const values = ['a', '"', '\\', '{', '}', '},{"', '\\"{', 'ก\n', ''];
  const count = (format: string, text: string): number | undefined => rowCounters[format]?.(Buffer.from(text));

  it('are counted in JSON, whatever the values are', () => {
    for (let rows = 0; rows <= values.length; rows += 1) {
      const body = `{"head":{"vars":["x"]},"results":{"bindings":[${values.slice(0, rows).map(row).join(',')}]}}`;
      assert.equal(count('application/sparql-results+json', body), rows);
    }
    assert.equal(count('application/sparql-results+json', '{"head":{"vars":["x"]},"results":{"bindings":[{},{},{}]}}'), 3);
  });

  it('are counted in CSV, TSV and XML', () => {
    assert.equal(count('text/csv', 'x,y\r\na,"b\r\n""c"\r\n,\r\n'), 2);
    assert.equal(count('text/csv', 'x\r\n'), 0);
    assert.equal(count('text/tab-separated-values', '?x\n"a\\n"\n\n'), 2);
    assert.equal(count('application/sparql-results+xml', '<results><result><b>&lt;result></b></result><result></result></results>'), 2);
  });
});
