import { gdc, type NamedNode, typed, xsd } from '../rdf/terms.js';
import type { FieldReader } from './ckan-package.js';
import type { Draft } from './draft.js';
import { nameOn, type Row, rowsFor } from './side.js';

/** A field that says yes, no or nothing. */
export interface FlagRow extends Row {
  readonly property: NamedNode;
}

export const flagTable: readonly FlagRow[] = [
  { field: 'high_value_dataset', on: 'dataset', property: gdc.highValue },
  { field: 'reference_data', on: 'dataset', property: gdc.referenceData },
  { field: 'official_statistics', on: 'both', property: gdc.officialStatistics },
];

/** How agencies write it, in lower case; what the form of thai_gdc writes stands first. */
const yes: readonly string[] = ['true', '1', 'yes', 'y', 't', 'ใช่', 'มี', 'เป็น'];
const no: readonly string[] = ['false', '0', 'no', 'n', 'f', 'ไม่ใช่', 'ไม่มี', 'ไม่เป็น', 'ไม่'];

/** Tri-state: a blank one is no triple, never “no” (linked-data.md §4). */
export function mapFlags(draft: Draft, fields: FieldReader, side: 'dataset' | 'resource', subject: NamedNode): void {
  for (const row of rowsFor(flagTable, side)) {
    const field = nameOn(row, side);
    const value = draft.text(fields, field, subject)?.toLowerCase();
    if (value === undefined) continue;
    const meant = yes.includes(value) ? 'true' : no.includes(value) ? 'false' : undefined;
    if (meant === undefined) {
      draft.observe(subject, gdc.unrecognisedChoice, `${draft.named(field)}=${value}`);
      continue;
    }
    if (value !== meant) fields.mend(field, value, meant, 'flag');
    draft.add(subject, row.property, typed(meant, xsd.boolean));
  }
}
