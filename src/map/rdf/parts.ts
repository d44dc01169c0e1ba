import { partIri } from '../../catalog/iris.js';
import {
  adms,
  dcat,
  dct,
  foaf,
  gdc,
  iri,
  type NamedNode,
  natural,
  org,
  prefixed,
  rdfs,
  skos,
  type Term,
  typed,
  xsd,
} from '../../rdf/terms.js';
import { FieldReader } from '../ckan-package.js';
import type { Draft } from '../draft.js';
import { align, byName } from './align.js';
import { organisationOf } from './contact.js';
import type { RecordReader } from './reader.js';
import { bounded, wordsOf } from './words.js';

/** One node of the source that is being mapped, with the node of ours that it becomes. */
export interface Mapping {
  readonly draft: Draft;
  readonly reader: RecordReader;
  readonly fields: FieldReader;
  /** The node in the source. */
  readonly node: Term;
  /** Its node in the record graph. */
  readonly subject: NamedNode;
}

/** A web address of a value in standard form, screened; undefined for what is none. */
export function readLink({ draft, fields, subject }: Mapping, field: string, value: Term): string | undefined {
  const one = new FieldReader({ [field]: value.value }, draft.repairs, (name) => fields.nameOf(name));
  const url = draft.url(one, field, subject);
  if (url === undefined) return undefined;
  if (value.termType === 'Literal') fields.mend(field, value.value, url.href, 'iri-text');
  else if (url.mended) fields.mend(field, value.value, url.href, 'url-form');
  return url.href;
}

/** Pages about a node. @returns how many there are. */
export function mapPages(mapping: Mapping, field: string, property: NamedNode): number {
  const { draft, reader, node, subject, fields } = mapping;
  let pages = 0;
  for (const value of reader.parts(node, property)) {
    const href = readLink(mapping, field, value);
    if (href === undefined) {
      fields.mend(field, value.value, '', 'url-unusable');
      continue;
    }
    draft.add(subject, property, iri(href));
    pages += 1;
  }
  return pages;
}

/** The origin of the data: all that is said of it on one node. @returns its words. */
export function mapProvenance({ draft, reader, fields, node, subject }: Mapping): string | undefined {
  const values = reader.parts(node, dct.provenance);
  const labels = values.flatMap((value) => {
    if (value.termType === 'Literal') fields.mend('data_source', value.value, 'dct:ProvenanceStatement', 'node-made');
    else reader.expectClass('dct:provenance', value, dct.ProvenanceStatement);
    const said = reader.labels(value);
    const own = reader.iriOf(value);
    return said.length > 0 ? said : own === undefined ? [] : [typed(own, xsd.string)];
  });
  const texts = wordsOf(draft, fields, 'data_source', labels, subject);
  if (texts.length === 0) return undefined;
  const part = iri(partIri(subject.value, 'provenance'));
  draft.add(subject, dct.provenance, part);
  draft.type(part, dct.ProvenanceStatement);
  for (const text of texts) draft.add(part, rdfs.label, text);
  return (texts.find(({ language }) => language === 'th') ?? texts[0])?.value;
}

/** Standards that the data follow, by title; one that has none by its address. */
export function mapStandards({ draft, reader, fields, node, subject }: Mapping): void {
  let number = 0;
  for (const value of reader.parts(node, dct.conformsTo)) {
    const label = reader.label(value) ?? reader.iriOf(value);
    const title = label && draft.clean(fields, 'standard', bounded(fields, 'standard', label), subject);
    if (!title) continue;
    if (value.termType === 'Literal') fields.mend('standard', title, 'dct:Standard', 'node-made');
    else reader.expectClass('dct:conformsTo', value, dct.Standard);
    number += 1;
    const part = iri(partIri(subject.value, `standard-${number}`));
    draft.add(subject, dct.conformsTo, part);
    draft.type(part, dct.Standard);
    draft.add(part, dct.title, natural(title));
  }
}

