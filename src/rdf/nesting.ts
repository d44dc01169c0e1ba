import { malformed, placeOf, placeWords, tooDeep } from './read-limits.js';

/**
 * Refuses JSON that is nested too deep, before anything that walks it by calling itself sees it.
 * @throws Problem `too-complex` naming line and column.
 */
export function checkJsonDepth(source: string, most: number, syntax: string): void {
  let depth = 0;
  let inText = false;
  for (let index = 0; index < source.length; index += 1) {
    const code = source.charCodeAt(index);
    if (inText) {
      if (code === 0x5c) index += 1;
      else if (code === 0x22) inText = false;
    } else if (code === 0x22) inText = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > most) throw tooDeep(syntax, placeWords(placeOf(source, index)), most);
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
}

const tag =
  /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<\?[\s\S]*?(?:\?>|$)|<(\/?)[A-Za-z_](?:[^>"'/]|"[^"]*"|'[^']*'|\/(?!>))*(\/?)>/g;

/**
 * Refuses XML whose elements stand too deep in each other, and XML that ends before its root does: the streaming parser takes
 * a truncated document for a short one.
 * @throws Problem `too-complex` or `malformed`, naming line and column.
 */
export function checkXmlDepth(source: string, most: number, syntax: string): void {
  let depth = 0;
  for (const { index, 0: found, 1: closes, 2: empty } of source.matchAll(tag)) {
    if (found.startsWith('<!') || found.startsWith('<?') || empty === '/') continue;
    depth += closes === '/' ? -1 : 1;
    if (depth > most) throw tooDeep(syntax, placeWords(placeOf(source, index)), most);
  }
  if (depth > 0) throw malformed(syntax, placeWords(placeOf(source, source.length)), 'unexpected end of the document');
}
