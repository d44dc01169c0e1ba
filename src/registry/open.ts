import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';
import Database from 'libsql';
import type { Schema } from './schema.js';

/**
 * The only file that opens connections, so that all have the same settings: a writer does not block readers (WAL), a commit
 * survives a killed process (synchronous NORMAL), a locked file is waited for (5 s).
 */
export function openDatabase(path: string, options: { readOnly?: boolean } = {}): Database.Database {
  const database = connect(path);
  database.exec('PRAGMA busy_timeout = 5000');
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = NORMAL');
  database.exec('PRAGMA foreign_keys = ON');
  // A hundred records are about 4 MB, SQLite's usual limit: every few commits would wait for a checkpoint.
  database.exec('PRAGMA wal_autocheckpoint = 8000');
  if (options.readOnly === true) database.exec('PRAGMA query_only = ON');
  return database;
}

function connect(path: string): Database.Database {
  try {
    // Contacts and hashes of keys are in it: a folder that we make is its owner's alone.
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return new Database(path, { timeout: 5000 } as Database.Options);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`BANCHI_DATA: ${path} cannot be opened (${reason}): is the folder there, writable, and the disk not full?`, {
      cause: error,
    });
  }
}

/** Kysely over one connection. Transactions take the write lock at their start, so that none fails half-way for lack of it. */
export function overKysely(database: Database.Database): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new ImmediateDialect({ database: keepingStatements(database) }) });
}

/** Statements kept per connection; the registry's own are about a hundred, a few differ in their number of rows. */
const mostStatements = 256;

/** Kysely prepares anew at each execution, a sixth of the time of a confirmation; the same text gets the same statement here. */
function keepingStatements(database: Database.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    prepare(sql) {
      const statement = kept.get(sql) ?? (database.prepare(sql) as SqliteStatement);
      kept.delete(sql); // to the end of the queue: the first is the one not used for longest
      kept.set(sql, statement);
      if (kept.size > mostStatements) kept.delete(kept.keys().next().value as string);
      return statement;
    },
    close: () => database.close(),
  };
}

class ImmediateDialect extends SqliteDialect {
  readonly #config: ConstructorParameters<typeof SqliteDialect>[0];

  constructor(config: ConstructorParameters<typeof SqliteDialect>[0]) {
    super(config);
    this.#config = config;
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.#config);
  }
}

class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** A full disk makes SQLite roll back by itself; the reason must not be lost behind a second rollback's failure. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await super.rollbackTransaction(connection).catch((error: unknown) => {
      if (!(error instanceof Error && error.message.includes('no transaction is active'))) throw error;
    });
  }
}
