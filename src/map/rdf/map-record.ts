import { agencyIri, recordSourceIri } from '../../catalog/iris.js';
import { readRecordDocument } from '../../rdf/record-document.js';
import { dcat, dct, foaf, gdc, iri, type NamedNode, prov, type Quad_Object, type Term } from '../../rdf/terms.js';
import type { Vocabulary } from '../../rdf/vocabulary.js';
import { observeAcross } from '../checks.js';
import { mapChoices } from '../choices.js';
import { FieldReader } from '../ckan-package.js';
import { mapAccessCondition } from '../conditions.js';
import { mapDataset, mapDataType, mapFrequency } from '../dataset.js';
import { implyFromDistributions } from '../distributions.js';
import { Draft, type Placement } from '../draft.js';
import { mapFlags } from '../flags.js';
import { guardedProperties, hashOf, type MappedRecord, materialProperties, sharedProperties } from '../map.js';
import { masked } from '../persons.js';
import { shown } from '../screen.js';
import { mapRdfContact, organisationOf } from './contact.js';
import { lastDayOf, mapRdfDays } from './days.js';
import { distributionsOf, flagsOf, mapRdfDistributions } from './distributions.js';
import { readFields } from './fields.js';
import { licenceConcept, mapAccess, statedRight } from './governance.js';
import { mapIdentifiers } from './identifiers.js';
import { mapRdfKeywords } from './keywords.js';
import { propertyName } from './names.js';
import { type Mapping, mapCreators, mapDatasetLinks, mapPages, mapSmallThings, mapStandards, mapThemes } from './parts.js';
import { mapRdfPeriods } from './periods.js';
import { mapPlaces } from './places.js';
import { RecordReader } from './reader.js';
import { fromSchemaOrg } from './schema-org.js';
import { mapRdfTexts } from './texts.js';
import { tidyTerms } from './tidy.js';
import { unmappedOf } from './unmapped.js';

/**
 * Maps one dataset's description in RDF (`rdf/record-document.ts`) to a record graph, as mapCkan does a package: the same
 * items by the same rules, read off DCAT's and the profile's own properties (`rdf/properties.ts` has the table).
 * @throws Error when the bytes are no record document.
 */
export function mapRdf(bytes: string, placement: Placement, vocabulary: Vocabulary): MappedRecord {
  const document = readRecordDocument(bytes);
  const draft = new Draft(placement, vocabulary, (field) => propertyName(field));
  // What a document says of concepts that stand in our vocabularies says nothing of the dataset.
  const own = document.quads.filter(({ subject }) => vocabulary.graph.find(subject).length === 0);
  const tidied = tidyTerms(fromSchemaOrg(document.focus, own, draft.repairs), draft.repairs);
  const reader = new RecordReader(tidied, draft.repairs);
  return new RecordMapping(draft, reader, document.focus).mapped();
}

class RecordMapping {
  readonly #draft: Draft;
  readonly #reader: RecordReader;
  readonly #focus: Term;
  /** The agency’s own values by the schema’s names of fields. */
  readonly #given = new Map<string, string>();

  constructor(draft: Draft, reader: RecordReader, focus: Term) {
    this.#draft = draft;
    this.#reader = reader;
    this.#focus = focus;
  }

