import type { Text } from './text.js';

/** A cell of the page: the same in both languages, or in each. Names of fields and terms stand between backticks. */
export type Cell = string | Text;

/** One table of the mapping as people read it. */
export interface MappingTable {
  readonly id: string;
  readonly heading: Text;
  readonly columns: readonly Cell[];
  readonly rows: readonly (readonly Cell[])[];
  /** Said below the table, a point each. */
  readonly notes?: readonly Text[];
}

/** The mapping as people read it: a page in both languages, a Markdown file in English. */
export interface MappingDocument {
  readonly introduction: Text;
  readonly tables: readonly MappingTable[];
  readonly examples: readonly MappingExample[];
}

/** A document to start from. */
export interface MappingExample {
  readonly id: string;
  readonly heading: Text;
  readonly note: Text;
  /** Name of its language for a Markdown fence. */
  readonly language: string;
  readonly source: string;
}
