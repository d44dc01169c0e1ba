import { type NamedNode, prefixed, type Term } from '../../rdf/terms.js';
import { codeOf } from '../../rdf/vocabulary.js';
import { type ChoiceRow, choiceTable } from '../choices.js';
import { datasetClasses } from '../dataset.js';
import type { Draft } from '../draft.js';
import { nameOn, rowsFor } from '../side.js';
import { align } from './align.js';
import type { RecordReader } from './reader.js';

/**
 * The values of every choice property of a node as the mapping of choices reads them: the label of the concept that a value
 * means, else its own words. @returns them by field, with the text beside “other”.
 */
export function readChoices(draft: Draft, reader: RecordReader, node: Term, side: 'dataset' | 'resource'): Map<string, string | string[]> {
  const fields = new Map<string, string | string[]>();
  for (const row of rowsFor(choiceTable, side)) {
    const field = nameOn(row, side);
    const values = reader.all(node, row.property);
    const labels = [...new Set(values.flatMap((value) => readChoice(draft, reader, row, value)))];
    if (labels.length > 0) fields.set(field, row.several || labels.length === 1 ? labels : kept(reader, row, labels));
    if (row.note === undefined) continue;
    const notes = reader.all(node, row.note).flatMap((value) => reader.label(value) ?? []);
    if (notes.length > 0) fields.set(`${field}_other`, notes.join('\n'));
  }
  return fields;
}

/** A field of one choice has one. */
function kept(reader: RecordReader, row: ChoiceRow, labels: readonly string[]): string[] {
  const [first = ''] = labels;
  reader.mend(prefixed(row.property.value), labels.join(' · '), first, 'surplus');
  return [first];
}

function readChoice(draft: Draft, reader: RecordReader, row: ChoiceRow, value: Term): string[] {
  const found = align(draft.vocabulary, row.scheme, value);
  const property = prefixed(row.property.value);
  if (found !== undefined) {
    // A label goes through the mapping of choices, which tells its spelling.
    if (value.termType === 'Literal' && found.rule === 'choice-spelling' && draft.vocabulary.find(row.scheme, value.value) !== undefined)
      return [value.value];
    const label = labelOf(draft, found.concept);
    // The EU's concept is the published form of a language, and stands beside ours for a type: no other form.
    const isPublished = isEu(value) && (row.eu === true || row.field === 'data_type');
    if (found.rule !== undefined && !isPublished) reader.mend(property, value.value, label, found.rule);
    return [label];
  }
  const label = reader.label(value);
  if (label !== undefined && value.termType === 'NamedNode') reader.mend(property, reader.iriOf(value) ?? '', label, 'iri-aligned');
  return [(label ?? value.value).slice(0, 2000)];
}

function isEu(value: Term): boolean {
  return value.value.startsWith('http://publications.europa.eu/resource/authority/');
}

/** How a concept is called first, which the mapping of choices takes as it is. */
export function labelOf(draft: Draft, concept: NamedNode): string {
  return draft.vocabulary.label(concept.value)?.th ?? codeOf(concept.value);
}

/** The label of the concept that a code names. */
export function labelOfCode(draft: Draft, scheme: string, code: string): string {
  return labelOf(draft, draft.vocabulary.code(scheme, code));
}

/** The type of a dataset that only a class of ours tells. */
export function typeByClass(reader: RecordReader, focus: Term): string | undefined {
  return Object.entries(datasetClasses).find(([, one]) => reader.isA(focus, one))?.[0];
}
