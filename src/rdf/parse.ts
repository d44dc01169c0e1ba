import type { BlankNode, DataFactory, Quad } from '@rdfjs/types';
import n3 from 'n3';
import { readLines } from './nquads-lines.js';
import { factory } from './terms.js';

export class RdfSyntaxError extends Error {
  override readonly name = 'RdfSyntaxError';
}

/**
 * Parses Turtle, TriG, N-Triples or N-Quads that the project or its own log wrote.
 * @param options.label names the text in an error, and begins its blank node labels: the same at each parse, apart from other texts'.
 * @throws RdfSyntaxError with the label and the parser's line.
 */
export function parse(text: string, options: { label: string; baseIri?: string; format?: 'text/turtle' | 'N-Quads' }): Quad[] {
  const prefix = options.label.replace(/\W/g, '');
  const parser = new n3.Parser({
    ...(options.baseIri === undefined ? {} : { baseIRI: options.baseIri }),
    format: options.format ?? 'text/turtle',
    factory: labelling(prefix),
    blankNodePrefix: `_:${prefix}_`,
  });
  try {
    return parser.parse(text);
  } catch (error) {
    throw new RdfSyntaxError(`${options.label}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Parses our own N-Quads. */
export function parseNQuads(text: string): Quad[] {
  return readLines(text) ?? parse(text, { label: 'log', format: 'N-Quads' });
}

/** The factory's own blank node labels count up for the whole process; these are the same at each parse. */
function labelling(prefix: string): DataFactory {
  let blanks = 0;
  const blankNode = (name?: string): BlankNode => {
    blanks += 1;
    return factory.blankNode(name ?? `${prefix}${blanks}`);
  };
  return Object.assign(Object.create(factory) as DataFactory, { blankNode });
}
