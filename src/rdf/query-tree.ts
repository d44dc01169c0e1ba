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
