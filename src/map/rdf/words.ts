import { type Literal, type NamedNode, natural, type Term, tagged } from '../../rdf/terms.js';
import { bounds, type FieldReader } from '../ckan-package.js';
import type { Draft } from '../draft.js';

const thaiLetter = /[ก-ฮ]/;
const latinLetter = /[A-Za-z]/;

/** A text cut to the length that is read; what is cut off is recorded. */
export function bounded(fields: FieldReader, field: string, value: string): string {
  if (value.length <= bounds.characters) return value;
  fields.mend(field, String(value.length), String(bounds.characters), 'too-long');
  return value.slice(0, bounds.characters);
}

/**
 * Texts of a field, cleaned and screened, each with a language tag that holds: one that is none or that its letters deny is
 * mended, a missing one comes from the letters (linked-data.md §4). A language that was mended is recorded once a field.
 */
export function wordsOf(draft: Draft, fields: FieldReader, field: string, values: readonly Term[], subject: NamedNode): Literal[] {
  const texts = new Map<string, Literal>();
  let mended = false;
  for (const value of values) {
    const given = value.termType === 'Literal' ? value : undefined;
    const clean = draft.clean(fields, field, bounded(fields, field, value.value), subject);
    if (clean === undefined) continue;
    const text = tag(clean, given?.language ?? '');
    if (!mended && text.language !== (given?.language ?? '').toLowerCase()) {
      fields.mend(
        field,
        `${clean}@${given?.language ?? ''}`.replace(/@$/, ''),
        `${clean}@${text.language}`.replace(/@$/, ''),
        'language-tag',
      );
      mended = true;
    }
    texts.set(`${text.value}@${text.language}`, text);
  }
  return [...texts.values()];
}

/** States the texts. @returns the first in Thai, else the first. */
export function stateWords(
  draft: Draft,
  fields: FieldReader,
  field: string,
  values: readonly Term[],
  subject: NamedNode,
  property: NamedNode,
): string | undefined {
  const texts = wordsOf(draft, fields, field, values, subject);
  for (const text of texts) draft.add(subject, property, text);
  return (texts.find(({ language }) => language === 'th') ?? texts[0])?.value;
}

const threeLetters: Readonly<Record<string, string>> = { tha: 'th', eng: 'en', thai: 'th', english: 'en' };

function tag(text: string, given: string): Literal {
  const lower = given.toLowerCase().replace(/_/g, '-');
  // Our texts tell Thai and English apart, not where they are spoken.
  const language = threeLetters[lower] ?? lower.replace(/^(th|en)-.*$/, '$1');
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/.test(language)) return natural(text);
  if (language === 'en' && thaiLetter.test(text) && !latinLetter.test(text)) return natural(text);
  return tagged(text, language);
}
