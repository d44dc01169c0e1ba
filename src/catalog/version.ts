import type { RecordMediaType } from './media-types.js';
import type { Assessment, AssessmentFacts } from './report.js';
import type { VersionState } from './states.js';

/** What an agency sent, unchanged: bytes, media type, the source's fingerprint. Only `state` moves. */
export interface Version {
  readonly id: number;
  readonly recordId: number;
  readonly sourceId: number;
  readonly nativeId: string;
  readonly runId: number | undefined;
  readonly mediaType: RecordMediaType;
  readonly fingerprint: string;
  readonly state: VersionState;
  readonly receivedAt: string;
}

export type NewVersion = Omit<Version, 'id'> & { readonly bytes: string };

export interface VersionStore {
  get(id: number): Promise<Version>;
  bytes(id: number): Promise<string>;
  add(version: NewVersion): Promise<number>;
  /** Moves a version along the table of transitions, state by state; the caller writes the audit. @returns the state it left. */
  move(id: number, states: readonly VersionState[]): Promise<VersionState>;
  addAssessment(versionId: number, assessment: Assessment, at: string): Promise<void>;
  /** Newest assessment of a version. */
  assessment(versionId: number): Promise<Assessment | undefined>;
  /** The same without its report, which is long. */
  assessed(versionId: number): Promise<AssessmentFacts | undefined>;
  /** Versions of a record, newest first. */
  ofRecord(recordId: number, limit: number): Promise<Version[]>;
  /** Of the newest version of each record that a source's native ids stand for, by native id: its state, and the flow version of its newest assessment. */
  newestOf(sourceId: number): Promise<Map<string, { flowVersion: string; state: VersionState }>>;
  /** Newest or published versions whose newest assessment is of another flow version, in id order after `afterId`. */
  stale(flowVersion: string, afterId: number, limit: number): Promise<Version[]>;
  /** Rewrites the graph of every assessment, `batch` at a time: for a change of base only. */
  rewriteGraphs(rewrite: (graph: string) => string, batch: number): Promise<void>;
  /** How often each field without a home occurs in newest versions. */
  countUnmapped(): Promise<{ field: string; records: number; example: string }[]>;
}
