import oxigraph from 'oxigraph';
import type { Publication } from '../catalog/publication.js';
import type { Follower } from './follower.js';

export interface StoreQuery {
  readonly query: string;
  /** Media type of the wanted result. */
  readonly format: string;
  /** The protocol's dataset; both undefined when neither parameter was given. */
  readonly defaultGraphs: readonly string[] | undefined;
  readonly namedGraphs: readonly string[] | undefined;
  /** True when the query itself names a dataset with FROM. */
  readonly namesDataset: boolean;
}

/** An Oxigraph replica of the public graphs. */
export class OxigraphStore implements Follower {
  readonly #store = new oxigraph.Store();
  #position = 0;
  #triples = 0;
  readonly #lines = new Map<string, number>();
  #version = '';

  get position(): number {
    return this.#position;
  }

  /** Tells this state of the graphs from every other: where in which history of the log it stands. */
  get version(): string {
    return this.#version;
  }

  /** Counted as graphs come and go: the engine's own count looks at every triple, at each of a thousand batches. */
  get triples(): number {
    return this.#triples;
  }

  apply(rows: readonly Publication[], head: number, mark: string): void {
    // Into an empty store rows can go at once; a graph met twice must lose its earlier triples first.
    const newest = new Map(rows.map((row) => [row.graph, row]));
    if (this.#position > 0) for (const graph of newest.keys()) this.#clear(graph);
    for (const row of newest.values()) this.#count(row);
    const text = [...newest.values()].map((row) => (row.op === 'put' ? row.nquads : '')).join('');
    // Lenient: what we wrote needs no second look at each IRI, a third of the time, and one it dislikes must not stop the replica for good.
    if (text !== '') this.#store.load(text, { format: 'application/n-quads', no_transaction: true, lenient: true });
    this.#position = head;
    this.#version = `${head} ${mark}`;
  }

  #count({ graph, op, nquads }: Publication): void {
    // A line each; what we write has none twice in a graph.
    const lines = op === 'put' ? nquads.split('\n').length - 1 : 0;
    this.#triples += lines - (this.#lines.get(graph) ?? 0);
    if (lines === 0) this.#lines.delete(graph);
    else this.#lines.set(graph, lines);
  }

  #clear(graph: string): void {
    const name = oxigraph.namedNode(graph);
    if (this.#store.match(null, null, null, name).length > 0) this.#store.update(`CLEAR SILENT GRAPH <${graph}>`);
  }

  /** Runs a query. @throws what Oxigraph throws: an Error for a query it cannot read or run, a WebAssembly RuntimeError when the engine itself is broken. */
  query({ query, format, defaultGraphs, namedGraphs, namesDataset }: StoreQuery): string {
    const named = (iris: readonly string[] | undefined) => iris?.map((iri) => oxigraph.namedNode(iri)) ?? [];
    const protocol = defaultGraphs !== undefined || namedGraphs !== undefined;
    // With the union flag FROM is ignored; when a dataset is named both parts are passed, the missing one empty (linked-data.md §7).
    const dataset = protocol
      ? { default_graph: named(defaultGraphs), named_graphs: named(namedGraphs) }
      : namesDataset
        ? {}
        : { use_default_graph_as_union: true };
    const result = this.#store.query(query, { results_format: format, ...dataset });
    if (typeof result !== 'string') throw new Error('Oxigraph did not serialise the result');
    return result;
  }
}
