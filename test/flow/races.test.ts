import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProgressReporter } from '../../src/catalog/progress.js';
import { openDatabase } from '../../src/registry/open.js';
import { agencyId, base, registrar, source, startApp, type TestApp } from '../support/app.js';
import { harvestAndConfirm } from '../support/harvested.js';
import { completeRecord, manyRecords } from '../support/packages.js';

const graph = `${base}/datasets/${agencyId}/water-stations/record`;
const confirmation = { agencyId, records: 'all', audience: undefined, by: registrar } as const;

describe('A confirmation that lands while a harvest is at work', () => {
  for (const { what, change, state, op } of [
    { what: 'withdraws', change: { allow_harvest: 'False' }, state: 'hidden', op: 'delete' },
    { what: 'becomes secret', change: { data_category: 'ข้อมูลความมั่นคง' }, state: 'hidden', op: 'delete' },
    { what: 'changes', change: { title: 'ชื่อใหม่' }, state: 'awaiting', op: 'put' },
  ] as const) {
    it(`does not leave a record that ${what} in two states`, async () => {
      const events: ProgressReporter = {};
      const test = await startApp({ packages: [completeRecord()], overrides: { reporter: events } });
      try {
        await test.app.flow.harvest(source, 'test');
        test.portal.offer([completeRecord(change)]);
        confirmBetween(test, events);
        await test.app.flow.harvest(source, 'test');
        const [summary] = await test.app.flow.records();
        assert.equal(summary?.state, state);
        assert.equal((await test.app.registry.read.log.newest(graph))?.op, op);
        assert.ok((await test.app.flow.examine()).every(({ ok }) => ok));
        assert.equal((await test.app.flow.harvest(source, 'test')).run.state, 'succeeded');
      } finally {
        await test.end();
      }
    });
  }
});

describe('Reprocess', () => {
  it('does not publish again what was hidden while it was at work', async () => {
    const test = await startApp({ packages: [completeRecord()] });
    try {
      await harvestAndConfirm(test);
      const database = openDatabase(join(test.config.dataDir, 'registry.sqlite'));
      database.exec(`UPDATE assessments SET flow_version = 'other', graph = replace(graph, 'CSV', 'XML')`);
      database.close();
      test.portal.offer([completeRecord({ allow_harvest: 'False' })]);
      await Promise.all([test.app.flow.reprocess(() => undefined), test.app.flow.harvest(source, 'test')]);
      assert.equal((await test.app.flow.records())[0]?.state, 'hidden');
      assert.equal((await test.app.registry.read.log.newest(graph))?.op, 'delete');
    } finally {
      await test.end();
    }
  });

  it('heals a registry that went to other rules and back', async () => {
    const test = await startApp({ packages: [completeRecord()] });
    try {
      await harvestAndConfirm(test);
      const database = openDatabase(join(test.config.dataDir, 'registry.sqlite'));
      database.exec(`INSERT INTO assessments (version_id, flow_version, gate, title, audience, graph, report, promise, material_hash, guarded_hash, at)
        SELECT version_id, 'other', 'failed', title, audience, graph, report, promise, material_hash, guarded_hash, at FROM assessments`);
      database.close();
      assert.equal((await test.app.flow.reprocess(() => undefined)).assessed, 1);
      assert.equal((await test.app.flow.reprocess(() => undefined)).assessed, 0);
      assert.equal((await test.app.flow.harvest(source, 'test')).counts.unchanged, 1);
    } finally {
      await test.end();
    }
  });
});

describe('Under another base than the registry’s', () => {
  it('nothing is harvested, reprocessed, confirmed or registered', async () => {
    const test = await startApp({ packages: [completeRecord()] });
    try {
      await harvestAndConfirm(test);
      const other = await test.restart({ config: { baseUrl: 'http://localhost:3000' } });
      const head = await other.app.registry.read.log.head();
      const agency = {
        id: 'a2',
        code: 'a2',
        name: { th: 'ก', en: 'A' },
        level: 'central',
        ministry: undefined,
        parentId: undefined,
        province: undefined,
      } as const;
      const tries: (() => Promise<unknown>)[] = [
        () => other.app.flow.harvest(source, 'test'),
        () => other.app.flow.reprocess(() => undefined),
        () => other.app.flow.confirm(confirmation),
        () => other.app.flow.registerAgency(agency, 'test'),
        () => other.app.flow.tick(),
      ];
      for (const work of tries) await assert.rejects(work, /publishes under https:\/\/catalogue.test/);
      assert.equal(await other.app.registry.read.log.head(), head);
      assert.equal((await other.app.flow.agencies()).length, 1);
      await other.app.stop();
    } finally {
      await test.end();
    }
  });
});

