import { dcat, dct, gdc, iri, type NamedNode, owl, prefixed, prof, rdfs, sh, skos } from '../../rdf/terms.js';
import { codeOf } from '../../rdf/vocabulary.js';
import type { Link } from '../pages/components.js';
import type { ConceptView } from '../pages/concept.js';
import { groupsOf } from '../pages/concepts.js';
import type { Language } from '../pages/page.js';
import type { ProfileView } from '../pages/profile.js';
import type { SchemeLine, SchemeView } from '../pages/schemes.js';
import type { TermsView, TermView } from '../pages/terms.js';
import { View } from '../pages/view.js';
import type { ProfileDocument, ProfileDocuments } from '../profile-documents.js';

/** Reads the profile's documents for pages in one language. */
export class ProfileViews {
  readonly #documents: ProfileDocuments;
  readonly #language: Language;

  constructor(documents: ProfileDocuments, language: Language) {
    this.#documents = documents;
    this.#language = language;
  }

  schemeLine(scheme: ProfileDocument): SchemeLine {
    const { view, node } = this.#read(scheme);
    const isOurs = this.#documents.hrefOf(scheme.iri) !== undefined;
    return {
      href: isOurs ? scheme.path : scheme.iri,
      name: view.text(node, dct.title) ?? view.text(node, skos.prefLabel) ?? codeOf(node),
      description: view.text(node, dct.description) ?? node,
      concepts: scheme.graph.subjects(skos.inScheme, iri(node)).length,
    };
  }

  scheme(scheme: ProfileDocument, search: string): SchemeView {
    const { view, node } = this.#read(scheme);
    const { name, description, concepts } = this.schemeLine(scheme);
    return {
      path: scheme.path,
      iri: node,
      title: name,
      description,
      note: view.text(node, skos.editorialNote) ?? '',
      version: view.text(node, owl.versionInfo) ?? '',
      total: concepts,
      search,
      groups: groupsOf(this.#documents, scheme, search).map(({ iri: above, lines }) => ({
        above: above === undefined ? undefined : this.#link(above),
        lines,
      })),
    };
  }

  concept(scheme: ProfileDocument, concept: string): ConceptView {
    const { view } = this.#read(scheme);
    const label = this.#documents.vocabulary.label(concept) ?? { th: codeOf(concept), en: codeOf(concept) };
    const others = (language: Language): string[] =>
      scheme.graph
        .objects(iri(concept), skos.altLabel)
        .filter((term) => term.termType === 'Literal' && term.language === language)
        .map(({ value }) => value);
    const links = (property: NamedNode): Link[] => view.nodes(concept, property).map((node) => this.#link(node));
    const matches = (property: NamedNode, kind: 'exact' | 'close' | 'broad') => links(property).map((link) => ({ ...link, kind }));
    return {
      path: new URL(concept).pathname.replace(/^\/dcat-ap-th/, ''),
      iri: concept,
      code: codeOf(concept),
      scheme: { href: scheme.path, name: this.schemeLine(scheme).name },
      label,
      others: { th: others('th'), en: others('en') },
      definition: view.text(concept, skos.definition),
      note: view.text(concept, skos.scopeNote),
      notation: view.texts(concept, skos.notation),
      broader: links(skos.broader),
      narrower: this.#documents.vocabulary.graph.subjects(skos.broader, iri(concept)).map(({ value }) => this.#link(value)),
      related: links(skos.related),
      themes: links(gdc.underTheme),
      matches: [...matches(skos.exactMatch, 'exact'), ...matches(skos.closeMatch, 'close'), ...matches(skos.broadMatch, 'broad')],
      extent: view.text(concept, dcat.bbox),
      centre: view.text(concept, dcat.centroid),
    };
  }

  terms(document: ProfileDocument): TermsView {
    const { view, node } = this.#read(document);
    const term = (one: string): TermView => this.#term(view, one);
    return {
      title: view.text(node, dct.title) ?? node,
      description: view.text(node, dct.description) ?? '',
      namespace: gdc.$,
      version: view.text(node, owl.versionInfo) ?? '',
      classes: this.#documents.terms('class').map(term),
      properties: this.#documents.terms('property').map(term),
    };
  }

  #term(view: View, term: string): TermView {
    const [label = term, otherLabel = ''] = view.texts(term, rdfs.label);
    const links = (...properties: NamedNode[]): Link[] =>
      properties.flatMap((property) => view.nodes(term, property)).map((node) => this.#link(node));
    return {
      iri: term,
      name: term.slice(gdc.$.length),
      label,
      otherLabel,
      comment: view.text(term, rdfs.comment) ?? '',
      fields: view.texts(term, gdc.field),
      columns: view.texts(term, gdc.column),
      parents: links(rdfs.subClassOf, rdfs.subPropertyOf),
      range: links(rdfs.range),
      alike: links(rdfs.seeAlso, skos.closeMatch),
    };
  }

  profile(document: ProfileDocument): ProfileView {
    const { view, node } = this.#read(document);
    const { schemes, shapes } = this.#documents;
    return {
      iri: node,
      title: view.text(node, dct.title) ?? node,
      description: view.text(node, dct.description) ?? '',
      version: view.text(node, owl.versionInfo) ?? '',
      bases: view.nodes(node, prof.isProfileOf).map((href) => ({ href, name: view.text(href, dct.title) ?? href })),
      schemes: schemes.length,
      concepts: schemes.reduce((sum, scheme) => sum + scheme.graph.subjects(skos.inScheme, iri(scheme.iri)).length, 0),
      terms: this.#documents.terms('class').length + this.#documents.terms('property').length,
      rules: shapes.reduce((sum, { graph }) => sum + graph.find(null, sh.path).length, 0),
    };
  }

  #read(document: ProfileDocument): { view: View; node: string } {
    const label = (node: string) => this.#documents.vocabulary.label(node);
    return { view: new View(document.graph, this.#language, label), node: document.iri };
  }

  /** A link to a node: its page here where it is the profile's, itself where it is another's. */
  #link(node: string): Link {
    const own = this.#documents
      .at('/ns')
      ?.graph.objects(iri(node), rdfs.label)
      .find((term) => term.termType === 'Literal' && term.language === this.#language);
    return {
      href: this.#documents.hrefOf(node) ?? node,
      name: this.#documents.vocabulary.label(node)?.[this.#language] ?? own?.value ?? prefixed(node),
    };
  }
}
