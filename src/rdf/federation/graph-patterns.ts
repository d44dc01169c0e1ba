import { type Text, text } from '../../catalog/text.js';
import { hasNode, nodesOf, type QueryNode } from '../query-tree.js';

const fault = text(
  'GRAPH แบบนี้ใช้ร่วมกับ SERVICE ไม่ได้ โปรดเริ่มภายใน GRAPH ด้วยรูปแบบทริปเปิล เช่น GRAPH ?g { ?s ?p ?o } หากชื่อกราฟเป็นตัวแปร ภายในต้องไม่มีคำสั่งย่อย MINUS หรือเส้นทางที่มี * หรือ ? หรือส่งคำสั่งส่วนนี้ไปที่ /sparql',
  'Such a GRAPH cannot be answered beside SERVICE: begin it with a triple, as in GRAPH ?g { ?s ?p ?o }, and with a variable for its name have no subquery, MINUS, or path with * or ? in it; or send that part to /sparql.',
);

/**
 * Why the GRAPH patterns of a query cannot be answered. The engine has no GRAPH: it gives the name to each triple within, so what
 * has no triple would be true in no graph or in any, and what is counted, cut or taken away graph by graph would be so over all.
 */
export function graphFault(parsed: unknown): Text | undefined {
  for (const node of nodesOf(parsed)) {
    if (node.type !== 'graph') continue;
    const isVariable = (node.name as { termType: string }).termType === 'Variable';
    if (!bindsName(node.patterns) || (isVariable && hasNode(node.patterns, spansGraphs, (one) => one.type !== 'service'))) return fault;
  }
  return undefined;
}

function spansGraphs(node: QueryNode): boolean {
  return node.type === 'query' || node.type === 'minus' || mayBeEmpty(node);
}

/** A path by which a node leads to itself, in whatever graph. */
function mayBeEmpty(node: QueryNode): boolean {
  return node.type === 'path' && (node.pathType === '*' || node.pathType === '?');
}

/** True when every solution of these patterns has a triple in it, before anything is optional. */
function bindsName(patterns: unknown): boolean {
  for (const pattern of patterns as readonly QueryNode[]) {
    const { type } = pattern;
    if (type === 'optional' || type === 'minus') return false;
    if (type === 'bgp' && (pattern.triples as readonly QueryNode[]).some((triple) => !hasNode(triple.predicate, mayBeEmpty))) return true;
    if (type === 'group' && bindsName(pattern.patterns)) return true;
    if (type === 'union' && (pattern.patterns as readonly QueryNode[]).every((branch) => bindsName([branch]))) return true;
  }
  return false;
}
