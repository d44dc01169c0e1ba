import { toFlatJsonLd } from './flat-jsonld.js';
import { toRdfXml } from './rdfxml-writer.js';
import { toNTriples, toTurtle } from './serialise.js';
import type { Quad } from './terms.js';

/** The triples of a CONSTRUCT or DESCRIBE in each format that there is, by media type: a graph without a name is one in TriG and N-Quads too. */
export const graphWriters: Readonly<Record<string, (quads: Iterable<Quad>) => string>> = {
  'text/turtle': toTurtle,
  'application/n-triples': toNTriples,
  'application/rdf+xml': toRdfXml,
  'application/ld+json': toFlatJsonLd,
  'application/trig': toTurtle,
  'application/n-quads': toNTriples,
};
