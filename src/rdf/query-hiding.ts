import type sparqljs from 'sparqljs';
import { columnsOf } from './federation/columns.js';
import { changed, hasNode, type QueryNode } from './query-tree.js';
import { factory } from './terms.js';

/** The graph that stands for no graph at all: an engine that is told of none takes all. */
export const noGraph = 'urn:banchi:nothing';

/**
 * Keeps graphs out of every GRAPH. A graph's name becomes a variable with a filter: with a graph kept out of the default graph,
 * Virtuoso 7 finds nothing in a GRAPH with a name, and counts 1 (measured). `*` names its columns, or these variables would keep rows
 * apart that are one.
 */
export function hiding(asked: sparqljs.Query, hidden: readonly string[], own: string): sparqljs.Query {
  let names = 0;
  return changed(changed(asked, intoQueries), (node) => {
    if (isAll(node)) {
      const columns = columnsOf(node.where, node.values).filter((name) => !name.startsWith(own));
      return columns.length === 0 ? node : { ...node, variables: columns.map((name) => factory.variable?.(name)) };
    }
    if (node.type !== 'graph') return node;
    const { name, patterns } = node as unknown as sparqljs.GraphPattern;
    const isNamed = name.termType === 'NamedNode';
    const graph = isNamed ? factory.variable?.(`${own}g${names++}`) : name;
    const iris = (isNamed ? [hidden.includes(name.value) ? noGraph : name.value] : hidden).map((one) => factory.namedNode(one));
    const expression = { type: 'operation', operator: isNamed ? 'in' : 'notin', args: [graph, iris] };
    const filter = { type: 'filter', expression };
    return patterns.length === 0 ? notEmpty(graph, filter, own) : { ...node, name: graph, patterns: [...patterns, filter] };
  });
}

/** `GRAPH ?g {}`: a row for each graph that there is. The filter needs something in the graph that binds its name. */
function notEmpty(graph: unknown, filter: QueryNode, own: string): QueryNode {
  const [subject, predicate, object] = ['s', 'p', 'o'].map((part) => factory.variable?.(`${own}in_${part}`));
  const within = { type: 'graph', name: graph, patterns: [{ type: 'bgp', triples: [{ subject, predicate, object }] }, filter] };
  const select = { type: 'query', queryType: 'SELECT', distinct: true, variables: [graph], prefixes: {}, where: [within] };
  return { type: 'group', patterns: [select] };
}

/** `GRAPH <g> { SELECT … { P } }` as `{ SELECT … { GRAPH <g> { P } } }`, which is the same: with its name a filter, Virtuoso 7 finds nothing in the first. */
function intoQueries(node: QueryNode): QueryNode {
  if (!isOfQueries(node)) return node;
  const { name, patterns } = node as unknown as sparqljs.GraphPattern;
  const within = (patterns as unknown as readonly QueryNode[]).map((one) => ({
    ...one,
    where: [intoQueries({ type: 'graph', name, patterns: one.where })],
  }));
  return { type: 'group', patterns: within };
}

function isOfQueries({ type, name, patterns }: QueryNode): boolean {
  return (
    type === 'graph' &&
    (name as QueryNode).termType === 'NamedNode' &&
    (patterns as readonly QueryNode[]).length > 0 &&
    (patterns as readonly QueryNode[]).every((one) => one.type === 'query')
  );
}

/** A GRAPH that has a query within, and is not one with a name over nothing else: for an engine that hides graphs there is no way to write it. */
export function hasMixedGraph(parsed: sparqljs.Query): boolean {
  return hasNode(parsed, (node) => node.type === 'graph' && isMixed(node));
}

/** Where its queries have queries in their turn, those must stand alone too. */
function isMixed({ name, patterns }: QueryNode): boolean {
  if (!isOfQueries({ type: 'graph', name, patterns })) return hasNode(patterns, ({ type }) => type === 'query');
  return (patterns as readonly QueryNode[]).some((one) => isMixed({ name, patterns: one.where }));
}

function isAll({ type, queryType, variables }: QueryNode): boolean {
  return type === 'query' && queryType === 'SELECT' && (variables as readonly QueryNode[]).some((one) => one.termType === 'Wildcard');
}
