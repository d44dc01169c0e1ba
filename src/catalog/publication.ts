import type { Audience } from './audience.js';

export const graphKinds = ['dataset', 'series', 'agency', 'document', 'vocabulary', 'catalogue', 'quality'] as const;
export type GraphKind = (typeof graphKinds)[number];

/** One entry of the ordered publication log. A put replaces its whole graph, so replaying it is harmless. */
export interface Publication {
  readonly seq: number;
  /** IRI of the named graph. */
  readonly graph: string;
  readonly kind: GraphKind;
  readonly op: 'put' | 'delete';
  readonly audience: Audience;
  /** The graph in N-Quads with its name; empty for a delete and for a row that a newer one replaced. */
  readonly nquads: string;
  /** The dataset as our JSON-LD, for kind dataset; its tombstone where it is deleted (tombstone.ts). */
  readonly jsonld: string;
  readonly at: string;
}

export type NewPublication = Omit<Publication, 'seq'>;

/** What a follower needs of the log: the public rows after a position. */
export interface LogReader {
  /** Public rows after `seq` in order, at most `limit`. */
  after(seq: number, limit: number): Publication[];
  /** Newest seq of the log; 0 when it is empty. */
  head(): number;
  /** What tells the row at a seq from the one another history has there; empty for no row. */
  mark(seq: number): string;
}

export interface PublicationLog {
  /**
   * Appends entries in order. An entry equal to its graph's newest is left out; one that takes a public graph to a
   * narrower audience is preceded by a public delete, so that public followers drop it.
   * @returns how many rows were written.
   */
  append(entries: readonly NewPublication[]): Promise<number>;
  /** Writes tombstones also for graphs that the log never had: what was gone under a former base is gone under the present one. */
  bury(graphs: readonly string[], at: string): Promise<void>;
  /**
   * Empties rows older than a moment that newer ones of their graphs replaced; looks at `limit` rows after a seq.
   * @returns the last seq looked at.
   */
  forget(before: string, afterSeq: number, limit: number): Promise<number>;
  /** When the first row after a seq was written. */
  momentAfter(seq: number): Promise<string | undefined>;
  newest(graph: string): Promise<Publication | undefined>;
  /** Graph IRIs of a kind that are put now, with their audience. */
  graphs(kind: GraphKind): Promise<{ graph: string; audience: Audience }[]>;
  head(): Promise<number>;
  /** The newest public rows of all graphs in order, after a seq: what a dump writes. */
  current(afterSeq: number, limit: number): Promise<Publication[]>;
}
