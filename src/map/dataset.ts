import { createHash } from 'node:crypto';
import { agencyIri, catalogueIri, distributionIri, partIri, recordIri, recordSourceIri } from '../catalog/iris.js';
import { adms, dcat, dct, foaf, gdc, iri, type NamedNode, natural, profile, prov, rdfs, skos, typed, xsd } from '../rdf/terms.js';
import type { Choices } from './choices.js';
import type { CkanPackage, FieldReader } from './ckan-package.js';
import { readCkanTimestamp } from './dates.js';
import type { Draft } from './draft.js';
import { euFrequency, needsInterval } from './frequency.js';
import { asciiDigits, isPlaceholder } from './text.js';
import { readUrl } from './urls.js';

/** Dates of a dataset: field, property. */
export const dateTable: readonly (readonly [string, NamedNode])[] = [
  ['created_date', dct.created],
  ['data_release_date', dct.issued],
  ['last_updated_date', dct.modified],
  ['data_release_calendar', gdc.nextRelease],
];

const datasetClasses: Readonly<Record<string, NamedNode>> = {
  record: gdc.RecordDataset,
  statistics: gdc.StatisticalDataset,
  geospatial: gdc.GeospatialDataset,
  multiple: gdc.MultipleDataset,
  other: gdc.OtherDataset,
};

const euDatasetTypes: Readonly<Record<string, string>> = { statistics: 'STATISTICAL', geospatial: 'GEOSPATIAL' };

/** What the form of thai_gdc writes for public data (thai-metadata.md §1). */
const unconditional = 'ไม่มีการจำกัดการเข้าถึงข้อมูล';

/** What people write for: there is no condition (thai-metadata.md §4). */
const noCondition = /^(?:ไม่มี|ไม่มีเงื่อนไข|ไม่มีการจำกัดการเข้าถึงข้อมูล|ไม่จำกัด|none|no|-)$/i;

/** Title, description, publisher, keywords, provenance: what describes the dataset in words. */
export function mapDescription(draft: Draft, source: CkanPackage): string {
  const { fields } = source;
  const { dataset, placement } = draft;
  draft.type(dataset, dcat.Dataset, dcat.Resource);
  const title = draft.text(fields, 'title');
  if (title !== undefined) draft.add(dataset, dct.title, natural(title));
  const notes = draft.text(fields, 'notes');
  if (notes !== undefined) draft.add(dataset, dct.description, natural(notes));
  draft.add(dataset, dct.publisher, iri(agencyIri(placement.base, placement.agencyId)));
  const origin = draft.text(fields, 'data_source');
  if (origin !== undefined) {
    const provenance = iri(partIri(placement.dataset, 'provenance'));
    draft.add(dataset, dct.provenance, provenance);
    draft.type(provenance, dct.ProvenanceStatement);
    draft.add(provenance, rdfs.label, natural(origin));
  }
  mapKeywords(draft, source);
  return title ?? '';
}

function mapKeywords(draft: Draft, { fields, tags }: CkanPackage): void {
  const names = tags.map((tag) =>
    typeof tag === 'string' ? tag : typeof tag === 'object' && tag !== null && 'name' in tag ? String(tag.name) : '',
  );
  const listed = fields.text('tag_string');
  const all = names.length > 0 ? names : listed.split(',');
  const seen = new Set<string>();
  for (const name of all) {
    if (name.includes('\ufffd')) {
      fields.mend('tags', name, '', 'tag-broken');
      continue;
    }
    const keyword = draft.clean(fields, 'tags', name);
    if (keyword === undefined) continue;
    const key = keyword.toLowerCase();
    if (seen.has(key)) fields.mend('tags', name, '', 'tag-repeated');
    else draft.add(draft.dataset, dcat.keyword, natural(keyword));
    seen.add(key);
  }
}

/** The class for the rules of the data type, and the EU's dataset type (linked-data.md §4). */
export function mapDataType(draft: Draft, choices: Choices): void {
  for (const code of choices.get('data_type') ?? []) {
    const datasetClass = datasetClasses[code];
    if (datasetClass !== undefined) draft.type(draft.dataset, datasetClass);
    const eu = euDatasetTypes[code];
    if (eu !== undefined) draft.add(draft.dataset, dct.type, draft.vocabulary.code('eu/dataset-type', eu));
  }
}

/** How often the data is updated: the exact promise, and the EU frequency. @returns the promise for monitoring. */
export function mapFrequency(draft: Draft, fields: FieldReader, choices: Choices): { unit: string | undefined; every: number | undefined } {
  const unit = choices.get('update_frequency_unit')?.[0];
  const interval = fields.text('update_frequency_interval');
  if (unit === undefined) return { unit: undefined, every: undefined };
  const every = needsInterval(unit) ? readInterval(fields, interval) : undefined;
  if (every !== undefined) draft.add(draft.dataset, gdc.updateEvery, typed(String(every), xsd.integer));
  draft.add(draft.dataset, dct.accrualPeriodicity, draft.vocabulary.code('eu/frequency', euFrequency(unit, every ?? 1)));
  return { unit, every };
}

