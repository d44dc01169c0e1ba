import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { readBindings } from '../../../src/rdf/read-bindings.js';
import { termToNTriples } from '../../../src/rdf/serialise.js';
import { oxigraphEngine, type TestEngine, virtuosoEngine, withoutVirtuoso } from '../../support/engines.js';
import { harvestAndConfirm } from '../../support/harvested.js';
import { manyRecords } from '../../support/packages.js';
import { startSparql, type TestSparql } from '../../support/sparql.js';

interface Kind {
  readonly name: string;
  readonly start: () => Promise<TestEngine>;
  readonly without: string | undefined;
  /** What the engine makes of published N-Quads. */
  readonly kept: (nquads: string) => string;
}

const engines: readonly Kind[] = [
  // Whole numbers of all kinds are of one kind to it.
  {
    name: 'Oxigraph over HTTP',
    start: () => oxigraphEngine(),
    without: undefined,
    kept: (nquads) => nquads.replaceAll('#nonNegativeInteger>', '#integer>'),
  },
  { name: 'Virtuoso 7', start: virtuosoEngine, without: withoutVirtuoso, kept: (nquads) => nquads },
];

/** An engine that cannot keep a graph out of answers shows the one in which we keep how far it is. */
const everything = 'SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } FILTER(?g != <urn:banchi:store>) }';
const prefixes = `PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/> PREFIX geo: <http://www.opengis.net/ont/geosparql#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n`;
const dataset = '<https://catalogue.test/datasets/99000001/dataset-0003>';

/** Queries that must be answered as our own engine does; with ORDER BY, so that answers can be compared. */
const queries: readonly string[] = [
  'SELECT ?d ?t { ?d a dcat:Dataset ; dct:title ?t } ORDER BY ?d ?t',
  'SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(?s != <urn:banchi:store>) }',
  'SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o FILTER(?s != <urn:banchi:store>) } }',
  'SELECT ?l { ?c skos:prefLabel ?l FILTER(LANG(?l) = "th" && CONTAINS(STR(?l), "กรุงเทพ")) } ORDER BY ?l',
  'SELECT ?d ?m { ?d a dcat:Dataset OPTIONAL { ?d dct:modified ?m } } ORDER BY ?d LIMIT 3 OFFSET 2',
  'SELECT ?b { ?l dcat:bbox ?b } ORDER BY ?b LIMIT 5',
  'SELECT (COUNT(*) AS ?n) { ?l dcat:bbox ?b FILTER(DATATYPE(?b) = geo:wktLiteral) }',
  'SELECT ?d { ?d dct:publisher/dct:type ?t ; a dcat:Dataset } ORDER BY ?d LIMIT 4',
  'SELECT ?a (COUNT(?d) AS ?n) { ?d a dcat:Dataset ; dct:publisher ?a } GROUP BY ?a',
  `SELECT ?p ?o { ${dataset} ?p ?o FILTER(ISLITERAL(?o)) } ORDER BY ?p STR(?o)`,
  'SELECT ?d { ?d a dcat:Dataset FILTER NOT EXISTS { ?d dct:title "nothing"@th } } ORDER BY ?d LIMIT 2',
  'SELECT ?x { VALUES ?x { "ก"@th 1 <urn:a> } } ORDER BY STR(?x)',
  `SELECT (COUNT(*) AS ?n) { GRAPH ${dataset.replace('>', '/record>')} { ?s ?p ?o } }`,
  `SELECT * { GRAPH ${dataset.replace('>', '/record>')} { ?s dct:title ?t } } ORDER BY ?s ?t`,
  `SELECT ?d { ?d a dcat:Dataset FILTER EXISTS { GRAPH ${dataset.replace('>', '/record>')} { ?d ?p ?o } } }`,
  'SELECT ?g ?d { ?d a dcat:Catalog GRAPH ?g { ?d dct:publisher ?p } } ORDER BY ?g ?d',
  'SELECT (COUNT(*) AS ?n) { GRAPH <urn:none> { ?s ?p ?o } }',
  'SELECT DISTINCT (DATATYPE(?b) AS ?t) { ?l dcat:bbox ?b }',
  'SELECT ?a { ?d a dcat:Dataset ; dct:publisher ?a } GROUP BY ?a HAVING (COUNT(*) > 1) (COUNT(*) < 99)',
  'BASE <http://a.example/> SELECT ?d { ?d a dcat:Dataset } ORDER BY ?d',
  `SELECT ?s ?x ?a { { SELECT DISTINCT * { { GRAPH ${dataset.replace('>', '/record>')} { ?s dct:publisher ?a } } UNION { GRAPH ${dataset.replace('dataset-0003>', 'dataset-0004/record>')} { ?x dct:publisher ?a } } } } } ORDER BY ?s ?x ?a`,
  `SELECT ?s { GRAPH ${dataset.replace('>', '/record>')} { SELECT ?s { ?s dct:title ?t } } } ORDER BY ?s`,
  'SELECT ?constructor ?d { ?d a dcat:Catalog } ORDER BY ?d',
  'ASK { ?yes a dcat:Dataset }',
  'ASK { GRAPH <urn:none> { ?s ?p ?o } }',
  'ASK { GRAPH <urn:none> {} }',
  `SELECT ?yes { GRAPH ${dataset.replace('>', '/record>')} {} BIND(1 AS ?yes) }`,
  'ASK {}',
  'ASK { ?d a dcat:Dataset }',
  'ASK { ?d a dcat:Nothing }',
];
const graphs: readonly string[] = [
  `DESCRIBE ${dataset}`,
  'DESCRIBE ?d { ?d a dcat:Dataset } ORDER BY ?d LIMIT 2',
  `DESCRIBE ${dataset} ?t { ?t a dcat:Catalog }`,
  'DESCRIBE <urn:nothing>',
  'DESCRIBE ?nobody',
  'DESCRIBE ?x { ?d a dcat:Dataset OPTIONAL { ?d <urn:none> ?x } }',
  'DESCRIBE ?x { ?x a dcat:Dataset ; dct:title ?t } ORDER BY ?x LIMIT 2',
  'DESCRIBE * { ?c a dcat:Catalog }',
  'CONSTRUCT { ?d dct:title ?t } { ?d a dcat:Dataset ; dct:title ?t }',
];
/** Rows of `everything` as sorted N-Quads. */
async function quadLines(response: Response): Promise<string[]> {
  const { rows } = readBindings(await response.text());
  return rows
    .map((row) => `${['s', 'p', 'o', 'g'].map((name) => (row[name] === undefined ? '' : termToNTriples(row[name]))).join(' ')} .`)
    .sort();
}

