import type { Request } from 'express';
import { type ResultFormats, resultFormats } from '../catalog/directory.js';

/** Other names of our media types, as people write them in `format` and programs in Accept, by kind of result. */
const names: Readonly<Record<keyof ResultFormats, Readonly<Record<string, string>>>> = {
  bindings: {
    json: 'application/sparql-results+json',
    'application/json': 'application/sparql-results+json',
    xml: 'application/sparql-results+xml',
    'application/xml': 'application/sparql-results+xml',
    'text/xml': 'application/sparql-results+xml',
    csv: 'text/csv',
    tsv: 'text/tab-separated-values',
  },
  boolean: {
    json: 'application/sparql-results+json',
    'application/json': 'application/sparql-results+json',
    xml: 'application/sparql-results+xml',
    'application/xml': 'application/sparql-results+xml',
    'text/xml': 'application/sparql-results+xml',
  },
  graph: {
    ttl: 'text/turtle',
    turtle: 'text/turtle',
    // Turtle is N3, and is what is meant by it.
    n3: 'text/turtle',
    'text/n3': 'text/turtle',
    'application/turtle': 'text/turtle',
    'application/x-turtle': 'text/turtle',
    nt: 'application/n-triples',
    ntriples: 'application/n-triples',
    rdf: 'application/rdf+xml',
    rdfxml: 'application/rdf+xml',
    'rdf+xml': 'application/rdf+xml',
    xml: 'application/rdf+xml',
    'application/xml': 'application/rdf+xml',
    'text/xml': 'application/rdf+xml',
    jsonld: 'application/ld+json',
    'json-ld': 'application/ld+json',
    json: 'application/ld+json',
    'application/json': 'application/ld+json',
    trig: 'application/trig',
    nq: 'application/n-quads',
    nquads: 'application/n-quads',
  },
};

/**
 * The media type for each kind of result: `format` decides, the first value that there is, else Accept. A query's kind is known only once
 * it is parsed.
 */
export function wantedFormats(request: Request, format: readonly string[]): ResultFormats {
  const wanted = (kind: keyof ResultFormats): string | undefined => {
    const types: readonly string[] = resultFormats[kind];
    const known = names[kind];
    const named = (name: string): string | undefined =>
      types.includes(name) ? name : Object.hasOwn(known, name) ? known[name] : undefined;
    if (format.length > 0) return format.map((name) => named(name.toLowerCase())).find((type) => type !== undefined);
    const accepted = request.accepts([...types, ...Object.keys(known).filter((name) => name.includes('/'))]);
    return accepted === false ? undefined : named(accepted);
  };
  return { bindings: wanted('bindings'), boolean: wanted('boolean'), graph: wanted('graph') };
}
