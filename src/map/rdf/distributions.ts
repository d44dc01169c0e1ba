import { createHash } from 'node:crypto';
import { distributionIri } from '../../catalog/iris.js';
import { adms, dcat, dcatap, dct, foaf, gdc, iri, type NamedNode, prefixed, type Term } from '../../rdf/terms.js';
import { mapChoices } from '../choices.js';
import { bounds, FieldReader } from '../ckan-package.js';
import { mapAccessCondition } from '../conditions.js';
import { isApi } from '../distributions.js';
import type { Draft } from '../draft.js';
import { flagTable, mapFlags } from '../flags.js';
import { mapFormat } from '../formats.js';
import { nameOn, rowsFor } from '../side.js';
import { textTable } from '../texts.js';
import { type DatasetTerms, mapAddresses, mapServices } from './addresses.js';
import { align, mediaTypeOf } from './align.js';
import { readChoices } from './choices.js';
import { lastDayOf, mapRdfDays } from './days.js';
import { formatOf, noteLostMediaType, sizeOf } from './formats.js';
import { licenceOf, mapLicence } from './licences.js';
import { propertyName } from './names.js';
import { type Mapping, mapPages, mapStandards } from './parts.js';
import { mapRdfPeriods } from './periods.js';
import type { RecordReader } from './reader.js';
import { stateWords } from './words.js';

/** The distributions of a dataset, as many as are read. */
export function distributionsOf(reader: RecordReader, focus: Term): readonly Term[] {
  const all = reader.every(focus, dcat.distribution);
  if (all.length > bounds.resources) reader.mend('dcat:distribution', String(all.length), String(bounds.resources), 'surplus');
  const nodes = all.slice(0, bounds.resources).filter((value) => value.termType === 'NamedNode' && !value.equals(focus));
  return nodes;
}

/** Maps every distribution. @returns the ISO day of the newest update. */
export function mapRdfDistributions(draft: Draft, reader: RecordReader, nodes: readonly Term[], terms: DatasetTerms): string | undefined {
  let updated: string | undefined;
  let characters = 0;
  const taken = new Set<string>();
  for (const [index, node] of nodes.entries()) {
    const own = distributionId(reader, node);
    const id = taken.has(own) ? createHash('sha256').update(`${own}\n${index}`).digest('hex').slice(0, 12) : own;
    taken.add(id);
    const subject = iri(distributionIri(draft.placement.dataset, id));
    const before = draft.quads.length;
    const day = mapDistribution(draft, reader, node, subject, index + 1, terms);
    if (day !== undefined && (updated === undefined || day > updated)) updated = day;
    for (const { object } of draft.quads.slice(before)) characters += object.value.length;
    if (draft.quads.length < bounds.triples && characters < bounds.allCharacters) continue;
    if (index + 1 < nodes.length) reader.mend('dcat:distribution', String(nodes.length), String(index + 1), 'surplus');
    break;
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
    const first = stateWords(draft, fields, field, reader.texts(named(field), node, row.property), subject, row.property);
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

/** A condition of the distribution's own; the dataset's is stated of it anyway. */
function conditionOf(reader: RecordReader, node: Term, ofDataset: Term | undefined): string | undefined {
  const own = reader.all(node, dct.rights, gdc.accessCondition).filter((value) => ofDataset === undefined || !value.equals(ofDataset));
  const words = own.flatMap((value) => reader.label(value) ?? reader.iriOf(value) ?? []);
  return words.length === 0 ? undefined : [...new Set(words)].join('\n').slice(0, bounds.characters);
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
          `${prefixed(property.value)}=${draft.masked(fields, name, (reader.label(value) ?? value.value).slice(0, 500))}`,
        );
        continue;
      }
      if (found.rule !== undefined) fields.mend(name, value.value, found.concept.value, found.rule);
      draft.add(subject, property, found.concept);
    }
}
