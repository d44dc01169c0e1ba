import { FetchProblem, type FetchReason } from '../../catalog/guarded-client.js';
import type { Health } from './circuit.js';

/** What one try gave. */
export type Tried = { readonly status: number; readonly retryAfter: string | undefined } | { readonly error: unknown };

/** Failures of the moment: the same request may well be answered a little later. */
const passing: ReadonlySet<FetchReason> = new Set([
  'connection-refused',
  'connection-cut',
  'connect-timeout',
  'idle-timeout',
  'name-lookup',
]);
const passingStatuses: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** The longest a doubled wait becomes. */
const longestBackoffMs = 30_000;

/** Whether the request may be sent again; a 500 is more often a fault of the request than of the moment, so once only. */
export function mayRetry(tried: Tried, tries: number): boolean {
  if ('error' in tried) return tried.error instanceof FetchProblem && passing.has(tried.error.reason);
  return passingStatuses.has(tried.status) || (tried.status === 500 && tries === 1);
}

/** What a try says of its host: a refusal is an answer of a host that is well. */
export function healthOf(tried: Tried): Health {
  if (!('error' in tried)) return tried.status >= 500 ? 'failed' : 'well';
  if (!(tried.error instanceof FetchProblem)) return 'unknown';
  return passing.has(tried.error.reason) || tried.error.reason === 'total-timeout' ? 'failed' : 'unknown';
}

/** Milliseconds until the next try: what the host asked for, else a random share of a wait that doubles (full jitter). */
export function waitBefore(tried: Tried, tries: number, backoffMs: number, now: number, random: number): number {
  const asked = 'error' in tried ? undefined : readRetryAfter(tried.retryAfter, now);
  return asked ?? random * Math.min(longestBackoffMs, backoffMs * 2 ** (tries - 1));
}

/** Milliseconds that `Retry-After` asks for, in seconds or as a date (RFC 9110 §10.2.3); undefined when it says nothing. */
export function readRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\s*\d{1,10}\s*$/.test(value)) return Number(value) * 1000;
  // A date has words in it; what has none would be guessed at.
  const at = /[a-z]{3}/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
