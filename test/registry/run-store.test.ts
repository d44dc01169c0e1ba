import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Registry } from '../../src/catalog/registry.js';
import type { Outcome, StagedRecord } from '../../src/catalog/run.js';
import { openDatabase } from '../../src/registry/open.js';
import { openRegistry } from '../../src/registry/registry.js';

const at = '2026-11-23T02:00:00Z';

const offered = (nativeId: string, fingerprint = `of ${nativeId}`): StagedRecord => ({
  nativeId,
  name: nativeId,
  fingerprint,
  bytes: `{"id":"${nativeId}","fingerprint":"${fingerprint}"}`,
  mediaType: 'application/json',
  agencyId: undefined,
  outcome: undefined,
  reason: undefined,
  reasonTh: undefined,
});

describe('Staged records', () => {
  let directory: string;
  let registry: Registry;
  let sourceId: number;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'banchi-runs-'));
    registry = openRegistry(join(directory, 'registry.sqlite'));
    await registry.transact(async (stores) => {
      const none = { ministry: undefined, parentId: undefined, province: undefined };
      await stores.agencies.add(
        { id: '99070100', code: '99070100', name: { th: 'กรมตัวอย่าง', en: 'Example' }, level: 'central', ...none },
        at,
      );
      const policy = { policy: 'manual', policyBy: undefined, policyUntil: undefined, everyMinutes: undefined } as const;
      const source = {
        agencyId: '99070100',
        key: 'ckan',
        kind: 'ckan',
        url: 'https://a.example',
        state: 'active',
      } as const;
      sourceId = (await stores.sources.add({ ...source, ...policy })).id;
    });
  });
  afterEach(async () => {
    await registry.close();
    await rm(directory, { recursive: true, force: true });
  });

  /** What the newest harvest of a record left: its version, and its fingerprint beside its identity. */
  async function know(nativeId: string, fingerprint: string): Promise<void> {
    await registry.transact(async ({ records, versions }) => {
      const recordId = await records.add({ agencyId: '99070100', segment: '99070100', slug: nativeId, at });
      await records.addIdentity({ sourceId, nativeId, recordId, at });
      const version = {
        recordId,
        sourceId,
        nativeId,
        runId: undefined,
        mediaType: 'application/json',
        state: 'awaiting',
        receivedAt: at,
      } as const;
      await versions.add({ ...version, fingerprint, bytes: `kept of ${nativeId}` });
      await records.seen(sourceId, [{ nativeId, fingerprint }], at);
    });
  }

  function stage(...records: StagedRecord[]): Promise<number> {
    return registry.transact(async ({ runs }) => {
      const id = await runs.start({ sourceId, startedAt: at, startedBy: 'test' });
      await runs.stage(id, records);
      return id;
    });
  }

  const decide = (id: number, outcomes: Record<string, Outcome>): Promise<void> =>
    registry.transact(({ runs }) =>
      runs.decide(
        id,
        Object.entries(outcomes).map(([nativeId, outcome]) => ({ nativeId, outcome })),
      ),
    );

  const unapplied = async (id: number): Promise<(string | undefined)[][]> =>
    (await registry.read.runs.unapplied(id, 0, 100)).map(({ nativeId, bytes }) => [nativeId, bytes]);

  function bytesKept(): number {
    const database = openDatabase(join(directory, 'registry.sqlite'), { readOnly: true });
    const [row] = database.prepare('SELECT count(*) AS count FROM run_bytes').all() as { count: number }[];
    database.close();
    return row?.count ?? -1;
  }

  it('are not kept again where the newest version holds what came, and are read from there', async () => {
    await know('same', 'of same');
    await know('other', 'of another time');
    const id = await stage(offered('same'), offered('other'), offered('new'));
    assert.equal(bytesKept(), 2);
    await decide(id, { same: 'changed', other: 'changed', new: 'created' });
    assert.deepEqual(await unapplied(id), [
      ['same', 'kept of same'],
      ['other', offered('other').bytes],
      ['new', offered('new').bytes],
    ]);
  });

  it('of which one comes twice in a page are staged once, as the first came', async () => {
    const id = await stage(offered('a', 'first'), offered('a', 'second'), offered('b'));
    await decide(id, { a: 'created', b: 'created' });
    assert.deepEqual(await unapplied(id), [
      ['a', offered('a', 'first').bytes],
      ['b', offered('b').bytes],
    ]);
  });

  it('keep each its own outcome, whatever most of them have', async () => {
    const outcomes = { a: 'unchanged', b: 'unchanged', c: 'changed', d: 'unchanged', e: 'created' } as const;
    const id = await stage(...Object.keys(outcomes).map((name) => offered(name)));
    await decide(id, outcomes);
    const staged = await registry.read.runs.staged(id);
    assert.deepEqual(Object.fromEntries(staged.map(({ nativeId, outcome }) => [nativeId, outcome])), outcomes);
    assert.deepEqual(
      (await unapplied(id)).map(([nativeId]) => nativeId),
      ['c', 'e'],
    );
    assert.equal(bytesKept(), 2);
  });

  it('that nobody decided on yet are left alone by a decision on others', async () => {
    const id = await stage(offered('a'), offered('b'));
    await decide(id, { a: 'created' });
    const staged = await registry.read.runs.staged(id);
    assert.deepEqual(
      staged.map(({ outcome }) => outcome),
      ['created', undefined],
    );
  });

  it('let go of their bytes one by one as they are applied or set aside, and all at once when their run is over', async () => {
    const id = await stage(offered('a'), offered('b'), offered('c'), offered('d'));
    await decide(id, { a: 'created', b: 'created', c: 'created', d: 'created' });
    await registry.transact(({ runs }) => runs.applied(id, ['a']));
    assert.equal(bytesKept(), 3);
    await registry.transact(({ runs }) => runs.setAside(id, 'b', { th: 'ก', en: 'a' }));
    assert.equal(bytesKept(), 2);
    await registry.transact(({ runs }) => runs.clear(id));
    assert.equal(bytesKept(), 0);
  });
});
