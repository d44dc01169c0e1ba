import { partIri } from '../../catalog/iris.js';
import { dcat, dct, gdc, iri, type NamedNode, natural, type Quad_Object, type Term } from '../../rdf/terms.js';
import { licenceDocument } from '../distributions.js';
import { namesFile } from '../urls.js';
import { type Mapping, readLink } from './parts.js';

/** What the distributions of a dataset share. */
export interface DatasetTerms {
  readonly licence: NamedNode | undefined;
  /** The dataset's condition of access in the record graph, and its node in the source. */
  readonly condition: NamedNode | undefined;
  readonly conditionNode: Term | undefined;
  /** The dataset's page at its source, if it has an address there. */
  readonly page: string | undefined;
  readonly responsibility: readonly (readonly [NamedNode, Quad_Object])[];
  /** Names of the services that stand in the record graph. */
  readonly services: Set<string>;
}

/** Where the data are; a file's address stands for a missing one, else the dataset's page. @returns the first address. */
export function mapAddresses(mapping: Mapping, name: string, page: string | undefined): string | undefined {
  const { draft, reader, node, subject, fields } = mapping;
  const read = (field: string, property: NamedNode): string[] =>
    reader.all(node, property).flatMap((value) => {
      const href = readLink(mapping, field, value);
      if (href === undefined) fields.mend(field, value.value, '', 'url-unusable');
      return href ?? [];
    });
  const files = read('download_url', dcat.downloadURL);
  const given = read('url', dcat.accessURL);
  const addresses = new Set(given.length > 0 ? given : files);
  if (given.length === 0 && files[0] !== undefined) fields.mend('url', '', files[0], 'implied');
  for (const href of addresses) draft.add(subject, dcat.accessURL, iri(href));
  const named = files.length > 0 ? files : given.filter(namesFile);
  for (const href of new Set(named)) draft.add(subject, dcat.downloadURL, iri(href));
  if (addresses.size === 0) {
    draft.observe(subject, gdc.missingResourceUrl, name);
    if (page !== undefined) {
      fields.mend('url', '', page, 'resource-url-missing');
      draft.add(subject, dcat.accessURL, iri(page));
    }
  }
  return files[0] ?? given[0];
}

export interface ServiceTerms {
  readonly title: string;
  readonly position: number;
  /** Address of a distribution that is a service by its format. */
  readonly href: string | undefined;
  readonly licence: NamedNode | undefined;
}

/** Services that give the data, by what is said of them, or because a distribution is one by its format. */
export function mapServices(mapping: Mapping, { title, position, href, licence }: ServiceTerms, terms: DatasetTerms): void {
  const { draft, reader, node, subject, fields } = mapping;
  let number = 0;
  const state = (name: string, endpoint: string, former?: string): NamedNode => {
    number += 1;
    const service = iri(partIri(draft.placement.dataset, freeName(terms.services, former, `service-${position}`)));
    draft.add(subject, dcat.accessService, service);
    draft.type(service, dcat.DataService, dcat.Resource);
    draft.add(service, dct.title, natural(name));
    draft.add(service, dcat.endpointURL, iri(endpoint));
    draft.add(service, dcat.servesDataset, draft.dataset);
    for (const [property, value] of terms.responsibility) draft.add(service, property, value);
    const document = licenceDocument(draft, licence);
    if (document !== undefined) draft.add(service, dct.license, document);
    return service;
  };
  for (const value of reader.parts(node, dcat.accessService)) {
    const given = reader.one(value, dcat.endpointURL);
    const endpoint = given && readLink(mapping, 'url', given);
    if (endpoint === undefined) {
      fields.mend('access_service', value.value, '', 'url-unusable');
      continue;
    }
    reader.expectClass('dcat:accessService', value, dcat.DataService);
    const label = reader.label(value);
    const name = (label && draft.clean(fields, 'access_service', label.slice(0, 2000), subject)) || title;
    const service = state(name, endpoint, formerName(draft.placement.dataset, value));
    for (const [property, field] of [[dcat.endpointDescription, 'documentation']] as const)
      for (const page of reader.all(value, property)) {
        const address = readLink(mapping, field, page);
        if (address !== undefined) draft.add(service, property, iri(address));
      }
    for (const same of [dcat.servesDataset, dct.publisher, dcat.contactPoint, dcat.keyword, dct.license]) reader.all(value, same); // the dataset's hold
  }
  if (number === 0 && href !== undefined) state(title, href);
}

/** The name that a service had in a record graph of ours, so that it keeps it. */
function formerName(dataset: string, service: Term): string | undefined {
  const name = service.value.startsWith(`${dataset}#`) ? service.value.slice(dataset.length + 1) : '';
  return /^service-\d{1,5}$/.test(name) ? name : undefined;
}

function freeName(taken: Set<string>, former: string | undefined, wanted: string): string {
  let name = former ?? wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}-${number}`;
  taken.add(name);
  return name;
}
