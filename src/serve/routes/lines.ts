import type { PublishedGraph } from '../../catalog/directory.js';
import { Graph } from '../../rdf/graph.js';
import { parseNQuads } from '../../rdf/parse.js';
import { dcat, dct, foaf } from '../../rdf/terms.js';
import type { DatasetLine } from '../pages/datasets.js';
import type { Language } from '../pages/page.js';
import { View } from '../pages/view.js';
import type { ServeParts } from '../parts.js';

const longestDescription = 220;

/** A view over quads whose concepts are labelled from the vocabularies. */
export function viewOf(parts: ServeParts, graph: Graph, language: Language): View {
  return new View(graph, language, (node) => parts.vocabulary.label(node)?.[language]);
}

/** Lines of a list from record graphs. */
export function datasetLines(parts: ServeParts, graphs: readonly PublishedGraph[], language: Language): DatasetLine[] {
  const owners = new Map<string, string>();
  return graphs.map((graph) => {
    const dataset = graph.graph.replace(/\/record$/, '');
    const view = viewOf(parts, new Graph(parseNQuads(graph.nquads)), language);
    const publisher = view.nodes(dataset, dct.publisher)[0] ?? parts.base;
    const owner = owners.get(publisher) ?? ownerName(parts, publisher, language);
    owners.set(publisher, owner);
    const formats = view
      .nodes(dataset, dcat.distribution)
      .flatMap((node) => view.nodes(node, dct.format))
      .map((format) => formatName(parts, format));
    return {
      href: new URL(dataset).pathname,
      title: view.text(dataset, dct.title) ?? dataset,
      description: shorten(view.text(dataset, dct.description) ?? ''),
      owner,
      ownerHref: new URL(publisher).pathname,
      formats: [...new Set(formats)].slice(0, 5),
      at: graph.at,
    };
  });
}

export function ownerName(parts: ServeParts, organisation: string, language: Language): string {
  const graph = parts.directory.graph(organisation.replace(/#.*$/, ''));
  if (graph === undefined) return organisation;
  return viewOf(parts, new Graph(parseNQuads(graph.nquads)), language).text(organisation, foaf.name) ?? organisation;
}

/** A format by its short English name. */
function formatName(parts: ServeParts, format: string): string {
  return parts.vocabulary.label(format)?.en ?? format.slice(format.lastIndexOf('/') + 1);
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  if (line.length <= longestDescription) return line;
  // A Thai word or cluster must not be cut inside.
  const words = new Intl.Segmenter('th', { granularity: 'word' });
  let cut = '';
  for (const { segment } of words.segment(line)) {
    if (cut.length + segment.length > longestDescription) break;
    cut += segment;
  }
  return `${cut.trimEnd()}…`;
}
