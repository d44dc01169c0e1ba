import type { Logger } from 'pino';
import type { Directory, DirectoryQuery, QueryAnswer } from '../catalog/directory.js';
import type { MappingDocument } from '../catalog/mapping-table.js';
import type { TurtleFile } from '../rdf/turtle-file.js';
import type { Vocabulary } from '../rdf/vocabulary.js';

/** What the routes work with; handed in by compose(). */
export interface ServeParts {
  /** Public base of every IRI, no trailing slash; routing ignores the Host header. */
  readonly base: string;
  readonly directory: Directory;
  /** Runs a SPARQL query. @throws Problem for what is refused, times out or finds no replica. */
  query(query: DirectoryQuery, signal: AbortSignal): Promise<QueryAnswer>;
  readonly vocabulary: Vocabulary;
  /** The rules, a file each. */
  readonly shapes: readonly TurtleFile[];
  /** How an agency's fields become DCAT-AP-TH, for people. */
  readonly mapping: MappingDocument;
  status(): Promise<{ head: number; followers: { name: string; position: number; ready: boolean }[] }>;
  /** Bases that `banchi rebase` left; their addresses redirect. */
  readonly formerBases: readonly string[];
  readonly log: Logger;
}
