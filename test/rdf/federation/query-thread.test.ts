import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import type { GuardedClient } from '../../../src/catalog/guarded-client.js';
import { createGuardedClient } from '../../../src/harvest/client/client.js';
import type { AnswerReason } from '../../../src/rdf/federation/messages.js';
import { QueryThread, type QueryThreadSetup, type Row } from '../../../src/rdf/federation/query-thread.js';
import { because, settings } from '../../support/fetching.js';
import { quick, resultsOf, send, sparqlEndpoint, type TestEndpoint } from '../../support/sparql-endpoint.js';

const data = '<http://a.example/1> <http://a.example/p> "ก"@th, 1, <http://a.example/2>, [] .';
const everything = 'SELECT ?s ?p ?o WHERE { ?s ?p ?o }';
const never = new AbortController().signal;
const bounds = { requests: 20, unpackedBytes: 1_000_000, queryMs: 10_000, rows: 10_000, characters: 1_000_000, memoryMb: 128 };
const key = { authorization: 'Bearer hush' };

/** Runs `work` over a thread that may reach these endpoints, and ends both. */
async function withThread(
  endpoints: readonly TestEndpoint[],
  work: (thread: QueryThread) => Promise<void>,
  changes: Partial<QueryThreadSetup> = {},
): Promise<void> {
  const client = createGuardedClient({ ...settings, ...quick, loopback: endpoints.map(({ address }) => address) });
  const thread = new QueryThread({ ...bounds, client, headersOf: () => ({}), ...changes });
  try {
    await work(thread);
  } finally {
    await thread.end();
    await client.close();
    for (const endpoint of endpoints) await endpoint.end();
  }
}

async function rowsOf(thread: QueryThread, query: string, endpoints: readonly TestEndpoint[]): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of thread.select(
    query,
    endpoints.map(({ url }) => url),
    never,
  ))
    rows.push(...batch);
  return rows;
}

/** Most tests share a thread, which takes 0.8 s to start, and an endpoint that answers as a test sets it. */
let honest: TestEndpoint;
let answering: ((response: ServerResponse, honest: string) => void) | undefined;
let shared: QueryThread;
let client: GuardedClient;

/** What the shared thread brings when its endpoint answers like this. */
function asked(query: string, answer?: typeof answering): Promise<Row[]> {
  answering = answer;
  return rowsOf(shared, query, [honest]);
}

function answersBecause(reason: AnswerReason, says = /./): (error: unknown) => boolean {
  return (error) => because(reason as never, says)(error);
}

const xml =
  '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="s"/></head><results>' +
  '<result><binding name="s"><uri>http://a.example/1</uri></binding></result></results></sparql>\n';
const json = '{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"http://a.example/1"}}]}}';

