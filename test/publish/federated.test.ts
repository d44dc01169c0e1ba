import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type QueryAnswer, type QueryAsked, resultFormats } from '../../src/catalog/directory.js';
import type { GuardedClient } from '../../src/catalog/guarded-client.js';
import { Problem } from '../../src/catalog/problem.js';
import { createGuardedClient } from '../../src/harvest/client/client.js';
import { OxigraphStore } from '../../src/publish/oxigraph-store.js';
import { FederatedQueries } from '../../src/publish/sparql/federated.js';
import { answerQuery } from '../../src/publish/sparql/judge.js';
import { parse } from '../../src/rdf/parse.js';
import { settings } from '../support/fetching.js';
import { resultsOf, send, sparqlEndpoint, type TestEndpoint } from '../support/sparql-endpoint.js';

/** A client that stays. */
const never = (): AbortSignal => new AbortController().signal;

type Answering = (query: string, response: ServerResponse) => boolean;

/** Answers in place of the endpoint; what the engine counts first is answered honestly. */
const instead =
  (answer: (response: ServerResponse, query: string) => void): Answering =>
  (query, response) => {
    if (/COUNT/.test(query)) return false;
    answer(response, query);
    return true;
  };
const fails = (_: string, response: ServerResponse): boolean => {
  response.writeHead(500).end();
  return true;
};
const json = 'application/sparql-results+json';
const most = { bytes: 100_000, rows: 1000 };
const limits = { timeoutMs: 15_000, most, queries: 100, budgetMs: 0 };

/** 300 groups, each 98 deep: a parser takes half a second and more for it. */
const pathological = `SELECT * { SERVICE <urn:none> {} ${`${'{'.repeat(98)}?s ?p ?o${'}'.repeat(98)}`.repeat(300)} }`;

