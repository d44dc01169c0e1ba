import { type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import type { Audience } from '../catalog/audience.js';
import type { DatasetRecord, Identity, RecordStore, RecordSummary } from '../catalog/record.js';
import { goneStates, type VersionState } from '../catalog/states.js';
import { type Executor, orUndefined, parts } from './executor.js';
import type { Schema } from './schema.js';

const columns = [
  'records.id',
  'agency_id',
  'segment',
  'slug',
  'newest_version_id',
  'published_version_id',
  'records.audience',
  'first_published_at',
] as const;

export class SqlRecordStore implements RecordStore {
  readonly #db: Executor;

  constructor(db: Executor) {
    this.#db = db;
  }

  async get(id: number): Promise<DatasetRecord> {
    return toRecord(await this.#db.selectFrom('records').select(columns).where('id', '=', id).executeTakeFirstOrThrow());
  }

  async find(segment: string, slug: string): Promise<DatasetRecord | undefined> {
    const row = await this.#db
      .selectFrom('records')
      .select(columns)
      .where('segment', '=', segment)
      .where('slug', '=', slug)
      .executeTakeFirst();
    return row && toRecord(row);
  }

  async slugTaken(segment: string, slug: string): Promise<boolean> {
    return (
      (await this.#db.selectFrom('records').select('id').where('segment', '=', segment).where('slug', '=', slug).executeTakeFirst()) !==
      undefined
    );
  }

  async add({ agencyId, segment, slug, at }: { agencyId: string; segment: string; slug: string; at: string }): Promise<number> {
    const row = await this.#db
      .insertInto('records')
      .values({ agency_id: agencyId, segment, slug, created_at: at })
      .returning('id')
      .executeTakeFirstOrThrow();
    return row.id;
  }

  async addIdentity({
    sourceId,
    nativeId,
    recordId,
    at,
  }: {
    sourceId: number;
    nativeId: string;
    recordId: number;
    at: string;
  }): Promise<void> {
    await this.#db
      .insertInto('identities')
      .values({ source_id: sourceId, native_id: nativeId, record_id: recordId, first_seen: at, last_seen: at })
      .execute();
  }

  async identities(sourceId: number): Promise<Identity[]> {
    const rows = await this.#db.selectFrom('identities').selectAll().where('source_id', '=', sourceId).execute();
    return rows.map((row) => ({
      sourceId: row.source_id,
      nativeId: row.native_id,
      recordId: row.record_id,
      fingerprint: orUndefined(row.fingerprint),
      missingSince: orUndefined(row.missing_since),
    }));
  }

  async identified(sourceId: number, nativeIds: readonly string[]): Promise<Map<string, DatasetRecord>> {
    const found = new Map<string, DatasetRecord>();
    for (const ids of parts(nativeIds)) {
      const rows = await this.#db
        .selectFrom('identities')
        .innerJoin('records', 'records.id', 'identities.record_id')
        .select(columns)
        .select('native_id')
        .where('source_id', '=', sourceId)
        .where('native_id', 'in', ids)
        .execute();
      for (const row of rows) found.set(row.native_id, toRecord(row));
    }
    return found;
  }

  async holders(nativeIds: readonly string[]): Promise<Map<string, number[]>> {
    const holders = new Map<string, number[]>();
    for (const ids of parts(nativeIds)) {
      const rows = await this.#db
        .selectFrom('identities')
        .innerJoin('records', 'records.id', 'identities.record_id')
        .innerJoin('versions', 'versions.id', 'records.newest_version_id')
        .select(['identities.source_id', 'identities.native_id'])
        .where('identities.native_id', 'in', ids)
        .where('versions.state', 'not in', [...goneStates])
        .execute();
      for (const row of rows) holders.set(row.native_id, [...(holders.get(row.native_id) ?? []), row.source_id]);
    }
    return holders;
  }

  async sourcesOf(recordId: number): Promise<number[]> {
    const rows = await this.#db
      .selectFrom('identities')
      .innerJoin('sources', 'sources.id', 'identities.source_id')
      .select('source_id')
      .where('record_id', '=', recordId)
      .where('missing_since', 'is', null)
      .where('sources.state', '!=', 'retired')
      .execute();
    return rows.map((row) => row.source_id);
  }

  async seen(sourceId: number, seen: readonly { nativeId: string; fingerprint: string }[], at: string): Promise<void> {
    for (const { nativeId, fingerprint } of seen) {
      await this.#db
        .updateTable('identities')
        .set({ fingerprint, last_seen: at, missing_since: null })
        .where('source_id', '=', sourceId)
        .where('native_id', '=', nativeId)
        .execute();
    }
  }

  async missing(sourceId: number, nativeIds: readonly string[], at: string): Promise<void> {
    for (const ids of parts(nativeIds)) {
      await this.#db
        .updateTable('identities')
        .set({ missing_since: sql`coalesce(missing_since, ${at})` })
        .where('source_id', '=', sourceId)
        .where('native_id', 'in', ids)
        .execute();
    }
  }

  async missesAny(sourceId: number): Promise<boolean> {
    const row = await this.#db
      .selectFrom('identities')
      .innerJoin('records', 'records.id', 'identities.record_id')
      .innerJoin('versions', 'versions.id', 'records.newest_version_id')
      .select('identities.native_id')
      .where('identities.source_id', '=', sourceId)
      .where('missing_since', 'is not', null)
      .where('versions.state', 'not in', [...goneStates])
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  async summaries({ agencyId, states }: { agencyId?: string; states?: readonly VersionState[] }): Promise<RecordSummary[]> {
    let query = this.#newest()
      .select(columns)
      .select(['versions.state', 'versions.id as versionId'])
      .select((select) =>
        select
          .selectFrom('assessments')
          .select('title')
          .whereRef('assessments.version_id', '=', 'versions.id')
          .orderBy('assessments.id', 'desc')
          .limit(1)
          .as('title'),
      );
    if (agencyId !== undefined) query = query.where('agency_id', '=', agencyId);
    if (states !== undefined) query = query.where('versions.state', 'in', [...states]);
    const rows = await query.orderBy('slug').execute();
    return rows.map((row) => ({
      record: toRecord(row),
      title: row.title ?? '',
      state: row.state as VersionState,
      versionId: row.versionId,
    }));
  }

  async setNewest(id: number, versionId: number): Promise<void> {
    await this.#db.updateTable('records').set({ newest_version_id: versionId }).where('id', '=', id).execute();
  }

  async setPublished(id: number, published: { versionId: number; audience: Audience; at: string } | undefined): Promise<void> {
    const set =
      published === undefined
        ? { published_version_id: null, audience: null }
        : {
            published_version_id: published.versionId,
            audience: published.audience,
            first_published_at: sql<string>`coalesce(first_published_at, ${published.at})`,
          };
    await this.#db.updateTable('records').set(set).where('id', '=', id).execute();
  }

  async setDocuments(recordId: number, iris: readonly string[]): Promise<{ gained: string[]; lost: string[] }> {
    const before = (await this.#db.selectFrom('documents').select('iri').where('record_id', '=', recordId).execute()).map((row) => row.iri);
    const added = iris.filter((iri) => !before.includes(iri));
    const removed = before.filter((iri) => !iris.includes(iri));
    const named = await this.#named([...added, ...removed], recordId);
    for (const iri of removed) await this.#db.deleteFrom('documents').where('iri', '=', iri).where('record_id', '=', recordId).execute();
    if (added.length > 0)
      await this.#db
        .insertInto('documents')
        .values(added.map((iri) => ({ iri, record_id: recordId })))
        .execute();
    return { gained: added.filter((iri) => !named.has(iri)), lost: removed.filter((iri) => !named.has(iri)) };
  }

  /** Which of these documents another record names. */
  async #named(iris: readonly string[], besides: number): Promise<Set<string>> {
    const named = new Set<string>();
    for (const some of parts(iris)) {
      const rows = await this.#db
        .selectFrom('documents')
        .select('iri')
        .distinct()
        .where('iri', 'in', some)
        .where('record_id', '!=', besides)
        .execute();
      for (const row of rows) named.add(row.iri);
    }
    return named;
  }

  async countByState(agencyId?: string): Promise<{ state: VersionState; count: number }[]> {
    let query = this.#newest()
      .select(['versions.state', (select) => select.fn.countAll<number>().as('count')])
      .groupBy('versions.state');
    if (agencyId !== undefined) query = query.where('agency_id', '=', agencyId);
    return (await query.execute()).map((row) => ({ state: row.state as VersionState, count: row.count }));
  }

  #newest(): SelectQueryBuilder<Schema, 'records' | 'versions', object> {
    return this.#db.selectFrom('records').innerJoin('versions', 'versions.id', 'records.newest_version_id');
  }
}

type RecordRow = Omit<Selectable<Schema['records']>, 'created_at'>;

function toRecord(row: RecordRow): DatasetRecord {
  return {
    id: row.id,
    agencyId: row.agency_id,
    segment: row.segment,
    slug: row.slug,
    newestVersionId: orUndefined(row.newest_version_id),
    publishedVersionId: orUndefined(row.published_version_id),
    audience: orUndefined(row.audience) as Audience | undefined,
    firstPublishedAt: orUndefined(row.first_published_at),
  };
}
