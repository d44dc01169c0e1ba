/** Where a field stands: on the dataset, on a resource under its own name, or on both, the resource's with `resource_` before it. */
export type Side = 'dataset' | 'resource' | 'both';

/** A row of a mapping table: one field, with the side it stands on. */
export interface Row {
  readonly field: string;
  readonly on: Side;
}

/** Rows that hold for one side. */
export function rowsFor<R extends Row>(table: readonly R[], side: 'dataset' | 'resource'): R[] {
  return table.filter(({ on }) => on === side || on === 'both');
}

/** What the field of a row is called on one side. */
export function nameOn({ field, on }: Row, side: 'dataset' | 'resource'): string {
  return side === 'resource' && on === 'both' ? `resource_${field}` : field;
}
