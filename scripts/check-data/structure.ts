import type { Graph } from '../../src/rdf/graph.js';
import { iri, rdf, rdfs, skos, type Term } from '../../src/rdf/terms.js';
import { ours, type Vocabularies } from './vocabularies.js';

const broader = iri(`${skos.$}broader`);
const related = iri(`${skos.$}related`);

/** Each concept is described once, and one of ours is named by its scheme, which is named by its file, and a code in kebab-case. */
export function codeFaults({ files, graph }: Vocabularies): string[] {
  const faults: string[] = [];
  const described = new Map<string, string>();
  for (const { file, iri: scheme, quads } of files) {
    if (scheme.startsWith(ours) && !file.endsWith(`/${scheme.slice(ours.length)}.ttl`))
      faults.push(`${file}: is not named after ${scheme}`);
    for (const { subject } of quads.filter((quad) => quad.predicate.equals(rdf.type) && quad.object.equals(skos.Concept))) {
      const other = described.get(subject.value);
      if (other !== undefined) faults.push(`${file}: ${subject.value} is described twice, first in ${other}`);
      described.set(subject.value, file);
      if (graph.find(subject, skos.inScheme, iri(scheme)).length === 0) faults.push(`${file}: ${subject.value} is not in ${scheme}`);
      const code = subject.value.slice(scheme.length + 1);
      if (scheme.startsWith(ours) && !(subject.value.startsWith(`${scheme}/`) && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(code)))
        faults.push(`${file}: ${subject.value} has no code in kebab-case under ${scheme}`);
    }
  }
  return faults;
}

/** What is no concept has one label and one comment in a language: with more it was described twice. */
export function wordFaults({ graph, fileOf }: Vocabularies): string[] {
  return [rdfs.label, rdfs.comment].flatMap((property) => {
    const said = new Set<string>();
    return graph.find(null, property).flatMap(({ subject, object }) => {
      const language = object.termType === 'Literal' ? object.language : '';
      const key = `${subject.value} ${language}`;
      const fault = `${fileOf(subject.value)}: ${subject.value} has two ${property.value.slice(rdfs.$.length)}s in ${language}`;
      const isSecond = said.has(key);
      said.add(key);
      return isSecond ? [fault] : [];
    });
  });
}

/** No notation names two concepts of a scheme. */
export function notationFaults({ graph, fileOf }: Vocabularies): string[] {
  const owners = new Map<string, string>();
  return graph.find(null, skos.notation).flatMap(({ subject, object }) =>
    graph.objects(subject, skos.inScheme).flatMap((scheme) => {
      const key = `${scheme.value} ${object.value}`;
      const owner = owners.get(key) ?? subject.value;
      owners.set(key, owner);
      return owner === subject.value ? [] : [`${fileOf(subject.value)}: ${subject.value} has the notation ${object.value} of ${owner}`];
    }),
  );
}

/** skos:broader leads in no circle, and nothing is related to what it stands under (SKOS S27). */
export function hierarchyFaults({ graph, fileOf }: Vocabularies): string[] {
  const faults: string[] = [];
  for (const subject of concepts(graph)) {
    const above = new Set<string>();
    const next = graph.objects(subject, broader);
    for (let one = next.pop(); one !== undefined; one = next.pop()) {
      if (above.has(one.value)) continue;
      above.add(one.value);
      next.push(...graph.objects(one, broader));
    }
    const name = `${fileOf(subject.value)}: ${subject.value}`;
    if (above.has(subject.value)) faults.push(`${name} stands under itself by skos:broader`);
    for (const other of [...graph.objects(subject, related), ...graph.subjects(related, subject)])
      if (above.has(other.value)) faults.push(`${name} is both related to and under ${other.value}`);
  }
  return faults;
}

/** A concept of ours is a top concept, which its scheme knows, or has a broader one in its scheme. */
export function topFaults({ graph, fileOf }: Vocabularies): string[] {
  return graph.find(null, skos.inScheme).flatMap(({ subject, object: scheme }) => {
    if (!scheme.value.startsWith(ours)) return [];
    const top = graph.find(subject, skos.topConceptOf, scheme).length > 0;
    const listed = graph.find(scheme, skos.hasTopConcept, subject).length > 0;
    const under = graph.objects(subject, broader).some((one) => graph.find(one, skos.inScheme, scheme).length > 0);
    const name = `${fileOf(subject.value)}: ${subject.value}`;
    if (top !== listed) return [`${name}: skos:topConceptOf and skos:hasTopConcept disagree`];
    if (top === under) return [`${name} ${top ? 'is a top concept and has a broader one' : 'is no top concept and has no broader one'}`];
    return [];
  });
}

function concepts(graph: Graph): Term[] {
  return graph.subjects(rdf.type, skos.Concept);
}
