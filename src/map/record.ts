import { agencyIri, catalogueIri, partIri, recordIri, recordSourceIri } from '../catalog/iris.js';
import { adms, dcat, dct, foaf, iri, natural, profile, prov, skos, typed, xsd } from '../rdf/terms.js';
import type { CkanPackage } from './ckan-package.js';
import { readCkanTimestamp } from './dates.js';
import type { Draft } from './draft.js';

/** Moments of CKAN's own: of what the record was derived from, never of our record. */
const moments = [
  ['metadata_created', dct.issued],
  ['metadata_modified', dct.modified],
] as const;

/** An identifier besides the agency's own. */
interface OtherIdentifier {
  readonly part: string;
  readonly notation: string;
  /** Name of who gave it. */
  readonly by: string | undefined;
  readonly isAgencys: boolean;
}

/** Identifiers, the catalogue record and what it was derived from (linked-data.md §3). */
export function mapRecord(draft: Draft, source: CkanPackage): void {
  const { dataset, placement } = draft;
  const record = iri(recordIri(placement.dataset));
  const origin = iri(recordSourceIri(placement.dataset));
  const catalogue = iri(catalogueIri(placement.base));
  draft.add(dataset, dct.identifier, natural(source.id).language === '' ? natural(source.id) : typed(source.id, xsd.string));
  identify(draft, { part: 'id-1', notation: placement.dataset, by: 'Banchi', isAgencys: false });
  if (source.name !== undefined) identify(draft, { part: 'id-2', notation: source.name, by: hostOf(placement.sourceUrl), isAgencys: true });
  draft.type(record, dcat.CatalogRecord);
  draft.add(record, foaf.primaryTopic, dataset);
  draft.add(record, dct.language, draft.vocabulary.code('eu/language', 'THA'));
  draft.add(record, dct.conformsTo, profile);
  draft.add(record, prov.wasDerivedFrom, origin);
  draft.type(origin, prov.Entity);
  for (const [field, property] of moments) {
    const moment = readCkanTimestamp(source.fields.raw(field));
    if (moment !== undefined) draft.add(origin, property, typed(moment, xsd.dateTime));
  }
  mapOtherCatalogue(draft, source);
  draft.add(catalogue, dcat.dataset, dataset);
  draft.add(catalogue, dcat.record, record);
}

/** A copy of another catalogue's dataset: an identifier and an origin, never dct:source (linked-data.md §3). */
function mapOtherCatalogue(draft: Draft, { fields }: CkanPackage): void {
  const field = 'reference_url_catalog';
  const url = draft.url(fields, field);
  if (url !== undefined) {
    if (url.mended) fields.mend(field, fields.text(field), url.href, 'url-form');
    identify(draft, { part: 'id-3', notation: url.href, by: new URL(url.href).host, isAgencys: false });
    draft.add(iri(recordIri(draft.placement.dataset)), prov.wasDerivedFrom, iri(url.href));
    return;
  }
  const notation = draft.text(fields, field);
  if (notation !== undefined) identify(draft, { part: 'id-3', notation, by: undefined, isAgencys: false });
}

/** Undefined for a source without pages. */
function hostOf(sourceUrl: string): string | undefined {
  return sourceUrl === '' ? undefined : new URL(sourceUrl).host;
}

function identify(draft: Draft, { part, notation, by, isAgencys }: OtherIdentifier): void {
  const node = iri(partIri(draft.placement.dataset, part));
  draft.add(draft.dataset, adms.identifier, node);
  draft.type(node, adms.Identifier);
  draft.add(node, skos.notation, typed(notation, xsd.string));
  if (by !== undefined) draft.add(node, adms.schemaAgency, typed(by, xsd.string));
  if (isAgencys) draft.add(node, dct.creator, iri(agencyIri(draft.placement.base, draft.placement.agencyId)));
}
