import type { Audience } from './audience.js';
import type { VersionState } from './states.js';

/** One dataset description on its way through; outlives its sources and versions. */
export interface DatasetRecord {
  readonly id: number;
  readonly agencyId: string;
  /** Last segment of the dataset IRI, minted once (`slug.ts`). */
  readonly slug: string;
  /** Agency segment of the IRI: the agency's id when the IRI was minted, kept after a transfer. */
  readonly segment: string;
  readonly newestVersionId: number | undefined;
  readonly publishedVersionId: number | undefined;
  /** Audience of the present publication; undefined while nothing is published. */
  readonly audience: Audience | undefined;
  readonly firstPublishedAt: string | undefined;
}

/** Which dataset a source means by a native id; many to one (process.md §1). */
export interface Identity {
  readonly sourceId: number;
  readonly nativeId: string;
  readonly recordId: number;
  /** Fingerprint last seen at the source. */
  readonly fingerprint: string | undefined;
  /** When a complete walk first missed it, if it is missing now. */
  readonly missingSince: string | undefined;
}

/** A record beside the state of its newest version: what lists and the confirming person look at. */
export interface RecordSummary {
  readonly record: DatasetRecord;
  readonly title: string;
  readonly state: VersionState;
  readonly versionId: number;
}

export interface RecordStore {
  get(id: number): Promise<DatasetRecord>;
  find(segment: string, slug: string): Promise<DatasetRecord | undefined>;
  slugTaken(segment: string, slug: string): Promise<boolean>;
  add(record: { agencyId: string; segment: string; slug: string; at: string }): Promise<number>;
  addIdentity(identity: { sourceId: number; nativeId: string; recordId: number; at: string }): Promise<void>;
  identities(sourceId: number): Promise<Identity[]>;
  /** Records that a source's native ids stand for, by native id. */
  identified(sourceId: number, nativeIds: readonly string[]): Promise<Map<string, DatasetRecord>>;
  /** Sources that have a living record under each of these native ids. */
  holders(nativeIds: readonly string[]): Promise<Map<string, number[]>>;
  /** Sources that bring a record and do not miss it now. */
  sourcesOf(recordId: number): Promise<number[]>;
  /** Marks identities as seen with these fingerprints, no longer missing. */
  seen(sourceId: number, seen: readonly { nativeId: string; fingerprint: string }[], at: string): Promise<void>;
  missing(sourceId: number, nativeIds: readonly string[], at: string): Promise<void>;
  /** Whether a living record of a source was missed once, so that the next complete walk decides on it. */
  missesAny(sourceId: number): Promise<boolean>;
  /** Records of an agency with their newest version, by slug; all agencies without one. */
  summaries(filter: { agencyId?: string; states?: readonly VersionState[] }): Promise<RecordSummary[]>;
  setNewest(id: number, versionId: number): Promise<void>;
  setPublished(id: number, published: { versionId: number; audience: Audience; at: string } | undefined): Promise<void>;
  /** IRIs of documents a published record names; returns which of them nobody else names (`gained`), and which nobody names any more (`lost`). */
  setDocuments(recordId: number, iris: readonly string[]): Promise<{ gained: string[]; lost: string[] }>;
  /** Number of records by the state of their newest version. */
  countByState(agencyId?: string): Promise<{ state: VersionState; count: number }[]>;
}
