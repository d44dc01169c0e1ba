import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from './parse.js';
import { owl, prof, type Quad, rdf, skos } from './terms.js';

/** One Turtle file of vocab/ or shapes/: a document of its own, named by the scheme, ontology or profile it describes. */
export interface TurtleFile {
  readonly file: string;
  readonly iri: string;
  readonly quads: readonly Quad[];
}

/**
 * Reads every Turtle file of a folder, in the order of their names.
 * @throws RdfSyntaxError naming file and line when one cannot be parsed, Error when one describes no scheme, ontology or profile.
 */
export function readTurtleFiles(directory: string): TurtleFile[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.ttl'))
    .sort()
    .map((name) => readTurtleFile(join(directory, name)));
}

function readTurtleFile(file: string): TurtleFile {
  // Not the whole path: labels of blank nodes begin with it, and must be the same wherever the project stands.
  const quads = parse(readFileSync(file, 'utf8'), { label: `${basename(dirname(file))}/${basename(file)}` });
  const subject = quads.find(
    ({ predicate, object }) =>
      predicate.equals(rdf.type) && (object.equals(skos.ConceptScheme) || object.equals(owl.Ontology) || object.equals(prof.Profile)),
  )?.subject;
  if (subject === undefined) throw new Error(`${file} describes no concept scheme, ontology or profile`);
  return { file, iri: subject.value, quads };
}

/** Name of a file without folder and ending. */
export function nameOfFile({ file }: TurtleFile): string {
  return basename(file, '.ttl');
}
