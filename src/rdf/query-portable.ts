import sparqljs from 'sparqljs';
import { type Text, text } from '../catalog/text.js';
import { asConstruct, describedTerms } from './query-described.js';
import { hasMixedGraph, hiding, noGraph } from './query-hiding.js';
import { changed, nodesOf, type QueryNode, variableNames } from './query-tree.js';
import { factory } from './terms.js';

/** A query as every engine of SPARQL 1.1 takes it: a SELECT or a CONSTRUCT. */
export type PortableQuery =
  | {
      readonly text: string;
      /** It names no dataset: the default graph is the union. */
      readonly ofAll: boolean;
      /** Begins the names of variables that it has besides its own; they are no columns of its answer. */
      readonly own: string;
    }
  | { readonly reason: Text };

export interface Portability {
  /** The protocol's dataset, in place of the query's own. */
  readonly dataset: { readonly default: readonly string[]; readonly named: readonly string[] } | undefined;
  /** IRIs that stand for others in the engine. */
  readonly standIns: ReadonlyMap<string, string>;
  /** Rows that the engine sorts for a LIMIT with its OFFSET; it says no to more. */
  readonly mostSorted: number;
  /** Graphs that are nobody's to see: not those of a dataset. */
  readonly hidden: readonly string[];
  /** Whether they are kept out of every GRAPH too. */
  readonly hides: boolean;
}

/** Characters of IRIs and literals with prefixes written out: ten thousand uses of one long prefix would fill the memory. */
const longestWritten = 1_000_000;

