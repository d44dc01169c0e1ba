import assert from 'node:assert/strict';
import type { ProgressReporter } from '../../src/catalog/progress.js';
import { readConfig } from '../../src/config.js';
import { mostListeners } from '../../src/flow/progress-hub.js';
import { addSource } from '../support/agencies.js';
import { agencyId, source, startApp, withTestApp } from '../support/app.js';
import { harvestAndConfirm } from '../support/harvested.js';
import { completeRecord, manyRecords } from '../support/packages.js';

describe('A run', () => {
  it('ends at once when a person cancels it while it reads, and the catalogue is unchanged', async () => {
    const events: ProgressReporter = {};
    const test = await startApp({ packages: manyRecords(60), overrides: { reporter: events } });
    try {
      events.pageStaged = ({ id, staged }) => void (staged === 10 && test.app.flow.cancelRun(id, 'officer'));
      test.portal.fail('hang', 3);
      const { run } = await test.app.flow.harvest(source, 'test');
      assert.deepEqual([run.state, run.endedBy, run.reason], ['cancelled', 'officer', 'Cancelled by officer.']);
      assert.deepEqual(await test.app.flow.records(), []);
      assert.deepEqual(await test.app.flow.notices(agencyId, 10), [], 'nobody is told what he did himself');
      await assert.rejects(test.app.flow.cancelRun(run.id, 'officer'), /has ended \(cancelled\)/);
    } finally {
      await test.end();
    }
  });

  it('stops between records when it is cancelled while it writes; what is written stays, the rest comes with the next', async () => {
    const events: ProgressReporter = {};
    const test = await startApp({ packages: manyRecords(300), overrides: { reporter: events } });
    try {
      events.recordsApplied = ({ id, applied }) => void (applied === 25 && test.app.flow.cancelRun(id, 'officer'));
      const { run } = await test.app.flow.harvest(source, 'test');
      const written = (await test.app.flow.records()).length;
      assert.equal(run.state, 'cancelled');
      assert.ok(written >= 25 && written < 300, String(written));
      delete events.recordsApplied;
      assert.equal((await test.app.flow.harvest(source, 'test')).counts.created, 300 - written);
      assert.ok((await test.app.flow.examine()).every(({ ok }) => ok));
    } finally {
      await test.end();
    }
  });

  it('times out when reading takes longer than it may, and says so', () =>
    withTestApp({ packages: manyRecords(30), harvest: { walkMs: 300, idleMs: 5000 } }, async (test) => {
      test.portal.fail('hang', 2);
      const { run } = await test.app.flow.harvest(source, 'test');
      assert.deepEqual([run.state, run.endedBy], ['timed-out', '<deadline>']);
      assert.match(run.reason ?? '', /not read to its end/);
    }));

  it('waits its turn as a row, is carried out by whoever has room, and tells its listeners', () =>
    withTestApp({ packages: manyRecords(12) }, async ({ app: { flow } }) => {
      const queued = await flow.queue(source, 'officer');
      const kinds: string[] = [];
      flow.listen(queued.id, ({ kind }) => kinds.push(kind));
      await flow.idle();
      const { run, counts } = await flow.run(queued.id);
      assert.deepEqual([run.state, run.startedBy, counts.created], ['succeeded', 'officer', 12]);
      assert.equal(kinds.at(-1), 'runEnded');
      assert.ok(kinds.includes('pageStaged'));
    }));

  it('is one of its source: a second is refused while the first has not ended', () =>
    withTestApp({ packages: manyRecords(12) }, async ({ app: { flow } }) => {
      const tries = await Promise.allSettled(Array.from({ length: 5 }, () => flow.queue(source, 'officer')));
      await flow.idle();
      assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1);
      assert.equal((await flow.runs(source, 10)).length, 1);
    }));

  it('goes on after a restart that broke it off', async () => {
    const test = await startApp({ packages: manyRecords(200) });
    try {
      test.portal.fail('hang', 5);
      await test.app.flow.queue(source, 'officer');
      await new Promise((resolve) => setTimeout(resolve, 500));
      const after = await test.restart();
      after.portal.fail(undefined);
      await after.serve();
      await after.app.flow.idle();
      const runs = await after.app.flow.runs(source, 10);
      assert.deepEqual(
        runs.map(({ state }) => state).filter((state) => state !== 'failed'),
        ['succeeded'],
      );
      assert.equal((await after.app.flow.records()).length, 200);
      await after.app.stop();
    } finally {
      await test.end();
    }
  });

  it('never holds more records in memory than two chunks, whatever the source has', async () => {
    let open = 0;
    let most = 0;
    const events: ProgressReporter = {
      identitiesReserved: ({ records }) => {
        open += records;
        most = Math.max(most, open);
      },
    };
    let applied = 0;
    events.recordsApplied = (run) => {
      open -= run.applied - applied;
      applied = run.applied;
    };
    const test = await startApp({ packages: manyRecords(400), overrides: { reporter: events } });
    try {
      await test.app.flow.harvest(source, 'test');
      assert.equal(open, 0);
      assert.ok(most <= 50, String(most));
    } finally {
      await test.end();
    }
  });

  it('does not wait for a record whose judging does not end: its thread is ended, the record set aside, the run goes on', async () => {
    const [resource] = completeRecord().resources as object[];
    const resources = Array.from({ length: 500 }, (_, index) => ({ ...resource, id: `r${index}` }));
    const packages = manyRecords(2, () => ({ resources }));
    const test = await startApp({ packages, config: { validate: { ...readConfig({}).validate, ms: 1 } } });
    try {
      const { run, counts, aside } = await test.app.flow.harvest(source, 'test');
      assert.equal(run.state, 'partial');
      assert.equal(counts.created + counts['set-aside'], 2);
      assert.match(aside[0]?.reason ?? '', /could not be judged within 0.001 s/);
      assert.equal((await test.app.flow.records()).length, counts.created);
    } finally {
      await test.end();
    }
  });

  it('refuses one listener too many, and lets go of those that left', () =>
    withTestApp({ packages: [] }, async ({ app: { flow } }) => {
      const leave = Array.from({ length: mostListeners }, () => flow.listen(1, () => undefined));
      assert.throws(() => flow.listen(1, () => undefined), /listen already/);
      for (const one of leave) one();
      flow.listen(1, () => undefined)();
    }));
});

