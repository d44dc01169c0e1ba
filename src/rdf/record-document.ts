import { parse } from './parse.js';
import { toNTriples } from './serialise.js';
import { factory, foaf, iri, type Literal, type NamedNode, type Quad, type Quad_Object, quad, type Term, tagged } from './terms.js';

/** The description of one dataset as a version keeps it. */
export interface RecordDocument {
  /** The dataset that the record is about. */
  readonly focus: NamedNode;
  /** Everything said of it and of its parts, in the default graph, without blank nodes. */
  readonly quads: readonly Quad[];
}

/** The node whose one statement, always the first line, says which dataset the document is about. */
const record = iri('urn:banchi:record');
/** What N-Quads cannot carry stands behind these, percent-encoded, until it is read: mending it is the mapping's. */
export const strangeIri = 'urn:banchi:iri:';
export const strangeLanguage = 'urn:banchi:language:';

export const plainIri = /^[A-Za-z][A-Za-z0-9+.-]*:(?:[^\p{Cc} <>"{}|\\^`]|[\u007f-\u009f])*$/u;
export const plainLanguage = /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/;
const halves = /\p{Surrogate}/gu;

/**
 * One dataset's description as text: N-Quads in the default graph, of which the first line names the dataset
 * (`<urn:banchi:record> foaf:primaryTopic <dataset>`) and the others are sorted, so that equal descriptions are equal texts.
 * Names of graphs are left out. IRIs and language tags that are none travel encoded and come back as they were.
 * @throws Error at a blank node: who cuts records gives each an IRI first.
 */
export function writeRecordDocument(focus: NamedNode, quads: Iterable<Quad>): string {
  const first = toNTriples([quad(record, foaf.primaryTopic, encoded(focus) as NamedNode)]);
  const rest = toNTriples(
    Array.from(quads, ({ subject, predicate, object }) =>
      quad(encoded(subject) as NamedNode, encoded(predicate) as NamedNode, encoded(object) as Quad_Object),
    ),
  );
  return `${first}${rest}`.replace(halves, '\ufffd');
}

/**
 * Reads what writeRecordDocument wrote.
 * @throws Error when the text is no such document.
 */
export function readRecordDocument(bytes: string): RecordDocument {
  const [first, ...rest] = parse(bytes, { label: 'record', format: 'N-Quads' });
  if (!first?.subject.equals(record) || !first.predicate.equals(foaf.primaryTopic) || first.object.termType !== 'NamedNode')
    throw new Error('the text is no record: its first statement does not name the dataset');
  return { focus: decoded(first.object) as NamedNode, quads: rest.map(restored) };
}

function encoded(term: Term): Term {
  if (term.termType === 'NamedNode')
    return plainIri.test(term.value) && !term.value.startsWith(strangeIri) ? term : iri(strangeIri + percent(term.value));
  if (term.termType !== 'Literal') throw new Error(`a record document holds no ${term.termType}`);
  if (term.language !== '')
    return plainLanguage.test(term.language) ? term : factory.literal(term.value, iri(strangeLanguage + percent(term.language)));
  return plainIri.test(term.datatype.value) && !term.datatype.value.startsWith('urn:banchi:')
    ? term
    : factory.literal(term.value, iri(strangeIri + percent(term.datatype.value)));
}

function restored(given: Quad): Quad {
  const { subject, predicate, object } = given;
  const [s, p, o] = [decoded(subject), decoded(predicate), decoded(object)];
  return s === subject && p === predicate && o === object ? given : quad(s as NamedNode, p as NamedNode, o as Quad_Object);
}

function decoded(term: Term): Term {
  if (term.termType === 'NamedNode')
    return term.value.startsWith(strangeIri) ? iri(decodeURIComponent(term.value.slice(strangeIri.length))) : term;
  const { value, datatype } = term as Literal;
  if (!datatype.value.startsWith('urn:banchi:')) return term;
  if (datatype.value.startsWith(strangeLanguage)) return tagged(value, decodeURIComponent(datatype.value.slice(strangeLanguage.length)));
  return factory.literal(value, decoded(datatype) as NamedNode);
}

/** Percent-encoding of a value that N-Quads cannot carry. */
export function percent(value: string): string {
  return encodeURIComponent(value.replace(halves, '\ufffd'));
}