describe('A thread that asks SPARQL endpoints', () => {
  before(async () => {
    honest = await sparqlEndpoint(data, (query, response, store) => {
      answering?.(response, query === '' ? '' : resultsOf(store, query));
      return answering !== undefined;
    });
    client = createGuardedClient({ ...settings, ...quick, loopback: [honest.address] });
    shared = new QueryThread({ ...bounds, client, headersOf: (url) => (url === honest.url ? key : {}) });
  });

  after(async () => {
    assert.ok(!shared.ended);
    await shared.end();
    await client.close();
    await honest.end();
  });

  it('brings terms of every kind, asks by GET when the query is short, and sends an endpoint its headers', async () => {
    const rows = await asked(everything);
    assert.deepEqual(rows.map(({ o }) => `${o?.termType} ${o?.termType === 'BlankNode' ? '' : o?.value}`).sort(), [
      'BlankNode ',
      'Literal 1',
      'Literal ก',
      'NamedNode http://a.example/2',
    ]);
    assert.deepEqual(honest.asked.at(-1), { method: 'GET', query: everything });
    assert.equal(honest.headers.authorization, key.authorization);
  });

  it('posts a long query as a form', async () => {
    const long = `SELECT ?s WHERE { ?s ?p "${'ก'.repeat(1000)}" }`;
    assert.deepEqual(await asked(long), []);
    assert.deepEqual(honest.asked.at(-1), { method: 'POST', query: long });
    assert.equal(honest.headers['content-type'], 'application/x-www-form-urlencoded');
  });

  const faults: readonly [string, AnswerReason, (response: ServerResponse, honest: string) => void][] = [
    ['an error', 'status', (response) => void response.writeHead(500, { 'content-type': 'text/plain' }).end('out of order')],
    ['a web page', 'web-page', (response) => send(response, '<html>', { 'content-type': 'text/html; charset=utf-8' })],
    ['another media type', 'no-results', (response) => send(response, 'x', { 'content-type': 'image/png' })],
    ['JSON that is no result', 'no-results', (response) => send(response, '{"error":"none"}')],
    ['nothing at all', 'cut', (response) => send(response, '')],
    ['JSON cut in the middle', 'cut', (response, honest) => send(response, honest.slice(0, -20))],
    ['JSON cut between rows', 'cut', (response, honest) => send(response, honest.replace(/\]\}\}$/, ''))],
    ['JSON that goes on after its end', 'cut', (response, honest) => send(response, `${honest}${honest}`)],
    ['XML cut between rows', 'cut', (response) => send(response, xml.slice(0, -20), { 'content-type': 'application/sparql-results+xml' })],
    ['JSON nested too deep', 'too-deep', (response) => send(response, `{"results":${'['.repeat(50_000)}`)],
    ['a part, saying so as Virtuoso does', 'partial', (response, honest) => send(response, honest, { 'x-sql-state': 'S1TAT' })],
    ['as many rows as it cuts at', 'capped', (response, honest) => send(response, honest, { 'x-sparql-maxrows': '4' })],
  ];
  for (const [what, reason, answer] of faults) {
    it(`fails when an endpoint answers with ${what}`, async () => {
      await assert.rejects(asked(everything, answer), answersBecause(reason, /^http:\/\/127\.0\.0\.1:\d+\/sparql: /));
    });
  }

  const readable: readonly [string, string, string][] = [
    ['whole XML', 'text/xml', xml],
    ['JSON under the name of plain JSON', 'application/json', json],
    ['JSON after a byte order mark', 'application/sparql-results+json', `\ufeff${json}`],
  ];
  for (const [what, type, body] of readable) {
    it(`reads ${what}`, async () => {
      const rows = await asked('SELECT ?s WHERE { ?s ?p ?o }', (response) => send(response, body, { 'content-type': type }));
      assert.deepEqual(
        rows.map(({ s }) => s?.value),
        ['http://a.example/1'],
      );
    });
  }

  it('is led to no private address by a redirect', async () => {
    await assert.rejects(
      asked(everything, (response) => void response.writeHead(302, { location: 'http://10.0.0.1/sparql' }).end()),
      because('refused-network', /^http:\/\/127\.0\.0\.1:\d+\/sparql \(redirected/),
    );
  });

  it('ends with an answer that never ends, by its size', async () => {
    const endless = asked(everything, (response) => {
      response
        .writeHead(200, { 'content-type': 'application/sparql-results+json' })
        .write('{"head":{"vars":["s"]},"results":{"bindings":[');
      const more = (): void => {
        while (!response.destroyed && response.write('{"s":{"type":"uri","value":"http://a.example/1"}},'.repeat(100)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    await assert.rejects(endless, because('too-large'));
  });

  it('ends with a slow drip, by its time', async () => {
    const dripping = asked(everything, (response) => {
      response.writeHead(200, { 'content-type': 'application/sparql-results+json' });
      const drip = setInterval(() => response.write(' '), 100);
      response.on('close', () => clearInterval(drip));
    });
    await assert.rejects(dripping, because('total-timeout'));
  });

  it('asks no other place than the endpoints of its query', async () => {
    const other = await sparqlEndpoint(data);
    const elsewhere = createGuardedClient({ ...settings, loopback: [honest.address, other.address] });
    await withThread(
      [other],
      async (thread) => {
        answering = undefined;
        const query = `SELECT ?s WHERE { { ?s ?p ?o } UNION { SERVICE <${other.url}> { ?s ?p ?o } } }`;
        await assert.rejects(rowsOf(thread, query, [honest]));
      },
      { client: elsewhere },
    );
    await elsewhere.close();
    assert.deepEqual(other.asked, []);
  });

  it('joins what two endpoints have', async () => {
    const one = await sparqlEndpoint('<http://a.example/1> <http://a.example/in> <http://a.example/place> .');
    const two = await sparqlEndpoint('<http://a.example/place> <http://a.example/name> "ระยอง"@th .');
    await withThread([one, two], async (thread) => {
      const query = 'SELECT ?name WHERE { <http://a.example/1> <http://a.example/in> ?place . ?place <http://a.example/name> ?name }';
      const rows = await rowsOf(thread, query, [one, two]);
      assert.deepEqual(
        rows.map(({ name }) => name?.value),
        ['ระยอง'],
      );
    });
  });

  it('stops at once when it is cancelled, and leaves no thread and no request', async () => {
    let closed: Promise<void> | undefined;
    const endpoint = await sparqlEndpoint(data, (_query, response) => {
      response.writeHead(200, { 'content-type': 'application/sparql-results+json' }).write('{');
      closed = new Promise((resolve) => response.on('close', resolve));
      cancel.abort(new Error('enough'));
      return true;
    });
    const cancel = new AbortController();
    await withThread([endpoint], async (thread) => {
      await assert.rejects(thread.select(everything, [endpoint.url], cancel.signal).next(), /enough/);
      assert.ok(thread.ended);
      await thread.end();
      await closed;
    });
  });

  it('ends a query that takes too long', async () => {
    const endpoint = await sparqlEndpoint(data, () => true);
    await withThread([endpoint], (thread) => assert.rejects(rowsOf(thread, everything, [endpoint]), answersBecause('too-slow')), {
      queryMs: 300,
    });
  });

  it('ends with a query that takes too long to be read', async () => {
    const thread = new QueryThread({ ...bounds, client, headersOf: () => ({}) });
    assert.equal(await thread.judge('ASK {}', [], never), undefined);
    const nested = `ASK { ${`${'{'.repeat(98)}?s ?p ?o${'}'.repeat(98)}`.repeat(300)} }`;
    await assert.rejects(thread.judge(nested, [], AbortSignal.timeout(10)), { name: 'TimeoutError' });
    assert.ok(thread.ended);
    await thread.end();
  });

  it('ends a query that needs too much memory, and nothing else', async () => {
    const row = `{"s":{"type":"uri","value":"http://a.example/${'x'.repeat(5000)}"}}`;
    const big = `{"head":{"vars":["s"]},"results":{"bindings":[${Array(15_000).fill(row).join(',')}]}}`;
    const endpoint = await sparqlEndpoint(data, (query, response) => {
      if (query === everything) send(response, big);
      return query === everything;
    });
    const generous = createGuardedClient({
      ...settings,
      totalMs: 60_000,
      answerBytes: 1e9,
      unpackedBytes: 1e9,
      loopback: [endpoint.address],
    });
    await withThread(
      [endpoint],
      async (thread) => {
        assert.equal((await rowsOf(thread, `${everything} LIMIT 1`, [endpoint])).length, 1);
        await assert.rejects(rowsOf(thread, everything, [endpoint]), answersBecause('too-heavy', /memory/));
      },
      { client: generous, unpackedBytes: 1e9, memoryMb: 64, queryMs: 60_000, rows: 1e9, characters: 1e9 },
    );
    await generous.close();
  });

  it('stops at its bound of rows', async () => {
    const endpoint = await sparqlEndpoint(data);
    await withThread(
      [endpoint],
      (thread) => assert.rejects(rowsOf(thread, everything, [endpoint]), answersBecause('too-many-rows', /3 rows/)),
      {
        rows: 3,
      },
    );
  });

  it('stops at its bound of requests', async () => {
    const two = [await sparqlEndpoint(data), await sparqlEndpoint(data)];
    await withThread(
      two,
      async (thread) => {
        await assert.rejects(rowsOf(thread, everything, two), answersBecause('too-many-requests', /1 requests/));
        assert.equal(two.flatMap(({ asked }) => asked).length, 1);
      },
      { requests: 1 },
    );
  });
});