async function eventually(condition: () => Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await condition()) return;
    await pause(50);
  }
  assert.fail(what);
}

const bindingFormats = ['application/sparql-results+json', 'application/sparql-results+xml', 'text/csv', 'text/tab-separated-values'];

for (const { name, start, without, kept } of engines) {
  describe(
    without === undefined ? `With ${name} in place of our own engine` : `With ${name} in place of our own engine (skipped: ${without})`,
    function () {
      this.timeout(60_000);
      let engine: TestEngine;
      let own: TestSparql;
      let other: TestSparql;

      before(async function () {
        if (without !== undefined) return this.skip();
        engine = await start();
        own = await startSparql();
        other = await startSparql({ engine: engine.address, replicas: 4 });
      });
      after(async () => {
        await own?.end();
        await other?.end();
        await engine?.end();
      });

      const both = async (query: string, options: Parameters<TestSparql['get']>[1]): Promise<[Response, Response]> => [
        await own.get(prefixes + query, options),
        await other.get(prefixes + query, options),
      ];

      it('every graph holds what was published, term by term', async () => {
        const published: string[] = [];
        await other.test.app.flow.dump(async (nquads) => void published.push(...kept(nquads).split('\n')));
        assert.ok(published.length > 2000, `${published.length} quads`);
        assert.deepEqual(await quadLines(await other.get(everything)), published.filter(Boolean).sort());
      });

      for (const query of queries)
        it(`answers ${query.slice(0, 70)}`, async () => {
          const [expected, actual] = await both(query, { accept: 'application/sparql-results+json' });
          assert.equal(actual.status, 200, await actual.clone().text());
          const [wanted, got] = [await expected.json(), await actual.json()];
          assert.deepEqual(got.results ?? got.boolean, wanted.results ?? wanted.boolean);
          assert.deepEqual(got.head.vars, wanted.head.vars);
        });

      for (const query of graphs)
        it(`answers ${query.slice(0, 70)}`, async () => {
          const [expected, actual] = await both(query, { accept: 'application/n-triples' });
          assert.equal(actual.status, 200, await actual.clone().text());
          const sorted = async (response: Response): Promise<string[]> =>
            [...new Set((await response.text()).split('\n'))].filter(Boolean).sort();
          assert.deepEqual(await sorted(actual), await sorted(expected));
        });

      it('writes each format of bindings, booleans and graphs', async () => {
        for (const accept of bindingFormats) {
          const response = await other.get(`${prefixes}SELECT ?t { ${dataset} dct:title ?t }`, { accept });
          assert.equal(response.headers.get('content-type')?.split(';')[0], accept);
          assert.match(await response.text(), /[ก-๙]/);
        }
        for (const accept of [
          'text/turtle',
          'application/n-triples',
          'application/rdf+xml',
          'application/ld+json',
          'application/trig',
          'application/n-quads',
        ]) {
          const response = await other.get(`DESCRIBE ${dataset}`, { accept });
          assert.equal(response.headers.get('content-type')?.split(';')[0], accept);
          assert.ok((await response.text()).includes('dataset-0003'), accept);
        }
        for (const accept of ['application/sparql-results+json', 'application/sparql-results+xml'])
          assert.match(await (await other.get('ASK { ?s ?p ?o }', { accept })).text(), /true/);
      });

      it('takes the dataset of the protocol and of the query', async () => {
        const graph = dataset.slice(1, -1);
        const count = 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }';
        const inGraphs = 'SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g LIMIT 5';
        const ways = [
          [['default-graph-uri', `${graph}/record`]],
          [['named-graph-uri', `${graph}/record`]],
          [['default-graph-uri', 'urn:none']],
        ] as const;
        for (const more of ways)
          for (const query of [count, inGraphs]) {
            const [expected, actual] = await both(query, { more });
            assert.deepEqual((await actual.json()).results, (await expected.json()).results, `${JSON.stringify(more)} ${query}`);
          }
        for (const from of [`FROM <${graph}/record>`, `FROM NAMED <${graph}/record>`])
          for (const query of [count.replace('{', `${from} {`), inGraphs.replace(' {', ` ${from} {`)]) {
            const [expected, actual] = await both(query, {});
            assert.deepEqual((await actual.json()).results, (await expected.json()).results, query);
          }
      });

      it('takes no graph for more than a name', async () => {
        for (const name of ['default-graph-uri', 'named-graph-uri'])
          for (const value of ['urn:a> WHERE { ?s ?p ?o } #', 'urn:a> FROM <urn:b', 'no scheme', 'urn:a\nFROM <urn:b>']) {
            const [expected, actual] = await both('SELECT * { ?s ?p ?o }', { more: [[name, value]] });
            assert.deepEqual([expected.status, actual.status], [400, 400], `${name}=${value}`);
          }
      });

      it('shows nothing of the graph in which we keep how far it is, where it is asked for by name', async () => {
        for (const query of [
          'SELECT * FROM <urn:banchi:store> { ?s ?p ?o }',
          'SELECT * FROM NAMED <urn:banchi:store> { GRAPH ?g { ?s ?p ?o } }',
        ])
          assert.deepEqual((await (await other.get(query)).json()).results.bindings, [], query);
      });

      it('writes variables that are called as what every object has', async () => {
        for (const accept of bindingFormats) {
          const response = await other.get('SELECT ?constructor ?toString { BIND(1 AS ?toString) }', { accept });
          assert.equal(response.status, 200, accept);
          assert.match(await response.text(), /constructor[\s\S]*1/);
        }
      });

      it('refuses what our own refuses, and procedures of the engine', async () => {
        const refused = [
          'SELECT ?s {',
          'INSERT DATA { <urn:a> <urn:b> 1 }',
          'SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }',
          'SELECT (<bif:sys_stat>("x") AS ?x) {}',
          'PREFIX bif: <http://www.openlinksw.com/schemas/bif#> SELECT (bif:concat("x", "y") AS ?x) {}',
          'PREFIX sql: <sql:> SELECT (sql:rdf_cast("x") AS ?x) {}',
          'SELECT * { ?s <bif:contains> "x" }',
        ];
        for (const query of refused) {
          const response = await other.get(query);
          assert.equal(response.status, 400, `${query}: ${await response.clone().text()}`);
          assert.match((await response.json()).type, /bad-query/);
        }
      });

      it('remembers answers until something is published', async () => {
        const query = 'SELECT (COUNT(*) AS ?n) { ?d a <http://www.w3.org/ns/dcat#Dataset> }';
        const first = await other.get(query);
        assert.ok(first.headers.get('etag'));
        assert.equal((await other.get(query)).headers.get('cache-status'), 'banchi; hit');
        other.test.portal.offer(manyRecords(13));
        await harvestAndConfirm(other.test);
        await other.caughtUp();
        const later = await other.get(query);
        assert.deepEqual(
          [(await first.json()).results.bindings[0].n.value, (await later.json()).results.bindings[0].n.value],
          ['12', '13'],
        );
        assert.notEqual(later.headers.get('etag'), first.headers.get('etag'));
      });

      it('tells that it waits while the engine is down, and goes on when it is back', async () => {
        await engine.kill();
        other.test.portal.offer(manyRecords(15));
        await harvestAndConfirm(other.test);
        const down = await other.get('SELECT (COUNT(*) AS ?down) { ?s ?p ?o }');
        assert.equal(down.status, 503);
        assert.ok(down.headers.get('retry-after'));
        await eventually(async () => (await fetch(`${other.url}/datasets/99000001/dataset-0014`)).status === 200, 'the directory goes on');
        const readyz = async () =>
          (await (await fetch(`${other.url}/readyz`)).json()) as { followers: { name: string; lag: number; trouble?: string }[] };
        await eventually(async () => /cannot be reached/.test((await readyz()).followers[1]?.trouble ?? ''), 'what is wrong is told');
        await engine.start();
        await other.caughtUp();
        const back = await other.get('SELECT (COUNT(*) AS ?n) { ?d a <http://www.w3.org/ns/dcat#Dataset> }');
        assert.equal((await back.json()).results.bindings[0].n.value, '15');
        assert.equal((await readyz()).followers[1]?.trouble, undefined);
      });

      it('a dataset that is withdrawn is gone from it', async () => {
        other.test.portal.offer(manyRecords(14));
        await harvestAndConfirm(other.test);
        await harvestAndConfirm(other.test);
        await other.caughtUp();
        const left = await other.get('ASK { GRAPH <https://catalogue.test/datasets/99000001/dataset-0015/record> { ?s ?p ?o } }');
        assert.equal((await left.json()).boolean, false);
      });
    },
  );
}
