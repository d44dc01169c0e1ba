import sparqljs from 'sparqljs';
import { messageOf, Problem } from '../catalog/problem.js';
import { text } from '../catalog/text.js';
import { deepestTree, scanQuery, shapeOf } from './query-bounds.js';
import { termToNTriples } from './serialise.js';

/** Somebody’s SELECT, ready to stand within a query of ours. */
export interface SelectQuery {
  /** Its dataset as FROM clauses, which a subquery may not have; empty without. */
  readonly from: string;
  /** The query without prologue and dataset. */
  readonly body: string;
}

/**
 * Reads a SELECT of somebody else’s that must bind a variable.
 * @throws Problem `too-large` or `bad-query` for anything else: an update, SERVICE, another form, one that is too long or too deep.
 */
export function readSelect(query: string, variable: string): SelectQuery {
  scanQuery(query);
  const parsed = parse(query);
  if (!('queryType' in parsed) || parsed.queryType !== 'SELECT')
    throw refused('ต้องเป็นคำสั่ง SELECT', 'it must be a SELECT', `SELECT ?${variable} WHERE { … }`);
  const { depth, service } = shapeOf(parsed);
  if (depth > deepestTree) throw refused(`ซ้อนกันเกิน ${deepestTree} ชั้น`, `it nests deeper than ${deepestTree} levels`);
  if (service) throw refused('ไม่รับ SERVICE', 'SERVICE is not allowed');
  if (!binds(parsed, variable))
    throw refused(`ต้องเลือกตัวแปร ?${variable}`, `it must select ?${variable}`, `SELECT ?${variable} WHERE { … }`);
  const { from, base: _, ...bare } = parsed;
  const clauses = [
    ...(from?.default ?? []).map((graph) => `FROM ${termToNTriples(graph)}`),
    ...(from?.named ?? []).map((graph) => `FROM NAMED ${termToNTriples(graph)}`),
  ];
  return { from: clauses.join('\n'), body: new sparqljs.Generator().stringify({ ...bare, prefixes: {} }) };
}

function parse(query: string): sparqljs.SparqlQuery {
  try {
    return new sparqljs.Parser().parse(query);
  } catch (error) {
    const said = messageOf(error).split('\n').slice(0, 3).join(' ').slice(0, 300);
    throw refused(`อ่านไม่ได้ (${said})`, `it cannot be read (${said})`);
  }
}

/** True when the variable is selected by name, or by `*` from a query that mentions it. */
function binds({ variables, where, values }: sparqljs.SelectQuery, variable: string): boolean {
  const selected = variables.map((one) => ('termType' in one ? one : one.variable));
  if (selected.some((one) => one.termType === 'Variable' && one.value === variable)) return true;
  return selected.some((one) => one.termType === 'Wildcard') && mentions([where, values], variable);
}

function mentions(part: unknown, variable: string): boolean {
  const waiting: unknown[] = [part];
  for (let next = waiting.pop(); waiting.length > 0 || next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    if ('termType' in next && next.termType === 'Variable' && 'value' in next && next.value === variable) return true;
    for (const [name, child] of Object.entries(next)) {
      if (name === `?${variable}`) return true; // VALUES keeps its variables as keys
      waiting.push(child);
    }
  }
  return false;
}

function refused(th: string, en: string, example?: string): Problem {
  const remedy = text('โปรดแก้ไขคำสั่ง SPARQL ของแหล่งข้อมูล', 'Correct the source’s SPARQL query.');
  const how = example === undefined ? remedy : text(`${remedy.th} เช่น ${example}`, `${remedy.en} For example: ${example}`);
  return new Problem('bad-query', text(`คำสั่ง SPARQL ใช้ไม่ได้: ${th}`, `The SPARQL query cannot be used: ${en}.`), { remedy: how });
}
