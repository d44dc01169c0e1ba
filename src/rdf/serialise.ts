import type { Quad, Term } from '@rdfjs/types';
import n3 from 'n3';
import { prefixes } from './terms.js';

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** One term in N-Triples syntax, canonical form. */
export function termToNTriples(term: Term): string {
  if (term.termType === 'NamedNode') return `<${term.value}>`;
  if (term.termType === 'BlankNode') return `_:${term.value}`;
  if (term.termType !== 'Literal') throw new Error(`a ${term.termType} cannot be written as N-Triples`);
  const needsEscape = /[\\"\n\r\t]/.test(term.value);
  const value = needsEscape ? term.value.replace(/[\\"\n\r\t]/g, (character) => escapes[character] ?? character) : term.value;
  const body = `"${value}"`;
  if (term.language !== '') return `${body}@${term.language}`;
  return term.datatype.value === 'http://www.w3.org/2001/XMLSchema#string' ? body : `${body}^^<${term.datatype.value}>`;
}

/** Sorted N-Quads: one text for one set of quads, so equal graphs compare and hash equal (there are no blank nodes in ours). */
export function toNQuads(quads: Iterable<Quad>): string {
  let written: Term | undefined;
  let name = '';
  return lines(quads, ({ graph }) => {
    if (graph === written) return name; // mostly all are of one
    written = graph;
    name = graph.termType === 'DefaultGraph' ? '' : ` ${termToNTriples(graph)}`;
    return name;
  });
}

/** Sorted N-Triples, graph names left out. */
export function toNTriples(quads: Iterable<Quad>): string {
  return lines(quads, () => '');
}

/** Adds triples to sorted N-Quads, which stay sorted; cheaper than parsing and writing them again. */
export function mergeNQuads(nquads: string, more: Iterable<Quad>): string {
  const lines = linesOf(nquads);
  for (const line of linesOf(toNQuads(more))) {
    const after = lines.findIndex((other) => other >= line);
    if (lines[after] !== line) lines.splice(after < 0 ? lines.length : after, 0, line);
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** In the order of whole lines; subjects first, which are few, since lines of one graph begin with much the same. */
function lines(quads: Iterable<Quad>, graph: (quad: Quad) => string): string {
  const bySubject = new Map<string, string[]>();
  for (const quad of quads) {
    const subject = termToNTriples(quad.subject);
    const rest = `${termToNTriples(quad.predicate)} ${termToNTriples(quad.object)}${graph(quad)} .\n`;
    const known = bySubject.get(subject);
    if (known === undefined) bySubject.set(subject, [rest]);
    else known.push(rest);
  }
  let text = '';
  for (const subject of [...bySubject.keys()].sort())
    for (const rest of new Set(bySubject.get(subject)?.sort())) text += `${subject} ${rest}`;
  return text;
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.slice(0, -1).split('\n');
}

/** Turtle with the project's prefixes, grouped by subject; graph names left out. */
export function toTurtle(quads: Iterable<Quad>): string {
  const ordered = [...quads].sort((a, b) => compare(a.subject.value, b.subject.value) || compare(rank(a), rank(b)));
  const bases = new Set(ordered.flatMap(basesOf));
  const writer = new n3.Writer({ prefixes: Object.fromEntries(Object.entries(prefixes).filter(([, base]) => bases.has(base))) });
  let text = '';
  for (const { subject, predicate, object } of ordered) {
    writer.addQuad(subject as n3.Quad_Subject, predicate as n3.Quad_Predicate, object as n3.Quad_Object);
  }
  writer.end((error: Error | null, result: string) => {
    if (error) throw error;
    text = result;
  });
  return text;
}

/** What stands before the local name of each IRI of a triple. */
function basesOf({ subject, predicate, object }: Quad): string[] {
  const last = object.termType === 'Literal' ? object.datatype.value : object.value;
  return [subject.value, predicate.value, last].map((iri) => iri.slice(0, Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/')) + 1));
}

/** rdf:type first, then by predicate. */
function rank(quad: Quad): string {
  return quad.predicate.value.endsWith('22-rdf-syntax-ns#type') ? '' : quad.predicate.value;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
