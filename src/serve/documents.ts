import type { PublishedGraph } from '../catalog/directory.js';
import { contextPath } from '../rdf/context.js';
import { Graph } from '../rdf/graph.js';
import { type JsonNode, writeNode, writeNodes } from '../rdf/jsonld-writer.js';
import { parseNQuads } from '../rdf/parse.js';
import { toRdfXml } from '../rdf/rdfxml-writer.js';
import { toNTriples, toTurtle } from '../rdf/serialise.js';
import { dcat, foaf, inGraph, iri, type Quad } from '../rdf/terms.js';
import type { Vocabulary } from '../rdf/vocabulary.js';
import type { Representation } from './negotiate.js';
import type { DocumentParts } from './parts.js';

/** A document in RDF: record graphs, and what their nodes lean on, so that it validates by itself (linked-data.md §1). */
export interface RdfDocument {
  readonly quads: readonly Quad[];
  /** Graphs that stand in the document besides the main ones: agencies, documents, pinned concepts; each a node for JSON-LD. */
  readonly included: readonly { iri: string; quads: readonly Quad[] }[];
  /** When the newest of its graphs was published; empty without any. */
  readonly modified: string;
}

/** The main graphs with, for every IRI they mention, its agency, its document's class or its pinned concept. */
export function documentOf(parts: DocumentParts, graphs: readonly PublishedGraph[], more: readonly Quad[] = []): RdfDocument {
  const own = [...graphs.flatMap((graph) => parseNQuads(graph.nquads)), ...more];
  const subjects = new Set(own.map((quad) => quad.subject.value));
  const included = new Map<string, readonly Quad[]>();
  let modified = graphs.reduce((latest, { at }) => (at > latest ? at : latest), '');
  include(own);
  return { quads: inGraph(own), included: [...included].map(([node, quads]) => ({ iri: node, quads })), modified };

  function include(quads: readonly Quad[]): void {
    for (const { predicate, object } of quads) {
      if (object.termType !== 'NamedNode' || subjects.has(object.value) || included.has(object.value)) continue;
      const { quads: found, at } = describing(parts, predicate.value, object.value);
      if (found.length === 0) continue;
      if (at > modified) modified = at;
      included.set(object.value, inGraph(found));
      // An agency's own type is pinned too; the scheme of a concept is not needed.
      if (object.value.startsWith(`${parts.base}/`)) include(found);
    }
  }
}

/** Properties that lead to documents, which have graphs of their own. */
const toDocuments: ReadonlySet<string> = new Set([dcat.landingPage, foaf.page, foaf.homepage].map((property) => property.value));

function describing(parts: DocumentParts, property: string, node: string): { quads: readonly Quad[]; at: string } {
  const pinned = parts.vocabulary.graph.find(iri(node));
  if (pinned.length > 0) return { quads: pinned, at: '' };
  const graph = toDocuments.has(property) || node.endsWith('#org') ? parts.directory.graph(node.replace(/#org$/, '')) : undefined;
  return graph === undefined || graph.kind === 'dataset' ? { quads: [], at: '' } : { quads: parseNQuads(graph.nquads), at: graph.at };
}

/** How triples are written, by representation. */
const writers = { ttl: toTurtle, nt: toNTriples, rdf: toRdfXml } as const;

/**
 * Serialises a document in an RDF representation.
 * @param json the main node as JSON text, asked for only where JSON-LD is wanted.
 */
export function serialiseDocument(
  parts: DocumentParts,
  document: RdfDocument,
  representation: Exclude<Representation, 'html'>,
  json: () => string,
): string {
  // A set: what two of its graphs lean on may say the same of a third node.
  if (representation !== 'jsonld')
    return writers[representation](new Graph([...document.quads, ...document.included.flatMap(({ quads }) => quads)]));
  const included = document.included.map((one) => nodeText(parts, one.iri, one.quads));
  const context = `"@context":${JSON.stringify(`${parts.base}${contextPath}`)}`;
  return `{${context},${json().slice(1, -1)}${included.length === 0 ? '' : `,"included":[${included.join(',')}]`}}`;
}

/** Serialises triples as they are; in JSON-LD as the node `root` with its parts, or each node by itself where there is none. */
export function serialiseTriples(
  { base }: Pick<DocumentParts, 'base'>,
  quads: readonly Quad[],
  representation: Exclude<Representation, 'html'>,
  root?: string,
): string {
  if (representation !== 'jsonld') return writers[representation](quads);
  const graph = new Graph(quads);
  const nodes = root === undefined ? { '@graph': writeNodes(graph) } : writeNode(graph, root);
  return JSON.stringify({ '@context': `${base}${contextPath}`, ...nodes });
}

/** JSON text of pinned concepts, written once: most of a list's nodes are the same few. Bounded by the vocabularies. */
const pinnedTexts = new WeakMap<Vocabulary, Map<string, string>>();

function nodeText(parts: DocumentParts, node: string, quads: readonly Quad[]): string {
  const texts = pinnedTexts.get(parts.vocabulary) ?? new Map<string, string>();
  pinnedTexts.set(parts.vocabulary, texts);
  const known = texts.get(node);
  if (known !== undefined) return known;
  const text = JSON.stringify(writeNode(new Graph(quads), node));
  if (parts.vocabulary.label(node) !== undefined) texts.set(node, text);
  return text;
}

/** The stored JSON-LD of a dataset as the text of a node, without its context. */
export function storedText(graph: PublishedGraph): string {
  return graph.jsonld.replace(/^\{"@context":"[^"]*",/, '{');
}

/** The text of an object with one more member, whose value is an array of nodes given as texts. */
export function withNodes(object: JsonNode, name: string, nodes: readonly string[]): string {
  return `${JSON.stringify(object).slice(0, -1)},${JSON.stringify(name)}:[${nodes.join(',')}]}`;
}
