import type { Graph } from '../rdf/graph.js';
import { dcat, foaf, type Quad, rdf, type Term } from '../rdf/terms.js';
import { nodeName } from './validator.js';

/** A document as it is judged: one dataset at a time, and what belongs to none of them or to several. */
export interface SplitDocument {
  readonly datasets: readonly { readonly node: Term; readonly quads: readonly Quad[] }[];
  readonly shared: readonly Quad[];
}

/** Nodes that are never a part of a dataset, though a dataset may name them. */
const apart = [dcat.Catalog, dcat.DatasetSeries, dcat.DataService];

/**
 * Gives each node to the dataset that it can be reached from. A node that two datasets reach, such as their publisher, is
 * judged once and not with each; nor is what no dataset reaches, such as the catalogue. Each node is visited twice at most, so that
 * no graph, however it is knotted, takes longer than its size.
 */
export function splitDocument(document: Graph): SplitDocument {
  const datasets = unique(document.subjects(rdf.type, dcat.Dataset));
  const closed = new Set([...datasets, ...apart.flatMap((type) => document.subjects(rdf.type, type))].map(nodeName));
  const owners = new Map<string, string>();
  for (const dataset of datasets) {
    const records = document.subjects(foaf.primaryTopic, dataset);
    claim(document, dataset, [dataset, ...records], closed, owners);
  }
  const byOwner = new Map<string, Quad[]>();
  for (const quad of document) {
    const owner = owners.get(nodeName(quad.subject)) ?? shared;
    const quads = byOwner.get(owner);
    if (quads === undefined) byOwner.set(owner, [quad]);
    else quads.push(quad);
  }
  return {
    datasets: datasets.map((node) => ({ node, quads: byOwner.get(nodeName(node)) ?? [] })),
    shared: byOwner.get(shared) ?? [],
  };
}

const shared = '';

function claim(document: Graph, dataset: Term, roots: readonly Term[], closed: ReadonlySet<string>, owners: Map<string, string>): void {
  const own = nodeName(dataset);
  const waiting = [...roots];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const name = nodeName(next);
    if (closed.has(name) && name !== own) continue;
    const owner = owners.get(name);
    if (owner === own || owner === shared) continue;
    const quads = document.find(next);
    if (quads.length === 0) continue;
    owners.set(name, owner === undefined ? own : shared);
    for (const { object } of quads) if (object.termType === 'NamedNode' || object.termType === 'BlankNode') waiting.push(object);
  }
}

function unique(terms: readonly Term[]): Term[] {
  return [...new Map(terms.map((term) => [nodeName(term), term])).values()];
}
