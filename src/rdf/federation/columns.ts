import type { QueryNode } from '../query-tree.js';

/**
 * Variables that a `SELECT *` has for its columns, in the order in which they stand: those in scope of its pattern (SPARQL 1.1
 * §18.2.1), which are not those of FILTER and MINUS. Groups are looked into without recursion, since they may be deep.
 */
export function columnsOf(where: unknown, values: unknown): string[] {
  const found = new Set<string>();
  const waiting: unknown[] = [where, valuesNode(values)];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (Array.isArray(next)) {
      waiting.unshift(...next);
      continue;
    }
    const node = next as QueryNode;
    for (const name of namesIn(node)) found.add(name);
    if (node.type !== 'minus' && node.type !== 'query' && node.patterns !== undefined) waiting.unshift(node.patterns);
    if (node.type === 'query' && isAll(node)) waiting.unshift(node.where ?? [], valuesNode(node.values));
  }
  return [...found];
}

function valuesNode(values: unknown): QueryNode {
  return { type: 'values', values: values ?? [] };
}

function isAll({ variables }: QueryNode): boolean {
  return (variables as readonly QueryNode[]).some((one) => one.termType === 'Wildcard');
}

/** Variables that a node binds itself. */
function namesIn(node: QueryNode): string[] {
  if (node.type === 'bgp') return (node.triples as readonly QueryNode[]).flatMap((triple) => Object.values(triple)).flatMap(nameOf);
  if (node.type === 'bind') return nameOf(node.variable);
  if (node.type === 'values')
    return (node.values as readonly object[]).flatMap((row) => Object.keys(row)).map((name) => name.replace(/^\?/, ''));
  if (node.type === 'query') return (node.variables as readonly QueryNode[]).flatMap((one) => nameOf(one.variable ?? one));
  return nameOf(node.name);
}

function nameOf(term: unknown): string[] {
  const { termType, value } = (term ?? {}) as { termType?: string; value?: string };
  return termType === 'Variable' && value !== undefined ? [value] : [];
}