/** Functions by IRI that SPARQL knows: casts. Whatever else an engine runs under an IRI, its own procedures among them, is not for strangers. */
const functions = /^http:\/\/www\.w3\.org\/2001\/XMLSchema#\w+$/;
const procedures = /^(bif|sql):|openlinksw\.com\/schemas\/(bif|sql)#/i;
/** An IRI that can be written between angle brackets. Graph parameters are whatever somebody sent. */
const iri = /^[a-z][a-z0-9+.-]*:[^\0-\x20<>"{}|\\^`]*$/i;

type Query = sparqljs.Query;

/**
 * Writes a query anew, so that engines agree on what it asks: ASK is a SELECT of one row (Virtuoso 7 answers it with a row of its
 * own making), DESCRIBE a CONSTRUCT of all triples of each node, and a dataset names both its parts. Comments and prefixes are gone,
 * and with them what an engine may read in them.
 * @param query one that `readQuery` has judged.
 */
export function portableQuery(query: string, { dataset, standIns, mostSorted, hidden, hides }: Portability): PortableQuery {
  const parsed = new sparqljs.Parser({ skipUngroupedVariableCheck: true }).parse(query) as Query;
  const reason = refusal(parsed, dataset);
  if (reason !== undefined) return { reason };
  const own = unusedName(parsed);
  const from = named(dataset ?? datasetOf(parsed), hidden);
  if (from === undefined && hides && hasMixedGraph(parsed))
    return {
      reason: text(
        'เครื่องมือ SPARQL ที่ใช้อยู่ไม่รองรับ GRAPH ที่มีคำสั่งย่อยอยู่ร่วมกับเงื่อนไขอื่น โปรดเขียน GRAPH ไว้ภายในคำสั่งย่อย',
        'The SPARQL engine in use has no GRAPH with a subquery beside other patterns; write GRAPH within the subquery.',
      ),
    };
  const whole = replaced(inOneOfTwoForms(parsed, own), standIns);
  const seen = from === undefined && hides && hidden.length > 0 ? hiding(whole, hidden, own) : whole;
  const asked = changed(changed(seen, writable), (node) => sortedWithin(node, mostSorted));
  const written = { ...asked, prefixes: {}, ...(from === undefined ? {} : { from }) };
  return { text: new sparqljs.Generator({ indent: '' }).stringify(written), ofAll: from === undefined, own };
}

function datasetOf({ from }: Query): Portability['dataset'] {
  return from && { default: from.default.map(({ value }) => value), named: from.named.map(({ value }) => value) };
}

function named(dataset: Portability['dataset'], hidden: readonly string[]): Query['from'] {
  const nodes = (iris: readonly string[]) => {
    const seen = iris.filter((one) => !hidden.includes(one));
    return (seen.length === 0 ? [noGraph] : seen).map((one) => factory.namedNode(one));
  };
  return dataset && { default: nodes(dataset.default), named: nodes(dataset.named) };
}

/** What cannot be written anew, or is not for strangers. */
function refusal(parsed: Query, dataset: Portability['dataset']): Text | undefined {
  const odd = [...(dataset?.default ?? []), ...(dataset?.named ?? [])].find((one) => !iri.test(one));
  if (odd !== undefined) return noIri(odd);
  const copies = parsed.queryType === 'DESCRIBE' ? describedTerms(parsed).filter(({ termType }) => termType === 'Variable').length : 1;
  let length = 0;
  for (const node of nodesOf(parsed)) {
    const { termType, value = '' } = node as { termType?: string; value?: string };
    length += 1 + (termType === undefined ? 0 : value.length);
    if (length * Math.max(1, copies) > longestWritten)
      return text(
        `คำสั่งยาวเกิน ${longestWritten} อักขระเมื่อเขียน IRI เต็มรูป`,
        `With its IRIs written in full the query is longer than ${longestWritten} characters.`,
      );
    if (termType === 'NamedNode' && !iri.test(value)) return noIri(value);
    const called = node.type === 'functionCall' ? (node.function as { value: string }).value : undefined;
    const unknown = called === undefined ? termType === 'NamedNode' && procedures.test(value) : !functions.test(called);
    if (unknown)
      return text(`ไม่รองรับฟังก์ชัน <${called ?? value}>`, `The function <${called ?? value}> is not supported; casts to XSD types are.`);
  }
  return undefined;
}

function noIri(value: string): Text {
  const begin = value.slice(0, 200);
  return text(`“${begin}” ไม่ใช่ IRI`, `“${begin}” is not an IRI.`);
}

/** Begins names that no variable of a query begins with. */
function unusedName(parsed: Query): string {
  const longest = [...variableNames(parsed)].reduce((most, name) => Math.max(most, /^banchi(_+)/.exec(name)?.[1]?.length ?? 0), 0);
  return `banchi${'_'.repeat(longest + 1)}`;
}

function inOneOfTwoForms(parsed: Query, own: string): Query {
  if (parsed.queryType === 'ASK') {
    const one = {
      expression: factory.literal('1', factory.namedNode('http://www.w3.org/2001/XMLSchema#integer')),
      variable: variable(`${own}yes`),
    };
    return { ...parsed, queryType: 'SELECT', variables: [one], limit: 1 } as sparqljs.SelectQuery;
  }
  return parsed.queryType === 'DESCRIBE' ? asConstruct(parsed, own, noGraph) : parsed;
}

/** Operations that need brackets before IN; what they say is true, false or an error, which a double negation leaves as it is. */
const loose = new Set(['||', '&&', '=', '!=', '<', '>', '<=', '>=', 'in', 'notin']);

/** The same as sparqljs writes it rightly: it puts several HAVING into one bracket, and none around what stands before IN. */
function writable(node: QueryNode): QueryNode {
  const [first, ...more] = (node.having ?? []) as readonly unknown[];
  if (more.length > 0) {
    const all = more.reduce((one, other) => ({ type: 'operation', operator: '&&', args: [one, other] }), first);
    return { ...node, having: [all] };
  }
  if (node.type !== 'operation' || (node.operator !== 'in' && node.operator !== 'notin')) return node;
  const [asked, among] = node.args as readonly [QueryNode, unknown];
  if (asked.type !== 'operation' || !loose.has(String(asked.operator))) return node;
  const not = (one: unknown) => ({ type: 'operation', operator: '!', args: [one] });
  return { ...node, args: [not(not(asked)), among] };
}

/** Sorts in a query within, without bound, and cuts outside; an engine that needs this keeps the order. */
function sortedWithin(node: QueryNode, most: number): QueryNode {
  if (node.type !== 'query' || node.order === undefined) return node;
  const { limit, offset, from, base, queryType, template, ...within } = node;
  if (Number(limit ?? 0) + Number(offset ?? 0) <= most) return node;
  const all = [new sparqljs.Wildcard()];
  const columns = queryType === 'SELECT' ? (node.variables as readonly QueryNode[]).map((one) => one.variable ?? one) : all;
  const inner = { variables: all, ...within, queryType: 'SELECT', prefixes: {} };
  return {
    type: 'query',
    queryType,
    prefixes: {},
    ...(queryType === 'SELECT' ? { variables: columns } : { template }),
    where: [{ type: 'group', patterns: [inner] }],
    ...(base === undefined ? {} : { base }),
    ...(from === undefined ? {} : { from }),
    ...(limit === undefined ? {} : { limit }),
    ...(offset === undefined ? {} : { offset }),
  };
}

function variable(name: string): sparqljs.VariableTerm {
  return factory.variable?.(name) as sparqljs.VariableTerm;
}

/** The query with the stand-ins in place of the IRIs that they stand for. */
function replaced(asked: Query, standIns: ReadonlyMap<string, string>): Query {
  if (standIns.size === 0) return asked;
  const other = (one: string) => factory.namedNode(standIns.get(one) ?? one);
  return changed(asked, (node) => {
    if (node.termType === 'NamedNode' && standIns.has(String(node.value))) return other(String(node.value));
    if (node.termType !== 'Literal') return node;
    const datatype = (node.datatype as { value: string }).value;
    return standIns.has(datatype) ? factory.literal(String(node.value), other(datatype)) : node;
  });
}
