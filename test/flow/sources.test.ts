import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { addAgency, addSource } from '../support/agencies.js';
import { agencyId, source, withTestApp } from '../support/app.js';
import { harvestAndConfirm } from '../support/harvested.js';
import { completeRecord, manyRecords } from '../support/packages.js';

const other = '99000002';

describe('A new source', () => {
  it('waits for approval: it is previewed, and not harvested', () =>
    withTestApp({ packages: manyRecords(3) }, async (test) => {
      const { flow } = test.app;
      const added = await flow.registerSource(
        { agencyId, key: 'new', kind: 'ckan', url: test.portal.url, policy: 'manual', policyBy: undefined, everyMinutes: 60 },
        'test',
      );
      assert.equal(added.state, 'pending');
      await assert.rejects(flow.harvest(`${agencyId}/new`, 'test'), /has not been approved/);
      assert.equal((await flow.preview(`${agencyId}/new`, 'test')).result?.created, 3);
      assert.deepEqual(await flow.records(), []);
      await flow.approveSource(`${agencyId}/new`, 'inspector');
      assert.equal((await flow.harvest(`${agencyId}/new`, 'test')).counts.created, 3);
      const audit = await test.app.registry.read.audit.of(`source:${added.id}`);
      assert.ok(audit.some(({ by, from, to }) => by === 'inspector' && from === 'pending' && to === 'active'));
    }));

  it('without an address says what to do in place of harvesting it, and has no run', () =>
    withTestApp({}, async ({ app: { flow } }) => {
      const plain = { agencyId, url: '', policy: 'manual', policyBy: undefined, everyMinutes: undefined } as const;
      for (const [key, kind, words] of [
        ['sheet', 'template', /has no address to harvest/],
        ['program', 'push', /is sent to, not harvested/],
      ] as const) {
        await flow.registerSource({ ...plain, key, kind }, 'test');
        await flow.approveSource(`${agencyId}/${key}`, 'test');
        await assert.rejects(flow.harvest(`${agencyId}/${key}`, 'test'), words);
        await assert.rejects(flow.preview(`${agencyId}/${key}`, 'test'), words);
        await assert.rejects(flow.queue(`${agencyId}/${key}`, 'test'), words);
        assert.deepEqual(await flow.runs(`${agencyId}/${key}`, 5), []);
      }
    }));

  it('is refused with an address that nobody would fetch, or a clock with none', () =>
    withTestApp({}, async ({ app: { flow } }) => {
      const plain = { agencyId, key: 'odd', policy: 'manual', policyBy: undefined } as const;
      const push = { ...plain, kind: 'push', url: 'https://data.example.go.th', everyMinutes: undefined } as const;
      await assert.rejects(flow.registerSource(push, 'test'), /push has no address/);
      await assert.rejects(flow.registerSource({ ...plain, kind: 'template', url: '', everyMinutes: 60 }, 'test'), /by the clock/);
    }));

  it('keeps the secret headers it is fetched with sealed, and out of every answer', () =>
    withTestApp({ packages: manyRecords(1) }, async (test) => {
      const { flow, registry } = test.app;
      const secret = 'token-of-the-portal-3f9a';
      await flow.setSecret(source, { authorization: secret }, 'test');
      await flow.harvest(source, 'test');
      const found = await flow.source(source);
      assert.equal(found.hasSecret, true);
      assert.ok(!JSON.stringify([found, await flow.sources(), await flow.runs(source, 5)]).includes(secret));
      for (const file of ['registry.sqlite', 'registry.sqlite-wal'])
        assert.ok(!readFileSync(join(test.config.dataDir, file)).includes(secret), file);
      assert.equal(statSync(test.config.secretKeyFile).mode & 0o777, 0o600);
      assert.ok(!JSON.stringify(await registry.read.audit.of(`source:${found.id}`)).includes(secret));
    }));

  it('is paused and resumed', () =>
    withTestApp({ packages: manyRecords(1) }, async ({ app: { flow } }) => {
      await flow.pauseSource(source, 'test', 'moving house');
      await assert.rejects(flow.harvest(source, 'test'), /is paused/);
      await flow.resumeSource(source, 'test');
      assert.equal((await flow.harvest(source, 'test')).run.state, 'succeeded');
      await assert.rejects(flow.approveSource(`${agencyId}/none`, 'test'), /no source/);
    }));
});

