import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewPublication } from '../../src/catalog/publication.js';
import type { Registry } from '../../src/catalog/registry.js';
import { type GoneReason, writeTombstone } from '../../src/catalog/tombstone.js';
import { openDatabase } from '../../src/registry/open.js';
import { SqlLogReader } from '../../src/registry/publication-log.js';
import { openRegistry } from '../../src/registry/registry.js';

const put = (graph: string, nquads: string, audience: NewPublication['audience'] = 'public'): NewPublication => ({
  graph,
  kind: 'dataset',
  op: 'put',
  audience,
  nquads,
  jsonld: '{}',
  at: '2026-01-01T00:00:00Z',
});
const del = (graph: string): NewPublication => ({ ...put(graph, ''), op: 'delete', jsonld: '' });

describe('The publication log', () => {
  let directory: string;
  let registry: Registry;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'banchi-log-'));
    registry = openRegistry(join(directory, 'registry.sqlite'));
  });
  afterEach(async () => {
    await registry.close();
    await rm(directory, { recursive: true, force: true });
  });

  const append = (...entries: NewPublication[]): Promise<number> => registry.transact((stores) => stores.log.append(entries));

  function rows(wanted: 'nquads' | 'all' = 'nquads'): string[] {
    const database = openDatabase(join(directory, 'registry.sqlite'), { readOnly: true });
    const read = new SqlLogReader(database, wanted).after(0, 100).map(({ graph, op, nquads }) => `${graph} ${op} ${nquads}`);
    database.close();
    return read;
  }

  it('leaves out what is its graph’s newest already, and a delete of what is not there', async () => {
    assert.equal(await append(put('a', '1')), 1);
    assert.equal(await append(put('a', '1'), del('b')), 0);
    assert.equal(await append(del('a')), 1);
    assert.equal(await append(del('a')), 0);
  });

  it('keeps a payload only while it is its graph’s newest, also within one append', async () => {
    await append(put('a', '1'), put('b', '1'), put('a', '2'));
    await append(put('b', '2'));
    assert.deepEqual(rows(), ['a put 2', 'b put 2']);
    assert.deepEqual(
      (await registry.read.log.current(0, 10)).map(({ graph, nquads }) => graph + nquads),
      ['a2', 'b2'],
    );
  });

  it('keeps the payload of a graph that was unchanged beside a new one', async () => {
    await append(put('a', '1'));
    await append(put('a', '1'), put('b', '1'));
    assert.deepEqual(rows(), ['a put 1', 'b put 1']);
  });

  it('keeps tombstones, and gives a graph that comes back its own row', async () => {
    await append(put('a', '1'));
    await append(del('a'));
    assert.deepEqual(rows(), ['a delete ']);
    await append(put('a', '3'));
    assert.deepEqual(rows(), ['a put 3']);
  });

  it('precedes a narrower audience with a public delete, and shows followers nothing else of it', async () => {
    await append(put('a', '1'));
    assert.equal(await append(put('a', '2', 'agency')), 2);
    assert.deepEqual(rows(), ['a delete ']);
    assert.deepEqual(await registry.read.log.graphs('dataset'), [{ graph: 'a', audience: 'agency' }]);
    await append(put('a', '2'));
    assert.deepEqual(rows(), ['a put 2']);
  });

  it('tells a follower of changes also that there were earlier ones, without what they held', async () => {
    await append(put('a', '1'));
    await append(put('a', '2'));
    await append(del('a'));
    assert.deepEqual(rows('all'), ['a put ', 'a put ', 'a delete ']);
  });

  it('keeps what was replaced for as long as it is told to, and nothing of what left the public', async () => {
    await registry.close();
    registry = openRegistry(join(directory, 'registry.sqlite'), 24 * 3_600_000);
    const on = (day: number, entry: NewPublication): NewPublication => ({ ...entry, at: `2026-01-0${day}T00:00:00.000Z` });
    await append(on(1, put('a', '1')), on(1, put('b', '1')), on(1, put('c', '1')));
    await append(on(1, put('a', '2')), on(1, put('b', '2')));
    await append(on(2, del('b')), on(2, put('c', '2', 'agency')));
    assert.deepEqual(rows('all'), ['a put 1', 'b put ', 'c put ', 'a put 2', 'b put ', 'b delete ', 'c delete ']);
    assert.deepEqual(rows(), ['a put 2', 'b delete ', 'c delete ']);
    assert.deepEqual(
      (await registry.read.log.current(0, 10)).map(({ graph, nquads }) => graph + nquads),
      ['a2'],
    );
    const forget = (afterSeq: number, limit: number) =>
      registry.transact(({ log }) => log.forget('2026-01-02T00:00:00.000Z', afterSeq, limit));
    assert.equal(await forget(1, 1), 2);
    assert.equal(rows('all')[0], 'a put 1');
    assert.equal(await forget(0, 100), 5);
    assert.deepEqual(
      rows('all').filter((row) => row.startsWith('a')),
      ['a put ', 'a put 2'],
    );
    await append(on(5, put('a', '3')));
    assert.deepEqual(
      rows('all').filter((row) => row.startsWith('a')),
      ['a put ', 'a put ', 'a put 3'],
    );
  });

  it('goes on telling what a graph was that was lost or revoked, until it is stopped or narrowed', async () => {
    await registry.close();
    registry = openRegistry(join(directory, 'registry.sqlite'), 24 * 3_600_000);
    const titled = (graph: string): NewPublication => ({ ...put(graph, '1'), jsonld: '{"title":{"th":["ชื่อ"]}}' });
    const leave = (graph: string, reason: GoneReason): NewPublication => ({
      ...del(graph),
      jsonld: writeTombstone(reason, titled(graph).jsonld),
    });
    const tombstones = (): string[] => {
      const database = openDatabase(join(directory, 'registry.sqlite'), { readOnly: true });
      const read = new SqlLogReader(database, 'all').after(0, 100).filter(({ op }) => op === 'delete');
      database.close();
      return read.map(({ graph, jsonld }) => `${graph} ${jsonld}`);
    };
    await append(titled('a'), titled('b'), titled('c'));
    await append(leave('a', 'retired'), leave('b', 'revoked'), leave('c', 'hidden'));
    assert.deepEqual(rows('all').slice(0, 3), ['a put 1', 'b put 1', 'c put ']);
    assert.deepEqual(tombstones(), [
      'a {"reason":"retired","title":{"th":["ชื่อ"]}}',
      'b {"reason":"revoked","title":{"th":["ชื่อ"]}}',
      'c {"reason":"hidden","title":{}}',
    ]);
    assert.equal(await append(leave('a', 'revoked'), leave('b', 'retired'), leave('c', 'retired')), 0, 'silences nothing');
    assert.equal(await append(leave('a', 'hidden'), put('b', '2', 'government')), 3);
    assert.deepEqual(rows('all').slice(0, 3), ['a put ', 'b put ', 'c put ']);
    assert.deepEqual(tombstones().slice(3), ['a {"reason":"hidden","title":{}}', 'b {"reason":"narrowed","title":{}}']);
  });

  it('takes back all of a transaction that fails', async () => {
    await assert.rejects(
      registry.transact(async (stores) => {
        await stores.log.append([put('a', '1')]);
        throw new Error('no');
      }),
      /no/,
    );
    assert.equal(await registry.read.log.head(), 0);
  });
});
