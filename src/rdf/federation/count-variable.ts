import { nodesOf } from '../query-tree.js';

const taken = 'count';

/**
 * Gives a query's variable `?count` another name: the engine calls by that name what it counts around parts of the query, and a name
 * must not stand for two.
 * @returns the other name; undefined for a query without that variable.
 */
export function renameCount(parsed: unknown): string | undefined {
  const terms: { value: string }[] = [];
  const rows: Record<string, unknown>[] = [];
  const names = new Set<string>();
  for (const node of nodesOf(parsed)) {
    if (node.termType === 'Variable') {
      names.add(String(node.value));
      if (node.value === taken) terms.push(node as { value: string });
    } else if (`?${taken}` in node) rows.push(node as Record<string, unknown>);
  }
  if (terms.length + rows.length === 0) return undefined;
  let other = `${taken}_`;
  while (names.has(other)) other += '_';
  for (const term of terms) term.value = other;
  for (const row of rows) {
    row[`?${other}`] = row[`?${taken}`];
    delete row[`?${taken}`];
  }
  return other;
}

/** The name that a variable had. */
export function nameBefore(name: string, renamed: string | undefined): string {
  return name === renamed ? taken : name;
}
