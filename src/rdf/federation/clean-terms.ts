import { factory, iri, type Quad_Object, type Quad_Subject, type Term, tagged, typed } from '../terms.js';

/** What no IRI may have (RFC 3987), by which a strange answer could write statements of its own into ours. */
const notInIri = /[\p{Cc} <>"{}|^`\\]/gu;
const languageTag = /^[a-z]+(?:-[a-z\d]+)*$/i;

/** Terms as endpoints of others send them, made such that every format can hold them; blank nodes get labels of ours. */
export class CleanTerms {
  readonly #labels = new Map<string, string>();

  /** The same term for the same term; undefined for one that is no term of RDF 1.1. */
  clean(term: Term): Quad_Object | undefined {
    if (term.termType === 'NamedNode') return iri(cleanIri(term.value));
    if (term.termType === 'BlankNode') return this.blank(`data ${term.value}`);
    if (term.termType !== 'Literal') return undefined;
    if (term.language !== '') return tagged(term.value, languageTag.test(term.language) ? term.language : undefined);
    return typed(term.value, iri(cleanIri(term.datatype.value)));
  }

  /** The blank node of this name, which may be any text. */
  blank(name: string): Quad_Subject {
    const label = this.#labels.get(name) ?? `b${this.#labels.size}`;
    this.#labels.set(name, label);
    return factory.blankNode(label);
  }
}

function cleanIri(value: string): string {
  return value.replace(notInIri, encodeURIComponent);
}
