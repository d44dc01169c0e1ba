import { dcat, dct, gdc, iri, type NamedNode, rdf, skos, type Term } from '../../src/rdf/terms.js';
import { ours, type Vocabularies } from './vocabularies.js';

const matching = ['exactMatch', 'closeMatch', 'broadMatch', 'narrowMatch', 'relatedMatch'].map((name) => iri(skos.$ + name));

/** An exact match is one-to-one within a scheme, and no pair of concepts is matched in two ways (SKOS S46). */
export function matchFaults({ graph, fileOf }: Vocabularies): string[] {
  const faults: string[] = [];
  const taken = new Map<string, string>();
  for (const subject of graph.subjects(rdf.type, skos.Concept)) {
    const name = `${fileOf(subject.value)}: ${subject.value}`;
    const targets = matching.flatMap((property) => graph.objects(subject, property).map((term) => term.value));
    for (const target of new Set(targets.filter((one, at) => targets.indexOf(one) !== at)))
      faults.push(`${name} matches ${target} in two ways`);
    const exact = graph.objects(subject, skos.exactMatch).map((term) => term.value);
    const spaces = exact.map(space);
    if (new Set(spaces).size < spaces.length) faults.push(`${name} has exact matches to two concepts of one scheme: ${exact.join(', ')}`);
    for (const target of exact) {
      const key = `${space(subject.value)} ${target}`;
      if (taken.has(key)) faults.push(`${name} has the exact match ${target} of ${taken.get(key)}`);
      taken.set(key, subject.value);
    }
  }
  return faults;
}

/** Each theme has an EU theme for dcat:theme, and each tag has a theme. */
export function themeFaults({ graph, fileOf }: Vocabularies): string[] {
  const lacking = (scheme: string, properties: readonly NamedNode[], target: string, what: string): string[] =>
    graph
      .subjects(skos.inScheme, iri(ours + scheme))
      .filter((one) => !properties.some((property) => graph.objects(one, property).some((term) => term.value.startsWith(target))))
      .map((one) => `${fileOf(one.value)}: ${one.value} has no ${what}`);
  return [
    ...lacking('theme', matching.slice(0, 3), 'http://publications.europa.eu/resource/authority/data-theme/', 'EU data theme'),
    ...lacking('tag', [gdc.underTheme], `${ours}theme/`, 'theme'),
  ];
}

/** West is west of east, a centroid lies inside, and nothing lies outside Thailand. */
export function placeFaults({ graph, fileOf }: Vocabularies): string[] {
  return graph.subjects(rdf.type, dct.Location).flatMap((place) => {
    const [w = 0, s = 0, e = 0, s2, e2, n = 0, w2, n2, w3, s3] = numbers(graph.object(place, iri(`${dcat.$}bbox`)));
    const [x = 0, y = 0] = numbers(graph.object(place, iri(`${dcat.$}centroid`)));
    const name = `${fileOf(place.value)}: ${place.value}`;
    if (s2 !== s || e2 !== e || w2 !== w || n2 !== n || w3 !== w || s3 !== s || w >= e || s >= n)
      return [`${name} has an extent that is no box`];
    if (x <= w || x >= e || y <= s || y >= n) return [`${name} has its centroid outside its extent`];
    return w < 97.3 || e > 105.7 || s < 5.6 || n > 20.5 ? [`${name} reaches outside Thailand`] : [];
  });
}

/** An IRI without its last segment: a scheme's own part of it. */
function space(concept: string): string {
  return concept.replace(/[^/#]*$/, '');
}

function numbers(literal: Term | undefined): number[] {
  return (literal?.value.match(/-?[\d.]+/g) ?? []).map(Number);
}
