import assert from 'node:assert/strict';
import type { Failure } from '../../scripts/simulate-agency.js';
import { agencyId, source, type TestApp, withTestApp } from '../support/app.js';
import { harvestAndConfirm } from '../support/harvested.js';
import { completeRecord, manyRecords } from '../support/packages.js';

const harvest = ({ app }: TestApp) => app.flow.harvest(source, 'test');
const published = async ({ app }: TestApp) => (await app.registry.read.log.graphs('dataset')).length;

describe('A portal that changed at once', () => {
  for (const [failure, en] of [
    ['half-gone', /10 of 20 known datasets did not come/],
    ['changed-ids', /20 of 20 known datasets did not come/],
    ['no-records', /20 of 20 known datasets did not come/],
  ] as const satisfies readonly (readonly [Failure, RegExp])[]) {
    it(`is held for a person, with the catalogue unchanged: ${failure}`, () =>
      withTestApp({ packages: manyRecords(20) }, async (test) => {
        await harvestAndConfirm(test);
        test.portal.fail(failure);
        const { run } = await harvest(test);
        assert.equal(run.state, 'held');
        assert.match(run.reason ?? '', en);
        assert.match(run.reasonTh ?? '', /จึงพักรอบนี้ไว้และยังไม่เปลี่ยนแปลงบัญชีข้อมูล/);
        assert.equal(await published(test), 20);
      }));
  }

  it('is harvested after it was asked to wait, and waited for: 429 with Retry-After', () =>
    withTestApp({ packages: manyRecords(3) }, async (test) => {
      test.portal.play('429', undefined, '503', undefined);
      const { run, counts } = await harvest(test);
      assert.deepEqual([run.state, counts.created], ['succeeded', 3]);
    }));

  it('loses nothing to a record of 10,000 distributions or one nested 50,000 deep: that one is told of, the rest goes on', () =>
    withTestApp({ packages: manyRecords(3) }, async (test) => {
      await harvestAndConfirm(test);
      test.portal.fail('deep');
      const deep = await harvest(test);
      assert.deepEqual([deep.counts.missing, deep.counts.unchanged, deep.counts['set-aside']], [0, 2, 1]);
      assert.match(deep.aside[0]?.reason ?? '', /it cannot be read/);
      assert.match(deep.aside[0]?.reasonTh ?? '', /ซ้อนกันลึกเกินไป/);
      test.portal.fail('many-distributions');
      const many = await harvest(test);
      assert.deepEqual([many.counts.changed + many.counts['set-aside'], many.counts.unchanged], [1, 2]);
      assert.equal(await published(test), 3);
    })).timeout(120_000);
});

