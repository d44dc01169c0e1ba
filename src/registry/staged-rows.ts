import { type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import type { RecordMediaType } from '../catalog/media-types.js';
import type { Outcome, RunRecord, StagedRecord } from '../catalog/run.js';
import { type Executor, orNull, orUndefined } from './executor.js';
import type { Schema } from './schema.js';

type Positions = SelectQueryBuilder<Schema, 'run_records', { position: number }>;

/** What was staged of a record; where that is what its newest version of this fingerprint holds, it stands there. */
export const bytesOf = sql<string | null>`coalesce(
  (SELECT bytes FROM run_bytes WHERE run_bytes.position = run_records.position),
  (SELECT versions.bytes FROM runs JOIN identities ON identities.source_id = runs.source_id AND identities.native_id = run_records.native_id
    JOIN versions ON versions.record_id = identities.record_id AND versions.fingerprint = run_records.fingerprint
    WHERE runs.id = run_records.run_id ORDER BY versions.id DESC LIMIT 1))`.as('bytes');

/** Bytes stand apart from their rows, which change several times; what the newest version holds already is not kept again. */
export async function keepBytes(
  db: Executor,
  runId: number,
  records: readonly StagedRecord[],
  positions: Map<string, number>,
): Promise<void> {
  const known = await db
    .selectFrom('identities')
    .select(['native_id', 'fingerprint'])
    .where('source_id', '=', (select) => select.selectFrom('runs').select('source_id').where('id', '=', runId))
    .where('native_id', 'in', [...positions.keys()])
    .execute();
  const fingerprints = new Map(known.map((row) => [row.native_id, row.fingerprint]));
  const rows = records.flatMap(({ nativeId, fingerprint, bytes }) => {
    const position = positions.get(nativeId);
    positions.delete(nativeId); // of two in one page the first is staged
    return position === undefined || bytes === undefined || fingerprints.get(nativeId) === fingerprint ? [] : [{ position, bytes }];
  });
  if (rows.length > 0) await db.insertInto('run_bytes').values(rows).execute();
}

/** Lets go of the bytes of some of a run’s records. */
export async function forgetBytes(db: Executor, runId: number, which: (rows: Positions) => Positions): Promise<void> {
  const rows = which(db.selectFrom('run_records').select('position').where('run_id', '=', runId));
  await db.deleteFrom('run_bytes').where('position', 'in', rows).execute();
}

export function toRow(runId: number, record: StagedRecord) {
  return {
    run_id: runId,
    native_id: record.nativeId,
    name: orNull(record.name),
    fingerprint: orNull(record.fingerprint),
    media_type: record.mediaType,
    agency_id: orNull(record.agencyId),
    outcome: orNull(record.outcome),
    reason_th: orNull(record.reasonTh),
    reason_en: orNull(record.reason),
  };
}

type RunRecordRow = Omit<Selectable<Schema['run_records']>, 'position' | 'applied'>;

export function toRunRecord(row: RunRecordRow): RunRecord {
  return {
    runId: row.run_id,
    nativeId: row.native_id,
    name: orUndefined(row.name),
    fingerprint: orUndefined(row.fingerprint),
    mediaType: row.media_type as RecordMediaType,
    agencyId: orUndefined(row.agency_id),
    outcome: orUndefined(row.outcome) as Outcome | undefined,
    reason: orUndefined(row.reason_en),
    reasonTh: orUndefined(row.reason_th),
  };
}
