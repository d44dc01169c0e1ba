import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { QueryAnswer } from '../../../src/catalog/directory.js';
import { Problem } from '../../../src/catalog/problem.js';
import { type SparqlLimits, SparqlService } from '../../../src/publish/sparql/service.js';
import { roomy, startSparql, type TestSparql } from '../../support/sparql.js';

const endless = (mark: number | string): string => `SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } #${mark}`;
const given = /given up/;

/** A text doubled forty times: more memory than there is. */
const bomb = `SELECT (STRLEN(?v40) AS ?n) { BIND("0123456789" AS ?v0) ${Array.from({ length: 40 }, (_, at) => `BIND(CONCAT(?v${at}, ?v${at}) AS ?v${at + 1})`).join(' ')} }`;

const formats = { bindings: 'text/csv', boolean: 'application/sparql-results+json', graph: 'text/turtle' };
const nobody = (): AbortSignal => new AbortController().signal;

describe('Limits of the SPARQL service', () => {
  let sparql: TestSparql;
  let service: SparqlService;
  let logged: string[] = [];

  before(async () => {
    sparql = await startSparql({}, { records: 20 });
  });
  after(() => sparql.end());
  afterEach(() => service.stop());

  /** A service of its own over the same log. */
  async function start(limits: Partial<SparqlLimits>): Promise<void> {
    const { dataDir } = sparql.test.config;
    const setup = { registryPath: join(dataDir, 'registry.sqlite'), readPath: join(dataDir, 'read.sqlite'), keptMs: 1000, pollMs: 50 };
    logged = [];
    service = new SparqlService(setup, { ...roomy, replicas: 2, ...limits }, (message) => logged.push(message));
    await whole();
  }

  function ask(query: string, signal = nobody()): Promise<QueryAnswer> {
    return service.run({ query, formats, defaultGraphs: undefined, namedGraphs: undefined, client: 'somebody', known: [] }, signal);
  }

  /** HTTP's word for how a query ended. */
  const status = (query: string, signal?: AbortSignal): Promise<number> =>
    ask(query, signal).then(
      (answer) => (answer.state === 'answered' ? 200 : 400),
      (error) => (error instanceof Problem ? error.status : 500),
    );

  async function refusal(query: string): Promise<Problem> {
    return ask(query).then(
      () => assert.fail('it was answered'),
      (error) => (error instanceof Problem ? error : assert.fail(error)),
    );
  }

  const lost = (why: RegExp): number => logged.filter((message) => why.test(message)).length;
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

  /** All replicas are there. */
  async function whole(): Promise<void> {
    for (let tries = 0; tries < 400; tries += 1) {
      if (service.positions().every((one) => one.ready)) return;
      await pause(25);
    }
    assert.fail('not all replicas came back');
  }

  it('lets one client have so many queries in hand, and says 429 with Retry-After to more', async () => {
    await start({ queries: 3, timeoutMs: 800 });
    const statuses = await Promise.all(Array.from({ length: 8 }, (_, mark) => status(endless(mark))));
    assert.deepEqual(statuses.sort(), [429, 429, 429, 429, 429, 503, 503, 503].sort());
    await whole();
    assert.equal(await status('ASK {}'), 200);
  });

  it('charges a query that cost its replica to its client, who then waits; answers that are kept cost nothing', async () => {
    await start({ budgetMs: 1500, timeoutMs: 500 });
    const kept = 'SELECT * { ?s ?p ?o } LIMIT 1';
    assert.equal(await status(kept), 200);
    const kills: number[] = [];
    for (let mark = 0; mark < 5; mark += 1) {
      await whole();
      kills.push(await status(endless(mark)));
    }
    // Each takes 500 ms and costs as much again; 25 ms come back a second.
    assert.deepEqual(kills, [503, 503, 429, 429, 429]);
    assert.equal(lost(/ran longer/), 2);
    const { status: refused, retryAfter = 0 } = await refusal('ASK {}');
    assert.equal(refused, 429);
    assert.ok(retryAfter >= 1 && retryAfter <= 61, `${retryAfter} s`);
    assert.equal(await status(kept), 200);
  });

  it('ends a query whose client has gone, after a moment, and the other replica goes on', async () => {
    await start({ timeoutMs: 20_000 });
    const gone = new AbortController();
    const asked = status(endless(1), gone.signal);
    await pause(200);
    gone.abort();
    assert.equal(await asked, 503);
    for (let mark = 0; mark < 20; mark += 1) assert.equal(await status(`ASK {} #${mark}`), 200);
    await pause(1200);
    assert.equal(lost(given), 1);
    await whole();
  });

  it('keeps a query as long as anybody waits for it', async () => {
    await start({ timeoutMs: 2000 });
    const gone = new AbortController();
    const [first, second] = [status(endless(1), gone.signal), status(endless(1))];
    await pause(100);
    gone.abort();
    assert.deepEqual(await Promise.all([first, second]), [503, 503]);
    assert.deepEqual([lost(given), lost(/ran longer/)], [0, 1]);
  });

  it('does not end the only replica for a client that has gone, and drops what it left in the queue', async () => {
    await start({ replicas: 1, timeoutMs: 1500 });
    const gone = new AbortController();
    const asked = [1, 2, 3].map((mark) => status(endless(mark), gone.signal));
    await pause(200);
    gone.abort();
    await Promise.all(asked);
    await pause(1800);
    // Of the three one had begun; it went on to its limit, and the two others never ran.
    assert.deepEqual([lost(given), lost(/ran longer/)], [0, 1]);
    await whole();
    assert.equal(await status('ASK {}'), 200);
  });

  it('replaces an engine that ran out of memory, and says so to who asked', async () => {
    await start({ timeoutMs: 15_000 });
    const { status: refused, detail } = await refusal(bomb);
    assert.equal(refused, 400);
    assert.match(detail.en, /more than the engine can take/);
    assert.equal(lost(/engine broke/), 1);
    assert.equal(await status('ASK {}'), 200);
    await whole();
  });

  it('takes a hundred queries into its queue and no more', async () => {
    await start({ replicas: 1, timeoutMs: 500, queries: 1000 });
    const problems = await Promise.all(Array.from({ length: 150 }, (_, mark) => refusal(endless(mark))));
    const refusedAtOnce = problems.filter(({ kind }) => kind === 'unavailable').length;
    assert.ok(refusedAtOnce >= 49, `${refusedAtOnce}`);
    assert.ok(problems.every(({ retryAfter = 0 }) => retryAfter > 0));
    assert.ok(lost(/ran longer/) <= 10, `${lost(/ran longer/)} were run`);
  });
});
