import { createHash } from 'node:crypto';
import type { Audience } from '../catalog/audience.js';
import type { Place, Repair, UpdatePromise } from '../catalog/report.js';
import type { Cell } from '../catalog/template-row.js';
import { toNTriples } from '../rdf/serialise.js';
import { dcat, dct, gdc, type NamedNode, type Quad, type Quad_Object, rdfs, vcard } from '../rdf/terms.js';
import type { Vocabulary } from '../rdf/vocabulary.js';
import { accessRight, defaultAudience } from './access.js';
import { mapBox } from './box.js';
import { observeAcross } from './checks.js';
import { mapChoices } from './choices.js';
import { type CkanPackage, openPackage } from './ckan-package.js';
import { mapAccessCondition } from './conditions.js';
import { mapContact } from './contact.js';
import { mapDataset, mapDataType, mapFrequency, mapLandingPage } from './dataset.js';
import { mapDays } from './days.js';
import { implyFromDistributions, mapDistributions } from './distributions.js';
import { Draft, type Placement } from './draft.js';
import { mapFlags } from './flags.js';
import { mapKeywords } from './keywords.js';
import { mapPeriod } from './periods.js';
import { masked } from './persons.js';
import { mapRecord } from './record.js';
import { shown } from './screen.js';
import { cleanText } from './text.js';
import { mapTexts } from './texts.js';

export type { Placement } from './draft.js';

/** A record in DCAT-AP-TH, with all that the report must know. */
export interface MappedRecord {
  /** The record graph without what only publication knows (linked-data.md §3). */
  readonly quads: readonly Quad[];
  /** Statements for the shapes alone. */
  readonly observations: readonly Quad[];
  readonly repairs: readonly Repair[];
  readonly unmapped: readonly string[];
  readonly places: ReadonlyMap<string, Place>;
  readonly title: string;
  readonly audience: Audience;
  readonly promise: UpdatePromise;
  readonly materialHash: string;
  readonly guardedHash: string;
  /** Where in its workbook the fields of a node stand; only of a record that came in one. */
  cellOf?(focus: string, fields: readonly string[]): Cell | undefined;
  /** The agency's own value of a field, for the report; what must not be seen is masked. */
  given(field: string): string;
  /** What the agency's own format calls a field of the schema. */
  nameOf?(field: string, kind: Place['kind']): string;
}

/**
 * Maps one CKAN package to a record graph. Pure; nothing is dropped silently: a mended value is a repair, a value without a
 * home is listed as unmapped.
 * @throws Error when `json` is no CKAN package.
 */
export function mapCkan(json: unknown, placement: Placement, vocabulary: Vocabulary): MappedRecord {
  const draft = new Draft(placement, vocabulary);
  const source = openPackage(json, draft.repairs);
  const { fields } = source;
  const { dataset } = draft;
  for (const field of ['id', 'name'])
    draft.masked(
      fields,
      field,
      cleanText(fields.text(field), () => undefined),
    );
  mapDataset(draft);
  const texts = mapTexts(draft, fields, 'dataset', dataset);
  const title = texts.get('title') ?? '';
  draft.places.set(placement.dataset, { kind: 'dataset', name: title || (source.name ?? source.id) });
  mapKeywords(draft, source);
  const choices = mapChoices(draft, fields, 'dataset', dataset);
  mapDataType(draft, choices);
  mapContact(draft, fields);
  const frequency = mapFrequency(draft, fields, choices);
  const condition = mapAccessCondition(draft, fields, 'dataset', dataset);
  const category = choices.get('data_category')?.[0];
  const classification = choices.get('data_classification')?.[0];
  const right = accessRight(category, classification, condition !== undefined);
  if (right !== undefined) draft.add(dataset, dct.accessRights, vocabulary.code('eu/access-right', right));
  if (choices.get('geo_coverage')?.includes('country')) draft.add(dataset, dct.spatial, vocabulary.code('eu/country', 'THA'));
  const days = mapDays(draft, fields, 'dataset', dataset);
  const period = mapPeriod(draft, fields, 'dataset', dataset);
  mapBox(draft, fields);
  mapFlags(draft, fields, 'dataset', dataset);
  fields.raw('groups'); // evidence for the theme: enrichment reads it in the version
  const page = mapLandingPage(draft, source);
  const licenceCode = choices.get('license_id')?.[0];
  const licence = licenceCode === undefined ? undefined : vocabulary.code('licence', licenceCode);
  const responsibility = draft.quads
    .filter(({ subject, predicate }) => subject.equals(draft.dataset) && sharedProperties.has(predicate.value))
    .map(({ predicate, object }) => [predicate as NamedNode, object as Quad_Object] as const);
  const distributions = mapDistributions(draft, source, { licence, condition, page, responsibility });
  mapRecord(draft, source);
  observeAcross(draft, fields, { choices, texts, days, period, hasCondition: condition !== undefined });
  implyFromDistributions(draft);
  return {
    quads: draft.quads,
    observations: draft.observations,
    repairs: draft.repairs,
    unmapped: [...fields.unread(), ...distributions.unmapped],
    places: draft.places,
    title,
    audience: defaultAudience(category, classification),
    promise: { updatedOn: days.get('last_updated_date') ?? distributions.updated, ...frequency },
    materialHash: hashOf(draft, materialProperties),
    guardedHash: hashOf(draft, guardedProperties),
    given: givenIn(source, draft.personal),
  };
}

/** What a dataset's services share with it. */
export const sharedProperties: ReadonlySet<string> = new Set(
  [dct.publisher, dcat.contactPoint, dcat.keyword].map((property) => property.value),
);

/** What makes a change material: type, title, the 14 items, resource references (thai-metadata.md §1). */
export const materialProperties: ReadonlySet<string> = new Set(
  [
    dct.type,
    dct.title,
    dct.publisher,
    vcard.fn,
    vcard.hasEmail,
    dcat.keyword,
    dct.description,
    gdc.objective,
    gdc.updateUnit,
    gdc.updateEvery,
    gdc.spatialLevel,
    rdfs.label,
    gdc.storageFormat,
    gdc.dataCategory,
    gdc.classification,
    gdc.licence,
    dcat.accessURL,
    dcat.distribution,
  ].map((property: NamedNode) => property.value),
);

/** Parts with a title or label of their own that are none of the 14 items: a standard, what a resource says of itself. */
const immaterialPart = /#standard-\d+$|\/distributions\/[^#]*#/;

/** What a standing confirmation never covers: owner, category, classification, licence (process.md §3). */
export const guardedProperties: ReadonlySet<string> = new Set(
  [dct.publisher, gdc.dataCategory, gdc.classification, gdc.licence].map((property) => property.value),
);

/** Without the base, so that a move of the catalogue is no change of its records. */
export function hashOf(draft: Draft, properties: ReadonlySet<string>): string {
  const relevant = toNTriples(
    draft.quads.filter((quad) => properties.has(quad.predicate.value) && !immaterialPart.test(quad.subject.value)),
  );
  return createHash('sha256')
    .update(relevant.replaceAll(`<${draft.placement.base}/`, '<'))
    .digest('hex')
    .slice(0, 32);
}

function givenIn(source: CkanPackage, personal: ReadonlySet<string>): (field: string) => string {
  return (field) => {
    if (field === 'tags') return shown(source.tags.join(', '));
    const value = source.fields.text(field);
    return personal.has(field) ? masked(value) : shown(value);
  };
}
