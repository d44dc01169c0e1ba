import { createHash } from 'node:crypto';
import { noBase } from '../../rdf/document.js';
import type { Graph } from '../../rdf/graph.js';
import { skolemBase, skolemise, TangledGraph } from '../../rdf/skolem.js';
import { dct, iri, type NamedNode, type Quad, type Quad_Object, type Quad_Subject, quad, rdf, type Term } from '../../rdf/terms.js';
import { cutDataset, type Described } from '../dcat/cut.js';
import { keyOf } from '../dcat/spool.js';
import { backward, datasetClasses } from '../dcat/words.js';

/** One dataset's description, cut out of its document: no blank nodes, no names of graphs. */
export interface CutRecord {
  readonly focus: NamedNode;
  /** Its dct:identifier, else its IRI. */
  readonly identifier: string | undefined;
  /** False when another dataset of the document names it, as its series, part or version. */
  readonly isRoot: boolean;
  readonly quads: readonly Quad[];
}

/** A document whose datasets share so much that each one's own copy would be too much, or whose blank nodes cannot be told apart. */
export class TooTangled extends Error {}

/** A record of 10,000 distributions has some 100,000 triples. */
const limits = { depth: 8, triples: 250_000, characters: 32 * 1024 * 1024 };

/**
 * Cuts a document that is in memory into its datasets, by the same rules as one that is on disk.
 * @param name tells documents apart; it names a dataset that has neither IRI nor identifier.
 * @param most statements of all records together.
 * @throws TooTangled past the bounds.
 */
export function cutGraph(document: Graph, name: string, most: number): CutRecord[] {
  const described = describedBy(document);
  const types = [...datasetClasses].flatMap((type) => document.subjects(rdf.type, iri(type)));
  const datasets = [...new Map(types.map((node) => [keyOf(node), node as Quad_Subject])).values()];
  const named = new Set<string>();
  const records: (CutRecord & { readonly node: Term })[] = [];
  let left = most;
  for (const node of datasets) {
    const cut = cutDataset(described, node, limits);
    left -= cut.quads.length;
    if (cut.excess !== undefined || left < 0) throw new TooTangled(`more than ${most} statements in the records of one document`);
    const own = keyOf(node);
    for (const other of cut.nodes) if (other !== own) named.add(other);
    // Of a dataset that is only named there is nothing to keep.
    if (cut.quads.every(({ subject, predicate }) => !subject.equals(node) || predicate.equals(rdf.type))) continue;
    const identifier = identifierOf(document, node);
    const focus = hasIri(node) ? node : iri(`${skolemBase}${hash(identifier ?? name)}`);
    records.push({ node, focus, identifier, isRoot: true, quads: withoutBlanks(focus, renamed(cut.quads, node, focus)) });
  }
  return records.map(({ node, ...record }) => ({ ...record, isRoot: !named.has(keyOf(node)) }));
}

function describedBy(document: Graph): Described {
  return {
    sayings: (subject, most) =>
      document
        .find(subject)
        .slice(0, most + 1)
        .map(({ predicate, object }) => ({ predicate: predicate.value, object: object as Quad_Object })),
    speakers: (object, most) =>
      [...backward].flatMap((predicate) => document.subjects(iri(predicate), object) as Quad_Subject[]).slice(0, most),
  };
}

function withoutBlanks(focus: NamedNode, quads: readonly Quad[]): readonly Quad[] {
  try {
    return skolemise(focus, quads);
  } catch (error) {
    if (!(error instanceof TangledGraph)) throw error;
    throw new TooTangled(error.message, { cause: error });
  }
}

/** What people write where an identifier should stand. */
const placeholder = /^(?:n\/?a|none|null|todo|tbd|unknown|ไม่มี|ไม่ระบุ)$/i;

function identifierOf(document: Graph, node: Quad_Subject): string | undefined {
  const own = document
    .objects(node, dct.identifier)
    .flatMap((term) => (term.termType === 'Literal' ? [term.value.trim()] : []))
    .filter((value) => /[\p{L}\p{N}]/u.test(value) && !placeholder.test(value))
    .sort()[0];
  return own ?? (hasIri(node) ? node.value : undefined);
}

function hasIri(node: Quad_Subject): node is NamedNode {
  return node.termType === 'NamedNode' && !node.value.startsWith(noBase) && /^[A-Za-z][A-Za-z0-9+.-]*:/.test(node.value);
}

function renamed(quads: readonly Quad[], from: Term, to: NamedNode): readonly Quad[] {
  if (from.equals(to)) return quads;
  const swap = <Kind extends Term>(term: Kind): Kind | NamedNode => (term.equals(from) ? to : term);
  return quads.map(({ subject, predicate, object }) => quad(swap(subject), predicate as NamedNode, swap(object as Quad_Object)));
}

function hash(value: string): string {
  return createHash('sha256').update(value).digest('hex').slice(0, 24);
}
