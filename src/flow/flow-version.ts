import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toNQuads } from '../rdf/serialise.js';
import type { Quad } from '../rdf/terms.js';
import type { Vocabulary } from '../rdf/vocabulary.js';

/** Compiled folders whose change can change an assessment. */
const folders = ['map', 'validate', 'rdf'];

/**
 * Names what an assessment depends on besides the record: the parsed shapes and vocabularies (comments do not count) and the
 * compiled files of map/, validate/ and rdf/, at any depth.
 * @param distDir folder of the compiled `src`.
 */
export function computeFlowVersion(shapes: readonly Quad[], vocabulary: Vocabulary, distDir: string): string {
  const hash = createHash('sha256');
  hash.update(toNQuads(shapes));
  hash.update(toNQuads(vocabulary.graph));
  for (const folder of folders) {
    for (const name of readdirSync(join(distDir, folder), { encoding: 'utf8', recursive: true })
      .filter((file) => file.endsWith('.js'))
      .sort()) {
      hash.update(name).update(readFileSync(join(distDir, folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
