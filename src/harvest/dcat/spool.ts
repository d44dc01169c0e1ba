import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { messageOf, Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';
import { factory, type Literal, type Quad, type Quad_Object, type Quad_Subject, type Term } from '../../rdf/terms.js';

/** Triples, and characters of them, that are gathered by subject before they are written: documents say what belongs together in one place. */
const gatheredTriples = 20_000;
const gatheredLength = 8 * 1024 * 1024;
const rowLength = 65_536;

/** Files that a process which has ended left behind are older than any walk may take. */
const staleMs = 48 * 3_600_000;
const naming = /^dcat-(\d+)-[\da-f-]+\.spool$/;
const inUse = new Set<string>();

/** A triple of one subject: its predicate, and its object. */
export interface Saying {
  readonly predicate: string;
  readonly object: Quad_Object;
}

/**
 * The triples of a document on disk, by subject. A file of its own without journal: whoever crashes reads the document anew.
 * Main memory holds some 20,000 triples, however large the document is.
 */
export class Spool {
  readonly #path: string;
  readonly #database: Database.Database;
  readonly #gathered = new Map<string, string[]>();
  #triples = 0;
  #length = 0;
  readonly #insert: Database.Statement;
  readonly #insertDataset: Database.Statement;
  readonly #insertBack: Database.Statement;
  readonly #insertListed: Database.Statement;
  readonly #select: Database.Statement;
  readonly #selectBack: Database.Statement;

  /** @param path of a file that does not exist yet. */
  constructor(path: string) {
    this.#path = path;
    this.#database = new Database(path);
    for (const setting of ['journal_mode = OFF', 'synchronous = OFF', 'locking_mode = EXCLUSIVE', 'cache_size = -16000'])
      this.#database.exec(`PRAGMA ${setting}`);
    this.#database.exec(`
      CREATE TABLE node (subject TEXT NOT NULL, sayings TEXT NOT NULL);
      CREATE TABLE dataset (position INTEGER PRIMARY KEY, subject TEXT NOT NULL UNIQUE);
      CREATE TABLE back (object TEXT NOT NULL, subject TEXT NOT NULL, PRIMARY KEY (object, subject)) WITHOUT ROWID;
      CREATE TABLE listed (object TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;
      BEGIN`);
    this.#insert = this.#database.prepare('INSERT INTO node VALUES (?, ?)');
    this.#insertDataset = this.#database.prepare('INSERT OR IGNORE INTO dataset (subject) VALUES (?)');
    this.#insertBack = this.#database.prepare('INSERT OR IGNORE INTO back VALUES (?, ?)');
    this.#insertListed = this.#database.prepare('INSERT OR IGNORE INTO listed VALUES (?)');
    this.#select = this.#database.prepare('SELECT sayings FROM node WHERE subject = ? ORDER BY rowid');
    this.#selectBack = this.#database.prepare('SELECT subject FROM back WHERE object = ? ORDER BY subject LIMIT ?');
  }

  add({ subject, predicate, object }: Quad): void {
    const key = keyOf(subject);
    const saying = JSON.stringify(packed(predicate.value, object as Quad_Object));
    const sayings = this.#gathered.get(key);
    if (sayings === undefined) this.#gathered.set(key, [saying]);
    else sayings.push(saying);
    this.#triples += 1;
    this.#length += saying.length;
    if (this.#triples >= gatheredTriples || this.#length >= gatheredLength) this.#flush();
  }

  addDataset(subject: Term): void {
    this.#insertDataset.run(keyOf(subject));
  }

  /** Notes that `subject` speaks of `object`, to be found from there. */
  addBack(object: Term, subject: Term): void {
    this.#insertBack.run(keyOf(object), keyOf(subject));
  }

  /** Notes that a catalogue names this dataset. */
  addListed(object: Term): void {
    this.#insertListed.run(keyOf(object));
  }

  /** Ends writing; from here on it is read. @returns how many datasets there are. */
  seal(): number {
    this.#flush();
    this.#database.exec('COMMIT; CREATE INDEX node_subject ON node (subject)');
    const { n } = this.#database.prepare('SELECT count(*) AS n FROM dataset').get() as { n: number };
    return n;
  }

  /** Datasets that a catalogue names and that are none here, up to `most`. */
  undescribed(most: number): Quad_Subject[] {
    const sql = 'SELECT object FROM listed WHERE object NOT IN (SELECT subject FROM dataset) ORDER BY object LIMIT ?';
    return (this.#database.prepare(sql).all(most) as { object: string }[]).map(({ object }) => termOf(object));
  }

  /** The next datasets in the order of the document. */
  datasets(after: number, limit: number): { position: number; subject: Quad_Subject }[] {
    const rows = this.#database
      .prepare('SELECT position, subject FROM dataset WHERE position > ? ORDER BY position LIMIT ?')
      .all(after, limit);
    return (rows as { position: number; subject: string }[]).map(({ position, subject }) => ({ position, subject: termOf(subject) }));
  }

  /** What is said of a node, each thing once, until that is more than `most` triples or so many characters. */
  sayings(subject: Term, most: { readonly triples: number; readonly characters: number }): Saying[] {
    const seen = new Set<string>();
    let characters = 0;
    for (const { sayings } of this.#select.iterate(keyOf(subject)) as Iterable<{ sayings: string }>) {
      for (const saying of sayings.split('\n')) seen.add(saying);
      characters += sayings.length;
      if (seen.size > most.triples || characters > most.characters * 2) break;
    }
    return Array.from(seen, (saying) => unpacked(JSON.parse(saying) as Packed));
  }

  /** Nodes that speak of this one, up to `most`. */
  speakers(object: Term, most: number): Quad_Subject[] {
    const rows = this.#selectBack.all(keyOf(object), most);
    return (rows as { subject: string }[]).map(({ subject }) => termOf(subject));
  }

  #flush(): void {
    for (const [subject, sayings] of this.#gathered) this.#write(subject, sayings);
    this.#gathered.clear();
    this.#triples = 0;
    this.#length = 0;
  }

  /** Rows are kept short, since a hundred are read at once. */
  #write(subject: string, sayings: readonly string[]): void {
    let [from, length] = [0, 0];
    for (const [at, saying] of sayings.entries()) {
      length += saying.length;
      if (length < rowLength && at < sayings.length - 1) continue;
      this.#insert.run(subject, sayings.slice(from, at + 1).join('\n'));
      [from, length] = [at + 1, 0];
    }
  }

  /** Ends it and deletes its file. */
  close(): void {
    this.#database.close();
    rmSync(this.#path, { force: true });
  }
}

/** What to tell of a disk that takes no more, or no spool at all; undefined for any other error. */
export function spoolProblem(error: unknown): Problem | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  // A file that cannot be opened comes without a code.
  if (!/^SQLITE_(?:FULL|IOERR|CANTOPEN|READONLY)|ConnectionFailed/.test(`${code} ${messageOf(error)}`)) return undefined;
  return new Problem(
    'unavailable',
    text('พื้นที่พักเอกสารของระบบเต็มหรือเขียนไม่ได้', 'The folder in which documents are spooled is full or cannot be written.'),
    {
      cause: error,
      remedy: text(
        'โปรดแจ้งผู้ดูแลระบบให้ตรวจสอบพื้นที่ดิสก์ ไม่มีการเปลี่ยนแปลงใดในบัญชีข้อมูล',
        'Ask the administrator to look at the disk. Nothing was changed in the catalogue.',
      ),
    },
  );
}

/** A path for a spool of this process, which `release` takes back. */
export function spoolPath(directory: string, id: string, now: Date): string {
  mkdirSync(directory, { recursive: true });
  sweepSpools(directory, now);
  const name = `dcat-${process.pid}-${id}.spool`;
  inUse.add(name);
  return join(directory, name);
}

/** Deletes a spool, also one whose thread died. */
export function releaseSpool(directory: string, id: string): void {
  const name = `dcat-${process.pid}-${id}.spool`;
  inUse.delete(name);
  rmSync(join(directory, name), { force: true });
}

/** Deletes what processes that have ended left behind. */
function sweepSpools(directory: string, now: Date): void {
  for (const name of readdirSync(directory)) {
    const pid = Number(naming.exec(name)?.[1]);
    if (Number.isNaN(pid) || inUse.has(name)) continue;
    const path = join(directory, name);
    if (pid === process.pid || !isAlive(pid) || now.getTime() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > staleMs)
      rmSync(path, { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // it lives, and is somebody else's
  }
}

type Packed = readonly [predicate: string, kind: 'i' | 'b' | 's' | 'l' | 't', value: string, about?: string];

function packed(predicate: string, object: Quad_Object): Packed {
  if (object.termType === 'NamedNode') return [predicate, 'i', object.value];
  if (object.termType === 'BlankNode') return [predicate, 'b', object.value];
  const { value, language, datatype } = object as Literal;
  if (language !== '') return [predicate, 'l', value, language];
  return datatype.value === 'http://www.w3.org/2001/XMLSchema#string' ? [predicate, 's', value] : [predicate, 't', value, datatype.value];
}

function unpacked([predicate, kind, value, about = '']: Packed): Saying {
  if (kind === 'i') return { predicate, object: factory.namedNode(value) };
  if (kind === 'b') return { predicate, object: factory.blankNode(value) };
  return { predicate, object: factory.literal(value, kind === 's' ? undefined : kind === 'l' ? about : factory.namedNode(about)) };
}

/** Keys of blank nodes begin with `_:`, which no IRI does. */
export function keyOf(term: Term): string {
  return term.termType === 'BlankNode' ? `_:${term.value}` : term.value;
}

export function termOf(key: string): Quad_Subject {
  return key.startsWith('_:') ? factory.blankNode(key.slice(2)) : factory.namedNode(key);
}