describe('Federated queries that strangers send', function () {
  this.timeout(30_000);
  const store = new OxigraphStore();
  let agency: TestEndpoint;
  let client: GuardedClient;
  let federated: FederatedQueries;
  let answering: Answering | undefined;
  /** Requests that are open at the agency. */
  let open = 0;

  before(async () => {
    const nquads = [1, 2, 3].map((n) => `<urn:s${n}> <urn:p> "${n}" <urn:g${n}> .\n`).join('');
    store.apply([{ seq: 1, graph: 'urn:g', kind: 'document', op: 'put', audience: 'public', nquads, jsonld: '', at: '' }], 1, 'test');
    agency = await sparqlEndpoint('<urn:s1> <urn:says> "ก"@th . <urn:s2> <urn:says> "ข"@th .', (query, response) => {
      open += 1;
      response.on('close', () => {
        open -= 1;
      });
      return answering?.(query, response) === true;
    });
    client = createGuardedClient({ ...settings, connectMs: 1000, idleMs: 8000, totalMs: 10_000, loopback: [agency.address] });
    federated = start();
  });
  beforeEach(() => {
    answering = undefined;
    agency.asked.length = 0;
  });
  after(async () => {
    await federated.stop();
    await client.close();
    await agency.end();
  });

  function start(changes: Partial<typeof limits> = {}, by = client, endpoints = [agency.url]): FederatedQueries {
    const local = async (asked: QueryAsked): Promise<QueryAnswer> => {
      const answer = answerQuery(store, asked, most);
      if (answer.state === 'answered') return { ...answer, etag: undefined, origin: 'run' };
      if (answer.state === 'bad-query' || answer.state === 'not-acceptable') return answer;
      throw new Problem('too-large', { th: answer.state, en: answer.state });
    };
    return new FederatedQueries({ local, client: by, endpoints: async () => new Set(endpoints) }, { ...limits, ...changes });
  }

  const asked = (query: string, by = 'one', graph: string = resultFormats.graph[1]): QueryAsked => ({
    query,
    formats: { bindings: json, boolean: json, graph },
    defaultGraphs: undefined,
    namedGraphs: undefined,
    client: by,
    known: [],
  });
  const joined = (comment = ''): string =>
    `SELECT ?s ?o ?what { ?s <urn:p> ?o . SERVICE <${agency.url}> { ?s <urn:says> ?what } } # ${comment}`;
  const textOf = async (answer: Promise<QueryAnswer>): Promise<string> => {
    const found = await answer;
    assert.equal(found.state, 'answered', JSON.stringify(found));
    return new TextDecoder().decode(found.state === 'answered' ? found.body : undefined);
  };
  const rowsOf = async (query: string): Promise<Record<string, { value: string }>[]> =>
    JSON.parse(await textOf(federated.run(asked(query), never()))).results.bindings;
  const nothingLeft = async (of = federated): Promise<void> => {
    // A thread takes some milliseconds to be gone, and a socket too.
    for (let tries = 0; of.load.running + open > 0 && tries < 50; tries += 1) await sleep(10);
    assert.deepEqual({ ...of.load, open }, { running: 0, waiting: 0, flights: 0, open: 0 });
  };
  const problem =
    (kind: string, says = /./) =>
    (error: unknown): boolean =>
      error instanceof Problem && error.kind === kind && says.test(error.message);
  const until = async (condition: () => boolean): Promise<void> => {
    for (let tries = 0; !condition(); tries += 1) {
      assert.ok(tries < 1000, 'it does not come to that');
      await sleep(5);
    }
  };

  it('runs equal ones in flight once, and those whose every answer is another each time', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => federated.run(asked(joined(), `client ${n}`), never())));
    assert.deepEqual(answers.map((one) => one.state === 'answered' && one.origin).sort(), [
      ...Array.from({ length: 9 }, () => 'joined'),
      'run',
    ]);
    assert.equal(agency.asked.filter(({ query }) => !/COUNT/.test(query)).length, 1);
    const again = await federated.run(asked(joined()), never());
    assert.equal(again.state === 'answered' && again.origin, 'run');
    const random = `SELECT (RAND() AS ?x) { ${joined().slice(joined().indexOf('{') + 1)}\n`;
    const others = await Promise.all(['one', 'two'].map((by) => federated.run(asked(random, by), never())));
    assert.deepEqual(
      others.map((one) => one.state === 'answered' && one.origin),
      ['run', 'run'],
    );
    await nothingLeft();
  });

  it('joins two agencies, and sends neither what concerns the other', async () => {
    const second = await sparqlEndpoint('<urn:s1> <urn:tells> "ค"@th . <urn:s3> <urn:tells> "ง"@th .');
    const both = createGuardedClient({ ...settings, loopback: [agency.address, second.address] });
    const joining = start({}, both, [agency.url, second.url]);
    const query = `SELECT ?s ?o { ?s <urn:p> ?o . SERVICE <${agency.url}> { ?s <urn:says> ?a } SERVICE <${second.url}> { ?s <urn:tells> ?b } }`;
    assert.equal(JSON.parse(await textOf(joining.run(asked(query), never()))).results.bindings.length, 1);
    assert.ok(agency.asked.length > 0 && agency.asked.every((one) => !one.query.includes('tells')));
    assert.ok(second.asked.length > 0 && second.asked.every((one) => !one.query.includes('says')));
    await Promise.all([joining.stop(), both.close(), second.end()]);
  });

  it('runs twenty of three clients two at a time; who is told to come back and does is answered', async () => {
    let mostRunning = 0;
    const watch = setInterval(() => {
      mostRunning = Math.max(mostRunning, federated.load.running);
    }, 1);
    const answered = async (n: number): Promise<string> => {
      for (let tries = 0; ; tries += 1)
        try {
          return (await federated.run(asked(joined(String(n)), `client ${n % 3}`), never())).state;
        } catch (error) {
          assert.ok(tries < 20 && problem('unavailable')(error), String(error));
          assert.ok(((error as Problem).retryAfter ?? 0) > 0);
          await sleep(100);
        }
    };
    const states = await Promise.all(Array.from({ length: 20 }, (_, n) => answered(n)));
    clearInterval(watch);
    assert.deepEqual(new Set(states), new Set(['answered']));
    assert.equal(mostRunning, 2);
    await nothingLeft();
  });

  it('leaves a thread to others, however many one client sends; twenty may wait', async () => {
    answering = () => true;
    const clients = Array.from({ length: 21 }, () => new AbortController());
    const settled = Promise.allSettled(clients.map(({ signal }, n) => federated.run(asked(joined(`a${n}`)), signal)));
    await until(() => federated.load.running === 1 && federated.load.waiting === 20);
    await assert.rejects(federated.run(asked(joined('one more')), never()), problem('unavailable', /waiting/));
    assert.match(await textOf(federated.run(asked(`ASK { SERVICE <${agency.url}> {} }`, 'another'), never())), /true/);
    for (const one of clients) one.abort();
    assert.deepEqual(new Set((await settled).map(({ status }) => status)), new Set(['rejected']));
    await nothingLeft();
  });

  const moments: readonly [what: string, query: () => string, arrived: () => boolean][] = [
    ['is being read', () => pathological, () => federated.load.running === 1],
    ['waits for an endpoint', () => joined(), () => open > 0],
  ];
  for (const [what, query, arrived] of moments) {
    it(`ends with its thread at once when its client goes while it ${what}`, async () => {
      await rowsOf(joined());
      answering = () => true;
      const ends = new AbortController();
      const hanging = federated.run(asked(query()), ends.signal);
      const outcome = assert.rejects(hanging, problem('unavailable', /given up/));
      await until(arrived);
      ends.abort();
      await outcome;
      await until(() => federated.load.running === 0);
      await nothingLeft();
      answering = undefined;
      assert.equal((await rowsOf(joined())).length, 2);
    });
  }

  it('gives a place in the queue up when its client goes, and one that is shared only with the last', async () => {
    answering = () => true;
    const [first, second, third] = [new AbortController(), new AbortController(), new AbortController()];
    const outcomes = Promise.allSettled([
      federated.run(asked(joined('first')), first.signal),
      federated.run(asked(joined('second')), second.signal),
      federated.run(asked(joined('second'), 'two'), third.signal),
    ]);
    await until(() => federated.load.running === 1 && federated.load.waiting === 1);
    second.abort();
    await sleep(10);
    assert.equal(federated.load.waiting, 1);
    third.abort();
    await until(() => federated.load.waiting === 0);
    first.abort();
    assert.deepEqual(new Set((await outcomes).map(({ status }) => status)), new Set(['rejected']));
    await nothingLeft();
  });

  it('counts reading a query to its time', async () => {
    const hasty = start({ timeoutMs: 100 });
    await assert.rejects(hasty.run(asked(pathological), never()), problem('query-timeout', /0.1 s/));
    await nothingLeft(hasty);
    await hasty.stop();
  });

  const rows = '<result><binding name="s"><uri>urn:s1</uri></binding></result>'.repeat(3);
  const xml = `<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="s"/></head><results>${rows}</results></sparql>`;
  const attacks: readonly [what: string, answer: Answering, kind: string, says: RegExp][] = [
    ['never answers', () => true, 'query-timeout', /1 s/],
    [
      'sends a byte now and then',
      instead((response) => {
        response.writeHead(200, { 'content-type': json });
        const drip = setInterval(() => response.write(' '), 50);
        response.on('close', () => clearInterval(drip));
      }),
      'query-timeout',
      /1 s/,
    ],
    [
      'answers with a page and 200',
      instead((response) => send(response, '<html>', { 'content-type': 'text/html' })),
      'source-failed',
      /web page/,
    ],
    [
      'answers with Turtle where bindings were asked for',
      instead((response) => send(response, '<urn:a> <urn:b> <urn:c> .', { 'content-type': 'text/turtle' })),
      'source-failed',
      /could not be read/,
    ],
    [
      'sends a part and says how many rows it cuts at',
      instead((response, query) => send(response, resultsOf(agency.store, query), { 'x-sparql-maxrows': '2' })),
      'source-failed',
      /limits results to 2 rows/,
    ],
    [
      'sends a part in XML and says how many rows it cuts at',
      instead((response) => {
        response.writeHead(200, { 'content-type': 'application/sparql-results+xml', 'x-sparql-maxrows': '3' });
        response.write(xml.slice(0, 100));
        setTimeout(() => response.end(xml.slice(100)), 20);
      }),
      'source-failed',
      /limits results to 3 rows/,
    ],
  ];
  for (const [what, answer, kind, says] of attacks) {
    it(`fails as a whole when an endpoint ${what}`, async () => {
      const hasty = start({ timeoutMs: kind === 'query-timeout' ? 1000 : limits.timeoutMs });
      answering = answer;
      await assert.rejects(hasty.run(asked(joined()), never()), problem(kind, says));
      await until(() => hasty.load.running === 0);
      await nothingLeft(hasty);
      await hasty.stop();
    });
  }

  it('reads no more of an endless answer than its bound', async () => {
    let sent = 0;
    const piece = '{"s":{"type":"uri","value":"urn:s1"}},'.repeat(1000);
    answering = instead((response) => {
      response.writeHead(200, { 'content-type': json }).write('{"head":{"vars":["s"]},"results":{"bindings":[');
      const more = (): void => {
        while (!response.destroyed && response.write(piece)) sent += piece.length;
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    await assert.rejects(
      federated.run(asked(joined()), never()),
      (error) => error instanceof Problem && /source-failed|too-large/.test(error.kind),
    );
    // What the sockets hold between the two is a few megabytes, whatever there is to send.
    assert.ok(sent < most.bytes + 20_000_000, String(sent));
    await nothingLeft();
  });

  it('makes nothing of a SERVICE SILENT that fails, all of one that is cut, and refuses one to elsewhere', async () => {
    const silent = joined().replace('SERVICE', 'SERVICE SILENT');
    assert.equal((await rowsOf(silent)).length, 2);
    answering = fails;
    assert.deepEqual(
      (await rowsOf(silent)).map(({ s, what }) => [s?.value, what]).sort(),
      [1, 2, 3].map((n) => [`urn:s${n}`, undefined]),
    );
    answering = instead((response, query) => send(response, resultsOf(agency.store, query).slice(0, -5)));
    await assert.rejects(rowsOf(silent), problem('source-failed', /broken or cut/));
    answering = fails;
    const and = `SELECT * { SERVICE SILENT <${agency.url}> { ?s ?p ?o } SERVICE <${agency.url}> { ?s <urn:says> ?o } }`;
    await assert.rejects(rowsOf(and), problem('source-failed', /status 500/));
    const elsewhere = await federated.run(asked('SELECT * { SERVICE SILENT <http://127.0.0.1:1/sparql> { ?s ?p ?o } }'), never());
    assert.equal(elsewhere.state, 'bad-query');
    await nothingLeft();
  });

  it('writes the terms of others such that they can write nothing of their own', async () => {
    const evil = [
      { type: 'uri', value: 'urn:x> <urn:p> <urn:o> .\n<urn:y' },
      { type: 'bnode', value: 'a <urn:p> <urn:o> .\n_:b' },
      { type: 'literal', value: 'x"@en .\n', 'xml:lang': 'en> . <urn:z' },
      { type: 'literal', value: '1', datatype: 'urn:t> . <urn:u' },
      { type: 'literal', value: '\u0000\u0008\ud800' },
    ];
    answering = instead((response) =>
      send(response, JSON.stringify({ head: { vars: ['o'] }, results: { bindings: evil.map((o) => ({ o })) } })),
    );
    const service = `SERVICE <${agency.url}> { ?q <urn:says> ?o }`;
    const constructed = `CONSTRUCT { <urn:a> <urn:b> ?o . ?o <urn:c> _:d } { ${service} }`;
    for (const format of resultFormats.graph.filter((one) => /turtle|n-triples|n-quads|trig/.test(one))) {
      const quads = parse(await textOf(federated.run(asked(constructed, 'one', format), never())), { label: format });
      assert.equal(quads.length, 7, format);
      assert.deepEqual(new Set(quads.map(({ predicate }) => predicate.value)), new Set(['urn:b', 'urn:c']));
    }
    const tsv = await textOf(
      federated.run(
        { ...asked(`SELECT ?o { ${service} }`), formats: { bindings: 'text/tab-separated-values', boolean: undefined, graph: undefined } },
        never(),
      ),
    );
    assert.equal(tsv.trimEnd().split('\n').length, 6);
    await nothingLeft();
  });

  it('refuses graphs past the bounds of rows and bytes, whole', async () => {
    const numbers = (count: number): string => `VALUES ?n { ${Array.from({ length: count }, (_, n) => n).join(' ')} }`;
    const service = `SERVICE <${agency.url}> { <urn:s1> <urn:says> ?w }`;
    const rows = `CONSTRUCT { ?n <urn:p> 1 . <urn:a> <urn:b> ?n } { ${service} ${numbers(1001)} }`;
    await assert.rejects(federated.run(asked(rows), never()), problem('too-large', /1000 rows/));
    const long = 'x'.repeat(200);
    const bytes = `CONSTRUCT { <urn:a> <urn:b> ?t } { ${service} ${numbers(900)} BIND(CONCAT("${long}", STR(?n)) AS ?t) }`;
    await assert.rejects(federated.run(asked(bytes), never()), problem('too-large', /bytes/));
    const same = `CONSTRUCT { <urn:a> <urn:b> "${long}" } { ${service} ${numbers(900)} }`;
    assert.equal((await textOf(federated.run(asked(same), never()))).trim().split('\n').length, 1);
    await nothingLeft();
  });

  it('describes many resources in requests that are bounded', async () => {
    const values = Array.from({ length: 250 }, (_, n) => `<urn:s${n}>`).join(' ');
    const query = `DESCRIBE ?s { VALUES ?s { ${values} } SERVICE <${agency.url}> { <urn:s1> <urn:says> ?w } }`;
    assert.equal((await textOf(federated.run(asked(query), never()))).trim().split('\n').length, 3);
    await nothingLeft();
  });
});
