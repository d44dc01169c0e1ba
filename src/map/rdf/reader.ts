import type { Repair } from '../../catalog/report.js';
import {
  dct,
  foaf,
  iri,
  type Literal,
  type NamedNode,
  prefixed,
  type Quad,
  rdf,
  rdfs,
  skos,
  type Term,
  tagged,
  vcard,
} from '../../rdf/terms.js';
import { bounds } from '../ckan-package.js';
import { type RepairRule, repair } from '../repairs.js';

const none: readonly Term[] = [];

/** Properties that name a node, the best first. */
const names: readonly NamedNode[] = [skos.prefLabel, rdfs.label, dct.title, foaf.name, vcard.fn, rdf.value, dct.description];

/** Values of one property of one node, and whether the mapping looked at them. */
interface Entry {
  readonly values: Term[];
  isRead: boolean;
}

/** One dataset's description as it arrived. Remembers what was read, so that the rest can be told. */
export class RecordReader {
  readonly repairs: Repair[];
  readonly #nodes = new Map<string, Map<string, Entry>>();
  readonly #labels = new Map<string, readonly Literal[]>();
  readonly #told = new Set<string>();

  constructor(quads: readonly Quad[], repairs: Repair[]) {
    this.repairs = repairs;
    for (const { subject, predicate, object } of quads) {
      let node = this.#nodes.get(subject.value);
      if (node === undefined) {
        node = new Map();
        this.#nodes.set(subject.value, node);
      }
      const entry = node.get(predicate.value);
      if (entry === undefined) node.set(predicate.value, { values: [object], isRead: false });
      else entry.values.push(object);
    }
  }

  /** Values of a node's properties, the first property's first; what is beyond the bound is left out, recorded. */
  all(node: Term, ...properties: readonly NamedNode[]): readonly Term[] {
    const [first] = properties;
    const found =
      properties.length === 1 && first !== undefined
        ? this.#values(node, first)
        : properties.flatMap((property) => this.#values(node, property));
    return this.#bounded(node, first, found, bounds.values);
  }

  /** The same for values that become parts of their own. */
  parts(node: Term, property: NamedNode): readonly Term[] {
    return this.#bounded(node, property, this.#values(node, property), bounds.parts);
  }

  /** What is left out is told once. */
  #bounded(node: Term, property: NamedNode | undefined, found: readonly Term[], most: number): readonly Term[] {
    if (found.length <= most) return found;
    const key = `${node.value} ${property?.value}`;
    if (!this.#told.has(key)) this.mend(prefixed(property?.value ?? ''), String(found.length), String(most), 'surplus');
    this.#told.add(key);
    return found.slice(0, most);
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
    return node.termType === 'NamedNode' && this.#nodes.has(node.value);
  }

  /** Whether the node has one of the properties; they are not read by it. */
  has(node: Term, ...properties: readonly NamedNode[]): boolean {
    const entries = node.termType === 'NamedNode' ? this.#nodes.get(node.value) : undefined;
    return entries !== undefined && properties.some((property) => entries.has(property.value));
  }

  /** Classes of a node, not read by it. */
  classesOf(subject: string): readonly string[] {
    return (
      this.#nodes
        .get(subject)
        ?.get(rdf.type.value)
        ?.values.map(({ value }) => value) ?? []
    );
  }

  /** Nodes that have this value of the property, each read whole. */
  takeSubjects(property: NamedNode, object: Term): Term[] {
    return [...this.#nodes].flatMap(([subject, entries]) => {
      if (entries.get(property.value)?.values.some((value) => value.equals(object)) !== true) return [];
      for (const entry of entries.values()) entry.isRead = true;
      return [iri(subject)];
    });
  }

  /** The name of a value: a literal's text, else what its node is called; Thai before other languages. */
  label(value: Term): string | undefined {
    return this.labels(value)[0]?.value;
  }

  labels(value: Term): readonly Literal[] {
    if (value.termType === 'Literal') return [value];
    const known = this.#labels.get(value.value) ?? this.#readLabels(value);
    this.#labels.set(value.value, known);
    return known;
  }

  #readLabels(value: Term): readonly Literal[] {
    for (const property of names) {
      const found = this.all(value, property).filter((term) => term.termType === 'Literal');
      if (found.length > 0) return found.sort((a, b) => Number(isThai(b)) - Number(isThai(a)));
    }
    return [];
  }

  /** Values of a property that is words: a node's are those it is called by, an IRI alone stands for itself. */
  texts(field: string, node: Term, ...properties: readonly NamedNode[]): readonly Literal[] {
    const texts = this.all(node, ...properties).flatMap((value) => {
      const labels = this.labels(value);
      if (labels.length > 0) return labels;
      const own = this.iriOf(value);
      if (own === undefined) this.mend(field, '', '', 'placeholder');
      return own === undefined ? [] : [tagged(own, undefined)];
    });
    return texts.slice(0, bounds.values);
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
  unread(nameOf: (subject: string) => string, isKnown: (subject: string, property: string) => boolean): string[] {
    const left = new Set<string>();
    for (const [subject, entries] of this.#nodes)
      for (const [property, { isRead }] of entries) {
        if (isRead || left.size >= bounds.values || isKnown(subject, property)) continue;
        left.add(`${nameOf(subject)}${prefixed(property)}`);
      }
    return [...left].sort();
  }

  #values(node: Term, property: NamedNode): readonly Term[] {
    const entry = node.termType === 'NamedNode' ? this.#nodes.get(node.value)?.get(property.value) : undefined;
    if (entry === undefined) return none;
    entry.isRead = true;
    return entry.values;
  }
}

function isThai(literal: Literal): boolean {
  return /^th(?:$|[-_])|^tha$/i.test(literal.language) || /[฀-๿]/.test(literal.value);
}
