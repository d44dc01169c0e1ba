import { dcat, dct, foaf, vcard } from '../../rdf/terms.js';
import { codeOf } from '../../rdf/vocabulary.js';
import type { View } from '../pages/view.js';
import { filled, mediaTypeOf, periodsOf, placesOf } from './coverage.js';

const accessRights: Readonly<Record<string, string>> = { PUBLIC: 'public', RESTRICTED: 'restricted', NON_PUBLIC: 'non-public' };

/** A dataset after DCAT-US 3.0's JSON. What it has no place for stays in our own JSON-LD. */
export function dcatUsDataset(view: View, dataset: string): Record<string, unknown> {
  const text = (property: typeof dct.title): string | undefined => view.text(dataset, property);
  const publisher = view.nodes(dataset, dct.publisher)[0];
  const owner = publisher === undefined ? undefined : view.text(publisher, foaf.name);
  const contacts = view
    .nodes(dataset, dcat.contactPoint)
    .map((node) => filled({ '@type': 'Kind', fn: view.text(node, vcard.fn) ?? owner, hasEmail: view.nodes(node, vcard.hasEmail)[0] }));
  const right = view.nodes(dataset, dct.accessRights)[0];
  return filled({
    '@id': dataset,
    '@type': 'Dataset',
    title: text(dct.title),
    description: text(dct.description),
    identifier: dataset,
    otherIdentifier: view.texts(dataset, dct.identifier).map((identifier) => ({ '@type': 'Identifier', notation: identifier })),
    // Who answers is mandatory there; where a dataset names no contact, its owner does.
    contactPoint: contacts.length > 0 ? contacts : [filled({ '@type': 'Kind', fn: owner })],
    publisher: publisher && filled({ '@id': publisher, '@type': 'Organization', name: owner }),
    keyword: view.texts(dataset, dcat.keyword),
    theme: view.labels(dataset, dcat.theme),
    issued: text(dct.issued),
    modified: text(dct.modified),
    accrualPeriodicity: view.nodes(dataset, dct.accrualPeriodicity)[0],
    accessRights: right === undefined ? undefined : accessRights[codeOf(right)],
    landingPage: view.nodes(dataset, dcat.landingPage).map((page) => ({ '@id': page, '@type': 'Document' }))[0],
    language: view.nodes(dataset, dct.language).map((language) => codeOf(language).toLowerCase()),
    spatial: placesOf(view, dataset).map(({ name, box }) => filled({ '@type': 'Location', prefLabel: name, bbox: box && polygon(box) })),
    temporal: periodsOf(view, dataset).map(({ start, end }) => filled({ '@type': 'PeriodOfTime', startDate: start, endDate: end })),
    distribution: view.nodes(dataset, dcat.distribution).map((node) =>
      filled({
        '@id': node,
        '@type': 'Distribution',
        title: view.text(node, dct.title),
        description: view.text(node, dct.description),
        accessURL: view.nodes(node, dcat.accessURL)[0],
        downloadURL: view.nodes(node, dcat.downloadURL)[0],
        mediaType: mediaTypeOf(view, node),
        format: view.formats(node, dct.format)[0],
        byteSize: view.text(node, dcat.byteSize),
        modified: view.text(node, dct.modified),
        license: view.nodes(node, dct.license)[0],
      }),
    ),
  });
}

function polygon({ west, south, east, north }: { west: number; south: number; east: number; north: number }) {
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}
