import type { Text } from '../catalog/text.js';
import { text } from '../catalog/text.js';
import { decode } from './decode.js';
import { readHtml } from './read-html.js';
import { parseJson, readJsonLd } from './read-jsonld.js';
import type { ReadLimits } from './read-limits.js';
import { readRdfXml } from './read-rdfxml.js';
import { readTurtle } from './read-turtle.js';
import { charsetOf, type DocumentLabel, type Syntax, sniff, syntaxes } from './sniff.js';
import type { Quad } from './terms.js';

/** A document of a stranger: RDF, or JSON that is no JSON-LD. */
export type ReadDocument = { readonly syntax: string; readonly notes: readonly Text[] } & (
  | { readonly kind: 'rdf'; readonly quads: readonly Quad[] }
  | { readonly kind: 'json'; readonly value: unknown }
);

/** Relative IRIs of a document whose address nobody knows begin with this. */
export const noBase = 'https://document.invalid/';

type Reader = (source: string, syntax: Syntax, base: string, limits: ReadLimits) => Promise<Quad[]>;

const readers: Readonly<Record<Exclude<Syntax, 'json' | 'jsonld'>, Reader>> = {
  turtle: readTurtle,
  trig: readTurtle,
  ntriples: readTurtle,
  nquads: readTurtle,
  turtles: readTurtle,
  rdfxml: (source, _, base, limits) => readRdfXml(source, base, limits),
  html: (source, _, base, limits) => readHtml(source, base, limits),
};

/**
 * Reads any of the syntaxes that people describe datasets in.
 * @param label.name an address becomes the base of relative IRIs.
 * @throws Problem saying what is wrong, where, and how to mend it.
 */
export async function readDocument(bytes: Uint8Array, label: DocumentLabel, limits: ReadLimits): Promise<ReadDocument> {
  const decoded = decode(bytes, charsetOf(label.mediaType));
  const { syntax, notes: sniffed } = sniff(decoded.text, label);
  const notes = [...decoded.notes, ...sniffed];
  const base = /^https?:\/\//i.test(label.name ?? '') ? String(label.name) : noBase;
  if (syntax !== 'json' && syntax !== 'jsonld') {
    const quads = await readers[syntax](decoded.text, syntax, base, limits);
    return { kind: 'rdf', syntax: syntaxes[syntax].name, notes, quads };
  }
  const value = parseJson(decoded.text, limits, syntaxes[syntax].name);
  if (isJsonLd(value)) return { kind: 'rdf', syntax: 'JSON-LD', notes, quads: await readJsonLd(value, base, limits) };
  const unlabelled = text('เอกสารไม่มี @context จึงอ่านเป็น JSON ของ CKAN', 'The document has no @context, so it was read as CKAN’s JSON.');
  return { kind: 'json', syntax: 'CKAN JSON', notes: syntax === 'jsonld' ? [...notes, unlabelled] : notes, value };
}

/** JSON-LD says so by its keywords. */
function isJsonLd(value: unknown): boolean {
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'object' && first !== null && Object.keys(first).some((key) => /^@(?:context|graph|id|type|included)$/.test(key));
}
