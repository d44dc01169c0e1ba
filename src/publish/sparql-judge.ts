import sparqljs from 'sparqljs';
import type { DirectoryQuery, QueryAnswer } from '../catalog/directory.js';
import { deepestTree, shapeOf } from '../rdf/query-bounds.js';
import type { OxigraphStore } from './oxigraph-store.js';

/** Media types of results by kind of query; the first is the default (linked-data.md §7). */
export const resultFormats = {
  bindings: ['application/sparql-results+json', 'application/sparql-results+xml', 'text/csv', 'text/tab-separated-values'],
  boolean: ['application/sparql-results+json', 'application/sparql-results+xml'],
  graph: ['text/turtle', 'application/n-triples', 'application/rdf+xml'],
} as const;

/** What a follower thread answers; a broken engine is not to be trusted any more, and its thread must be replaced. */
export type JudgedAnswer = QueryAnswer | { readonly state: 'broken'; readonly message: string };

/** Parses, judges and runs a query in the thread that holds the store, under the deadline of that thread. */
export function answerQuery(store: OxigraphStore, query: DirectoryQuery): JudgedAnswer {
  const parsed = parseQuery(query.query);
  if (parsed.state === 'bad-query') return parsed;
  const formats: readonly string[] = resultFormats[parsed.kind];
  const format = query.accept.map((type) => formats.find((one) => matches(one, type))).find((one) => one !== undefined);
  if (format === undefined) return { state: 'not-acceptable', formats };
  try {
    return { state: 'answered', format, body: store.query({ ...query, format, namesDataset: parsed.namesDataset }) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // Oxigraph reports what is wrong with a query as an Error; a RuntimeError of WebAssembly leaves the engine unusable.
    return error instanceof Error && error.name === 'RuntimeError' ? { state: 'broken', message } : { state: 'bad-query', message };
  }
}

/** True when an accepted media type or range covers a format; JSON and XML name the SPARQL results in those. */
function matches(format: string, accepted: string): boolean {
  const [type, subtype] = accepted.split('/');
  if (accepted === '*/*' || format === accepted) return true;
  if (subtype === '*') return format.startsWith(`${type}/`);
  return (accepted === 'application/json' || accepted === 'application/xml') && format === `application/sparql-results+${subtype}`;
}

type Parsed =
  | { readonly state: 'parsed'; readonly kind: keyof typeof resultFormats; readonly namesDataset: boolean }
  | { readonly state: 'bad-query'; readonly message: string };

function parseQuery(text: string): Parsed {
  try {
    const parsed = new sparqljs.Parser({ skipUngroupedVariableCheck: true }).parse(text);
    if (!('queryType' in parsed) && parsed.type !== 'update') return { state: 'bad-query', message: 'The query is empty.' };
    if (parsed.type === 'update') return { state: 'bad-query', message: 'This endpoint answers queries only; it takes no updates.' };
    const shape = shapeOf(parsed);
    if (shape.depth > deepestTree) return { state: 'bad-query', message: `The query nests deeper than ${deepestTree} levels.` };
    if (shape.service) return { state: 'bad-query', message: 'SERVICE is not allowed here.' };
    const kind = parsed.queryType === 'SELECT' ? 'bindings' : parsed.queryType === 'ASK' ? 'boolean' : 'graph';
    return { state: 'parsed', kind, namesDataset: 'from' in parsed && parsed.from !== undefined };
  } catch (error) {
    return { state: 'bad-query', message: error instanceof Error ? error.message : String(error) };
  }
}
