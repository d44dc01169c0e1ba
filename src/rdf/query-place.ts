import { type Text, text } from '../catalog/text.js';

/** What sparqljs's generated parser tells of a syntax error: the token it met, and where the one before ended. */
interface ParserHash {
  readonly text: string;
  readonly loc: { readonly last_line: number; readonly last_column: number };
  readonly expected: readonly string[];
}

/** Expected tokens that are named; a grammar's whole list helps nobody. */
const mostExpected = 6;

/** What a parser found wrong with a query, with line and column where they are known; both count from 1. */
export function parserComplaint(query: string, error: unknown): Text {
  const message = error instanceof Error ? error.message : String(error);
  const hash = typeof error === 'object' && error !== null && 'hash' in error ? (error.hash as ParserHash) : undefined;
  if (hash?.loc !== undefined && Array.isArray(hash.expected)) {
    const place = placeOf(query, nextToken(query, offsetOf(query, hash.loc.last_line, hash.loc.last_column)));
    const found = hash.text === '' ? undefined : hash.text.slice(0, 40);
    const expected = hash.expected.slice(0, mostExpected).join(', ') + (hash.expected.length > mostExpected ? ', …' : '');
    return at(
      place,
      text(
        `${found === undefined ? 'คำสั่งจบก่อนสมบูรณ์' : `พบ “${found}” ในตำแหน่งที่ไม่ถูกต้อง`} ควรเป็น ${expected}`,
        `${found === undefined ? 'the query ends too early' : `“${found}” cannot stand here`}; expected ${expected}`,
      ),
    );
  }
  const prefix = /^Unknown prefix: (.*)$/.exec(message)?.[1];
  if (prefix !== undefined) {
    const place = placeOf(query, Math.max(0, query.indexOf(`${prefix}:`)));
    return at(place, text(`ไม่ได้ประกาศ PREFIX ${prefix}:`, `the prefix ${prefix}: is not declared`));
  }
  return text(message, message);
}

/** Words with their place before them. */
function at({ line, column }: { line: number; column: number }, { th, en }: Text): Text {
  return text(`บรรทัดที่ ${line} คอลัมน์ที่ ${column}: ${th}`, `line ${line}, column ${column}: ${en}`);
}

/** Offset of a line (from 1) and a column (from 0). */
function offsetOf(query: string, line: number, column: number): number {
  let offset = 0;
  for (let passed = 1; passed < line; passed += 1) {
    const end = /\r\n?|\n/g;
    end.lastIndex = offset;
    if (end.exec(query) === null) break;
    offset = end.lastIndex;
  }
  return offset + column;
}

/** Past white space and comments. */
function nextToken(query: string, offset: number): number {
  const space = /(?:\s+|#[^\r\n]*)*/y;
  space.lastIndex = offset;
  space.exec(query);
  return space.lastIndex === 0 ? offset : Math.max(offset, space.lastIndex);
}

function placeOf(query: string, offset: number): { line: number; column: number } {
  const lines = query.slice(0, offset).split(/\r\n?|\n/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
