import type { Logger } from 'pino';
import type { Directory, QueryAnswer, QueryAsked } from '../catalog/directory.js';
import type { Dump } from '../catalog/dump.js';
import type { MappingDocument } from '../catalog/mapping-table.js';
import type { ProfileName, Validation } from '../catalog/validation.js';
import type { TurtleFile } from '../rdf/turtle-file.js';
import type { Vocabulary } from '../rdf/vocabulary.js';
import type { ApiCases } from './api/cases.js';
import type { KeptAnswers } from './kept-answers.js';
import type { FaceName } from './report/faces.js';
import type { DocumentTask, WrittenDocument } from './written/task.js';

/** A document as a request brought it. */
export interface ReceivedDocument {
  readonly bytes: Uint8Array;
  readonly mediaType: string | undefined;
  readonly name: string | undefined;
  readonly profile: ProfileName;
  /** Give an Excel template back with the findings beside its rows. */
  readonly annotate: boolean;
}

/** What documents are written from; a thread that writes them has the same. */
export interface DocumentParts {
  /** Public base of every IRI, no trailing slash; routing ignores the Host header. */
  readonly base: string;
  readonly directory: Directory;
  readonly vocabulary: Vocabulary;
  /** The rules, a file each. */
  readonly shapes: readonly TurtleFile[];
}

/** Who asks, and whether anybody still waits for the answer. */
export interface Asking {
  readonly client: string;
  readonly gone: AbortSignal;
}

/** What the routes work with; handed in by compose(). */
export interface ServeParts extends DocumentParts {
  /**
   * Writes a long document in a thread. @returns undefined where there is nothing of that name any more, or nobody waits for it.
   * @throws Problem `unavailable` when too many wait, it takes too long, or its thread dies of it; `too-many` for a client with too many.
   */
  document(task: DocumentTask, asking: Asking): Promise<WrittenDocument | undefined>;
  /** Runs a SPARQL query. @throws Problem for what is refused, times out or finds no replica. */
  query(query: QueryAsked, signal: AbortSignal): Promise<QueryAnswer>;
  /** The same over endpoints of registered agencies too. */
  federated(query: QueryAsked, signal: AbortSignal): Promise<QueryAnswer>;
  /** How many triples SPARQL answers from; undefined while it loads. */
  triples(): number | undefined;
  /** How many proxies of the operator's own stand before this process. */
  readonly trustedProxies: number;
  /** How an agency's fields become DCAT-AP-TH, for people. */
  readonly mapping: MappingDocument;
  /** Validates a document of anybody. @throws Problem when it cannot be read or judged. */
  validate(document: ReceivedDocument, gone: AbortSignal): Promise<Validation>;
  /** The same for what stands at an address. */
  validateAddress(address: string, asked: Pick<ReceivedDocument, 'profile' | 'annotate'>, gone: AbortSignal): Promise<Validation>;
  /** The empty Excel template. */
  template(): Promise<Uint8Array>;
  /** Writes a report for programs; a long one in a thread. */
  write(face: FaceName, validation: Validation): Promise<string>;
  /** What programs of agencies do with a key. */
  readonly api: ApiCases;
  /** Bytes of one record that an agency sends, unpacked; and how many are received and read at a time. */
  readonly largestRecord: number;
  readonly mostRecords: number;
  /** Bytes of a catalogue that is uploaded or sent, unpacked. */
  readonly largestUpload: number;
  /** Answers that were sent already. */
  readonly kept: KeptAnswers;
  readonly clock: () => Date;
  /** The newest dump, once there is one. */
  dump(): Dump | undefined;
  /** How long feeds reach back. */
  readonly feedMs: number;
  /** Bytes of a document, unpacked. */
  readonly largestDocument: number;
  /** Documents that are received and judged at a time; each is held in memory. */
  readonly mostDocuments: number;
  status(): Promise<{ head: number; followers: { name: string; position: number; ready: boolean; trouble?: string }[] }>;
  /** Bases that `banchi rebase` left; their addresses redirect. */
  readonly formerBases: readonly string[];
  readonly log: Logger;
}
