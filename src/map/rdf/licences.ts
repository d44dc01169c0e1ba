import { dct } from '../../rdf/terms.js';
import { align } from './align.js';
import { labelOf, labelOfCode } from './choices.js';
import type { Reading } from './fields.js';

/**
 * The dataset's licence: `gdc:licence`, else the dct:license that many state of the dataset itself. A licence that is in no
 * table is “other”, with its name and address beside it.
 */
export function readLicence({ draft, reader, focus }: Reading, own: unknown): Record<string, string | string[]> {
  const given = typeof own === 'string' ? own : Array.isArray(own) ? String(own[0] ?? '') : undefined;
  const onDataset = reader.all(focus, dct.license);
  const [value] = onDataset;
  if (given !== undefined) return isAddress(given) ? unlisted(given, given) : {};
  if (value === undefined) return {};
  const label = reader.label(value);
  const found = align(draft.vocabulary, 'licence', value)?.concept ?? (label && draft.vocabulary.find('licence', label)?.concept);
  reader.mend('gdc:licence', 'dct:license', found ? labelOf(draft, found) : (label ?? value.value), 'moved');
  if (found) return { license_id: labelOf(draft, found) };
  const address = reader.iriOf(value);
  return address === undefined
    ? { license_id: (label ?? value.value).slice(0, 2000) }
    : unlisted([label, address].filter(Boolean).join(' '), address);

  function unlisted(words: string, before: string): Record<string, string> {
    const other = labelOfCode(draft, 'licence', 'other');
    reader.mend('gdc:licence', before, other, 'iri-aligned');
    return { license_id: other, license_id_other: words.slice(0, 2000) };
  }
}

function isAddress(value: string): boolean {
  return /^https?:\/\/\S+$/i.test(value);
}
