import { decodeHTMLAttribute } from 'entities';
import type { RepairRule } from './repairs.js';

/** Tags of HTML that portals really put into notes; anything else in angle brackets is text. */
const tags =
  /<\/?(?:a|b|br|blockquote|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]*)?\/?>/gi;
const breaks = /<(?:br|\/p|\/div|\/li|\/tr|\/h[1-6])(?:\s[^<>]*)?\/?>/gi;

/** Characters that RDF/XML cannot carry. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the purpose
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Each step of cleaning a text, in order; entities before tags, since portals escape tags. */
const steps: readonly (readonly [RepairRule, (value: string) => string])[] = [
  // As in an attribute: “?page=1&section=2” in a bare URL holds no entity.
  ['html-entities', (value) => (value.includes('&') ? decodeHTMLAttribute(value) : value)],
  ['html-tags', (value) => value.replace(breaks, '\n').replace(tags, '')],
  [
    'zero-width',
    (value) =>
      value
        .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
        .replace(controls, '')
        .replace(/\p{Surrogate}/gu, ''),
  ],
  ['sara-am', (value) => value.replace(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/g, '$1\u0e33')],
  ['line-ends', (value) => value.replace(/\r\n?/g, '\n')],
  [
    'white-space',
    (value) =>
      value
        .replace(/[\t\u00a0]+/g, ' ')
        .replace(/ +\n/g, '\n')
        .replace(/\n{3,}/g, '\n\n')
        .replace(/ {2,}/g, ' ')
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
