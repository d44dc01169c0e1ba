import type { Publication } from '../../catalog/publication.js';
import { parseNQuads } from '../../rdf/parse.js';
import { termToNTriples } from '../../rdf/serialise.js';
import type { Literal, Quad } from '../../rdf/terms.js';
import type { Dialect } from './dialect.js';

/** Graphs cleared in one request; each is an operation of its own. */
export const mostClears = 100;

/** How rows are written. */
export interface Writing {
  readonly most: Dialect['most'];
  /** What is written of a literal. */
  readonly toStored: (literal: Literal) => Literal;
  /** Whether the graphs may hold something: into an empty store rows can go at once. */
  readonly clears: boolean;
}

/** Rows in bunches that fit one request each; a graph that fits none is alone. @param rows the newest of each graph. */
export function* bunches(rows: readonly Publication[], most: Dialect['most']): Generator<Publication[]> {
  let bunch: Publication[] = [];
  let [triples, bytes] = [0, 0];
  for (const row of rows) {
    const [more, long] = [row.nquads.split('\n').length - 1, Buffer.byteLength(row.nquads)];
    if (bunch.length > 0 && (triples + more > most.triples || bytes + long > most.bytes || bunch.length === mostClears)) {
      yield bunch;
      [bunch, triples, bytes] = [[], 0, 0];
    }
    bunch.push(row);
    triples += more;
    bytes += long;
  }
  if (bunch.length > 0) yield bunch;
}

/** One update: graphs that are cleared, then triples in their graphs. */
class Update {
  readonly #clears: readonly string[];
  readonly #inserts = new Map<string, string[]>();
  triples = 0;
  bytes = 0;

  constructor(clears: readonly string[]) {
    this.#clears = clears;
  }

  add(graph: string, line: string): void {
    const lines = this.#inserts.get(graph);
    if (lines === undefined) this.#inserts.set(graph, [line]);
    else lines.push(line);
    this.triples += 1;
    this.bytes += Buffer.byteLength(line);
  }

  get text(): string {
    const graphs = [...this.#inserts].map(([graph, lines]) => `GRAPH ${iriText(graph)} {\n${lines.join('\n')}\n}\n`);
    return [...this.#clears.map(clear), ...(graphs.length === 0 ? [] : [`INSERT DATA {\n${graphs.join('')}}`])].join(' ;\n');
  }
}

/** The updates that put these rows in place of what their graphs hold, each with no more triples and bytes than the engine takes. */
export function* updatesOf(rows: readonly Publication[], { most, toStored, clears }: Writing): Generator<string> {
  let update = new Update(clears ? rows.map(({ graph }) => graph) : []);
  for (const { graph, op, nquads } of rows) {
    for (const quad of op === 'put' ? parseNQuads(nquads) : []) {
      const line = tripleText(quad, toStored);
      if (update.triples > 0 && (update.triples >= most.triples || update.bytes + Buffer.byteLength(line) > most.bytes)) {
        yield update.text;
        update = new Update([]);
      }
      update.add(graph, line);
    }
  }
  const { text } = update;
  if (text !== '') yield text;
}

export function clear(graph: string): string {
  return `CLEAR SILENT GRAPH ${iriText(graph)}`;
}

function tripleText({ subject, predicate, object }: Quad, toStored: Writing['toStored']): string {
  const value = object.termType === 'Literal' ? termToNTriples(toStored(object)) : iriText(object.value);
  return `${iriText(subject.value)} ${iriText(predicate.value)} ${value} .`;
}

/** What no IRI may hold, though the address of a page may have it, is percent-encoded: one such would make the whole update unreadable. */
export function iriText(iri: string): string {
  return `<${iri.replace(/[\p{Cc} <>"{}|\\^`]/gu, (found) => encodeURIComponent(found))}>`;
}
