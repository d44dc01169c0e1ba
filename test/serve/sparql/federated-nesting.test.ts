import assert from 'node:assert/strict';
import { agencyId, base } from '../../support/app.js';
import { type AskOptions, datasetOf, known, says, startFederated, type TestFederated } from '../../support/federated.js';

const local = '?d a <http://www.w3.org/ns/dcat#Dataset> .';
const title = '<http://purl.org/dc/terms/title>';
const record = (number: string): string => `${datasetOf(number)}/record`;
const both = [
  ['default-graph-uri', record('0001')],
  ['named-graph-uri', record('0002')],
] as const;

/** Each query is written once: `@says` is the SERVICE, or the same facts as VALUES, which /sparql answers by itself; `@none` one that finds nothing. */
const same: readonly [what: string, query: string, more?: AskOptions['more']][] = [
  ['beside triples', `SELECT * { ${local} @says }`],
  ['alone', 'SELECT * { @says }'],
  ['in OPTIONAL', `SELECT * { ${local} OPTIONAL { @says } }`],
  ['in an OPTIONAL of an OPTIONAL', `SELECT * { ${local} OPTIONAL { ?d ${title} ?t OPTIONAL { @says } } }`],
  ['in MINUS', `SELECT * { ${local} MINUS { @says } }`],
  ['before MINUS', `SELECT * { @says MINUS { ${local} } }`],
  ['in UNION', `SELECT * { { ${local} } UNION { @says } }`],
  ['in a subquery', `SELECT * { ${local} { SELECT ?d { @says } } }`],
  ['in a subquery that is cut', `SELECT * { ${local} { SELECT ?d { @says FILTER(CONTAINS(?what, "000")) } ORDER BY DESC(?d) LIMIT 1 } }`],
  ['in a subquery that counts', `SELECT * { { SELECT (COUNT(*) AS ?n) { @says } } }`],
  ['in EXISTS', `SELECT * { ${local} FILTER EXISTS { @says } }`],
  ['in NOT EXISTS', `SELECT * { ${local} FILTER NOT EXISTS { @says } }`],
  ['in EXISTS with a triple', `SELECT * { ${local} FILTER EXISTS { ?d ${title} ?t . @says } }`],
  ['in EXISTS in EXISTS', `SELECT * { ${local} FILTER EXISTS { ?d ${title} ?t FILTER EXISTS { @says } } }`],
  ['in EXISTS of a BIND', `SELECT * { ${local} BIND(EXISTS { @says } AS ?e) }`],
  ['in EXISTS of the projection', `SELECT ?d (EXISTS { @says } AS ?e) { ${local} }`],
  ['filtered by EXISTS', `SELECT * { @says FILTER EXISTS { ${local} } }`],
  ['filtered by NOT EXISTS', `SELECT * { @says FILTER NOT EXISTS { ${local} } }`],
  ['filtered by EXISTS within OPTIONAL', `SELECT * { @says OPTIONAL { @says FILTER EXISTS { ?d ${title} ?t } } }`],
  ['beside GRAPH', `SELECT * { GRAPH ?g { ${local} } @says }`],
  ['in GRAPH', `SELECT * { GRAPH ?g { ${local} @says } }`],
  ['beside a GRAPH with OPTIONAL', `SELECT * { GRAPH ?g { ${local} OPTIONAL { ?d ${title} ?t } } @says }`],
  ['beside a named GRAPH', `SELECT * { GRAPH <${record('0001')}> { ${local} } @says }`],
  ['beside a GRAPH that is not there', `SELECT * { GRAPH <urn:none> { ${local} } @says }`],
  ['beside a path', `SELECT * { <${base}/catalog> <http://www.w3.org/ns/dcat#dataset>/${title} ?t . @says }`],
  ['beside a variable ?count', `SELECT * { @says { SELECT (COUNT(*) AS ?count) { ${local} } } VALUES ?count { 12 } }`],
  ['before VALUES', `SELECT * { ${local} @says } VALUES ?d { <${datasetOf('0002')}> }`],
  ['under aggregates', `SELECT ?d (COUNT(?p) AS ?n) { ?d ?p ?o . @says } GROUP BY ?d HAVING(COUNT(?p) > 1)`],
  ['under ORDER BY and LIMIT', `SELECT * { ${local} @says } ORDER BY DESC(?what) LIMIT 1`],
  ['under DISTINCT', `SELECT DISTINCT ?c { ?d a ?c . @says }`],
  ['beside variables with odd names', `SELECT * { @says BIND(1 AS ?__proto__) BIND(2 AS ?constructor) BIND(3 AS ?จำนวน) }`],
  ['twice', `SELECT * { { @says } UNION { @says } ?d ${title} ?t }`],
  ['where nothing else is bound', `SELECT * { @says OPTIONAL { ?d ${title} ?t } FILTER(!BOUND(?t)) }`],
  ['beside functions', `SELECT * { ?d ${title} ?t BIND(STRLEN(?t) AS ?l) @says FILTER(LANG(?t) = LANG(?what) && ?l > 1) }`],
  ['beside VALUES of its own', `SELECT * { VALUES (?x ?d) { (1 UNDEF) (2 <${datasetOf('0002')}>) } @says ?d a ?c }`],
  ['beside UNDEF', `SELECT * { ?d ${title} ?t . @says } VALUES (?t ?x) { (UNDEF 1) (UNDEF 2) }`],
  ['beside IN', `SELECT * { ?d ?p ?o FILTER(?p IN (${title}, <urn:none>)) @says }`],
  ['beside a negated path', `SELECT * { ?d !(a|${title}) ?o . @says }`],
  ['beside a path of any length', `SELECT * { <${base}/catalog> <http://www.w3.org/ns/dcat#dataset>* ?d . @says }`],
  ['beside an inverse path', `SELECT * { ?d ^<http://www.w3.org/ns/dcat#dataset> ?catalogue . @says }`],
  ['beside blank nodes', `SELECT * { [] <http://www.w3.org/ns/dcat#dataset> ?d ; a ?c . @says }`],
  ['beside a subquery that hides a variable', `SELECT * { { SELECT ?d { ?d ${title} ?t } } ?d a ?t . @says }`],
  ['beside a subquery that is cut', `SELECT * { { SELECT ?d ?t { ${local} ?d ${title} ?t } ORDER BY ?d LIMIT 3 } OPTIONAL { @says } }`],
  ['beside MINUS of other variables', `SELECT * { ${local} @says MINUS { ?x <urn:none> ?y } }`],
  ['beside MINUS of a path that is not there', `SELECT * { ${local} @says MINUS { ?d <urn:none>/<urn:none> ?y } }`],
  ['beside OPTIONAL of nothing', `SELECT * { ${local} @says OPTIONAL { ?d <urn:none> ?y } }`],
  ['beside EXISTS of nothing', `SELECT * { ${local} @says FILTER NOT EXISTS { ?d <urn:none> ?y } }`],
  ['beside a count of nothing', `SELECT * { ${local} @says { SELECT (COUNT(*) AS ?n) { ?x <urn:none> ?y } } }`],
  ['of nothing in MINUS', `SELECT * { ${local} MINUS { @none } }`],
  ['of nothing in OPTIONAL', `SELECT * { ${local} OPTIONAL { @none } }`],
  ['of nothing in a count', `SELECT * { @says { SELECT (COUNT(*) AS ?n) { @none } } }`],
  ['of nothing in NOT EXISTS', `SELECT * { ${local} FILTER NOT EXISTS { @none } }`],
  ['under HAVING without a value', `SELECT ?d { ${local} OPTIONAL { @says } } GROUP BY ?d HAVING(COUNT(?what) = 0)`],
  ['under an aggregate of nothing', `SELECT (COUNT(*) AS ?count) (MAX(?what) AS ?m) { ?d <urn:none> ?x . @says }`],
  [
    'under an expression of an aggregate',
    `SELECT (GROUP_CONCAT(DISTINCT STR(?d)) AS ?all) (SUM(?l) / 2 AS ?n) { @says BIND(STRLEN(?what) AS ?l) } GROUP BY ?what`,
  ],
  ['under OFFSET', `SELECT * { ${local} @says } ORDER BY ?d OFFSET 1`],
  ['where a constant fits', `SELECT * { @says FILTER(?what = "${known[0]?.text}"@th) }`],
  ['over one graph', `SELECT * FROM <${record('0001')}> { ${local} @says }`],
  ['over two graphs', `SELECT * FROM <${record('0001')}> FROM <${record('0002')}> { ${local} @says }`],
  ['over named graphs alone', `SELECT * FROM NAMED <${record('0001')}> { ${local} @says }`],
  ['over a named graph', `SELECT * FROM NAMED <${record('0001')}> { GRAPH ?g { ${local} } @says }`],
  ['over a named graph, counted', `SELECT * FROM NAMED <${record('0001')}> { @says { SELECT (COUNT(*) AS ?count) { ?s ?p ?o } } }`],
  [
    'over a named graph with a literal',
    `SELECT * FROM NAMED <${record('0001')}> { GRAPH ?g { ?d ${title} "ชุดข้อมูล {1}" . ${local} } @says }`,
  ],
  ['over both', `SELECT * FROM <${record('0001')}> FROM NAMED <${record('0002')}> { ${local} GRAPH ?g { ?x a ?c } @says }`],
  ['over the protocol’s graphs', `SELECT * { ${local} @says }`, both],
  ['over the protocol’s named graphs', `SELECT * { GRAPH ?g { ${local} } @says }`, both],
  ['over the protocol’s graphs in place of the query’s', `SELECT * FROM <${record('0003')}> { ${local} @says }`, both],
  ['over a graph that is not there', `SELECT * { ${local} @says }`, [['default-graph-uri', 'urn:none']]],
  ['under ASK over a graph', `ASK FROM <${record('0099')}> { ${local} @says }`],
  ['under ASK', `ASK { ${local} @says }`],
  ['in EXISTS under ASK', `ASK { ${local} FILTER NOT EXISTS { @says } FILTER(?d = <${datasetOf('0001')}>) }`],
  ['under CONSTRUCT', `CONSTRUCT { ?d <${says}> ?what . ?d a <urn:Told> . ?what a <urn:Nothing> } { ${local} @says }`],
  ['under CONSTRUCT with LIMIT', `CONSTRUCT { ?d <${says}> ?what ; a <urn:Told> } { ${local} @says } ORDER BY ?d LIMIT 1`],
  ['under CONSTRUCT of constants', `CONSTRUCT { <urn:a> <urn:b> "ค่า"@th, 1, 1.50 } { ${local} @says }`],
  ['under CONSTRUCT over a graph', `CONSTRUCT { ?d ?p ?o } FROM <${record('0002')}> { ?d ?p ?o . @says }`],
  ['under DESCRIBE of a variable', `DESCRIBE ?d { ${local} @says }`],
  ['under DESCRIBE of several', `DESCRIBE ?d ?what { ${local} @says }`],
  ['under DESCRIBE of all', `DESCRIBE * { ${local} @says }`],
  ['under DESCRIBE of one by name too', `DESCRIBE <${base}/catalog> ?d { ${local} @says }`],
  ['under DESCRIBE by name alone', `DESCRIBE <${base}/catalog> { ${local} @says }`],
  ['under DESCRIBE with LIMIT', `DESCRIBE ?d { ${local} @says } ORDER BY DESC(?d) LIMIT 1`],
  ['under DESCRIBE over a graph', `DESCRIBE ?d <${base}/agencies/${agencyId}> { ${local} @says }`, [['default-graph-uri', record('0002')]]],
];

