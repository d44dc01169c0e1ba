import { adms, dcat, dct, gdc, type NamedNode, type Quad, rdf, type Term } from '../rdf/terms.js';
import { codeOf, type Finder } from '../rdf/vocabulary.js';
import type { Door } from './harvested-record.js';

const secretCategories: ReadonlySet<string> = new Set(['security', 'official-secret']);
const secretClasses: ReadonlySet<string> = new Set(['confidential', 'secret', 'top-secret']);

/** Properties that may say that data is secret: the scheme of their values, codes that are, and words that tell where no code does. */
const secrecy: readonly {
  readonly property: NamedNode;
  readonly scheme: string;
  readonly codes: ReadonlySet<string>;
  readonly words: RegExp;
}[] = [
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

/** Schemes that the door looks values up in. */
export const doorSchemes: readonly string[] = secrecy.map(({ scheme }) => scheme);

/**
 * Judges a dataset's description in RDF at the door, the strictest rule first (process.md §2). A dataset without
 * `gdc:allowHarvest` is open: its consent was given once, with its source.
 */
export function rdfDoor(focus: Term, quads: Iterable<Quad>, vocabulary: Finder): Door {
  const all = [...quads];
  const types = all.filter(({ subject, predicate }) => subject.equals(focus) && is(predicate, rdf.type)).map(({ object }) => object.value);
  const isOther = [dcat.Catalog, dcat.DataService].some((type) => types.some((one) => same(one, type.value)));
  if (isOther && !types.some((type) => /#Dataset(?:Series)?$|\/Dataset$/.test(type)))
    return { state: 'left-out', reason: 'a catalogue or service, not a dataset', reasonTh: 'เป็นบัญชีหรือบริการข้อมูล ไม่ใช่ชุดข้อมูล' };
  // Whatever node says so: nothing of what came with it may be stored.
  if (all.some((quad) => isSecret(quad, all, vocabulary)))
    return { state: 'refused', reason: 'security or secret data is not taken', reasonTh: 'ไม่รับคำอธิบายข้อมูลความมั่นคงหรือข้อมูลที่มีชั้นความลับ' };
  const own = all.filter(({ subject }) => subject.equals(focus));
  if (own.some(({ predicate, object }) => is(predicate, gdc.allowHarvest) && /^(?:false|0|no|ไม่|ไม่ยินยอม)$/i.test(tidy(object.value))))
    return { state: 'withdrawn', reason: 'gdc:allowHarvest is false', reasonTh: 'หน่วยงานไม่ยินยอมให้รวบรวม (gdc:allowHarvest เป็น false)' };
  if (
    own.some(({ predicate, object }) => is(predicate, adms.status) && /\/(?:adms\/status|dataset-status)\/withdrawn$/i.test(object.value))
  )
    return { state: 'withdrawn', reason: 'its status is withdrawn', reasonTh: 'ต้นทางกำหนดสถานะเป็นเพิกถอนแล้ว (withdrawn)' };
  return { state: 'open' };
}

/** A label that is in no list still tells: anything that speaks of security or secrecy is refused. */
function isSecret({ predicate, object }: Quad, all: readonly Quad[], vocabulary: Finder): boolean {
  const row = secrecy.find(({ property }) => is(predicate, property));
  if (row === undefined) return false;
  // A node tells by its name what its IRI does not.
  const names =
    object.termType === 'Literal' ? [] : all.filter(({ subject, object: name }) => subject.equals(object) && name.termType === 'Literal');
  return [object.value, ...names.map((quad) => quad.object.value)].some((value) => {
    const text = tidy(value);
    const code = /^(?:https?|urn):\S+$/i.test(text) ? decoded(codeOf(text.replace(/\/+$/, ''))) : text;
    const concept = vocabulary.find(row.scheme, code)?.concept.value;
    return concept !== undefined ? row.codes.has(codeOf(concept)) : row.words.test(text);
  });
}

/** The same property in either protocol and any case. */
function is(predicate: Term, property: NamedNode): boolean {
  return same(predicate.value, property.value);
}

function same(a: string, b: string): boolean {
  return a === b || bare(a) === bare(b);
}

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
