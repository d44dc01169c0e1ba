import type { VNode } from 'preact';
import type { Language, Text } from '../../catalog/text.js';

/** One page in one language. */
export interface Page {
  readonly title: string;
  readonly body: VNode;
  /** Addresses of the same thing in RDF, by suffix; absent for pages that have none. */
  readonly alternates?: string;
}

export type { Language } from '../../catalog/text.js';

/** Picks a language's words. */
export function say(language: Language, th: string, en: string): string {
  return language === 'th' ? th : en;
}

export function pick(language: Language, text: Text): string {
  return text[language];
}

const formats: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  th: new Intl.DateTimeFormat('th-TH-u-ca-buddhist', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'Asia/Bangkok' }),
  en: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'Asia/Bangkok' }),
};

/** An ISO day or moment as people read it: Buddhist Era in Thai. */
export function readableDate(language: Language, iso: string): string {
  return formats[language].format(new Date(iso.length === 10 ? `${iso}T00:00:00+07:00` : iso));
}

/** Numbers with separators, the same in both languages. */
export function readableNumber(value: number): string {
  return new Intl.NumberFormat('en-US').format(value);
}
