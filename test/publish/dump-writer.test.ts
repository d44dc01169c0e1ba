import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Publication } from '../../src/catalog/publication.js';
import { DumpWriter } from '../../src/publish/dump-writer.js';
import { ReadModelWriter } from '../../src/publish/read-model.js';
import { openDatabase } from '../../src/registry/open.js';

const graph = (name: string): string => `https://catalogue.test/datasets/a/${name}/record`;
const row = (seq: number, name: string, op: 'put' | 'delete' = 'put'): Publication => ({
  seq,
  graph: graph(name),
  kind: 'dataset',
  op,
  audience: 'public',
  nquads: op === 'put' ? `<https://x.example/${name}> <https://x.example/p> "${seq}" <${graph(name)}> .\n` : '',
  jsonld: op === 'put' ? '{}' : '',
  at: new Date(Date.UTC(2026, 0, 1, 0, seq)).toISOString(),
});

describe('The writer of dumps', () => {
  let directory: string;
  let read: ReadModelWriter;
  let writer: DumpWriter;
  let now: Date;
  const failures: unknown[] = [];

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'banchi-dump-'));
    const path = join(directory, 'read.sqlite');
    const database = openDatabase(path);
    read = new ReadModelWriter(database, 1e9);
    now = new Date('2026-02-01T00:00:00Z');
    const open = () => openDatabase(path, { readOnly: true });
    const failed = (error: unknown) => failures.push(error);
    writer = new DumpWriter({
      readPath: path,
      open,
      directory: join(directory, 'dumps'),
      base: 'https://catalogue.test',
      everyMs: 3_600_000,
      clock: () => now,
      failed,
    });
  });
  afterEach(async () => {
    await writer.stop();
    await rm(directory, { recursive: true, force: true });
    assert.deepEqual(failures, []);
  });

  it('writes none of an empty catalogue', async () => {
    await writer.check();
    assert.equal(writer.newest, undefined);
  });

  it('waits with an addition until the dump is old, and not with a removal', async () => {
    read.apply([row(1, 'a'), row(2, 'b')], 2, 'm2');
    await writer.check();
    assert.deepEqual([writer.newest?.seq, writer.newest?.graphs], [2, 2]);
    read.apply([row(3, 'c')], 3, 'm3');
    await writer.check();
    assert.equal(writer.newest?.seq, 2);
    now = new Date(now.getTime() + 3_600_000);
    await writer.check();
    assert.deepEqual([writer.newest?.seq, writer.newest?.graphs], [3, 3]);
    read.apply([row(4, 'a', 'delete')], 4, 'm4');
    await writer.check();
    assert.deepEqual([writer.newest?.seq, writer.newest?.graphs], [4, 2]);
    assert.equal((await readdir(join(directory, 'dumps'))).length, 2);
  });

  it('writes one when several ask at once, and none when nothing changed', async () => {
    read.apply([row(1, 'a')], 1, 'm1');
    await Promise.all([writer.check(), writer.check(), writer.check()]);
    const first = writer.newest;
    await writer.now();
    assert.equal(writer.newest, first);
  });

  it('writes anew when the read side follows another history', async () => {
    read.apply([row(1, 'a'), row(2, 'b')], 2, 'm2');
    await writer.check();
    read.reset();
    read.apply([row(1, 'z')], 1, 'other');
    await writer.check();
    assert.deepEqual([writer.newest?.seq, writer.newest?.graphs], [1, 1]);
  });

  it('keeps the dump that there is when the next cannot be written, and writes it when it can', async () => {
    read.apply([row(1, 'a')], 1, 'm1');
    await writer.check();
    read.apply([row(2, 'a', 'delete'), row(3, 'b')], 3, 'm3');
    const blocked = join(directory, 'dumps', 'banchi-3.nq.gz.part');
    await mkdir(blocked);
    await assert.rejects(writer.check(), /EISDIR/);
    assert.equal(writer.newest?.seq, 1);
    await rm(blocked, { recursive: true, force: true });
    await writer.check();
    assert.equal(writer.newest?.seq, 3);
  });

  it('leaves nothing when it is stopped in the middle', async () => {
    const rows = Array.from({ length: 2000 }, (_, index) => row(index + 1, `n${index}`));
    read.apply(rows, 2000, 'm');
    const writing = writer.check();
    const stopped = assert.rejects(writing, /abort/i);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await writer.stop();
    await stopped;
    assert.deepEqual(await readdir(join(directory, 'dumps')), []);
  });
});
