import type { GraphKind } from './publication.js';
import type { Text } from './text.js';

/** A public graph as its documents need it. */
export interface PublishedGraph {
  readonly graph: string;
  readonly kind: GraphKind;
  readonly nquads: string;
  readonly jsonld: string;
  readonly at: string;
}

/** Which datasets a page shows: those after a graph IRI in order, of one agency if its `#org` IRI is given. */
export interface DatasetPage {
  readonly after: string;
  readonly limit: number;
  readonly agency?: string | undefined;
}

/** The read side: what routes ask. All answers are public. */
export interface Directory {
  graph(graph: string): PublishedGraph | undefined;
  /** When a graph that once was public left, if it did. */
  goneAt(graph: string): string | undefined;
  datasets(page: DatasetPage): PublishedGraph[];
  countDatasets(agency?: string): number;
  /** The `after` of the last page, for a page size. */
  lastPageAfter(limit: number, agency?: string): string;
  agencies(): { graph: PublishedGraph; datasets: number }[];
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
