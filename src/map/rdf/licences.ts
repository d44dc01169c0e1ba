import { dct, gdc, type NamedNode, type Term } from '../../rdf/terms.js';
import { licenceDocument } from '../distributions.js';
import type { Draft } from '../draft.js';
import { align, byName } from './align.js';
import { labelOf, labelOfCode } from './choices.js';
import type { Reading } from './fields.js';
import type { Mapping } from './parts.js';
import type { RecordReader } from './reader.js';

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
  const found = align(draft.vocabulary, 'licence', value)?.concept ?? byName(draft.vocabulary, 'licence', label);
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

/** The licence that a distribution names. */
export function licenceOf(draft: Draft, reader: RecordReader, node: Term): NamedNode | undefined {
  for (const value of reader.all(node, dct.license)) {
    const label = reader.label(value);
    const found = align(draft.vocabulary, 'licence', value)?.concept ?? byName(draft.vocabulary, 'licence', label);
    if (found) return found;
  }
  return undefined;
}

/** States the licence document of a distribution; one that is in no table is observed. */
export function mapLicence({ draft, reader, node, subject, fields }: Mapping, licence: NamedNode | undefined): void {
  for (const value of reader.all(node, dct.license)) {
    const found = align(draft.vocabulary, 'licence', value);
    const document = licenceDocument(draft, found?.concept);
    if (found === undefined && licenceOf(draft, reader, node) === undefined)
      draft.observe(
        subject,
        gdc.unrecognisedChoice,
        `dct:license=${draft.masked(fields, 'license', (reader.label(value) ?? value.value).slice(0, 2000))}`,
      );
    else if (document !== undefined && document.value !== value.value)
      fields.mend('license', value.value, document.value, found?.rule ?? 'iri-aligned');
  }
  const document = licenceDocument(draft, licence);
  if (document !== undefined) draft.add(subject, dct.license, document);
}
