import { dcat, iri, type Quad, type Term } from '../../rdf/terms.js';
import { codeOf } from '../../rdf/vocabulary.js';
import type { Draft } from '../draft.js';
import { fileTypeOf, mediaTypeOf } from './align.js';
import type { Mapping } from './parts.js';
import type { RecordReader } from './reader.js';

/** A format as the mapping of formats reads it: the code of the EU's file type, else its own words. */
export function formatOf(draft: Draft, reader: RecordReader, formats: readonly Term[]): string | undefined {
  for (const value of formats) {
    const known = fileTypeOf(draft.vocabulary, value);
    if (known !== undefined) {
      const isConcept = value.termType === 'NamedNode' && codeOf(value.value) === known && value.value.startsWith('http://publications');
      if (!isConcept && value.termType === 'NamedNode') reader.mend('dct:format', value.value, known, 'iri-aligned');
      if (value.termType === 'Literal') return draft.vocabulary.find('eu/file-type', value.value) === undefined ? known : value.value;
      return known;
    }
  }
  const [first] = formats;
  const label = first && (reader.label(first) ?? reader.iriOf(first));
  return label?.slice(0, 200);
}

/** A size in bytes: `1.2 MB` and `12,345` are read, anything else is none. */
export function sizeOf(reader: RecordReader, node: Term, named: (field: string) => string): string {
  const [value] = reader.all(node, dcat.byteSize);
  if (value === undefined) return '';
  const given = value.value.trim();
  const bytes = /^\d{1,15}(?:\.0*)?$/.test(given) ? String(Number(given)) : inBytes(given);
  if (bytes === undefined) reader.mend(named('size'), given, '', 'placeholder');
  else if (bytes !== given) reader.mend(named('size'), given, bytes, 'literal-type');
  else if (value.termType === 'Literal' && !/#(?:nonNegativeInteger|integer|decimal)$/.test(value.datatype.value))
    reader.mend(named('size'), value.datatype.value, 'xsd:nonNegativeInteger', 'literal-type');
  return bytes ?? '';
}

const units: Readonly<Record<string, number>> = {
  b: 1,
  byte: 1,
  bytes: 1,
  kb: 1e3,
  kib: 1024,
  mb: 1e6,
  mib: 1024 ** 2,
  gb: 1e9,
  gib: 1024 ** 3,
};

function inBytes(given: string): string | undefined {
  const match = /^(\d{1,12}(?:\.\d{1,6})?(?:e[+]?\d{1,2})?)\s*([a-z]{1,5})?$/i.exec(given.replace(/,(?=\d{3})/g, ''));
  const unit = match === null ? undefined : units[(match[2] ?? 'b').toLowerCase()];
  const bytes = unit === undefined ? Number.NaN : Math.round(Number(match?.[1]) * unit);
  return Number.isSafeInteger(bytes) && bytes < 1e15 ? String(bytes) : undefined;
}

/** The format's usual media type stands where the table lacks the one that is given. */
export function noteLostMediaType({ draft, reader, node, fields }: Mapping, stated: readonly Quad[]): void {
  for (const value of reader.all(node, dcat.mediaType)) {
    const own = `https://www.iana.org/assignments/media-types/${mediaTypeOf(value) ?? ''}`;
    const isPinned = draft.vocabulary.graph.find(iri(own)).length > 0;
    if (isPinned && value.value === own) continue;
    const instead = stated.find(({ predicate }) => predicate.equals(dcat.mediaType))?.object.value;
    fields.mend('mimetype', value.value, instead ?? '', isPinned ? 'iri-form' : 'iri-aligned');
  }
}
