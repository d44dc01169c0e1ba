import type { DatasetCore, NamedNode, Quad, Term } from '@rdfjs/types';

const none: readonly Quad[] = [];

/** Key of a term within this process; terms of different kinds never share one. */
export function keyOf(term: Term): string {
  if (term.termType === 'Literal') return `"${term.value}"${term.language}^${term.datatype.value}`;
  return term.termType === 'BlankNode' ? `_:${term.value}` : term.value;
}

/** Triples of one subject from which on a set of keys is faster than looking at each. */
const bulk = 64;

/** Key of what a triple says of its subject. */
function about({ predicate, object }: Quad): string {
  return `${predicate.value} ${keyOf(object)}`;
}

/**
 * A small set of triples indexed by subject and by object, for reading nodes and for validation. Graph names are ignored.
 * Cheaper to build than an n3 Store: one record's 60–100 triples cost some 20 µs.
 */
export class Graph implements Pick<DatasetCore, 'size' | 'match'> {
  readonly #bySubject = new Map<string, Quad[]>();
  readonly #byObject = new Map<string, Quad[]>();
  /** What subjects of many triples have, so that adding the next does not walk through all. */
  readonly #ofBulky = new Map<string, Set<string>>();
  #size = 0;

  constructor(quads: Iterable<Quad> = []) {
    for (const quad of quads) this.add(quad);
  }

  get size(): number {
    return this.#size;
  }

  add(quad: Quad): this {
    if (this.#has(quad)) return this;
    push(this.#bySubject, keyOf(quad.subject), quad);
    push(this.#byObject, keyOf(quad.object), quad);
    this.#size += 1;
    return this;
  }

  #has(quad: Quad): boolean {
    const subject = keyOf(quad.subject);
    const known = this.#bySubject.get(subject) ?? none;
    if (known.length < bulk) return known.some((other) => other.predicate.equals(quad.predicate) && other.object.equals(quad.object));
    const keys = this.#ofBulky.get(subject) ?? new Set(known.map(about));
    this.#ofBulky.set(subject, keys);
    const own = about(quad);
    const has = keys.has(own);
    keys.add(own); // the caller adds it
    return has;
  }

  /** Triples that match the given terms; `null` or undefined matches anything. */
  match(subject?: Term | null, predicate?: Term | null, object?: Term | null): DatasetCore {
    return matches(this.find(subject, predicate, object)) as DatasetCore;
  }

  /** The same as an array. */
  find(subject?: Term | null, predicate?: Term | null, object?: Term | null): readonly Quad[] {
    const candidates = subject
      ? (this.#bySubject.get(keyOf(subject)) ?? none)
      : object
        ? (this.#byObject.get(keyOf(object)) ?? none)
        : [...this];
    if (subject && !predicate && !object) return candidates;
    return candidates.filter(
      (quad) =>
        (!predicate || quad.predicate.value === predicate.value) &&
        (!object || quad.object.equals(object)) &&
        (!subject || quad.subject.equals(subject)),
    );
  }

  /** Objects of a subject's property. */
  objects(subject: Term, predicate: NamedNode): Term[] {
    return this.find(subject, predicate).map((quad) => quad.object);
  }

  object(subject: Term, predicate: NamedNode): Term | undefined {
    return this.find(subject, predicate)[0]?.object;
  }

  /** Subjects with this property and value. */
  subjects(predicate: NamedNode, object: Term): Term[] {
    return this.find(null, predicate, object).map((quad) => quad.subject);
  }

  *[Symbol.iterator](): Iterator<Quad> {
    for (const quads of this.#bySubject.values()) yield* quads;
  }
}

/** What a look-up gives an engine: it walks the triples and asks how many there are, as sh:disjoint does. */
export interface Matches extends Iterable<Quad> {
  readonly size: number;
}

export function matches(quads: readonly Quad[]): Matches {
  return { size: quads.length, [Symbol.iterator]: () => quads[Symbol.iterator]() };
}

function push(index: Map<string, Quad[]>, at: string, quad: Quad): void {
  const quads = index.get(at);
  if (quads === undefined) index.set(at, [quad]);
  else quads.push(quad);
}
