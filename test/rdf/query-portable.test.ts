import assert from 'node:assert/strict';
import { Store } from 'oxigraph';
import { noGraph } from '../../src/rdf/query-hiding.js';
import { type Portability, portableQuery } from '../../src/rdf/query-portable.js';

const ofAll: Portability = { dataset: undefined, standIns: new Map(), mostSorted: 10, hidden: ['urn:hidden'], hides: true };

/** An engine in which a triple stands in two graphs. */
function engine(): Store {
  const store = new Store();
  store.update(`INSERT DATA {
    GRAPH <urn:a> { <urn:x> <urn:p> 1 , "one"@en . <urn:z> <urn:r> "lonely" }
    GRAPH <urn:b> { <urn:x> <urn:p> 1 . <urn:y> <urn:q> <urn:x> ; <urn:p> 2 }
  }`);
  return store;
}

function written(query: string, portability: Partial<Portability> = {}): { text: string; ofAll: boolean; own: string } {
  const portable = portableQuery(query, { ...ofAll, ...portability });
  assert.ok('text' in portable, JSON.stringify(portable));
  return portable;
}

/** Rows or triples as sorted texts, without the columns that are not the query's own. */
function told(store: Store, query: string, own?: string): string[] {
  const answer = store.query(query, { use_default_graph_as_union: !/\bFROM\b/.test(query) });
  if (typeof answer === 'boolean') return [String(answer)];
  const all = answer as (Map<string, { toString(): string }> | { toString(): string })[];
  const rows = all.map((one) =>
    one instanceof Map
      ? [...one]
          .filter(([name]) => own === undefined || !name.startsWith(own))
          .map(([name, term]) => `${name}=${term}`)
          .sort()
          .join(' ')
      : one.toString(),
  );
  return /^ASK/.test(query) ? rows : rows.sort();
}

