import { type Selectable, sql } from 'kysely';
import type { Audience } from '../catalog/audience.js';
import type { RecordMediaType } from '../catalog/media-types.js';
import type { Assessment, AssessmentFacts, Report, UpdatePromise } from '../catalog/report.js';
import { transition, type VersionState } from '../catalog/states.js';
import type { NewVersion, Version, VersionStore } from '../catalog/version.js';
import { type Executor, orNull, orUndefined } from './executor.js';
import type { Schema } from './schema.js';

const columns = [
  'versions.id',
  'versions.record_id',
  'versions.source_id',
  'versions.native_id',
  'versions.run_id',
  'media_type',
  'versions.fingerprint',
  'versions.state',
  'received_at',
] as const;

export class SqlVersionStore implements VersionStore {
  readonly #db: Executor;

  constructor(db: Executor) {
    this.#db = db;
  }

  async get(id: number): Promise<Version> {
    return toVersion(await this.#db.selectFrom('versions').select(columns).where('id', '=', id).executeTakeFirstOrThrow());
  }

  async bytes(id: number): Promise<string> {
    return (await this.#db.selectFrom('versions').select('bytes').where('id', '=', id).executeTakeFirstOrThrow()).bytes;
  }

  async add(version: NewVersion): Promise<number> {
    const row = {
      record_id: version.recordId,
      source_id: version.sourceId,
      native_id: version.nativeId,
      run_id: orNull(version.runId),
      media_type: version.mediaType,
      fingerprint: version.fingerprint,
      bytes: version.bytes,
      state: version.state,
      received_at: version.receivedAt,
    };
    return (await this.#db.insertInto('versions').values(row).returning('id').executeTakeFirstOrThrow()).id;
  }

  async move(id: number, states: readonly VersionState[]): Promise<VersionState> {
    const row = await this.#db.selectFrom('versions').select('state').where('id', '=', id).executeTakeFirstOrThrow();
    const left = row.state as VersionState;
    const reached = states.reduce(transition, left);
    await this.#db.updateTable('versions').set({ state: reached }).where('id', '=', id).execute();
    return left;
  }

  async addAssessment(versionId: number, assessment: Assessment, at: string): Promise<void> {
    const row = {
      version_id: versionId,
      flow_version: assessment.flowVersion,
      gate: assessment.report.gate,
      title: assessment.title,
      audience: assessment.audience,
      graph: assessment.graph,
      report: JSON.stringify(assessment.report),
      promise: JSON.stringify(assessment.promise),
      material_hash: assessment.materialHash,
      guarded_hash: assessment.guardedHash,
      copy_of: orNull(assessment.copyOf),
      at,
    };
    // Rules that come back make the newest assessment again, so it must be the newest row.
    await this.#db
      .deleteFrom('assessments')
      .where('version_id', '=', versionId)
      .where('flow_version', '=', assessment.flowVersion)
      .execute();
    await this.#db.insertInto('assessments').values(row).execute();
  }

  async assessment(versionId: number): Promise<Assessment | undefined> {
    const row = await this.#assessed(versionId).select('report').executeTakeFirst();
    return row && { ...toAssessed(row), report: JSON.parse(row.report) as Report };
  }

  async assessed(versionId: number): Promise<AssessmentFacts | undefined> {
    const row = await this.#assessed(versionId).executeTakeFirst();
    return row && toAssessed(row);
  }

  #assessed(versionId: number) {
    return this.#db
      .selectFrom('assessments')
      .select(['flow_version', 'graph', 'title', 'audience', 'material_hash', 'guarded_hash', 'copy_of', 'promise'])
      .where('version_id', '=', versionId)
      .orderBy('id', 'desc')
      .limit(1);
  }

  async ofRecord(recordId: number, limit: number): Promise<Version[]> {
    const rows = await this.#db
      .selectFrom('versions')
      .select(columns)
      .where('record_id', '=', recordId)
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(toVersion);
  }

  async newestOf(sourceId: number): Promise<Map<string, { flowVersion: string; state: VersionState }>> {
    const rows = await this.#db
      .selectFrom('identities')
      .innerJoin('records', 'records.id', 'identities.record_id')
      .innerJoin('versions', 'versions.id', 'records.newest_version_id')
      .innerJoin('assessments', 'assessments.version_id', 'versions.id')
      .select(['identities.native_id', 'versions.state', 'flow_version'])
      .where('identities.source_id', '=', sourceId)
      .orderBy('assessments.id')
      .execute();
    return new Map(rows.map((row) => [row.native_id, { flowVersion: row.flow_version, state: row.state as VersionState }]));
  }

  async stale(flowVersion: string, afterId: number, limit: number): Promise<Version[]> {
    const rows = await this.#db
      .selectFrom('versions')
      .innerJoin('records', 'records.id', 'versions.record_id')
      .select(columns)
      .where('versions.id', '>', afterId)
      .where((where) =>
        where.or([
          where('records.newest_version_id', '=', where.ref('versions.id')),
          where('records.published_version_id', '=', where.ref('versions.id')),
        ]),
      )
      .where('versions.state', 'in', ['returned', 'awaiting', 'published', 'refused', 'hidden'])
      .where(
        (select) =>
          select
            .selectFrom('assessments')
            .select('flow_version')
            .whereRef('assessments.version_id', '=', 'versions.id')
            .orderBy('assessments.id', 'desc')
            .limit(1),
        '!=',
        flowVersion,
      )
      .orderBy('versions.id')
      .limit(limit)
      .execute();
    return rows.map(toVersion);
  }

  async rewriteGraphs(rewrite: (graph: string) => string, batch: number): Promise<void> {
    for (let after = 0; ; ) {
      const rows = await this.#db
        .selectFrom('assessments')
        .select(['id', 'graph'])
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch)
        .execute();
      if (rows.length === 0) return;
      for (const { id, graph } of rows)
        await this.#db
          .updateTable('assessments')
          .set({ graph: rewrite(graph) })
          .where('id', '=', id)
          .execute();
      after = rows.at(-1)?.id ?? after;
    }
  }

  async countUnmapped(): Promise<{ field: string; records: number; example: string }[]> {
    const { rows } = await sql<{ field: string; records: number; example: string }>`
      SELECT field.value AS field, count(*) AS records, min(records.segment || '/' || records.slug) AS example
      FROM records
      JOIN assessments ON assessments.id = (SELECT max(id) FROM assessments WHERE version_id = records.newest_version_id)
      JOIN json_each(assessments.report, '$.unmapped') AS field
      GROUP BY field.value ORDER BY records DESC, field`.execute(this.#db);
    return rows;
  }
}

type AssessedRow = Pick<
  Selectable<Schema['assessments']>,
  'flow_version' | 'graph' | 'title' | 'audience' | 'material_hash' | 'guarded_hash' | 'copy_of' | 'promise'
>;

function toAssessed(row: AssessedRow): AssessmentFacts {
  return {
    flowVersion: row.flow_version,
    graph: row.graph,
    title: row.title,
    audience: row.audience as Audience,
    materialHash: row.material_hash,
    guardedHash: row.guarded_hash,
    copyOf: orUndefined(row.copy_of),
    promise: JSON.parse(row.promise) as UpdatePromise,
  };
}

type VersionRow = Omit<Selectable<Schema['versions']>, 'bytes'>;

function toVersion(row: VersionRow): Version {
  return {
    id: row.id,
    recordId: row.record_id,
    sourceId: row.source_id,
    nativeId: row.native_id,
    runId: orUndefined(row.run_id),
    mediaType: row.media_type as RecordMediaType,
    fingerprint: row.fingerprint,
    state: row.state as VersionState,
    receivedAt: row.received_at,
  };
}
