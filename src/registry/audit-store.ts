import type { Account, AccountStore, AuditLine, AuditStore, NewAuditLine } from '../catalog/audit.js';
import { type Executor, orNull, orUndefined, parts } from './executor.js';

export class SqlAuditStore implements AuditStore {
  readonly #db: Executor;

  constructor(db: Executor) {
    this.#db = db;
  }

  async add(lines: readonly NewAuditLine[]): Promise<void> {
    for (const some of parts(lines, 100)) {
      const rows = some.map(({ from, to, why, ...line }) => ({
        ...line,
        from_state: orNull(from),
        to_state: orNull(to),
        why: orNull(why),
      }));
      await this.#db.insertInto('audit').values(rows).execute();
    }
  }

  async of(subject: string): Promise<AuditLine[]> {
    const rows = await this.#db.selectFrom('audit').selectAll().where('subject', '=', subject).orderBy('id').execute();
    return rows.map(({ at, by, act, from_state, to_state, why }) => ({
      at,
      by,
      act,
      subject,
      from: orUndefined(from_state),
      to: orUndefined(to_state),
      why: orUndefined(why),
    }));
  }
}

export class SqlAccountStore implements AccountStore {
  readonly #db: Executor;

  constructor(db: Executor) {
    this.#db = db;
  }

  async ensure(account: Account, at: string): Promise<void> {
    const row = {
      name: account.name,
      full_name: account.fullName,
      kind: account.kind,
      agency_id: orNull(account.agencyId),
      created_at: at,
    };
    await this.#db
      .insertInto('accounts')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  async find(name: string): Promise<Account | undefined> {
    const row = await this.#db.selectFrom('accounts').selectAll().where('name', '=', name).executeTakeFirst();
    return row && { name: row.name, fullName: row.full_name, kind: row.kind as Account['kind'], agencyId: orUndefined(row.agency_id) };
  }
}
