import type { DirectoryQuery } from '../catalog/directory.js';
import type { EngineAddress } from './remote/engine.js';
import type { JudgedAnswer, ResultBounds } from './sparql/judge.js';

/** What a follower thread is started with. */
export interface FollowerSetup {
  /** What it keeps: an engine of its own, the read side, or an engine elsewhere; or nothing, and only asks that engine. */
  readonly follows: 'sparql' | 'read' | 'remote' | 'nothing';
  readonly registryPath: string;
  readonly readPath: string;
  readonly pollMs: number;
  /** How long the read side keeps what a dataset was before it changed. */
  readonly keptMs: number;
  /** How much one answer to a query may hold; for those that answer any. */
  readonly most?: ResultBounds;
  /** The engine elsewhere, for those that use it. */
  readonly engine?: RemoteEngine;
}

export interface RemoteEngine {
  readonly address: EngineAddress;
  /** A query's, for those that ask. */
  readonly timeoutMs: number;
  /** One number that those who write and those who ask share (remote-store.ts). */
  readonly turn: SharedArrayBuffer;
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
  /** Of an engine elsewhere: the turn at which it held this. */
  readonly turn?: number;
}

/** From a follower thread: how far it is and what is in its way, something for the log, or a query's answer. */
export type FromFollower =
  | { readonly kind: 'position'; readonly seq: number; readonly caughtUp: boolean; readonly holds?: Holding; readonly trouble?: string }
  | { readonly kind: 'remark'; readonly message: string }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: JudgedAnswer };
