import { join } from 'node:path';
import { loadVocabulary, type Vocabulary } from '../rdf/vocabulary.js';
import { loadShapes, type ShapeFiles } from '../validate/shapes.js';
import { computeFlowVersion } from './flow-version.js';

/** What records are mapped and judged by: the same for everything that runs of one checkout. */
export interface Rules {
  readonly shapesDir: string;
  readonly vocabDir: string;
  readonly vocabulary: Vocabulary;
  readonly shapes: ShapeFiles;
  /** Hash of shapes, vocabularies and the compiled mapping and validation. */
  readonly flowVersion: string;
}

/** Reads the rules of the project in this folder. @throws Error naming the file that cannot be read. */
export function loadRules(root: string): Rules {
  const [shapesDir, vocabDir] = [join(root, 'shapes'), join(root, 'vocab')];
  const vocabulary = loadVocabulary(vocabDir);
  const shapes = loadShapes(shapesDir);
  return { shapesDir, vocabDir, vocabulary, shapes, flowVersion: computeFlowVersion(shapes.quads, vocabulary, join(root, 'dist', 'src')) };
}