describe('A source that changes', () => {
  it('is read at its new place, by its new timetable, under its new policy, and the audit says so', () =>
    withTestApp({ packages: manyRecords(2) }, async (test) => {
      const { flow } = test.app;
      await flow.harvest(source, 'test');
      const change = { url: `${test.portal.url}/other`, everyMinutes: 60, policy: 'automatic', policyBy: 'registrar' } as const;
      const changed = await flow.changeSource(source, change, 'manager');
      assert.deepEqual(
        [changed.everyMinutes, changed.policy, changed.policyBy, changed.policyUntil, changed.marks],
        [60, 'automatic', 'registrar', '2027-11-23T02:00:00.000Z', {}],
      );
      assert.equal(changed.nextRunAt, '2026-11-23T02:00:00.000Z');
      const byHand = await flow.changeSource(source, { everyMinutes: null, policy: 'manual' }, 'manager');
      assert.deepEqual([byHand.everyMinutes, byHand.nextRunAt, byHand.policyUntil], [undefined, undefined, undefined]);
      const [line] = (await test.app.registry.read.audit.of(`source:${changed.id}`)).filter(({ act }) => act === 'change-source');
      assert.match(line?.why ?? '', /url: .*\/other; everyMinutes: - → 60/);
    }));

  it('stays as it was when any part of the change cannot be', () =>
    withTestApp({ packages: manyRecords(1) }, async ({ app: { flow } }) => {
      const before = await flow.source(source);
      const refused = [
        { url: 'http://10.0.0.1/', everyMinutes: 5 },
        { everyMinutes: 5, policy: 'automatic' },
        { everyMinutes: 5, headers: { host: 'other' } },
        { everyMinutes: 5, options: { query: 'DROP ALL' } },
      ] as const;
      for (const change of refused) await assert.rejects(flow.changeSource(source, change, 'test'), JSON.stringify(change));
      assert.deepEqual(await flow.source(source), before);
    }));
});

describe('A retired source', () => {
  it('takes its records down with tombstones, once, and is harvested no more', () =>
    withTestApp({ packages: manyRecords(30) }, async (test) => {
      await harvestAndConfirm(test);
      assert.equal(await test.app.flow.retireSource(source, 'test', false), 30);
      assert.equal(await test.app.flow.retireSource(source, 'test', false), 0);
      assert.ok((await test.app.flow.records()).every(({ state }) => state === 'retired'));
      assert.equal((await test.app.registry.read.log.graphs('dataset')).length, 0);
      await assert.rejects(test.app.flow.harvest(source, 'test'), /is retired/);
      assert.ok((await test.app.flow.examine()).every(({ ok }) => ok));
    }));

  it('leaves what is published up when that is asked for', () =>
    withTestApp({ packages: manyRecords(3) }, async (test) => {
      await harvestAndConfirm(test);
      assert.equal(await test.app.flow.retireSource(source, 'test', true), 0);
      assert.equal((await test.app.registry.read.log.graphs('dataset')).length, 3);
    }));
});

describe('A source that is retired while a run of it', () => {
  it('is held takes nothing of that run, and leaves none open', () =>
    withTestApp({ packages: manyRecords(20) }, async (test) => {
      const { flow } = test.app;
      await flow.harvest(source, 'test');
      test.portal.offer(manyRecords(2));
      const { run } = await flow.harvest(source, 'test');
      assert.equal(run.state, 'held');
      await flow.retireSource(source, 'officer', true);
      const { run: ended } = await flow.run(run.id);
      assert.deepEqual([ended.state, ended.endedBy, ended.reason], ['cancelled', 'officer', 'Its source was retired.']);
      assert.deepEqual(await test.app.registry.read.runs.open(), []);
    }));
});

