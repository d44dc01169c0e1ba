import { placeOf, placeWords, tooDeep } from './read-limits.js';

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
