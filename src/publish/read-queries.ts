import type Database from 'libsql';
import type { Change, ChangeMark, Changes, Directory, Partition, PublishedGraph } from '../catalog/directory.js';
import { readTombstone } from '../catalog/tombstone.js';

/** The read side on a read-only connection. */
export interface ReadModel extends Directory {
  close(): void;
}

export function openReadModel(database: Database.Database): ReadModel {
  const columns = 'graphs.graph, kind, nquads, jsonld, at';
  const position = database.prepare('SELECT seq, at FROM position');
  const one = database.prepare(`SELECT ${columns} FROM graphs WHERE graph = ?`);
  const gone = database.prepare('SELECT at, tombstone FROM gone WHERE graph = ?');
  const names = database.prepare('SELECT graph, modified FROM datasets ORDER BY graph LIMIT ? OFFSET ?');
  const agencies = database.prepare(
    `SELECT ${columns}, (SELECT count(*) FROM datasets WHERE agency = graphs.graph || '#org') AS datasets FROM graphs WHERE kind = 'agency' ORDER BY graph`,
  );
  const partitions = database.prepare('SELECT kind, iri, count FROM partitions WHERE count > 0 ORDER BY kind, iri');
  const page = filtered(
    database,
    (where) =>
      `SELECT ${columns} FROM datasets JOIN graphs ON graphs.graph = datasets.graph WHERE ${where} AND datasets.graph > ? ORDER BY datasets.graph LIMIT ?`,
  );
  const count = filtered(database, (where) => `SELECT count(*) AS count FROM datasets WHERE ${where}`);
  const fromEnd = filtered(database, (where) => `SELECT graph FROM datasets WHERE ${where} ORDER BY graph DESC LIMIT 1 OFFSET ?`);
  const countDatasets = (agency?: string, since?: string): number => (count(agency, since)[0] as { count: number }).count;
  return {
    position: () => position.all()[0] as { seq: number; at: string },
    graph: (graph) => one.all(graph)[0] as PublishedGraph | undefined,
    gone(graph) {
      const row = gone.all(graph)[0] as { at: string; tombstone: string } | undefined;
      return row && { at: row.at, ...readTombstone(row.tombstone) };
    },
    datasets: ({ after, limit, agency, since }) => page(agency, since, after, limit) as PublishedGraph[],
    countDatasets,
    lastPageAfter(limit, agency, since) {
      const onLast = ((countDatasets(agency, since) - 1) % limit) + 1;
      return (fromEnd(agency, since, onLast)[0] as { graph: string } | undefined)?.graph ?? '';
    },
    datasetNames: (offset, limit) => names.all(limit, offset) as { graph: string; modified: string }[],
    agencies: () => (agencies.all() as (PublishedGraph & { datasets: number })[]).map(({ datasets, ...graph }) => ({ graph, datasets })),
    partitions: () => partitions.all() as Partition[],
    changes: openChanges(database),
    close: () => database.close(),
  };
}

type Value = string | number;

/** A statement for each filter there can be: of one agency or not, since a moment or not. */
function filtered(database: Database.Database, write: (where: string) => string) {
  const prepared = [0, 1, 2, 3].map((which) => {
    const conditions = [...(which & 1 ? ['agency = ?'] : []), ...(which & 2 ? ['modified >= ?'] : [])];
    return database.prepare(write(conditions.join(' AND ') || 'TRUE'));
  });
  return (agency: string | undefined, since: string | undefined, ...more: readonly Value[]): unknown[] => {
    const which = (agency === undefined ? 0 : 1) + (since === undefined ? 0 : 2);
    const values = [agency, since].filter((value) => value !== undefined);
    return prepared[which]?.all(...values, ...more) ?? [];
  };
}

function openChanges(database: Database.Database): Changes {
  const mark = 'SELECT ordinal, seq, published FROM changes';
  const ofNumber = database.prepare(`${mark} WHERE ordinal = ?`);
  const ofSeq = database.prepare(`${mark} WHERE seq = ?`);
  const afterSeq = database.prepare(`${mark} WHERE seq > ? ORDER BY seq LIMIT 1`);
  const count = database.prepare('SELECT coalesce(max(ordinal) + 1, 0) AS count FROM changes');
  const since = database.prepare('SELECT ordinal FROM changes WHERE published >= ? ORDER BY published LIMIT 1');
  const from = database.prepare(
    `SELECT ordinal, changes.seq, type, changes.graph, published, nullif(reason, '') AS reason, coalesce(graphs.nquads, changes.nquads) AS nquads, coalesce(graphs.jsonld, changes.jsonld) AS jsonld
     FROM changes LEFT JOIN graphs ON graphs.graph = changes.graph AND graphs.seq = changes.seq WHERE ordinal >= ? ORDER BY ordinal LIMIT ?`,
  );
  const kept = database.prepare('SELECT coalesce(sum(told), 0) AS kept FROM changes WHERE ordinal >= ? AND ordinal < ?');
  const total = (): number => (count.all()[0] as { count: number }).count;
  return {
    count: total,
    from: (ordinal, limit) =>
      (from.all(ordinal, limit) as (Omit<Change, 'reason'> & { reason: Change['reason'] | null })[]).map(({ reason, ...change }) => ({
        ...change,
        reason: reason ?? undefined,
      })),
    mark: (ordinal) => ofNumber.all(ordinal)[0] as ChangeMark | undefined,
    withSeq: (seq) => ofSeq.all(seq)[0] as ChangeMark | undefined,
    after: (seq) => afterSeq.all(seq)[0] as ChangeMark | undefined,
    since: (at) => (since.all(at)[0] as { ordinal: number } | undefined)?.ordinal ?? total(),
    kept: (start, limit) => (kept.all(start, start + limit)[0] as { kept: number }).kept,
  };
}
