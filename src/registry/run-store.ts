import type { Selectable } from 'kysely';
import { Problem } from '../catalog/problem.js';
import {
  type Outcome,
  openRunStates,
  outcomes,
  type Run,
  type RunMode,
  type RunPreview,
  type RunRecord,
  type RunState,
  type RunStore,
  type StagedRecord,
} from '../catalog/run.js';
import type { SourceMarks } from '../catalog/source.js';
import { type Text, text } from '../catalog/text.js';
import { type Executor, orNull, orUndefined, parts } from './executor.js';
import type { Schema } from './schema.js';
import { bytesOf, forgetBytes, keepBytes, toRow, toRunRecord } from './staged-rows.js';

/** Outcomes that change the catalogue when they are applied. */
const applicable: readonly Outcome[] = ['created', 'changed', 'missing', 'hidden', 'retired'];

export class SqlRunStore implements RunStore {
  readonly #db: Executor;

  constructor(db: Executor) {
    this.#db = db;
  }

  async start(run: Parameters<RunStore['start']>[0]): Promise<number> {
    const { sourceId, startedAt, startedBy, mode = 'full', state = 'running' } = run;
    const [open] = await this.open(sourceId);
    if (open !== undefined)
      throw new Problem('conflict', text(`รอบที่ ${open.id} ของแหล่งข้อมูลนี้ยังไม่สิ้นสุด`, `Run ${open.id} of this source has not ended.`), {
        remedy: text('โปรดรอหรือยกเลิกรอบนั้นก่อน', 'Wait for it, or cancel it first.'),
      });
    const row = { source_id: sourceId, state, started_at: startedAt, started_by: startedBy, mode };
    return (await this.#db.insertInto('runs').values(row).returning('id').executeTakeFirstOrThrow()).id;
  }

  async get(id: number): Promise<Run> {
    return toRun(await this.#db.selectFrom('runs').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
  }

  async find(id: number): Promise<Run | undefined> {
    const row = await this.#db.selectFrom('runs').selectAll().where('id', '=', id).executeTakeFirst();
    return row && toRun(row);
  }

  async list(sourceId: number, limit: number): Promise<Run[]> {
    return (
      await this.#db.selectFrom('runs').selectAll().where('source_id', '=', sourceId).orderBy('id', 'desc').limit(limit).execute()
    ).map(toRun);
  }

  async open(sourceId?: number): Promise<Run[]> {
    const all = this.#db
      .selectFrom('runs')
      .selectAll()
      .where('state', 'in', [...openRunStates]);
    return (await (sourceId === undefined ? all : all.where('source_id', '=', sourceId)).orderBy('id').execute()).map(toRun);
  }

  async setState(id: number, state: RunState, end?: { at: string; by?: string; reason?: Text }): Promise<void> {
    const set = {
      state,
      ended_at: orNull(end?.at),
      ended_by: orNull(end?.by),
      reason_th: orNull(end?.reason?.th),
      reason_en: orNull(end?.reason?.en),
    };
    await this.#db.updateTable('runs').set(set).where('id', '=', id).execute();
  }

  async setCheckpoint(id: number, checkpoint: string | undefined, total: number | undefined): Promise<void> {
    await this.#db
      .updateTable('runs')
      .set({ checkpoint: orNull(checkpoint), total: orNull(total) })
      .where('id', '=', id)
      .execute();
  }

  async setWalked(id: number, walked: { mode: RunMode; marks: SourceMarks; advice: readonly Text[] }): Promise<void> {
    const set = { mode: walked.mode, marks: JSON.stringify(walked.marks), advice: JSON.stringify(walked.advice) };
    await this.#db.updateTable('runs').set(set).where('id', '=', id).execute();
  }

  async cancel(id: number, by: string): Promise<boolean> {
    const row = await this.#db
      .updateTable('runs')
      .set({ cancelled_by: by })
      .where('id', '=', id)
      .where('state', 'in', [...openRunStates])
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  }

  async stage(runId: number, records: readonly StagedRecord[]): Promise<number> {
    let added = 0;
    for (const some of parts(records, 100)) {
      const rows = await this.#db
        .insertInto('run_records')
        .values(some.map((record) => toRow(runId, record)))
        .onConflict((conflict) => conflict.columns(['run_id', 'native_id']).doNothing())
        .returning(['position', 'native_id'])
        .execute();
      await keepBytes(this.#db, runId, some, new Map(rows.map((row) => [row.native_id, row.position])));
      added += rows.length;
    }
    return added;
  }

  async staged(runId: number): Promise<RunRecord[]> {
    return (await this.#records(runId).execute()).map(toRunRecord);
  }

  async stagedBytes(runId: number, afterPosition: number, limit: number): Promise<(RunRecord & { bytes: string; position: number })[]> {
    const rows = await this.#records(runId)
      .select(['position', bytesOf])
      .where('position', '>', afterPosition)
      .where('applied', '=', 0)
      .where('fingerprint', 'is not', null)
      .limit(limit)
      .execute();
    return rows.map((row) => ({ ...toRunRecord(row), bytes: row.bytes ?? '', position: row.position }));
  }

  async countStaged(runId: number): Promise<number> {
    const row = await this.#db
      .selectFrom('run_records')
      .select((select) => select.fn.countAll<number>().as('count'))
      .where('run_id', '=', runId)
      .executeTakeFirstOrThrow();
    return row.count;
  }

  async decide(runId: number, decided: readonly { nativeId: string; outcome: Outcome }[]): Promise<void> {
    const byOutcome = outcomes
      .map((outcome) => ({ outcome, ids: decided.filter((record) => record.outcome === outcome).map((record) => record.nativeId) }))
      .sort((a, b) => b.ids.length - a.ids.length);
    // Most records of a run have the same outcome: one statement for all of them, then the others.
    const isAll = decided.length === (await this.countStaged(runId));
    for (const [index, { outcome, ids }] of byOutcome.entries()) {
      const set = { outcome, applied: applicable.includes(outcome) ? 0 : 1 };
      const update = this.#db.updateTable('run_records').set(set).where('run_id', '=', runId);
      if (isAll && index === 0) await update.execute();
      else for (const some of parts(ids)) await update.where('native_id', 'in', some).execute();
    }
    // What was unchanged or set aside needs its bytes no more.
    await forgetBytes(this.#db, runId, (rows) => rows.where('applied', '=', 1));
  }

  async addDecided(runId: number, records: readonly { nativeId: string; outcome: Outcome; reason?: Text | undefined }[]): Promise<void> {
    for (const some of parts(records, 100)) {
      const rows = some.map(({ nativeId, outcome, reason }) => ({
        run_id: runId,
        native_id: nativeId,
        outcome,
        reason_th: orNull(reason?.th),
        reason_en: orNull(reason?.en),
      }));
      await this.#db.insertInto('run_records').values(rows).execute();
    }
  }

  async unapplied(
    runId: number,
    afterPosition: number,
    limit: number,
  ): Promise<(RunRecord & { bytes: string | undefined; position: number })[]> {
    const rows = await this.#records(runId)
      .select(['position', bytesOf])
      .where('position', '>', afterPosition)
      .where('applied', '=', 0)
      .where('outcome', 'is not', null)
      .limit(limit)
      .execute();
    return rows.map((row) => ({ ...toRunRecord(row), bytes: orUndefined(row.bytes), position: row.position }));
  }

  async applied(runId: number, nativeIds: readonly string[]): Promise<void> {
    for (const some of parts(nativeIds)) {
      await this.#db.updateTable('run_records').set({ applied: 1 }).where('run_id', '=', runId).where('native_id', 'in', some).execute();
      await forgetBytes(this.#db, runId, (rows) => rows.where('native_id', 'in', some));
    }
  }

  async setAside(runId: number, nativeId: string, reason: Text): Promise<void> {
    const set = { outcome: 'set-aside', reason_th: reason.th, reason_en: reason.en, applied: 1 };
    await this.#db.updateTable('run_records').set(set).where('run_id', '=', runId).where('native_id', '=', nativeId).execute();
    await forgetBytes(this.#db, runId, (rows) => rows.where('native_id', '=', nativeId));
  }

  async refuse(runId: number, nativeId: string, reason: Text): Promise<void> {
    await this.setAside(runId, nativeId, reason);
    // Without a fingerprint it counts as closed at the door, not as unreadable.
    await this.#db
      .updateTable('run_records')
      .set({ fingerprint: null })
      .where('run_id', '=', runId)
      .where('native_id', '=', nativeId)
      .execute();
  }

  async counts(runId: number): Promise<Record<Outcome, number>> {
    const rows = await this.#db
      .selectFrom('run_records')
      .select(['outcome', (select) => select.fn.countAll<number>().as('count')])
      .where('run_id', '=', runId)
      .groupBy('outcome')
      .execute();
    return Object.fromEntries(outcomes.map((outcome) => [outcome, rows.find((row) => row.outcome === outcome)?.count ?? 0])) as Record<
      Outcome,
      number
    >;
  }

  async records(
    runId: number,
    { outcome, after = 0, limit }: { outcome?: Outcome; after?: number; limit: number },
  ): Promise<(RunRecord & { position: number })[]> {
    const all = this.#records(runId).select('position').where('position', '>', after).limit(limit);
    const rows = await (outcome === undefined ? all : all.where('outcome', '=', outcome)).execute();
    return rows.map((row) => ({ ...toRunRecord(row), position: row.position }));
  }

  async setResult(id: number, result: RunPreview): Promise<void> {
    await this.#db
      .updateTable('runs')
      .set({ result: JSON.stringify(result) })
      .where('id', '=', id)
      .execute();
  }

  async forget(runId: number): Promise<void> {
    await this.clear(runId);
    await this.#db.deleteFrom('run_records').where('run_id', '=', runId).execute();
  }

  async countUnreadable(runId: number): Promise<number> {
    const row = await this.#db
      .selectFrom('run_records')
      .select((select) => select.fn.countAll<number>().as('count'))
      .where('run_id', '=', runId)
      .where('outcome', '=', 'set-aside')
      .where('fingerprint', 'is not', null)
      .executeTakeFirstOrThrow();
    return row.count;
  }

  async clear(runId: number): Promise<void> {
    await forgetBytes(this.#db, runId, (rows) => rows);
  }

  #records(runId: number) {
    return this.#db
      .selectFrom('run_records')
      .select(['run_id', 'native_id', 'name', 'fingerprint', 'media_type', 'agency_id', 'outcome', 'reason_th', 'reason_en'])
      .where('run_id', '=', runId)
      .orderBy('position');
  }
}

type RunRow = Selectable<Schema['runs']>;

function toRun(row: RunRow): Run {
  return {
    id: row.id,
    sourceId: row.source_id,
    state: row.state as RunState,
    startedAt: row.started_at,
    endedAt: orUndefined(row.ended_at),
    startedBy: row.started_by,
    mode: row.mode as RunMode,
    endedBy: orUndefined(row.ended_by),
    cancelledBy: orUndefined(row.cancelled_by),
    checkpoint: orUndefined(row.checkpoint),
    total: orUndefined(row.total),
    marks: JSON.parse(row.marks),
    advice: JSON.parse(row.advice),
    result: row.result === null ? undefined : JSON.parse(row.result),
    reason: orUndefined(row.reason_en),
    reasonTh: orUndefined(row.reason_th),
  };
}
