import type { CurrencyStore, Due } from '../catalog/currency.js';
import { type Executor, parts } from './executor.js';

export class SqlCurrencyStore implements CurrencyStore {
  readonly #db: Executor;

  constructor(db: Executor) {
    this.#db = db;
  }

  async set(recordId: number, due: Omit<Due, 'recordId'> | undefined): Promise<void> {
    if (due === undefined) {
      await this.#db.deleteFrom('currency').where('record_id', '=', recordId).execute();
      return;
    }
    const row = { updated_on: due.updatedOn, due_on: due.dueOn, told_at: null };
    await this.#db
      .insertInto('currency')
      .values({ record_id: recordId, ...row })
      // The same due date again has been told already; another one has not.
      .onConflict((conflict) => conflict.column('record_id').doUpdateSet(row).where('currency.due_on', '!=', due.dueOn))
      .execute();
  }

  async untold(day: string, limit: number): Promise<(Due & { agencyId: string })[]> {
    const rows = await this.#db
      .selectFrom('currency')
      .innerJoin('records', 'records.id', 'currency.record_id')
      .select(['record_id', 'updated_on', 'due_on', 'agency_id'])
      .where('due_on', '<=', day)
      .where('told_at', 'is', null)
      .orderBy('due_on')
      .limit(limit)
      .execute();
    return rows.map((row) => ({ recordId: row.record_id, updatedOn: row.updated_on, dueOn: row.due_on, agencyId: row.agency_id }));
  }

  async told(recordIds: readonly number[], at: string): Promise<void> {
    for (const some of parts(recordIds))
      await this.#db.updateTable('currency').set({ told_at: at }).where('record_id', 'in', some).execute();
  }

  async of(recordId: number): Promise<Due | undefined> {
    const row = await this.#db.selectFrom('currency').selectAll().where('record_id', '=', recordId).executeTakeFirst();
    return row && { recordId, updatedOn: row.updated_on, dueOn: row.due_on };
  }
}
