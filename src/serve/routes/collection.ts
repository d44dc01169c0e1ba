import type { Request } from 'express';
import type { PublishedGraph } from '../../catalog/directory.js';
import { agencyGraph, agencyIri } from '../../catalog/iris.js';
import { Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';
import type { JsonNode } from '../../rdf/jsonld-writer.js';
import { hydra, iri, type Quad, quad, rdf, typed, xsd } from '../../rdf/terms.js';
import { documentOf, serialiseDocument, storedText, withNodes } from '../documents.js';
import { type Link, type Representation, requestUrl } from '../negotiate.js';
import type { ServeParts } from '../parts.js';

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

const usualLimit = 20;
const largestLimit = 100;

/** @param ofAgency whose collection it is. @throws Problem `bad-request` for a wrong limit, moment or position, `not-found` for an unknown agency. */
export function readPage(request: Request, parts: ServeParts, path: string, ofAgency?: string): CollectionPage {
  const parameters = requestUrl(request, parts.base).searchParams;
  const limit = Number(parameters.get('limit') ?? usualLimit);
  if (!Number.isInteger(limit) || limit < 1 || limit > largestLimit) {
    throw new Problem('bad-request', text(`limit=${parameters.get('limit')} ไม่ถูกต้อง`, `limit=${parameters.get('limit')} is wrong.`), {
      remedy: text(`โปรดใช้ตัวเลข 1 ถึง ${largestLimit}`, `Use a number from 1 to ${largestLimit}.`),
    });
  }
  const after = parameters.get('after') ?? '';
  if (after !== '' && !/^[\w-]+\/[\w-]+$/.test(after)) {
    throw new Problem('bad-request', text(`after=${after} ไม่ถูกต้อง`, `after=${after} is wrong.`), {
      remedy: text('โปรดใช้ลิงก์ next ของหน้าก่อนหน้า', 'Follow the next link of the page before.'),
    });
  }
  // A form sends an empty agency for all of them.
  const agencyId = ofAgency ?? (parameters.get('agency') || undefined);
  if (agencyId !== undefined && parts.directory.graph(agencyGraph(parts.base, agencyId)) === undefined)
    throw new Problem('not-found', text(`ไม่มีหน่วยงานรหัส ${agencyId}`, `There is no agency ${agencyId}.`));
  const agency = agencyId === undefined ? undefined : agencyIri(parts.base, agencyId);
  const modifiedSince = parameters.get('modified_since') || undefined;
  const since = modifiedSince === undefined ? undefined : readMoment(modifiedSince);
  return {
    path,
    limit,
    limitAsked: parameters.has('limit'),
    agency,
    agencyId,
    modifiedSince,
    since,
    after: after === '' ? '' : `${parts.base}/datasets/${after}/record`,
  };
}

const day = /^\d{4}-\d{2}-\d{2}$/;
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})?$/;

/** A day begins in Bangkok; a moment without a zone is UTC, as CKAN means it. @throws Problem `bad-request`. */
function readMoment(asked: string): string {
  const zoned = day.test(asked) ? `${asked}T00:00:00+07:00` : /(?:Z|[+-]\d{2}:\d{2})$/.test(asked) ? asked : `${asked}Z`;
  const date = new Date(day.test(asked) || moment.test(asked) ? zoned : Number.NaN);
  if (!Number.isNaN(date.getTime())) return date.toISOString();
  throw new Problem('bad-request', text(`modified_since=${asked} ไม่ถูกต้อง`, `modified_since=${asked} is wrong.`), {
    remedy: text(
      'โปรดใช้วันที่ เช่น 2026-01-31 หรือเวลา เช่น 2026-01-31T08:00:00Z',
      'Use a day such as 2026-01-31, or a moment such as 2026-01-31T08:00:00Z.',
    ),
  });
}

export function pageLinks(parts: ServeParts, page: CollectionPage, graphs: readonly PublishedGraph[], total: number): PageLinks {
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

export interface CollectionDocument {
  readonly page: CollectionPage;
  readonly links: PageLinks;
  readonly graphs: readonly PublishedGraph[];
  readonly total: number;
  readonly representation: Exclude<Representation, 'html'>;
}

/** A page of datasets in RDF: each member whole, and once what they all lean on. */
export function collectionDocument(parts: ServeParts, { links, graphs, total, representation }: CollectionDocument): string {
  const members = graphs.map((graph) => quad(iri(links.collection), hydra.member, iri(graph.graph.replace(/\/record$/, ''))));
  const document = documentOf(parts, graphs, [...hydraQuads(links, total), ...members]);
  const json = (): string => withNodes(hydraNode(links, total), 'member', graphs.map(storedText));
  return serialiseDocument(parts, document, representation, json);
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
