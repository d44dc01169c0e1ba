import type { Graph } from '../rdf/graph.js';
import { rdf, sh, type Term } from '../rdf/terms.js';
import { type About, type Rule, rulesOf } from './met.js';
import type { Overlay } from './overlay.js';

/** Shapes as the engine takes them, to be run on one node. */
export interface Run {
  readonly focus: Term;
  readonly shapes: readonly Pick<Rule, 'terms'>[];
}

/** A shape with its targets, and what has to be run where it finds one. */
interface Target {
  readonly classes: readonly Term[];
  readonly properties: readonly Term[];
  readonly rules: readonly Rule[];
}

/**
 * What of the shapes the engine must run on a record. Of some 400 rules a record can break a few: a rule about values is met
 * where there are none, a count where the number is right, a choice where the value is in the list. Leaving those out takes nine
 * tenths off the cost of a record and changes no result: the engine judges all that is left. Each node is run by itself, since
 * the engine remembers what it found of a nested shape and does not tell it again for another node.
 */
export class Plan {
  readonly #targets: readonly Target[];

  constructor(shapes: Graph) {
    const subjects = [sh.targetClass, sh.targetSubjectsOf].flatMap((term) => shapes.find(null, term).map((quad) => quad.subject));
    this.#targets = [...new Map(subjects.map((subject) => [subject.value, subject])).values()].map((shape) => ({
      classes: shapes.objects(shape, sh.targetClass),
      properties: shapes.objects(shape, sh.targetSubjectsOf),
      rules: rulesOf(shapes, shape),
    }));
  }

  /** @param seen the record over what look-ups may see besides. */
  *runs(record: Graph, seen: Overlay): Iterable<Run> {
    const known = new Map<string, About>();
    for (const { classes, properties, rules } of this.#targets) {
      for (const [key, focus] of focusNodes(record, classes, properties)) {
        const about = known.get(key) ?? seen.about(focus);
        known.set(key, about);
        const node = { focus, about, seen };
        const shapes = rules.filter((rule) => !rule.isMet(node));
        if (shapes.length > 0) yield { focus, shapes };
      }
    }
  }
}

/** Targets are sought in the record alone: what stands behind it is never judged (linked-data.md §6). */
function focusNodes(record: Graph, classes: readonly Term[], properties: readonly Term[]): ReadonlyMap<string, Term> {
  const found = [
    ...classes.flatMap((term) => record.find(null, rdf.type, term)),
    ...properties.flatMap((property) => record.find(null, property)),
  ];
  return new Map(found.map(({ subject }) => [`${subject.termType}${subject.value}`, subject]));
}