function readInterval(fields: FieldReader, given: string): number {
  const digits = asciiDigits(given);
  if (/^\d{1,4}$/.test(digits) && Number(digits) > 0) return Number(digits);
  fields.mend('update_frequency_interval', given, '1', given === '' || isPlaceholder(given) ? 'interval-empty' : 'interval-text');
  return 1;
}

/** Condition of access: a rights statement, or nothing when there is no condition. */
export function mapAccessCondition(draft: Draft, fields: FieldReader): NamedNode | undefined {
  const given = fields.text('accessible_condition');
  if (given === '') return undefined;
  if (noCondition.test(given)) {
    // The form's own words for it are no dirty value.
    if (given !== unconditional) fields.mend('accessible_condition', given, '', 'no-condition');
    return undefined;
  }
  const condition = draft.text(fields, 'accessible_condition');
  if (condition === undefined) return undefined;
  const node = iri(partIri(draft.placement.dataset, 'access-condition'));
  draft.add(draft.dataset, gdc.accessCondition, node);
  draft.type(node, dct.RightsStatement);
  draft.add(node, rdfs.label, natural(condition));
  return node;
}

/** The dates of the data. @returns the ISO day of its last update, if the record tells. */
export function mapDates(draft: Draft, fields: FieldReader): string | undefined {
  let updated: string | undefined;
  for (const [field, property] of dateTable) {
    const day = draft.day(fields, field, draft.dataset);
    if (day === undefined) continue;
    draft.add(draft.dataset, property, typed(day, xsd.date));
    if (property === dct.modified) updated = day;
  }
  return updated;
}

/** Pages about the dataset: what the agency names, else its page in the source's catalogue. */
export function mapLandingPage(draft: Draft, source: CkanPackage): string {
  const page = `${draft.placement.sourceUrl.replace(/\/+$/, '')}/dataset/${encodeURIComponent(source.name ?? source.id)}`;
  const given = source.fields.text('url');
  const url = readUrl(given);
  if (url === undefined && given !== '') source.fields.mend('url', given, page, 'url-unusable');
  if (url?.mended) source.fields.mend('url', given, url.href, 'url-form');
  draft.add(draft.dataset, dcat.landingPage, iri(url?.href ?? page));
  return page;
}

/** Identifiers, the catalogue record and what it was derived from (linked-data.md §3). */
export function mapRecord(draft: Draft, source: CkanPackage): void {
  const { dataset, placement } = draft;
  const record = iri(recordIri(placement.dataset));
  const origin = iri(recordSourceIri(placement.dataset));
  const catalogue = iri(catalogueIri(placement.base));
  draft.add(dataset, dct.identifier, natural(source.id).language === '' ? natural(source.id) : typed(source.id, xsd.string));
  const identifiers = [
    { notation: placement.dataset, scheme: 'Banchi' },
    ...(source.name === undefined ? [] : [{ notation: source.name, scheme: new URL(placement.sourceUrl).host }]),
  ];
  for (const [index, { notation, scheme }] of identifiers.entries()) {
    const node = iri(partIri(placement.dataset, `id-${index + 1}`));
    draft.add(dataset, adms.identifier, node);
    draft.type(node, adms.Identifier);
    draft.add(node, skos.notation, typed(notation, xsd.string));
    draft.add(node, adms.schemaAgency, typed(scheme, xsd.string));
    if (scheme !== 'Banchi') draft.add(node, dct.creator, iri(agencyIri(placement.base, placement.agencyId)));
  }
  draft.type(record, dcat.CatalogRecord);
  draft.add(record, foaf.primaryTopic, dataset);
  draft.add(record, dct.language, draft.vocabulary.code('eu/language', 'THA'));
  draft.add(record, dct.conformsTo, profile);
  draft.add(record, prov.wasDerivedFrom, origin);
  draft.type(origin, prov.Entity);
  for (const [field, property] of [
    ['metadata_created', dct.issued],
    ['metadata_modified', dct.modified],
  ] as const) {
    const moment = readCkanTimestamp(source.fields.raw(field));
    if (moment !== undefined) draft.add(origin, property, typed(moment, xsd.dateTime));
  }
  draft.add(catalogue, dcat.dataset, dataset);
  draft.add(catalogue, dcat.record, record);
}

/** IRI of a resource's distribution: CKAN's UUID, else 12 hex digits of its URL or what else tells it apart (linked-data.md §3). */
export function distributionNode(dataset: string, id: unknown, fallback: string): NamedNode {
  const usable = typeof id === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(id);
  return iri(distributionIri(dataset, usable ? id : createHash('sha256').update(fallback).digest('hex').slice(0, 12)));
}
