import sparqljs from 'sparqljs';
import { type Text, text } from '../../catalog/text.js';
import { deepestTree, shapeOf } from '../query-bounds.js';
import { parserComplaint } from '../query-place.js';

/** A query over the local data and the endpoints that it names. */
export interface FederatedQuery {
  readonly kind: 'bindings' | 'boolean';
  /** A SELECT; of an ASK, whether there is a row. */
  readonly query: string;
  /** Names of the columns; undefined where they are what the rows bring. */
  readonly variables: readonly string[] | undefined;
  readonly services: readonly string[];
}

/** A query that may run, the reason for one that may not, or undefined for one without SERVICE, which is no federated one. */
export type JudgedFederated = FederatedQuery | { readonly reason: Text } | undefined;

/**
 * Reads a query that may name other endpoints in SERVICE.
 * @param allowed endpoints that may be asked.
 */
export function readFederated(query: string, allowed: ReadonlySet<string>): JudgedFederated {
  let parsed: sparqljs.SparqlQuery;
  try {
    parsed = new sparqljs.Parser().parse(query);
  } catch (error) {
    return { reason: parserComplaint(query, error) };
  }
  const shape = shapeOf(parsed);
  if (!shape.service) return undefined;
  if (shape.depth > deepestTree) return refused(`คำสั่งซ้อนกันเกิน ${deepestTree} ชั้น`, `The query nests deeper than ${deepestTree} levels.`);
  if (!('queryType' in parsed) || (parsed.queryType !== 'SELECT' && parsed.queryType !== 'ASK'))
    return refused('คำสั่งที่มี SERVICE ต้องเป็น SELECT หรือ ASK', 'A query with SERVICE must be a SELECT or an ASK.');
  if (parsed.from !== undefined)
    return refused('คำสั่งที่มี SERVICE ใช้ FROM ไม่ได้', 'A query with SERVICE cannot have FROM; its data are the whole catalogue.');
  const services = new Set<string>();
  for (const name of serviceNames(parsed)) {
    if (name === undefined) return refused('ชื่อบริการของ SERVICE ต้องเป็นที่อยู่ ไม่ใช่ตัวแปร', 'SERVICE must name an address, not a variable.');
    if (!allowed.has(name))
      return refused(
        `ไม่รู้จักบริการ <${name}> เรียกได้เฉพาะ ${list(allowed)}`,
        `<${name}> is not an endpoint of a registered agency; there is ${list(allowed)}.`,
      );
    services.add(name);
  }
  if (parsed.queryType === 'SELECT') {
    const variables = parsed.variables.map((one) => ('variable' in one ? one.variable.value : 'value' in one ? one.value : undefined));
    const named = variables.filter((name) => name !== undefined);
    return { kind: 'bindings', query, variables: named.length === variables.length ? named : undefined, services: [...services] };
  }
  const select = { ...parsed, queryType: 'SELECT', variables: [new sparqljs.Wildcard()], limit: 1 } as unknown as sparqljs.SelectQuery;
  return { kind: 'boolean', query: new sparqljs.Generator().stringify(select), variables: undefined, services: [...services] };
}

/** The name of each SERVICE at any depth, undefined for a variable; without recursion. */
function* serviceNames(parsed: unknown): Generator<string | undefined> {
  const waiting: unknown[] = [parsed];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    if ('type' in node && node.type === 'service' && 'name' in node) {
      const { termType, value } = node.name as { termType: string; value: string };
      yield termType === 'NamedNode' ? value : undefined;
    }
    waiting.push(...Object.values(node).filter((child) => typeof child === 'object' && child !== null));
  }
}

/** Names in a message; a hundred of them would fill a page. */
const mostNamed = 5;

function list(names: ReadonlySet<string>): string {
  const shown = [...names].slice(0, mostNamed).map((name) => `<${name}>`);
  return `${shown.join(', ') || '–'}${names.size > mostNamed ? ', …' : ''}`;
}

function refused(th: string, en: string): { readonly reason: Text } {
  return { reason: text(th, en) };
}
