import { agencyIri, catalogueIri, partIri, recordIri, recordSourceIri } from '../../catalog/iris.js';
import { adms, dcat, dct, foaf, iri, type Literal, natural, profile, prov, skos, type Term, tagged, typed, xsd } from '../../rdf/terms.js';
import type { FieldReader } from '../ckan-package.js';
import type { Draft } from '../draft.js';
import { readUrl, withoutUser } from '../urls.js';
import type { RecordReader } from './reader.js';

/** Identifiers beside the agency's own that are kept. */
const most = 20;

/** What stood where our names stand now. */
export interface Original {
  readonly reader: RecordReader;
  readonly fields: FieldReader;
  readonly focus: Term;
  /** Name of who published it at its source. */
  readonly publisher: string | undefined;
}

/**
 * Identifiers, the catalogue record and what it was derived from (linked-data.md §3): the native identifier stays a literal, the
 * original IRI and every other identifier become adms:identifiers; the record comes from the original one.
 */
export function mapIdentifiers(draft: Draft, original: Original): void {
  const { reader, focus, fields } = original;
  const { dataset, placement } = draft;
  const given = reader.all(focus, dct.identifier).filter((value) => !isOwn(draft, value.value));
  const focusIri = reader.iriOf(focus);
  const native = given[0]?.value ?? focusIri;
  if (native !== undefined) draft.add(dataset, dct.identifier, plain(draft.masked(fields, 'id', native.trim().slice(0, 2000))));
  const identifiers = new Identifiers(draft);
  identifiers.add(placement.dataset, 'Banchi', false);
  if (focusIri !== undefined) identifiers.add(safe(draft, fields, focusIri), original.publisher ?? hostOf(focusIri), false);
  for (const value of given.slice(1)) identifiers.add(draft.masked(fields, 'id', value.value.trim()), original.publisher, true);
  for (const value of reader.all(focus, adms.identifier)) {
    reader.expectClass('adms:identifier', value, adms.Identifier);
    const notation = value.termType === 'Literal' ? value : reader.one(value, skos.notation);
    if (value.termType === 'Literal') reader.mend('adms:identifier', value.value, 'adms:Identifier', 'node-made');
    const by = reader.one(value, adms.schemaAgency)?.value;
    const isAgencys = reader.one(value, dct.creator)?.value === agencyIri(placement.base, placement.agencyId);
    const text = notation?.value ?? (reader.isDescribed(value) ? undefined : reader.iriOf(value));
    if (text === undefined || isOwn(draft, text)) continue;
    identifiers.add(draft.masked(fields, 'id', text.trim()), by && draft.masked(fields, 'id', by), isAgencys);
  }
  if (identifiers.leftOut > 0) reader.mend('adms:identifier', String(most + identifiers.leftOut), String(most), 'surplus');
  mapRecord(draft, original, focusIri);
}

/** Our own IRI of the dataset, which comes back where a catalogue harvests from us. */
function isOwn(draft: Draft, value: string): boolean {
  return value === draft.placement.dataset;
}

class Identifiers {
  readonly #draft: Draft;
  readonly #known = new Set<string>();
  leftOut = 0;

  constructor(draft: Draft) {
    this.#draft = draft;
  }

  add(notation: string, by: string | undefined, isAgencys: boolean): void {
    const text = notation.slice(0, 2000);
    if (text === '' || this.#known.has(text)) return;
    if (this.#known.size >= most) {
      this.leftOut += 1;
      return;
    }
    this.#known.add(text);
    const { dataset, placement } = this.#draft;
    const node = iri(partIri(placement.dataset, `id-${this.#known.size}`));
    this.#draft.add(dataset, adms.identifier, node);
    this.#draft.type(node, adms.Identifier);
    this.#draft.add(node, skos.notation, typed(text, xsd.string));
    if (by !== undefined && by !== '') this.#draft.add(node, adms.schemaAgency, typed(by.slice(0, 500), xsd.string));
    if (isAgencys) this.#draft.add(node, dct.creator, iri(agencyIri(placement.base, placement.agencyId)));
  }
}

function mapRecord(draft: Draft, { reader, focus, fields }: Original, focusIri: string | undefined): void {
  const { placement, dataset } = draft;
  const record = iri(recordIri(placement.dataset));
  const origin = iri(recordSourceIri(placement.dataset));
  const catalogue = iri(catalogueIri(placement.base));
  draft.type(record, dcat.CatalogRecord);
  draft.add(record, foaf.primaryTopic, dataset);
  draft.add(record, dct.language, draft.vocabulary.code('eu/language', 'THA'));
  draft.add(record, dct.conformsTo, profile);
  draft.add(record, prov.wasDerivedFrom, origin);
  draft.type(origin, prov.Entity);
  const address = focusIri === undefined || isOwn(draft, focusIri) ? undefined : readUrl(safe(draft, fields, focusIri));
  if (address !== undefined) draft.add(record, prov.wasDerivedFrom, iri(address.href));
  // What a record says of itself holds for that one, never for ours; of its moments the origin's are kept.
  for (const given of reader.takeSubjects(foaf.primaryTopic, focus)) {
    for (const property of [dct.issued, dct.modified]) {
      const moment = momentOf(reader.one(given, property));
      if (moment !== undefined) draft.add(origin, property, moment);
    }
  }
  draft.add(catalogue, dcat.dataset, dataset);
  draft.add(catalogue, dcat.record, record);
}

function momentOf(value: Term | undefined): Literal | undefined {
  if (value?.termType !== 'Literal' || !/^\d{4}-\d{2}-\d{2}/.test(value.value)) return undefined;
  const date = new Date(value.value);
  const year = date.getUTCFullYear();
  return year >= 1990 && year <= 2200 ? typed(date.toISOString().replace(/\.\d{3}Z$/, 'Z'), xsd.dateTime) : undefined;
}

/** An IRI without a user and password, and without what must not be published. */
function safe(draft: Draft, fields: FieldReader, value: string): string {
  const open = /^https?:/i.test(value) && URL.canParse(value) && /^[^/]*\/\/[^/]*@/.test(value) ? withoutUser(value) : value;
  return draft.masked(fields, 'id', open);
}

function hostOf(value: string): string | undefined {
  return /^https?:/i.test(value) && URL.canParse(value) ? new URL(value).host : undefined;
}

/** An identifier is no text in a language. */
function plain(value: string): Literal {
  return natural(value).language === '' ? natural(value) : tagged(value, undefined);
}
