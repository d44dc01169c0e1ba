import type { PublishedGraph } from '../../catalog/directory.js';
import { Graph } from '../../rdf/graph.js';
import { parseNQuads } from '../../rdf/parse.js';
import { dcat, dct, foaf } from '../../rdf/terms.js';
import { accessOf } from '../pages/dataset-view.js';
import type { AgencyChoice, DatasetLine } from '../pages/datasets.js';
import type { Language } from '../pages/page.js';
import { shorten } from '../pages/shorten.js';
import { View } from '../pages/view.js';
import type { ServeParts } from '../parts.js';
import { eachInTurns } from '../streaming.js';

const longestDescription = 220;

/** A view over quads whose concepts are labelled from the vocabularies. */
export function viewOf(parts: ServeParts, graph: Graph, language: Language): View {
  return new View(graph, language, (node) => parts.vocabulary.label(node));
}

/** Records read at a time: some 2 ms. */
const atOnce = 5;

/** Lines of a list from record graphs; other requests come in between. */
export function datasetLines(parts: ServeParts, graphs: readonly PublishedGraph[], language: Language): Promise<DatasetLine[]> {
  const owners = new Map<string, string>();
  return eachInTurns(graphs, atOnce, (graph) => {
    const dataset = graph.graph.replace(/\/record$/, '');
    const view = viewOf(parts, new Graph(parseNQuads(graph.nquads)), language);
    const publisher = view.nodes(dataset, dct.publisher)[0] ?? parts.base;
    const owner = owners.get(publisher) ?? ownerName(parts, publisher, language);
    owners.set(publisher, owner);
    const formats = view.nodes(dataset, dcat.distribution).flatMap((node) => view.formats(node, dct.format));
    return {
      href: new URL(dataset).pathname,
      title: view.text(dataset, dct.title) ?? dataset,
      description: shorten(view.text(dataset, dct.description) ?? '', longestDescription),
      owner: { href: new URL(publisher).pathname, name: owner },
      formats: [...new Set(formats)].sort().slice(0, 5),
      updated: view.text(dataset, dct.modified),
      access: accessOf(view, dataset),
    };
  });
}

export function ownerName(parts: ServeParts, organisation: string, language: Language): string {
  const graph = parts.directory.graph(organisation.replace(/#.*$/, ''));
  return graph === undefined ? organisation : agencyName(parts, graph, language);
}

/** Agencies by name, for people to choose from. */
export function agencyChoices(parts: ServeParts, language: Language): AgencyChoice[] {
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

function agencyName(parts: ServeParts, graph: PublishedGraph, language: Language): string {
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
