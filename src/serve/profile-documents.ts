import { Graph } from '../rdf/graph.js';
import { dct, gdc, iri, owl, type Quad, rdf, sh, skos } from '../rdf/terms.js';
import { nameOfFile, type TurtleFile } from '../rdf/turtle-file.js';
import type { Vocabulary } from '../rdf/vocabulary.js';

/** What the profile publishes, by its place here and its name everywhere (linked-data.md §5). */
export interface ProfileDocument {
  /** Address here, without suffix. */
  readonly path: string;
  readonly iri: string;
  readonly graph: Graph;
  /** The day that the document gives as its own last change; of what stands in the log, that says more exactly when. */
  readonly modified: string | undefined;
}

const profileBase = 'https://w3id.org/dcat-ap-th/';

/** The documents of the profile: its description, terms, vocabularies and shapes. Built once; all of it stands in memory anyway. */
export class ProfileDocuments {
  readonly #byPath = new Map<string, ProfileDocument>();
  readonly #ruleFiles = new Map<string, string>();
  /** Concept schemes of the profile's own, by name. */
  readonly schemes: readonly ProfileDocument[];
  /** Schemes of others of which concepts are pinned here. */
  readonly external: readonly ProfileDocument[];
  readonly shapes: readonly ProfileDocument[];
  readonly vocabulary: Vocabulary;

  constructor(vocabulary: Vocabulary, shapeFiles: readonly TurtleFile[]) {
    this.vocabulary = vocabulary;
    const files = vocabulary.files.map((file) => documentAt(placeOf(file), file));
    const isScheme = ({ iri: node, graph }: ProfileDocument): boolean => graph.find(iri(node), rdf.type, skos.ConceptScheme).length > 0;
    this.schemes = files.filter((file) => isScheme(file) && file.iri.startsWith(profileBase));
    this.external = files.filter((file) => isScheme(file) && !file.iri.startsWith(profileBase));
    this.shapes = shapeFiles.map((file) => documentAt(`/shapes/${nameOfFile(file)}`, file));
    for (const document of [...files.filter(({ iri: node }) => node.startsWith(profileBase)), ...this.shapes])
      this.#byPath.set(document.path, document);
    for (const { path, graph } of this.shapes)
      for (const { subject } of graph.find(null, sh.path)) this.#ruleFiles.set(subject.value, path);
  }

  /** The document at an address without suffix. */
  at(path: string): ProfileDocument | undefined {
    return this.#byPath.get(path);
  }

  /** Where an IRI of the profile is told here; undefined for what is not the profile's. */
  hrefOf(node: string): string | undefined {
    if (!node.startsWith(profileBase)) return undefined;
    const rule = this.#ruleFiles.get(node);
    if (rule !== undefined) return `${rule}${node.slice(node.indexOf('#'))}`;
    const rest = node.slice(profileBase.length);
    if (rest === 'guide' || /^\d+\.\d+\.\d+(?:#.*)?$/.test(rest)) return '/vocab/profile';
    return `/${rest.replace(/^shapes\/\d+\.\d+\.\d+\//, 'shapes/')}`;
  }

  /** What says of a concept all that its scheme's document does, and what the scheme is called. */
  conceptQuads(scheme: ProfileDocument, concept: string): readonly Quad[] {
    const own = scheme.graph.find(iri(concept));
    if (own.length === 0) return [];
    return [...own, ...headOf(scheme)];
  }

  /** What the documents say of themselves: the index of vocabularies, or of shapes. */
  heads(documents: readonly ProfileDocument[]): readonly Quad[] {
    return documents.flatMap(headOf);
  }

  /** Terms of the ontology, by kind and in the file's order. */
  terms(kind: 'class' | 'property'): readonly string[] {
    const document = this.at('/ns');
    const terms = [...(document?.graph ?? [])]
      .filter(({ predicate }) => predicate.equals(rdf.type))
      .map(({ subject, object }) => ({ subject, object }));
    return terms
      .filter(({ subject, object }) => subject.value.startsWith(gdc.$) && object.equals(owl.Class) === (kind === 'class'))
      .map(({ subject }) => subject.value)
      .filter((term, index, all) => all.indexOf(term) === index);
  }
}

function documentAt(path: string, { iri: node, quads }: TurtleFile): ProfileDocument {
  const graph = new Graph(quads);
  return { path, iri: node, graph, modified: graph.object(iri(node), dct.modified)?.value };
}

function headOf({ iri: node, graph }: ProfileDocument): Quad[] {
  return graph.find(iri(node)).filter(({ predicate }) => !predicate.equals(skos.hasTopConcept));
}

function placeOf(file: TurtleFile): string {
  const name = nameOfFile(file);
  return name === 'ns' ? '/ns' : `/vocab/${name}`;
}
