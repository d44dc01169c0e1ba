import assert from 'node:assert/strict';
import { pairLines } from '../../src/cli/run-lines.js';
import { addSource } from '../support/agencies.js';
import { agencyId, registrar, source, type TestApp, withTestApp } from '../support/app.js';
import { harvestAndConfirm } from '../support/harvested.js';
import { manyRecords } from '../support/packages.js';

/** The same datasets from a portal installed anew: other ids, other names. */
const anew = (count: number) =>
  manyRecords(count, (index) => ({
    id: `11111111-0000-4000-8000-00000000${String(index + 1).padStart(4, '0')}`,
    name: `new-${index + 1}`,
  }));

async function replace(test: TestApp, offered: ReturnType<typeof anew>): Promise<string> {
  await harvestAndConfirm(test);
  test.portal.offer(offered);
  return addSource(test, agencyId, 'new', { replaces: 'ckan' });
}

describe('A source that takes another’s place', () => {
  it('is held at its first run with the pairs it proposes, and nothing is changed', () =>
    withTestApp({ packages: manyRecords(8) }, async (test) => {
      const name = await replace(test, anew(8));
      const head = await test.app.registry.read.log.head();
      const { run } = await test.app.flow.harvest(name, 'test');
      assert.equal(run.state, 'held');
      const { pairs } = await test.app.flow.run(run.id);
      assert.equal(pairs.length, 8);
      assert.ok(pairs.every(({ evidence }) => evidence === 'title'));
      const [first] = pairs;
      assert.match(first?.dataset ?? '', /^https:\/\/catalogue\.test\/datasets\/99000001\//);
      assert.match(first?.title ?? '', /[ก-๎]/);
      assert.match(pairLines('99000001/new', pairs).join('\n'), /ชื่อชุดข้อมูลเดียวกัน · the same title[\s\S]*--except ID/);
      assert.equal(await test.app.registry.read.log.head(), head);
      assert.equal((await test.app.flow.records()).length, 8);
    }));

  it('goes on under the same IRIs once the pairs are accepted; the old source is retired', () =>
    withTestApp({ packages: manyRecords(8) }, async (test) => {
      const name = await replace(test, anew(8));
      await test.app.flow.harvest(name, 'test');
      const before = (await test.app.flow.records()).map(({ record }) => record.id);
      const { run, counts } = await test.app.flow.acceptHeld(name, 'inspector');
      assert.deepEqual([run.state, counts.changed, counts.created, counts.missing], ['succeeded', 8, 0, 0]);
      assert.deepEqual(
        (await test.app.flow.records()).map(({ record }) => record.id),
        before,
      );
      assert.equal((await test.app.registry.read.log.graphs('dataset')).length, 8, 'what is published stays up');
      assert.equal((await test.app.flow.source(source)).state, 'retired');
      await test.app.flow.confirm({ agencyId, records: 'all', audience: undefined, by: registrar });
      assert.equal((await test.app.flow.harvest(name, 'test')).counts.unchanged, 8);
    }));

  it('counts as missing what nobody brought again, under the usual guard', () =>
    withTestApp({ packages: manyRecords(20) }, async (test) => {
      const name = await replace(test, anew(18));
      await test.app.flow.harvest(name, 'test');
      const first = await test.app.flow.acceptHeld(name, 'inspector');
      assert.deepEqual([first.run.state, first.counts.changed, first.counts.missing], ['succeeded', 18, 2]);
      assert.equal((await test.app.flow.harvest(name, 'test')).counts.retired, 2);
    }));

  it('makes a new dataset of a pair that was refused', () =>
    withTestApp({ packages: manyRecords(20) }, async (test) => {
      const name = await replace(test, anew(20));
      const { run } = await test.app.flow.harvest(name, 'test');
      const [wrong] = (await test.app.flow.run(run.id)).pairs;
      const { counts } = await test.app.flow.acceptHeld(name, 'inspector', [wrong?.nativeId ?? '']);
      assert.deepEqual([counts.changed, counts.created, counts.missing], [19, 1, 1]);
    }));

  it('pairs by id and name before it looks at addresses and titles, and never by what two records share', () =>
    withTestApp({ packages: manyRecords(6, () => ({ title: 'ชื่อเดียวกันทุกชุด' })) }, async (test) => {
      const same = manyRecords(6, (index) => ({
        title: 'ชื่อเดียวกันทุกชุด',
        id: index === 0 ? '00000000-0000-4000-8000-000000000001' : `22222222-0000-4000-8000-00000000000${index}`,
        name: index < 2 ? `dataset-000${index + 1}` : `other-${index}`,
      }));
      const name = await replace(test, same);
      const { run } = await test.app.flow.harvest(name, 'test');
      const { pairs } = await test.app.flow.run(run.id);
      assert.deepEqual(
        pairs.map(({ evidence }) => evidence),
        ['native-id', 'name'],
      );
    }));
});
