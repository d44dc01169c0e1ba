import { hasNode, isExistence, isService, nodesOf, type QueryNode } from '../query-tree.js';

/** The one solution that binds nothing: joined with anything it changes nothing. */
const nothingBound = { type: 'values', values: [{}] };

/**
 * The engine gives a FILTER with EXISTS to the source of what is filtered, even where EXISTS asks another, and answers wrongly
 * then. A solution that is of no source, joined with what is filtered, keeps the two apart; it is added to the parsed query where
 * an EXISTS and a SERVICE meet. Within a SERVICE all is that endpoint’s own.
 * @returns whether anything was added.
 */
export function apartFromSources(parsed: unknown): boolean {
  let added = false;
  for (const node of nodesOf(parsed, (one) => !isService(one))) {
    const inside = isService(node) ? undefined : (node.where ?? node.patterns);
    if (!Array.isArray(inside) || !hasNode(node, isService) || !asksExistence(node, inside)) continue;
    inside.unshift(nothingBound);
    added = true;
  }
  return added;
}

/** True when an expression of this query or group itself has an EXISTS. */
function asksExistence(node: QueryNode, inside: readonly QueryNode[]): boolean {
  const own = inside.filter(({ type }) => type === 'filter' || type === 'bind').map(({ expression }) => expression);
  const { variables, having, order, group } = node;
  return [...own, variables, having, order, group].some((expression) => hasNode(expression, isExistence));
}
