import sparqljs from 'sparqljs';
import type { ResultFormats } from '../../catalog/directory.js';
import { type Text, text } from '../../catalog/text.js';
import { deepestTree, shapeOf } from '../query-bounds.js';
import { parserComplaint } from '../query-place.js';
import { apartFromSources } from './existence.js';
import { graphFault } from './graph-patterns.js';
import { type Plan, planOf } from './plan.js';
import { servicesOf } from './services.js';
import { renameTaken } from './taken-names.js';

/** Graphs that a query takes for its data, as the protocol names them. */
export interface NamedDataset {
  readonly defaultGraphs: readonly string[];
  readonly namedGraphs: readonly string[];
}

/** A query over the local data and the endpoints that it names. */
export interface FederatedQuery {
  readonly kind: keyof ResultFormats;
  /** A SELECT over both, in which no dataset is named. */
  readonly query: string;
  /** What is made of its solutions. */
  readonly plan: Plan;
  /** What the query itself names with FROM, for the local data. */
  readonly dataset: NamedDataset | undefined;
  readonly services: readonly string[];
  /** Those that are only ever named with SILENT. */
  readonly silent: readonly string[];
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
  if (!('queryType' in parsed))
    return refused('บริการนี้ใช้สืบค้นได้เท่านั้น ไม่สามารถแก้ไขข้อมูลได้', 'This endpoint answers queries only; it takes no updates.');
  const named = servicesOf(parsed);
  for (const { name } of named) {
    if (name === undefined) return refused('ชื่อบริการของ SERVICE ต้องเป็นที่อยู่ ไม่ใช่ตัวแปร', 'SERVICE must name an address, not a variable.');
    if (!allowed.has(name))
      return refused(
        `ไม่รู้จักบริการ <${name}> เรียกได้เฉพาะ ${list(allowed)}`,
        `<${name}> is not an endpoint of a registered agency; there is ${list(allowed)}.`,
      );
  }
  const fault = graphFault(parsed);
  if (fault !== undefined) return { reason: fault };
  const apart = apartFromSources(parsed);
  const renamed = renameTaken(parsed);
  return { ...planOf(query, parsed, { changed: apart || renamed.size > 0, renamed }), ...namesOf(named) };
}

function namesOf(named: ReturnType<typeof servicesOf>): Pick<FederatedQuery, 'services' | 'silent'> {
  const services = [...new Set(named.flatMap(({ name }) => name ?? []))];
  const heard = new Set(named.flatMap(({ name, silent }) => (silent || name === undefined ? [] : [name])));
  return { services, silent: services.filter((name) => !heard.has(name)) };
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
