import { nodesOf } from '../query-tree.js';

/**
 * Names that a variable may not have: the engine calls by `?count` what it counts around parts of a query, where a name must not stand
 * for two, and looks variables up in objects that have these from the start.
 */
const taken: ReadonlySet<string> = new Set(['count', ...Object.getOwnPropertyNames(Object.prototype)]);

/**
 * Gives such variables of a parsed query other names.
 * @returns what each of the other names stands for.
 */
export function renameTaken(parsed: unknown): ReadonlyMap<string, string> {
  const terms: { value: string }[] = [];
  const rows: Record<string, unknown>[] = [];
  const names = new Set<string>();
  const found = new Set<string>();
  for (const node of nodesOf(parsed)) {
    if (node.termType === 'Variable') {
      const name = String(node.value);
      names.add(name);
      if (!taken.has(name)) continue;
      found.add(name);
      terms.push(node as { value: string });
      // A row of VALUES has its variables for keys.
    } else if (Object.keys(node).some((key) => key.startsWith('?'))) rows.push(node as Record<string, unknown>);
  }
  for (const key of rows.flatMap((row) => Object.keys(row))) if (taken.has(key.slice(1))) found.add(key.slice(1));
  const others = new Map([...found].map((name) => [name, unusedLike(name, names)]));
  for (const term of terms) term.value = others.get(term.value) ?? term.value;
  for (const row of rows)
    for (const [name, other] of others) {
      if (!Object.hasOwn(row, `?${name}`)) continue;
      row[`?${other}`] = row[`?${name}`];
      delete row[`?${name}`];
    }
  return new Map([...others].map(([name, other]) => [other, name]));
}

function unusedLike(name: string, names: ReadonlySet<string>): string {
  let other = `${name}_`;
  while (names.has(other)) other += '_';
  return other;
}
