import type Database from 'libsql';
import { flow } from './migrations/001-flow.js';
import { harvest } from './migrations/002-harvest.js';
import { identity } from './migrations/003-identity.js';

/** In order; the number of a migration is its place. Append only. */
const migrations: readonly (readonly string[])[] = [flow, harvest, identity];

/**
 * Brings a registry to the newest schema, each migration in a transaction of its own.
 * @throws Error when the file was written by a newer Banchi.
 */
export function migrate(database: Database.Database): void {
  const version = (database.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
  if (version > migrations.length) {
    throw new Error(
      `the registry is at schema ${version}, this Banchi knows ${migrations.length}: start the newer version, or restore an older backup`,
    );
  }
  for (let next = version; next < migrations.length; next += 1) {
    database.exec('BEGIN IMMEDIATE');
    try {
      // Another process may have migrated while this one waited for the lock.
      const now = (database.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
      if (now === next) {
        for (const statement of migrations[next] ?? []) database.exec(statement);
        database.exec(`PRAGMA user_version = ${next + 1}`);
      }
      database.exec('COMMIT');
    } catch (error) {
      database.exec('ROLLBACK');
      throw error;
    }
  }
}
