import type Database from 'libsql';
import type { Directory, PublishedGraph } from '../catalog/directory.js';
import type { Publication } from '../catalog/publication.js';
import type { Follower } from './follower.js';

/** Bump when the tables change: an older file is dropped and filled again from the log. */
const schemaVersion = 2;

const tables = [
  `CREATE TABLE graphs (graph TEXT PRIMARY KEY, kind TEXT NOT NULL, nquads TEXT NOT NULL, jsonld TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE INDEX graphs_by_kind ON graphs (kind, graph)`,
  `CREATE TABLE gone (graph TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE datasets (graph TEXT PRIMARY KEY, agency TEXT NOT NULL, modified TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE INDEX datasets_by_agency ON datasets (agency, graph)`,
  `CREATE TABLE position (seq INTEGER NOT NULL, mark TEXT NOT NULL)`,
  `INSERT INTO position (seq, mark) VALUES (0, '')`,
];

/** The read side: each public graph as its documents need it. One thread writes it, the main thread reads. */
export class ReadModelWriter implements Follower {
  readonly #database: Database.Database;
  #position: number;
  #mark: string;
  #statements: ReturnType<typeof prepareWrites> | undefined;

  constructor(database: Database.Database) {
    this.#database = database;
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
    this.#database.exec('BEGIN IMMEDIATE');
    for (const table of ['graphs', 'gone', 'datasets', 'position']) this.#database.exec(`DROP TABLE IF EXISTS ${table}`);
    for (const statement of tables) this.#database.exec(statement);
    this.#database.exec(`PRAGMA user_version = ${schemaVersion}`);
    this.#database.exec('COMMIT');
  }

  apply(rows: readonly Publication[], head: number, mark: string): void {
    this.#statements ??= prepareWrites(this.#database);
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      for (const row of rows) applyRow(this.#statements, row);
      this.#statements.position.run(head, mark);
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
    this.#position = head;
    this.#mark = mark;
  }
}

function prepareWrites(database: Database.Database) {
  return {
    forget: ['graphs', 'datasets', 'gone'].map((table) => database.prepare(`DELETE FROM ${table} WHERE graph = ?`)),
    gone: database.prepare('INSERT INTO gone (graph, at) VALUES (?, ?)'),
    graph: database.prepare('INSERT INTO graphs (graph, kind, nquads, jsonld, seq, at) VALUES (?, ?, ?, ?, ?, ?)'),
    dataset: database.prepare('INSERT INTO datasets (graph, agency, modified) VALUES (?, ?, ?)'),
    position: database.prepare('UPDATE position SET seq = ?, mark = ?'),
  };
}

function applyRow(statements: ReturnType<typeof prepareWrites>, row: Publication): void {
  for (const statement of statements.forget) statement.run(row.graph);
  if (row.op === 'delete') {
    statements.gone.run(row.graph, row.at);
    return;
  }
  statements.graph.run(row.graph, row.kind, row.nquads, row.jsonld, row.seq, row.at);
  if (row.kind !== 'dataset') return;
  const publisher = (JSON.parse(row.jsonld) as { publisher?: string }).publisher ?? '';
  statements.dataset.run(row.graph, publisher, row.at);
}

/** The read side on a read-only connection. */
export interface ReadModel extends Directory {
  close(): void;
}

export function openReadModel(database: Database.Database): ReadModel {
  const columns = 'graphs.graph, kind, nquads, jsonld, at';
  const one = database.prepare(`SELECT ${columns} FROM graphs WHERE graph = ?`);
  const gone = database.prepare('SELECT at FROM gone WHERE graph = ?');
  const page = database.prepare(`SELECT ${columns} FROM graphs WHERE kind = 'dataset' AND graph > ? ORDER BY graph LIMIT ?`);
  const agencyPage = database.prepare(
    `SELECT ${columns} FROM datasets JOIN graphs ON graphs.graph = datasets.graph WHERE agency = ? AND datasets.graph > ? ORDER BY datasets.graph LIMIT ?`,
  );
  const count = database.prepare('SELECT count(*) AS count FROM datasets');
  const agencyCount = database.prepare('SELECT count(*) AS count FROM datasets WHERE agency = ?');
  const agencies = database.prepare(
    `SELECT ${columns}, (SELECT count(*) FROM datasets WHERE agency = graphs.graph || '#org') AS datasets FROM graphs WHERE kind = 'agency' ORDER BY graph`,
  );
  const fromEnd = database.prepare('SELECT graph FROM datasets ORDER BY graph DESC LIMIT 1 OFFSET ?');
  const agencyFromEnd = database.prepare('SELECT graph FROM datasets WHERE agency = ? ORDER BY graph DESC LIMIT 1 OFFSET ?');
  const countDatasets = (agency?: string): number =>
    ((agency === undefined ? count.all() : agencyCount.all(agency))[0] as { count: number }).count;
  return {
    graph: (graph) => one.all(graph)[0] as PublishedGraph | undefined,
    goneAt: (graph) => (gone.all(graph)[0] as { at: string } | undefined)?.at,
    datasets: ({ after, limit, agency }) =>
      (agency === undefined ? page.all(after, limit) : agencyPage.all(agency, after, limit)) as PublishedGraph[],
    countDatasets,
    lastPageAfter(limit, agency) {
      const onLast = ((countDatasets(agency) - 1) % limit) + 1;
      const row = (agency === undefined ? fromEnd.all(onLast) : agencyFromEnd.all(agency, onLast))[0] as { graph: string } | undefined;
      return row?.graph ?? '';
    },
    agencies: () => (agencies.all() as (PublishedGraph & { datasets: number })[]).map(({ datasets, ...graph }) => ({ graph, datasets })),
    close: () => database.close(),
  };
}