/** What the engine cannot tell graph by graph. */
const refused: readonly [what: string, pattern: string][] = [
  ['an empty GRAPH', 'GRAPH ?g {}'],
  ['an empty GRAPH by name', `GRAPH <${base}/catalog> {}`],
  ['a GRAPH that begins with OPTIONAL', 'GRAPH ?g { OPTIONAL { ?s ?p ?o } }'],
  ['a GRAPH that holds but the SERVICE', 'GRAPH ?g { @says }'],
  ['a GRAPH with a branch without triples', 'GRAPH ?g { { ?s ?p ?o } UNION { BIND(1 AS ?x) } }'],
  ['a GRAPH with a subquery', 'GRAPH ?g { ?s ?p ?o { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }'],
  ['a GRAPH with MINUS', 'GRAPH ?g { ?s ?p ?o MINUS { ?x ?y ?z } }'],
  ['a GRAPH with a path of no length', 'GRAPH ?g { ?s ?p ?o . ?o <urn:p>* ?x }'],
  ['an empty GRAPH in EXISTS', 'FILTER EXISTS { GRAPH ?g {} }'],
];

describe('SERVICE in every place of a query', function () {
  this.timeout(60_000);
  let federated: TestFederated;

  before(async () => {
    federated = await startFederated({ most: { bytes: 1_000_000, rows: 5000 } });
  });
  after(() => federated.end());

  const values = `VALUES (?d ?what) { ${known.map(({ dataset, text }) => `(<${dataset}> "${text}"@th)`).join(' ')} }`;
  const asService = (query: string): string =>
    query
      .replaceAll('@says', `SERVICE <${federated.agency.url}> { ?d <${says}> ?what }`)
      .replaceAll('@none', `SERVICE <${federated.agency.url}> { { ?d <urn:none> ?e } UNION { ?d <urn:never> ?e } }`);
  const asValues = (query: string): string => query.replaceAll('@says', `{ ${values} }`).replaceAll('@none', '?d <urn:none> ?e');

  for (const [what, query, more = []] of same) {
    it(`${what} means what it means on /sparql`, async () => {
      const accept = /^(?:SELECT|ASK)/.test(query) ? 'application/sparql-results+json' : 'application/n-triples';
      const expected = await told(await federated.ask(asValues(query), { accept, more, path: '/sparql' }));
      assert.deepEqual(await told(await federated.ask(asService(query), { accept, more })), expected);
    });
  }

  for (const [what, pattern] of refused) {
    it(`refuses ${what}, and says what to do`, async () => {
      federated.agency.asked.length = 0;
      const response = await federated.ask(asService(`SELECT * { ?d ?e ?f . @says ${pattern} }`));
      assert.equal(response.status, 400);
      const { detail, th } = (await response.json()) as { detail: string; th: { detail: string } };
      assert.match(detail, /begin it with a triple/);
      assert.match(th.detail, /เริ่มภายใน GRAPH ด้วยรูปแบบทริปเปิล/);
      assert.deepEqual(federated.agency.asked, []);
    });
  }
});

interface Results {
  readonly head: { readonly vars?: readonly string[] };
  readonly boolean?: boolean;
  readonly results?: { readonly bindings: readonly Readonly<Record<string, unknown>>[] };
}

/** What an answer says, whatever the order of its rows, columns or triples. */
async function told(response: Response): Promise<unknown> {
  const body = await response.text();
  assert.equal(response.status, 200, body);
  if (!response.headers.get('content-type')?.includes('json')) return body.split('\n').sort();
  const { head, boolean, results } = JSON.parse(body) as Results;
  const rows = results?.bindings.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))));
  return { variables: [...(head.vars ?? [])].sort(), boolean, rows: rows?.sort() };
}
