import { type DirectoryQuery, resultFormats } from '../../catalog/directory.js';
import { messageOf } from '../../catalog/problem.js';
import { type Text, text } from '../../catalog/text.js';
import { readQuery } from '../../rdf/query-read.js';
import { rowCounters } from '../../rdf/query-rows.js';
import type { OxigraphStore } from '../oxigraph-store.js';

/** How much one answer may hold. */
export interface ResultBounds {
  readonly bytes: number;
  readonly rows: number;
}

/** What a follower thread answers; a broken engine is not to be trusted any more, and its thread must be replaced. */
export type JudgedAnswer =
  /** `version`: the state of the data that it tells; undefined where they may have changed on the way. */
  | { readonly state: 'answered'; readonly body: Uint8Array; readonly format: string; readonly version: string | undefined }
  | { readonly state: 'bad-query'; readonly reason: Text }
  | { readonly state: 'not-acceptable'; readonly formats: readonly string[] }
  /** `swollen`: the engine's memory does not shrink again. */
  | { readonly state: 'too-large'; readonly bound: keyof ResultBounds; readonly swollen: boolean }
  | { readonly state: 'broken'; readonly message: string }
  /** Of an engine elsewhere: it ran out of time, or does not answer. */
  | { readonly state: 'too-slow' }
  | { readonly state: 'unavailable'; readonly message: string };

/** Characters of a result that leave the engine with a few hundred megabytes that it does not give back. */
const swollen = 128 * 1024 * 1024;

/** Errors in which the engine says what is wrong with a query or with the IRI of a graph. */
const sayings: ReadonlySet<unknown> = new Set([Error, URIError, SyntaxError]);

/** Parses, judges and runs a query in the thread that holds the store, under the deadline of that thread. */
export function answerQuery(store: OxigraphStore, query: DirectoryQuery, most: ResultBounds): JudgedAnswer {
  const parsed = readQuery(query.query, most.rows);
  if ('reason' in parsed) return { state: 'bad-query', reason: parsed.reason };
  const format = query.formats[parsed.kind];
  if (format === undefined) return { state: 'not-acceptable', formats: resultFormats[parsed.kind] };
  try {
    const result = store.query({ ...query, query: parsed.query, format, namesDataset: parsed.namesDataset });
    // Bytes of UTF-8 are as many as the characters at least.
    if (result.length > most.bytes) return { state: 'too-large', bound: 'bytes', swollen: result.length > swollen };
    const body = new TextEncoder().encode(result);
    if (body.length > most.bytes) return { state: 'too-large', bound: 'bytes', swollen: false };
    const count = parsed.kind === 'bindings' ? rowCounters[format] : undefined;
    if (count !== undefined && count(body) > most.rows) return { state: 'too-large', bound: 'rows', swollen: false };
    return { state: 'answered', format, body, version: store.version };
  } catch (error) {
    // Oxigraph says what is wrong with a query in these; whatever else is thrown (a RuntimeError of WebAssembly, a string or an
    // array that cannot be made) leaves an engine that is not to be trusted.
    if (error instanceof Error && sayings.has(error.constructor)) return { state: 'bad-query', reason: text(error.message, error.message) };
    return { state: 'broken', message: messageOf(error) };
  }
}
