import type { Language, Text } from '../../catalog/text.js';
import type { Graph } from '../../rdf/graph.js';
import { iri, type Literal, type NamedNode, rdfs, type Term } from '../../rdf/terms.js';
import { codeOf } from '../../rdf/vocabulary.js';
import { formatName } from './formats.js';

/** Reads a document's graph for a page in one language; what has no label shows as its IRI, never as an internal name. */
export class View {
  readonly #graph: Graph;
  readonly #label: (iri: string) => Text | undefined;
  readonly language: Language;

  constructor(graph: Graph, language: Language, label: (iri: string) => Text | undefined) {
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

  /** A concept's label, else what the document itself calls the node. */
  label(node: string): string {
    return this.#label(node)?.[this.language] ?? this.text(node, rdfs.label) ?? node;
  }

  /** Labels of the concepts a property leads to. */
  labels(subject: string, property: NamedNode): string[] {
    return [...new Set(this.nodes(subject, property).map((node) => this.label(node)))];
  }

  /** Choices in the agency's words: where it chose “other” and wrote what, that says more than the choice. */
  choices(subject: string, property: NamedNode, note: NamedNode): string[] {
    const notes = this.texts(subject, note);
    const chosen = this.nodes(subject, property).filter((node) => notes.length === 0 || codeOf(node) !== 'other');
    return [...new Set([...chosen.map((node) => this.label(node)), ...notes])];
  }

  /** Short names of the formats a property leads to. */
  formats(subject: string, property: NamedNode): string[] {
    return this.nodes(subject, property).map((node) => formatName(node, this.#label(node)));
  }
}
