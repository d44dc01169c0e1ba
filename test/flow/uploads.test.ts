import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addSource } from '../support/agencies.js';
import { pushedDataset } from '../support/api.js';
import { agencyId, source, startApp, type TestApp, withTestApp } from '../support/app.js';
import { manyRecords } from '../support/packages.js';

const push = `${agencyId}/push`;

function catalogue(count: number): { bytes: Buffer; mediaType: string; name: undefined } {
  const lines = Array.from({ length: count }, (_, index) => pushedDataset({ identifier: [`u${index}`] }));
  return { bytes: Buffer.from(lines.join('\n')), mediaType: 'application/x-ndjson', name: undefined };
}

async function givePushSource({ app }: TestApp): Promise<void> {
  await app.flow.createKey({ agencyId, scopes: ['submit'], name: 'program' }, 'test');
}

function keptFiles({ config }: TestApp): string[] {
  const folder = join(config.dataDir, 'spool');
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder).filter((name) => name.startsWith('upload-'));
}

describe('An uploaded document', () => {
  it('is read anew after a restart that broke it off, and then let go', async () => {
    const test = await startApp({ packages: [] });
    try {
      await givePushSource(test);
      const { id } = await test.app.flow.queue(push, 'program', { document: catalogue(150) });
      const staged = new Promise<void>((resolve) => test.app.flow.listen(id, ({ kind }) => kind === 'pageStaged' && resolve()));
      await staged;
      const after = await test.restart();
      const { run: broken } = await after.app.flow.run(id);
      assert.equal(broken.state, 'running');
      assert.equal(keptFiles(after).length, 2);
      await after.app.flow.resume();
      await after.app.flow.idle();
      const { run, counts } = await after.app.flow.run(id);
      assert.deepEqual([run.state, counts.created, counts['set-aside']], ['succeeded', 150, 0]);
      assert.deepEqual(keptFiles(after), []);
      await after.app.stop();
    } finally {
      await test.end();
    }
  });

  it('that waits is read by whoever takes up its run, and goes before a document of theirs', () =>
    withTestApp({ packages: [], harvest: { concurrency: 0 } }, async (test) => {
      await givePushSource(test);
      const { flow } = test.app;
      const waiting = await flow.queue(push, 'program', { document: catalogue(3) });
      assert.equal((await flow.run(waiting.id)).run.state, 'queued');
      const own = await flow.harvest(push, 'officer', { document: { ...catalogue(5), isPart: true } });
      const { run, counts } = await flow.run(waiting.id);
      assert.deepEqual([run.state, counts.created], ['succeeded', 3]);
      assert.deepEqual([own.run.id > run.id, own.counts.created, own.counts.unchanged], [true, 2, 3]);
      assert.deepEqual(keptFiles(test), []);
    }));

  it('of which the file is gone ends its run with what to do', () =>
    withTestApp({ packages: [], harvest: { concurrency: 0 } }, async (test) => {
      await givePushSource(test);
      const { flow } = test.app;
      await flow.queue(push, 'program', { document: catalogue(3) });
      for (const name of keptFiles(test)) rmSync(join(test.config.dataDir, 'spool', name));
      const { run } = await flow.harvest(push, 'officer');
      assert.deepEqual([run.state, run.reason], ['failed', 'the uploaded file is gone; please upload it again']);
    }));

  it('is let go when its run is cancelled before its turn', () =>
    withTestApp({ packages: [], harvest: { concurrency: 0 } }, async (test) => {
      await givePushSource(test);
      const { id } = await test.app.flow.queue(push, 'program', { document: catalogue(1) });
      assert.equal(keptFiles(test).length, 2);
      await test.app.flow.cancelRun(id, 'program');
      assert.deepEqual(keptFiles(test), []);
    }));

  it('that no run is to read is deleted after an hour; one that waits is not', () =>
    withTestApp({ packages: [], harvest: { concurrency: 0 } }, async (test) => {
      await givePushSource(test);
      await test.app.flow.queue(push, 'program', { document: catalogue(1) });
      const waiting = keptFiles(test);
      const stray = ['upload-00000000-0000-4000-8000-000000000001', 'upload-00000000-0000-4000-8000-000000000001.json'];
      const longAgo = new Date(test.clock.now.getTime() - 2 * 3_600_000);
      for (const name of stray) writeFileSync(join(test.config.dataDir, 'spool', name), 'x');
      for (const name of [...stray, ...waiting]) utimesSync(join(test.config.dataDir, 'spool', name), longAgo, longAgo);
      await test.app.flow.tick();
      assert.deepEqual(keptFiles(test).sort(), waiting.sort());
    }));
});

describe('Runs that are lined up all at once', () => {
  it('are carried out no more than so many at a time, each once', async () => {
    const test = await startApp({ packages: manyRecords(5), harvest: { concurrency: 2 } });
    try {
      const names = [source];
      for (const key of ['b', 'c', 'd', 'e', 'f']) names.push(await addSource(test, agencyId, key));
      let [most, begun] = [0, 0];
      const queued = await Promise.all(names.map((name) => test.app.flow.queue(name, 'test')));
      const looking = setInterval(async () => {
        const open = await test.app.registry.read.runs.open();
        most = Math.max(most, open.filter(({ state }) => state === 'running' || state === 'applying').length);
      }, 5);
      await test.app.flow.idle();
      clearInterval(looking);
      for (const name of names) begun += (await test.app.flow.runs(name, 10)).length;
      assert.equal(begun, queued.length);
      assert.ok(most >= 1 && most <= 2, String(most));
    } finally {
      await test.end();
    }
  });
});