describe('Sources', () => {
  it('are read side by side, and never more of them than allowed', async () => {
    const test = await startApp({ packages: manyRecords(5), harvest: { concurrency: 2 } });
    try {
      const names = [source];
      for (const key of ['b', 'c', 'd']) names.push(await addSource(test, agencyId, key));
      let running = 0;
      let most = 0;
      for (const name of names) {
        const { id } = await test.app.flow.queue(name, 'test');
        test.app.flow.listen(id, ({ kind }) => {
          if (kind === 'runStarted') most = Math.max(most, ++running);
          if (kind === 'runEnded') running -= 1;
        });
      }
      await test.app.flow.idle();
      assert.ok(most <= 2, String(most));
      for (const name of names) assert.equal((await test.app.flow.runs(name, 1))[0]?.state, 'succeeded');
    } finally {
      await test.end();
    }
  });
});

describe('A source that is harvested by the timetable', () => {
  it('is asked for what changed, and for everything once a week', () =>
    withTestApp({ packages: manyRecords(5) }, async (test) => {
      const { flow } = test.app;
      const timed = await addSource(test, agencyId, 'timed', { everyMinutes: 60 });
      const modes: string[] = [];
      for (const hours of [0, 2, 24 * 8]) {
        test.clock.now = new Date(test.clock.now.getTime() + hours * 3_600_000);
        assert.deepEqual((await flow.tick()).queued, [timed]);
        await flow.idle();
        modes.push((await flow.runs(timed, 1))[0]?.mode ?? '');
      }
      assert.deepEqual(modes, ['full', 'incremental', 'full']);
    }));
});

describe('Withdrawals', () => {
  it('of most records are obeyed at once, and asked about afterwards', () =>
    withTestApp({ packages: manyRecords(20) }, async (test) => {
      await harvestAndConfirm(test);
      test.portal.offer(manyRecords(20, (index) => (index < 18 ? { allow_harvest: 'False' } : {})));
      const { run, counts } = await test.app.flow.harvest(source, 'test');
      assert.deepEqual([run.state, counts.hidden], ['succeeded', 18]);
      assert.equal((await test.app.registry.read.log.graphs('dataset')).length, 2);
      const asked = (await test.app.flow.notices(agencyId, 100)).filter(({ notice }) => notice.kind === 'hidden-many');
      assert.match(asked[0]?.subject.en ?? '', /18 of 20 datasets were hidden/);
      test.portal.offer(manyRecords(20));
      await test.app.flow.harvest(source, 'test');
      assert.equal((await test.app.flow.records()).filter(({ state }) => state === 'awaiting').length, 18, 'nothing is lost');
    }));
});

describe('A preview', () => {
  it('tells what would be created, changed, returned, hidden and missing, and changes nothing', () =>
    withTestApp({ packages: manyRecords(30) }, async (test) => {
      await harvestAndConfirm(test);
      const head = await test.app.registry.read.log.head();
      test.portal.offer(
        manyRecords(31, (index) => {
          if (index === 0) return { allow_harvest: 'False' };
          if (index < 3) return { title: `ชื่อใหม่ ${index}` };
          return index === 30 ? { license_id: '' } : {};
        }).filter((_, index) => index !== 29),
      );
      const run = await test.app.flow.preview(source, 'officer');
      const { examples = [], ...counts } = run.result ?? {};
      assert.deepEqual(counts, {
        created: 1,
        changed: 2,
        unchanged: 26,
        returned: 1,
        unreadable: 0,
        hidden: 1,
        missing: 1,
        retired: 0,
        setAside: 0,
      });
      assert.deepEqual(examples.map(({ gate }) => gate).sort(), ['failed', 'passed', 'passed']);
      assert.ok(examples.some(({ findings }) => findings.some(({ message }) => message.th !== '')));
      assert.equal(await test.app.registry.read.log.head(), head);
      assert.equal(await test.app.registry.read.runs.countStaged(run.id), 0);
      assert.equal((await test.app.flow.harvest(source, 'test')).counts.created, 1);
    }));

  it('shows twenty examples of a thousand', () =>
    withTestApp({ packages: manyRecords(60) }, async ({ app: { flow } }) => {
      const { result } = await flow.preview(source, 'officer');
      assert.deepEqual([result?.created, result?.examples.length], [60, 20]);
    }));
});
