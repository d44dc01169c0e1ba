import type { Audience } from '../catalog/audience.js';
import type { Decision, DecisionStore } from '../catalog/decision.js';
import { type Executor, parts } from './executor.js';

export class SqlDecisionStore implements DecisionStore {
  readonly #db: Executor;

  constructor(db: Executor) {
    this.#db = db;
  }

  async add(decisions: readonly Decision[]): Promise<void> {
    for (const some of parts(decisions, 100)) {
      const rows = some.map(({ recordId, versionId, ...rest }) => ({ record_id: recordId, version_id: versionId, ...rest }));
      await this.#db.insertInto('decisions').values(rows).execute();
    }
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
