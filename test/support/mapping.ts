import { fileURLToPath } from 'node:url';
import { type MappedRecord, mapCkan, type Placement } from '../../src/map/map.js';
import { Graph } from '../../src/rdf/graph.js';
import { iri, type NamedNode, rdf, type Term, xsd } from '../../src/rdf/terms.js';
import { loadVocabulary } from '../../src/rdf/vocabulary.js';
import { completeRecord } from './packages.js';

/** A folder of the project, seen from dist/test/support. */
export function projectFolder(name: string): string {
  return fileURLToPath(new URL(`../../../${name}`, import.meta.url));
}

/** The project's vocabularies, loaded once for all tests. */
export const vocabulary = loadVocabulary(projectFolder('vocab'));

export const placement: Placement = {
  base: 'https://catalogue.test',
  agencyId: '99000001',
  agencyName: { th: 'หน่วยงานทดสอบ', en: 'Test Agency' },
  dataset: 'https://catalogue.test/datasets/99000001/water-stations',
  sourceUrl: 'https://portal.agency.example',
};

export const { dataset } = placement;

/** IRI of the distribution of the complete record's one resource. */
export const distribution = `${dataset}/distributions/7b9e0f3a-53a5-4f0b-8d8e-1f2a3b4c0001`;

/** The complete record with changes, mapped. */
export function map(changes: Readonly<Record<string, unknown>> = {}, at: Placement = placement): MappedRecord {
  return mapCkan(completeRecord(changes), at, vocabulary);
}

/** The complete record with changes to its one resource, mapped. */
export function mapResource(changes: Readonly<Record<string, unknown>>): MappedRecord {
  const [resource] = completeRecord().resources as readonly Record<string, unknown>[];
  return map({ resources: [{ ...resource, ...changes }] });
}

/** Values of a property in an order of their own: an IRI as it is, `text@th`, `text`, or `2026-10-31^^date`. */
export function values(mapped: MappedRecord, property: NamedNode, subject: string = dataset): string[] {
  return new Graph(mapped.quads).objects(iri(subject), property).map(written).sort();
}

/** The same for concepts: their codes alone. */
export function codes(mapped: MappedRecord, property: NamedNode, subject: string = dataset): string[] {
  return values(mapped, property, subject).map((value) => value.slice(value.lastIndexOf('/') + 1));
}

/** Classes of a node, by local name. */
export function classes(mapped: MappedRecord, subject: string): string[] {
  return values(mapped, rdf.type, subject)
    .map((value) => value.replace(/^.*[#/]/, ''))
    .sort();
}

/** What the mapping observed for the shapes, by property: `unrecognisedChoice: objective=…`. */
export function observed(mapped: MappedRecord): string[] {
  return mapped.observations.map(({ predicate, object }) => `${predicate.value.replace(/^.*#/, '')}: ${object.value}`);
}

/** Repairs of one field, or all: `rule: before → after`. */
export function repairs(mapped: MappedRecord, field?: string): string[] {
  return mapped.repairs
    .filter((repair) => field === undefined || repair.field === field)
    .map(({ rule, before, after }) => `${rule}: ${before} → ${after}`);
}

function written(term: Term): string {
  if (term.termType !== 'Literal') return term.value;
  if (term.language !== '') return `${term.value}@${term.language}`;
  return term.datatype.equals(xsd.string) ? term.value : `${term.value}^^${term.datatype.value.replace(/^.*#/, '')}`;
}