describe('Publishing', () => {
  it('keeps a person’s narrower audience over a change of title', async () => {
    const test = await startApp({ packages: [completeRecord()] });
    try {
      await test.app.flow.harvest(source, 'test');
      await test.app.flow.confirm({ ...confirmation, audience: 'agency' });
      test.portal.offer([completeRecord({ title: 'ชื่อใหม่' })]);
      await harvestAndConfirm(test);
      assert.equal((await test.app.registry.read.log.newest(graph))?.audience, 'agency');
    } finally {
      await test.end();
    }
  });

  it('keeps every reference graph when an agency is added', async () => {
    const test = await startApp({ packages: [completeRecord()] });
    try {
      await harvestAndConfirm(test);
      const before = (await test.app.registry.read.log.current(0, 1000)).length;
      const agency = {
        name: { th: 'ก', en: 'A' },
        level: 'central',
        ministry: undefined,
        parentId: undefined,
        province: undefined,
      } as const;
      await test.app.flow.registerAgency({ ...agency, id: 'a2', code: 'a2' }, 'test');
      assert.equal((await test.app.registry.read.log.current(0, 1000)).length, before + 2, 'its own graph and its catalogue’s');
    } finally {
      await test.end();
    }
  });

  it('never gives an agency’s link the graph of a vocabulary', async () => {
    const pinned = ['https://w3id.org/dcat-ap-th/vocab/classification', 'http://publications.europa.eu/resource/authority/frequency'];
    const test = await startApp({ packages: pinned.map((url, index) => completeRecord({ id: `p${index}`, name: `p${index}`, url })) });
    try {
      await harvestAndConfirm(test);
      for (const one of pinned) assert.equal((await test.app.registry.read.log.newest(one))?.kind, 'vocabulary');
    } finally {
      await test.end();
    }
  });
});

describe('Followers', () => {
  it('are ready when the log ends on a full batch', async () => {
    const test = await startApp({ packages: [] });
    try {
      await test.app.flow.publishReferences();
      const missing = 500 - (await test.app.registry.read.log.head());
      const nquads = '<urn:a> <urn:b> <urn:c> <urn:g> .\n';
      const entries = Array.from(
        { length: missing },
        (_, index) =>
          ({
            graph: `urn:g${index}`,
            kind: 'document',
            op: 'put',
            audience: 'public',
            nquads,
            jsonld: '',
            at: '2026-01-01T00:00:00.000Z',
          }) as const,
      );
      await test.app.registry.transact((stores) => stores.log.append(entries));
      const serving = await test.serve();
      await serving.caughtUp();
      assert.equal((await fetch(`${serving.url}/readyz`)).status, 200);
    } finally {
      await test.end();
    }
  });

  it('begin anew when the registry was restored to another history', async () => {
    const test = await startApp({ packages: manyRecords(6) });
    try {
      await test.app.flow.harvest(source, 'test');
      const { dataDir } = test.config;
      const restored = join(dataDir, 'restored');
      mkdirSync(restored);
      copy(join(dataDir, 'registry.sqlite'), join(restored, 'registry.sqlite'));
      await test.app.flow.confirm({ ...confirmation, records: ['dataset-0001', 'dataset-0002', 'dataset-0003'] });
      const first = await test.serve();
      await first.caughtUp();
      await test.app.stop();
      copy(join(dataDir, 'read.sqlite'), join(restored, 'read.sqlite'));
      test.clock.now = new Date(test.clock.now.getTime() + 1000);
      const after = await test.restart({ config: { dataDir: restored } });
      await after.app.flow.confirm({ ...confirmation, records: ['dataset-0004', 'dataset-0005', 'dataset-0006'] });
      const second = await after.serve();
      await second.caughtUp();
      const list = (await (await fetch(`${second.url}/datasets.jsonld`)).json()) as { member: { id: string }[] };
      assert.deepEqual(
        list.member.map(({ id }) => id.slice(-4)),
        ['0004', '0005', '0006'],
      );
      await after.app.stop();
    } finally {
      await test.end();
    }
  });
});

/** A second process's confirmation, given between the assessing and the writing of the next harvest. */
function confirmBetween(test: TestApp, events: ProgressReporter): void {
  const { dataDir } = test.config;
  const main = fileURLToPath(new URL('../../src/main.js', import.meta.url));
  events.recordsAssessed = () => {
    delete events.recordsAssessed;
    // The event loop is held until the other process has written.
    execFileSync(process.execPath, [main, 'confirm', agencyId, '--all', '--by', registrar], {
      env: { PATH: process.env.PATH ?? '', BANCHI_DATA: dataDir, BASE_URL: base },
      stdio: 'ignore',
    });
  };
}

/** Copies a database as a backup does. */
function copy(from: string, to: string): void {
  const database = openDatabase(from);
  database.exec(`VACUUM INTO '${to}'`);
  database.close();
}
