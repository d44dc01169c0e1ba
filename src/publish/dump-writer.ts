import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import type Database from 'libsql';
import type { Dump } from '../catalog/dump.js';

/** Graphs read at a time: some 300 KB, read in a millisecond. */
const atOnce = 50;

export interface DumpParts {
  /** Opens the read side; a dump has a connection of its own, since it reads in one transaction. */
  readonly open: () => Database.Database;
  readonly directory: string;
  readonly base: string;
  /** Age after which a dump is written anew while the catalogue changes. */
  readonly everyMs: number;
  readonly clock: () => Date;
  /** Told when a dump that was due could not be written. */
  readonly failed: (error: unknown) => void;
}

/** How often it looks whether a dump is due: what has left is gone from the dump within a minute. */
const checkMs = 20_000;

/** Keeps one dump of everything public: the newest, complete or not there. */
export class DumpWriter {
  readonly #parts: DumpParts;
  readonly #stopping = new AbortController();
  #newest: Dump | undefined;
  #known: Promise<void> | undefined;
  #writing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: DumpParts) {
    this.#parts = parts;
  }

  get newest(): Dump | undefined {
    return this.#newest;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.check().catch((error: unknown) => {
        if (!this.#stopping.signal.aborted) this.#parts.failed(error);
      });
    }, checkMs);
  }

  /** Writes a dump when one is due: there is none, it holds what has left, or it is too old. */
  check(): Promise<void> {
    return this.#inTurn(false);
  }

  /** Writes a dump of the read side as it is now, unless there is one. */
  async now(): Promise<void> {
    await this.#writing;
    await this.#inTurn(true);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort();
    await this.#writing?.catch(() => undefined); // whoever asked for it was told
  }

  /** One is written at a time. */
  #inTurn(wanted: boolean): Promise<void> {
    this.#writing ??= this.#check(wanted).finally(() => {
      this.#writing = undefined;
    });
    return this.#writing;
  }

  async #check(wanted: boolean): Promise<void> {
    this.#known ??= this.#readNewest();
    await this.#known;
    const database = this.#parts.open();
    try {
      // One transaction from the position to the last graph: the file holds exactly that moment.
      database.exec('BEGIN');
      const { seq, at } = database.prepare('SELECT seq, at FROM position').all()[0] as { seq: number; at: string };
      if (seq > 0 && this.#isDue(database, seq, wanted)) await this.#write(database, seq, at);
      database.exec('COMMIT');
    } finally {
      database.close();
    }
  }

  #isDue(database: Database.Database, seq: number, wanted: boolean): boolean {
    const dump = this.#newest;
    // A dump ahead of the read side is of another history.
    if (dump === undefined || dump.seq > seq) return true;
    if (dump.seq === seq) return false;
    if (wanted || database.prepare('SELECT 1 FROM gone WHERE seq > ? LIMIT 1').all(dump.seq).length > 0) return true;
    return this.#parts.clock().getTime() - Date.parse(dump.writtenAt) >= this.#parts.everyMs;
  }

  async #write(database: Database.Database, seq: number, at: string): Promise<void> {
    const { directory, base, clock } = this.#parts;
    const file = join(directory, `banchi-${seq}.nq.gz`);
    const part = `${file}.part`;
    const counted = { graphs: 0 };
    const { signal } = this.#stopping;
    try {
      await pipeline(Readable.from(lines(database, { seq, at, base }, counted)), createGzip(), createWriteStream(part), { signal });
      const { size } = await stat(part);
      const dump: Dump = {
        seq,
        at,
        writtenAt: clock().toISOString(),
        graphs: counted.graphs,
        bytes: size,
        sha256: await hashOf(part),
        file,
      };
      await rename(part, file);
      await writeFile(`${file}.json.part`, JSON.stringify(dump));
      await rename(`${file}.json.part`, `${file}.json`);
      this.#newest = dump;
    } finally {
      await rm(part, { force: true });
    }
    await this.#removeOthers(file);
  }

  /** What an earlier process left; a file without its description was not finished. */
  async #readNewest(): Promise<void> {
    await mkdir(this.#parts.directory, { recursive: true });
    const names = await readdir(this.#parts.directory);
    const found: Dump[] = [];
    const described = names.filter((name) => /^banchi-\d+\.nq\.gz\.json$/.test(name) && names.includes(name.slice(0, -'.json'.length)));
    for (const name of described)
      found.push({
        ...(JSON.parse(await readFile(join(this.#parts.directory, name), 'utf8')) as Dump),
        file: join(this.#parts.directory, name.slice(0, -'.json'.length)),
      });
    this.#newest = found.sort((a, b) => b.seq - a.seq)[0];
  }

  /** Who is reading an older file reads it to its end; nobody finds it any more. */
  async #removeOthers(file: string): Promise<void> {
    const { directory } = this.#parts;
    for (const name of await readdir(directory)) {
      const path = join(directory, name);
      if (name.startsWith('banchi-') && path !== file && path !== `${file}.json`) await rm(path, { force: true });
    }
  }
}

/** The file's lines: where it stands, then each graph with its name. */
async function* lines(
  database: Database.Database,
  { seq, at, base }: { seq: number; at: string; base: string },
  counted: { graphs: number },
): AsyncGenerator<string> {
  yield `# ${base}: every public graph at log position ${seq}, ${at}\n# What changed since: ${base}/changes?after=${seq}\n`;
  const page = database.prepare('SELECT graph, nquads FROM graphs WHERE graph > ? ORDER BY graph LIMIT ?');
  for (let after = ''; ; ) {
    const rows = page.all(after, atOnce) as { graph: string; nquads: string }[];
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map((row) => row.nquads).join('');
    counted.graphs += rows.length;
    after = last.graph;
    await turn(); // other requests come in between
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
