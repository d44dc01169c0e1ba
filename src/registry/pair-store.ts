import type { Pair, PairEvidence, PairStore } from '../catalog/pair.js';
import { type Executor, parts } from './executor.js';

export class SqlPairStore implements PairStore {
  readonly #db: Executor;

  constructor(db: Executor) {
    this.#db = db;
  }

  async propose(runId: number, pairs: readonly Pair[]): Promise<void> {
    for (const some of parts(pairs, 100))
      await this.#db
        .insertInto('pairs')
        .values(some.map(({ nativeId, recordId, evidence }) => ({ run_id: runId, native_id: nativeId, record_id: recordId, evidence })))
        .execute();
  }

  async list(runId: number): Promise<Pair[]> {
    const rows = await this.#db.selectFrom('pairs').selectAll().where('run_id', '=', runId).orderBy('native_id').execute();
    return rows.map((row) => ({ nativeId: row.native_id, recordId: row.record_id, evidence: row.evidence as PairEvidence }));
  }

  async clear(runId: number): Promise<void> {
    await this.#db.deleteFrom('pairs').where('run_id', '=', runId).execute();
  }
}
