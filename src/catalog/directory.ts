import type { GraphKind } from './publication.js';
import type { Text } from './text.js';
import type { GoneReason, Tombstone } from './tombstone.js';

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

/** Changes that the feeds tell on one page; never to be altered, since pages are named by where they begin. */
export const changesOnPage = 100;

/** One change of a dataset, as the feeds tell it. */
export interface Change {
  readonly ordinal: number;
  readonly seq: number;
  readonly type: 'Create' | 'Update' | 'Delete';
  readonly graph: string;
  /** Strictly later than that of the change before. */
  readonly published: string;
  /** Why it left; of other changes, and where it is not known, undefined. */
  readonly reason: GoneReason | undefined;
  /** What the dataset was then; empty where that may be told no more, and past the feed's retention. */
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

/** Media type wanted for each kind of result; undefined where the client takes none that there is. */
export interface ResultFormats {
  readonly bindings: string | undefined;
  readonly boolean: string | undefined;
  readonly graph: string | undefined;
}

/** Media types of results by kind of query; the first is the default (linked-data.md §7). */
export const resultFormats = {
  bindings: ['application/sparql-results+json', 'application/sparql-results+xml', 'text/csv', 'text/tab-separated-values'],
  boolean: ['application/sparql-results+json', 'application/sparql-results+xml'],
  graph: ['text/turtle', 'application/n-triples', 'application/rdf+xml', 'application/ld+json', 'application/trig', 'application/n-quads'],
} as const satisfies Record<keyof ResultFormats, readonly string[]>;

/** A SPARQL query as it comes from HTTP. */
export interface DirectoryQuery {
  readonly query: string;
  readonly formats: ResultFormats;
  /** The protocol's dataset; both undefined when neither parameter was given. */
  readonly defaultGraphs: readonly string[] | undefined;
  readonly namedGraphs: readonly string[] | undefined;
}

/** Who asks, and what they have already. */
export interface QueryAsked extends DirectoryQuery {
  /** Whose budget the query is charged to. */
  readonly client: string;
  /** Validators of copies that the client holds. */
  readonly known: readonly string[];
}

/** How an answer came about: by running the query, by joining one that ran already, or out of the cache. */
export type AnswerOrigin = 'run' | 'joined' | 'cached';

export type QueryAnswer =
  | {
      readonly state: 'answered';
      readonly body: Uint8Array;
      readonly format: string;
      /** Validator of the answer; none for a query whose every answer is another. */
      readonly etag: string | undefined;
      readonly origin: AnswerOrigin;
    }
  /** A copy that the client holds is what would be answered. */
  | { readonly state: 'unchanged'; readonly etag: string }
  | { readonly state: 'bad-query'; readonly reason: Text }
  | { readonly state: 'not-acceptable'; readonly formats: readonly string[] };
