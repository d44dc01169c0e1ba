import type { Repair } from '../../catalog/report.js';
import type { Graph } from '../../rdf/graph.js';
import { dct, foaf, iri, type Literal, type NamedNode, prefixed, type Quad, rdf, rdfs, skos, type Term, vcard } from '../../rdf/terms.js';
import { bounds } from '../ckan-package.js';
import { type RepairRule, repair } from '../repairs.js';

const none: readonly Term[] = [];

/** Properties that name a node, the best first. */
const names: readonly NamedNode[] = [skos.prefLabel, rdfs.label, dct.title, foaf.name, vcard.fn, rdf.value, dct.description];

/** One dataset's description as it arrived. Remembers what was read, so that the rest can be told. */
export class RecordReader {
  readonly graph: Graph;
  readonly repairs: Repair[];
  readonly #read = new Set<string>();
  readonly #byNode = new Map<string, Map<string, Term[]>>();

  constructor(graph: Graph, repairs: Repair[]) {
    this.graph = graph;
    this.repairs = repairs;
  }

  /** Values of a node's properties, the first property's first; what is beyond the bound is left out, recorded. */
  all(node: Term, ...properties: readonly NamedNode[]): readonly Term[] {
    const found = properties.flatMap((property) => this.#values(node, property));
    if (found.length <= bounds.values) return found;
    this.mend(prefixed(properties[0]?.value ?? ''), String(found.length), String(bounds.values), 'surplus');
    return found.slice(0, bounds.values);
  }

  one(node: Term, ...properties: readonly NamedNode[]): Term | undefined {
    return this.all(node, ...properties)[0];
  }

  /** Every value, however many: for what has a bound of its own. */
  every(node: Term, property: NamedNode): readonly Term[] {
    return this.#values(node, property);
  }

  isA(node: Term, ...classes: readonly NamedNode[]): boolean {
    return this.#values(node, rdf.type).some((type) => classes.some((one) => one.value === type.value));
  }

  /** True when something is said of the node. */
  isDescribed(node: Term): boolean {
    return node.termType === 'NamedNode' && this.#of(node).size > 0;
  }

  /** The name of a value: a literal's text, else what its node is called; Thai before other languages. */
  label(value: Term): string | undefined {
    return this.labels(value)[0]?.value;
  }

  labels(value: Term): readonly Literal[] {
    if (value.termType === 'Literal') return [value];
    for (const property of names) {
      const found = this.all(value, property).filter((term) => term.termType === 'Literal');
      if (found.length > 0) return found.sort((a, b) => Number(isThai(b)) - Number(isThai(a)));
    }
    return [];
  }

  /** Its IRI in the source; undefined for a part that had none of its own. */
  iriOf(value: Term): string | undefined {
    return value.termType === 'NamedNode' && !value.value.startsWith('urn:banchi:') ? value.value : undefined;
  }

  mend(field: string, before: string, after: string, rule: RepairRule): void {
    this.repairs.push(repair(field, before, after, rule));
  }

  /** Records that a described node lacks every class it should have. */
  expectClass(field: string, node: Term, first: NamedNode, ...others: readonly NamedNode[]): void {
    if (this.isDescribed(node) && !this.isA(node, first, ...others))
      this.mend(field, this.iriOf(node) ?? '', prefixed(first.value), 'class-added');
  }

  /** Properties that nothing has read, each with what it was said of: `dcat:distribution/spdx:checksum`. */
  unread(nameOf: (subject: Term) => string, isKnown: (quad: Quad) => boolean): string[] {
    const left = new Set<string>();
    for (const quad of this.graph) {
      if (this.#read.has(`${quad.subject.value} ${quad.predicate.value}`) || isKnown(quad)) continue;
      left.add(`${nameOf(quad.subject)}${prefixed(quad.predicate.value)}`);
      if (left.size >= bounds.values) break;
    }
    return [...left].sort();
  }

  #values(node: Term, property: NamedNode): readonly Term[] {
    const found = this.#of(node).get(property.value);
    if (found === undefined) return none;
    this.#read.add(`${node.value} ${property.value}`);
    return found;
  }

  #of(node: Term): Map<string, Term[]> {
    const known = this.#byNode.get(node.value);
    if (known !== undefined) return known;
    const properties = new Map<string, Term[]>();
    if (node.termType === 'NamedNode')
      for (const { predicate, object } of this.graph.find(iri(node.value))) {
        const values = properties.get(predicate.value);
        if (values === undefined) properties.set(predicate.value, [object]);
        else values.push(object);
      }
    this.#byNode.set(node.value, properties);
    return properties;
  }
}

function isThai(literal: Literal): boolean {
  return /^th(?:$|[-_])|^tha$/i.test(literal.language) || /[฀-๿]/.test(literal.value);
}
