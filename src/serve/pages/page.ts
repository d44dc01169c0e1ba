import type { VNode } from 'preact';
import type { Language, Text } from '../../catalog/text.js';
import { natural } from '../../rdf/terms.js';

/** Entries of the menu; the one a page belongs to is marked there. */
export type Section = 'datasets' | 'agencies' | 'validate' | 'profile' | 'sparql';

/** One page in one language. */
export interface Page {
  readonly title: string;
  readonly body: VNode;
  /** Addresses of the same thing in RDF, by suffix; absent for pages that have none. */
  readonly alternates?: string;
  readonly section?: Section;
  /** A sentence or two for search engines and link previews. */
  readonly description?: string;
  /** The same thing in JSON-LD for search engines. */
  readonly structured?: Readonly<Record<string, unknown>>;
  /** Style sheets and scripts that this page needs besides. */
  readonly assets?: { readonly styles: readonly string[]; readonly scripts: readonly string[] };
}

export type { Language } from '../../catalog/text.js';

/** Picks a language's words. */
export function say(language: Language, th: string, en: string): string {
  return language === 'th' ? th : en;
}

export function pick(language: Language, text: Text): string {
  return text[language];
}

/** The `lang` of words whose language is not the page's: screen readers and line breaking of Thai depend on it. */
export function tongue(language: Language, words: string): { lang?: string } {
  const own = natural(words).language;
  return own === '' || own === language ? {} : { lang: own };
}

function dateFormats(month: 'short' | 'long'): Readonly<Record<Language, Intl.DateTimeFormat>> {
  const parts = { day: 'numeric', month, year: 'numeric', timeZone: 'Asia/Bangkok' } as const;
  return { th: new Intl.DateTimeFormat('th-TH-u-ca-buddhist-nu-latn', parts), en: new Intl.DateTimeFormat('en-GB', parts) };
}

const formats = { short: dateFormats('short'), long: dateFormats('long') };

/** An ISO day or moment as people read it: Buddhist Era in Thai. */
export function readableDate(language: Language, iso: string, length: 'short' | 'long' = 'short'): string {
  const date = new Date(iso.length === 10 ? `${iso}T00:00:00+07:00` : iso);
  return Number.isNaN(date.getTime()) ? iso : formats[length][language].format(date);
}

const numbers = new Intl.NumberFormat('en-US');

/** Numbers with separators, the same in both languages. */
export function readableNumber(value: number): string {
  return numbers.format(value);
}

const sizes = ['KB', 'MB', 'GB', 'TB'] as const;

/** A file size in the unit that keeps it short. */
export function readableSize(bytes: number): string {
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1000 && unit < sizes.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${readableNumber(unit === 0 ? Math.ceil(value) : Math.round(value * 10) / 10)} ${sizes[unit]}`;
}
