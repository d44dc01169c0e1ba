import { gdc, iri, type NamedNode, skos, type Term } from '../../rdf/terms.js';
import { codeOf, type Vocabulary } from '../../rdf/vocabulary.js';
import { otherTables } from './other-tables.js';

/** The concept that a value means. `rule` is the repair it took to see it; none when it was the concept itself. */
export interface Aligned {
  readonly concept: NamedNode;
  readonly rule: 'iri-form' | 'iri-aligned' | 'iri-text' | 'choice-spelling' | undefined;
}

const ours = /^https?:\/\/w3id\.org\/dcat-ap-th\/vocab\/([a-z-]+)\/([^/#?\s]+)\/?$/i;
const eu = /^https?:\/\/(?:www\.)?publications\.europa\.eu\/(?:resource|mdr)\/authority\/([a-z-]+)\/([^/#?\s]+)\/?$/i;
const iana = /^https?:\/\/(?:www\.)?iana\.org\/assignments\/media-types\/([a-z]+\/[^/#?\s]+?)\/?$/i;

/** What is compared of an IRI of another table: no protocol, no slash at the end, no difference of case. */
function key(value: string): string {
  return value
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .replace(/\/+$/, '')
    .toLowerCase();
}

const matchesOf = new WeakMap<Vocabulary, Map<string, Map<string, NamedNode>>>();

/** Concepts of one of our schemes by the IRIs that they are matched to. */
function matches(vocabulary: Vocabulary, scheme: string): Map<string, NamedNode> {
  const schemes = matchesOf.get(vocabulary) ?? new Map<string, Map<string, NamedNode>>();
  matchesOf.set(vocabulary, schemes);
  const known = schemes.get(scheme);
  if (known !== undefined) return known;
  const found = new Map<string, NamedNode>();
  const { graph } = vocabulary;
  for (const property of [skos.exactMatch, skos.closeMatch])
    for (const concept of graph.subjects(skos.inScheme, iri(`https://w3id.org/dcat-ap-th/vocab/${scheme}`)))
      for (const match of graph.objects(concept, property))
        if (!found.has(key(match.value))) found.set(key(match.value), iri(concept.value));
  schemes.set(scheme, found);
  return found;
}

/**
 * The concept of a scheme (`licence`, `eu/language`) that a value means: its IRI in any protocol or case, the IRI of a table
 * that the scheme is matched to, one of an older or foreign table, or a label or code. Undefined for any other.
 */
export function align(vocabulary: Vocabulary, scheme: string, value: Term): Aligned | undefined {
  const isIri = value.termType === 'NamedNode' || /^https?:\/\/\S+$/i.test(value.value.trim());
  if (!isIri) return byLabel(vocabulary, scheme, value.value);
  const given = value.value.trim();
  const own = scheme.startsWith('eu/') ? eu.exec(given) : ours.exec(given);
  const ownScheme = scheme.replace(/^eu\//, '');
  const written = value.termType === 'Literal';
  if (own !== null && own[1]?.toLowerCase() === ownScheme) {
    const concept = vocabulary.find(scheme, decoded(own[2] ?? ''))?.concept;
    if (concept !== undefined) return { concept, rule: written ? 'iri-text' : concept.value === given ? undefined : 'iri-form' };
  }
  const matched = scheme.startsWith('eu/') ? undefined : matches(vocabulary, scheme).get(key(given));
  if (matched !== undefined) return { concept: matched, rule: 'iri-aligned' };
  const other = otherTables.find((table) => table.schemes.includes(scheme) && table.pattern.test(given));
  const code = other?.code(other.pattern.exec(given) as RegExpExecArray);
  const found = code === undefined ? undefined : vocabulary.find(scheme, code);
  return found === undefined ? undefined : { concept: found.concept, rule: 'iri-aligned' };
}

/** The concept that a name means; nothing is called by more than a few words. */
export function byName(vocabulary: Vocabulary, scheme: string, name: string | undefined): NamedNode | undefined {
  return name === undefined || name === '' || name.length > longestName ? undefined : vocabulary.find(scheme, name)?.concept;
}

const longestName = 500;

function byLabel(vocabulary: Vocabulary, scheme: string, label: string): Aligned | undefined {
  if (label.length > longestName) return undefined;
  const found = vocabulary.find(scheme, label);
  if (found !== undefined) return { concept: found.concept, rule: 'choice-spelling' };
  const other = otherTables.find((table) => table.schemes.includes(scheme) && table.words?.test(label.trim()));
  const code = other?.words === undefined ? undefined : other.code(other.words.exec(label.trim()) as RegExpExecArray);
  const concept = code === undefined ? undefined : vocabulary.find(scheme, code)?.concept;
  return concept && { concept, rule: 'choice-spelling' };
}

/** A media type as IANA names it, from its IRI or its name; undefined for what is none. */
export function mediaTypeOf(value: Term): string | undefined {
  const given = value.value.trim();
  const name = iana.exec(given)?.[1] ?? (value.termType === 'Literal' ? given : undefined);
  const bare = name?.split(';')[0]?.trim().toLowerCase();
  return bare !== undefined && /^[a-z]+\/[a-z0-9][a-z0-9.+-]{0,126}$/.test(bare) ? bare : undefined;
}

/** The code of the EU file type that a format means, by IRI, label, extension or media type. */
export function fileTypeOf(vocabulary: Vocabulary, value: Term): string | undefined {
  const found = align(vocabulary, 'eu/file-type', value);
  if (found !== undefined) return codeOf(found.concept.value);
  const mediaType = mediaTypeOf(value);
  if (mediaType === undefined) return undefined;
  const [format] = vocabulary.graph.subjects(gdc.mediaType, iri(`https://www.iana.org/assignments/media-types/${mediaType}`));
  return format && codeOf(format.value);
}

function decoded(code: string): string {
  try {
    return decodeURIComponent(code);
  } catch {
    return code; // a percent sign that encodes nothing
  }
}
