import type { Place, Repair } from '../catalog/report.js';
import type { Text } from '../catalog/text.js';
import { gdc, iri, type NamedNode, natural, type Quad, type Quad_Object, quad, rdf } from '../rdf/terms.js';
import type { Vocabulary } from '../rdf/vocabulary.js';
import type { FieldReader } from './ckan-package.js';
import { readDate } from './dates.js';
import { cleanText, isPlaceholder } from './text.js';

/** Where a record will stand, and whose it is: what the mapping must know beside the record. */
export interface Placement {
  /** Base of our IRIs, no trailing slash. */
  readonly base: string;
  readonly agencyId: string;
  readonly agencyName: Text;
  readonly dataset: string;
  /** Address of the source's catalogue, for links to its pages. */
  readonly sourceUrl: string;
}

/** A record graph in the making: the triples, and what the shapes and the report must know besides. */
export class Draft {
  readonly placement: Placement;
  readonly vocabulary: Vocabulary;
  readonly dataset: NamedNode;
  readonly quads: Quad[] = [];
  /** Statements for the shapes alone, never published. */
  readonly observations: Quad[] = [];
  readonly repairs: Repair[] = [];
  readonly places = new Map<string, Place>();
  /** Fields that hold a person's data: a report shows no more than their beginning. */
  readonly personal = new Set<string>();
  readonly #graph: NamedNode;

  constructor(placement: Placement, vocabulary: Vocabulary) {
    this.placement = placement;
    this.vocabulary = vocabulary;
    this.dataset = iri(placement.dataset);
    this.#graph = iri(`${placement.dataset}/record`);
  }

  add(subject: NamedNode, predicate: NamedNode, object: Quad_Object): void {
    this.quads.push(quad(subject, predicate, object, this.#graph));
  }

  type(subject: NamedNode, ...classes: NamedNode[]): void {
    for (const one of classes) this.add(subject, rdf.type, one);
  }

  observe(subject: NamedNode, predicate: NamedNode, what: string): void {
    this.observations.push(quad(subject, predicate, natural(what), this.#graph));
  }

  /** A cleaned text of a field, its repairs recorded; undefined when it is empty or a placeholder. */
  text(fields: FieldReader, field: string): string | undefined {
    return this.clean(fields, field, fields.text(field));
  }

  clean(fields: FieldReader, field: string, value: string): string | undefined {
    const cleaned = cleanText(value, (rule, before, after) => fields.mend(field, before, after, rule));
    if (cleaned === '') return undefined;
    if (!isPlaceholder(cleaned)) return cleaned;
    fields.mend(field, value, '', 'placeholder');
    return undefined;
  }

  /** A day of a field in ISO form; an unreadable one is observed, not guessed. */
  day(fields: FieldReader, field: string, subject: NamedNode): string | undefined {
    const value = fields.text(field);
    if (value === '' || isPlaceholder(value)) return undefined;
    const read = readDate(value);
    if (read.state === 'implausible') {
      this.observe(subject, gdc.implausibleDate, `${field}=${value}`);
      return undefined;
    }
    if (read.mended !== undefined) fields.mend(field, value, read.iso, read.mended);
    return read.iso;
  }
}
