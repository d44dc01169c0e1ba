import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type Database from 'libsql';
import type { Dump } from '../catalog/dump.js';

/** Graphs read at a time: some 300 KB. */
const atOnce = 50;

/** A dump as its writer knows it; when that was is told by who asked for it. */
export type WrittenDump = Omit<Dump, 'writtenAt'>;

/**
 * Writes every public graph of the read side into one file of the folder, in one transaction: the file holds exactly that moment.
 * @returns undefined when nothing is published yet.
 */
export async function writeDumpFile(
  database: Database.Database,
  { directory, base }: { readonly directory: string; readonly base: string },
): Promise<WrittenDump | undefined> {
  database.exec('BEGIN');
  const { seq, at } = database.prepare('SELECT seq, at FROM position').all()[0] as { seq: number; at: string };
  if (seq === 0) return undefined;
  const file = join(directory, `banchi-${seq}.nq.gz`);
  const part = `${file}.part`;
  const counted = { graphs: 0 };
  try {
    await pipeline(Readable.from(lines(database, { seq, at, base }, counted)), createGzip(), createWriteStream(part));
    const [{ size }, sha256] = [await stat(part), await hashOf(part)];
    await rename(part, file);
    return { seq, at, graphs: counted.graphs, bytes: size, sha256, file };
  } finally {
    await rm(part, { force: true });
  }
}

/** The file's lines: where it stands, then each graph with its name. */
function* lines(
  database: Database.Database,
  { seq, at, base }: { seq: number; at: string; base: string },
  counted: { graphs: number },
): Generator<string> {
  yield `# ${base}: every public graph at log position ${seq}, ${at}\n# What changed since: ${base}/changes?after=${seq}\n`;
  const page = database.prepare('SELECT graph, nquads FROM graphs WHERE graph > ? ORDER BY graph LIMIT ?');
  for (let after = ''; ; ) {
    const rows = page.all(after, atOnce) as { graph: string; nquads: string }[];
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map((row) => row.nquads).join('');
    counted.graphs += rows.length;
    after = last.graph;
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
