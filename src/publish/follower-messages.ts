import type { DirectoryQuery } from '../catalog/directory.js';
import type { JudgedAnswer, ResultBounds } from './sparql/judge.js';

/** What a follower thread is started with. */
export interface FollowerSetup {
  readonly follows: 'sparql' | 'read';
  readonly registryPath: string;
  readonly readPath: string;
  readonly pollMs: number;
  /** How long the read side keeps what a dataset was before it changed. */
  readonly keptMs: number;
  /** How much one answer to a query may hold; for those that answer any. */
  readonly most?: ResultBounds;
}

/** To a follower thread: the log has grown; run a query; or stop between two batches. */
export type ToFollower =
  | { readonly kind: 'nudge' }
  | { readonly kind: 'query'; readonly id: number; readonly query: DirectoryQuery }
  | { readonly kind: 'stop' };

/** What a SPARQL replica holds: which state of the log, and how many triples. */
export interface Holding {
  readonly version: string;
  readonly triples: number;
}

/** From a follower thread: how far it is, or a query's answer. */
export type FromFollower =
  | { readonly kind: 'position'; readonly seq: number; readonly caughtUp: boolean; readonly holds?: Holding }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: JudgedAnswer };
