import { createHash } from 'node:crypto';
import { termToNTriples } from './serialise.js';
import { factory, type Quad, type Quad_Object, type Quad_Subject, quad, type Term } from './terms.js';

/** Nodes that had no IRI of their own begin with this. */
export const skolemBase = 'urn:banchi:node:';

/** Work past which a graph is one that was made to be hard, counted in looks at a triple. A description of 1,000 nodes takes some 50,000. */
const mostWork = 4_000_000;

/** The graph asks for more work than any description does. */
export class TangledGraph extends Error {
  override readonly name = 'TangledGraph';
}

/**
 * Gives every blank node an IRI that follows from what is said of it and how it is reached from `focus`: the same whatever the
 * order of triples and the labels. Nodes of which the same is said at the same place become one. Colours are refined as in
 * RDFC-1.0's first step, but ties are never broken by trying, so that no graph takes more than polynomial work.
 * @throws TangledGraph past the bound on work.
 */
export function skolemise(focus: Term, quads: readonly Quad[]): Quad[] {
  const colours = colour(focus, quads);
  if (colours.size === 0) return [...quads];
  const names = new Map<string, Quad_Subject>();
  for (const [label, tint] of colours)
    names.set(label, factory.namedNode(`${skolemBase}${hash(`${termToNTriples(focus)} ${tint}`).slice(0, 24)}`));
  const named = <T extends Term>(term: T): T | Quad_Subject => (term.termType === 'BlankNode' ? (names.get(term.value) ?? term) : term);
  return quads.map((one) => quad(named(one.subject) as Quad_Subject, one.predicate as never, named(one.object) as Quad_Object));
}

interface Edge {
  readonly text: string;
  readonly blank: string;
}

/** Blank nodes by label, with what tells each from the others. */
function colour(focus: Term, quads: readonly Quad[]): Map<string, string> {
  const said = new Map<string, string[]>();
  const edges = new Map<string, Edge[]>();
  for (const { subject, predicate, object } of quads) {
    const [from, to] = [subject.termType === 'BlankNode', object.termType === 'BlankNode'];
    const isSelf = from && to && subject.value === object.value;
    if (from && !to) push(said, subject.value, `> ${predicate.value} ${termToNTriples(object)}`);
    if (!from && to) push(said, object.value, `< ${predicate.value} ${termToNTriples(subject)}`);
    if (isSelf) push(said, subject.value, `= ${predicate.value}`);
    if (from && to && !isSelf) {
      push(edges, subject.value, { text: `> ${predicate.value}`, blank: object.value });
      push(edges, object.value, { text: `< ${predicate.value}`, blank: subject.value });
    }
  }
  for (const label of edges.keys()) if (!said.has(label)) said.set(label, []);
  // A dataset without an IRI has one already where it is cut; were it a blank node, it would be like no other.
  if (focus.termType === 'BlankNode') push(said, focus.value, 'focus');
  return refine(new Map(Array.from(said, ([label, texts]) => [label, hash(texts.sort().join('\n'))])), edges);
}

/**
 * Refines until the number of colours grows no more. What tells a node is its colour in the first round in which no other has
 * it, so that a change elsewhere leaves its name alone.
 */
function refine(start: Map<string, string>, edges: ReadonlyMap<string, readonly Edge[]>): Map<string, string> {
  const round = start.size + Array.from(edges.values(), (some) => some.length).reduce((sum, count) => sum + count, 0);
  const told = new Map<string, string>();
  let colours = start;
  let count = settle(colours, told);
  for (let work = round; told.size < start.size && edges.size > 0; work += round) {
    if (work > mostWork) throw new TangledGraph(`${start.size} blank nodes with ${round - start.size} links among them`);
    const next = new Map<string, string>();
    for (const [label, own] of colours) {
      const around = (edges.get(label) ?? []).map(({ text, blank }) => `${text} ${colours.get(blank) ?? ''}`).sort();
      next.set(label, hash(`${own}\n${around.join('\n')}`));
    }
    colours = next;
    const grown = settle(colours, told);
    if (grown === count) break;
    count = grown;
  }
  return new Map([...colours, ...told]);
}

/** Notes the nodes that are alone in their colour. @returns how many colours there are. */
function settle(colours: ReadonlyMap<string, string>, told: Map<string, string>): number {
  const times = new Map<string, number>();
  for (const tint of colours.values()) times.set(tint, (times.get(tint) ?? 0) + 1);
  for (const [label, tint] of colours) if (times.get(tint) === 1 && !told.has(label)) told.set(label, tint);
  return times.size;
}

function push<T>(index: Map<string, T[]>, at: string, value: T): void {
  const values = index.get(at);
  if (values === undefined) index.set(at, [value]);
  else values.push(value);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
