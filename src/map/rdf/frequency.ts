import { dct, gdc, type NamedNode, type Term } from '../../rdf/terms.js';
import { codeOf } from '../../rdf/vocabulary.js';
import type { Draft } from '../draft.js';
import { promiseOf } from '../frequency.js';
import { align, byName } from './align.js';
import { labelOfCode } from './choices.js';
import type { RecordReader } from './reader.js';

/** How often the data is updated, as the mapping of frequencies reads it. */
export interface ReadFrequency {
  readonly fields: Readonly<Record<string, string>>;
  /** The EU's frequency that was given, where unit and interval are read off it: it is published as it is. */
  readonly given: NamedNode | undefined;
}

/** The promise of an update: unit and interval where they are stated, else what the EU's frequency or a word for it tells. */
export function readFrequency(draft: Draft, reader: RecordReader, focus: Term, unit: unknown): ReadFrequency {
  const every = reader.one(focus, gdc.updateEvery)?.value.trim() ?? '';
  const values = reader.all(focus, dct.accrualPeriodicity);
  if (unit !== undefined) return { fields: { update_frequency_interval: every }, given: undefined };
  for (const value of values) {
    const label = reader.label(value);
    const found = align(draft.vocabulary, 'eu/frequency', value);
    const concept = found?.concept ?? byName(draft.vocabulary, 'eu/frequency', label);
    if (concept) {
      if (concept.value !== value.value)
        reader.mend('dct:accrualPeriodicity', label ?? value.value, concept.value, found?.rule ?? 'iri-aligned');
      return fromFrequency(draft, reader, concept);
    }
    const word = byName(draft.vocabulary, 'frequency-unit', label);
    if (word && label !== undefined) {
      const name = labelOfCode(draft, 'frequency-unit', codeOf(word.value));
      reader.mend('gdc:updateUnit', label, name, 'implied');
      return { fields: { update_frequency_unit: name, update_frequency_interval: every || '1' }, given: undefined };
    }
  }
  const [first] = values;
  const words = first && (reader.label(first) ?? reader.iriOf(first));
  return {
    fields: words === undefined ? {} : { update_frequency_unit: words.slice(0, 500), update_frequency_interval: every },
    given: undefined,
  };
}

function fromFrequency(draft: Draft, reader: RecordReader, concept: NamedNode): ReadFrequency {
  const { unit, every } = promiseOf(codeOf(concept.value));
  const name = labelOfCode(draft, 'frequency-unit', unit);
  reader.mend('gdc:updateUnit', concept.value, every === undefined ? name : `${name} · ${every}`, 'implied');
  const note = unit === 'other' && codeOf(concept.value) !== 'OTHER' ? draft.vocabulary.label(concept.value)?.th : undefined;
  return {
    fields: {
      update_frequency_unit: name,
      update_frequency_interval: every === undefined ? '' : String(every),
      ...(note === undefined ? {} : { update_frequency_unit_other: note }),
    },
    given: concept,
  };
}
