import { dcat } from '../../rdf/terms.js';
import { nameOn, rowsFor } from '../side.js';
import { textTable } from '../texts.js';
import { type Mapping, mapProvenance } from './parts.js';
import { stateWords } from './words.js';

/** States the texts of a dataset, each in every language it is given in. @returns them by field, Thai before others. */
export function mapRdfTexts(mapping: Mapping): Map<string, string> {
  const { draft, reader, fields, node, subject } = mapping;
  const texts = new Map<string, string>();
  for (const row of rowsFor(textTable, 'dataset')) {
    if (row.field === 'standard') continue; // several may be named: parts.ts
    const field = nameOn(row, 'dataset');
    const all = row.part === undefined ? reader.texts(fields.nameOf(field), node, row.property) : [];
    const values = row.property.equals(dcat.version) ? all.slice(0, 1) : all;
    const first = row.part === undefined ? stateWords(draft, fields, field, values, subject, row.property) : mapProvenance(mapping);
    if (first !== undefined) texts.set(field, first);
  }
  return texts;
}
