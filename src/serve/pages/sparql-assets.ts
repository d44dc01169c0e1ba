import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const sheet = '/assets/yasqe.css';
const library = '/assets/yasqe.js';
const ours = '/assets/sparql-editor.mjs';

export const editorStyles: readonly string[] = [sheet];
/** A module runs after the library, which is deferred. */
export const editorScripts: readonly string[] = [library, ours];

/** The editor's files by their address, read once at start: YASQE as its package has it, and our script as it was compiled. */
export function editorFiles(): Readonly<Record<string, { type: string; bytes: Buffer }>> {
  const build = dirname(createRequire(import.meta.url).resolve('@zazuko/yasqe'));
  return {
    [sheet]: { type: 'text/css', bytes: readFileSync(join(build, 'yasqe.min.css')) },
    [library]: { type: 'text/javascript', bytes: readFileSync(join(build, 'yasqe.min.js')) },
    [ours]: { type: 'text/javascript', bytes: readFileSync(new URL('./client/sparql-editor.js', import.meta.url)) },
  };
}
