import type { Selectable } from 'kysely';
import type { Key, KeyStore, Scope } from '../catalog/key.js';
import { type Executor, orNull, orUndefined } from './executor.js';
import type { Schema } from './schema.js';

export class SqlKeyStore implements KeyStore {
  readonly #db: Executor;

  constructor(db: Executor) {
    this.#db = db;
  }

  async add(key: Key): Promise<void> {
    const row = {
      id: key.id,
      hash: key.hash,
      name: key.name,
      agency_id: orNull(key.agencyId),
      scopes: JSON.stringify(key.scopes),
      created_by: key.createdBy,
      created_at: key.createdAt,
      expires_at: key.expiresAt,
      revoked_at: orNull(key.revokedAt),
      used_at: orNull(key.usedAt),
    };
    await this.#db.insertInto('keys').values(row).execute();
  }

  async find(id: string): Promise<Key | undefined> {
    const row = await this.#db.selectFrom('keys').selectAll().where('id', '=', id).executeTakeFirst();
    return row && toKey(row);
  }

  async list(agencyId?: string): Promise<Key[]> {
    const all = this.#db.selectFrom('keys').selectAll().orderBy('created_at', 'desc').orderBy('id');
    return (await (agencyId === undefined ? all : all.where('agency_id', '=', agencyId)).execute()).map(toKey);
  }

  async revoke(id: string, at: string): Promise<boolean> {
    const row = await this.#db
      .updateTable('keys')
      .set({ revoked_at: at })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  }

  async setUsed(id: string, at: string): Promise<void> {
    await this.#db.updateTable('keys').set({ used_at: at }).where('id', '=', id).execute();
  }
}

function toKey(row: Selectable<Schema['keys']>): Key {
  return {
    id: row.id,
    hash: row.hash,
    name: row.name,
    agencyId: orUndefined(row.agency_id),
    scopes: JSON.parse(row.scopes) as Scope[],
    createdBy: row.created_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: orUndefined(row.revoked_at),
    usedAt: orUndefined(row.used_at),
  };
}
