import { readFileSync } from 'node:fs';
import { Graph } from '../../src/rdf/graph.js';
import { parse } from '../../src/rdf/parse.js';
import { gdc, type Quad, rdf, skos } from '../../src/rdf/terms.js';
import type { TurtleFile } from '../../src/rdf/turtle-file.js';
import { loadVocabulary } from '../../src/rdf/vocabulary.js';
import { readShapes } from '../../src/validate/shapes.js';
import { Validator } from '../../src/validate/validator.js';
import * as content from './content.js';
import * as structure from './structure.js';
import type { Vocabularies } from './vocabularies.js';

/** Triples of shapes/ or data/, which use the vocabularies. */
export interface User {
  readonly file: string;
  readonly quads: readonly Quad[];
}

const shapesFile = 'scripts/check-data/vocabulary.ttl';

/** Everything wrong with the vocabularies in `directory` and with what names them; each fault names file and concept. */
export async function vocabularyFaults(directory: string, users: readonly User[] = []): Promise<string[]> {
  let files: readonly TurtleFile[];
  try {
    files = loadVocabulary(directory).files;
  } catch (error) {
    return [`${directory}: ${error instanceof Error ? error.message : String(error)}`];
  }
  const described = new Map(files.flatMap(({ file, quads }) => quads.map(({ subject }) => [subject.value, file] as const)));
  const vocabularies: Vocabularies = {
    files,
    graph: new Graph(files.flatMap(({ quads }) => quads)),
    fileOf: (subject) => described.get(subject) ?? directory,
  };
  return [
    ...(await shapeFaults(vocabularies)),
    ...[...Object.values(structure), ...Object.values(content)].flatMap((judge) => judge(vocabularies)),
    ...languageFaults(vocabularies),
    ...danglingFaults(vocabularies, [...files, ...users]),
  ];
}

async function shapeFaults({ graph, fileOf }: Vocabularies): Promise<string[]> {
  const shapes = readShapes(parse(readFileSync(shapesFile, 'utf8'), { label: shapesFile }));
  const findings = await new Validator(shapes, new Graph()).validate({
    quads: graph,
    background: new Graph(),
    places: new Map(),
    given: () => '',
  });
  return findings.map(
    ({ focus, message, value }) => `${fileOf(focus)}: ${focus}: ${message.en}${value === undefined ? '' : ` (${value})`}`,
  );
}

/** Text that has one language has both; alternative labels need not. */
function languageFaults({ graph, fileOf }: Vocabularies): string[] {
  const languages = new Map<string, Set<string>>();
  for (const { subject, predicate, object } of graph) {
    if (object.termType !== 'Literal' || object.language === '' || predicate.equals(skos.altLabel)) continue;
    const key = `${subject.value} ${predicate.value}`;
    languages.set(key, (languages.get(key) ?? new Set()).add(object.language));
  }
  return [...languages]
    .filter(([, found]) => !(found.has('th') && found.has('en')))
    .map(([key, found]) => {
      const [subject = '', property = ''] = key.split(' ');
      return `${fileOf(subject)}: ${subject} has ${property.replace(/.*[#/]/, '')} in ${[...found].join(', ')} only`;
    });
}

/** Whatever is named under a scheme that stands in vocab/, under our own vocabularies or in our namespace is described. */
function danglingFaults({ files, graph }: Vocabularies, users: readonly User[]): string[] {
  const schemes = graph.subjects(rdf.type, skos.ConceptScheme).map((scheme) => scheme.value.replace(/(\/\d+\.\d+)?$/, '/'));
  const spaces = [...schemes, 'https://w3id.org/dcat-ap-th/vocab/', gdc.$];
  const known = new Set(files.flatMap(({ quads }) => quads.map(({ subject }) => subject.value)));
  const faults = new Set<string>();
  for (const { file, quads } of users) {
    for (const { subject, predicate, object } of quads) {
      for (const term of [predicate, object]) {
        if (
          term.termType === 'NamedNode' &&
          !known.has(term.value) &&
          spaces.some((space) => term.value.startsWith(space) && term.value !== space)
        )
          faults.add(`${file}: ${subject.value} names ${term.value}, which vocab/ does not describe`);
      }
    }
  }
  return [...faults];
}
