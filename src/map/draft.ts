import type { Place, Repair } from '../catalog/report.js';
import type { Text } from '../catalog/text.js';
import { gdc, iri, type NamedNode, natural, type Quad, type Quad_Object, quad, rdf } from '../rdf/terms.js';
import type { Vocabulary } from '../rdf/vocabulary.js';
import type { FieldReader, Naming } from './ckan-package.js';
import { readDate } from './dates.js';
import { screen, shown } from './screen.js';
import { cleanText, isPlaceholder } from './text.js';
import { readUrl, type Url, withoutUser } from './urls.js';

/** Where a record will stand, and whose it is: what the mapping must know beside the record. */
export interface Placement {
  /** Base of our IRIs, no trailing slash. */
  readonly base: string;
  readonly agencyId: string;
  readonly agencyName: Text;
  readonly dataset: string;
  /** Address of the source's catalogue, for links to its pages; empty for one that has none. */
  readonly sourceUrl: string;
}

/** Characters of an observation that a report shows. */
const longest = 300;

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
  /** Fields that hold a person's name, number or address as contact: a report shows no more than their beginning. */
  readonly personal = new Set<string>();
  /** What the report calls a field of the dataset. */
  readonly named: Naming;
  readonly #graph: NamedNode;

  constructor(placement: Placement, vocabulary: Vocabulary, named: Naming = (field) => field) {
    this.placement = placement;
    this.vocabulary = vocabulary;
    this.named = named;
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
    const said = shown(what);
    this.imply(subject, predicate, natural(said.length > longest ? `${said.slice(0, longest - 1)}…` : said));
  }

  /** A statement for the shapes alone that is true, but that the agency did not make of this node. */
  imply(subject: NamedNode, predicate: NamedNode, object: Quad_Object): void {
    this.observations.push(quad(subject, predicate, object, this.#graph));
  }

  /** A cleaned text of a field, its repairs recorded; undefined when it is empty or a placeholder. */
  text(fields: FieldReader, field: string, subject: NamedNode = this.dataset): string | undefined {
    return this.clean(fields, field, fields.text(field), subject);
  }

  /** The same for a value that was already read. What must not be published is masked and observed. */
  clean(fields: FieldReader, field: string, value: string, subject: NamedNode = this.dataset): string | undefined {
    const cleaned = cleanText(value, (rule, before, after) => fields.mend(field, before, after, rule));
    if (cleaned === '') return undefined;
    const text = this.masked(fields, field, cleaned, subject);
    if (!isPlaceholder(text)) return text;
    fields.mend(field, value, '', 'placeholder');
    return undefined;
  }

  /** A cleaned text without what must not be published; an observation per kind, a repair for all. */
  masked(fields: FieldReader, field: string, cleaned: string, subject: NamedNode = this.dataset): string {
    const { text, sightings } = screen(cleaned);
    if (sightings.length === 0) return cleaned;
    for (const { kind, observation } of sightings) {
      const what = `${this.named(field)}: ${kind}`;
      const known = this.observations.some(
        (one) => one.subject.equals(subject) && one.predicate.equals(observation) && one.object.value === what,
      );
      if (!known) this.observe(subject, observation, what);
    }
    fields.mend(field, sightings.map(({ kind }) => kind).join(', '), text, 'masked');
    return text;
  }

  /** A web address of a field without the secrets in it; undefined when there is none that can be used. */
  url(fields: FieldReader, field: string, subject: NamedNode = this.dataset): Url | undefined {
    const url = readUrl(fields.text(field));
    if (url === undefined) return undefined;
    const open = withoutUser(url.href);
    if (open !== url.href) {
      this.observe(subject, gdc.credential, `${this.named(field)}: password`);
      fields.mend(field, 'password', open, 'masked');
    }
    return { href: this.masked(fields, field, open, subject), mended: url.mended };
  }

  /** A day of a field in ISO form; an unreadable one is observed, not guessed. */
  day(fields: FieldReader, field: string, subject: NamedNode): string | undefined {
    const value = fields.text(field);
    if (value === '' || isPlaceholder(value)) return undefined;
    const read = readDate(value);
    if (read.state === 'implausible') {
      this.observe(subject, gdc.implausibleDate, `${this.named(field)}=${value}`);
      return undefined;
    }
    if (read.mended !== undefined) fields.mend(field, value, read.iso, read.mended);
    return read.iso;
  }

  /** The day of a timestamp of CKAN's. */
  moment(fields: FieldReader, field: string): string | undefined {
    const read = readDate(fields.text(field));
    return read.state === 'read' ? read.iso : undefined;
  }
}