const selects: readonly string[] = [
  'SELECT DISTINCT * { { GRAPH <urn:a> { ?s <urn:p> ?o } } UNION { GRAPH <urn:b> { ?s <urn:p> ?o } } }',
  'SELECT * { { SELECT DISTINCT * { { GRAPH <urn:a> { ?s <urn:p> ?o } } UNION { GRAPH <urn:b> { ?s <urn:p> ?o } } } } }',
  'SELECT * { GRAPH <urn:a> { SELECT ?s { ?s ?p ?o } } }',
  'SELECT * { GRAPH <urn:a> { <urn:x> <urn:p> 1 } }',
  'SELECT * { GRAPH <urn:none> {} }',
  'SELECT * { GRAPH <urn:a> {} }',
  'SELECT ?g { GRAPH ?g {} }',
  'SELECT ?g ?s { GRAPH ?g { ?s <urn:p> ?o FILTER EXISTS { GRAPH <urn:b> { ?s <urn:p> ?o } } } }',
  'SELECT ?s { ?s <urn:p> ?o MINUS { GRAPH <urn:b> { ?s <urn:q> ?x } } }',
  'SELECT ?s ?n { ?s <urn:p> ?o OPTIONAL { GRAPH <urn:b> { ?s <urn:q> ?n } } }',
  'SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s HAVING (COUNT(*) > 1) (COUNT(*) < 3)',
  'SELECT ?x { VALUES (?a ?b ?x) { (true true 1) (false false 2) } FILTER((?a || ?b) IN (false)) }',
  'SELECT ?x { VALUES ?x { 1 2 } FILTER((?x = 1) NOT IN (true, false)) }',
  'SELECT ?x { VALUES ?x { 1 2 } FILTER((?x + 1) IN (2, 5)) }',
  'BASE <http://a.example/> SELECT (IRI("b") AS ?i) ?s { ?s <urn:p> ?o } ORDER BY ?s LIMIT 50',
  'SELECT ?o ?s { ?s <urn:p> ?o } ORDER BY DESC(?o) LIMIT 20 OFFSET 1',
  'SELECT * { { SELECT ?s ?o { ?s <urn:p> ?o } ORDER BY ?s ?o LIMIT 20 } ?s ?p ?o }',
  'SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 20 VALUES ?s { <urn:x> <urn:none> }',
  'SELECT ?s ?v { ?s ?p ?o } VALUES (?s ?v) { (<urn:x> UNDEF) (UNDEF 5) }',
  'SELECT ?banchi_g0 { GRAPH <urn:a> { ?banchi_g0 ?p ?o } }',
  'SELECT ?x { VALUES ?x { 1 } OPTIONAL { { { BIND("a\u2028b" AS ?x) } } } }',
  'SELECT (STRLEN("a\u2028b") AS ?n) { { { } } }',
  'SELECT ?s ?o { ?s (^<urn:q>/(<urn:p>|!(<urn:p>|^<urn:q>))?)+ ?o }',
  'SELECT ?s { ?s ?p [ <urn:p> _:b ] . FILTER(true) _:c ?p ?s }',
  'PREFIX bif: <urn:> PREFIX : <urn:> SELECT ?s { ?s bif:p ?o ; :p 1 }',
  'SELECT (GROUP_CONCAT(DISTINCT STR(?o); SEPARATOR="\\"") AS ?all) { <urn:y> <urn:p> ?o }',
  'SELECT ?b ?n { { SELECT ?b (SUM(?o) AS ?n) { GRAPH <urn:b> { ?b <urn:p> ?o } } GROUP BY ?b } }',
];
const others: readonly string[] = [
  'ASK { ?yes ?banchi_yes ?o }',
  'ASK { GRAPH <urn:a> { <urn:y> ?p ?o } }',
  'DESCRIBE ?b { ?a <urn:p> ?o OPTIONAL { ?b <urn:q> ?a } }',
  'DESCRIBE ?nobody',
  'DESCRIBE * { ?s <urn:q> ?t MINUS { ?other <urn:none> ?s } FILTER NOT EXISTS { ?more <urn:none> ?s } }',
  'DESCRIBE ?s { { SELECT ?s { ?s <urn:p> ?o } } } ORDER BY ?s LIMIT 2',
  'DESCRIBE ?s ?t <urn:z> { ?s <urn:q> ?t }',
  'DESCRIBE ?o { ?s ?p ?o }',
  'DESCRIBE <urn:none>',
  'CONSTRUCT { ?s <urn:n> _:b . _:b <urn:o> ?o } { <urn:y> <urn:q> ?s . ?s <urn:p> ?o FILTER(LANG(?o) = "en") }',
  'CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } ORDER BY ?s LIMIT 40',
  'CONSTRUCT WHERE { ?s <urn:q> ?o }',
];

