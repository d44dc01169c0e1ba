import type { Text } from '../../catalog/text.js';
import type { Graph } from '../../rdf/graph.js';
import { gdc, iri, type NamedNode, skos } from '../../rdf/terms.js';
import { codeOf, normalise } from '../../rdf/vocabulary.js';
import type { ProfileDocument, ProfileDocuments } from '../profile-documents.js';

/** One concept as a list shows it. */
export interface ConceptLine {
  readonly iri: string;
  readonly href: string;
  readonly code: string;
  readonly notation: string | undefined;
  readonly label: Text;
  readonly others: readonly string[];
  /** How many broader concepts of the same scheme stand above it. */
  readonly depth: number;
}

/** Concepts under what they have in common: a theme, a region; undefined for those under nothing. */
export interface ConceptGroup {
  readonly iri: string | undefined;
  readonly lines: readonly ConceptLine[];
}

/** Concepts of a scheme as a tree written in order, grouped by the theme or the other scheme's concept that they stand under. */
export function groupsOf(documents: ProfileDocuments, scheme: ProfileDocument, search: string): ConceptGroup[] {
  const { graph } = scheme;
  const wanted = normalise(search);
  const concepts = graph.subjects(skos.inScheme, iri(scheme.iri)).map(({ value }) => value);
  const own = new Set(concepts);
  const parents = new Map(concepts.map((concept) => [concept, nodes(graph, concept, skos.broader).find((broader) => own.has(broader))]));
  const children = new Map<string | undefined, string[]>();
  for (const [concept, parent] of parents) children.set(parent, [...(children.get(parent) ?? []), concept]);
  const groups = new Map<string | undefined, ConceptLine[]>();
  const write = (concept: string, depth: number, group: string | undefined): void => {
    const line = lineOf(documents, graph, concept, depth);
    if (matches(line, wanted)) groups.set(group, [...(groups.get(group) ?? []), line]);
    for (const child of children.get(concept) ?? []) write(child, depth + 1, group);
  };
  for (const concept of children.get(undefined) ?? []) {
    const above = [...nodes(graph, concept, gdc.underTheme), ...nodes(graph, concept, skos.broader)][0];
    write(concept, 0, above);
  }
  return [...groups].map(([group, lines]) => ({ iri: group, lines }));
}

/** Concepts of all our schemes that a search finds, at most `most`. */
export function findConcepts(documents: ProfileDocuments, search: string, most: number): { scheme: ProfileDocument; line: ConceptLine }[] {
  const wanted = normalise(search);
  if (wanted === '') return [];
  const found: { scheme: ProfileDocument; line: ConceptLine; rank: number }[] = [];
  for (const scheme of documents.schemes) {
    for (const concept of scheme.graph.subjects(skos.inScheme, iri(scheme.iri))) {
      const line = lineOf(documents, scheme.graph, concept.value, 0);
      if (matches(line, wanted)) found.push({ scheme, line, rank: rankOf(line, wanted) });
    }
  }
  return found.sort((a, b) => a.rank - b.rank).slice(0, most);
}

function lineOf(documents: ProfileDocuments, graph: Graph, concept: string, depth: number): ConceptLine {
  return {
    iri: concept,
    href: documents.hrefOf(concept) ?? concept,
    code: codeOf(concept),
    notation: graph.object(iri(concept), skos.notation)?.value,
    label: documents.vocabulary.label(concept) ?? { th: codeOf(concept), en: codeOf(concept) },
    others: graph.objects(iri(concept), skos.altLabel).map(({ value }) => value),
    depth,
  };
}

function matches({ label, others, code, notation }: ConceptLine, wanted: string): boolean {
  return wanted === '' || [label.th, label.en, code, notation ?? '', ...others].some((name) => normalise(name).includes(wanted));
}

/** A label that is the words themselves stands before one that only has them. */
function rankOf({ label }: ConceptLine, wanted: string): number {
  const names = [label.th, label.en].map(normalise);
  return names.includes(wanted) ? 0 : names.some((name) => name.startsWith(wanted)) ? 1 : 2;
}

function nodes(graph: Graph, subject: string, property: NamedNode): string[] {
  return graph
    .objects(iri(subject), property)
    .filter(({ termType }) => termType === 'NamedNode')
    .map(({ value }) => value);
}
