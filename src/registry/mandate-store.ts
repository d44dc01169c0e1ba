import type { Selectable } from 'kysely';
import type { Mandate, MandateStore } from '../catalog/mandate.js';
import { type Executor, orNull, orUndefined } from './executor.js';
import type { Schema } from './schema.js';

export class SqlMandateStore implements MandateStore {
  readonly #db: Executor;

  constructor(db: Executor) {
    this.#db = db;
  }

  async add(mandate: Parameters<MandateStore['add']>[0]): Promise<Mandate> {
    const row = await this.#db
      .insertInto('mandates')
      .values({
        source_id: mandate.sourceId,
        agency_id: mandate.agencyId,
        confirms: mandate.confirms ? 1 : 0,
        from_day: mandate.fromDay,
        to_day: orNull(mandate.toDay),
        by: mandate.by,
        at: mandate.at,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    return toMandate(row);
  }

  async list(sourceId: number): Promise<Mandate[]> {
    const rows = await this.#db.selectFrom('mandates').selectAll().where('source_id', '=', sourceId).orderBy('id').execute();
    return rows.map(toMandate);
  }

  async revoke(sourceId: number, agencyId: string, at: string): Promise<number> {
    const rows = await this.#db
      .updateTable('mandates')
      .set({ revoked_at: at })
      .where('source_id', '=', sourceId)
      .where('agency_id', '=', agencyId)
      .where('revoked_at', 'is', null)
      .returning('id')
      .execute();
    return rows.length;
  }
}

function toMandate(row: Selectable<Schema['mandates']>): Mandate {
  return {
    id: row.id,
    sourceId: row.source_id,
    agencyId: row.agency_id,
    confirms: row.confirms === 1,
    fromDay: row.from_day,
    toDay: orUndefined(row.to_day),
    revokedAt: orUndefined(row.revoked_at),
  };
}