describe('A query that is written anew', () => {
  for (const query of [...selects, ...others])
    it(`asks the same: ${query.slice(0, 90)}`, () => {
      const store = engine();
      const { text, own } = written(query);
      const expected = told(store, query);
      const actual = told(store, text, own);
      if (query.startsWith('ASK')) return assert.equal(actual.length > 0, expected[0] === 'true');
      const label = (rows: string[]) => rows.map((row) => row.replace(/_:\w+/g, '_:')).sort();
      assert.deepEqual([...new Set(label(actual))], [...new Set(label(expected))], text);
      if (query.startsWith('SELECT')) assert.equal(actual.length, expected.length, text);
    });

  it('has its columns in their order, sorted within or not', () => {
    const { text } = written('SELECT ?o (STR(?s) AS ?a) { ?s <urn:p> ?o } ORDER BY ?s LIMIT 50');
    assert.match(text, /^SELECT \?o \?a WHERE \{\n\{\n?SELECT \?o \(STR\(\?s\) AS \?a\)/);
    assert.match(text, /\nLIMIT 50$/);
  });

  it('shows nothing of a hidden graph, by whatever name it is asked for', () => {
    const store = engine();
    store.update('INSERT DATA { GRAPH <urn:hidden> { <urn:x> <urn:p> "secret" } }');
    for (const query of [
      'SELECT ?o { GRAPH ?g { ?s ?p ?o } }',
      'SELECT ?o { GRAPH <urn:hidden> { ?s ?p ?o } }',
      'SELECT ?o FROM <urn:hidden> { ?s ?p ?o }',
      'SELECT ?o FROM NAMED <urn:hidden> { GRAPH ?g { ?s ?p ?o } }',
    ]) {
      const { text, own } = written(query);
      assert.ok(!told(store, text, own).join().includes('secret'), text);
    }
    const { text } = written('SELECT ?o { ?s ?p ?o }', { dataset: { default: ['urn:hidden'], named: [] }, hides: false });
    assert.deepEqual(told(store, text), [], text);
  });

  it('names both parts of a dataset', () => {
    const { text, ofAll: isOfAll } = written('SELECT ?s FROM <urn:a> { ?s ?p ?o }', { dataset: { default: [], named: ['urn:b'] } });
    assert.ok(text.includes(`FROM <${noGraph}>`) && text.includes('FROM NAMED <urn:b>') && !text.includes('urn:a'), text);
    assert.equal(isOfAll, false);
  });

  it('has no prefix that an engine may know better', () => {
    const { text } = written('PREFIX bif: <http://www.w3.org/2001/XMLSchema#> SELECT (bif:string(?o) AS ?x) { ?s bif:p ?o }');
    assert.ok(!text.includes('bif:') && !text.includes('PREFIX'), text);
  });

  const refused: readonly (readonly [string, string, Portability['dataset'], RegExp])[] = [
    ['a graph that ends the clause', 'ASK {}', { default: ['urn:a> { ?s ?p ?o } #'], named: [] }, /is not an IRI/],
    ['a named graph over two lines', 'ASK {}', { default: [], named: ['urn:a\n'] }, /is not an IRI/],
    ['a graph without a scheme', 'ASK {}', { default: ['a'], named: [] }, /is not an IRI/],
    ['an empty graph', 'ASK {}', { default: [''], named: [] }, /is not an IRI/],
    ['a prefix that every object has', 'BASE <http://a.example/> ASK { ?s toString:x ?o }', undefined, /is not an IRI/],
    [
      'a GRAPH with a subquery beside something else',
      'ASK { GRAPH <urn:a> { ?s ?p ?o { SELECT ?s { ?s ?p ?o } } } }',
      undefined,
      /within the subquery/,
    ],
    ['a GRAPH of any name over a subquery', 'ASK { GRAPH ?g { SELECT ?s { ?s ?p ?o } } }', undefined, /within the subquery/],
    [
      'a GRAPH over a subquery of a subquery',
      'ASK { GRAPH <urn:a> { SELECT ?s { { SELECT ?s { ?s ?p ?o } } } } }',
      undefined,
      /within the subquery/,
    ],
    ['a procedure', 'SELECT (<bif:sys_stat>("x") AS ?x) {}', undefined, /sys_stat.*not supported/],
    ['a procedure as a predicate', 'ASK { ?s <bif:contains> "x" }', undefined, /not supported/],
    [
      'IRIs that fill the memory',
      `PREFIX a: <urn:${'x'.repeat(30_000)}> ASK { ?s ?p a:1${',a:1'.repeat(5000)} }`,
      undefined,
      /longer than/,
    ],
    [
      'a pattern once for each of many variables',
      `DESCRIBE ${Array.from({ length: 2000 }, (_, index) => `?v${index}`).join(' ')} { ${'?a ?b ?c . '.repeat(2000)} }`,
      undefined,
      /longer than/,
    ],
  ];
  for (const [what, query, dataset, says] of refused)
    it(`is not made of ${what}`, () => {
      const portable = portableQuery(query, { ...ofAll, dataset });
      assert.ok('reason' in portable, JSON.stringify(portable).slice(0, 500));
      assert.match(portable.reason.en, says);
      assert.match(portable.reason.th, /[ก-๙]/);
    });
});
