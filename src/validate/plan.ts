import type { Graph } from '../rdf/graph.js';
import { type NamedNode, type Quad, rdf, sh, type Term } from '../rdf/terms.js';
import type { Overlay } from './overlay.js';
import { components } from './shapes.js';

/** Shapes as the engine takes them, to be run on one node. */
export interface Run {
  readonly focus: Term;
  readonly shapes: readonly ShapeTerms[];
}

type ShapeTerms = { readonly terms: readonly Term[] };

/** A shape with its targets, and what has to be run where it finds one. */
interface Target {
  readonly classes: readonly Term[];
  readonly properties: readonly Term[];
  readonly checks: readonly Check[];
}

interface Check {
  readonly shape: ShapeTerms;
  /** The first property of the path, where that is known. */
  readonly property: NamedNode | undefined;
  /** True when the rule cannot find fault, whatever else the graph holds. @param found statements of the focus with `property`. */
  isMet(found: readonly Quad[], seen: Overlay): boolean;
}

/**
 * What of the shapes the engine must run on a record. Of some 400 rules a record can break a few: a rule about values is met
 * where there are none, a count where the number is right. Leaving those out takes three quarters off the cost of a record
 * and changes no result: the engine judges all that is left. Each node is run by itself, since the engine remembers what it
 * found of a nested shape and does not tell it again for another node.
 */
export class Plan {
  readonly #targets: readonly Target[];

  constructor(shapes: Graph) {
    const subjects = [sh.targetClass, sh.targetSubjectsOf].flatMap((term) => shapes.find(null, term).map((quad) => quad.subject));
    this.#targets = [...new Map(subjects.map((subject) => [subject.value, subject])).values()].map((shape) => readTarget(shapes, shape));
  }

  /** @param seen the record over what look-ups may see besides. */
  *runs(record: Graph, seen: Overlay): Iterable<Run> {
    for (const { classes, properties, checks } of this.#targets) {
      for (const focus of focusNodes(record, classes, properties)) {
        const shapes = checks.filter((check) => !isMet(check, focus, seen)).map((check) => check.shape);
        if (shapes.length > 0) yield { focus, shapes };
      }
    }
  }
}

/** Targets are sought in the record alone: what stands behind it is never judged (linked-data.md §6). */
function focusNodes(record: Graph, classes: readonly Term[], properties: readonly Term[]): Iterable<Term> {
  const found = [
    ...classes.flatMap((term) => record.find(null, rdf.type, term)),
    ...properties.flatMap((property) => record.find(null, property)),
  ];
  return new Map(found.map(({ subject }) => [`${subject.termType}${subject.value}`, subject])).values();
}

function isMet({ property, isMet }: Check, focus: Term, seen: Overlay): boolean {
  return property !== undefined && isMet(seen.find(focus, property), seen);
}

function readTarget(shapes: Graph, shape: Term): Target {
  const isPropertiesOnly = shapes.find(shape).every(({ predicate }) => !components.has(predicate.value) && !predicate.equals(sh.path));
  const parts = isPropertiesOnly ? shapes.objects(shape, sh.property) : [shape];
  return {
    classes: shapes.objects(shape, sh.targetClass),
    properties: shapes.objects(shape, sh.targetSubjectsOf),
    checks: parts.map((part) => readCheck(shapes, part)),
  };
}

function readCheck(shapes: Graph, shape: Term): Check {
  const path = shapes.object(shape, sh.path);
  const first = path === undefined ? undefined : (shapes.object(path, rdf.first) ?? path);
  const isSequence = first !== path;
  const component = shapes.find(shape).find(({ predicate }) => components.has(predicate.value));
  return {
    shape: { terms: [shape] },
    property: first?.termType === 'NamedNode' ? first : undefined,
    isMet: component === undefined || shapes.find(shape, sh.property).length > 0 ? never : condition(component, isSequence),
  };
}

function condition({ predicate, object }: Quad, isSequence: boolean): Check['isMet'] {
  const simple = isSequence ? undefined : conditions[predicate.value]?.(object);
  return simple ?? (asksForValues.has(predicate.value) ? never : isWithoutValues);
}

const never = (): boolean => false;
const isWithoutValues = (found: readonly Quad[]): boolean => found.length === 0;

/** Components that can find fault where there are no values. */
const asksForValues: ReadonlySet<string> = new Set([sh.minCount, sh.hasValue, sh.equals, sh.qualifiedValueShape].map((term) => term.value));

/** When a path of one property certainly meets a component. Where the answer would be long, the engine gives it. */
const conditions: Readonly<Record<string, (parameter: Term) => Check['isMet'] | undefined>> = {
  [sh.minCount.value]: ({ value }) => (value === '1' ? (found) => found.length > 0 : undefined),
  [sh.maxCount.value]:
    ({ value }) =>
    (found) =>
      found.length <= Number(value),
  [sh.nodeKind.value]: (kind) => {
    const kinds = termTypes[kind.value];
    return kinds && ((found) => found.every(({ object }) => kinds.includes(object.termType)));
  },
  [sh.class.value]: (term) => (found, seen) => found.every(({ object }) => seen.find(object, rdf.type, term).length > 0),
};

const termTypes: Readonly<Record<string, readonly string[]>> = {
  [sh.IRI.value]: ['NamedNode'],
  [sh.Literal.value]: ['Literal'],
  [sh.BlankNodeOrIRI.value]: ['NamedNode', 'BlankNode'],
};
