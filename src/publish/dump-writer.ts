import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type Database from 'libsql';
import type { Dump } from '../catalog/dump.js';
import { writeDumpInThread } from './dump-thread.js';

export interface DumpParts {
  readonly readPath: string;
  /** Opens the read side, to see whether a dump is due. */
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
    let due: boolean;
    try {
      const { seq } = database.prepare('SELECT seq FROM position').all()[0] as { seq: number };
      due = seq > 0 && this.#isDue(database, seq, wanted);
    } finally {
      database.close();
    }
    if (due) await this.#write();
  }

  #isDue(database: Database.Database, seq: number, wanted: boolean): boolean {
    const dump = this.#newest;
    // A dump ahead of the read side is of another history.
    if (dump === undefined || dump.seq > seq) return true;
    if (dump.seq === seq) return false;
    if (wanted || database.prepare('SELECT 1 FROM gone WHERE seq > ? LIMIT 1').all(dump.seq).length > 0) return true;
    return this.#parts.clock().getTime() - Date.parse(dump.writtenAt) >= this.#parts.everyMs;
  }

  async #write(): Promise<void> {
    const { readPath, directory, base } = this.#parts;
    try {
      const written = await writeDumpInThread({ readPath, directory, base }, this.#stopping.signal);
      if (written === undefined) return;
      const dump: Dump = { ...written, writtenAt: this.#parts.clock().toISOString() };
      await writeFile(`${dump.file}.json.part`, JSON.stringify(dump));
      await rename(`${dump.file}.json.part`, `${dump.file}.json`);
      this.#newest = dump;
    } finally {
      await this.#removeOthers();
    }
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

  /** What is unfinished or older goes. Who is reading an older file reads it to its end; nobody finds it any more. */
  async #removeOthers(): Promise<void> {
    const { directory } = this.#parts;
    const file = this.#newest?.file;
    for (const name of await readdir(directory)) {
      const path = join(directory, name);
      if (name.startsWith('banchi-') && path !== file && path !== `${file}.json`) await rm(path, { force: true });
    }
  }
}
