import { dcat, gdc, natural } from '../rdf/terms.js';
import { type CkanPackage, isObject } from './ckan-package.js';
import type { Draft } from './draft.js';

/** Tags as keywords: one cut inside a character is left out and counted, one that is repeated is left out. */
export function mapKeywords(draft: Draft, { fields, tags }: CkanPackage): void {
  const names = tags.map((tag) => (typeof tag === 'string' ? tag : isObject(tag) && tag.name !== undefined ? String(tag.name) : ''));
  const listed = fields.text('tag_string');
  const all = names.length > 0 ? names : listed.split(',');
  const seen = new Set<string>();
  let broken = 0;
  for (const name of all) {
    if (name.includes('\ufffd')) {
      fields.mend('tags', name, '', 'tag-broken');
      broken += 1;
      continue;
    }
    const keyword = draft.clean(fields, 'tags', name);
    if (keyword === undefined) continue;
    const key = keyword.toLowerCase();
    if (seen.has(key)) fields.mend('tags', name, '', 'tag-repeated');
    else draft.add(draft.dataset, dcat.keyword, natural(keyword));
    seen.add(key);
  }
  if (broken > 0) draft.observe(draft.dataset, gdc.brokenTag, String(broken));
}
