import sparqljs from 'sparqljs';
import { type Text, text } from '../catalog/text.js';
import { factory } from './terms.js';

/** A query as any engine of SPARQL 1.1 takes it: a SELECT or a CONSTRUCT. */
export type PortableQuery =
  | { readonly text: string /** It names no dataset: the default graph is the union. */; readonly ofAll: boolean }
  | { readonly reason: Text };

export interface Portability {
  /** The protocol's dataset, in place of the query's own. */
  readonly dataset: { readonly default: readonly string[]; readonly named: readonly string[] } | undefined;
  /** IRIs that stand for others in the engine. */
  readonly standIns: ReadonlyMap<string, string>;
  /** Rows that the engine sorts for a LIMIT with its OFFSET; it says no to more. */
  readonly mostSorted: number;
  /** Graphs that a query without a dataset must not see. */
  readonly hidden: readonly string[];
}

/** The graph that stands for no graph at all: an engine that is told of none takes all. */
export const noGraph = 'urn:banchi:nothing';

/** Functions by IRI that SPARQL knows: casts. Whatever else an engine runs under an IRI, its own procedures among them, is not for strangers. */
const functions = /^http:\/\/www\.w3\.org\/2001\/XMLSchema#\w+$/;

type Query = sparqljs.Query;

/**
 * Writes a query anew, so that engines agree on what it asks: ASK is a SELECT of one row (Virtuoso 7 answers it with a row of its
 * own making), DESCRIBE a CONSTRUCT of all triples of each node, and a dataset names both its parts. Comments are gone, and with
 * them what an engine may read in them.
 * @param query one that `readQuery` has judged.
 */
export function portableQuery(query: string, { dataset, standIns, mostSorted, hidden }: Portability): PortableQuery {
  const parsed = new sparqljs.Parser({ skipUngroupedVariableCheck: true }).parse(query) as Query;
  const unknown = foreignFunction(parsed);
  if (unknown !== undefined)
    return { reason: text(`ไม่รองรับฟังก์ชัน <${unknown}>`, `The function <${unknown}> is not supported; casts to XSD types are.`) };
  const from = named(dataset ?? datasetOf(parsed));
  const whole = replaced(inOneOfTwoForms(parsed), standIns);
  const asked = sortedWithin(from === undefined && hidden.length > 0 ? hiding(whole, hidden) : whole, mostSorted);
  return { text: new sparqljs.Generator().stringify({ ...asked, ...(from === undefined ? {} : { from }) }), ofAll: from === undefined };
}

function datasetOf({ from }: Query): Portability['dataset'] {
  return from && { default: from.default.map(({ value }) => value), named: from.named.map(({ value }) => value) };
}

function named(dataset: Portability['dataset']): Query['from'] {
  const nodes = (iris: readonly string[]) => (iris.length === 0 ? [noGraph] : iris).map((iri) => factory.namedNode(iri));
  return dataset && { default: nodes(dataset.default), named: nodes(dataset.named) };
}

function inOneOfTwoForms(parsed: Query): Query {
  if (parsed.queryType === 'ASK') {
    const one = {
      expression: factory.literal('1', factory.namedNode('http://www.w3.org/2001/XMLSchema#integer')),
      variable: variable('yes'),
    };
    return { ...parsed, queryType: 'SELECT', variables: [one], limit: 1 } as sparqljs.SelectQuery;
  }
  return parsed.queryType === 'DESCRIBE' ? described(parsed) : parsed;
}

/** Begins the names of variables that a query is given besides its own; they are no columns of its answer. */
export const ownVariable = 'banchi_';

/**
 * Keeps graphs out of every GRAPH. A graph's name becomes a variable with a filter: with a graph kept out of the default graph,
 * Virtuoso 7 finds nothing in a GRAPH with a name, and counts 1 (measured).
 */
function hiding(asked: Query, hidden: readonly string[]): Query {
  let names = 0;
  return mapped(asked, (node) => {
    if (node.type !== 'graph') return node;
    const { name, patterns } = node as unknown as sparqljs.GraphPattern;
    const isNamed = name.termType === 'NamedNode';
    const graph = isNamed ? variable(`${ownVariable}g${names++}`) : name;
    const iris = (isNamed ? [hidden.includes(name.value) ? noGraph : name.value] : hidden).map((iri) => factory.namedNode(iri));
    const expression = { type: 'operation', operator: isNamed ? 'in' : 'notin', args: [graph, iris] };
    return { ...node, name: graph, patterns: [...patterns, { type: 'filter', expression }] };
  });
}

