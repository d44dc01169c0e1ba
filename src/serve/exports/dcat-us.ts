import { dcat, dct, foaf, skos, vcard } from '../../rdf/terms.js';
import { codeOf } from '../../rdf/vocabulary.js';
import type { View } from '../pages/view.js';
import { filled, mediaTypeOf, periodsOf, placesOf } from './coverage.js';
import { dcatUsFrequencies } from './dcat-us-frequencies.js';

const accessRights: Readonly<Record<string, string>> = { PUBLIC: 'public', RESTRICTED: 'restricted', NON_PUBLIC: 'non-public' };

/** Addresses as a contact has to have one there. */
const mail = /^mailto:[\w~!$&'()*+,;=:.-]+@[\w.-]+\.[\w.-]+$/;

/** A dataset after DCAT-US 3.0's JSON. What it has no place for stays in our own JSON-LD. */
export function dcatUsDataset(view: View, dataset: string): Record<string, unknown> {
  const text = (property: typeof dct.title): string | undefined => view.text(dataset, property);
  const title = text(dct.title);
  const publisher = view.nodes(dataset, dct.publisher)[0];
  const owner = publisher === undefined ? undefined : view.text(publisher, foaf.name);
  const right = view.nodes(dataset, dct.accessRights)[0];
  const frequency = view.nodes(dataset, dct.accrualPeriodicity)[0];
  return {
    ...filled({
      '@id': dataset,
      '@type': 'Dataset',
      title,
      description: text(dct.description),
      identifier: dataset,
      otherIdentifier: view.texts(dataset, dct.identifier).map((identifier) => ({ '@type': 'Identifier', notation: identifier })),
      publisher: publisher && filled({ '@id': publisher, '@type': 'Organization', name: owner }),
      keyword: view.texts(dataset, dcat.keyword),
      theme: view.nodes(dataset, dcat.theme).map((theme) => ({ '@id': theme, '@type': 'Concept', prefLabel: view.label(theme) })),
      issued: text(dct.issued),
      modified: text(dct.modified),
      accrualPeriodicity: frequency && dcatUsFrequencies[codeOf(frequency)],
      accessRights: right === undefined ? undefined : accessRights[codeOf(right)],
      // A document has a title there; of the page we know what it is about.
      landingPage: view.nodes(dataset, dcat.landingPage).map((page) => ({ '@id': page, '@type': 'Document', title, accessURL: page }))[0],
      language: view.nodes(dataset, dct.language).flatMap((language) => view.text(language, skos.notation) ?? []),
      spatial: placesOf(view, dataset).map(({ name, box }) => filled({ '@type': 'Location', prefLabel: name, bbox: box && polygon(box) })),
      temporal: periodsOf(view, dataset).map(({ start, end }) => filled({ '@type': 'PeriodOfTime', startDate: start, endDate: end })),
      distribution: view.nodes(dataset, dcat.distribution).map((node) => distribution(view, node)),
    }),
    contactPoint: contacts(view, dataset, owner),
  };
}

/** Contacts that have both name and address; the list is mandatory, and empty where there is none. */
function contacts(view: View, dataset: string, owner: string | undefined): Record<string, unknown>[] {
  return view.nodes(dataset, dcat.contactPoint).flatMap((node) => {
    const fn = view.text(node, vcard.fn) ?? owner;
    const hasEmail = view.nodes(node, vcard.hasEmail).find((address) => mail.test(address));
    return fn === undefined || hasEmail === undefined ? [] : [{ '@type': 'Kind', fn, hasEmail }];
  });
}

function distribution(view: View, node: string): Record<string, unknown> {
  return filled({
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
