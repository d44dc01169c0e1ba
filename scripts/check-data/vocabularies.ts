import type { Graph } from '../../src/rdf/graph.js';
import type { TurtleFile } from '../../src/rdf/turtle-file.js';

/** What judgements look at: every triple of vocab/, and the file that describes each subject. */
export interface Vocabularies {
  readonly files: readonly TurtleFile[];
  readonly graph: Graph;
  fileOf(subject: string): string;
}

/** What the schemes of the profile begin with. */
export const ours = 'https://w3id.org/dcat-ap-th/vocab/';