/** Sorts in a query within, without bound, and cuts outside; an engine that needs this keeps the order. */
function sortedWithin(asked: Query, most: number): Query {
  if (asked.queryType !== 'SELECT' || asked.order === undefined || (asked.limit ?? 0) + (asked.offset ?? 0) <= most) return asked;
  const { limit, offset, from, prefixes, ...within } = asked;
  const inner: sparqljs.Pattern = { type: 'group', patterns: [{ ...within, prefixes: {} }] };
  const columns = { type: 'query', queryType: 'SELECT', variables: [new sparqljs.Wildcard()], prefixes, where: [inner] } as const;
  return {
    ...columns,
    ...(limit === undefined ? {} : { limit }),
    ...(offset === undefined ? {} : { offset }),
  } as unknown as sparqljs.SelectQuery;
}

/** `DESCRIBE <a> ?b WHERE …` as `CONSTRUCT { ?s ?p ?o } WHERE { { VALUES ?s { <a> } ?s ?p ?o } UNION { { SELECT DISTINCT (?b AS ?s) … } ?s ?p ?o } }`. */
function described(parsed: sparqljs.DescribeQuery): Query {
  const { variables, where, values, prefixes, base, from, type, ...modifiers } = parsed;
  const triple = {
    subject: variable(`${ownVariable}s`),
    predicate: variable(`${ownVariable}p`),
    object: variable(`${ownVariable}o`),
  } as sparqljs.Triple;
  const described = variables.flatMap((one) => (one.termType === 'Wildcard' ? variablesOf(where) : [one]));
  const fixed = described.filter((one) => one.termType === 'NamedNode');
  const named = fixed.length + described.length === 0 ? [factory.namedNode(noGraph)] : fixed;
  const nodes: sparqljs.Pattern[] =
    named.length === 0 ? [] : [{ type: 'values', values: named.map((one) => ({ [`?${ownVariable}s`]: one })) }];
  for (const one of described) {
    if (one.termType !== 'Variable') continue;
    const inner = {
      ...modifiers,
      type,
      queryType: 'SELECT',
      distinct: true,
      prefixes: {},
      where,
      values,
    } as unknown as sparqljs.SelectQuery;
    nodes.push({ type: 'group', patterns: [{ ...inner, variables: [{ expression: one, variable: variable(`${ownVariable}s`) }] }] });
  }
  const all = nodes.map((node): sparqljs.Pattern => ({ type: 'group', patterns: [node, { type: 'bgp', triples: [triple] }] }));
  return {
    type,
    queryType: 'CONSTRUCT',
    prefixes,
    ...(base === undefined ? {} : { base }),
    ...(from === undefined ? {} : { from }),
    template: [triple],
    where: all.length === 1 ? all : [{ type: 'union', patterns: all }],
  };
}

function variable(name: string): sparqljs.VariableTerm {
  return factory.variable?.(name) as sparqljs.VariableTerm;
}

type Node = { readonly [key: string]: unknown };

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

/** Every node of a parsed query; a parsed query is no deeper than was judged. */
function* nodesOf(root: unknown): Generator<Node> {
  const waiting: unknown[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!isNode(node)) continue;
    yield node;
    waiting.push(...Object.values(node).filter(isNode));
  }
}

function variablesOf(where: unknown): sparqljs.VariableTerm[] {
  const found = [...nodesOf(where)].filter(({ termType }) => termType === 'Variable') as unknown as sparqljs.VariableTerm[];
  return [...new Map(found.map((one) => [one.value, one])).values()];
}

function foreignFunction(parsed: Query): string | undefined {
  for (const node of nodesOf(parsed)) {
    const called = node.type === 'functionCall' ? node.function : node;
    const { termType, value } = (isNode(called) ? called : {}) as { termType?: string; value?: string };
    if (termType !== 'NamedNode' || value === undefined) continue;
    if (node.type === 'functionCall' ? !functions.test(value) : /^(bif|sql):|openlinksw\.com\/schemas\/(bif|sql)#/i.test(value))
      return value;
  }
  return undefined;
}

/** The query with the stand-ins in place of the IRIs that they stand for. */
function replaced(asked: Query, standIns: ReadonlyMap<string, string>): Query {
  if (standIns.size === 0) return asked;
  const other = (iri: string) => factory.namedNode(standIns.get(iri) ?? iri);
  return mapped(asked, (node) => {
    if (node.termType === 'NamedNode' && standIns.has(String(node.value))) return other(String(node.value));
    if (node.termType !== 'Literal') return node;
    const datatype = (node.datatype as { value: string }).value;
    return standIns.has(datatype) ? factory.literal(String(node.value), other(datatype)) : node;
  });
}

/** A parsed query with each node changed, those within first; terms are not entered. */
function mapped(asked: Query, change: (node: Node) => unknown): Query {
  function walk(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(walk);
    if (!isNode(value)) return value;
    if (value.termType !== undefined) return change(value);
    return change(Object.fromEntries(Object.entries(value).map(([key, child]) => [key, walk(child)])));
  }
  return walk(asked) as Query;
}