  mapped(): MappedRecord {
    const [draft, reader, focus] = [this.#draft, this.#reader, this.#focus];
    const { dataset, placement } = draft;
    const nodes = distributionsOf(reader, focus);
    const before = new FieldReader({}, draft.repairs, draft.named);
    reader.expectClass('rdf:type', focus, dcat.Dataset);
    mapDataset(draft);
    reader.all(focus, gdc.allowHarvest); // consent: judged at the door, never a statement about the data
    if (reader.isA(focus, dcat.DatasetSeries)) draft.type(dataset, dcat.DatasetSeries);
    const levels = mapPlaces(draft, before, reader, focus);
    const stated = statedRight(draft, reader, focus);
    const read = readFields({ draft, reader, focus, nodes, levels, stated });
    const fields = new FieldReader({ ...read.fields, ...flagsOf(reader, focus, 'dataset') }, draft.repairs, draft.named);
    for (const [field, value] of Object.entries(read.fields)) this.#given.set(field, [value].flat().join(', '));
    const mapping: Mapping = { draft, reader, fields, node: focus, subject: dataset };
    const publisher = this.#publisher(fields);
    mapIdentifiers(draft, { reader, fields, focus, publisher });
    const texts = mapRdfTexts(mapping);
    for (const [field, value] of texts) this.#given.set(field, value);
    const title = texts.get('title') ?? '';
    draft.places.set(placement.dataset, { kind: 'dataset', name: title || (reader.iriOf(focus) ?? placement.dataset) });
    this.#given.set('tags', mapRdfKeywords(mapping).join(', '));
    const choices = mapChoices(draft, fields, 'dataset', dataset);
    mapDataType(draft, choices);
    for (const [field, value] of mapRdfContact(draft, reader, focus, draft.named)) this.#given.set(field, value);
    const start = draft.quads.length;
    const frequency = mapFrequency(draft, fields, choices);
    if (read.frequency !== undefined) this.#keepFrequency(start, read.frequency);
    const condition = mapAccessCondition(draft, fields, 'dataset', dataset);
    const [category, classification] = [choices.get('data_category')?.[0], choices.get('data_classification')?.[0]];
    const audience = mapAccess(draft, fields, { category, classification, hasCondition: condition !== undefined, stated });
    if (choices.get('geo_coverage')?.includes('country') && !levels.has('country'))
      draft.add(dataset, dct.spatial, draft.vocabulary.code('eu/country', 'THA'));
    const days = mapRdfDays(draft, fields, reader, focus, 'dataset', dataset);
    const period = mapRdfPeriods(draft, fields, reader, focus, {
      subject: dataset,
      first: 'first_year_of_data',
      last: 'last_year_of_data',
    });
    mapFlags(draft, fields, 'dataset', dataset);
    this.#links(mapping);
    const page = this.#page(mapping);
    const responsibility = draft.quads
      .filter(({ subject, predicate }) => subject.equals(dataset) && sharedProperties.has(predicate.value))
      .map(({ predicate, object }) => [predicate as NamedNode, object as Quad_Object] as const);
    const licence = licenceConcept(draft, choices.get('license_id')?.[0]);
    const terms = { licence, condition, conditionNode: read.condition, page, responsibility, services: new Set<string>() };
    const updated = mapRdfDistributions(draft, reader, nodes, terms);
    observeAcross(draft, fields, { choices, texts, days, period, hasCondition: condition !== undefined });
    implyFromDistributions(draft);
    return {
      quads: draft.quads,
      observations: draft.observations,
      repairs: draft.repairs,
      unmapped: unmappedOf(reader, focus, nodes),
      places: draft.places,
      title,
      audience,
      promise: { updatedOn: lastDayOf(days.get('last_updated_date')) ?? updated, ...frequency },
      materialHash: hashOf(draft, materialProperties),
      guardedHash: hashOf(draft, guardedProperties),
      given: (field) => this.#shown(field),
      nameOf: propertyName,
    };
  }

  /** Who published it at its source. Ours is the agency that registered the source; another’s name stays beside the original identifier. */
  #publisher(fields: FieldReader): string | undefined {
    const { agencyName, base, agencyId } = this.#draft.placement;
    const own = agencyIri(base, agencyId);
    const [first, ...others] = this.#reader.all(this.#focus, dct.publisher);
    if (first === undefined) return undefined;
    if (others.length > 0) fields.mend('owner_org', String(others.length + 1), '1', 'surplus');
    const name = organisationOf(this.#draft, fields, this.#reader, 'owner_org', first);
    const isOwn = first.value === own || name === agencyName.th || name === agencyName.en;
    if (!isOwn) fields.mend('owner_org', name ?? this.#reader.iriOf(first) ?? '', agencyName.th, 'publisher-agency');
    return name;
  }

  #links(mapping: Mapping): void {
    mapThemes(mapping);
    mapCreators(mapping, agencyIri(this.#draft.placement.base, this.#draft.placement.agencyId));
    mapStandards(mapping);
    mapDatasetLinks(mapping);
    mapSmallThings(mapping);
    mapPages(mapping, 'documentation', foaf.page);
  }

  /** Pages of the dataset; its address at the source where none is named. @returns the latter, or the first of the former. */
  #page(mapping: Mapping): string | undefined {
    const count = mapPages(mapping, 'page', dcat.landingPage);
    const [named] = count === 0 ? [] : this.#draft.quads.filter(({ predicate }) => predicate.equals(dcat.landingPage));
    if (named !== undefined) return named.object.value;
    const source = recordSourceIri(this.#draft.placement.dataset);
    const origin = this.#draft.quads.find(({ predicate, object }) => predicate.equals(prov.wasDerivedFrom) && object.value !== source);
    const page = origin?.object.value;
    if (page !== undefined) this.#draft.add(this.#draft.dataset, dcat.landingPage, iri(page));
    return page;
  }

  #keepFrequency(start: number, given: NamedNode): void {
    const { quads } = this.#draft;
    const at = quads.findIndex(({ predicate }, index) => index >= start && predicate.equals(dct.accrualPeriodicity));
    if (at < 0) return;
    quads.splice(at, 1);
    this.#draft.add(this.#draft.dataset, dct.accrualPeriodicity, given);
  }

  #shown(field: string): string {
    // CKAN has keywords in two fields, and rules name both; here they are one, and are shown once.
    const value = (this.#given.get(field) ?? '').slice(0, 2000);
    return this.#draft.personal.has(field) ? masked(value) : shown(value);
  }
}
