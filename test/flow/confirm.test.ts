import assert from 'node:assert/strict';
import { agencyId, registrar, source, withTestApp } from '../support/app.js';
import { harvestAndConfirm } from '../support/harvested.js';
import { completeRecord, manyRecords } from '../support/packages.js';

describe('A confirmation', () => {
  it('publishes what passed, and the audit tells who, when and each state', () =>
    withTestApp({ packages: [completeRecord()] }, async (test) => {
      await harvestAndConfirm(test);
      const [summary] = await test.app.flow.records();
      assert.equal(summary?.state, 'published');
      const audit = await test.app.registry.read.audit.of(`record:${summary?.record.id}`);
      assert.deepEqual(
        audit.map(({ from, to, by }) => `${from ?? ''}→${to} ${by}`),
        [
          '→received <harvest>',
          'received→inspecting <harvest>',
          'inspecting→awaiting <harvest>',
          `awaiting→confirmed ${registrar}`,
          `confirmed→approving ${registrar}`,
          `approving→published ${registrar}`,
        ],
      );
      const decision = await test.app.registry.read.decisions.newest(summary?.record.id ?? 0);
      assert.equal(decision?.by, registrar);
      assert.equal(decision?.manner, 'person');
    }));

  it('names the record and its state when it cannot be confirmed', () =>
    withTestApp({ packages: [completeRecord({ license_id: '' })] }, async ({ app }) => {
      await app.flow.harvest(source, 'test');
      const confirming = { agencyId, audience: undefined, by: registrar };
      await assert.rejects(
        app.flow.confirm({ ...confirming, records: ['water-stations'] }),
        /water-stations cannot be confirmed: its state is “Returned/,
      );
      await assert.rejects(app.flow.confirm({ ...confirming, records: ['nothing'] }), /no dataset nothing/);
      await assert.rejects(app.flow.confirm({ ...confirming, agencyId: 'nobody', records: 'all' }), /no agency nobody/);
      assert.deepEqual((await app.flow.confirm({ ...confirming, records: 'all' })).published, []);
      await assert.rejects(app.flow.confirm({ ...confirming, by: ' ', records: 'all' }), /must be named/);
    }));

  it('gives internal and personal data the agency’s own audience until a person chooses another', () =>
    withTestApp(
      { packages: [completeRecord({ data_category: 'ข้อมูลใช้ภายใน', data_classification: 'ชั้นเผยแพร่ภายในองค์กร' })] },
      async (test) => {
        await harvestAndConfirm(test);
        assert.deepEqual(
          (await test.app.registry.read.log.graphs('dataset')).map(({ audience }) => audience),
          ['agency'],
        );
        test.portal.offer([completeRecord({ data_category: 'ข้อมูลใช้ภายใน', data_classification: 'ชั้นเผยแพร่ภายในองค์กร', title: 'ชื่อใหม่' })]);
        await test.app.flow.harvest(source, 'test');
        const wide = { agencyId, audience: 'public', by: registrar } as const;
        await assert.rejects(
          test.app.flow.confirm({ ...wide, records: 'all' }),
          /1 datasets have a category that asks for a narrower audience/,
        );
        await test.app.flow.confirm({ ...wide, records: ['water-stations', 'water-stations'] });
        assert.deepEqual(
          (await test.app.registry.read.log.graphs('dataset')).map(({ audience }) => audience),
          ['public'],
        );
      },
    ));

  it('takes a graph from the public when its audience narrows', () =>
    withTestApp({ packages: [completeRecord()] }, async (test) => {
      await harvestAndConfirm(test);
      test.portal.offer([completeRecord({ title: 'ชื่อใหม่' })]);
      await test.app.flow.harvest(source, 'test');
      await test.app.flow.confirm({ agencyId, records: 'all', audience: 'government', by: registrar });
      const serving = await test.serve();
      await serving.caughtUp();
      assert.equal((await fetch(`${serving.url}/datasets/${agencyId}/water-stations`)).status, 410);
      const query = encodeURIComponent('ASK { ?d a <http://www.w3.org/ns/dcat#Dataset> }');
      const answer = (await (await fetch(`${serving.url}/sparql?query=${query}`)).json()) as { boolean: boolean };
      assert.equal(answer.boolean, false);
    }));
});

