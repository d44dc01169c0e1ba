import { termToNTriples } from '../serialise.js';
import type { Quad_Object, Term } from '../terms.js';
import { AnswerFault } from './whole-answer.js';

/** Formats that the lines of N-Triples are already. */
const asLines: ReadonlySet<string> = new Set(['application/n-triples', 'application/n-quads']);

/** A graph that grows within its bounds, each triple once. */
export class GraphAnswer {
  readonly #lines = new Set<string>();
  readonly #most: { readonly rows: number; readonly characters: number };
  #characters = 0;

  constructor(most: { readonly rows: number; readonly characters: number }) {
    this.#most = most;
  }

  /** Adds a triple; one that is none (a literal as its subject, say) is left out, as SPARQL has it. @throws AnswerFault past a bound. */
  add(subject: Term | undefined, predicate: Term | undefined, object: Quad_Object | undefined): void {
    if (subject === undefined || subject.termType === 'Literal' || predicate?.termType !== 'NamedNode' || object === undefined) return;
    this.addLine(`${termToNTriples(subject)} ${termToNTriples(predicate)} ${termToNTriples(object)} .`);
  }

  /** Adds a line of N-Triples. @throws AnswerFault past a bound. */
  addLine(line: string): void {
    if (line === '' || this.#lines.has(line)) return;
    this.#lines.add(line);
    this.#characters += line.length;
    if (this.#lines.size > this.#most.rows) throw new AnswerFault('too-many-rows', String(this.#most.rows));
    if (this.#characters > this.#most.characters) throw new AnswerFault('too-heavy');
  }

  /** The graph in any format of /sparql, as that writes it. */
  async write(format: string): Promise<string> {
    const text = [...this.#lines].map((line) => `${line}\n`).join('');
    if (asLines.has(format)) return text;
    // Loaded where it is wanted: most answers are no graphs.
    const { Store, defaultGraph } = await import('oxigraph');
    const store = new Store();
    store.load(text, { format: 'application/n-triples', lenient: true });
    return store.dump({ format, from_graph_name: defaultGraph() });
  }
}
