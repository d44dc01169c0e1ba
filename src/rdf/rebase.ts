import { contextPath } from './context.js';
import { Graph } from './graph.js';
import { writeNode } from './jsonld-writer.js';
import { parseNQuads } from './parse.js';
import { toNQuads } from './serialise.js';
import { iri, type NamedNode, type Quad_Object, type Quad_Subject, quad, type Term, typed } from './terms.js';

/** The same graph with every IRI of ours under another base; literals that quote our IRIs as identifiers too. */
export function rebaseNQuads(nquads: string, from: string, to: string): string {
  const move = (term: Term): Term => {
    if (term.termType === 'NamedNode') return under(term.value, from) ? iri(to + term.value.slice(from.length)) : term;
    if (term.termType === 'Literal' && term.language === '' && under(term.value, from))
      return typed(to + term.value.slice(from.length), term.datatype);
    return term;
  };
  return toNQuads(
    parseNQuads(nquads).map(({ subject, predicate, object, graph }) =>
      quad(
        move(subject) as Quad_Subject,
        predicate as NamedNode,
        move(object) as Quad_Object,
        graph.termType === 'NamedNode' ? (move(graph) as NamedNode) : undefined,
      ),
    ),
  );
}

/** Our JSON-LD of a dataset's record graph. */
export function datasetJsonLd(nquads: string, dataset: string, base: string): string {
  return JSON.stringify({ '@context': `${base}${contextPath}`, ...writeNode(new Graph(parseNQuads(nquads)), dataset) });
}

function under(value: string, base: string): boolean {
  return value === base || value.startsWith(`${base}/`);
}
