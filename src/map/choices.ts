import { dct, gdc, type NamedNode, natural } from '../rdf/terms.js';
import { codeOf } from '../rdf/vocabulary.js';
import type { FieldReader } from './ckan-package.js';
import type { Draft } from './draft.js';

/** A choice field: the scheme its values come from, and where concept and other text go (thai-metadata.md §5). */
interface ChoiceRow {
  readonly field: string;
  readonly scheme: string;
  readonly property: NamedNode;
  readonly note: NamedNode;
}

export const choiceTable: readonly ChoiceRow[] = [
  { field: 'data_type', scheme: 'data-type', property: dct.type, note: gdc.dataTypeNote },
  { field: 'objective', scheme: 'objective', property: gdc.objective, note: gdc.objectiveNote },
  { field: 'update_frequency_unit', scheme: 'frequency-unit', property: gdc.updateUnit, note: gdc.updateUnitNote },
  { field: 'geo_coverage', scheme: 'spatial-level', property: gdc.spatialLevel, note: gdc.spatialLevelNote },
  { field: 'data_format', scheme: 'storage-format', property: gdc.storageFormat, note: gdc.storageFormatNote },
  { field: 'data_category', scheme: 'data-category', property: gdc.dataCategory, note: gdc.dataCategory },
  { field: 'data_classification', scheme: 'classification', property: gdc.classification, note: gdc.classification },
  { field: 'license_id', scheme: 'licence', property: gdc.licence, note: gdc.licenceNote },
];

/** Codes of the concepts each choice field came to, by field. */
export type Choices = ReadonlyMap<string, readonly string[]>;

/** Turns every choice field into concepts; what is in no list becomes a note and an observation. */
export function mapChoices(draft: Draft, fields: FieldReader): Choices {
  return new Map(choiceTable.map((row) => [row.field, mapChoice(draft, fields, row)]));
}

function mapChoice(draft: Draft, fields: FieldReader, row: ChoiceRow): string[] {
  const codes = new Set<string>();
  for (const given of fields.list(row.field)) {
    const value = draft.clean(fields, row.field, given);
    if (value === undefined) continue;
    const found = draft.vocabulary.find(row.scheme, value);
    if (found === undefined) {
      note(draft, row, value);
      draft.observe(draft.dataset, gdc.unrecognisedChoice, `${row.field}=${value}`);
      continue;
    }
    const code = codeOf(found.concept.value);
    if (!codes.has(code)) draft.add(draft.dataset, row.property, found.concept);
    codes.add(code);
    const label = draft.vocabulary.label(found.concept.value)?.th ?? code;
    if (!found.preferred) fields.mend(row.field, value, label, 'choice-spelling');
  }
  const other = draft.text(fields, `${row.field}_other`);
  if (other !== undefined) note(draft, row, other);
  return [...codes];
}

function note(draft: Draft, row: ChoiceRow, value: string): void {
  // Category and classification have no free text: what is in no list is reported only.
  if (row.note !== row.property) draft.add(draft.dataset, row.note, natural(value));
}
