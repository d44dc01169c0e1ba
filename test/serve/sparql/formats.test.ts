import assert from 'node:assert/strict';
import { base } from '../../support/app.js';
import { startSparql, type TestSparql } from '../../support/sparql.js';

const select = 'SELECT ?d { ?d a <http://www.w3.org/ns/dcat#Dataset> }';
const construct = 'CONSTRUCT WHERE { ?s a <http://www.w3.org/ns/dcat#Dataset> }';
const [json, xml] = ['application/sparql-results+json', 'application/sparql-results+xml'];
const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe('Formats of SPARQL results', () => {
  let sparql: TestSparql;

  before(async () => {
    sparql = await startSparql();
  });
  after(() => sparql.end());

  /** Each row: query, Accept, the media type of the answer; undefined for 406. */
  const negotiated: readonly [string, string | undefined, string | undefined][] = [
    [select, undefined, json],
    [select, '*/*', json],
    [select, json, json],
    [select, 'application/json', json],
    [select, xml, xml],
    [select, 'application/xml', xml],
    [select, 'text/csv', 'text/csv; charset=utf-8'],
    [select, 'text/tab-separated-values', 'text/tab-separated-values; charset=utf-8'],
    [select, 'text/*', 'text/csv; charset=utf-8'],
    [select, 'text/csv;q=0.5, application/sparql-results+xml;q=0.9', xml],
    [select, `${json};q=0.1, text/csv`, 'text/csv; charset=utf-8'],
    [select, `${json};q=0, */*`, xml],
    [select, 'application/sparql-results+json; charset=utf-8', json],
    [select, browser, xml],
    [select, 'text/turtle, application/sparql-results+xml', xml],
    [select, 'text/turtle', undefined],
    [select, 'image/png', undefined],
    ['ASK {}', undefined, json],
    ['ASK {}', xml, xml],
    ['ASK {}', 'text/csv', undefined],
    ['ASK {}', 'text/csv, application/sparql-results+json;q=0.2', json],
    [construct, undefined, 'text/turtle; charset=utf-8'],
    [construct, 'text/turtle', 'text/turtle; charset=utf-8'],
    [construct, 'application/n-triples', 'application/n-triples'],
    [construct, 'application/rdf+xml', 'application/rdf+xml'],
    [construct, 'application/xml', 'application/rdf+xml'],
    [construct, 'application/ld+json', 'application/ld+json'],
    [construct, 'application/trig', 'application/trig'],
    [construct, 'application/n-quads', 'application/n-quads'],
    [construct, 'application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded"', 'application/ld+json'],
    [construct, json, undefined],
    [`DESCRIBE <${base}/catalog>`, 'application/rdf+xml', 'application/rdf+xml'],
    [`DESCRIBE <${base}/catalog>`, undefined, 'text/turtle; charset=utf-8'],
  ];
  for (const [query, accept, type] of negotiated) {
    it(`${query.split(' ')[0]} for ${accept ?? 'anything'}: ${type ?? '406'}`, async () => {
      const response = await sparql.get(query, { accept });
      const body = await response.text();
      assert.equal(response.status, type === undefined ? 406 : 200, body);
      assert.match(response.headers.get('vary') ?? '', /accept/i);
      if (type === undefined) return assert.match(body, /There is (application|text)\//);
      assert.equal(response.headers.get('content-type'), type);
      assert.equal(Number(response.headers.get('content-length')), Buffer.byteLength(body));
      assert.ok(body.length > 5);
    });
  }

  /** Each row: query, `format`, and the media type. */
  const asked: readonly [string, string, string | undefined][] = [
    [select, 'json', json],
    [select, 'xml', xml],
    [select, 'csv', 'text/csv; charset=utf-8'],
    [select, 'tsv', 'text/tab-separated-values; charset=utf-8'],
    [select, 'text/csv', 'text/csv; charset=utf-8'],
    [select, 'TSV', 'text/tab-separated-values; charset=utf-8'],
    [select, 'ttl', undefined],
    [construct, 'ttl', 'text/turtle; charset=utf-8'],
    [construct, 'turtle', 'text/turtle; charset=utf-8'],
    [construct, 'nt', 'application/n-triples'],
    [construct, 'rdf', 'application/rdf+xml'],
    [construct, 'jsonld', 'application/ld+json'],
    [construct, 'json', 'application/ld+json'],
    [construct, 'trig', 'application/trig'],
    [construct, 'nq', 'application/n-quads'],
    [construct, 'csv', undefined],
    [construct, 'toString', undefined],
    [construct, '', undefined],
  ];
  for (const [query, format, type] of asked) {
    it(`${query.split(' ')[0]} with format=${format}: ${type ?? '406'}, whatever is accepted`, async () => {
      const response = await sparql.get(query, { accept: 'application/n-triples, text/csv', more: [['format', format]] });
      assert.equal(response.status, type === undefined ? 406 : 200, await response.text());
      if (type !== undefined) assert.equal(response.headers.get('content-type'), type);
    });
  }

  it('writes the same rows in each format', async () => {
    const text = async (accept: string): Promise<string> => (await sparql.get(select, { accept })).text();
    const rows = (JSON.parse(await text(json)) as { results: { bindings: { d: { value: string } }[] } }).results.bindings;
    const iris = rows.map((row) => row.d.value).sort();
    assert.equal(iris.length, 12);
    assert.deepEqual((await text('text/csv')).trim().split('\r\n').slice(1).sort(), iris);
    assert.deepEqual(
      (await text('text/tab-separated-values')).trim().split('\n').slice(1).sort(),
      iris.map((iri) => `<${iri}>`),
    );
    assert.deepEqual([...(await text(xml)).matchAll(/<uri>([^<]*)<\/uri>/g)].map((found) => found[1]).sort(), iris);
  });

  /** Each row: a query that cannot be read, and where. */
  const unreadable: readonly [string, RegExp][] = [
    ['SELECT * { ?s ?p }', /line 1, column 18: “}” cannot stand here; expected/],
    ['SELECT *\nWHERE { ?s ?p ?o }\n  GROUP ?s', /line 3, column 3: “GROUP”/],
    ['SELECT * {\r\n  # a comment }\r\n  ?s }', /line 3, column 6: “}”/],
    ['SELECT * {', /line 1, column 11: the query ends too early/],
    ['SELECT * {\n ?s dct:title ?o }', /line 2, column 5: the prefix dct: is not declared/],
    ['SELECT (1 AS ?x) (2 AS ?x) {}', /same name/],
  ];
  for (const [query, says] of unreadable) {
    it(`says where ${JSON.stringify(query)} is wrong`, async () => {
      const response = await sparql.get(query);
      assert.equal(response.status, 400);
      assert.equal(response.headers.get('content-type'), 'application/problem+json; charset=utf-8');
      const problem = (await response.json()) as { detail: string; th: { detail: string } };
      assert.match(problem.detail, says);
      assert.ok(problem.th.detail.length > 10);
    });
  }

  it('describes itself in Turtle to programs, with its size, and shows a form to people', async () => {
    const description = await fetch(sparql.endpoint);
    assert.equal(description.headers.get('content-type'), 'text/turtle; charset=utf-8');
    const turtle = await description.text();
    for (const wanted of ['sd:SPARQL11Query', 'sd:UnionDefaultGraph', 'formats/N-Quads', `sd:endpoint <${base}/sparql>`])
      assert.ok(turtle.includes(wanted), wanted);
    assert.ok(Number(/void:triples (\d+)/.exec(turtle)?.[1]) > 500);
    assert.match(await (await fetch(sparql.endpoint, { headers: { accept: browser } })).text(), /<textarea/);
    assert.equal((await fetch(sparql.endpoint, { headers: { accept: 'image/png' } })).status, 406);
  });
});
