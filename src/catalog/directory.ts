import type { GraphKind } from './publication.js';
import type { Tombstone } from './tombstone.js';

/** A public graph as its documents need it. */
export interface PublishedGraph {
  readonly graph: string;
  readonly kind: GraphKind;
  readonly nquads: string;
  readonly jsonld: string;
  readonly at: string;
}

/** Which datasets are meant: of one agency if its `#org` IRI is given, changed here at that moment or later. */
export interface DatasetFilter {
  readonly agency?: string | undefined;
  readonly since?: string | undefined;
}

/** Which datasets a page shows: those after a graph IRI in order. */
export interface DatasetPage extends DatasetFilter {
  readonly after: string;
  readonly limit: number;
}

export interface GoneGraph extends Tombstone {
  /** When it left. */
  readonly at: string;
}

/** One change of a dataset, as the feeds tell it. */
export interface Change {
  readonly ordinal: number;
  readonly seq: number;
  readonly type: 'Create' | 'Update' | 'Delete';
  readonly graph: string;
  /** Strictly later than that of the change before. */
  readonly published: string;
  /** What the dataset was then; empty for what has left, and past the feed's retention. */
  readonly nquads: string;
  readonly jsonld: string;
}

/** Where a change stands, without what it carries. */
export type ChangeMark = Pick<Change, 'ordinal' | 'seq' | 'published'>;

/** Changes of public datasets in the order of the log, numbered from 0; a number never changes. */
export interface Changes {
  count(): number;
  /** Changes from that number on. */
  from(ordinal: number, limit: number): Change[];
  mark(ordinal: number): ChangeMark | undefined;
  /** The change with that seq. */
  withSeq(seq: number): ChangeMark | undefined;
  /** The first change after a log position. */
  after(seq: number): ChangeMark | undefined;
  /** The number of the first change at that moment or later. */
  since(at: string): number;
  /** How many changes of these numbers still carry what the dataset was: fewer when a payload was taken out. */
  kept(from: number, limit: number): number;
}

/** How many triples use a property, or nodes have a class. */
export interface Partition {
  readonly kind: 'class' | 'property';
  readonly iri: string;
  readonly count: number;
}

/** The read side: what routes ask. All answers are public. */
export interface Directory {
  /** Newest row of the log that is applied, and when it was written; empty before the first. */
  position(): { seq: number; at: string };
  graph(graph: string): PublishedGraph | undefined;
  /** What is kept of a graph that once was public. */
  gone(graph: string): GoneGraph | undefined;
  datasets(page: DatasetPage): PublishedGraph[];
  countDatasets(agency?: string, since?: string): number;
  /** The `after` of the last page, for a page size. */
  lastPageAfter(limit: number, agency?: string, since?: string): string;
  /** Graph IRIs of datasets with the moment of their last change, in order. */
  datasetNames(offset: number, limit: number): { graph: string; modified: string }[];
  agencies(): { graph: PublishedGraph; datasets: number }[];
  partitions(): Partition[];
  readonly changes: Changes;
}

/** A SPARQL query as it comes from HTTP. */
export interface DirectoryQuery {
  readonly query: string;
  /** Media types the client takes, best first. */
  readonly accept: readonly string[];
  /** The protocol's dataset; both undefined when neither parameter was given. */
  readonly defaultGraphs: readonly string[] | undefined;
  readonly namedGraphs: readonly string[] | undefined;
}

export type QueryAnswer =
  | { readonly state: 'answered'; readonly body: string; readonly format: string }
  | { readonly state: 'bad-query'; readonly message: string }
  | { readonly state: 'not-acceptable'; readonly formats: readonly string[] };
