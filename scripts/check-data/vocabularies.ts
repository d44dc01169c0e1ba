import type { Graph } from '../../src/rdf/graph.js';
import type { VocabularyFile } from '../../src/rdf/vocabulary.js';

/** What judgements look at: every triple of vocab/, and the file that describes each subject. */
export interface Vocabularies {
  readonly files: readonly VocabularyFile[];
  readonly graph: Graph;
  fileOf(subject: string): string;
}

/** What the schemes of the profile begin with. */
export const ours = 'https://w3id.org/dcat-ap-th/vocab/';
