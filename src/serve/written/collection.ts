import type { PublishedGraph } from '../../catalog/directory.js';
import type { JsonNode } from '../../rdf/jsonld-writer.js';
import { hydra, iri, type Quad, quad, rdf, typed, xsd } from '../../rdf/terms.js';
import { documentOf, serialiseDocument, storedText, withNodes } from '../documents.js';
import type { Link } from '../negotiate.js';
import type { DocumentParts } from '../parts.js';
import type { PageTask, Written } from './task.js';

/** A page of datasets in keyset order: stable while datasets come and go. */
export interface CollectionPage {
  /** Path of the collection below the base. */
  readonly path: string;
  /** Graph IRI after which the page begins; empty for the first. */
  readonly after: string;
  readonly limit: number;
  /** True when the request named the limit: then a page's view is named with it too, so that it has the address it was asked under. */
  readonly limitAsked: boolean;
  readonly agency: string | undefined;
  readonly agencyId: string | undefined;
  /** Only datasets that changed here at that moment or later; as it was asked, and in UTC. */
  readonly modifiedSince: string | undefined;
  readonly since: string | undefined;
}

export interface PageLinks {
  readonly collection: string;
  readonly view: string;
  readonly first: string;
  readonly next: string | undefined;
  readonly last: string;
}

function pageLinks(
  parts: Pick<DocumentParts, 'base' | 'directory'>,
  page: CollectionPage,
  graphs: readonly PublishedGraph[],
  total: number,
): PageLinks {
  const address = (after: string): string => {
    const url = new URL(`${parts.base}${page.path}`);
    if (page.modifiedSince !== undefined) url.searchParams.set('modified_since', page.modifiedSince);
    if (page.agencyId !== undefined && page.path !== `/catalogs/${page.agencyId}`) url.searchParams.set('agency', page.agencyId);
    if (page.limitAsked) url.searchParams.set('limit', String(page.limit));
    if (after !== '')
      url.search += `${url.search === '' ? '?' : '&'}after=${after.slice(`${parts.base}/datasets/`.length, -'/record'.length)}`;
    return url.href;
  };
  const last = parts.directory.lastPageAfter(page.limit, page.agency, page.since);
  const end = graphs.at(-1)?.graph;
  // There is a next page when this one does not begin where the last one does, or later.
  const next = end !== undefined && page.after < last && total > page.limit ? address(end) : undefined;
  return { collection: `${parts.base}${page.path}`, view: address(page.after), first: address(''), next, last: address(last) };
}

/** The page's neighbours for the Link header, which harvesters follow too. */
export function pageRelations({ first, next, last }: PageLinks): Link[] {
  const links = [
    { href: first, rel: 'first' },
    { href: last, rel: 'last' },
  ];
  return next === undefined ? links : [...links, { href: next, rel: 'next' }];
}

/** The page's own statements, in the terms that harvesters really read: old and new Hydra (linked-data.md §8). */
export function hydraQuads(links: PageLinks, total: number): Quad[] {
  const [collection, view] = [iri(links.collection), iri(links.view)];
  const items = typed(String(total), xsd.integer);
  const quads = [
    quad(collection, rdf.type, hydra.Collection),
    quad(collection, hydra.totalItems, items),
    quad(collection, hydra.view, view),
    quad(view, rdf.type, hydra.PartialCollectionView),
    quad(view, rdf.type, hydra.PagedCollection),
    quad(view, hydra.totalItems, items),
    quad(view, hydra.first, iri(links.first)),
    quad(view, hydra.last, iri(links.last)),
  ];
  if (links.next !== undefined) quads.push(quad(view, hydra.next, iri(links.next)), quad(view, hydra.nextPage, iri(links.next)));
  return quads;
}

/** A page of datasets in RDF: each member whole, and once what they all lean on. */
export function collectionDocument(parts: DocumentParts, { page, representation }: PageTask): Written {
  const modified = parts.directory.position().at;
  const { graphs, total, links } = readMembers(parts, page);
  const members = graphs.map((graph) => quad(iri(links.collection), hydra.member, iri(graph.graph.replace(/\/record$/, ''))));
  const document = documentOf(parts, graphs, [...hydraQuads(links, total), ...members]);
  const json = (): string => withNodes(hydraNode(links, total), 'member', graphs.map(storedText));
  return { text: serialiseDocument(parts, document, representation, json), modified, links: pageRelations(links) };
}

/** What a page holds, and its neighbours. */
export function readMembers(parts: Pick<DocumentParts, 'base' | 'directory'>, page: CollectionPage) {
  const graphs = parts.directory.datasets(page);
  const total = parts.directory.countDatasets(page.agency, page.since);
  return { graphs, total, links: pageLinks(parts, page, graphs, total) };
}

export function hydraNode(links: PageLinks, total: number): JsonNode {
  const next = links.next === undefined ? {} : { next: links.next, nextPage: links.next };
  const view = {
    id: links.view,
    type: ['PagedCollection', 'PartialCollectionView'],
    totalItems: total,
    first: links.first,
    ...next,
    last: links.last,
  };
  return { id: links.collection, type: ['Collection'], totalItems: total, view };
}
