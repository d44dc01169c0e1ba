import { type Graph, keyOf } from '../rdf/graph.js';
import { type NamedNode, type Quad, rdf, sh, type Term, xsd } from '../rdf/terms.js';
import type { Overlay } from './overlay.js';
import { components } from './shapes.js';

/** What a node says, by property. */
export type About = ReadonlyMap<string, readonly Quad[]>;

/** A node under a rule, and all that a look-up may see. */
export interface Met {
  readonly focus: Term;
  readonly about: About;
  readonly seen: Overlay;
}

/** One rule, compiled to the question whether it certainly cannot find fault; everything else is for the engine. */
export interface Rule {
  readonly terms: readonly Term[];
  isMet(node: Met): boolean;
}

type Condition = (values: readonly Term[], node: Met) => boolean;

/** A path of properties, each step with its alternatives. */
type Steps = readonly (readonly NamedNode[])[];

const never = (): boolean => false;

/** Shapes within shapes that are looked into; ours have one. */
const deepest = 3;

/** The rules of a shape: its property shapes, or the shape itself when it asks something of the node too. */
export function rulesOf(shapes: Graph, shape: Term, depth = 0): Rule[] {
  const isPropertiesOnly = shapes.find(shape).every(({ predicate }) => !components.has(predicate.value) && !predicate.equals(sh.path));
  const parts = isPropertiesOnly ? shapes.objects(shape, sh.property) : [shape];
  return parts.map((part) => readRule(shapes, part, depth));
}

function readRule(shapes: Graph, shape: Term, depth: number): Rule {
  const terms = [shape];
  const path = shapes.object(shape, sh.path);
  const component = shapes.find(shape).find(({ predicate }) => components.has(predicate.value));
  if (path === undefined || component === undefined || shapes.find(shape, sh.property).length > 0) return { terms, isMet: never };
  const steps = readSteps(shapes, path);
  const condition = conditions[component.predicate.value]?.(component, shapes, depth);
  const isMetByNone = !asksForValues.has(component.predicate.value);
  return {
    terms,
    isMet(node) {
      const values = valuesOf(steps, node);
      return (isMetByNone && values.length === 0) || (condition?.(values, node) ?? false);
    },
  };
}

/** `checkPaths` of shapes.ts lets no other forms in. */
function readSteps(shapes: Graph, path: Term): Steps {
  const alternatives = shapes.object(path, sh.alternativePath);
  if (alternatives !== undefined) return [listed(shapes, alternatives) as NamedNode[]];
  if (path.termType === 'NamedNode') return [[path]];
  return listed(shapes, path).map((step) => [step as NamedNode]);
}

function listed(shapes: Graph, list: Term): Term[] {
  const first = shapes.object(list, rdf.first);
  const rest = shapes.object(list, rdf.rest);
  return first === undefined ? [] : [first, ...(rest === undefined ? [] : listed(shapes, rest))];
}

const none: readonly Term[] = [];

/** The distinct values of a path. */
function valuesOf(steps: Steps, { about, seen }: Met): readonly Term[] {
  const [first = [], ...others] = steps;
  const found = first.length === 1 ? about.get((first[0] as NamedNode).value) : first.flatMap(({ value }) => about.get(value) ?? []);
  if (found === undefined || found.length === 0) return none;
  const values = found.map(({ object }) => object);
  if (others.length === 0) return first.length === 1 ? values : distinct(values);
  return distinct(
    others.reduce<readonly Term[]>(
      (from, step) => from.flatMap((term) => step.flatMap((property) => seen.objects(term, property))),
      values,
    ),
  );
}

function distinct(terms: readonly Term[]): readonly Term[] {
  return [...new Map(terms.map((term) => [keyOf(term), term])).values()];
}

/** Components that can find fault where there are no values. */
const asksForValues: ReadonlySet<string> = new Set([sh.minCount, sh.hasValue, sh.equals, sh.qualifiedValueShape].map((term) => term.value));

/** When values certainly meet a component, as the engine judges it. Where the answer would be long, the engine gives it. */
const conditions: Readonly<Record<string, (component: Quad, shapes: Graph, depth: number) => Condition | undefined>> = {
  [sh.minCount.value]:
    ({ object }) =>
    (values) =>
      values.length >= Number(object.value),
  [sh.maxCount.value]:
    ({ object }) =>
    (values) =>
      values.length <= Number(object.value),
  [sh.nodeKind.value]({ object }) {
    const kinds = termTypes[object.value];
    return kinds && ((values) => values.every((term) => kinds.includes(term.termType)));
  },
  [sh.class.value]:
    ({ object }) =>
    (values, { seen }) =>
      values.every((term) => seen.find(term, rdf.type, object).length > 0),
  [sh.hasValue.value]:
    ({ object }) =>
    (values) =>
      values.some((term) => object.equals(term)),
  [sh.in.value]({ object }, shapes) {
    const allowed = new Set(listed(shapes, object).map(keyOf));
    return (values) => values.every((term) => allowed.has(keyOf(term)));
  },
  [sh.disjoint.value]:
    ({ object }) =>
    (values, { about }) => {
      const others = new Set(about.get(object.value)?.map((quad) => keyOf(quad.object)));
      return values.every((term) => !others.has(keyOf(term)));
    },
  [sh.pattern.value]({ subject, object }, shapes) {
    const pattern = new RegExp(object.value, shapes.object(subject, sh.flags)?.value);
    return (values) => values.every((term) => pattern.test(term.value));
  },
  [sh.minLength.value]:
    ({ object }) =>
    (values) =>
      values.every((term) => term.termType !== 'BlankNode' && term.value.length >= Number(object.value)),
  [sh.datatype.value]: ({ object }) => (integers.has(object.value) ? (values) => values.every((term) => isCount(term, object)) : undefined),
  [sh.minInclusive.value]: ({ object }) =>
    isCount(object, xsd.integer)
      ? (values) => values.every((term) => isCount(term, xsd.integer) && Number(term.value) >= Number(object.value))
      : undefined,
  [sh.node.value]({ object }, shapes, depth) {
    if (depth === deepest) return undefined;
    const rules = rulesOf(shapes, object, depth + 1);
    return (values, { seen }) =>
      values.every((focus) => {
        const node = { focus, about: seen.about(focus), seen };
        return rules.every((rule) => rule.isMet(node));
      });
  },
};

const integers: ReadonlySet<string> = new Set([xsd.integer.value, xsd.nonNegativeInteger.value]);

/** A number of a datatype in the one form that needs no thought: no sign, no leading zero, no more digits than a number holds. */
function isCount(term: Term, datatype: Term): boolean {
  return term.termType === 'Literal' && term.datatype.equals(datatype) && /^(?:0|[1-9]\d{0,14})$/.test(term.value);
}

const termTypes: Readonly<Record<string, readonly string[]>> = {
  [sh.IRI.value]: ['NamedNode'],
  [sh.Literal.value]: ['Literal'],
  [sh.BlankNodeOrIRI.value]: ['NamedNode', 'BlankNode'],
};
