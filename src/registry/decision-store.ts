import type { Audience } from '../catalog/audience.js';
import type { Decision, DecisionStore } from '../catalog/decision.js';
import type { Executor } from './executor.js';

export class SqlDecisionStore implements DecisionStore {
  readonly #db: Executor;

  constructor(db: Executor) {
    this.#db = db;
  }

  async add(decision: Decision): Promise<void> {
    const { recordId, versionId, ...rest } = decision;
    await this.#db
      .insertInto('decisions')
      .values({ record_id: recordId, version_id: versionId, ...rest })
      .execute();
  }

  async newest(recordId: number): Promise<Decision | undefined> {
    const row = await this.#db
      .selectFrom('decisions')
      .selectAll()
      .where('record_id', '=', recordId)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return (
      row && {
        recordId: row.record_id,
        versionId: row.version_id,
        fingerprint: row.fingerprint,
        verdict: row.verdict as Decision['verdict'],
        audience: row.audience as Audience,
        by: row.by,
        manner: row.manner as Decision['manner'],
        at: row.at,
      }
    );
  }
}
