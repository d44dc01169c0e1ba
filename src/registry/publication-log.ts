import type { Selectable } from 'kysely';
import type Database from 'libsql';
import type { Audience } from '../catalog/audience.js';
import type { GraphKind, LogReader, NewPublication, Publication, PublicationLog } from '../catalog/publication.js';
import { keepsWords, readTombstone, writeTombstone } from '../catalog/tombstone.js';
import { type Executor, parts } from './executor.js';
import type { Schema } from './schema.js';

export class SqlPublicationLog implements PublicationLog {
  readonly #db: Executor;
  readonly #keptMs: number;

  /** @param keptMs how long a row keeps its payload once a newer one of its graph stands: the feeds tell it that long. */
  constructor(db: Executor, keptMs = 0) {
    this.#db = db;
    this.#keptMs = keptMs;
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
      const narrowed = before !== undefined && staysTold(before) && entry.op === 'put' && entry.audience !== 'public';
      if (narrowed) rows.push({ ...entry, op: 'delete', audience: 'public', nquads: '', jsonld: writeTombstone('narrowed') });
      rows.push(entry);
      newest.set(entry.graph, entry);
    }
    if (rows.length === 0) return rows;
    await this.#emptyReplaced(rows.filter((row) => known.has(row.graph)));
    await this.#db
      .insertInto('log')
      .values(rows.map((row) => toRow(row, row === newest.get(row.graph))))
      .execute();
    return rows;
  }

  /** Replay needs a graph's newest payload only; feeds tell the older ones for a while, but nothing of what may be told no more. */
  async #emptyReplaced(rows: readonly NewPublication[]): Promise<void> {
    const leaving = new Set(rows.filter((row) => !staysTold(row)).map((row) => row.graph));
    const kept = new Map(rows.filter((row) => !leaving.has(row.graph)).map((row) => [row.graph, row.at]));
    if (leaving.size > 0) await this.#empty([...leaving], undefined);
    for (const at of new Set(kept.values())) {
      const graphs = [...kept].filter(([, moment]) => moment === at).map(([graph]) => graph);
      await this.#empty(graphs, this.#keptMs === 0 ? undefined : new Date(Date.parse(at) - this.#keptMs).toISOString());
    }
  }

  async #empty(graphs: readonly string[], before: string | undefined): Promise<void> {
    const all = this.#db.updateTable('log').set({ nquads: '', jsonld: '' }).where('graph', 'in', graphs).where('nquads', '!=', '');
    await (before === undefined ? all : all.where('at', '<', before)).execute();
  }

  async forget(before: string, afterSeq: number, limit: number): Promise<number> {
    const rows = await this.#db
      .selectFrom('log')
      .select(['seq', 'graph'])
      .where('seq', '>', afterSeq)
      .where('at', '<', before)
      .orderBy('seq')
      .limit(limit)
      .execute();
    for (const some of parts(rows, 100)) {
      const newest = await this.#newestSeqs(some.map((row) => row.graph));
      const replaced = some.filter((row) => newest.get(row.graph) !== row.seq).map((row) => row.seq);
      if (replaced.length > 0)
        await this.#db.updateTable('log').set({ nquads: '', jsonld: '' }).where('seq', 'in', replaced).where('op', '=', 'put').execute();
    }
    return rows.at(-1)?.seq ?? afterSeq;
  }

  async momentAfter(seq: number): Promise<string | undefined> {
    return (await this.#db.selectFrom('log').select('at').where('seq', '>', seq).orderBy('seq').limit(1).executeTakeFirst())?.at;
  }

  async #newestSeqs(graphs: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.#db
      .selectFrom('log')
      .select((select) => ['graph', select.fn.max('seq').as('seq')])
      .where('graph', 'in', graphs)
      .groupBy('graph')
      .execute();
    return new Map(rows.map((row) => [row.graph, Number(row.seq)]));
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
    const rows = await this.#db
      .selectFrom('log')
      .selectAll()
      .where('seq', '>', afterSeq)
      .where('audience', '=', 'public')
      .where('op', '=', 'put')
      .where('nquads', '!=', '')
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('log as newer').select('newer.seq').whereRef('newer.graph', '=', 'log.graph').whereRef('newer.seq', '>', 'log.seq'),
          ),
        ),
      )
      .orderBy('seq')
      .limit(limit)
      .execute();
    return rows.map(toPublication);
  }
}

function toRow({ graph, kind, op, audience, nquads, jsonld, at }: NewPublication, isNewest: boolean): Omit<LogRow, 'seq'> {
  // A tombstone is what the public is told, also where the graph goes on for others.
  return { graph, kind, op, audience, nquads: isNewest ? nquads : '', jsonld: isNewest || op === 'delete' ? jsonld : '', at };
}

/** True of a row after which the public may still be told what its graph was. */
function staysTold({ op, audience, jsonld }: NewPublication): boolean {
  return audience === 'public' && (op === 'put' || keepsWords(readTombstone(jsonld).reason));
}

/** Nothing to write: the same content for the same audience again, or a delete of what is not there and of which nothing is told. */
function unchanged(entry: NewPublication, newest: NewPublication | undefined): boolean {
  if (entry.op === 'delete') return newest === undefined || (newest.op === 'delete' && (!staysTold(newest) || staysTold(entry)));
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

  /**
   * @param wanted `nquads`: a graph's newest row alone, without its JSON-LD, for a follower that keeps what is now. `all`: also
   * what datasets were, emptied or not, for one that tells what changed.
   */
  constructor(database: Database.Database, wanted: 'nquads' | 'all' = 'all') {
    const columns = `seq, graph, kind, op, audience, nquads, ${wanted === 'all' ? 'jsonld' : "'' AS jsonld"}, at`;
    const rows =
      wanted === 'all'
        ? `(op = 'delete' OR nquads != '' OR kind = 'dataset')`
        : `(op = 'delete' OR nquads != '') AND NOT EXISTS (SELECT 1 FROM log AS newer WHERE newer.graph = log.graph AND newer.seq > log.seq AND newer.audience = 'public')`;
    this.#after = database.prepare(`SELECT ${columns} FROM log WHERE seq > ? AND audience = 'public' AND ${rows} ORDER BY seq LIMIT ?`);
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
