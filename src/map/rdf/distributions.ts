import { createHash } from 'node:crypto';
import { distributionIri, partIri } from '../../catalog/iris.js';
import {
  adms,
  dcat,
  dcatap,
  dct,
  foaf,
  gdc,
  iri,
  type NamedNode,
  natural,
  type Quad,
  type Quad_Object,
  type Term,
} from '../../rdf/terms.js';
import { codeOf } from '../../rdf/vocabulary.js';
import { mapChoices } from '../choices.js';
import { bounds, FieldReader } from '../ckan-package.js';
import { mapAccessCondition } from '../conditions.js';
import { isApi, licenceDocument } from '../distributions.js';
import type { Draft } from '../draft.js';
import { flagTable, mapFlags } from '../flags.js';
import { mapFormat } from '../formats.js';
import { nameOn, rowsFor } from '../side.js';
import { textTable } from '../texts.js';
import { namesFile } from '../urls.js';
import { align, fileTypeOf, mediaTypeOf } from './align.js';
import { readChoices } from './choices.js';
import { lastDayOf, mapRdfDays } from './days.js';
import { propertyName } from './names.js';
import { type Mapping, mapPages, mapStandards, readLink } from './parts.js';
import { mapRdfPeriods } from './periods.js';
import type { RecordReader } from './reader.js';
import { stateWords } from './words.js';

/** What the distributions of a dataset share. */
export interface DatasetTerms {
  readonly licence: NamedNode | undefined;
  /** The dataset's condition of access in the record graph, and its node in the source. */
  readonly condition: NamedNode | undefined;
  readonly conditionNode: Term | undefined;
  /** The dataset's page at its source, if it has an address there. */
  readonly page: string | undefined;
  readonly responsibility: readonly (readonly [NamedNode, Quad_Object])[];
}

/** The distributions of a dataset, as many as are read. */
export function distributionsOf(reader: RecordReader, focus: Term): readonly Term[] {
  const all = reader.every(focus, dcat.distribution);
  if (all.length > bounds.resources) reader.mend('dcat:distribution', String(all.length), String(bounds.resources), 'surplus');
  const nodes = all.slice(0, bounds.resources).filter((value) => value.termType === 'NamedNode' && !value.equals(focus));
  return nodes;
}

/** The licence that a distribution names. */
export function licenceOf(draft: Draft, reader: RecordReader, node: Term): NamedNode | undefined {
  for (const value of reader.all(node, dct.license)) {
    const label = reader.label(value);
    const found = align(draft.vocabulary, 'licence', value)?.concept ?? (label && draft.vocabulary.find('licence', label)?.concept);
    if (found) return found;
  }
  return undefined;
}

