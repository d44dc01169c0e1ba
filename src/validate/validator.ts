import { Validator as ShaclEngine, type ShaclResult } from 'shacl-engine';
import type { Finding, Place, ValueKind } from '../catalog/report.js';
import { Graph } from '../rdf/graph.js';
import { factory, observations, type Quad, type Term } from '../rdf/terms.js';
import { Overlay } from './overlay.js';
import { Plan } from './plan.js';
import type { Rule, Shapes } from './shapes.js';

/** What is judged, and what the words of a finding need. */
export interface Judged {
  readonly quads: Iterable<Quad>;
  /** Triples that look-ups may see beside the vocabularies: the agency's, or the whole document that the judged ones are part of. */
  readonly background: Graph;
  /** The background holds the judged triples too. */
  readonly isWithin?: boolean;
  readonly places: ReadonlyMap<string, Place>;
  given(field: string): string;
  /** What the agency's own format calls a field of the schema; its name in the schema without this. */
  nameOf?(field: string, kind: Place['kind']): string;
}

const longestGiven = 200;

/** Rules that say of a field in general what its own item says in particular. */
const observationRules: ReadonlySet<string> = new Set(['choice-recognised']);

/** Shapes compiled once; judges one record at a time. */
export class Validator {
  readonly #engine: ShaclEngine;
  readonly #rules: ReadonlyMap<string, Rule>;
  readonly #vocabulary: Graph;
  readonly #plan: Plan;

  constructor(shapes: Shapes, vocabulary: Graph) {
    const graph = new Graph(shapes.quads);
    this.#plan = new Plan(graph);
    this.#engine = new ShaclEngine(graph, { factory });
    this.#rules = shapes.rules;
    this.#vocabulary = vocabulary;
  }

  /** Findings in order: worst first, then as the shapes have them. */
  async validate(judged: Judged): Promise<Finding[]> {
    const record = new Graph(judged.quads);
    const dataset = new Overlay(record, [judged.background, this.#vocabulary], judged.isWithin);
    const results: ShaclResult[] = [];
    for (const { focus, shapes } of this.#plan.runs(record, dataset))
      results.push(...(await this.#engine.validate({ dataset, terms: [focus] }, shapes)).results);
    const fired = new Set(results.map((result) => firing(result.shape.ptr.term.value, result)));
    const findings = withoutEchoes(
      results
        .filter((result) => !fired.has(firing(this.#rule(result).coveredBy, result)))
        .map((result) => this.#finding(result, judged, record)),
    );
    const order = { violation: 0, warning: 1, info: 2 };
    return findings.sort((a, b) => order[a.severity] - order[b.severity]);
  }

  /** The column of each field, as the rules tell that are about this field alone. */
  #columnsOf(fields: readonly string[]): string[] {
    const rules = [...this.#rules.values()].filter((rule) => rule.fields.length === 1);
    return [...new Set(fields.flatMap((field) => rules.find((rule) => rule.fields[0] === field)?.columns ?? []))];
  }

  #rule(result: ShaclResult): Rule {
    const shape = result.shape.ptr.term.value;
    const rule = this.#rules.get(shape);
    if (rule === undefined) throw new Error(`a result names ${shape}, which is no property shape of ours`);
    return rule;
  }

  #finding(result: ShaclResult, judged: Judged, record: Graph): Finding {
    const rule = this.#rule(result);
    const focus = nodeName(result.focusNode.term);
    const term = result.value?.term ?? undefined;
    const value = term === undefined ? observed(rule, result, record) : nodeName(term);
    const place = judged.places.get(focus) ?? { kind: 'dataset', name: [...judged.places.values()][0]?.name ?? focus };
    const called = (field: string): string => judged.nameOf?.(field, place.kind) ?? field;
    const fields = fieldsNamed(rule, value, called);
    const names = [...new Set(fields.map(called))];
    const given =
      place.kind === 'dataset'
        ? fields
            .map((field) => judged.given(field))
            .filter((given) => given !== '')
            .join(', ')
        : '';
    return {
      shape: rule.iri,
      severity: rule.severity,
      component: rule.component,
      path: rule.path,
      columns: judged.nameOf !== undefined ? [] : fields === rule.fields ? rule.columns : this.#columnsOf(fields),
      valueKind: term && kindOf(term),
      focus,
      place,
      fields: names,
      value,
      given: withoutName(names, value) ?? (given === '' ? undefined : given.slice(0, longestGiven)),
      name: rule.name,
      message: rule.message,
      remedy: rule.remedy,
      basis: rule.basis,
    };
  }
}

/** How a report names a node: the label of a blank one is told apart from an IRI. */
export function nodeName(term: Term): string {
  return term.termType === 'BlankNode' ? `_:${term.value}` : term.value;
}

function kindOf(term: Term): ValueKind {
  if (term.termType === 'Literal') return { kind: 'literal', language: term.language, datatype: term.datatype.value };
  return { kind: term.termType === 'BlankNode' ? 'blank' : 'iri' };
}

/** A rule and the node it found fault with. */
function firing(shape: string | undefined, result: ShaclResult): string {
  return `${shape} ${result.focusNode.term.value}`;
}

/** A result of sh:maxCount has no value; what was observed stands in the record. */
function observed(rule: Rule, result: ShaclResult, record: Graph): string | undefined {
  if (rule.property === undefined || !observations.has(rule.property.value)) return undefined;
  return record
    .objects(result.focusNode.term, rule.property)
    .map((term) => term.value)
    .join(', ');
}

/** `created_date=25562` as `25562`, where the one field is named before its value. */
function withoutName(fields: readonly string[], value: string | undefined): string | undefined {
  const [field] = fields;
  return fields.length === 1 && field !== undefined && value?.startsWith(`${field}=`) ? value.slice(field.length + 1) : undefined;
}

/** Without advice on fields that a violation of the same place speaks of already. */
function withoutEchoes(findings: readonly Finding[]): Finding[] {
  const violated = new Set(
    findings.filter(({ severity }) => severity === 'violation').flatMap(({ focus, fields }) => fields.map((field) => `${focus} ${field}`)),
  );
  return findings.filter(({ severity, shape, focus, fields }) => {
    const isObservation = observationRules.has(shape.slice(shape.indexOf('#') + 1));
    return severity === 'violation' || !isObservation || !fields.every((field) => violated.has(`${focus} ${field}`));
  });
}

/** The fields an observation names, where its rule holds for many; all of the rule's otherwise. */
function fieldsNamed(rule: Rule, value: string | undefined, called: (field: string) => string): readonly string[] {
  if (rule.property === undefined || !observations.has(rule.property.value) || value === undefined) return rule.fields;
  const words = new Set(value.match(/[A-Za-z_]+:[A-Za-z_]+|[A-Za-z_]+/g));
  const named = rule.fields.filter((field) => words.has(called(field)));
  return named.length > 0 ? named : rule.fields;
}
