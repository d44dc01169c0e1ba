import type { Language } from '../../catalog/text.js';
import type { Graph } from '../../rdf/graph.js';
import { iri, type Literal, type NamedNode, type Term } from '../../rdf/terms.js';

/** Reads a document's graph for a page in one language; what has no label shows as its IRI, never as an internal name. */
export class View {
  readonly #graph: Graph;
  readonly #label: (iri: string) => string | undefined;
  readonly language: Language;

  constructor(graph: Graph, language: Language, label: (iri: string) => string | undefined) {
    this.#graph = graph;
    this.#label = label;
    this.language = language;
  }

  /** Values of a text property, the reader's language first. */
  texts(subject: string, property: NamedNode): string[] {
    const literals = this.#graph.objects(iri(subject), property).filter((term): term is Literal => term.termType === 'Literal');
    const rank = (literal: Literal): number => (literal.language === this.language ? 0 : literal.language === '' ? 1 : 2);
    return literals.sort((a, b) => rank(a) - rank(b)).map((literal) => literal.value);
  }

  text(subject: string, property: NamedNode): string | undefined {
    return this.texts(subject, property)[0];
  }

  /** Nodes a property leads to. */
  nodes(subject: string, property: NamedNode): string[] {
    return this.#graph
      .objects(iri(subject), property)
      .filter((term: Term) => term.termType === 'NamedNode')
      .map((term) => term.value);
  }

  /** Labels of the concepts a property leads to. */
  labels(subject: string, property: NamedNode): string[] {
    return [...new Set(this.nodes(subject, property).map((node) => this.#label(node) ?? node))];
  }
}
