import assert from 'node:assert/strict';
import { chunkSize } from '../../src/flow/parts.js';
import { agencyId, registrar, source, startApp, type TestApp, withTestApp } from '../support/app.js';
import { harvestAndConfirm } from '../support/harvested.js';
import { completeRecord, manyRecords } from '../support/packages.js';

describe('A harvest', () => {
  it('takes every record through map and validate to the state its gate gives', () =>
    withTestApp({ packages: [completeRecord(), completeRecord({ id: 'b', name: 'no-licence', license_id: '' })] }, async ({ app }) => {
      const { run, counts } = await app.flow.harvest(source, 'test');
      assert.equal(run.state, 'succeeded');
      assert.equal(counts.created, 2);
      const states = await statesOf(app);
      assert.deepEqual(states, { 'no-licence': 'returned', 'water-stations': 'awaiting' });
    }));

  it('changes nothing when nothing has changed', () =>
    withTestApp({ packages: manyRecords(25) }, async (test) => {
      await harvestAndConfirm(test);
      const head = await test.app.registry.read.log.head();
      const { counts } = await test.app.flow.harvest(source, 'test');
      assert.equal(counts.unchanged, 25);
      assert.equal(counts.created + counts.changed, 0);
      assert.equal(await test.app.registry.read.log.head(), head);
    }));

  it('makes a new version of a changed record and leaves the published one up', () =>
    withTestApp({ packages: [completeRecord()] }, async (test) => {
      await harvestAndConfirm(test);
      test.portal.offer([completeRecord({ title: 'ชื่อใหม่' })]);
      const { counts } = await test.app.flow.harvest(source, 'test');
      assert.equal(counts.changed, 1);
      const [summary] = await test.app.flow.records();
      assert.equal(summary?.state, 'awaiting');
      assert.notEqual(summary?.record.publishedVersionId, summary?.versionId);
      assert.equal((await test.app.registry.read.log.graphs('dataset')).length, 1);
    }));

  it('leaves out harvest sources and stores nothing of secret records but a hash', () =>
    withTestApp(
      {
        packages: [
          completeRecord(),
          completeRecord({ id: 'h', name: 'harvest-old' }),
          completeRecord({ id: 'secret-id', name: 'secret-name', data_category: 'ข้อมูลความลับทางราชการ', data_classification: 'ลับ' }),
        ],
      },
      async ({ app }) => {
        const { run, counts } = await app.flow.harvest(source, 'test');
        assert.equal(counts['set-aside'], 2);
        const rows = await app.registry.read.runs.staged(run.id);
        const refused = rows.find((row) => row.nativeId.startsWith('sha256:'));
        assert.equal(refused?.name, undefined);
        assert.ok(!JSON.stringify(rows).includes('secret-'));
      },
    ));

  it('hides a published record in the same run when consent is withdrawn, and needs a new confirmation when it returns', () =>
    withTestApp({ packages: manyRecords(3) }, async (test) => {
      await harvestAndConfirm(test);
      test.portal.offer(manyRecords(3, (index) => (index === 0 ? { allow_harvest: 'False' } : {})));
      const { counts } = await test.app.flow.harvest(source, 'test');
      assert.equal(counts.hidden, 1);
      assert.equal((await test.app.registry.read.log.graphs('dataset')).length, 2);
      assert.equal((await statesOf(test.app))['dataset-0001'], 'hidden');
      assert.equal((await test.app.flow.harvest(source, 'test')).counts.hidden, 0);
      test.portal.offer(manyRecords(3));
      await test.app.flow.harvest(source, 'test');
      assert.equal((await statesOf(test.app))['dataset-0001'], 'awaiting');
      assert.equal((await test.app.registry.read.log.graphs('dataset')).length, 2);
    }));

  it('marks a record missing at the first complete walk without it, retires it at the second, and reopens it under its IRI', () =>
    withTestApp({ packages: manyRecords(5) }, async (test) => {
      await harvestAndConfirm(test);
      test.portal.offer(manyRecords(4));
      assert.equal((await test.app.flow.harvest(source, 'test')).counts.missing, 1);
      assert.equal((await test.app.registry.read.log.graphs('dataset')).length, 5);
      assert.equal((await test.app.flow.harvest(source, 'test')).counts.retired, 1);
      assert.equal((await test.app.registry.read.log.graphs('dataset')).length, 4);
      assert.equal((await statesOf(test.app))['dataset-0005'], 'retired');
      test.portal.offer(manyRecords(5));
      await harvestAndConfirm(test);
      assert.equal((await statesOf(test.app))['dataset-0005'], 'published');
      assert.equal((await test.app.flow.records()).length, 5);
    }));

  it('forgets a miss when the record is back before the second one', () =>
    withTestApp({ packages: manyRecords(5) }, async (test) => {
      await harvestAndConfirm(test);
      for (const offered of [4, 5, 4]) {
        test.portal.offer(manyRecords(offered));
        await test.app.flow.harvest(source, 'test');
      }
      assert.equal((await statesOf(test.app))['dataset-0005'], 'published');
    }));

  it('is held, with a notice, when more than a tenth and at least five are gone; a person may accept it', () =>
    withTestApp({ packages: manyRecords(20) }, async (test) => {
      await harvestAndConfirm(test);
      test.portal.offer(manyRecords(15));
      const { run } = await test.app.flow.harvest(source, 'test');
      assert.equal(run.state, 'held');
      assert.match(run.reason ?? '', /5 of 20/);
      assert.equal((await test.app.registry.read.log.graphs('dataset')).length, 20);
      assert.ok((await test.app.flow.notices(agencyId, 100)).some(({ notice }) => notice.kind === 'run-held'));
      const accepted = await test.app.flow.acceptHeld(source, registrar);
      assert.equal(accepted.run.state, 'succeeded');
      assert.equal(accepted.counts.missing, 5);
    }));

  it('is held when a source goes to nothing, and a later good harvest takes its place', () =>
    withTestApp({ packages: manyRecords(3) }, async (test) => {
      await harvestAndConfirm(test);
      test.portal.offer([]);
      assert.equal((await test.app.flow.harvest(source, 'test')).run.state, 'held');
      test.portal.offer(manyRecords(3));
      assert.equal((await test.app.flow.harvest(source, 'test')).run.state, 'succeeded');
      assert.equal((await test.app.registry.read.log.graphs('dataset')).length, 3);
    }));

  it('keeps at most two chunks of records in flight', async () => {
    let prepared = 0;
    let applied = 0;
    let most = 0;
    const test = await startApp({
      packages: manyRecords(450),
      harvest: { pageSize: 100 },
      overrides: {
        reporter: {
          identitiesReserved({ records }) {
            prepared += records;
            most = Math.max(most, prepared - applied);
          },
          recordsApplied: (event) => {
            applied = event.applied;
          },
        },
      },
    });
    try {
      await test.app.flow.harvest(source, 'test');
      assert.equal(applied, 450);
      assert.ok(most <= 2 * chunkSize, `${most} records were in flight`);
    } finally {
      await test.end();
    }
  });

  it('sets a record without an id aside, with the reason, and goes on with the rest', () =>
    withTestApp({ packages: [completeRecord(), { id: 7 } as never] }, async ({ app }) => {
      const { run, counts } = await app.flow.harvest(source, 'test');
      assert.equal(run.state, 'succeeded');
      assert.equal(counts.created, 1);
      assert.equal(counts['set-aside'], 1);
      const aside = (await app.registry.read.runs.staged(run.id)).find((row) => row.outcome === 'set-aside');
      assert.match(aside?.reason ?? '', /no usable id/);
      const { notes, datasets } = await app.flow.validation(agencyId);
      assert.equal(datasets.judged, 1);
      assert.deepEqual(
        notes.map(({ en }) => en),
        [`${aside?.nativeId}: set aside: ${aside?.reason}.`],
      );
    }));

  it('sets two records without an id aside, each by itself', () =>
    withTestApp({ packages: [completeRecord(), { id: 7 } as never, { id: 7 } as never] }, async ({ app }) => {
      const { run, counts } = await app.flow.harvest(source, 'test');
      assert.equal(run.state, 'succeeded');
      assert.equal(counts.created, 1);
      assert.equal(counts['set-aside'], 2);
    }));

  it('makes no address of a name that holds a person’s number', () =>
    withTestApp({ packages: [completeRecord({ name: '081-234-5678' })] }, async ({ app }) => {
      await app.flow.harvest(source, 'test');
      const [one] = await app.flow.records();
      assert.match(one?.record.slug ?? '', /^d-[0-9a-f]{12}$/);
    }));

  it('is no partial one for a record that never had consent', () =>
    withTestApp({ packages: [completeRecord({ allow_harvest: 'False' })] }, async ({ app }) => {
      assert.equal((await app.flow.harvest(source, 'test')).run.state, 'succeeded');
    }));

  it('returns a record whose fields are of the wrong kind, and goes on with the rest', () =>
    withTestApp(
      {
        packages: [
          completeRecord(),
          completeRecord({ id: 'b', name: 'b', resources: 'nonsense', tags: 5, title: { th: 'x' }, notes: ['a', {}], objective: 3 }),
        ],
      },
      async ({ app }) => {
        assert.equal((await app.flow.harvest(source, 'test')).counts.created, 2);
        assert.deepEqual(await statesOf(app), { b: 'returned', 'water-stations': 'awaiting' });
      },
    ));

  it('is refused while another process holds the source', () =>
    withTestApp({ packages: [completeRecord()] }, async ({ app }) => {
      const [held] = await app.flow.sources();
      await app.registry.transact((stores) =>
        stores.sources.lease(held?.id ?? 0, 'another', '2026-11-23T02:00:00.000Z', '2026-11-23T02:01:00.000Z'),
      );
      await assert.rejects(app.flow.harvest(source, 'test'), /being harvested already \(another\)/);
    }));

  it('runs a source once when two ask at the same time', () =>
    withTestApp({ packages: manyRecords(30) }, async ({ app }) => {
      const results = await Promise.allSettled([app.flow.harvest(source, 'one'), app.flow.harvest(source, 'two')]);
      assert.deepEqual(results.map((result) => result.status).sort(), ['fulfilled', 'rejected']);
      assert.equal((await app.flow.records()).length, 30);
    }));
});

async function statesOf(app: TestApp['app']): Promise<Record<string, string>> {
  return Object.fromEntries((await app.flow.records()).map(({ record, state }) => [record.slug, state]));
}
