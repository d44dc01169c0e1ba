import { dct, gdc, type NamedNode, typed, xsd } from '../rdf/terms.js';
import type { FieldReader } from './ckan-package.js';
import type { Draft } from './draft.js';
import { nameOn, type Row, rowsFor } from './side.js';

/** A field that holds a day. */
export interface DayRow extends Row {
  readonly property: NamedNode;
  /** Field of CKAN that tells the day when the agency does not; resources only. */
  readonly otherwise?: string;
}

export const dayTable: readonly DayRow[] = [
  { field: 'created_date', on: 'both', property: dct.created },
  { field: 'data_release_date', on: 'both', property: dct.issued, otherwise: 'created' },
  { field: 'last_updated_date', on: 'both', property: dct.modified, otherwise: 'last_modified' },
  { field: 'data_release_calendar', on: 'both', property: gdc.nextRelease },
];

/** ISO days by the dataset's name of the field. */
export type Days = ReadonlyMap<string, string>;

/** States the days of one side; on a resource CKAN's own stand in where the agency tells none. */
export function mapDays(draft: Draft, fields: FieldReader, side: 'dataset' | 'resource', subject: NamedNode): Days {
  const days = new Map<string, string>();
  for (const row of rowsFor(dayTable, side)) {
    const ofCkan = side === 'resource' && row.otherwise !== undefined ? draft.moment(fields, row.otherwise) : undefined;
    const day = draft.day(fields, nameOn(row, side), subject) ?? ofCkan;
    if (day === undefined) continue;
    days.set(row.field, day);
    draft.add(subject, row.property, typed(day, xsd.date));
  }
  return days;
}
