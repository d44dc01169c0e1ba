import type { RecordMediaType } from './media-types.js';
import type { Finding, Gate } from './report.js';
import type { Lease, SourceMarks } from './source.js';
import type { Text } from './text.js';

export const runStates = ['queued', 'running', 'held', 'applying', 'succeeded', 'partial', 'failed', 'cancelled', 'timed-out'] as const;
export type RunState = (typeof runStates)[number];

/** States in which a run has not ended. */
export const openRunStates: ReadonlySet<RunState> = new Set(['queued', 'running', 'held', 'applying']);

/** How much a run reads: everything, or what changed since the last; `preview` reads everything and changes nothing. */
export const runModes = ['full', 'incremental', 'preview'] as const;
export type RunMode = (typeof runModes)[number];

/** What a run found of one record. */
export const outcomes = ['created', 'changed', 'unchanged', 'set-aside', 'missing', 'hidden', 'retired'] as const;
export type Outcome = (typeof outcomes)[number];

/** One harvest of one source, from start to end. */
export interface Run {
  readonly id: number;
  readonly sourceId: number;
  readonly state: RunState;
  readonly startedAt: string;
  readonly endedAt: string | undefined;
  /** Who or what started it: an account, or `<timetable>`. */
  readonly startedBy: string;
  readonly mode: RunMode;
  /** Who or what ended it: an account, `<deadline>`, `<guard>`, `<source>`, or `<flow>` for a run that came to its end. */
  readonly endedBy: string | undefined;
  /** Account that asked for it to stop; it does at the next record. */
  readonly cancelledBy: string | undefined;
  /** Where reading goes on after a crash; only the walker knows what it means. */
  readonly checkpoint: string | undefined;
  /** Records the source says it has, once it has said so. */
  readonly total: number | undefined;
  /** Marks to remember once it succeeds. */
  readonly marks: SourceMarks;
  /** What a preview found. */
  readonly result: RunPreview | undefined;
  /** What the agency could do better, learned on the way; no finding of any one record. */
  readonly advice: readonly Text[];
  /** Why it was held or failed; a sentence for a person. */
  readonly reason: string | undefined;
  readonly reasonTh: string | undefined;
}

/** What a run would do, of `preview` runs. */
export interface RunPreview {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Of those created or changed, how many would be sent back. */
  readonly returned: number;
  readonly unreadable: number;
  readonly hidden: number;
  readonly missing: number;
  readonly retired: number;
  readonly setAside: number;
  /** Why the run would be held. */
  readonly held: Text | undefined;
  /** The first records with what would be said of them. */
  readonly examples: readonly PreviewExample[];
}

export interface PreviewExample {
  readonly nativeId: string;
  readonly title: string;
  readonly outcome: Outcome;
  readonly gate: Gate | undefined;
  /** Why it would be set aside or could not be read. */
  readonly reason: Text | undefined;
  readonly findings: readonly Finding[];
}

/** One line of a run: what came under one native id, and what follows from it. */
export interface RunRecord {
  readonly runId: number;
  readonly nativeId: string;
  readonly name: string | undefined;
  readonly fingerprint: string | undefined;
  readonly mediaType: RecordMediaType;
  /** Agency whose record this is; undefined for the source's own. */
  readonly agencyId: string | undefined;
  /** Undefined until the deciding step, and for what needs no content. */
  readonly outcome: Outcome | undefined;
  /** Reason of a record set aside or hidden. */
  readonly reason: string | undefined;
  readonly reasonTh: string | undefined;
}

export type StagedRecord = Omit<RunRecord, 'runId'> & { readonly bytes: string | undefined };

export interface RunStore {
  /** @throws Problem `conflict` when the source has a run that has not ended. */
  start(run: { sourceId: number; startedAt: string; startedBy: string; mode?: RunMode; state?: 'queued' | 'running' }): Promise<number>;
  get(id: number): Promise<Run>;
  find(id: number): Promise<Run | undefined>;
  list(sourceId: number, limit: number): Promise<Run[]>;
  /** Runs that have not ended, of one source or of all. */
  open(sourceId?: number): Promise<Run[]>;
  setState(id: number, state: RunState, end?: { at: string; by?: string; reason?: { th: string; en: string } }): Promise<void>;
  /** Remembers how far reading has come. */
  setCheckpoint(id: number, checkpoint: string | undefined, total: number | undefined): Promise<void>;
  /** Keeps what a complete walk has to say. */
  setWalked(id: number, walked: { mode: RunMode; marks: SourceMarks; advice: readonly Text[] }): Promise<void>;
  /** Asks an open run to stop. @returns false when it has ended. */
  cancel(id: number, by: string): Promise<boolean>;
  /** Adds staged rows; a native id already staged in this run is left as it is. @returns how many were new. */
  stage(runId: number, records: readonly StagedRecord[]): Promise<number>;
  staged(runId: number): Promise<RunRecord[]>;
  /** Records that came with content, with their bytes, in order after a position. */
  stagedBytes(runId: number, afterPosition: number, limit: number): Promise<(RunRecord & { bytes: string; position: number })[]>;
  countStaged(runId: number): Promise<number>;
  decide(runId: number, outcomes: readonly { nativeId: string; outcome: Outcome }[]): Promise<void>;
  /** Adds rows for native ids that the walk did not bring (missing). */
  addDecided(
    runId: number,
    records: readonly { nativeId: string; outcome: Outcome; reason?: { th: string; en: string } | undefined }[],
  ): Promise<void>;
  /** The next records to apply: decided as something that changes the catalogue, not yet applied, with their bytes. */
  unapplied(runId: number, afterPosition: number, limit: number): Promise<(RunRecord & { bytes: string | undefined; position: number })[]>;
  /** Marks as applied and lets go of the staged bytes. */
  applied(runId: number, nativeIds: readonly string[]): Promise<void>;
  /** Sets a record aside while applying, with the reason. */
  setAside(runId: number, nativeId: string, reason: { th: string; en: string }): Promise<void>;
  /** Sets a record aside that could be read but must not be taken. */
  refuse(runId: number, nativeId: string, reason: Text): Promise<void>;
  counts(runId: number): Promise<Record<Outcome, number>>;
  /** Records of a run in the order they came, of one outcome or of all, after a position; without bytes. */
  records(runId: number, filter: { outcome?: Outcome; after?: number; limit: number }): Promise<(RunRecord & { position: number })[]>;
  /** Keeps what a preview found. */
  setResult(id: number, result: RunPreview): Promise<void>;
  /** Lets go of all rows of a preview. */
  forget(runId: number): Promise<void>;
  /** Records that came and were set aside because they could not be read or written. */
  countUnreadable(runId: number): Promise<number>;
  /** Lets go of all staged bytes of an ended run. */
  clear(runId: number): Promise<void>;
}

/** A run in hand: the run and the lease under which it may write. */
export interface OpenRun {
  readonly id: number;
  readonly lease: Lease;
}
