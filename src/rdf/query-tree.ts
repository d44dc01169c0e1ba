/** A node of a parsed query: a pattern, an expression, a term, a query within another. */
export type QueryNode = Readonly<Record<string, unknown>>;

/**
 * Every node of a parsed query, each before those within it; without recursion, since a query of anybody’s may be deep.
 * @param enter false for a node whose inside is not looked at.
 */
export function* nodesOf(tree: unknown, enter: (node: QueryNode) => boolean = () => true): Generator<QueryNode, void> {
  const waiting: unknown[] = [tree];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    const node = next as QueryNode;
    yield node;
    if (enter(node)) waiting.push(...Object.values(node).filter((child) => typeof child === 'object' && child !== null));
  }
}

/** True when a node of this type stands somewhere in a tree. */
export function hasNode(tree: unknown, is: (node: QueryNode) => boolean, enter?: (node: QueryNode) => boolean): boolean {
  for (const node of nodesOf(tree, enter)) if (is(node)) return true;
  return false;
}

export const isService = (node: QueryNode): boolean => node.type === 'service';
export const isExistence = (node: QueryNode): boolean =>
  node.type === 'operation' && (node.operator === 'exists' || node.operator === 'notexists');

/** A parsed query with each node changed, those within first; terms are not entered. A query that was judged is no deeper than that. */
export function changed<Tree>(tree: Tree, change: (node: QueryNode) => unknown): Tree {
  function walk(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const node = value as QueryNode;
    if (node.termType !== undefined) return change(node);
    return change(Object.fromEntries(Object.entries(node).map(([key, child]) => [key, walk(child)])));
  }
  return walk(tree) as Tree;
}

/** Names of all variables of a parsed query; a row of VALUES has its own for keys. */
export function variableNames(tree: unknown): Set<string> {
  const names = new Set<string>();
  for (const node of nodesOf(tree)) {
    if (node.termType === 'Variable') names.add(String(node.value));
    for (const key of Object.keys(node)) if (key.startsWith('?')) names.add(key.slice(1));
  }
  return names;
}
