import type { Selectable } from 'kysely';
import type Database from 'libsql';
import type { Audience } from '../catalog/audience.js';
import type { GraphKind, LogReader, NewPublication, Publication, PublicationLog } from '../catalog/publication.js';
import { type Executor, parts } from './executor.js';
import type { Schema } from './schema.js';

export class SqlPublicationLog implements PublicationLog {
  readonly #db: Executor;

  constructor(db: Executor) {
    this.#db = db;
  }

  async append(entries: readonly NewPublication[]): Promise<number> {
    const rows: NewPublication[] = [];
    for (const some of parts(entries, 100)) rows.push(...(await this.#appendSome(some)));
    return rows.length;
  }

  async #appendSome(entries: readonly NewPublication[]): Promise<NewPublication[]> {
    const newest = await this.#newestOf(entries.map((entry) => entry.graph));
    const known = new Set(newest.keys());
    const rows: NewPublication[] = [];
    for (const entry of entries) {
      const before = newest.get(entry.graph);
      if (unchanged(entry, before)) continue;
      const narrowed = before?.op === 'put' && before.audience === 'public' && entry.op === 'put' && entry.audience !== 'public';
      if (narrowed) rows.push({ ...entry, op: 'delete', audience: 'public', nquads: '', jsonld: '' });
      rows.push(entry);
      newest.set(entry.graph, entry);
    }
    if (rows.length === 0) return rows;
    // Older payloads are replaced by these rows; replay needs a graph's newest only (design.md §5).
    const replaced = [...new Set(rows.map((row) => row.graph))].filter((graph) => known.has(graph));
    if (replaced.length > 0)
      await this.#db.updateTable('log').set({ nquads: '', jsonld: '' }).where('graph', 'in', replaced).where('nquads', '!=', '').execute();
    await this.#db
      .insertInto('log')
      .values(rows.map((row) => toRow(row, row === newest.get(row.graph))))
      .execute();
    return rows;
  }

  async #newestOf(graphs: readonly string[]): Promise<Map<string, NewPublication>> {
    const found = await this.#db
      .selectFrom('log')
      .selectAll()
      .where('seq', 'in', (select) =>
        select
          .selectFrom('log')
          .select((max) => max.fn.max('seq').as('seq'))
          .where('graph', 'in', graphs)
          .groupBy('graph'),
      )
      .execute();
    return new Map(found.map((row) => [row.graph, toPublication(row)]));
  }

  async bury(graphs: readonly string[], at: string): Promise<void> {
    for (const some of parts(graphs, 100)) {
      const rows = some.map((graph) => ({ graph, kind: 'dataset', op: 'delete', audience: 'public', nquads: '', jsonld: '', at }));
      await this.#db.insertInto('log').values(rows).execute();
    }
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

function toRow({ graph, kind, op, audience, nquads, jsonld, at }: NewPublication, isNewest: boolean): Omit<LogRow, 'seq'> {
  return { graph, kind, op, audience, nquads: isNewest ? nquads : '', jsonld: isNewest ? jsonld : '', at };
}

/** Nothing to write: the same content for the same audience again, or a delete of what is not there. */
function unchanged(entry: NewPublication, newest: NewPublication | undefined): boolean {
  if (entry.op === 'delete') return newest === undefined || newest.op === 'delete';
  return (
    newest !== undefined &&
    newest.op === 'put' &&
    newest.audience === entry.audience &&
    newest.nquads === entry.nquads &&
    newest.jsonld === entry.jsonld
  );
}

type LogRow = Selectable<Schema['log']>;

function toPublication(row: LogRow): Publication {
  return { ...row, kind: row.kind as GraphKind, op: row.op as Publication['op'], audience: row.audience as Audience };
}

/** The log as followers read it: synchronously, in a thread of their own. */
export class SqlLogReader implements LogReader {
  readonly #after: Database.Statement;
  readonly #head: Database.Statement;
  readonly #mark: Database.Statement;

  /** @param wanted `nquads` leaves the JSON-LD empty, for a follower that has no use for it. */
  constructor(database: Database.Database, wanted: 'nquads' | 'all' = 'all') {
    const jsonld = wanted === 'all' ? 'jsonld' : "'' AS jsonld";
    this.#after = database.prepare(
      `SELECT seq, graph, kind, op, audience, nquads, ${jsonld}, at FROM log WHERE seq > ? AND audience = 'public' AND (op = 'delete' OR nquads != '') ORDER BY seq LIMIT ?`,
    );
    this.#head = database.prepare('SELECT coalesce(max(seq), 0) AS seq FROM log');
    this.#mark = database.prepare(`SELECT graph || ' ' || op || ' ' || at AS mark FROM log WHERE seq = ?`);
  }

  after(seq: number, limit: number): Publication[] {
    return (this.#after.all(seq, limit) as LogRow[]).map(toPublication);
  }

  mark(seq: number): string {
    return (this.#mark.all(seq)[0] as { mark: string } | undefined)?.mark ?? '';
  }

  head(): number {
    return (this.#head.all()[0] as { seq: number }).seq;
  }
}
