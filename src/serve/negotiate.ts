import type { Request, RequestParamHandler, Response } from 'express';
import { Problem } from '../catalog/problem.js';
import { text } from '../catalog/text.js';

/** Representations of our resources by suffix, in the order of preference when a client takes anything. */
export const representations = {
  jsonld: 'application/ld+json',
  html: 'text/html',
  ttl: 'text/turtle',
  rdf: 'application/rdf+xml',
  nt: 'application/n-triples',
} as const;

export type Representation = keyof typeof representations;

/** Splits `name.ttl` into name and suffix; a suffix we do not know is part of the name. */
export function splitSuffix(name: string): { name: string; suffix: Representation | undefined } {
  const [, stem, suffix] = /^(.+)\.([a-z]+)$/.exec(name) ?? [];
  return stem !== undefined && suffix !== undefined && isRepresentation(suffix) ? { name: stem, suffix } : { name, suffix: undefined };
}

/** For routes with `.:suffix`: a suffix that stands for no representation is an address that there is not. */
export const knownSuffix: RequestParamHandler = (request, _response, next, suffix: string) => {
  if (isRepresentation(suffix)) return next();
  throw new Problem('not-found', text(`ไม่พบ ${request.path}`, `There is nothing at ${request.path}.`), {
    remedy: text(`ใช้นามสกุล ${Object.keys(representations).join(', ')} ได้`, `The suffixes are ${Object.keys(representations).join(', ')}.`),
  });
};

function isRepresentation(suffix: string): suffix is Representation {
  return Object.hasOwn(representations, suffix);
}

/** The representation that a client takes: the suffix decides, else Accept; undefined when it takes none. */
export function acceptableRepresentation(request: Request, suffix: Representation | undefined): Representation | undefined {
  if (suffix !== undefined) return suffix;
  const types = Object.values(representations);
  // application/json is what programs ask for when they mean JSON-LD.
  const accepted = request.accepts([...types, 'application/json']);
  if (accepted === 'application/json') return 'jsonld';
  return Object.entries(representations).find(([, type]) => type === accepted)?.[0] as Representation | undefined;
}

/**
 * The representation to send.
 * @throws Problem `not-acceptable` naming what there is.
 */
export function chooseRepresentation(request: Request, suffix: Representation | undefined): Representation {
  const found = acceptableRepresentation(request, suffix);
  if (found !== undefined) return found;
  const types = Object.values(representations).join(', ');
  throw new Problem('not-acceptable', text(`มีเฉพาะรูปแบบ ${types}`, `There is ${types}.`), {
    remedy: text('โปรดระบุรูปแบบใดรูปแบบหนึ่งใน Accept หรือใช้นามสกุลท้ายที่อยู่', 'Name one of these in Accept, or add a suffix to the address.'),
  });
}

/** The address that was asked for, under the base: Host is not trusted, and a path such as `//x` is still a path. */
export function requestUrl(request: Request, base: string): URL {
  const url = new URL(base);
  const query = request.originalUrl.indexOf('?');
  url.pathname = query < 0 ? request.originalUrl : request.originalUrl.slice(0, query);
  url.search = query < 0 ? '' : request.originalUrl.slice(query);
  return url;
}

/** A link of the Link header (RFC 8288). */
export interface Link {
  readonly href: string;
  readonly rel: string;
  readonly type?: string | undefined;
}

const profileLink: Link = { href: 'https://w3id.org/dcat-ap-th/1.0.0', rel: 'profile' };

/** Queries longer than this are no page of ours. Headers repeat the query six times, and clients and proxies refuse 8 KB of them. */
const longestQuery = 500;
/** Bytes of the Link header; links past it are left out, the linkset has them all. */
const longestLinks = 4000;

/** Headers that every negotiated answer carries. @param resource IRI of what is described; the query of the request goes with it. */
export function describe(
  request: Request,
  response: Response,
  resource: string,
  representation: Representation,
  more: { readonly modified?: string | undefined; readonly links?: readonly Link[] } = {},
): void {
  const { search } = requestUrl(request, resource);
  response.vary('Accept');
  if (more.modified !== undefined && more.modified !== '') response.set('Last-Modified', new Date(more.modified).toUTCString());
  if (search.length > longestQuery) {
    setLinks(response, [profileLink, ...(more.links ?? [])]);
    return;
  }
  response.set('Content-Location', `${resource}.${representation}${search}`);
  const all = Object.entries(representations).map(([suffix, type]) => ({ href: `${resource}.${suffix}${search}`, type }));
  const alternates = all.map((one) => ({ ...one, rel: 'alternate' }));
  // A page is described by its RDF; what is RDF describes itself.
  const describing = representation === 'html' ? all.filter(({ type }) => type !== representations.html) : [];
  setLinks(response, [profileLink, ...describing.map((one) => ({ ...one, rel: 'describedby' })), ...alternates, ...(more.links ?? [])]);
}

function setLinks(response: Response, links: readonly Link[]): void {
  let header = '';
  for (const link of links) {
    const next = linkText(link);
    if (header.length + next.length > longestLinks) continue;
    header += header === '' ? next : `, ${next}`;
  }
  response.set('Link', header);
}

function linkText({ href, rel, type }: Link): string {
  // Headers are bytes: an IRI goes in its ASCII form, and cannot end its brackets early.
  const target = encodeURI(href)
    .replaceAll('%25', '%')
    .replace(/[<>"\\]/g, encodeURIComponent);
  return `<${target}>; rel="${rel}"${type === undefined || !/^[\w.+/-]+$/.test(type) ? '' : `; type="${type}"`}`;
}
