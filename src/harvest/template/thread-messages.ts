import type { ProblemKind } from '../../catalog/problem.js';
import type { Cell, TemplateRow } from '../../catalog/template-row.js';
import type { Text } from '../../catalog/text.js';

/** A row whose name an earlier row has. */
export interface RepeatedPlace {
  readonly cell: Cell;
  readonly first: Cell;
}

/** What the reading thread says: that it has read, rows when asked for them, or why it cannot; a Problem does not survive the way as one. */
export type ThreadMessage =
  | { readonly kind: 'read'; readonly rows: number; readonly repeated: readonly RepeatedPlace[]; readonly advice: readonly Text[] }
  | { readonly kind: 'rows'; readonly rows: readonly TemplateRow[] }
  | { readonly kind: 'refused'; readonly problem: ProblemKind; readonly detail: Text; readonly remedy: Text | undefined };
