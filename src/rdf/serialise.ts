import type { Quad, Term } from '@rdfjs/types';
import n3 from 'n3';
import { prefixes } from './terms.js';

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** One term in N-Triples syntax, canonical form. */
export function termToNTriples(term: Term): string {
  if (term.termType === 'NamedNode') return `<${term.value}>`;
  if (term.termType === 'BlankNode') return `_:${term.value}`;
  if (term.termType !== 'Literal') throw new Error(`a ${term.termType} cannot be written as N-Triples`);
  const body = `"${term.value.replace(/[\\"\n\r\t]/g, (character) => escapes[character] ?? character)}"`;
  if (term.language !== '') return `${body}@${term.language}`;
  return term.datatype.value === 'http://www.w3.org/2001/XMLSchema#string' ? body : `${body}^^<${term.datatype.value}>`;
}

/** Sorted N-Quads: one text for one set of quads, so equal graphs compare and hash equal (there are no blank nodes in ours). */
export function toNQuads(quads: Iterable<Quad>): string {
  return lines(quads, (quad) => (quad.graph.termType === 'DefaultGraph' ? '' : ` ${termToNTriples(quad.graph)}`));
}

/** Sorted N-Triples, graph names left out. */
export function toNTriples(quads: Iterable<Quad>): string {
  return lines(quads, () => '');
}

function lines(quads: Iterable<Quad>, graph: (quad: Quad) => string): string {
  const all = Array.from(
    quads,
    (quad) => `${termToNTriples(quad.subject)} ${termToNTriples(quad.predicate)} ${termToNTriples(quad.object)}${graph(quad)} .\n`,
  );
  return [...new Set(all)].sort().join('');
}

/** Turtle with the project's prefixes, grouped by subject; graph names left out. */
export function toTurtle(quads: Iterable<Quad>): string {
  const ordered = [...quads].sort((a, b) => compare(a.subject.value, b.subject.value) || compare(rank(a), rank(b)));
  const used = Object.fromEntries(Object.entries(prefixes).filter(([, base]) => ordered.some((quad) => mentions(quad, base))));
  const writer = new n3.Writer({ prefixes: used });
  let text = '';
  for (const { subject, predicate, object } of ordered)
    writer.addQuad(subject as n3.Quad_Subject, predicate as n3.Quad_Predicate, object as n3.Quad_Object);
  writer.end((error: Error | null, result: string) => {
    if (error) throw error;
    text = result;
  });
  return text;
}

function mentions(quad: Quad, base: string): boolean {
  return [quad.subject, quad.predicate, quad.object].some(
    (term) => term.value.startsWith(base) || (term.termType === 'Literal' && term.datatype.value.startsWith(base)),
  );
}

/** rdf:type first, then by predicate. */
function rank(quad: Quad): string {
  return quad.predicate.value.endsWith('22-rdf-syntax-ns#type') ? '' : quad.predicate.value;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
