import type { GuardedClient } from '../catalog/guarded-client.js';
import type { ProgressReporter } from '../catalog/progress.js';
import type { Registry } from '../catalog/registry.js';
import type { Vault } from '../catalog/vault.js';
import type { Guard } from '../harvest/decide.js';
import type { WalkLimits } from '../harvest/walk.js';
import type { Vocabulary } from '../rdf/vocabulary.js';
import type { JudgeLimits } from './judge-task.js';
import type { Pool } from './pool.js';

/** What the use cases work with; `compose()` builds it once. */
export interface FlowParts {
  readonly registry: Registry;
  readonly pool: Pool;
  readonly client: GuardedClient;
  readonly vault: Vault;
  readonly vocabulary: Vocabulary;
  /** Hash of shapes, vocabularies and the compiled mapping and validation. */
  readonly flowVersion: string;
  /** What the shapes call their version. */
  readonly shapesVersion: string;
  /** Bounds on documents that anybody sends. */
  readonly validate: JudgeLimits & { readonly bytes: number };
  /** Base of every IRI, no trailing slash. */
  readonly base: string;
  readonly catalogueFile: string;
  readonly clock: () => Date;
  /** How long the log keeps what newer rows replaced. */
  readonly feedMs: number;
  readonly reporter: ProgressReporter;
  readonly harvest: WalkLimits & {
    /** Sources read at the same time. */
    readonly concurrency: number;
    readonly walkMs: number;
    readonly leaseMs: number;
    readonly guard: Guard;
  };
  /** Aborts when the program ends. */
  readonly ending: AbortSignal;
  /** How to stop each run that is at work in this process, told who asks. */
  readonly stops: Map<number, (by: string) => void>;
  /** Names this process in leases. */
  readonly owner: string;
  /** Tells followers in this process that the log has grown. */
  readonly nudge: () => void;
}

/** Records handled in one transaction: a chunk holds the main thread for some 15 ms, and 100 (design.md §2) were no faster. */
export const chunkSize = 25;
