import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { request } from 'undici';
import type { Flow } from '../../src/flow.js';
import { openDatabase } from '../../src/registry/open.js';
import { agencyId, base, registrar, source, startApp, type TestApp, withTestApp } from '../support/app.js';
import { harvestAndConfirm } from '../support/harvested.js';
import { completeRecord, manyRecords } from '../support/packages.js';

describe('The flow version', () => {
  it('is the same at each start', () =>
    withTestApp({}, async (test) => {
      const after = await test.restart();
      assert.equal(after.app.flowVersion, test.app.flowVersion);
      await after.app.stop();
    }));
});

describe('Reprocess', () => {
  it('has nothing to do under the same rules', () =>
    withTestApp({ packages: manyRecords(3) }, async (test) => {
      await harvestAndConfirm(test);
      assert.deepEqual(await test.app.flow.reprocess(() => undefined), { assessed: 0, passed: 0, returned: 0, unreadable: 0 });
    }));

  it('assesses again what was assessed under other rules, asks nobody again, and leaves the log as it is', () =>
    withTestApp({ packages: [...manyRecords(130), completeRecord({ id: 'r', name: 'r', license_id: '' })] }, async (test) => {
      await harvestAndConfirm(test);
      asIfOtherRules(test);
      const head = await test.app.registry.read.log.head();
      const done = await test.app.flow.reprocess(() => undefined);
      assert.deepEqual(done, { assessed: 131, passed: 130, returned: 1, unreadable: 0 });
      assert.equal(await test.app.registry.read.log.head(), head);
      assert.ok((await test.app.flow.examine()).every(({ ok }) => ok));
    }));

  it('takes up a returned record that passes under the new rules', () =>
    withTestApp({ packages: [completeRecord()] }, async (test) => {
      await test.app.flow.harvest(source, 'test');
      const [summary] = await test.app.flow.records();
      await test.app.registry.transact((stores) => stores.versions.move(summary?.versionId ?? 0, ['returned']));
      asIfOtherRules(test);
      await test.app.flow.reprocess(() => undefined);
      assert.equal((await test.app.flow.records())[0]?.state, 'awaiting');
    }));
});

describe('The base of all IRIs', () => {
  it('is fixed at the first publication: another is refused with what to do', () =>
    withTestApp({ packages: [completeRecord()] }, async (test) => {
      await harvestAndConfirm(test);
      const other = await test.restart({ config: { baseUrl: 'https://other.test' } });
      try {
        await assert.rejects(other.app.serve(), (error: { message: string; remedy: { en: string } }) => {
          assert.match(error.message, /publishes under https:\/\/catalogue.test/);
          assert.match(error.remedy.en, /banchi rebase/);
          return true;
        });
      } finally {
        await other.app.stop();
      }
    }));

  it('moves with rebase: old graphs leave, new ones come, the same otherwise, and old addresses redirect', () =>
    withTestApp({ packages: manyRecords(3) }, async (test) => {
      await harvestAndConfirm(test);
      const before = await dumped(test.app.flow);
      const moved = await test.restart({ config: { baseUrl: 'https://other.test' } });
      try {
        assert.equal((await moved.app.flow.rebase(registrar)).datasets, 3);
        assert.equal(await dumped(moved.app.flow), before.replaceAll(base, 'https://other.test'));
        const serving = await moved.app.serve();
        await serving.caughtUp();
        const page = (await (await fetch(`${serving.url}/datasets.jsonld`)).json()) as { member: { id: string; '@context'?: string }[] };
        assert.deepEqual(
          page.member.map(({ id }) => new URL(id).host),
          ['other.test', 'other.test', 'other.test'],
        );
        const old = await request(`${serving.url}/datasets/${agencyId}/dataset-0001?x=1`, { headers: { host: 'catalogue.test' } });
        await old.body.dump();
        assert.equal(old.statusCode, 301);
        assert.equal(old.headers.location, `https://other.test/datasets/${agencyId}/dataset-0001?x=1`);
        const { counts } = await moved.app.flow.harvest(source, 'test');
        assert.equal(counts.unchanged, 3);
      } finally {
        await moved.app.stop();
      }
    }));
});

