import { Problem } from '../catalog/problem.js';
import { text } from '../catalog/text.js';

const longestQuery = 64 * 1024;
const deepestNesting = 100;

/** Deeper trees break an engine: 2,500 terms of one `||` are a tree of that depth. */
export const deepestTree = 600;

/**
 * Refuses by one linear pass what would take a parser seconds: 5,000 nested braces (10 KB) take sparqljs 7 s.
 * @throws Problem `too-large` or `bad-query`.
 */
export function scanQuery(query: string): void {
  if (query.length > longestQuery)
    throw new Problem('too-large', text(`คำสั่งยาวเกิน ${longestQuery} อักขระ`, `The query is longer than ${longestQuery} characters.`));
  let depth = 0;
  for (const character of query) {
    // Brackets in comments and strings count too; closing ones there must not make room for more.
    if (character === '{' || character === '(' || character === '[') depth += 1;
    else if (character === '}' || character === ')' || character === ']') depth = Math.max(0, depth - 1);
    if (depth > deepestNesting)
      throw new Problem('bad-query', text(`วงเล็บซ้อนกันเกิน ${deepestNesting} ชั้น`, `The query nests deeper than ${deepestNesting} brackets.`));
  }
}

/** How deep a parsed query is, and whether a SERVICE stands anywhere in it; without recursion, since it may be deep. */
export function shapeOf(parsed: unknown): { depth: number; service: boolean } {
  let deepest = 0;
  let service = false;
  const waiting: [unknown, number][] = [[parsed, 0]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [node, depth] = next;
    if (typeof node !== 'object' || node === null) continue;
    deepest = Math.max(deepest, depth);
    if ('type' in node && node.type === 'service') service = true;
    for (const child of Object.values(node)) waiting.push([child, depth + 1]);
  }
  return { depth: deepest, service };
}
