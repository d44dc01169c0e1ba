import { createHash } from 'node:crypto';
import type { RecordMediaType } from '../catalog/media-types.js';

/** What the door says of a record before anything of it is stored (process.md §2). */
export type Door =
  | { readonly state: 'open' }
  /** Consent is withdrawn or was never given: hidden if we have it, else not taken. */
  | { readonly state: 'withdrawn'; readonly reason: string; readonly reasonTh: string }
  /** Secret or security: nothing of it is stored but a hashed id and the reason. */
  | { readonly state: 'refused'; readonly reason: string; readonly reasonTh: string }
  /** No dataset at all, or one of which nobody can tell what it is; `isUnreadable` when a whole run cannot be said to have come. */
  | { readonly state: 'left-out'; readonly reason: string; readonly reasonTh: string; readonly isUnreadable?: boolean };

/** An agency as a source names it: code, name or title in any mixture. */
export interface Owner {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly title?: string | undefined;
}

/** One record as a source offers it. */
export interface HarvestedRecord {
  readonly nativeId: string;
  readonly name: string | undefined;
  readonly mediaType: RecordMediaType;
  readonly bytes: string;
  readonly fingerprint: string;
  readonly door: Door;
  /** Whose record the source says it is; undefined when it does not say. */
  readonly owner?: Owner | undefined;
}

/** Keys that change without the description changing. */
const volatile: ReadonlySet<string> = new Set(['tracking_summary', 'num_followers']);

/** Equal for equal content whatever the order of keys: SHA-256 of the JSON with keys sorted. Compared by equality only. */
export function fingerprintOf(json: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(json)))
    .digest('hex');
}

/** The id that stands for a refused record: tells nothing about it, and is the same each time. */
export function hashedId(nativeId: string): string {
  return `sha256:${createHash('sha256').update(nativeId).digest('hex').slice(0, 32)}`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => !volatile.has(key));
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]));
}
