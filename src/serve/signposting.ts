import { Graph } from '../rdf/graph.js';
import { dcat, dct, iri, type Quad } from '../rdf/terms.js';
import { type Link, representations } from './negotiate.js';

/** Distributions that a header or a linkset names. */
const most = 1000;

/** FAIR Signposting of a dataset: what to cite, what describes it, its files, licence, owner and kind. */
export function signposts(dataset: string, quads: readonly Quad[]): Link[] {
  const graph = new Graph(quads);
  const values = (subject: string, property: typeof dct.license): string[] =>
    graph
      .objects(iri(subject), property)
      .filter((term) => term.termType === 'NamedNode')
      .map((term) => term.value);
  const distributions = values(dataset, dcat.distribution).slice(0, most);
  const licences = new Set([dataset, ...distributions].flatMap((node) => values(node, dct.license)));
  return [
    { href: dataset, rel: 'cite-as' },
    { href: 'https://schema.org/Dataset', rel: 'type' },
    { href: 'https://schema.org/AboutPage', rel: 'type' },
    { href: `${dataset}/linkset`, rel: 'linkset', type: linksetType },
    ...values(dataset, dct.publisher).map((href) => ({ href, rel: 'author' })),
    ...[...licences].map((href) => ({ href, rel: 'license' })),
    ...distributions.flatMap((node) => {
      const href = values(node, dcat.downloadURL)[0];
      if (href === undefined) return [];
      const type = values(node, dcat.mediaType)[0]?.replace(/^.*\/media-types\//, '');
      return [{ href, rel: 'item', type }];
    }),
  ];
}

export const linksetType = 'application/linkset+json';

/** Links of one context as a linkset in JSON (RFC 9264). */
export function linkset(anchor: string, links: readonly Link[]): Record<string, unknown> {
  const byRelation: Record<string, { href: string; type?: string }[]> = {};
  for (const { href, rel, type } of links) {
    const targets = byRelation[rel] ?? [];
    targets.push(type === undefined ? { href } : { href, type });
    byRelation[rel] = targets;
  }
  return { linkset: [{ anchor, ...byRelation }] };
}

/** The RDF of a resource as links that describe it. */
export function describedBy(resource: string): Link[] {
  return Object.entries(representations)
    .filter(([suffix]) => suffix !== 'html')
    .map(([suffix, type]) => ({ href: `${resource}.${suffix}`, rel: 'describedby', type }));
}
