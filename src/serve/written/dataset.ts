import type { PublishedGraph } from '../../catalog/directory.js';
import { Graph } from '../../rdf/graph.js';
import { parseNQuads } from '../../rdf/parse.js';
import { documentOf, serialiseDocument, storedText } from '../documents.js';
import { schemaOrgDataset } from '../exports/schema-org.js';
import { datasetLine, viewOf } from '../lines.js';
import { datasetPage } from '../pages/dataset.js';
import { pageText } from '../pages/render.js';
import type { DocumentParts } from '../parts.js';
import { describedBy, linkset, signposts } from '../signposting.js';
import type { Task, Written } from './task.js';

/** A dataset's document in RDF. */
export function datasetDocument(parts: DocumentParts, { graph: name, representation }: Task<'dataset'>): Written | undefined {
  return ofGraph(parts, name, (graph, dataset) => {
    const document = documentOf(parts, [graph]);
    const text = serialiseDocument(parts, document, representation, () => storedText(graph));
    return { text, modified: document.modified, links: signposts(dataset, document.quads) };
  });
}

/** A dataset's page. */
export function datasetPageDocument(parts: DocumentParts, { graph: name, framing }: Task<'dataset-page'>): Written | undefined {
  return ofGraph(parts, name, (graph, dataset) => {
    const document = documentOf(parts, [graph]);
    const all = new Graph([...document.quads, ...document.included.flatMap(({ quads }) => quads)]);
    const view = viewOf(parts, all, framing.language);
    const page = { ...datasetPage(view, dataset, framing.language), structured: schemaOrgDataset(view, dataset, parts.base) };
    return { text: pageText(page, framing), modified: document.modified, links: signposts(dataset, document.quads) };
  });
}

/** A dataset's links (RFC 9264). */
export function linksetDocument(parts: DocumentParts, { graph: name }: Task<'linkset'>): Written | undefined {
  return ofGraph(parts, name, (graph, dataset) => {
    const links = [...describedBy(dataset), ...signposts(dataset, parseNQuads(graph.nquads))];
    return { text: JSON.stringify(linkset(dataset, links)), modified: graph.at, links: [] };
  });
}

/** Lines of a list, as JSON. */
export function linesDocument(parts: DocumentParts, { graphs, language }: Task<'lines'>): Written {
  const found = graphs.flatMap((graph) => parts.directory.graph(graph) ?? []);
  return { text: JSON.stringify(found.map((graph) => datasetLine(parts, graph, language))), modified: '', links: [] };
}

function ofGraph(
  { directory }: DocumentParts,
  name: string,
  write: (graph: PublishedGraph, dataset: string) => Written,
): Written | undefined {
  const graph = directory.graph(name);
  return graph && write(graph, name.replace(/\/record$/, ''));
}
