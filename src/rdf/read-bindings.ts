import { factory, type Quad_Object } from './terms.js';

/** Rows of a SELECT, with the names of their columns. */
export interface Bindings {
  readonly variables: readonly string[];
  readonly rows: readonly Readonly<Record<string, Quad_Object>>[];
}

interface JsonTerm {
  readonly type: string;
  readonly value: string;
  readonly 'xml:lang'?: string;
  readonly datatype?: string;
}

/**
 * Reads SPARQL results in JSON. `typed-literal` is what the format called a literal before it was a standard; Virtuoso 7 still does.
 * @throws Error for a text that is none.
 */
export function readBindings(json: string): Bindings {
  const read = JSON.parse(json) as { head?: { vars?: string[] }; results?: { bindings?: Record<string, JsonTerm>[] } };
  const { vars } = read.head ?? {};
  const { bindings } = read.results ?? {};
  if (!Array.isArray(vars) || !Array.isArray(bindings)) throw new Error('these are not SPARQL results in JSON');
  const rows = bindings.map((binding) => Object.fromEntries(Object.entries(binding).map(([name, term]) => [name, readTerm(term)])));
  return { variables: vars, rows };
}

function readTerm({ type, value, datatype, 'xml:lang': language }: JsonTerm): Quad_Object {
  if (type === 'uri') return factory.namedNode(value);
  // Labels that another format cannot hold, such as `nodeID://b10`, lose what it cannot.
  if (type === 'bnode') return factory.blankNode(value.replace(/\W/g, ''));
  if (language !== undefined) return factory.literal(value, language);
  return datatype === undefined ? factory.literal(value) : factory.literal(value, factory.namedNode(datatype));
}
