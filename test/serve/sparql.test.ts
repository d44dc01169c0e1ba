import assert from 'node:assert/strict';
import { base, startApp, type TestApp } from '../support/app.js';
import { harvestAndConfirm } from '../support/harvested.js';
import { manyRecords } from '../support/packages.js';

const endless = 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }';

describe('SPARQL over HTTP', () => {
  let test: TestApp;
  let url: string;

  before(async () => {
    test = await startApp({ packages: manyRecords(30), config: { sparql: { replicas: 2, timeoutMs: 1000, resultBytes: 200_000 } } });
    const serving = await test.serve();
    url = serving.url;
    await harvestAndConfirm(test);
    await serving.caughtUp();
  });
  after(() => test.end());

  function query(
    text: string,
    accept = 'application/sparql-results+json',
    parameters: readonly [string, string][] = [],
  ): Promise<Response> {
    return fetch(`${url}/sparql?${new URLSearchParams([['query', text], ...parameters])}`, { headers: { accept } });
  }

  function post(text: string): Promise<Response> {
    return fetch(`${url}/sparql`, { method: 'POST', body: new URLSearchParams({ query: text }) });
  }

  async function count(text: string, parameters: readonly [string, string][] = []): Promise<number> {
    const json = (await (await query(text, undefined, parameters)).json()) as { results: { bindings: { n: { value: string } }[] } };
    return Number(json.results.bindings[0]?.n.value);
  }

  it('holds each triple in exactly one graph', async () => {
    const all = await count('SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }');
    assert.ok(all > 2000);
    assert.equal(await count('SELECT (COUNT(*) AS ?n) { ?s ?p ?o }'), all);
    assert.equal(await count('SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }'), all);
  });

  const requests: { way: string; send: (text: string) => Promise<Response> }[] = [
    { way: 'GET', send: (text) => query(text) },
    { way: 'POST form', send: (text) => fetch(`${url}/sparql`, { method: 'POST', body: new URLSearchParams({ query: text }) }) },
    {
      way: 'POST direct',
      send: (text) => fetch(`${url}/sparql`, { method: 'POST', body: text, headers: { 'content-type': 'application/sparql-query' } }),
    },
  ];
  for (const { way, send } of requests) {
    it(`takes a query by ${way}`, async () => {
      const response = await send('ASK { ?d a <http://www.w3.org/ns/dcat#Dataset> }');
      assert.equal(response.status, 200);
      assert.equal(((await response.json()) as { boolean: boolean }).boolean, true);
    });
  }

  const formats = [
    ['SELECT ?d { ?d a <http://www.w3.org/ns/dcat#Dataset> }', 'application/sparql-results+json'],
    ['SELECT ?d { ?d a <http://www.w3.org/ns/dcat#Dataset> }', 'application/sparql-results+xml'],
    ['SELECT ?d { ?d a <http://www.w3.org/ns/dcat#Dataset> }', 'text/csv'],
    ['SELECT ?d { ?d a <http://www.w3.org/ns/dcat#Dataset> }', 'text/tab-separated-values'],
    ['ASK {}', 'application/sparql-results+xml'],
    ['CONSTRUCT WHERE { ?s a <http://www.w3.org/ns/dcat#Dataset> }', 'text/turtle'],
    ['CONSTRUCT WHERE { ?s a <http://www.w3.org/ns/dcat#Dataset> }', 'application/n-triples'],
    [`DESCRIBE <${base}/catalog>`, 'application/rdf+xml'],
  ] as const;
  for (const [text, type] of formats) {
    it(`answers ${text.split(' ')[0]} as ${type}`, async () => {
      const response = await query(text, type);
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('content-type'), `${type}; charset=utf-8`);
      assert.ok((await response.text()).length > 0);
    });
  }

  it('says 406 with the formats there are', async () => {
    for (const format of ['xx', 'constructor']) assert.equal((await query('ASK {}', '*/*', [['format', format]])).status, 406, format);
    const response = await query('SELECT * { ?s ?p ?o } LIMIT 1', 'text/turtle');
    assert.equal(response.status, 406);
    assert.match(((await response.json()) as { detail: string }).detail, /sparql-results\+json/);
  });

  it('reads the dataset from the protocol and from the query', async () => {
    const graph = `${base}/datasets/99000001/dataset-0001/record`;
    const one = await count(`SELECT (COUNT(*) AS ?n) FROM <${graph}> { ?s ?p ?o }`);
    assert.ok(one > 50 && one < 200);
    assert.equal(await count('SELECT (COUNT(*) AS ?n) { ?s ?p ?o }', [['default-graph-uri', graph]]), one);
    assert.equal(await count('SELECT (COUNT(*) AS ?n) { ?s ?p ?o }', [['named-graph-uri', graph]]), 0);
    assert.equal(await count('SELECT (COUNT(*) AS ?n) { ?s ?p ?o }', [['default-graph-uri', 'urn:unknown']]), 0);
  });

  const refused: { what: string; send: () => Promise<Response>; status: number; says: RegExp }[] = [
    { what: 'a syntax error, with its place', send: () => query('SELECT * { ?s ?p }'), status: 400, says: /line 1/ },
    { what: 'an empty query', send: () => query(''), status: 400, says: /./ },
    { what: 'two queries', send: () => query('ASK {}', undefined, [['query', 'ASK {}']]), status: 400, says: /2 times/ },
    { what: 'bad UTF-8', send: () => fetch(`${url}/sparql?query=ASK%20%7B%7D%20%23%FF`), status: 400, says: /UTF-8/ },
    {
      what: 'an update',
      send: () => fetch(`${url}/sparql`, { method: 'POST', body: new URLSearchParams({ update: 'CLEAR ALL' }) }),
      status: 403,
      says: /no updates/,
    },
    { what: 'an update as a query', send: () => query('DELETE WHERE { ?s ?p ?o }'), status: 400, says: /./ },
    { what: 'SERVICE', send: () => query('SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }'), status: 400, says: /SERVICE/ },
    {
      what: 'SERVICE in a projection',
      send: () => query('SELECT (EXISTS { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } AS ?x) {}'),
      status: 400,
      says: /SERVICE/,
    },
    {
      what: 'nesting behind a comment of closing brackets',
      send: () => post(`#${'}'.repeat(2000)}\nSELECT * ${'{'.repeat(2000)}${'}'.repeat(2000)}`),
      status: 400,
      says: /deeper/,
    },
    {
      what: 'an endless chain of operators',
      send: () => post(`SELECT * { ?s ?p ?o FILTER(${Array(2500).fill('true').join('||')}) }`),
      status: 400,
      says: /deeper/,
    },
    {
      what: 'another media type',
      send: () => fetch(`${url}/sparql`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }),
      status: 415,
      says: /application\/json/,
    },
    { what: 'another method', send: () => fetch(`${url}/sparql`, { method: 'DELETE' }), status: 405, says: /DELETE/ },
    {
      what: 'a huge query',
      send: () => fetch(`${url}/sparql`, { method: 'POST', body: new URLSearchParams({ query: `ASK {} #${'x'.repeat(70_000)}` }) }),
      status: 413,
      says: /longer/,
    },
    {
      what: 'deep nesting',
      send: () =>
        fetch(`${url}/sparql`, { method: 'POST', body: new URLSearchParams({ query: `SELECT * ${'{'.repeat(5000)}${'}'.repeat(5000)}` }) }),
      status: 400,
      says: /deeper/,
    },
    { what: 'a result past the limit', send: () => query('SELECT * { ?s ?p ?o }'), status: 413, says: /LIMIT|larger/ },
  ];
  for (const { what, send, status, says } of refused) {
    it(`refuses ${what}`, async () => {
      const response = await send();
      assert.equal(response.status, status);
      assert.match(await response.text(), says);
    });
  }

  it('ends an endless query at its limit while others are answered', async () => {
    const started = performance.now();
    const hostile = query(endless);
    const answered = await Promise.all(Array.from({ length: 10 }, () => query('ASK {}').then((response) => response.status)));
    assert.deepEqual(new Set(answered), new Set([200]));
    const response = await hostile;
    assert.equal(response.status, 503);
    assert.match(await response.text(), /ran longer than 1 s/);
    assert.ok(performance.now() - started < 5000);
  });

  it('answers again after every replica was lost to endless queries', async () => {
    await Promise.all([query(endless), query(endless)]);
    for (let tries = 0; tries < 100; tries += 1) {
      const response = await query('ASK {}');
      if (response.status === 200) return;
      assert.equal(response.status, 503);
      assert.ok(Number(response.headers.get('retry-after')) > 0);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.fail('no replica came back');
  });

  it('describes itself to programs and shows a form to people', async () => {
    const description = await fetch(`${url}/sparql`, { headers: { accept: '*/*' } });
    assert.match(await description.text(), /sd:SPARQL11Query/);
    const page = await fetch(`${url}/sparql`, { headers: { accept: 'text/html' } });
    assert.match(await page.text(), /<textarea/);
  });
});
