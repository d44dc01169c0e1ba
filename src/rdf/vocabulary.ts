import { join } from 'node:path';
import type { Text } from '../catalog/text.js';
import { Graph } from './graph.js';
import { parseNQuads } from './parse.js';
import { toNTriples } from './serialise.js';
import { iri, type NamedNode, skos } from './terms.js';
import { readTurtleFiles, type TurtleFile } from './turtle-file.js';

/** What a program asks of the vocabularies. */
export interface Vocabulary {
  /** One a file, vocab/ first, then vocab/external/. */
  readonly files: readonly TurtleFile[];
  /** All triples, as background for look-ups. */
  readonly graph: Graph;
  /**
   * The concept that a label, alternative label, notation or code names, spaces and case not counting. `scheme` is the name
   * of one of ours (`licence`) or of an EU table (`eu/file-type`). `preferred` tells whether it was the preferred label.
   */
  find(scheme: string, label: string): { concept: NamedNode; preferred: boolean } | undefined;
  /** The concept by scheme and code. @throws Error when vocab/ lacks it: a fault of the program. */
  code(scheme: string, code: string): NamedNode;
  /** Labels of any concept that stands in vocab/. */
  label(concept: string): Text | undefined;
}

const schemeBase = 'https://w3id.org/dcat-ap-th/vocab/';
const euBase = 'http://publications.europa.eu/resource/authority/';

/**
 * Loads every Turtle file of vocab/ and vocab/external/.
 * @throws Error naming the file when it cannot be parsed, describes no scheme, or two concepts of a scheme share a label.
 */
export function loadVocabulary(directory: string): Vocabulary {
  const files = [...readTurtleFiles(directory), ...readTurtleFiles(join(directory, 'external'))];
  const graph = new Graph(files.flatMap((file) => file.quads));
  const labels = indexLabels(graph);
  return {
    files,
    graph,
    find: (scheme, label) => labels.get(`${scheme}\n${normalise(label)}`),
    code(scheme, code) {
      const concept = iri(scheme.startsWith('eu/') ? `${euBase}${scheme.slice(3)}/${code}` : `${schemeBase}${scheme}/${code}`);
      if (graph.find(concept, skos.inScheme).length === 0) throw new Error(`vocab/ has no concept ${scheme}/${code}`);
      return concept;
    },
    label(concept) {
      const found = { th: '', en: '' };
      for (const term of graph.objects(iri(concept), skos.prefLabel)) {
        if (term.termType === 'Literal' && (term.language === 'th' || term.language === 'en')) found[term.language] = term.value;
      }
      return found.th === '' && found.en === '' ? undefined : { th: found.th || found.en, en: found.en || found.th };
    },
  };
}

/** What looks labels up, as `Vocabulary.find`. */
export type Finder = Pick<Vocabulary, 'find'>;

/** The names of all concepts of these schemes as N-Triples, to be handed to another thread. */
export function namesIn({ graph }: Vocabulary, schemes: readonly string[]): string {
  const concepts = graph.find(null, skos.inScheme).filter(({ object }) => schemes.includes(schemeName(object.value) ?? ''));
  const properties = [skos.prefLabel, skos.altLabel, skos.notation];
  return toNTriples([...concepts, ...concepts.flatMap(({ subject }) => properties.flatMap((property) => graph.find(subject, property)))]);
}

/** Looks labels up among names that `namesIn` wrote. */
export function finderOf(names: string): Finder {
  const labels = indexLabels(new Graph(parseNQuads(names)));
  return { find: (scheme, label) => labels.get(`${scheme}\n${normalise(label)}`) };
}

/** Preferred labels of all concepts of a scheme of ours, in every language. */
export function labelsIn({ graph }: Vocabulary, scheme: string): string[] {
  return graph
    .find(null, skos.inScheme)
    .filter(({ object }) => object.value === `${schemeBase}${scheme}`)
    .flatMap(({ subject }) => graph.objects(subject, skos.prefLabel).map((label) => label.value));
}

/** The last segment of a concept's IRI. */
export function codeOf(concept: string): string {
  return concept.slice(concept.lastIndexOf('/') + 1);
}

/** Lower case, one kind of white space, none at the ends or around punctuation, sara am in one: how labels are compared. */
export function normalise(label: string): string {
  return label
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/g, '$1\u0e33')
    .replace(/\s+/g, ' ')
    .replace(/ ?([/().,-]) ?/g, '$1')
    .trim();
}

type Named = { concept: NamedNode; preferred: boolean };

function indexLabels(graph: Graph): Map<string, Named> {
  const labels = new Map<string, Named>();
  for (const { subject, object } of graph.find(null, skos.inScheme)) {
    const scheme = schemeName(object.value);
    if (scheme === undefined) continue;
    const concept = iri(subject.value);
    const preferred = graph.objects(concept, skos.prefLabel).map((term) => term.value);
    const others = [skos.altLabel, skos.notation].flatMap((property) => graph.objects(concept, property).map((term) => term.value));
    add(preferred, true);
    add([codeOf(concept.value), ...others], false);

    function add(names: readonly string[], isPreferred: boolean): void {
      for (const name of names) {
        const key = `${scheme}\n${normalise(name)}`;
        const other = labels.get(key);
        if (other === undefined) labels.set(key, { concept, preferred: isPreferred });
        else if (!other.concept.equals(concept))
          throw new Error(`in scheme ${scheme} “${name}” names both ${other.concept.value} and ${concept.value}`);
      }
    }
  }
  return labels;
}

function schemeName(scheme: string): string | undefined {
  if (scheme.startsWith(schemeBase)) return scheme.slice(schemeBase.length);
  return scheme.startsWith(euBase) ? `eu/${scheme.slice(euBase.length)}` : undefined;
}
