import type { Graph } from '../../rdf/graph.js';
import { foaf, iri, type Quad, type Term } from '../../rdf/terms.js';
import { nameTerms } from '../dcat/words.js';
import { deepestPart, isAskable, wayOf } from './links.js';
import { blankSteps } from './queries.js';

/**
 * What belongs to one dataset out of what was read of several: as far as the queries go for it alone, so that a record does not
 * depend on which others were read with it.
 */
export function cut(graph: Graph, dataset: string): Quad[] {
  const quads: Quad[] = [];
  const described = new Set([dataset]);
  const names = new Set<string>();
  for (let depth = 0, parts = [dataset]; parts.length > 0; depth += 1) {
    const next: string[] = [];
    const reached: { term: Term; blanks: number }[] = parts.map((part) => ({ term: iri(part), blanks: 0 }));
    for (const { term, blanks } of reached) {
      for (const one of graph.find(term)) {
        quads.push(one);
        const { object } = one;
        const way = wayOf(one.predicate.value);
        if (object.termType === 'BlankNode' && blanks < blankSteps && isFirst(described, keyOf(object)))
          reached.push({ term: object, blanks: blanks + 1 });
        if (object.termType !== 'NamedNode' || !isAskable(object.value)) continue;
        if (way === 'name') names.add(object.value);
        if (way === 'part' && depth < deepestPart && isFirst(described, object.value)) next.push(object.value);
      }
    }
    parts = next;
  }
  for (const record of graph.subjects(foaf.primaryTopic, iri(dataset)))
    if (!described.has(keyOf(record))) quads.push(...graph.find(record));
  for (const name of names)
    if (!described.has(name)) quads.push(...graph.find(iri(name)).filter(({ predicate }) => nameTerms.has(predicate.value)));
  return quads;
}

function keyOf(term: Term): string {
  return term.termType === 'BlankNode' ? `_:${term.value}` : term.value;
}

/** Notes a node. @returns false when it was met before. */
function isFirst(met: Set<string>, key: string): boolean {
  if (met.has(key)) return false;
  met.add(key);
  return true;
}
