/** What of a SELECT's text says how many rows there may be. */
interface Tail {
  /** Where the number of its LIMIT stands, if it has one. */
  readonly limit: { readonly start: number; readonly end: number; readonly value: number } | undefined;
  /** Where a VALUES block after the pattern begins, else the end of the text. */
  readonly end: number;
}

/** Comments, strings, IRIs, names and numbers as SPARQL has them; everything else is a single character. */
const token =
  /#[^\r\n]*|'''(?:[^'\\]|\\.|'(?!''))*'''|"""(?:[^"\\]|\\.|"(?!""))*"""|'(?:[^'\\\r\n]|\\.)*'|"(?:[^"\\\r\n]|\\.)*"|<[^<>"{}|^`\\\s]*>|[?$]\w+|[\w-]*:[\w.:%-]*|\w+|./gsu;

/**
 * A SELECT with at most `most` rows and one more, by which its answer shows that there would be more.
 * @param stated what a parser read: the LIMIT of the whole query, and whether VALUES follow it.
 * @returns undefined where the text and the parser do not agree on it.
 */
export function withMostRows(query: string, stated: { limit: number | undefined; values: boolean }, most: number): string | undefined {
  if (stated.limit !== undefined && stated.limit <= most) return query;
  const { limit, end } = tailOf(query);
  if (limit?.value !== stated.limit || end < query.length !== stated.values) return undefined;
  if (limit !== undefined) return `${query.slice(0, limit.start)}${most + 1}${query.slice(limit.end)}`;
  return `${query.slice(0, end)}\nLIMIT ${most + 1}\n${query.slice(end)}`;
}

function tailOf(query: string): Tail {
  let depth = 0;
  let limit: Tail['limit'];
  let end = query.length;
  let isLimit = false;
  for (const { 0: found, index } of query.matchAll(token)) {
    if (found === '{') depth += 1;
    else if (found === '}') depth -= 1;
    if (depth !== 0 || /^\s$|^#/.test(found)) continue;
    if (isLimit && /^\d+$/.test(found)) limit = { start: index, end: index + found.length, value: Number(found) };
    isLimit = /^limit$/i.test(found);
    if (/^values$/i.test(found) && end === query.length) end = index;
  }
  return { limit, end };
}

/** Counts the rows of serialised bindings, by media type, in one pass. */
export const rowCounters: Readonly<Record<string, (body: Uint8Array) => number>> = {
  'application/sparql-results+json': countJson,
  // A `<` within a value is written as an entity.
  'application/sparql-results+xml': (body) => occurrences(body, '<result>') + occurrences(body, '<result/>'),
  'text/csv': countCsv,
  // Line ends within a value are escaped.
  'text/tab-separated-values': (body) => occurrences(body, '\n') - 1,
};

function occurrences(body: Uint8Array, wanted: string): number {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  let count = 0;
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + wanted.length)) count += 1;
  return count;
}

const [quote, backslash, opening, closing, newline] = [0x22, 0x5c, 0x7b, 0x7d, 0x0a];

/** Objects at the third level of braces: `{"head":…,"results":{"bindings":[{…`. */
function countJson(body: Uint8Array): number {
  let [rows, depth, quoted] = [0, 0, false];
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at];
    if (quoted) {
      if (byte === backslash) at += 1;
      else if (byte === quote) quoted = false;
    } else if (byte === quote) quoted = true;
    else if (byte === opening) {
      depth += 1;
      if (depth === 3) rows += 1;
    } else if (byte === closing) depth -= 1;
  }
  return rows;
}

function countCsv(body: Uint8Array): number {
  let [lines, quoted] = [0, false];
  for (const byte of body) {
    if (byte === quote) quoted = !quoted;
    else if (byte === newline && !quoted) lines += 1;
  }
  return lines - 1;
}
