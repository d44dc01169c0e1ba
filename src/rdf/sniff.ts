import { Problem } from '../catalog/problem.js';
import { type Text, text } from '../catalog/text.js';

/** What is known of a document before it is read. */
export interface DocumentLabel {
  /** Media type as it was declared, with or without parameters. */
  readonly mediaType?: string | undefined;
  /** File name or address, whose ending tells. */
  readonly name?: string | undefined;
}

type Family = 'turtle' | 'json' | 'xml' | 'html';

interface SyntaxFacts {
  readonly name: string;
  readonly mediaTypes: readonly string[];
  readonly extensions: readonly string[];
  readonly family: Family;
}

/** Every syntax that is read. `json` is CKAN's or JSON-LD: its keys decide. `turtles` is what nobody labelled. */
export const syntaxes = {
  turtle: { name: 'Turtle', mediaTypes: ['text/turtle', 'application/x-turtle'], extensions: ['ttl'], family: 'turtle' },
  trig: { name: 'TriG', mediaTypes: ['application/trig'], extensions: ['trig'], family: 'turtle' },
  ntriples: { name: 'N-Triples', mediaTypes: ['application/n-triples'], extensions: ['nt'], family: 'turtle' },
  nquads: { name: 'N-Quads', mediaTypes: ['application/n-quads', 'text/x-nquads'], extensions: ['nq'], family: 'turtle' },
  turtles: { name: 'Turtle', mediaTypes: [], extensions: [], family: 'turtle' },
  jsonld: { name: 'JSON-LD', mediaTypes: ['application/ld+json'], extensions: ['jsonld'], family: 'json' },
  json: { name: 'JSON', mediaTypes: ['application/json', 'text/json'], extensions: ['json'], family: 'json' },
  rdfxml: {
    name: 'RDF/XML',
    mediaTypes: ['application/rdf+xml', 'application/xml', 'text/xml'],
    extensions: ['rdf', 'xml', 'owl'],
    family: 'xml',
  },
  html: { name: 'HTML', mediaTypes: ['text/html', 'application/xhtml+xml'], extensions: ['html', 'htm', 'xhtml'], family: 'html' },
} as const satisfies Record<string, SyntaxFacts>;

export type Syntax = keyof typeof syntaxes;

/** Types that say nothing of the content, or that forms and simple servers send for anything. */
const vague: ReadonlySet<string> = new Set([
  '',
  'text/plain',
  'application/octet-stream',
  'binary/octet-stream',
  'application/x-www-form-urlencoded',
]);

/** What the first characters tell of each family that can be told for certain. */
const beginnings: readonly { readonly family: Family; readonly pattern: RegExp }[] = [
  { family: 'json', pattern: /^(?:\{\s*(?:"|\}\s*$)|\[\s*(?:\{\s*"|\]\s*$))/ },
  { family: 'html', pattern: /^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)?(?:<!doctype\s+html|<html[\s>])/i },
  { family: 'xml', pattern: /^(?:<\?xml\s|<!DOCTYPE\s|<!--|<[A-Za-z_][\w.-]*:RDF[\s>]|<[A-Za-z_][\w.:-]*\s+[\w.:-]+\s*=)/ },
];

const byFamily: Readonly<Record<Family, Syntax>> = { turtle: 'turtles', json: 'json', xml: 'rdfxml', html: 'html' };

/**
 * The syntax of a document: its media type, else the ending of its name, else its first characters. Where these contradict
 * what was declared, they decide, and a note says so.
 * @throws Problem `unsupported-media-type` for a declared type that is none of ours while the content is none either.
 */
export function sniff(content: string, label: DocumentLabel): { syntax: Syntax; notes: readonly Text[] } {
  const start = content.slice(0, 4096).trimStart();
  const mediaType = label.mediaType?.split(';')[0]?.trim().toLowerCase() ?? '';
  const declared = byMediaType(mediaType) ?? byExtension(label.name);
  const certain = beginnings.find(({ pattern }) => pattern.test(start))?.family;
  if (declared === undefined) {
    if (!vague.has(mediaType) && certain === undefined) throw unsupported(mediaType);
    return { syntax: byFamily[certain ?? 'turtle'], notes: [] };
  }
  const { family, name } = syntaxes[declared];
  // XHTML may stand for either.
  if (certain === undefined ? family === 'turtle' : certain === family) return { syntax: declared, notes: [] };
  if (certain === undefined)
    return { syntax: isTurtle(start) ? 'turtles' : declared, notes: isTurtle(start) ? [insteadOf(name, 'Turtle')] : [] };
  const syntax = byFamily[certain];
  return { syntax, notes: [insteadOf(name, syntaxes[syntax].name)] };
}

/** `charset` of a media type. */
export function charsetOf(mediaType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(mediaType ?? '')?.[1];
}

function byMediaType(mediaType: string): Syntax | undefined {
  return (Object.keys(syntaxes) as Syntax[]).find((one) => (syntaxes[one].mediaTypes as readonly string[]).includes(mediaType));
}

function byExtension(name: string | undefined): Syntax | undefined {
  const ending = /\.(\w+)(?:[?#].*)?$/.exec(name ?? '')?.[1]?.toLowerCase() ?? '';
  return (Object.keys(syntaxes) as Syntax[]).find((one) => (syntaxes[one].extensions as readonly string[]).includes(ending));
}

/** Certain only where something else was declared. */
function isTurtle(start: string): boolean {
  return /^(?:#[^\n]*\s+)*(?:@(?:prefix|base)\s|(?:PREFIX|BASE)\s+[\w-]*:?\s*<|<[^>\s]*>\s+(?:a|<[^>\s]*>)\s)/i.test(start);
}

function insteadOf(declared: string, found: string): Text {
  return text(
    `ระบุว่าเป็น ${declared} แต่เนื้อหาเป็น ${found} จึงอ่านเป็น ${found}`,
    `Declared ${declared}, but its content is ${found}, so it was read as that.`,
  );
}

function unsupported(mediaType: string): Problem {
  const names = ['Turtle', 'TriG', 'N-Triples', 'N-Quads', 'JSON-LD', 'RDF/XML', 'HTML (RDFa, JSON-LD)', 'JSON (CKAN)'].join(', ');
  return new Problem('unsupported-media-type', text(`ไม่รองรับ ${mediaType}`, `${mediaType} is not supported.`), {
    remedy: text(`ส่งเป็นรูปแบบใดรูปแบบหนึ่งต่อไปนี้ ${names}`, `Send one of ${names}.`),
  });
}
