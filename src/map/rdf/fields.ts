import { dct, gdc, iri, type NamedNode, skos, type Term } from '../../rdf/terms.js';
import { codeOf } from '../../rdf/vocabulary.js';
import type { Draft } from '../draft.js';
import { fileTypeOf } from './align.js';
import { labelOf, labelOfCode, readChoices, typeByClass } from './choices.js';
import { readFrequency } from './frequency.js';
import { licenceOf, readLicence } from './licences.js';
import type { RecordReader } from './reader.js';

/** What the items of the guideline are read from. */
export interface Reading {
  readonly draft: Draft;
  readonly reader: RecordReader;
  readonly focus: Term;
  /** The distributions. */
  readonly nodes: readonly Term[];
  /** Levels of the places that the data cover. */
  readonly levels: ReadonlySet<string>;
  /** The access right that is stated. */
  readonly stated: string | undefined;
}

/** The dataset's fields by the schema's names, as the mapping of each reads them. */
export interface ReadFields {
  readonly fields: Readonly<Record<string, string | string[]>>;
  readonly frequency: NamedNode | undefined;
  /** The dataset's condition of access in the source. */
  readonly condition: Term | undefined;
}

type Fields = Record<string, string | string[]>;

/**
 * Reads the choice fields of a dataset: what the profile's own properties say; where one is missing, what DCAT's say, and what
 * the distributions agree on. Each that is read off another property is a repair.
 */
export function readFields(reading: Reading): ReadFields {
  const { draft, reader, focus } = reading;
  const fields: Fields = Object.fromEntries(readChoices(draft, reader, focus, 'dataset'));
  Object.assign(fields, readLicence(reading, fields.license_id));
  const implied = impliedFields(reading, fields);
  for (const [field, value] of Object.entries(implied)) {
    fields[field] = value;
    reader.mend(draft.named(field), '', [value].flat().join(' · '), 'implied');
  }
  const frequency = readFrequency(draft, reader, focus, fields.update_frequency_unit);
  const condition = reader.one(focus, gdc.accessCondition, dct.rights);
  const words = conditionWords(reading);
  return {
    fields: { ...fields, ...frequency.fields, ...(words === undefined ? {} : { accessible_condition: words }) },
    frequency: frequency.given,
    condition,
  };
}

function conditionWords({ reader, focus }: Reading): string | undefined {
  const own = reader.all(focus, gdc.accessCondition);
  const rights = reader.all(focus, dct.rights);
  const words = [...own, ...rights].flatMap((value) => reader.label(value) ?? reader.iriOf(value) ?? []);
  if (own.length === 0 && words.length > 0) reader.mend('gdc:accessCondition', 'dct:rights', words[0] ?? '', 'moved');
  return words.length === 0 ? undefined : [...new Set(words)].join('\n').slice(0, 100_000);
}

/** What is not stated and follows from what is. */
function impliedFields({ draft, reader, focus, nodes, levels, stated }: Reading, fields: Fields): Fields {
  const implied: Fields = {};
  const type = fields.data_type === undefined ? typeByClass(reader, focus) : undefined;
  if (type !== undefined) implied.data_type = labelOfCode(draft, 'data-type', type);
  const [level] = ['country', 'region', 'province'].filter((one) => levels.has(one));
  if (fields.geo_coverage === undefined && fields.geo_coverage_other === undefined && level !== undefined)
    implied.geo_coverage = labelOfCode(draft, 'spatial-level', level);
  if (fields.data_format === undefined) {
    const formats = new Set(nodes.flatMap((node) => storageFormatOf(draft, reader, node) ?? []));
    if (formats.size > 0) implied.data_format = [...formats];
  }
  // Of the EU’s access rights only this one goes with a single category.
  if (fields.data_category === undefined && stated === 'PUBLIC') implied.data_category = labelOfCode(draft, 'data-category', 'public');
  if (fields.license_id === undefined) {
    const licences = new Map(nodes.flatMap((node) => licenceOf(draft, reader, node) ?? []).map((one) => [one.value, one]));
    const [only, other] = licences.values();
    if (only !== undefined && other === undefined) implied.license_id = labelOf(draft, only);
  }
  return implied;
}

/** The choice of the guideline for how data is stored that a distribution's format is matched to. */
function storageFormatOf(draft: Draft, reader: RecordReader, node: Term): string | undefined {
  const { vocabulary } = draft;
  for (const value of reader.all(node, dct.format)) {
    const code = fileTypeOf(vocabulary, value);
    if (code === undefined) continue;
    const type = vocabulary.code('eu/file-type', code);
    const own = [skos.exactMatch, skos.closeMatch]
      .flatMap((property) => vocabulary.graph.subjects(property, type))
      .find((concept) => concept.value.includes('/storage-format/'));
    const concept = own ?? vocabulary.find('storage-format', codeOf(type.value))?.concept;
    if (concept !== undefined) return labelOf(draft, iri(concept.value));
  }
  return undefined;
}
