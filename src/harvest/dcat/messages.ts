import type { ProblemKind } from '../../catalog/problem.js';
import type { Text } from '../../catalog/text.js';
import type { Syntax } from '../../rdf/sniff.js';
import type { Owner } from '../harvested-record.js';

/** One document to read. */
export interface DocumentTask {
  readonly syntax: Syntax;
  /** Label of the document, for readers that look at it whole. */
  readonly mediaType: string | undefined;
  readonly charset: string | undefined;
  /** Base of relative IRIs; undefined for a document without an address. */
  readonly base: string | undefined;
  /** Name of the file, where it has no address. */
  readonly name: string | undefined;
  readonly spool: string;
  readonly wholeBytes: number;
  readonly maxRecords: number;
}

/** What is learned of a document as a whole. */
export interface DocumentFacts {
  readonly syntax: string;
  readonly notes: readonly Text[];
  readonly triples: number;
  readonly datasets: number;
  readonly hasCatalog: boolean;
  /** Addresses of the next page, as they stand there. */
  readonly next: readonly string[];
  readonly total: number | undefined;
  /** True when something was lost that may have been any record's. */
  readonly isTorn: boolean;
}

/** One dataset as it was cut. */
export type CutRecord =
  | {
      readonly state: 'whole';
      readonly nativeId: string;
      readonly name: string | undefined;
      readonly owner: Owner | undefined;
      readonly bytes: string;
      readonly fingerprint: string;
    }
  /** Not taken, and why. */
  | { readonly state: 'aside'; readonly nativeId: string; readonly reason: Text }
  /** Named here and described elsewhere, or nowhere. */
  | { readonly state: 'mention' };

export interface CutRequest {
  readonly kind: 'cut';
  /** Position of the last dataset that was cut. */
  readonly after: number;
  readonly records: number;
  /** True when the document is all there is, so that what it names and does not describe is nowhere. */
  readonly isWhole: boolean;
}

export type Request =
  | { readonly kind: 'begin'; readonly task: DocumentTask }
  | { readonly kind: 'piece'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' }
  | CutRequest;

export type Reply =
  | { readonly kind: 'taken' }
  | { readonly kind: 'read'; readonly facts: DocumentFacts }
  | { readonly kind: 'records'; readonly records: readonly CutRecord[]; readonly position: number; readonly isLast: boolean }
  | { readonly kind: 'failed'; readonly problem: ProblemKind; readonly detail: Text; readonly remedy: Text | undefined };
