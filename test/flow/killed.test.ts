import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ProgressReporter } from '../../src/catalog/progress.js';
import { agencyId, registrar, source, startApp, type TestApp } from '../support/app.js';
import { manyRecords } from '../support/packages.js';

const records = 250;
const packages = manyRecords(records, (index) => (index % 10 === 0 ? { license_id: '' } : {}));
const passing = packages.filter((one) => one.license_id !== '').length;

/** Each phase of a run and of a publication, early and late. */
const moments: readonly (readonly [keyof ProgressReporter, number])[] = [
  ['runStarted', 1],
  ['pageStaged', 1],
  ['pageStaged', 20],
  ['runDecided', 1],
  ['identitiesReserved', 1],
  ['identitiesReserved', 3],
  ['recordsAssessed', 2],
  ['recordsApplied', 1],
  ['recordsApplied', 3],
  ['recordsComposed', 1],
  ['recordsPublished', 1],
  ['recordsPublished', 2],
];

describe('A process killed with SIGKILL', function () {
  this.timeout(60_000);

  for (const [event, times] of moments) {
    it(`loses nothing and publishes nothing by halves: at ${event} ${times}`, async () => {
      const test = await startApp({ packages });
      try {
        await test.app.stop();
        await runKilled(test, event, times);
        await assertRecovers(test);
      } finally {
        await test.end();
      }
    });
  }
});

describe('A process killed at any moment', function () {
  this.timeout(60_000);

  for (const ms of [400, 600, 800, 1000, 1300]) {
    it(`loses nothing and publishes nothing by halves: ${ms} ms after its start`, async () => {
      const test = await startApp({ packages });
      try {
        await test.app.stop();
        const child = startChild(test, 'runStarted', 0);
        setTimeout(() => child.kill('SIGKILL'), ms);
        await once(child, 'exit');
        await assertRecovers(test);
      } finally {
        await test.end();
      }
    });
  }
});

function startChild(test: TestApp, event: string, times: number): ChildProcess {
  const script = fileURLToPath(new URL('../support/killed.js', import.meta.url));
  return spawn(process.execPath, [script, JSON.stringify({ config: test.config, event, times })], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function runKilled(test: TestApp, event: string, times: number): Promise<void> {
  const child = startChild(test, event, times);
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  assert.equal(signal, 'SIGKILL', 'the process ended before it could be killed');
}

/** Starts anew over what the killed process left, an hour later, and goes on to the end. */
async function assertRecovers(test: TestApp): Promise<void> {
  test.clock.now = new Date(Date.now() + 3_600_000);
  const after = await test.restart();
  try {
    await assertWhole(after);
    await after.app.flow.harvest(source, 'test');
    await after.app.flow.confirm({ agencyId, records: 'all', audience: undefined, by: registrar });
    await assertWhole(after);
    await assertComplete(after);
  } finally {
    await after.app.stop();
  }
}

/** What holds at every moment: a published record has its graph, and nothing else has one. */
async function assertWhole({ app }: TestApp): Promise<void> {
  const examined = await app.flow.examine();
  assert.deepEqual(
    examined.filter(({ check, ok }) => !ok && check !== 'run'),
    [],
  );
  for (const { state, record } of await app.flow.records()) {
    if (state === 'published') assert.equal(record.publishedVersionId, record.newestVersionId);
    else assert.equal(record.publishedVersionId, undefined);
  }
}

/** What holds in the end: every record once, every passing one published, every follower at the head. */
async function assertComplete(test: TestApp): Promise<void> {
  const { app } = test;
  const states = new Map((await app.registry.read.records.countByState()).map(({ state, count }) => [state, count]));
  assert.deepEqual(Object.fromEntries(states), { published: passing, returned: records - passing });
  assert.equal((await app.registry.read.log.graphs('dataset')).length, passing);
  assert.deepEqual(await app.registry.read.runs.open(), []);
  const serving = await app.serve();
  await serving.caughtUp();
  const query = encodeURIComponent('SELECT (COUNT(DISTINCT ?d) AS ?n) { ?d a <http://www.w3.org/ns/dcat#Dataset> }');
  assert.equal((await (await fetch(`${serving.url}/sparql?format=csv&query=${query}`)).text()).trim(), `n\r\n${passing}`);
  const list = (await (await fetch(`${serving.url}/datasets.jsonld`)).json()) as { totalItems: number };
  assert.equal(list.totalItems, passing);
}
