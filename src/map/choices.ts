import { dct, gdc, iri, type NamedNode, natural, skos } from '../rdf/terms.js';
import { codeOf } from '../rdf/vocabulary.js';
import type { FieldReader } from './ckan-package.js';
import type { Draft } from './draft.js';
import { nameOn, type Row, rowsFor } from './side.js';

/** A choice field: the scheme its values come from, and where concept and other text go (thai-metadata.md §5). */
export interface ChoiceRow extends Row {
  readonly scheme: string;
  readonly property: NamedNode;
  /** Home of what is in no list and of the text beside อื่นๆ; a field without one has no free text. */
  readonly note?: NamedNode;
  /** A list of choices: texts that name several are separated. */
  readonly several?: true;
  /** The concept published is the EU table's that the scheme aligns to; one without such is kept as a note. */
  readonly eu?: true;
}

export const choiceTable: readonly ChoiceRow[] = [
  { field: 'data_type', on: 'dataset', scheme: 'data-type', property: dct.type, note: gdc.dataTypeNote },
  { field: 'objective', on: 'dataset', scheme: 'objective', property: gdc.objective, note: gdc.objectiveNote, several: true },
  { field: 'update_frequency_unit', on: 'dataset', scheme: 'frequency-unit', property: gdc.updateUnit, note: gdc.updateUnitNote },
  { field: 'geo_coverage', on: 'dataset', scheme: 'spatial-level', property: gdc.spatialLevel, note: gdc.spatialLevelNote },
  {
    field: 'data_format',
    on: 'dataset',
    scheme: 'storage-format',
    property: gdc.storageFormat,
    note: gdc.storageFormatNote,
    several: true,
  },
  { field: 'data_category', on: 'dataset', scheme: 'data-category', property: gdc.dataCategory },
  { field: 'data_classification', on: 'dataset', scheme: 'classification', property: gdc.classification },
  { field: 'license_id', on: 'dataset', scheme: 'licence', property: gdc.licence, note: gdc.licenceNote },
  { field: 'data_support', on: 'dataset', scheme: 'supporter', property: gdc.supporter, note: gdc.supporterNote },
  { field: 'data_collect', on: 'both', scheme: 'collection-unit', property: gdc.collectionUnit, note: gdc.collectionUnitNote },
  { field: 'data_language', on: 'dataset', scheme: 'language', property: dct.language, note: gdc.languageNote, several: true, eu: true },
  {
    field: 'disaggregate',
    on: 'both',
    scheme: 'disaggregation',
    property: gdc.disaggregation,
    note: gdc.disaggregationNote,
    several: true,
  },
  { field: 'unit_of_multiplier', on: 'both', scheme: 'unit-multiplier', property: gdc.unitMultiplier, note: gdc.unitMultiplierNote },
  { field: 'geographic_data_set', on: 'both', scheme: 'geographic-layer', property: gdc.geographicLayer },
  { field: 'equivalent_scale', on: 'both', scheme: 'scale', property: gdc.equivalentScale, note: gdc.equivalentScaleNote },
];

/** Codes of the concepts each choice field came to, by the dataset's name of the field. */
export type Choices = ReadonlyMap<string, readonly string[]>;

/** Turns every choice field of one side into concepts; what is in no list becomes a note and an observation. */
export function mapChoices(draft: Draft, fields: FieldReader, side: 'dataset' | 'resource', subject: NamedNode): Choices {
  return new Map(
    rowsFor(choiceTable, side).map((row) => [row.field, new ChoiceMapping(draft, fields, row, nameOn(row, side), subject).codes()]),
  );
}

class ChoiceMapping {
  readonly #draft: Draft;
  readonly #fields: FieldReader;
  readonly #row: ChoiceRow;
  readonly #field: string;
  readonly #subject: NamedNode;
  readonly #codes = new Set<string>();

  constructor(draft: Draft, fields: FieldReader, row: ChoiceRow, field: string, subject: NamedNode) {
    this.#draft = draft;
    this.#fields = fields;
    this.#row = row;
    this.#field = field;
    this.#subject = subject;
  }

  codes(): string[] {
    for (const given of this.#fields.list(this.#field)) {
      const value = this.#draft.clean(this.#fields, this.#field, given, this.#subject);
      if (value !== undefined && !this.#take(value) && !this.#takeEach(value)) this.#unrecognised(value);
    }
    if (this.#row.note !== undefined) this.#other();
    return [...this.#codes];
  }

  /** One value of the list. */
  #take(value: string): boolean {
    const found = this.#draft.vocabulary.find(this.#row.scheme, value);
    if (found === undefined) return false;
    const label = this.#state(found.concept);
    if (!found.preferred) this.#fields.mend(this.#field, value, label, 'choice-spelling');
    return true;
  }

  /** Several values of the list written as one text, every one of them known. */
  #takeEach(value: string): boolean {
    if (!this.#row.several) return false;
    const found = value.split(/[,;|\n]/).map((part) => this.#draft.vocabulary.find(this.#row.scheme, part));
    if (found.length < 2 || found.includes(undefined)) return false;
    const labels = found.map((one) => (one === undefined ? '' : this.#state(one.concept)));
    this.#fields.mend(this.#field, value, labels.join(' · '), 'choice-list');
    return true;
  }

  #state(concept: NamedNode): string {
    const code = codeOf(concept.value);
    const label = this.#draft.vocabulary.label(concept.value)?.th ?? code;
    if (!this.#codes.has(code)) this.#publish(concept, label);
    this.#codes.add(code);
    return label;
  }

  #publish(concept: NamedNode, label: string): void {
    const { graph } = this.#draft.vocabulary;
    const eu = graph.objects(concept, skos.exactMatch).find((match) => graph.find(match, skos.inScheme).length > 0);
    if (!this.#row.eu) this.#draft.add(this.#subject, this.#row.property, concept);
    else if (eu === undefined) this.#note(label);
    else this.#draft.add(this.#subject, this.#row.property, iri(eu.value));
  }

  #unrecognised(value: string): void {
    this.#note(value);
    this.#draft.observe(this.#subject, gdc.unrecognisedChoice, `${this.#draft.named(this.#field)}=${value}`);
  }

  /** The text beside อื่นๆ: a note, and choices too where a list may hold several and its words name some. */
  #other(): void {
    const field = `${this.#field}_other`;
    const text = this.#draft.text(this.#fields, field, this.#subject);
    if (text === undefined) {
      if (this.#codes.has('other')) this.#draft.observe(this.#subject, gdc.otherUnexplained, this.#draft.named(field));
      return;
    }
    this.#note(text);
    if (!this.#row.several) return;
    const known = text.split(/[,;|\s]+/).flatMap((word) => this.#draft.vocabulary.find(this.#row.scheme, word) ?? []);
    const added = known.filter(({ concept }) => !this.#codes.has(codeOf(concept.value))).map(({ concept }) => this.#state(concept));
    if (added.length > 0) this.#fields.mend(field, text, added.join(' · '), 'choice-in-note');
  }

  #note(value: string): void {
    if (this.#row.note !== undefined) this.#draft.add(this.#subject, this.#row.note, natural(value));
  }
}
