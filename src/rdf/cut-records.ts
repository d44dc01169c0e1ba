import { createHash } from 'node:crypto';
import type { Graph } from './graph.js';
import { dcat, foaf, iri, type NamedNode, type Quad, type Quad_Object, quad, rdf, type Term } from './terms.js';

/** One dataset's description, cut out of its document: no blank nodes, no names of graphs. */
export interface CutRecord {
  readonly focus: NamedNode;
  /** False when the dataset had no IRI of its own. */
  readonly isNamed: boolean;
  /** False when another dataset of the document names it, as a part or a version. */
  readonly isRoot: boolean;
  readonly quads: readonly Quad[];
}

/** A document whose datasets share so much that each one's own copy would be too much altogether. */
export class TooTangled extends Error {}

/** Other people's nodes: a description names them and does not contain them. */
const apart = [dcat.Dataset, dcat.Catalog];

/** IRIs that stand for blank nodes; the same for the same description. */
export const nodePrefix = 'urn:banchi:node:';

/**
 * Cuts a document into its datasets: each with every node that it leads to, besides other datasets and catalogues, and with the
 * catalogue records that are about it.
 * @param most statements of all records together.
 * @throws TooTangled past that bound.
 */
export function cutRecords(document: Graph, most: number): CutRecord[] {
  const datasets = [...new Map(document.subjects(rdf.type, dcat.Dataset).map((node) => [nameOf(node), node])).values()];
  const closed = new Set(apart.flatMap((type) => document.subjects(rdf.type, type)).map(nameOf));
  const named = new Set<string>();
  let left = most;
  const cut = datasets.map((dataset) => {
    const { quads, others } = reach(document, dataset, closed, () => {
      left -= 1;
      if (left < 0) throw new TooTangled(`more than ${most} statements in the records of one document`);
    });
    for (const other of others) named.add(other);
    return { dataset, ...withoutBlanks(dataset, quads) };
  });
  return cut.map(({ dataset, focus, quads }) => ({
    focus,
    isNamed: dataset.termType === 'NamedNode',
    isRoot: !named.has(nameOf(dataset)),
    quads,
  }));
}

function reach(document: Graph, dataset: Term, closed: ReadonlySet<string>, take: () => void): { quads: Quad[]; others: Set<string> } {
  const own = nameOf(dataset);
  const quads: Quad[] = [];
  const others = new Set<string>();
  const seen = new Set<string>();
  const waiting: Term[] = [dataset, ...document.subjects(foaf.primaryTopic, dataset)];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const name = nameOf(next);
    if (seen.has(name)) continue;
    seen.add(name);
    if (closed.has(name) && name !== own) {
      others.add(name);
      continue;
    }
    for (const statement of document.find(next)) {
      take();
      quads.push(statement);
      const { object } = statement;
      if (object.termType === 'NamedNode' || object.termType === 'BlankNode') waiting.push(object);
    }
  }
  return { quads, others };
}

/**
 * Gives blank nodes IRIs that follow from what is said of them, so that the same description is the same text again. Nodes that
 * a few rounds cannot tell apart are numbered as they come: canonicalisation proper (RDFC-1.0) takes exponential time on graphs
 * made for it.
 */
function withoutBlanks(focus: Term, quads: readonly Quad[]): { focus: NamedNode; quads: Quad[] } {
  let colours = new Map<string, string>();
  for (const { subject, object } of quads)
    for (const term of [subject, object]) if (term.termType === 'BlankNode') colours.set(nameOf(term), '');
  if (focus.termType === 'BlankNode') colours.set(nameOf(focus), 'focus');
  for (let round = 0, kinds = 0; round < mostRounds; round += 1) {
    colours = refined(colours, quads);
    const now = new Set(colours.values()).size;
    if (now === kinds) break;
    kinds = now;
  }
  const names = new Map<string, NamedNode>();
  const taken = new Map<string, number>();
  for (const [node, colour] of colours) {
    const count = taken.get(colour) ?? 0;
    taken.set(colour, count + 1);
    names.set(node, iri(`${nodePrefix}${colour.slice(0, 24)}${count === 0 ? '' : `-${count}`}`));
  }
  const renamed = <Kind extends Term>(term: Kind): Kind =>
    term.termType === 'BlankNode' ? ((names.get(nameOf(term)) ?? term) as Kind) : term;
  return {
    focus: renamed(focus) as NamedNode,
    quads: quads.map(({ subject, predicate, object }) => quad(renamed(subject), predicate as NamedNode, renamed(object as Quad_Object))),
  };
}

/** Rounds in which blank nodes are told apart; a description nests no deeper. */
const mostRounds = 12;

function refined(colours: ReadonlyMap<string, string>, quads: readonly Quad[]): Map<string, string> {
  const said = new Map<string, string[]>([...colours].map(([node, colour]) => [node, [colour]]));
  const shown = (term: Term): string => (term.termType === 'BlankNode' ? `_:${colours.get(nameOf(term)) ?? ''}` : keyOf(term));
  for (const { subject, predicate, object } of quads) {
    said.get(nameOf(subject))?.push(`> ${predicate.value} ${shown(object)}`);
    if (object.termType === 'BlankNode') said.get(nameOf(object))?.push(`< ${predicate.value} ${shown(subject)}`);
  }
  return new Map([...said].map(([node, lines]) => [node, createHash('sha256').update(lines.sort().join('\n')).digest('hex')]));
}

function keyOf(term: Term): string {
  return term.termType === 'Literal' ? JSON.stringify([term.value, term.language, term.datatype.value]) : `<${term.value}>`;
}

function nameOf(term: Term): string {
  return term.termType === 'BlankNode' ? `_:${term.value}` : term.value;
}
