import assert from 'node:assert/strict';
import { base } from '../../support/app.js';
import { startSparql, type TestSparql } from '../../support/sparql.js';

const ask = 'ASK { ?dataset a <http://www.w3.org/ns/dcat#Dataset> }';
const form = 'application/x-www-form-urlencoded';
const direct = 'application/sparql-query';

describe('The SPARQL 1.1 Protocol, query side', () => {
  let sparql: TestSparql;

  before(async () => {
    sparql = await startSparql();
  });
  after(() => sparql.end());

  function send(method: string, search: string, body?: string | Uint8Array, type?: string): Promise<Response> {
    const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
    return fetch(`${sparql.endpoint}${search}`, { method, headers, ...(body === undefined ? {} : { body: body as string }) });
  }

  async function count(search: string, body?: string, type?: string): Promise<number> {
    const response = await send(body === undefined ? 'GET' : 'POST', search, body, type);
    assert.equal(response.status, 200);
    const json = (await response.json()) as { results: { bindings: { n: { value: string } }[] } };
    return Number(json.results.bindings[0]?.n.value);
  }

  const query = (text: string): string => `query=${encodeURIComponent(text)}`;
  const all = 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }';
  const named = 'SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }';
  const graph = `${base}/datasets/99000001/dataset-0001/record`;
  const other = `${base}/datasets/99000001/dataset-0002/record`;
  const defaultGraph = (iri: string): string => `default-graph-uri=${encodeURIComponent(iri)}`;
  const namedGraph = (iri: string): string => `named-graph-uri=${encodeURIComponent(iri)}`;

  /** Each row: a clause of §2.1, how it is asked, the status. */
  const clauses: readonly [clause: string, asked: () => Promise<Response>, status: number][] = [
    ['2.1.1 GET with a query', () => send('GET', `?${query(ask)}`), 200],
    ['2.1.1 GET with the parameters in any order', () => send('GET', `?${defaultGraph(graph)}&${query(ask)}`), 200],
    ['2.1.1 HEAD', () => send('HEAD', `?${query(ask)}`), 200],
    ['2.1.2 POST of a form', () => send('POST', '', query(ask), form), 200],
    ['2.1.2 POST of a form with a charset', () => send('POST', '', query(ask), `${form}; charset=UTF-8`), 200],
    ['2.1.3 POST of a query', () => send('POST', '', ask, direct), 200],
    ['2.1.3 POST of a query with a charset', () => send('POST', '', ask, `${direct};charset="utf-8"`), 200],
    ['2.1.3 POST of a query in another charset', () => send('POST', '', ask, `${direct}; charset=windows-874`), 415],
    ['2.1.3 POST of a query that is not UTF-8', () => send('POST', '', Uint8Array.of(...Buffer.from(`${ask} #`), 0xff), direct), 400],
    ['2.1.3 POST of nothing', () => send('POST', '', '', direct), 400],
    ['2.1 POST without a media type', () => send('POST', '', Buffer.from(ask)), 415],
    ['2.1 POST of JSON', () => send('POST', '', '{}', 'application/json'), 415],
    ['2.1 POST of a form in parts', () => send('POST', '', '--x--', 'multipart/form-data; boundary=x'), 415],
    ['2.1 a form without a query', () => send('POST', '', 'quer=ASK', form), 400],
    ['2.1 two queries in the address', () => send('GET', `?${query(ask)}&${query(ask)}`), 400],
    ['2.1 two queries in a form', () => send('POST', '', `${query(ask)}&${query(ask)}`, form), 400],
    ['2.1 a query in form and address', () => send('POST', `?${query(ask)}`, query(ask), form), 400],
    ['2.1 a query in body and address', () => send('POST', `?${query(ask)}`, ask, direct), 400],
    ['2.1 an empty query', () => send('GET', '?query='), 400],
    ['2.1 bad UTF-8 in the address', () => send('GET', '?query=ASK%20%7B%7D%20%23%FF'), 400],
    ['2.1 bad UTF-8 in a form', () => send('POST', '', 'query=ASK%20%7B%7D%20%23%FF', form), 400],
    ['2.1 U+FFFD, which is a character', () => send('GET', `?${query('ASK {} #\ufffd')}`), 200],
    ['2.1 parameters without end', () => send('POST', '', `${query(ask)}${`&${defaultGraph(graph)}`.repeat(300)}`, form), 400],
    ['2.1 a hundred graphs', () => send('POST', '', `${query(ask)}${`&${defaultGraph(graph)}`.repeat(100)}`, form), 200],
    ['2.1 a parameter of nobody’s', () => send('GET', `?${query(ask)}&timeout=1`), 200],
    ['2.1.4 a graph that is no IRI', () => send('GET', `?${query(ask)}&default-graph-uri=not%20an%20iri`), 400],
    ['2.1.5 a format by two names, as some clients send it', () => send('GET', `?${query(ask)}&format=tsv&format=json`), 200],
    ['2.1.5 a format that there is not', () => send('GET', `?${query(ask)}&format=constructor`), 406],
    ['2.1.6 a query that cannot be read', () => send('GET', `?${query('ASK {')}`), 400],
    ['2.2 an update in a form', () => send('POST', '', 'update=CLEAR%20ALL', form), 403],
    ['2.2 an update beside a query', () => send('POST', '', `${query(ask)}&update=CLEAR%20ALL`, form), 403],
    ['2.2 an update in the address', () => send('GET', '?update=CLEAR%20ALL'), 403],
    ['2.2 POST of an update', () => send('POST', '', 'CLEAR ALL', 'application/sparql-update'), 403],
    ['2.2 an update as a query', () => send('GET', `?${query('DELETE WHERE { ?s ?p ?o }')}`), 400],
    ['PUT', () => send('PUT', '', ask, direct), 405],
    ['DELETE', () => send('DELETE', ''), 405],
    ['PATCH', () => send('PATCH', '', ask, direct), 405],
    ['OPTIONS', () => send('OPTIONS', ''), 204],
  ];
  for (const [clause, asked, status] of clauses) {
    it(`${clause}: ${status}`, async () => {
      const response = await asked();
      assert.equal(response.status, status, await response.text());
      assert.equal(response.headers.get('access-control-allow-origin'), '*');
      if (status === 405) assert.equal(response.headers.get('allow'), 'GET, HEAD, POST, OPTIONS');
    });
  }

  it('says to a browser of another site what it may send', async () => {
    const response = await fetch(sparql.endpoint, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://elsewhere.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    assert.match(response.headers.get('access-control-allow-methods') ?? '', /POST/);
    assert.match(response.headers.get('access-control-allow-headers') ?? '', /Content-Type/);
    assert.equal(await response.text(), '');
  });

  it('answers HEAD with the headers of GET and no body', async () => {
    const [head, get] = [await send('HEAD', `?${query(all)}`), await send('GET', `?${query(all)}`)];
    for (const name of ['content-type', 'content-length', 'etag', 'vary'])
      assert.equal(head.headers.get(name), get.headers.get(name), name);
    assert.equal(await head.text(), '');
  });

  /** Each row: whose dataset it is, address, body, how the count compares; §2.1.4. */
  const datasets: readonly [
    string,
    { search?: string; body?: string; type?: string },
    (total: number, one: number, two: number) => number,
  ][] = [
    ['none: all graphs', { search: `?${query(all)}` }, (total) => total],
    ['FROM', { search: `?${query(all.replace('{', `FROM <${graph}> {`))}` }, (_, one) => one],
    ['FROM twice', { search: `?${query(all.replace('{', `FROM <${graph}> FROM <${other}> {`))}` }, (_, one, two) => one + two],
    ['FROM NAMED alone: an empty default graph', { search: `?${query(all.replace('{', `FROM NAMED <${graph}> {`))}` }, () => 0],
    ['default-graph-uri', { search: `?${query(all)}&${defaultGraph(graph)}` }, (_, one) => one],
    ['two default-graph-uri', { search: `?${query(all)}&${defaultGraph(graph)}&${defaultGraph(other)}` }, (_, one, two) => one + two],
    ['named-graph-uri alone: an empty default graph', { search: `?${query(all)}&${namedGraph(graph)}` }, () => 0],
    ['named-graph-uri for GRAPH', { search: `?${query(named)}&${namedGraph(graph)}` }, (_, one) => one],
    ['default-graph-uri alone: no named graph', { search: `?${query(named)}&${defaultGraph(graph)}` }, () => 0],
    ['an unknown graph: empty', { search: `?${query(all)}&${defaultGraph('urn:unknown')}` }, () => 0],
    ['an unknown named graph: empty', { search: `?${query(named)}&${namedGraph('urn:unknown')}` }, () => 0],
    [
      'the protocol’s in place of the query’s',
      { search: `?${query(all.replace('{', `FROM <${other}> {`))}&${defaultGraph(graph)}` },
      (_, one) => one,
    ],
    ['in the body of a form', { body: `${query(all)}&${defaultGraph(graph)}`, type: form }, (_, one) => one],
    ['in the address of a form', { search: `?${defaultGraph(graph)}`, body: query(all), type: form }, (_, one) => one],
    ['in the address of a query', { search: `?${defaultGraph(graph)}`, body: all, type: direct }, (_, one) => one],
    ['named, in the address of a query', { search: `?${namedGraph(graph)}`, body: named, type: direct }, (_, one) => one],
  ];
  for (const [what, { search = '', body, type }, expected] of datasets) {
    it(`takes the dataset from ${what}`, async () => {
      const total = await count(`?${query(named)}`);
      const one = await count(`?${query(`SELECT (COUNT(*) AS ?n) { GRAPH <${graph}> { ?s ?p ?o } }`)}`);
      const two = await count(`?${query(`SELECT (COUNT(*) AS ?n) { GRAPH <${other}> { ?s ?p ?o } }`)}`);
      assert.ok(one > 20 && two > 20 && total > one + two);
      assert.equal(await count(search, body, type), expected(total, one, two));
    });
  }
});
