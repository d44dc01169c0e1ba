import type { Request, Response } from 'express';
import type { PublishedGraph } from '../../catalog/directory.js';
import { catalogueIri } from '../../catalog/iris.js';
import { Graph } from '../../rdf/graph.js';
import { writeNode } from '../../rdf/jsonld-writer.js';
import { parseNQuads } from '../../rdf/parse.js';
import { dcat, dct, iri, type Quad, quad, typed, xsd } from '../../rdf/terms.js';
import { documentOf, serialiseDocument, storedText, withNodes } from '../documents.js';
import { describe, type Representation, representations } from '../negotiate.js';
import type { ServeParts } from '../parts.js';
import { type CollectionPage, hydraNode, hydraQuads, pageLinks, pageRelations } from './collection.js';

export interface CataloguePage {
  readonly catalogue: PublishedGraph;
  /** Catalogues that are parts of it, described with it. */
  readonly others: readonly PublishedGraph[];
  readonly page: CollectionPage;
  readonly representation: Exclude<Representation, 'html'>;
}

/** Sends one page of a catalogue: each repeats what describes the catalogue, and has whole records as its members (linked-data.md §3). */
export function sendCataloguePage(parts: ServeParts, request: Request, response: Response, asked: CataloguePage): void {
  const { catalogue, others, page, representation } = asked;
  const node = catalogue.graph;
  const { directory } = parts;
  const whole = catalogueIri(parts.base);
  const graphs = directory.datasets(page).map((graph) => (node === whole ? graph : ofCatalogue(graph, whole, node)));
  const total = directory.countDatasets(page.agency, page.since);
  const links = pageLinks(parts, page, graphs, total);
  const moments = momentQuads(parts, node);
  // That it is a part of the whole is said where the whole is described.
  const own = node === whole ? catalogue : { ...catalogue, nquads: linesWithout(catalogue.nquads, `<${whole}> `) };
  const document = documentOf(parts, [own, ...others, ...graphs], [...hydraQuads(links, total), ...moments]);
  describe(request, response, node, representation, { modified: directory.position().at, links: pageRelations(links) });
  const json = (): string => {
    const { type: _, ...paging } = hydraNode(links, total);
    const described = [...parseNQuads(own.nquads), ...moments, ...others.flatMap((other) => parseNQuads(other.nquads))];
    const written = writeNode(new Graph(described), node);
    const type = [...(written.type as string[]), 'Collection'].sort();
    return withNodes({ ...written, ...paging, type }, 'dataset', graphs.map(storedText));
  };
  response.type(representations[representation]).send(serialiseDocument(parts, document, representation, json));
}

/** When the catalogue began, and when it last changed. */
function momentQuads({ directory }: ServeParts, node: string): Quad[] {
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

function linesWithout(nquads: string, start: string): string {
  return nquads
    .split('\n')
    .filter((line) => !line.startsWith(start))
    .join('\n');
}
