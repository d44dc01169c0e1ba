import { decodeHTMLAttribute } from 'entities';
import type { RepairRule } from './repairs.js';

/** Tags of HTML that portals really put into notes; anything else in angle brackets is text. */
const tags =
  /<\/?(?:a|b|br|blockquote|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]*)?\/?>/gi;
const breaks = /<(?:br|\/p|\/div|\/li|\/tr|\/h[1-6])(?:\s[^<>]*)?\/?>/gi;

/** Characters that RDF/XML cannot carry. */
const controls = /(?![\t\n\r\u007f-\u009f])\p{Cc}|[\ufffe\uffff]/gu;

/** Nothing but Thai, ASCII and line feeds, as most texts: two searches less. */
function isOrdinary(value: string): boolean {
  return /^[\n -~\u0e00-\u0e5b]*$/.test(value);
}

/** Each step of cleaning a text, in order; entities before tags, since portals escape tags. */
const steps: readonly (readonly [RepairRule, (value: string) => string])[] = [
  // As in an attribute: “?page=1&section=2” in a bare URL holds no entity.
  ['html-entities', (value) => (value.includes('&') ? decodeHTMLAttribute(value) : value)],
  ['html-tags', (value) => value.replace(breaks, '\n').replace(tags, '')],
  [
    'zero-width',
    (value) =>
      isOrdinary(value)
        ? value
        : value
            .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
            .replace(controls, '')
            .replace(/\p{Surrogate}/gu, ''),
  ],
  // What is written in them is read as in ordinary characters, by people and by the search for personal data.
  [
    'full-width',
    (value) =>
      isOrdinary(value) ? value : value.replace(/[\uff01-\uff5e\u3000\u{1d400}-\u{1d7ff}]/gu, (character) => character.normalize('NFKC')),
  ],
  ['sara-am', (value) => value.replace(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/g, '$1\u0e33')],
  // What copying from a PDF makes of it; words that are none without it.
  ['sara-am-lost', (value) => value.replace(/(?<!ประ)สานักงาน|จานวน|อาเภอ/g, (word) => word.replace('า', '\u0e33'))],
  ['line-ends', (value) => value.replace(/\r\n?/g, '\n')],
  [
    'white-space',
    (value) =>
      value
        .replace(/[\t\u00a0]+/g, ' ')
        .replace(/ {2,}/g, ' ') // before what follows, which would try each of a million spaces
        .replace(/ \n/g, '\n')
        .replace(/\n{3,}/g, '\n\n')
        .trim(),
  ],
];

/** Told of each rule that changed a text, with the value before and after it. */
export type CleaningReport = (rule: RepairRule, before: string, after: string) => void;

/**
 * Cleans a text as a person would (thai-metadata.md §4). Real text in angle brackets stays.
 */
export function cleanText(value: string, changed: CleaningReport): string {
  let current = value.normalize('NFC');
  for (const [rule, step] of steps) {
    const next = step(current);
    if (next !== current) changed(rule, current, next);
    current = next;
  }
  return current;
}

/** True for what people type to get past a mandatory field. */
export function isPlaceholder(value: string): boolean {
  return /^[-–—._*\s/]*$/.test(value) || /^(n\/?a|none|null|undefined|test)$/i.test(value);
}

/** Thai digits as ASCII digits. */
export function asciiDigits(value: string): string {
  return value.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
}
