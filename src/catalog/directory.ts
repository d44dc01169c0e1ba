import type { GraphKind } from './publication.js';

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
