import { dcat, gdc, type Term } from '../../rdf/terms.js';
import type { Mapping } from './parts.js';
import { wordsOf } from './words.js';

/** Keywords: one cut inside a character is left out and counted, one that is repeated is left out, a list in one text separated. */
export function mapRdfKeywords({ draft, reader, fields, node, subject }: Mapping): string[] {
  const given = reader.all(node, dcat.keyword).filter((value) => value.termType === 'Literal');
  const broken = given.filter(({ value }) => value.includes('\ufffd'));
  for (const { value } of broken) fields.mend('tags', value, '', 'tag-broken');
  if (broken.length > 0) draft.observe(subject, gdc.brokenTag, String(broken.length));
  const whole: readonly Term[] = given.filter((value) => !broken.includes(value));
  const seen = new Set<string>();
  const texts = wordsOf(draft, fields, 'tags', whole.length === 1 ? separated(whole[0]) : whole, subject);
  for (const text of texts) {
    const key = `${text.value.toLowerCase()}@${text.language}`;
    if (seen.has(key)) fields.mend('tags', text.value, '', 'tag-repeated');
    else draft.add(subject, dcat.keyword, text);
    seen.add(key);
  }
  if (whole.length === 1 && texts.length > 1)
    fields.mend('tags', whole[0]?.value ?? '', texts.map(({ value }) => value).join(' · '), 'choice-list');
  return given.map(({ value }) => value);
}

function separated(only: Term | undefined): Term[] {
  if (only?.termType !== 'Literal') return [];
  const parts = only.value
    .split(/[,;|]/, 1001)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .slice(0, 1000);
  return parts.map((value) => Object.assign(Object.create(only) as typeof only, { value }));
}