describe('A source that is asked for what changed', () => {
  it('is read whole first, then by its changes, then whole again after a week', () =>
    withTestApp({ packages: manyRecords(12), source: {} }, async (test) => {
      await harvestAndConfirm(test);
      const first = await test.app.flow.source(source);
      assert.equal(first.marks.fullAt, '2026-11-23T02:00:00.000Z');
      assert.ok(first.marks.modifiedSince !== undefined);

      // One changed, one gave up consent, one was deleted: the last shows in no list of changes.
      const later = { metadata_modified: '2026-11-23T01:45:00.000000' };
      const changes = [
        { ...later, title: 'ชื่อใหม่' },
        { ...later, allow_harvest: 'False' },
      ];
      test.portal.offer(manyRecords(11, (index) => changes[index] ?? {}));
      test.clock.now = new Date('2026-11-24T02:00:00Z');
      const second = await harvest(test);
      assert.equal(second.run.mode, 'incremental');
      assert.deepEqual([second.counts.changed, second.counts.hidden, second.counts.missing], [1, 1, 0]);
      assert.equal(await published(test), 11);
      assert.equal((await test.app.flow.source(source)).marks.modifiedSince, '2026-11-23T01:45:00.000Z');

      test.clock.now = new Date('2026-11-30T02:00:00Z');
      const third = await harvest(test);
      assert.equal(third.run.mode, 'full');
      assert.equal(third.counts.missing, 1);

      // A miss is decided on at the next turn, and then it goes on by changes.
      test.clock.now = new Date('2026-12-01T02:00:00Z');
      const fourth = await harvest(test);
      assert.deepEqual([fourth.run.mode, fourth.counts.retired], ['full', 1]);
      test.clock.now = new Date('2026-12-02T02:00:00Z');
      assert.equal((await harvest(test)).run.mode, 'incremental');
    }));

  it('is read whole each time where its portal ignores filters', () =>
    withTestApp(
      { packages: manyRecords(12, (index) => ({ metadata_modified: `2026-11-${10 + index}T00:00:00` })), source: {} },
      async (test) => {
        test.portal.traits.filters = false;
        await harvestAndConfirm(test);
        test.portal.offer(manyRecords(11, (index) => ({ metadata_modified: `2026-11-${10 + index}T00:00:00` })));
        const { run, counts } = await harvest(test);
        assert.equal(run.mode, 'full');
        assert.equal(counts.missing, 1);
      },
    ));

  it('is read whole again when a mandate was given or ended, and while a run is held', () =>
    withTestApp(
      { packages: manyRecords(12, (index) => (index === 0 ? { organization: { name: '99000002' } } : {})), source: {} },
      async (test) => {
        const { flow } = test.app;
        const level = { level: 'central', ministry: undefined, parentId: undefined, province: undefined } as const;
        await flow.registerAgency({ id: '99000002', code: '99000002', name: { th: 'กรมอื่น', en: 'Another' }, ...level }, 'test');
        assert.equal((await harvest(test)).counts['set-aside'], 1);
        const mode = async () => (await harvest(test)).run.mode;
        assert.equal(await mode(), 'incremental');
        await flow.giveMandate(source, { agencyId: '99000002', confirms: false, toDay: undefined }, 'test');
        const given = await harvest(test);
        assert.deepEqual([given.run.mode, given.counts.created], ['full', 1]);
        assert.equal(await mode(), 'incremental');
        test.portal.offer(manyRecords(3));
        assert.equal((await flow.harvest(source, 'test', { mode: 'full' })).run.state, 'held');
        const again = await harvest(test);
        assert.deepEqual([again.run.mode, again.run.state], ['full', 'held']);
        test.portal.offer(manyRecords(12));
        assert.equal(await mode(), 'full');
        await flow.revokeMandate(source, '99000002', 'test');
        assert.equal(await mode(), 'full');
      },
    ));

  it('sees private datasets with its token, and hides what became private', () =>
    withTestApp({ packages: manyRecords(4), source: {}, headers: { authorization: 'let-me-in' } }, async (test) => {
      test.portal.traits.token = 'let-me-in';
      await harvestAndConfirm(test);
      test.portal.offer(manyRecords(4, (index) => (index === 0 ? { private: true, metadata_modified: '2026-11-23T01:45:00' } : {})));
      test.clock.now = new Date('2026-11-24T02:00:00Z');
      const { counts } = await harvest(test);
      assert.deepEqual([counts.hidden, counts.missing], [1, 0]);
      assert.equal(await published(test), 3);
      assert.doesNotMatch(JSON.stringify([await test.app.flow.sources(), test.portal.asked]), /let-me-in/);
    }));
});

describe('An old portal', () => {
  it('is harvested from TIS-620 as from UTF-8, and its agency is told so, and which fields it lacks', () =>
    withTestApp({ packages: [completeRecord({ data_classification: undefined })] }, async (test) => {
      assert.equal((await harvest(test)).counts.created, 1);
      test.portal.fail('wrong-encoding');
      const { run, counts } = await harvest(test);
      assert.deepEqual([run.state, counts.unchanged], ['succeeded', 1]);
      const advice = run.advice.map(({ en }) => en).join('\n');
      assert.match(advice, /windows-874/);
      assert.match(advice, /data_classification.*thai_gdc/);
      assert.ok((await test.app.flow.notices(agencyId, 10)).length > 0);
    }));
});
