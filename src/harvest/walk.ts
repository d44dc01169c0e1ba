import type { GuardedClient } from '../catalog/guarded-client.js';
import type { RunMode } from '../catalog/run.js';
import type { Source, SourceMarks } from '../catalog/source.js';
import type { Text } from '../catalog/text.js';
import type { Vocabulary } from '../rdf/vocabulary.js';
import type { HarvestedRecord } from './harvested-record.js';
import type { PushedDocument, ReadPushed } from './push/read-pushed.js';

/** A document handed over by upload, in place of one that is fetched. */
export interface HandedOver {
  readonly bytes: Buffer;
  readonly mediaType: string | undefined;
  readonly name: string | undefined;
  /** It is not all that the agency has: what is not in it is not missing. */
  readonly isPart?: boolean | undefined;
}

export interface WalkLimits {
  /** Records asked for at a time. */
  readonly pageSize: number;
  /** A walk that yields more is stopped. */
  readonly maxRecords: number;
  /** Largest document that must be read whole (JSON-LD, HTML, xlsx). */
  readonly wholeBytes: number;
  /** Largest document that is streamed. */
  readonly streamBytes: number;
  /** Folder for spools; each is deleted at its walk's end. */
  readonly spoolDir: string;
}

/** What a walker works with. */
export interface Walk {
  readonly source: Source;
  /** `full`, or `incremental` when only what changed since `source.marks` is wanted; a walker may read more than it was asked for. */
  readonly mode: Exclude<RunMode, 'preview'>;
  /** Checkpoint of the last page staged before a crash. */
  readonly resume: string | undefined;
  readonly document: HandedOver | undefined;
  /** Secret headers of the source. */
  readonly headers: Readonly<Record<string, string>>;
  readonly client: GuardedClient;
  readonly vocabulary: Vocabulary;
  readonly limits: WalkLimits;
  /** Reads documents that an agency sent, in a thread with bounds; one result a document. */
  readonly read: (documents: readonly PushedDocument[]) => Promise<readonly ReadPushed[]>;
  readonly clock: () => Date;
  /** Aborts when the run is cancelled or past its deadline; check it between records, hand it to every request. */
  readonly signal: AbortSignal;
}

/** Some records, staged together. */
export interface HarvestPage {
  readonly records: readonly HarvestedRecord[];
  /** How many records the source says it has, if it does. */
  readonly total?: number | undefined;
  /** Where a walk that is begun anew goes on after this page. */
  readonly checkpoint?: string | undefined;
}

/** How a walk ended that came to its end. */
export interface Walked {
  /** `full` only when every record of the source was brought: what did not come is missing then. */
  readonly mode: Exclude<RunMode, 'preview'>;
  /** What the next walk may use. */
  readonly marks: SourceMarks;
  /** What the agency could do better as a whole: fields its software lacks, a server that counts wrongly. */
  readonly advice: readonly Text[];
}

/**
 * Reads one source from start to end.
 * @throws Problem `source-failed` for an error, a repeated page, a total that does not agree: never a short walk that looks whole.
 */
export type Walker = (walk: Walk) => AsyncGenerator<HarvestPage, Walked>;
