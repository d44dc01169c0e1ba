import type { PublishedGraph } from '../../catalog/directory.js';
import { agencyCatalogueIri, catalogueIri } from '../../catalog/iris.js';
import { Graph } from '../../rdf/graph.js';
import { writeNode } from '../../rdf/jsonld-writer.js';
import { parseNQuads } from '../../rdf/parse.js';
import { dcat, dct, iri, type Quad, quad, typed, xsd } from '../../rdf/terms.js';
import { documentOf, serialiseDocument, storedText, withNodes } from '../documents.js';
import type { DocumentParts } from '../parts.js';
import { hydraNode, hydraQuads, pageRelations, readMembers } from './collection.js';
import type { PageTask, Written } from './task.js';

/**
 * One page of a catalogue: each repeats what describes the catalogue, and has whole records as its members (linked-data.md §3). The
 * first page of the whole has the catalogues of agencies as well; the others go on with datasets alone.
 */
export function catalogueDocument(parts: DocumentParts, { page, representation }: PageTask): Written | undefined {
  const modified = parts.directory.position().at;
  const whole = catalogueIri(parts.base);
  const node = `${parts.base}${page.path}`;
  const catalogue = parts.directory.graph(node);
  if (catalogue === undefined) return undefined;
  const isWhole = node === whole;
  const others = isWhole && page.after === '' && page.agency === undefined ? agencyCatalogues(parts) : [];
  const { graphs: records, total, links } = readMembers(parts, page);
  const graphs = records.map((graph) => (isWhole ? graph : ofCatalogue(graph, whole, node)));
  const moments = momentQuads(parts, node);
  // That it is a part of the whole is said where the whole is described.
  const own = isWhole ? catalogue : { ...catalogue, nquads: linesWithout(catalogue.nquads, `<${whole}> `) };
  const document = documentOf(parts, [own, ...others, ...graphs], [...hydraQuads(links, total), ...moments]);
  const json = (): string => {
    const { type: _, ...paging } = hydraNode(links, total);
    const described = [...parseNQuads(own.nquads), ...moments, ...others.flatMap((other) => parseNQuads(other.nquads))];
    const written = writeNode(new Graph(described), node);
    const type = [...(written.type as string[]), 'Collection'].sort();
    return withNodes({ ...written, ...paging, type }, 'dataset', graphs.map(storedText));
  };
  return { text: serialiseDocument(parts, document, representation, json), modified, links: pageRelations(links) };
}

/** Each agency's own catalogue, in the order of their names. */
export function agencyCatalogues({ base, directory }: Pick<DocumentParts, 'base' | 'directory'>): PublishedGraph[] {
  return directory
    .agencies()
    .map(({ graph: { graph } }) => directory.graph(agencyCatalogueIri(base, graph.slice(graph.lastIndexOf('/') + 1))))
    .filter((graph) => graph !== undefined);
}

/** When the catalogue began, and when it last changed. */
function momentQuads({ directory }: DocumentParts, node: string): Quad[] {
  const issued = directory.changes.mark(0)?.published;
  const moment = (at: string) => typed(at.replace(/\.\d+Z$/, 'Z'), xsd.dateTime);
  const modified = quad(iri(node), dct.modified, moment(directory.position().at));
  return issued === undefined ? [modified] : [quad(iri(node), dct.issued, moment(issued)), modified];
}

/** A record as a member of its agency's catalogue: the links that lead to it come from there. */
function ofCatalogue(graph: PublishedGraph, whole: string, node: string): PublishedGraph {
  const links = [dcat.dataset, dcat.record].map((property) => `<${whole}> <${property.value}> `);
  const nquads = graph.nquads
    .split('\n')
    .map((line) => (links.some((link) => line.startsWith(link)) ? `<${node}>${line.slice(whole.length + 2)}` : line))
    .join('\n');
  const jsonld = ['inCatalog', 'recordInCatalog'].reduce(
    (text, name) => text.replace(`"${name}":["${whole}"]`, () => `"${name}":["${node}"]`),
    graph.jsonld,
  );
  return { ...graph, nquads, jsonld };
}

/** N-Quads without the lines that begin so. */
export function linesWithout(nquads: string, start: string): string {
  return nquads
    .split('\n')
    .filter((line) => !line.startsWith(start))
    .join('\n');
}