describe('Records of another agency', () => {
  const theirs = completeRecord({ id: '00000000-0000-4000-8000-0000000000aa', name: 'theirs', organization: { title: 'กรมป่าไม้ทดสอบ' } });

  it('are set aside without its mandate, and go to its own registrar under it', () =>
    withTestApp({ packages: [completeRecord(), theirs] }, async (test) => {
      const { flow } = test.app;
      await addAgency(test, other, 'กรมป่าไม้ทดสอบ', 'Test Forest Department');
      const before = await flow.harvest(source, 'test');
      assert.equal(before.counts['set-aside'], 1);
      assert.match(before.aside[0]?.reason ?? '', /no mandate.*Test Forest Department \(99000002\).*banchi source mandate \S+ /);
      await flow.giveMandate(source, { agencyId: other, confirms: false, toDay: undefined }, 'test');
      assert.equal((await flow.harvest(source, 'test')).counts.created, 1);
      const [summary] = await flow.records(other);
      assert.deepEqual([summary?.record.segment, summary?.record.slug, summary?.state], [other, 'theirs', 'awaiting']);
      assert.ok((await flow.notices(other, 10)).some(({ notice }) => notice.kind === 'passed'));
      await flow.confirm({ agencyId: other, records: 'all', audience: undefined, by: 'their-registrar' });
      const graph = await test.app.registry.read.log.newest(`https://catalogue.test/datasets/${other}/theirs/record`);
      assert.match(graph?.nquads ?? '', /publisher> <https:\/\/catalogue.test\/agencies\/99000002#org>/);
    }));

  it('go under a mandate until a day that is one, in either era', () =>
    withTestApp({}, async (test) => {
      const { flow } = test.app;
      await addAgency(test, other, 'กรมป่าไม้ทดสอบ', 'Test Forest Department');
      const give = (toDay: string) => flow.giveMandate(source, { agencyId: other, confirms: false, toDay }, 'test');
      assert.equal((await give('30/9/2633')).toDay, '2090-09-30');
      await assert.rejects(give('สิ้นปี'), /no day that can be read/);
      await assert.rejects(give('2019-01-01'), /is past/);
      assert.equal((await flow.mandates(source)).length, 1);
    }));

  it('stand as they are when the mandate ends, and nothing new of them is taken', () =>
    withTestApp({ packages: [completeRecord(), theirs] }, async (test) => {
      await addAgency(test, other, 'กรมป่าไม้ทดสอบ', 'Test Forest Department');
      await test.app.flow.giveMandate(source, { agencyId: other, confirms: true, toDay: '2026-11-23' }, 'test');
      await test.app.flow.harvest(source, 'test');
      test.clock.now = new Date('2026-11-25T02:00:00Z');
      for (const _ of [1, 2, 3]) {
        const { counts } = await test.app.flow.harvest(source, 'test');
        assert.deepEqual([counts['set-aside'], counts.missing, counts.retired], [1, 0, 0]);
      }
      assert.equal((await test.app.flow.records(other))[0]?.state, 'awaiting');
    }));

  it('that wait in a held run are not taken once the mandate is revoked', () =>
    withTestApp({ packages: manyRecords(20) }, async (test) => {
      const { flow } = test.app;
      await addAgency(test, other, 'กรมป่าไม้ทดสอบ', 'Test Forest Department');
      await flow.harvest(source, 'test');
      await flow.giveMandate(source, { agencyId: other, confirms: true, toDay: undefined }, 'test');
      test.portal.offer([...manyRecords(2), theirs]);
      const { run } = await flow.harvest(source, 'test');
      assert.equal(run.state, 'held');
      await flow.revokeMandate(source, other, 'test');
      const accepted = await flow.acceptHeld(source, 'inspector');
      assert.deepEqual([accepted.counts.created, accepted.counts['set-aside'], accepted.run.state], [0, 1, 'succeeded']);
      assert.match(accepted.aside[0]?.reason ?? '', /whose mandate ended before/);
      assert.deepEqual(await flow.records(other), []);
    }));
});

describe('An id that two sources claim', () => {
  it('stays with the first; the second’s record is set aside, and both agencies are told once', () =>
    withTestApp({ packages: manyRecords(2, () => ({ organization: undefined })) }, async (test) => {
      await harvestAndConfirm(test);
      await addAgency(test, other, 'กรมป่าไม้ทดสอบ', 'Test Forest Department');
      const second = await addSource(test, other, 'copy');
      const { counts, aside } = await test.app.flow.harvest(second, 'test');
      assert.deepEqual([counts['set-aside'], counts.created], [2, 0]);
      assert.match(aside[0]?.reason ?? '', /belongs to a dataset that 99000001\/ckan brought before/);
      await test.app.flow.harvest(second, 'test');
      for (const agency of [agencyId, other])
        assert.equal((await test.app.flow.notices(agency, 50, true)).filter(({ notice }) => notice.kind === 'claimed').length, 1);
      assert.equal((await test.app.registry.read.log.graphs('dataset')).length, 2);
      assert.deepEqual(await test.app.flow.records(other), []);
    }));

  it('is no claim when it is a serial number', () =>
    withTestApp({ packages: [completeRecord({ id: '17', organization: undefined })] }, async (test) => {
      await test.app.flow.harvest(source, 'test');
      await addAgency(test, other, 'กรมป่าไม้ทดสอบ', 'Test Forest Department');
      assert.equal((await test.app.flow.harvest(await addSource(test, other, 'own'), 'test')).counts.created, 1);
    }));
});
