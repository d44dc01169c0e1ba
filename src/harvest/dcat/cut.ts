import { iri, type Quad, type Quad_Subject, quad, type Term } from '../../rdf/terms.js';
import { keyOf, type Saying, type Spool } from './spool.js';
import { namedClasses, namedLinks, nameTerms, outward } from './words.js';

/** Where what is said of nodes is looked up: a spool on disk, or a graph in memory. */
export type Described = Pick<Spool, 'sayings' | 'speakers'>;

/** Bounds on one record. */
export interface CutLimits {
  /** Steps from the dataset; parts of parts of distributions are four away. */
  readonly depth: number;
  readonly triples: number;
  readonly characters: number;
}

const typeTerm = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const restTerm = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#rest';
/** Catalogue records and services that speak of one dataset. */
const mostSpeakers = 100;

/** What is said of a dataset and its parts. */
export interface Cut {
  readonly quads: Quad[];
  /** Keys of all nodes met, described or not. */
  readonly nodes: ReadonlySet<string>;
  /** Set when there is more than a record may have. */
  readonly excess: 'triples' | 'characters' | undefined;
}

/**
 * Cuts what belongs to one dataset out of a document: the dataset, its parts and their parts (distributions, contact,
 * provenance, periods, places, services, its catalogue record, blank nodes of any kind), and of other datasets, catalogues,
 * agencies and concepts the name.
 */
export function cutDataset(spool: Described, focus: Quad_Subject, limits: CutLimits): Cut {
  const nodes = new Set([keyOf(focus)]);
  const quads: Quad[] = [];
  const queue: { node: Quad_Subject; depth: number; isNamed: boolean }[] = [{ node: focus, depth: 0, isNamed: false }];
  for (const node of spool.speakers(focus, mostSpeakers)) enqueue(node, 1, false);
  let characters = 0;

  function enqueue(node: Quad_Subject, depth: number, isNamed: boolean): void {
    if (nodes.has(keyOf(node))) return;
    nodes.add(keyOf(node));
    if (depth <= limits.depth) queue.push({ node, depth, isNamed });
  }

  for (let at = 0; at < queue.length; at += 1) {
    const { node, depth, isNamed } = queue[at] as (typeof queue)[number];
    const said = spool.sayings(node, limits.triples);
    const isFocus = at === 0;
    const only = !isFocus && node.termType !== 'BlankNode' && (isNamed || said.some(isNamedType));
    for (const { predicate, object } of said) {
      if (only && !nameTerms.has(predicate)) continue;
      if (!isFocus && outward.has(predicate) && !object.equals(focus)) continue;
      quads.push(quad(node, iri(predicate), object));
      characters += predicate.length + object.value.length;
      if (quads.length > limits.triples) return { quads: [], nodes, excess: 'triples' };
      if (characters > limits.characters) return { quads: [], nodes, excess: 'characters' };
      if (only || predicate === typeTerm || !isNode(object)) continue;
      enqueue(object, predicate === restTerm ? depth : depth + 1, namedLinks.has(predicate));
    }
  }
  return { quads, nodes, excess: undefined };
}

function isNamedType({ predicate, object }: Saying): boolean {
  return predicate === typeTerm && namedClasses.has(object.value);
}

function isNode(term: Term): term is Quad_Subject {
  return term.termType === 'NamedNode' || term.termType === 'BlankNode';
}
