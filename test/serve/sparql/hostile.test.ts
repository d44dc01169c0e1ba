import assert from 'node:assert/strict';
import { Agent, fetch as fetchFrom } from 'undici';
import { startSparql, type TestSparql } from '../../support/sparql.js';

const endless = 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }';
const other = 'SELECT (COUNT(*) AS ?n) { ?x ?b ?c . ?y ?e ?f . ?z ?h ?i }';
const pairs = 'SELECT (1 AS ?x) { { SELECT * { ?s ?p ?o } LIMIT 100 } { SELECT * { ?t ?q ?r } LIMIT 100 } }';

describe('A SPARQL service that strangers use', () => {
  let sparql: TestSparql;
  const elsewhere = new Agent({ localAddress: '127.0.0.2' });

  before(async () => {
    sparql = await startSparql({ replicas: 2, timeoutMs: 1000, most: { bytes: 400_000, rows: 3000 } }, { records: 30 });
  });
  after(async () => {
    await elsewhere.close();
    await sparql.end();
  });

  const post = (query: string): Promise<Response> => fetch(sparql.endpoint, { method: 'POST', body: new URLSearchParams({ query }) });
  const fromElsewhere = (query: string) => fetchFrom(`${sparql.endpoint}?${new URLSearchParams({ query })}`, { dispatcher: elsewhere });

  async function count(query: string): Promise<number> {
    const json = (await (await sparql.get(query)).json()) as { results: { bindings: { n: { value: string } }[] } };
    return Number(json.results.bindings[0]?.n.value);
  }

  /** Asks until a replica is there again; anything but 200 and 503 with Retry-After is wrong. */
  async function answersAgain(): Promise<void> {
    for (let tries = 0; tries < 200; tries += 1) {
      const response = await sparql.get('ASK {}');
      if (response.status === 200) return;
      assert.equal(response.status, 503);
      assert.ok(Number(response.headers.get('retry-after')) > 0);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    assert.fail('no replica came back');
  }

  it('holds each triple in exactly one graph', async () => {
    const all = await count('SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }');
    assert.ok(all > 2000);
    assert.equal(await count('SELECT (COUNT(*) AS ?n) { ?s ?p ?o }'), all);
    assert.equal(await count('SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }'), all);
  });

  const refused: { what: string; query: string; status: number; says: RegExp }[] = [
    { what: 'SERVICE', query: 'SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }', status: 400, says: /SERVICE/ },
    {
      what: 'SERVICE in a projection',
      query: 'SELECT (EXISTS { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } AS ?x) {}',
      status: 400,
      says: /SERVICE/,
    },
    {
      what: 'nesting behind a comment of closing brackets',
      query: `#${'}'.repeat(2000)}\nSELECT * ${'{'.repeat(2000)}${'}'.repeat(2000)}`,
      status: 400,
      says: /deeper/,
    },
    {
      what: 'an endless chain of operators',
      query: `SELECT * { ?s ?p ?o FILTER(${Array(2500).fill('true').join('||')}) }`,
      status: 400,
      says: /deeper/,
    },
    { what: 'a huge query', query: `ASK {} #${'x'.repeat(70_000)}`, status: 413, says: /longer/ },
    { what: 'deep nesting', query: `SELECT * ${'{'.repeat(5000)}${'}'.repeat(5000)}`, status: 400, says: /deeper/ },
    { what: 'bindings of too many bytes', query: 'SELECT * { ?s ?p ?o } LIMIT 2900', status: 413, says: /larger/ },
    { what: 'a graph of too many bytes', query: 'CONSTRUCT WHERE { ?s ?p ?o }', status: 413, says: /larger/ },
    { what: 'too many rows', query: pairs, status: 413, says: /more than 3000 rows/ },
    {
      what: 'too many rows for its LIMIT',
      query: `${pairs} LIMIT 4000000`,
      status: 413,
      says: /3000 rows/,
    },
  ];
  for (const { what, query, status, says } of refused) {
    it(`refuses ${what}, and no replica is lost`, async () => {
      const response = await post(query);
      assert.equal(response.status, status);
      assert.match(await response.text(), says);
      assert.equal((await sparql.get('ASK {}', { more: [['format', 'xml']] })).status, 200);
    });
  }

  it('ends an endless query at its limit while others are answered', async () => {
    const started = performance.now();
    const hostile = sparql.get(endless);
    const answered = await Promise.all(Array.from({ length: 10 }, () => sparql.get('ASK {}').then((response) => response.status)));
    assert.deepEqual(new Set(answered), new Set([200]));
    const response = await hostile;
    assert.equal(response.status, 503);
    assert.match(await response.text(), /ran longer than 1 s/);
    assert.ok(performance.now() - started < 5000);
  });

  it('leaves a replica to others, however many endless queries one client sends', async () => {
    await answersAgain();
    const hostile = [endless, other].map((query) => sparql.get(query));
    for (let asked = 0; asked < 5; asked += 1) assert.equal((await fromElsewhere(`ASK {} # ${asked}`)).status, 200);
    const statuses = await Promise.all(hostile.map(async (one) => (await one).status));
    assert.deepEqual(statuses, [503, 503]);
  });

  it('answers again after every replica was lost to endless queries', async () => {
    await answersAgain();
    await Promise.all([sparql.get(endless), fromElsewhere(other)]);
    await answersAgain();
  });
});
