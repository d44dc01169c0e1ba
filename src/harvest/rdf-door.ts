import { adms, dcat, dct, gdc, type NamedNode, type Quad, rdf, type Term } from '../rdf/terms.js';
import { codeOf, type Vocabulary } from '../rdf/vocabulary.js';
import type { Door } from './harvested-record.js';

const secretCategories: ReadonlySet<string> = new Set(['security', 'official-secret']);
const secretClasses: ReadonlySet<string> = new Set(['confidential', 'secret', 'top-secret']);

interface SecrecyRow {
  readonly property: NamedNode;
  readonly scheme: string;
  readonly codes: ReadonlySet<string>;
  readonly words: RegExp;
}

/** Properties that may say that data is secret: the scheme of their values, codes that are, and words that tell where no code does. */
const secrecyTable: readonly SecrecyRow[] = [
  {
    property: gdc.dataCategory,
    scheme: 'data-category',
    codes: secretCategories,
    words: /ความมั่นคง|ความลับ|secret|data-category\/security/i,
  },
  { property: gdc.classification, scheme: 'classification', codes: secretClasses, words: /ลับ|secret|confidential/i },
  {
    property: dct.accessRights,
    scheme: 'eu/access-right',
    codes: new Set(),
    words: /^(?:ชั้น)?ลับ|ความลับทางราชการ|ข้อมูลความมั่นคง|access-right\/(?:confidential|sensitive)|^(?:top )?secret$/i,
  },
];

const secrecyOf: ReadonlyMap<string, SecrecyRow> = new Map(secrecyTable.map((row) => [bare(row.property.value), row]));

/**
 * Judges a dataset's description in RDF at the door, the strictest rule first (process.md §2). A dataset without
 * `gdc:allowHarvest` is open: its consent was given once, with its source.
 */
export function rdfDoor(focus: Term, quads: Iterable<Quad>, vocabulary: Vocabulary): Door {
  const said = new Said(focus, quads);
  const isOther = [dcat.Catalog, dcat.DataService].some((type) => said.types.some((one) => bare(one) === bare(type.value)));
  if (isOther && !said.types.some((type) => /#Dataset(?:Series)?$|\/Dataset$/.test(type)))
    return { state: 'left-out', reason: 'a catalogue or service, not a dataset', reasonTh: 'เป็นบัญชีหรือบริการข้อมูล ไม่ใช่ชุดข้อมูล' };
  if (said.secrecy.some(([row, value]) => said.namesOf(value).some((name) => isSecret(row, name, vocabulary))))
    return { state: 'refused', reason: 'security or secret data is not taken', reasonTh: 'ไม่รับคำอธิบายข้อมูลความมั่นคงหรือข้อมูลที่มีชั้นความลับ' };
  if (said.consents.some((value) => /^(?:false|0|no|ไม่|ไม่ยินยอม)$/i.test(tidy(value))))
    return { state: 'withdrawn', reason: 'gdc:allowHarvest is false', reasonTh: 'หน่วยงานไม่ยินยอมให้รวบรวม (gdc:allowHarvest เป็น false)' };
  if (said.statuses.some((value) => /\/(?:adms\/status|dataset-status)\/withdrawn$/i.test(value)))
    return { state: 'withdrawn', reason: 'its status is withdrawn', reasonTh: 'ต้นทางกำหนดสถานะเป็นเพิกถอนแล้ว (withdrawn)' };
  return { state: 'open' };
}

const consent = bare(gdc.allowHarvest.value);
const status = bare(adms.status.value);
const type = bare(rdf.type.value);

/** What the door must know of a description, in one walk through it. */
class Said {
  readonly types: string[] = [];
  readonly consents: string[] = [];
  readonly statuses: string[] = [];
  /** Whatever node says so: nothing of what came with it may be stored. */
  readonly #secrecy = new Map<string, readonly [SecrecyRow, Term]>();
  readonly #all: readonly Quad[];
  #names: Map<string, string[]> | undefined;

  constructor(focus: Term, quads: Iterable<Quad>) {
    this.#all = [...quads];
    const known = new Map<string, string>();
    for (const { subject, predicate, object } of this.#all) {
      let property = known.get(predicate.value);
      if (property === undefined) {
        property = bare(predicate.value);
        known.set(predicate.value, property);
      }
      const row = secrecyOf.get(property);
      if (row !== undefined) this.#secrecy.set(`${property} ${object.value}`, [row, object]);
      if (!subject.equals(focus)) continue;
      if (property === type) this.types.push(object.value);
      else if (property === consent) this.consents.push(object.value);
      else if (property === status) this.statuses.push(object.value);
    }
  }

  get secrecy(): (readonly [SecrecyRow, Term])[] {
    return [...this.#secrecy.values()];
  }

  /** A value, and for a node its names: they tell what its IRI does not. */
  namesOf(value: Term): readonly string[] {
    if (value.termType === 'Literal') return [value.value];
    this.#names ??= literalsBySubject(this.#all);
    return [value.value, ...(this.#names.get(value.value) ?? [])];
  }
}

function literalsBySubject(quads: readonly Quad[]): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const { subject, object } of quads) {
    if (object.termType !== 'Literal') continue;
    const own = names.get(subject.value);
    if (own === undefined) names.set(subject.value, [object.value]);
    else own.push(object.value);
  }
  return names;
}

/** A label that is in no list still tells: anything that speaks of security or secrecy is refused. */
function isSecret(row: SecrecyRow, value: string, vocabulary: Vocabulary): boolean {
  const text = tidy(value);
  const code = /^(?:https?|urn):\S+$/i.test(text) ? decoded(codeOf(text.replace(/\/$/, ''))) : text;
  const concept = vocabulary.find(row.scheme, code)?.concept.value;
  return concept !== undefined ? row.codes.has(codeOf(concept)) : row.words.test(text);
}

/** The same for a name in either protocol and any case. */
function bare(value: string): string {
  return value.replace(/^https?:/i, '').toLowerCase();
}

/** Without white space at the ends and without invisible characters, which must not carry a secret past the door. */
function tidy(value: string): string {
  return value.replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '').trim();
}

function decoded(code: string): string {
  try {
    return decodeURIComponent(code);
  } catch {
    return code; // a percent sign that encodes nothing
  }
}
