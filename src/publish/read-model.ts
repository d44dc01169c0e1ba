import type Database from 'libsql';
import type { Publication } from '../catalog/publication.js';
import { ChangeWriter, changeTables } from './change-writer.js';
import type { Follower } from './follower.js';
import { PartitionWriter, partitionTables } from './partition-writer.js';

/** Bump when the tables change: an older file is dropped and filled again from the log. */
const schemaVersion = 4;

const tables = [
  `CREATE TABLE graphs (graph TEXT PRIMARY KEY, kind TEXT NOT NULL, nquads TEXT NOT NULL, jsonld TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE INDEX graphs_by_kind ON graphs (kind, graph)`,
  `CREATE TABLE gone (graph TEXT PRIMARY KEY, at TEXT NOT NULL, seq INTEGER NOT NULL, tombstone TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE INDEX gone_by_seq ON gone (seq)`,
  `CREATE TABLE datasets (graph TEXT PRIMARY KEY, agency TEXT NOT NULL, modified TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE INDEX datasets_by_agency ON datasets (agency, graph)`,
  `CREATE INDEX datasets_by_change ON datasets (modified)`,
  ...changeTables,
  ...partitionTables,
  `CREATE TABLE position (seq INTEGER NOT NULL, mark TEXT NOT NULL, at TEXT NOT NULL)`,
  `INSERT INTO position (seq, mark, at) VALUES (0, '', '')`,
];

/** The read side: each public graph as its documents need it. One thread writes it, the main thread reads. */
export class ReadModelWriter implements Follower {
  readonly #database: Database.Database;
  readonly #keptMs: number;
  #position: number;
  #mark: string;
  #statements: Writes | undefined;

  /** @param keptMs how long it keeps what a dataset was before it changed. */
  constructor(database: Database.Database, keptMs: number) {
    this.#database = database;
    this.#keptMs = keptMs;
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
    if (version !== schemaVersion) this.#create();
    const { seq, mark } = database.prepare('SELECT seq, mark FROM position').all()[0] as { seq: number; mark: string };
    this.#position = seq;
    this.#mark = mark;
  }

  get position(): number {
    return this.#position;
  }

  /** The log's mark of the row at the position, as it was when it was applied. */
  get mark(): string {
    return this.#mark;
  }

  /** Forgets everything. */
  reset(): void {
    this.#create();
    this.#position = 0;
    this.#mark = '';
  }

  #create(): void {
    this.#statements = undefined;
    this.#database.exec('BEGIN IMMEDIATE');
    for (const table of ['graphs', 'gone', 'datasets', 'changes', 'partitions', 'position'])
      this.#database.exec(`DROP TABLE IF EXISTS ${table}`);
    for (const statement of tables) this.#database.exec(statement);
    this.#database.exec(`PRAGMA user_version = ${schemaVersion}`);
    this.#database.exec('COMMIT');
  }

  apply(rows: readonly Publication[], head: number, mark: string): void {
    this.#statements ??= prepareWrites(this.#database);
    const { changes, partitions } = this.#statements;
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      changes.begin();
      for (const row of rows) applyRow(this.#statements, row);
      partitions.flush();
      const now = rows.at(-1)?.at;
      if (now !== undefined) changes.forget(new Date(Date.parse(now) - this.#keptMs).toISOString());
      this.#statements.position.run(head, mark, now ?? '');
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#database.exec('ROLLBACK');
      this.#statements = undefined; // what was counted in hand is not true any more
      throw error;
    }
    this.#position = head;
    this.#mark = mark;
  }
}

type Writes = ReturnType<typeof prepareWrites>;

function prepareWrites(database: Database.Database) {
  return {
    forget: ['graphs', 'datasets', 'gone'].map((table) => database.prepare(`DELETE FROM ${table} WHERE graph = ?`)),
    before: database.prepare('SELECT seq, nquads, jsonld FROM graphs WHERE graph = ?'),
    gone: database.prepare('INSERT INTO gone (graph, at, seq, tombstone) VALUES (?, ?, ?, ?)'),
    graph: database.prepare('INSERT INTO graphs (graph, kind, nquads, jsonld, seq, at) VALUES (?, ?, ?, ?, ?, ?)'),
    dataset: database.prepare('INSERT INTO datasets (graph, agency, modified) VALUES (?, ?, ?)'),
    changes: new ChangeWriter(database),
    partitions: new PartitionWriter(database),
    position: database.prepare("UPDATE position SET seq = ?, mark = ?, at = coalesce(nullif(?, ''), at)"),
  };
}

function applyRow(statements: Writes, row: Publication): void {
  const before = statements.before.all(row.graph)[0] as { seq: number; nquads: string; jsonld: string } | undefined;
  if (row.kind === 'dataset') statements.changes.note(row, before);
  // Its newest content stands in a later row; only that there was a change is left of this one.
  if (row.op === 'put' && row.nquads === '') return;
  if (before !== undefined) statements.partitions.count(before.nquads, -1);
  for (const statement of statements.forget) statement.run(row.graph);
  if (row.op === 'delete') {
    statements.gone.run(row.graph, row.at, row.seq, row.jsonld);
    return;
  }
  statements.partitions.count(row.nquads, 1);
  statements.graph.run(row.graph, row.kind, row.nquads, row.jsonld, row.seq, row.at);
  if (row.kind !== 'dataset') return;
  const publisher = (JSON.parse(row.jsonld) as { publisher?: string }).publisher ?? '';
  statements.dataset.run(row.graph, publisher, row.at);
}