describe('A standing confirmation', () => {
  it('never covers a first registration', () =>
    withTestApp({ packages: [completeRecord()], policy: 'automatic' }, async ({ app }) => {
      await app.flow.harvest(source, 'test');
      assert.equal((await app.flow.records())[0]?.state, 'awaiting');
    }));

  const cases = [
    { policy: 'automatic', change: { title: 'ชื่อใหม่' }, state: 'published' },
    { policy: 'automatic', change: { license_id: 'Open Data Common' }, state: 'awaiting' },
    { policy: 'automatic', change: { data_category: 'ข้อมูลใช้ภายใน', data_classification: 'ชั้นเผยแพร่ภายในองค์กร' }, state: 'awaiting' },
    { policy: 'material', change: { title: 'ชื่อใหม่' }, state: 'awaiting' },
    { policy: 'material', change: { last_updated_date: '2026-11-20' }, state: 'published' },
    { policy: 'manual', change: { last_updated_date: '2026-11-20' }, state: 'awaiting' },
  ] as const;
  for (const { policy, change, state } of cases) {
    it(`under policy ${policy} leaves a changed ${Object.keys(change)[0]} ${state}`, () =>
      withTestApp({ packages: [completeRecord()], policy }, async (test) => {
        await harvestAndConfirm(test);
        test.portal.offer([completeRecord(change)]);
        await test.app.flow.harvest(source, 'test');
        const [summary] = await test.app.flow.records();
        assert.equal(summary?.state, state);
        assert.equal((await test.app.registry.read.log.graphs('dataset')).length, 1);
        if (state === 'published')
          assert.equal((await test.app.registry.read.decisions.newest(summary?.record.id ?? 0))?.manner, 'standing');
      }));
  }

  it('lapses after twelve months', () =>
    withTestApp({ packages: [completeRecord()], policy: 'automatic' }, async (test) => {
      await harvestAndConfirm(test);
      test.clock.now = new Date('2027-11-24T00:00:00Z');
      test.portal.offer([completeRecord({ title: 'ชื่อใหม่' })]);
      await test.app.flow.harvest(source, 'test');
      assert.equal((await test.app.flow.records())[0]?.state, 'awaiting');
    }));
});

describe('The inbox', () => {
  it('asks to confirm what passed, and says of the rest what, where and how to mend, in both languages', () =>
    withTestApp({ packages: [completeRecord(), completeRecord({ id: 'b', name: 'no-licence', license_id: '' })] }, async ({ app }) => {
      await app.flow.harvest(source, 'test');
      const notices = await app.flow.notices(agencyId, 10);
      const returned = notices.find(({ notice }) => notice.kind === 'returned');
      assert.match(returned?.subject.th ?? '', /^โปรดแก้ไข 1 ข้อ: ข้อมูลสถานี/);
      assert.match(returned?.body.en ?? '', /licence.*\(field license_id\)[\s\S]*banchi report 99000001 no-licence/);
      assert.match(returned?.body.th ?? '', /สัญญาอนุญาต.* \(ช่อง license_id/);
      assert.match(notices.find(({ notice }) => notice.kind === 'passed')?.body.en ?? '', /banchi confirm 99000001 water-stations/);
    }));
});

describe('The minute tick', () => {
  it('harvests what is due once, and sets its next time with a jitter of its own', () =>
    withTestApp({ packages: manyRecords(3) }, async (test) => {
      const timed = {
        agencyId,
        key: 'timed',
        kind: 'ckan',
        url: test.portal.url,
        policy: 'manual',
        policyBy: undefined,
        everyMinutes: 60,
      } as const;
      await test.app.flow.registerSource(timed, 'test');
      assert.deepEqual((await test.app.flow.tick()).queued, []);
      await test.app.flow.approveSource(`${agencyId}/timed`, 'test');
      assert.deepEqual((await test.app.flow.tick()).queued, [`${agencyId}/timed`]);
      await test.app.flow.idle();
      assert.deepEqual((await test.app.flow.tick()).queued, []);
      test.clock.now = new Date(test.clock.now.getTime() + 64 * 60_000);
      assert.deepEqual((await test.app.flow.tick()).queued, [`${agencyId}/timed`]);
    }));

  it('goes on with the other sources when one fails', () =>
    withTestApp({ packages: manyRecords(3) }, async (test) => {
      for (const key of ['a', 'b']) {
        const url = key === 'a' ? `${test.portal.url}/closed` : test.portal.url;
        await test.app.flow.registerSource(
          { agencyId, key, kind: 'ckan', url, policy: 'manual', policyBy: undefined, everyMinutes: 60 },
          'test',
        );
        await test.app.flow.approveSource(`${agencyId}/${key}`, 'test');
      }
      await test.app.flow.tick();
      await test.app.flow.idle();
      assert.equal((await test.app.flow.records()).length, 3);
      assert.ok(
        (await test.app.flow.notices(agencyId, 10)).some(
          ({ notice, body }) => notice.kind === 'run-failed' && /answered with status 404/.test(body.en),
        ),
      );
    }));

  it('tells once of each update that falls due', () =>
    withTestApp({ packages: [completeRecord({ last_updated_date: '2026-10-20' })] }, async (test) => {
      await harvestAndConfirm(test);
      assert.equal((await test.app.flow.tick()).told, 1);
      assert.equal((await test.app.flow.tick()).told, 0);
      const due = (await test.app.flow.notices(agencyId, 10)).filter(({ notice }) => notice.kind === 'update-due');
      assert.equal(due.length, 1);
      assert.match(due[0]?.subject.th ?? '', /ครบกำหนดปรับปรุงข้อมูล 20 พ.ย. 2569/);
    }));
});
