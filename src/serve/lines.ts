import type { PublishedGraph } from '../catalog/directory.js';
import { Graph } from '../rdf/graph.js';
import { parseNQuads } from '../rdf/parse.js';
import { dcat, dct, foaf } from '../rdf/terms.js';
import { accessOf } from './pages/dataset-view.js';
import type { AgencyChoice, DatasetLine } from './pages/datasets.js';
import type { Language } from './pages/page.js';
import { shorten } from './pages/shorten.js';
import { View } from './pages/view.js';
import type { Asking, DocumentParts, ServeParts } from './parts.js';
import { eachInTurns } from './streaming.js';

const longestDescription = 220;

/** A view over quads whose concepts are labelled from the vocabularies. */
export function viewOf(parts: Pick<DocumentParts, 'vocabulary'>, graph: Graph, language: Language): View {
  return new View(graph, language, (node) => parts.vocabulary.label(node));
}

/** Records read at a time: some 2 ms. */
const atOnce = 5;
/** Characters of a record from which on reading it takes more than a few milliseconds; most have 10,000. */
export const longRecord = 50_000;

/** Lines of a list from record graphs; other requests come in between, and what holds a long record is read in a thread. */
export async function datasetLines(
  parts: ServeParts,
  graphs: readonly PublishedGraph[],
  language: Language,
  asking: Asking,
): Promise<DatasetLine[]> {
  if (graphs.every(({ nquads }) => nquads.length <= longRecord))
    return eachInTurns(graphs, atOnce, (graph) => datasetLine(parts, graph, language));
  const written = await parts.document({ kind: 'lines', graphs: graphs.map(({ graph }) => graph), language }, asking);
  return written === undefined ? [] : (JSON.parse(Buffer.from(written.body).toString('utf8')) as DatasetLine[]);
}

/** The line of one dataset. */
export function datasetLine(parts: DocumentParts, graph: PublishedGraph, language: Language): DatasetLine {
  const dataset = graph.graph.replace(/\/record$/, '');
  const view = viewOf(parts, new Graph(parseNQuads(graph.nquads)), language);
  const publisher = view.nodes(dataset, dct.publisher)[0] ?? parts.base;
  const formats = view.nodes(dataset, dcat.distribution).flatMap((node) => view.formats(node, dct.format));
  return {
    href: new URL(dataset).pathname,
    title: view.text(dataset, dct.title) ?? dataset,
    description: shorten(view.text(dataset, dct.description) ?? '', longestDescription),
    owner: { href: new URL(publisher).pathname, name: ownerName(parts, publisher, language) },
    formats: [...new Set(formats)].sort().slice(0, 5),
    updated: view.text(dataset, dct.modified),
    access: accessOf(view, dataset),
  };
}

export function ownerName(parts: DocumentParts, organisation: string, language: Language): string {
  const graph = parts.directory.graph(organisation.replace(/#.*$/, ''));
  return graph === undefined ? organisation : agencyName(parts, graph, language);
}

/** Agencies by name, for people to choose from. */
export function agencyChoices(parts: DocumentParts, language: Language): AgencyChoice[] {
  const names = new Intl.Collator(language);
  return parts.directory
    .agencies()
    .map(({ graph, datasets }) => ({
      id: graph.graph.slice(graph.graph.lastIndexOf('/') + 1),
      href: new URL(graph.graph).pathname,
      name: agencyName(parts, graph, language),
      datasets,
    }))
    .sort((a, b) => names.compare(a.name, b.name));
}

/** Names by document: the filter of every list shows all agencies, and parsing them each time would hold up other requests. */
const namesByDocument = new Map<string, { nquads: string; names: Map<Language, string> }>();

function agencyName(parts: DocumentParts, graph: PublishedGraph, language: Language): string {
  let known = namesByDocument.get(graph.graph);
  if (known?.nquads !== graph.nquads) {
    known = { nquads: graph.nquads, names: new Map() };
    namesByDocument.set(graph.graph, known);
  }
  const organisation = `${graph.graph}#org`;
  const name =
    known.names.get(language) ??
    viewOf(parts, new Graph(parseNQuads(graph.nquads)), language).text(organisation, foaf.name) ??
    organisation;
  known.names.set(language, name);
  return name;
}
