import type { Kysely } from 'kysely';
import type { Schema } from './schema.js';

/** A connection or a transaction: a store does not know which it writes through. */
export type Executor = Kysely<Schema>;

/** SQLite allows 32,766 parameters in a statement; rows are inserted and looked up in parts of this size. */
const part = 400;

export function* parts<T>(values: readonly T[], size = part): Generator<readonly T[]> {
  for (let start = 0; start < values.length; start += size) yield values.slice(start, start + size);
}

/** SQL has null where our types have undefined. */
export function orNull<T>(value: T | undefined): T | null {
  return value ?? null;
}

export function orUndefined<T>(value: T | null): T | undefined {
  return value ?? undefined;
}
