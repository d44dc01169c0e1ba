import type { PublishedGraph } from '../catalog/directory.js';
import { contextPath } from '../rdf/context.js';
import { Graph } from '../rdf/graph.js';
import { type JsonNode, writeNode } from '../rdf/jsonld-writer.js';
import { parseNQuads } from '../rdf/parse.js';
import { toNTriples, toTurtle } from '../rdf/serialise.js';
import { dcat, foaf, inGraph, iri, type Quad } from '../rdf/terms.js';
import type { Representation } from './negotiate.js';
import type { ServeParts } from './parts.js';

/** A document in RDF: record graphs, and what their nodes lean on, so that it validates by itself (linked-data.md §1). */
export interface RdfDocument {
  readonly quads: readonly Quad[];
  /** Graphs that stand in the document besides the main ones: agencies, documents, pinned concepts; each a node for JSON-LD. */
  readonly included: readonly { iri: string; quads: readonly Quad[] }[];
}

/** The main graphs with, for every IRI they mention, its agency, its document's class or its pinned concept. */
export function documentOf(parts: ServeParts, graphs: readonly PublishedGraph[], more: readonly Quad[] = []): RdfDocument {
  const own = [...graphs.flatMap((graph) => parseNQuads(graph.nquads)), ...more];
  const subjects = new Set(own.map((quad) => quad.subject.value));
  const included = new Map<string, readonly Quad[]>();
  include(own);
  return { quads: inGraph(own), included: [...included].map(([node, quads]) => ({ iri: node, quads })) };

  function include(quads: readonly Quad[]): void {
    for (const { predicate, object } of quads) {
      if (object.termType !== 'NamedNode' || subjects.has(object.value) || included.has(object.value)) continue;
      const found = describing(parts, predicate.value, object.value);
      if (found.length === 0) continue;
      included.set(object.value, inGraph(found));
      // An agency's own type is pinned too; the scheme of a concept is not needed.
      if (object.value.startsWith(`${parts.base}/`)) include(found);
    }
  }
}

/** Properties that lead to documents, which have graphs of their own. */
const toDocuments: ReadonlySet<string> = new Set([dcat.landingPage, foaf.page, foaf.homepage].map((property) => property.value));

function describing(parts: ServeParts, property: string, node: string): readonly Quad[] {
  const pinned = parts.vocabulary.graph.find(iri(node));
  if (pinned.length > 0) return pinned;
  const graph = toDocuments.has(property) || node.endsWith('#org') ? parts.directory.graph(node.replace(/#org$/, '')) : undefined;
  return graph === undefined || graph.kind === 'dataset' ? [] : parseNQuads(graph.nquads);
}

/** Serialises a document in an RDF representation. @param nodes main nodes for JSON-LD, or the ready-made node. */
export function serialiseDocument(
  document: RdfDocument,
  representation: Exclude<Representation, 'html'>,
  json: () => JsonNode,
  base: string,
): string {
  const all = (): Quad[] => [...document.quads, ...document.included.flatMap(({ quads }) => quads)];
  if (representation === 'ttl') return toTurtle(all());
  if (representation === 'nt') return toNTriples(all());
  const included = document.included.map((one) => writeNode(new Graph(one.quads), one.iri));
  return JSON.stringify({ '@context': `${base}${contextPath}`, ...json(), ...(included.length === 0 ? {} : { included }) });
}

/** The stored JSON-LD of a dataset as a node, without its context. */
export function storedNode(graph: PublishedGraph): JsonNode {
  const { '@context': _, ...node } = JSON.parse(graph.jsonld) as JsonNode;
  return node;
}