/** Maps every distribution. @returns the ISO day of the newest update. */
export function mapRdfDistributions(draft: Draft, reader: RecordReader, nodes: readonly Term[], terms: DatasetTerms): string | undefined {
  let updated: string | undefined;
  const taken = new Set<string>();
  for (const [index, node] of nodes.entries()) {
    const own = distributionId(reader, node);
    const id = taken.has(own) ? createHash('sha256').update(`${own}\n${index}`).digest('hex').slice(0, 12) : own;
    taken.add(id);
    const subject = iri(distributionIri(draft.placement.dataset, id));
    const day = mapDistribution(draft, reader, node, subject, index + 1, terms);
    if (day !== undefined && (updated === undefined || day > updated)) updated = day;
  }
  return updated;
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** CKAN's UUID where the IRI or the identifier has it, else 12 hex digits of the IRI or the address (linked-data.md §3). */
function distributionId(reader: RecordReader, node: Term): string {
  const identifier = reader.one(node, dct.identifier)?.value ?? '';
  const own = reader.iriOf(node);
  const fromIri = own === undefined ? undefined : uuid.exec(own.slice(own.lastIndexOf('/resource/') + 1).replace(/^.*\//, ''))?.[0];
  const known = fromIri ?? uuid.exec(identifier)?.[0];
  if (known !== undefined) return known.toLowerCase();
  const address = own ?? reader.one(node, dcat.downloadURL, dcat.accessURL)?.value ?? node.value;
  return createHash('sha256').update(address).digest('hex').slice(0, 12);
}

function mapDistribution(
  draft: Draft,
  reader: RecordReader,
  node: Term,
  subject: NamedNode,
  position: number,
  terms: DatasetTerms,
): string | undefined {
  const named = (field: string): string => `dcat:distribution[${position}]/${propertyName(field, 'resource')}`;
  const formats = reader.all(node, dct.format);
  const format = formatOf(draft, reader, formats);
  const values: Record<string, unknown> = {
    ...Object.fromEntries(readChoices(draft, reader, node, 'resource')),
    ...flagsOf(reader, node, 'resource'),
    format: format ?? '',
    mimetype: reader.all(node, dcat.mediaType).flatMap((value) => mediaTypeOf(value) ?? [])[0] ?? '',
    size: sizeOf(reader, node, named),
    resource_accessible_condition: conditionOf(reader, node, terms.conditionNode) ?? '',
  };
  const fields = new FieldReader(values, draft.repairs, named);
  const mapping: Mapping = { draft, reader, fields, node, subject };
  reader.expectClass('dcat:distribution', node, dcat.Distribution);
  draft.add(draft.dataset, dcat.distribution, subject);
  draft.type(subject, dcat.Distribution);
  let title: string | undefined;
  for (const row of rowsFor(textTable, 'resource')) {
    const field = nameOn(row, 'resource');
    const first = stateWords(draft, fields, field, reader.all(node, row.property), subject, row.property);
    if (row.field === 'name') title = first;
  }
  draft.places.set(subject.value, { kind: 'resource', name: title ?? `#${position}` });
  const href = mapAddresses(mapping, title ?? `#${position}`, terms.page);
  if (formats.length > 1) fields.mend('format', String(formats.length), '1', 'surplus');
  const before = draft.quads.length;
  mapFormat(draft, fields, subject, href);
  noteLostMediaType(mapping, draft.quads.slice(before));
  const licence = licenceOf(draft, reader, node) ?? terms.licence;
  mapLicence(mapping, licence);
  mapServices(mapping, { title: title ?? draft.placement.dataset, position, href: isApi(format ?? '') ? href : undefined, licence }, terms);
  if (terms.condition !== undefined) draft.add(subject, dct.rights, terms.condition);
  mapAccessCondition(draft, fields, 'resource', subject);
  mapChoices(draft, fields, 'resource', subject);
  mapFlags(draft, fields, 'resource', subject);
  mapRdfPeriods(draft, fields, reader, node, { subject, first: 'resource_first_year_of_data', last: 'resource_last_year_of_data' });
  mapConcepts(mapping);
  mapStandards(mapping);
  mapPages(mapping, 'documentation', foaf.page);
  return lastDayOf(mapRdfDays(draft, fields, reader, node, 'resource', subject).get('last_updated_date'));
}

/** Values of the flags of a node, by field. */
export function flagsOf(reader: RecordReader, node: Term, side: 'dataset' | 'resource'): Record<string, string> {
  return Object.fromEntries(rowsFor(flagTable, side).map((row) => [nameOn(row, side), reader.one(node, row.property)?.value ?? '']));
}

function formatOf(draft: Draft, reader: RecordReader, formats: readonly Term[]): string | undefined {
  for (const value of formats) {
    const known = fileTypeOf(draft.vocabulary, value);
    if (known !== undefined) {
      const isConcept = value.termType === 'NamedNode' && codeOf(value.value) === known && value.value.startsWith('http://publications');
      if (!isConcept && value.termType === 'NamedNode') reader.mend('dct:format', value.value, known, 'iri-aligned');
      if (value.termType === 'Literal') return draft.vocabulary.find('eu/file-type', value.value) === undefined ? known : value.value;
      return known;
    }
  }
  const [first] = formats;
  const label = first && (reader.label(first) ?? reader.iriOf(first));
  return label?.slice(0, 200);
}

function sizeOf(reader: RecordReader, node: Term, named: (field: string) => string): string {
  const [value] = reader.all(node, dcat.byteSize);
  if (value === undefined) return '';
  const given = value.value.trim();
  const bytes = /^\d{1,15}(?:\.0*)?$/.test(given) ? String(Number(given)) : inBytes(given);
  if (bytes === undefined) reader.mend(named('size'), given, '', 'placeholder');
  else if (bytes !== given) reader.mend(named('size'), given, bytes, 'literal-type');
  else if (value.termType === 'Literal' && !/#(?:nonNegativeInteger|integer|decimal)$/.test(value.datatype.value))
    reader.mend(named('size'), value.datatype.value, 'xsd:nonNegativeInteger', 'literal-type');
  return bytes ?? '';
}

const units: Readonly<Record<string, number>> = {
  b: 1,
  byte: 1,
  bytes: 1,
  kb: 1e3,
  kib: 1024,
  mb: 1e6,
  mib: 1024 ** 2,
  gb: 1e9,
  gib: 1024 ** 3,
};

/** `1.2 MB`, `12,345`. */
function inBytes(given: string): string | undefined {
  const match = /^(\d{1,12}(?:\.\d{1,6})?(?:e[+]?\d{1,2})?)\s*([a-z]{1,5})?$/i.exec(given.replace(/,(?=\d{3})/g, ''));
  const unit = match === null ? undefined : units[(match[2] ?? 'b').toLowerCase()];
  const bytes = unit === undefined ? Number.NaN : Math.round(Number(match?.[1]) * unit);
  return Number.isSafeInteger(bytes) && bytes < 1e15 ? String(bytes) : undefined;
}

/** A condition of the distribution's own; the dataset's is stated of it anyway. */
function conditionOf(reader: RecordReader, node: Term, ofDataset: Term | undefined): string | undefined {
  const own = reader.all(node, dct.rights, gdc.accessCondition).filter((value) => ofDataset === undefined || !value.equals(ofDataset));
  const words = own.flatMap((value) => reader.label(value) ?? reader.iriOf(value) ?? []);
  return words.length === 0 ? undefined : [...new Set(words)].join('\n').slice(0, bounds.characters);
}

/** Where the data are; a file's address stands for a missing one, else the dataset's page. @returns the first address. */
function mapAddresses(mapping: Mapping, name: string, page: string | undefined): string | undefined {
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

/** The format's usual media type stands where the table lacks the one that is given. */
function noteLostMediaType({ draft, reader, node, fields }: Mapping, stated: readonly Quad[]): void {
  for (const value of reader.all(node, dcat.mediaType)) {
    const own = `https://www.iana.org/assignments/media-types/${mediaTypeOf(value) ?? ''}`;
    const isPinned = draft.vocabulary.graph.find(iri(own)).length > 0;
    if (isPinned && value.value === own) continue;
    const instead = stated.find(({ predicate }) => predicate.equals(dcat.mediaType))?.object.value;
    fields.mend('mimetype', value.value, instead ?? '', isPinned ? 'iri-form' : 'iri-aligned');
  }
}

function mapLicence({ draft, reader, node, subject, fields }: Mapping, licence: NamedNode | undefined): void {
  for (const value of reader.all(node, dct.license)) {
    const found = align(draft.vocabulary, 'licence', value);
    const document = licenceDocument(draft, found?.concept);
    if (found === undefined && licenceOf(draft, reader, node) === undefined)
      draft.observe(
        subject,
        gdc.unrecognisedChoice,
        `dct:license=${draft.masked(fields, 'license', (reader.label(value) ?? value.value).slice(0, 2000))}`,
      );
    else if (document !== undefined && document.value !== value.value)
      fields.mend('license', value.value, document.value, found?.rule ?? 'iri-aligned');
  }
  const document = licenceDocument(draft, licence);
  if (document !== undefined) draft.add(subject, dct.license, document);
}

interface ServiceTerms {
  readonly title: string;
  readonly position: number;
  /** Address of a distribution that is a service by its format. */
  readonly href: string | undefined;
  readonly licence: NamedNode | undefined;
}

function mapServices(mapping: Mapping, { title, position, href, licence }: ServiceTerms, terms: DatasetTerms): void {
  const { draft, reader, node, subject, fields } = mapping;
  let number = 0;
  const state = (name: string, endpoint: string): NamedNode => {
    number += 1;
    const service = iri(partIri(draft.placement.dataset, number === 1 ? `service-${position}` : `service-${position}-${number}`));
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
  for (const value of reader.all(node, dcat.accessService)) {
    const given = reader.one(value, dcat.endpointURL);
    const endpoint = given && readLink(mapping, 'url', given);
    if (endpoint === undefined) {
      fields.mend('access_service', value.value, '', 'url-unusable');
      continue;
    }
    reader.expectClass('dcat:accessService', value, dcat.DataService);
    const label = reader.label(value);
    const service = state((label && draft.clean(fields, 'access_service', label.slice(0, 2000), subject)) || title, endpoint);
    for (const [property, field] of [[dcat.endpointDescription, 'documentation']] as const)
      for (const page of reader.all(value, property)) {
        const address = readLink(mapping, field, page);
        if (address !== undefined) draft.add(service, property, iri(address));
      }
    for (const same of [dcat.servesDataset, dct.publisher, dcat.contactPoint, dcat.keyword, dct.license]) reader.all(value, same); // the dataset's hold
  }
  if (number === 0 && href !== undefined) state(title, href);
}

/** Concepts of EU tables that a distribution may name. */
const conceptTable: readonly (readonly [NamedNode, string])[] = [
  [dcatap.availability, 'eu/planned-availability'],
  [adms.status, 'eu/distribution-status'],
  [dct.language, 'eu/language'],
];

function mapConcepts({ draft, reader, node, subject, fields }: Mapping): void {
  for (const [property, scheme] of conceptTable)
    for (const value of reader.all(node, property)) {
      const found = align(draft.vocabulary, scheme, value);
      const name = property.value.replace(/^.*[/#]/, '');
      if (found === undefined) {
        draft.observe(
          subject,
          gdc.unrecognisedChoice,
          `${name}=${draft.masked(fields, name, (reader.label(value) ?? value.value).slice(0, 500))}`,
        );
        continue;
      }
      if (found.rule !== undefined) fields.mend(name, value.value, found.concept.value, found.rule);
      draft.add(subject, property, found.concept);
    }
}
