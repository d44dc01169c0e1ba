import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { FollowerThread } from '../../src/publish/follower-thread.js';
import { openRegistry } from '../../src/registry/registry.js';

describe('Threads of followers', () => {
  let folder: string;
  let threads: FollowerThread[];
  const deaths: string[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'banchi-test-'));
    const registryPath = join(folder, 'registry.sqlite');
    await openRegistry(registryPath, 1000).close();
    const setup = { follows: 'sparql', registryPath, readPath: '', pollMs: 1000, keptMs: 1000, most: { rows: 1, bytes: 1 } } as const;
    threads = [1, 2, 3].map(() => new FollowerThread(setup, { death: (_, reason) => deaths.push(reason) }));
    await ready();
  });
  after(async () => {
    await Promise.all(threads.map((thread) => thread.stop()));
    await rm(folder, { recursive: true });
  });

  async function ready(): Promise<void> {
    while (!threads.every((thread) => thread.ready)) await pause(10);
  }

  /** The threads that are started while `work` is done, each with how many others had not ended by then. */
  async function started(others: readonly Worker[], work: () => Promise<void>): Promise<{ worker: Worker; living: number }[]> {
    const all: { worker: Worker; living: number }[] = [];
    // A thread that has ended has no number any more.
    const note = (worker: Worker): void => {
      all.push({ worker, living: others.filter(({ threadId }) => threadId !== -1).length });
    };
    process.on('worker', note);
    await work();
    process.off('worker', note);
    return all;
  }

  it('are replaced once each, and none is started while another is being ended', async () => {
    const replace = async (): Promise<void> => {
      await Promise.all(threads.flatMap((thread) => [thread.replace(), thread.replace()]));
      await ready();
    };
    const first = (await started([], replace)).map(({ worker }) => worker);
    const second = await started(first, replace);
    assert.equal(first.length, 3);
    assert.deepEqual(
      second.map(({ living }) => living),
      [0, 0, 0],
    );
    assert.deepEqual(deaths, []);
  });

  it('that are stopped while they are replaced do not start again', async () => {
    const thread = threads[0] as FollowerThread;
    const begun = await started([], async () => {
      const replaced = thread.replace();
      await thread.stop();
      await replaced;
    });
    assert.equal(begun.length, 0);
    assert.equal(thread.ready, false);
  });
});
