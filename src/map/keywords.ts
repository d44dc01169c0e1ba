import { dcat, gdc, natural } from '../rdf/terms.js';
import type { CkanPackage } from './ckan-package.js';
import type { Draft } from './draft.js';

/** Tags as keywords: one cut inside a character is left out and counted, one that is repeated is left out. */
export function mapKeywords(draft: Draft, { fields, tags }: CkanPackage): void {
  const listed = fields.text('tag_string');
  const all = tags.length > 0 ? tags : listed.split(',');
  const seen = new Set<string>();
  let broken = 0;
  for (const name of fields.bounded('tags', all)) {
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