describe('The read side', () => {
  it('is rebuilt from the log when its file is gone', async () => {
    const test = await startApp({ packages: manyRecords(12) });
    try {
      await harvestAndConfirm(test);
      const first = await test.serve();
      await first.caughtUp();
      const before = await (await fetch(`${first.url}/datasets.nt`)).text();
      await test.app.stop();
      for (const suffix of ['', '-wal', '-shm']) rmSync(join(test.config.dataDir, `read.sqlite${suffix}`), { force: true });
      const after = await test.restart();
      const second = await after.serve();
      await second.caughtUp();
      assert.ok((await (await fetch(`${second.url}/datasets.nt`)).text()) === before, 'the rebuilt read side differs');
      await after.app.stop();
    } finally {
      await test.end();
    }
  });
});

describe('The registry', () => {
  it('of a newer Banchi is refused with what to do', async () => {
    const test = await startApp();
    try {
      await test.app.stop();
      const database = openDatabase(join(test.config.dataDir, 'registry.sqlite'));
      database.exec('PRAGMA user_version = 99');
      database.close();
      await assert.rejects(test.restart(), /schema 99.*newer version/);
    } finally {
      await test.end();
    }
  });

  it('that is no database is refused, and left as it is', async () => {
    const test = await startApp();
    try {
      await test.app.stop();
      const file = join(test.config.dataDir, 'registry.sqlite');
      const text = 'this is no database, whatever its name says; it is only some text that is long enough'.repeat(20);
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
      writeFileSync(file, text);
      await assert.rejects(test.restart(), /not a database/);
      assert.equal(readFileSync(file, 'utf8'), text);
    } finally {
      await test.end();
    }
  });

  it('refuses an agency or source that is there, unknown or wrongly named', () =>
    withTestApp({}, async ({ app, portal }) => {
      const agency = {
        name: { th: 'ก', en: 'A' },
        level: 'central',
        ministry: undefined,
        parentId: undefined,
        province: undefined,
      } as const;
      await assert.rejects(app.flow.registerAgency({ ...agency, id: agencyId, code: agencyId }, 'test'), /registered already/);
      await assert.rejects(app.flow.registerAgency({ ...agency, id: 'A B', code: 'x' }, 'test'), /cannot be an agency/);
      await assert.rejects(
        app.flow.registerAgency({ ...agency, id: 'child', code: 'child', parentId: 'nobody' }, 'test'),
        /no agency nobody/,
      );
      const kind = { kind: 'ckan', policy: 'manual', policyBy: undefined, everyMinutes: undefined } as const;
      await assert.rejects(app.flow.registerSource({ ...kind, agencyId, key: 'ckan', url: portal.url }, 'test'), /exists already/);
      await assert.rejects(
        app.flow.registerSource({ ...kind, agencyId, key: 'x', url: 'file:///etc/passwd' }, 'test'),
        /file: addresses are not fetched/,
      );
      const secret = portal.url.replace('http://', 'http://user:secret@');
      await assert.rejects(
        app.flow.registerSource({ ...kind, agencyId, key: 'x', url: secret }, 'test'),
        /has a user name or password in it/,
      );
      await assert.rejects(
        app.flow.registerSource({ ...kind, agencyId, key: 'x', url: portal.url, policy: 'automatic' }, 'test'),
        /needs the registrar/,
      );
      await assert.rejects(app.flow.harvest(`${agencyId}/nothing`, 'test'), /no source “nothing”/);
      await assert.rejects(app.flow.harvest('nobody/x', 'test'), /no agency nobody/);
    }));
});

/** Makes every assessment look as if it had been made under other rules. */
function asIfOtherRules(test: TestApp): void {
  const database = openDatabase(join(test.config.dataDir, 'registry.sqlite'));
  database.exec(`UPDATE assessments SET flow_version = 'other'`);
  database.close();
}

async function dumped(flow: Flow): Promise<string> {
  let text = '';
  await flow.dump(async (nquads) => {
    text += nquads;
  });
  return text
    .split('\n')
    .filter((line) => line.includes('/datasets/') && !line.includes('/record> <http://purl.org/dc/terms/modified>'))
    .sort()
    .join('\n');
}
