import { catalogueIri } from '../../catalog/iris.js';
import { dcat, dct, foaf, vcard } from '../../rdf/terms.js';
import { accessOf } from '../pages/dataset-view.js';
import { shorten } from '../pages/shorten.js';
import type { View } from '../pages/view.js';
import { filled, mediaTypeOf, periodsOf, placesOf } from './coverage.js';

/** Search engines read no longer descriptions. */
const longestDescription = 5000;
/** Distributions of one page: a page with thousands of files would be mostly this. */
const mostFiles = 200;

/** A dataset in schema.org's words, for search engines of datasets; in the page's language where it is told in both. */
export function schemaOrgDataset(view: View, dataset: string, base: string): Record<string, unknown> {
  const text = (property: typeof dct.title): string | undefined => view.text(dataset, property);
  const publisher = view.nodes(dataset, dct.publisher)[0];
  const contact = view.nodes(dataset, dcat.contactPoint)[0];
  const distributions = view.nodes(dataset, dcat.distribution).slice(0, mostFiles);
  const access = accessOf(view, dataset);
  return filled({
    '@context': 'https://schema.org/',
    '@type': 'Dataset',
    '@id': dataset,
    url: dataset,
    name: text(dct.title),
    description: shorten(text(dct.description) ?? '', longestDescription),
    identifier: [dataset, ...view.texts(dataset, dct.identifier)],
    keywords: view.texts(dataset, dcat.keyword),
    isAccessibleForFree: access?.open === true ? true : undefined,
    conditionsOfAccess: access?.label,
    license: distributions.flatMap((node) => view.nodes(node, dct.license)).filter((one, at, all) => all.indexOf(one) === at),
    publisher: publisher && agency(view, publisher, contact),
    creator: publisher && agency(view, publisher, contact),
    includedInDataCatalog: { '@type': 'DataCatalog', '@id': catalogueIri(base), url: catalogueIri(base), name: 'Banchi' },
    dateCreated: text(dct.created),
    datePublished: text(dct.issued),
    dateModified: text(dct.modified),
    temporalCoverage: periodsOf(view, dataset).map(({ start, end }) => `${start || '..'}/${end || '..'}`),
    spatialCoverage: placesOf(view, dataset).map(({ name, box }) =>
      filled({
        '@type': 'Place',
        name,
        // schema.org has latitude first, south-west corner before north-east.
        geo: box && { '@type': 'GeoShape', box: `${box.south} ${box.west} ${box.north} ${box.east}` },
      }),
    ),
    distribution: distributions.map((node) =>
      filled({
        '@type': 'DataDownload',
        '@id': node,
        name: view.text(node, dct.title),
        description: view.text(node, dct.description),
        contentUrl: view.nodes(node, dcat.downloadURL)[0],
        url: view.nodes(node, dcat.accessURL)[0],
        encodingFormat: mediaTypeOf(view, node) ?? view.formats(node, dct.format)[0],
        contentSize: view.text(node, dcat.byteSize),
        dateModified: view.text(node, dct.modified),
        license: view.nodes(node, dct.license)[0],
      }),
    ),
  });
}

function agency(view: View, publisher: string, contact: string | undefined): Record<string, unknown> {
  const email = contact === undefined ? undefined : view.nodes(contact, vcard.hasEmail)[0]?.replace(/^mailto:/, '');
  const point = contact && filled({ '@type': 'ContactPoint', name: view.text(contact, vcard.fn), email });
  return filled({
    '@type': 'GovernmentOrganization',
    '@id': publisher,
    url: publisher,
    name: view.text(publisher, foaf.name),
    contactPoint: point,
  });
}
