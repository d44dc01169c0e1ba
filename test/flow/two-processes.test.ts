import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { agencyId, source, type TestApp, withTestApp } from '../support/app.js';
import { manyRecords } from '../support/packages.js';

const script = fileURLToPath(new URL('../support/second.js', import.meta.url));

/** What two processes of their own say that set to the same at once. */
async function inTwoProcesses({ config }: TestApp, what: 'harvest' | 'resume'): Promise<string[]> {
  const run = () => promisify(execFile)(process.execPath, [script, JSON.stringify({ config, what })]);
  return (await Promise.all([run(), run()])).map(({ stdout }) => stdout);
}

describe('Two processes on one registry', function () {
  this.timeout(60_000);

  it('never run the same source at once, and make no record twice', () =>
    withTestApp({ packages: manyRecords(60), harvest: { leaseMs: 10_000 } }, async (test) => {
      const said = await inTwoProcesses(test, 'harvest');
      assert.ok(said.includes('succeeded'), said.join('; '));
      for (const one of said) assert.match(one, /^succeeded$|being harvested already|has not ended/);
      assert.equal((await test.app.flow.records(agencyId)).length, 60);
      const runs = await test.app.flow.runs(source, 10);
      // One after the other is allowed; side by side is not.
      for (const [later, earlier] of runs.slice(0, -1).map((run, index) => [run, runs[index + 1]] as const))
        assert.ok((earlier?.endedAt ?? '') <= later.startedAt);
    }));

  it('carry out what waits once', () =>
    withTestApp({ packages: manyRecords(20), harvest: { leaseMs: 10_000 } }, async (test) => {
      const { id } = (await test.app.registry.read.sources.find(agencyId, 'ckan')) ?? { id: 0 };
      await test.app.registry.transact((stores) =>
        stores.runs.start({ sourceId: id, startedAt: new Date().toISOString(), startedBy: 'test', state: 'queued' }),
      );
      assert.deepEqual(await inTwoProcesses(test, 'resume'), ['idle', 'idle']);
      const runs = await test.app.flow.runs(source, 10);
      assert.deepEqual(
        runs.map(({ state }) => state),
        ['succeeded'],
      );
      assert.equal((await test.app.flow.records(agencyId)).length, 20);
    }));
});
