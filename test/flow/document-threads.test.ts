import assert from 'node:assert/strict';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { request } from 'undici';
import { Problem } from '../../src/catalog/problem.js';
import type { Publication } from '../../src/catalog/publication.js';
import type { DocumentLimits } from '../../src/flow/document-threads.js';
import { createPool, type Pool } from '../../src/flow/pool.js';
import { ReadModelWriter } from '../../src/publish/read-model.js';
import { openDatabase } from '../../src/registry/open.js';
import type { ReadSideTask } from '../../src/worker.js';
import { startApp } from '../support/app.js';
import { harvestAndConfirm } from '../support/harvested.js';
import { manyRecords } from '../support/packages.js';

const base = 'https://catalogue.test';
const graph = (name: string): string => `${base}/datasets/a/${name}/record`;
const setup = { shapesDir: join(process.cwd(), 'shapes'), vocabDir: join(process.cwd(), 'vocab'), flowVersion: 'test' };
const judging = { threads: 1, queue: 1, ms: 1000, memoryMb: 256 };

/** A record whose text is repeated so often. */
function row(seq: number, name: string, times: number): Publication {
  const lines = Array.from(
    { length: times },
    (_, index) => `<${base}/datasets/a/${name}> <https://x.example/p${index}> "value ${index}" <${graph(name)}> .\n`,
  );
  return {
    seq,
    graph: graph(name),
    kind: 'dataset',
    op: 'put',
    audience: 'public',
    nquads: lines.join(''),
    jsonld: '{}',
    at: new Date(Date.UTC(2026, 0, 1, 0, seq)).toISOString(),
  };
}

function fill(path: string, rows: readonly Publication[]): void {
  const database = openDatabase(path);
  new ReadModelWriter(database, 1e9).apply(rows, rows.length, 'mark');
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)'); // all of it in one file, which can be moved
  database.close();
}

describe('The threads that write long documents', () => {
  let directory: string;
  let readPath: string;
  let pool: Pool | undefined;
  let deaths: unknown[];

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'banchi-documents-'));
    readPath = join(directory, 'read.sqlite');
    deaths = [];
  });
  afterEach(async () => {
    await pool?.close();
    pool = undefined;
    await rm(directory, { recursive: true, force: true });
  });

  function start(writing: Partial<DocumentLimits>) {
    const limits = { threads: 1, queue: 8, perClient: 8, ms: 60_000, memoryMb: 256, ...writing };
    const started = createPool(1, judging, setup, (error) => deaths.push(error), limits);
    pool = started;
    const document = (task: ReadSideTask, client = 'a', gone = new AbortController().signal) => started.document(task, { client, gone });
    return { pool: started, document };
  }

  const dataset = (name: string): ReadSideTask => ({
    readPath,
    base,
    document: { kind: 'dataset', graph: graph(name), representation: 'nt' },
  });

  function isUnavailable(error: unknown): boolean {
    return error instanceof Problem && error.kind === 'unavailable' && (error.retryAfter ?? 0) > 0;
  }

  it('tell of one that takes a thread’s memory that it is unavailable, and write the next', async () => {
    fill(readPath, [row(1, 'huge', 250_000), row(2, 'small', 3)]);
    const { document } = start({ memoryMb: 96 });
    await assert.rejects(document(dataset('huge')), (error: Problem) => isUnavailable(error) && /OUT_OF_MEMORY/.test(inspect(error.cause)));
    const small = await document(dataset('small'));
    assert.match(Buffer.from(small?.body ?? []).toString('utf8'), /value 2/);
  });

  it('end one that takes too long, and write the next', async () => {
    fill(readPath, [row(1, 'small', 3)]);
    const { document } = start({ ms: 5 });
    await assert.rejects(document(dataset('small')), isUnavailable);
    await pool?.close();
    const patient = start({});
    assert.ok((await patient.document(dataset('small'))) !== undefined);
  });

  it('take no more than their queue, and say when to come back', async () => {
    fill(readPath, [row(1, 'small', 3)]);
    const { document } = start({ queue: 2 });
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => document(dataset('small'))));
    const refused = asked.filter((one) => one.status === 'rejected');
    assert.equal(refused.length, 5, 'one runs and two wait');
    assert.ok(refused.every(({ reason }) => isUnavailable(reason)));
    assert.ok((await document(dataset('small'))) !== undefined);
  });

  it('are shared by those who ask: one with many waits behind one with few, and has no more than its share', async () => {
    fill(readPath, [row(1, 'small', 3)]);
    const { document } = start({ perClient: 4 });
    const order: string[] = [];
    const ask = (client: string) => document(dataset('small'), client).then(() => order.push(client));
    const greedy = await Promise.allSettled([...Array.from({ length: 7 }, () => ask('greedy'))].concat(ask('modest')));
    assert.deepEqual(
      greedy.map((one) => (one.status === 'rejected' ? one.reason.kind : 'written')),
      [...Array<string>(5).fill('written'), 'too-many', 'too-many', 'written'],
    );
    assert.ok(order.indexOf('modest') <= 1, order.join(' '));
  });

  it('write nothing for one who has gone while waiting', async () => {
    fill(readPath, [row(1, 'small', 3)]);
    const { document } = start({ queue: 1 });
    const gone = new AbortController();
    const first = document(dataset('small'));
    const second = document(dataset('small'), 'b', gone.signal);
    await assert.rejects(document(dataset('small'), 'c'), isUnavailable);
    gone.abort();
    assert.equal(await second, undefined);
    const third = document(dataset('small'), 'c');
    assert.ok((await first) !== undefined && (await third) !== undefined);
    assert.equal(await document(dataset('small'), 'b', gone.signal), undefined);
  });

  it('know a read side that was built anew under the same name, and what is not there any more', async () => {
    fill(readPath, [row(1, 'old', 3)]);
    const { document } = start({});
    assert.ok((await document(dataset('old'))) !== undefined);
    const anew = join(directory, 'anew.sqlite');
    fill(anew, [row(1, 'new', 3)]);
    for (const suffix of ['-wal', '-shm']) await rm(`${readPath}${suffix}`, { force: true });
    await rename(anew, readPath);
    assert.equal(await document(dataset('old')), undefined);
    assert.ok((await document(dataset('new'))) !== undefined);
  });

  it('answer 503 with Retry-After over HTTP when none of them is free, and 200 again afterwards', async () => {
    const { pool: crowded } = start({ queue: 1 });
    const test = await startApp({ packages: manyRecords(51), overrides: { pool: crowded } });
    try {
      const serving = await test.serve();
      await harvestAndConfirm(test);
      await serving.caughtUp();
      const answers = await Promise.all(
        Array.from({ length: 6 }, async () => {
          const { statusCode, headers, body } = await request(`${serving.url}/datasets.rdf?limit=51`);
          return { status: statusCode, retryAfter: Number(headers['retry-after'] ?? 0), text: await body.text() };
        }),
      );
      const refused = answers.filter(({ status }) => status === 503);
      assert.ok(refused.length >= 1 && refused.length <= 4, JSON.stringify(answers.map(({ status }) => status)));
      assert.ok(refused.every(({ retryAfter }) => retryAfter > 0));
      assert.ok(answers.filter(({ status }) => status === 200).every(({ text }) => text.includes('dataset-0051')));
      // More datasets than one part of the export: parts join to one document.
      const { body } = await request(`${serving.url}/data.json`);
      assert.equal(((await body.json()) as { dataset: unknown[] }).dataset.length, 51);
    } finally {
      await test.end();
    }
  });
});
