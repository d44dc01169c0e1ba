import type { Request, RequestParamHandler, Response } from 'express';
import { Problem } from '../catalog/problem.js';
import { text } from '../catalog/text.js';

/** Representations of our resources by suffix, in the order of preference when a client takes anything. */
export const representations = {
  jsonld: 'application/ld+json',
  html: 'text/html',
  ttl: 'text/turtle',
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

/**
 * The representation to send: the suffix decides, else Accept.
 * @throws Problem `not-acceptable` naming what there is.
 */
export function chooseRepresentation(request: Request, suffix: Representation | undefined): Representation {
  if (suffix !== undefined) return suffix;
  const types = Object.values(representations);
  // application/json is what programs ask for when they mean JSON-LD.
  const accepted = request.accepts([...types, 'application/json']);
  if (accepted === 'application/json') return 'jsonld';
  const found = Object.entries(representations).find(([, type]) => type === accepted);
  if (found !== undefined) return found[0] as Representation;
  throw new Problem('not-acceptable', text(`มีเฉพาะรูปแบบ ${types.join(', ')}`, `There is ${types.join(', ')}.`));
}

/** The address that was asked for, under the base: Host is not trusted, and a path such as `//x` is still a path. */
export function requestUrl(request: Request, base: string): URL {
  const url = new URL(base);
  const query = request.originalUrl.indexOf('?');
  url.pathname = query < 0 ? request.originalUrl : request.originalUrl.slice(0, query);
  url.search = query < 0 ? '' : request.originalUrl.slice(query);
  return url;
}

const profileLink = '<https://w3id.org/dcat-ap-th/1.0.0>; rel="profile"';

/** Queries longer than this are no page of ours. Headers repeat the query five times, and clients and proxies refuse 8 KB of them. */
const longestQuery = 500;

/** Headers that every negotiated answer carries. @param resource IRI of what is described; the query of the request goes with it. */
export function describe(request: Request, response: Response, resource: string, representation: Representation): void {
  const { search } = requestUrl(request, resource);
  response.vary('Accept');
  if (search.length > longestQuery) {
    response.set('Link', profileLink);
    return;
  }
  response.set('Content-Location', `${resource}.${representation}${search}`);
  const alternates = Object.entries(representations).map(
    ([suffix, type]) => `<${resource}.${suffix}${search}>; rel="alternate"; type="${type}"`,
  );
  response.set('Link', [...alternates, profileLink].join(', '));
}
