import type { Request, Response } from 'express';
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
  return stem !== undefined && suffix !== undefined && suffix in representations
    ? { name: stem, suffix: suffix as Representation }
    : { name, suffix: undefined };
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
  throw new Problem('not-acceptable', text(`มีเฉพาะ ${types.join(', ')}`, `There is ${types.join(', ')}.`));
}

/** Headers that every negotiated answer carries. */
export function describe(response: Response, location: string, base: string): void {
  response.vary('Accept');
  response.set('Content-Location', location);
  const alternates = Object.entries(representations).map(([suffix, type]) => `<${base}.${suffix}>; rel="alternate"; type="${type}"`);
  response.set('Link', [...alternates, '<https://w3id.org/dcat-ap-th/1.0.0>; rel="profile"'].join(', '));
}
