import type Database from 'libsql';
import type { Audience } from '../catalog/audience.js';
import type { GraphKind, LogReader, NewPublication, Publication, PublicationLog } from '../catalog/publication.js';
import type { Executor } from './executor.js';

export class SqlPublicationLog implements PublicationLog {
  readonly #db: Executor;

  constructor(db: Executor) {
    this.#db = db;
  }

  async append(entries: readonly NewPublication[]): Promise<number> {
    let written = 0;
    for (const entry of entries) {
      const newest = await this.newest(entry.graph);
      if (unchanged(entry, newest)) continue;
      if (newest?.op === 'put' && newest.audience === 'public' && entry.op === 'put' && entry.audience !== 'public') {
        await this.#write({ ...entry, op: 'delete', audience: 'public', nquads: '', jsonld: '' });
        written += 1;
      }
      await this.#write(entry);
      written += 1;
    }
    return written;
  }

  async #write(entry: NewPublication): Promise<void> {
    const { seq } = await this.#db.insertInto('log').values(entry).returning('seq').executeTakeFirstOrThrow();
    // Older payloads of the graph are replaced by this row; replay needs the newest only (design.md §5).
    await this.#db
      .updateTable('log')
      .set({ nquads: '', jsonld: '' })
      .where('graph', '=', entry.graph)
      .where('seq', '<', seq)
      .where('nquads', '!=', '')
      .execute();
  }

  async newest(graph: string): Promise<Publication | undefined> {
    const row = await this.#db.selectFrom('log').selectAll().where('graph', '=', graph).orderBy('seq', 'desc').limit(1).executeTakeFirst();
    return row && toPublication(row);
  }

  async graphs(kind: GraphKind): Promise<{ graph: string; audience: Audience }[]> {
    const rows = await this.#db
      .selectFrom('log')
      .select(['graph', 'audience', 'op', 'seq'])
      .where('kind', '=', kind)
      .orderBy('seq')
      .execute();
    const newest = new Map(rows.map((row) => [row.graph, row]));
    return [...newest.values()].filter((row) => row.op === 'put').map((row) => ({ graph: row.graph, audience: row.audience as Audience }));
  }

  async head(): Promise<number> {
    return (
      (
        await this.#db
          .selectFrom('log')
          .select((select) => select.fn.max('seq').as('seq'))
          .executeTakeFirst()
      )?.seq ?? 0
    );
  }

  async current(afterSeq: number, limit: number): Promise<Publication[]> {
    // A payload stays only while it is its graph's newest, so what has one is current.
    const rows = await this.#db
      .selectFrom('log')
      .selectAll()
      .where('seq', '>', afterSeq)
      .where('audience', '=', 'public')
      .where('op', '=', 'put')
      .where('nquads', '!=', '')
      .orderBy('seq')
      .limit(limit)
      .execute();
    return rows.map(toPublication);
  }
}

/** Nothing to write: the same content for the same audience again, or a delete of what is not there. */
function unchanged(entry: NewPublication, newest: Publication | undefined): boolean {
  if (entry.op === 'delete') return newest === undefined || newest.op === 'delete';
  return (
    newest !== undefined &&
    newest.op === 'put' &&
    newest.audience === entry.audience &&
    newest.nquads === entry.nquads &&
    newest.jsonld === entry.jsonld
  );
}

interface LogRow {
  seq: number;
  graph: string;
  kind: string;
  op: string;
  audience: string;
  nquads: string;
  jsonld: string;
  at: string;
}

function toPublication(row: LogRow): Publication {
  return { ...row, kind: row.kind as GraphKind, op: row.op as Publication['op'], audience: row.audience as Audience };
}

/** The log as followers read it: synchronously, in a thread of their own. */
export class SqlLogReader implements LogReader {
  readonly #after: Database.Statement;
  readonly #head: Database.Statement;

  constructor(database: Database.Database) {
    this.#after = database.prepare(
      `SELECT seq, graph, kind, op, audience, nquads, jsonld, at FROM log WHERE seq > ? AND audience = 'public' AND (op = 'delete' OR nquads != '') ORDER BY seq LIMIT ?`,
    );
    this.#head = database.prepare('SELECT coalesce(max(seq), 0) AS seq FROM log');
  }

  after(seq: number, limit: number): Publication[] {
    return (this.#after.all(seq, limit) as LogRow[]).map(toPublication);
  }

  head(): number {
    return (this.#head.all()[0] as { seq: number }).seq;
  }
}