/** Units that made the data; a person is not published. */
export function mapCreators({ draft, reader, fields, node, subject }: Mapping, agency: string): void {
  let number = 0;
  for (const value of reader.parts(node, dct.creator)) {
    if (value.value === agency) {
      draft.add(subject, dct.creator, iri(agency));
      continue;
    }
    const name = organisationOf(draft, fields, reader, 'creator', value);
    if (name === undefined) continue;
    number += 1;
    if (value.termType !== 'Literal') reader.expectClass('dct:creator', value, foaf.Agent);
    const part = iri(partIri(subject.value, `creator-${number}`));
    draft.add(subject, dct.creator, part);
    draft.type(part, foaf.Agent, org.Organization);
    draft.add(part, foaf.name, natural(name));
  }
}

/** Links to other datasets, none of which is known to be published by us: `dct:relation`, which says nothing of their class. */
const datasetLinks: readonly NamedNode[] = [
  dct.relation,
  dct.source,
  dct.hasPart,
  dct.isPartOf,
  dct.references,
  dct.isReferencedBy,
  dct.requires,
  dct.replaces,
  dct.isReplacedBy,
  dct.hasVersion,
  dct.isVersionOf,
  dcat.hasVersion,
  dcat.isVersionOf,
  dcat.previousVersion,
  dcat.inSeries,
  dcat.prev,
  dcat.first,
  dcat.last,
];

export function mapDatasetLinks(mapping: Mapping): void {
  const { draft, reader, node, subject } = mapping;
  const stated = new Set<string>([subject.value, node.value]);
  for (const property of datasetLinks)
    for (const value of reader.all(node, property)) {
      if (value.termType !== 'NamedNode' || reader.iriOf(value) === undefined || stated.has(value.value)) continue;
      const href = readLink(mapping, 'relation', value);
      if (href === undefined) continue;
      stated.add(value.value);
      draft.add(subject, dct.relation, iri(href));
      if (!property.equals(dct.relation)) reader.mend(prefixed(property.value), value.value, 'dct:relation', 'dataset-link');
    }
}

/** The subject of the data: our theme with the EU's that it is matched to, or the EU's alone. */
export function mapThemes({ draft, reader, fields, node, subject }: Mapping): void {
  const stated = new Set<string>();
  const state = (concept: Term): void => {
    if (!stated.has(concept.value)) draft.add(subject, dcat.theme, iri(concept.value));
    stated.add(concept.value);
  };
  for (const value of reader.all(node, dcat.theme)) {
    const ofEu = align(draft.vocabulary, 'eu/data-theme', value);
    const own = ofEu !== undefined && isIri(value) ? undefined : align(draft.vocabulary, 'theme', value);
    const label = reader.label(value);
    const named = byName(draft.vocabulary, 'theme', label);
    const concept = own?.concept ?? ofEu?.concept ?? named;
    if (concept === undefined) {
      const named = (label ?? value.value).slice(0, 2000);
      draft.observe(subject, gdc.unrecognisedChoice, `dcat:theme=${draft.masked(fields, 'groups', named)}`);
      continue;
    }
    if (concept.value !== value.value)
      fields.mend('groups', reader.iriOf(value) ?? label ?? '', concept.value, (own ?? ofEu)?.rule ?? 'iri-aligned');
    state(concept);
    for (const property of [skos.exactMatch, skos.closeMatch, skos.broadMatch])
      for (const match of draft.vocabulary.graph.objects(concept, property)) if (isEuTheme(match)) state(match);
  }
}

function isIri(value: Term): boolean {
  return /^https?:/i.test(value.value.trim());
}

function isEuTheme(value: Term): boolean {
  return value.value.startsWith('http://publications.europa.eu/resource/authority/data-theme/');
}

/** Words about a version, and how fine the data are in space. */
export function mapSmallThings({ draft, reader, fields, node, subject }: Mapping): void {
  for (const text of wordsOf(draft, fields, 'version_notes', reader.texts('adms:versionNotes', node, adms.versionNotes), subject))
    draft.add(subject, adms.versionNotes, text);
  const metres = reader.one(node, dcat.spatialResolutionInMeters);
  if (metres === undefined) return;
  const number = /^\d{1,12}(?:\.\d{1,12})?$/.exec(metres.value.trim())?.[0];
  if (number === undefined) fields.mend('spatial_resolution', metres.value, '', 'placeholder');
  else draft.add(subject, dcat.spatialResolutionInMeters, typed(number, xsd.decimal));
}
