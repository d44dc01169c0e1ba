import { readFileSync } from 'node:fs';
import type { Finding } from '../../src/catalog/report.js';
import { judgeMapped } from '../../src/flow/judge-packages.js';
import type { MappedRecord, Placement } from '../../src/map/map.js';
import { mapRdf } from '../../src/map/rdf/map-record.js';
import { parse } from '../../src/rdf/parse.js';
import { writeRecordDocument } from '../../src/rdf/record-document.js';
import { iri, type NamedNode, type Quad, type Quad_Object, quad, type Term } from '../../src/rdf/terms.js';
import { agencyGraph, validator } from './judging.js';
import { placement, vocabulary } from './mapping.js';

/** The dataset of the fixtures and snippets. */
export const focus = iri('https://data.agency.example/datasets/water-stations');

const prefixes = `
@prefix adms: <http://www.w3.org/ns/adms#> . @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix gdc: <https://w3id.org/dcat-ap-th/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <http://schema.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix spdx: <http://spdx.org/rdf/terms#> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix th: <https://w3id.org/dcat-ap-th/vocab/> .
@prefix locn: <http://www.w3.org/ns/locn#> . @prefix geo: <http://www.opengis.net/ont/geosparql#> .
`;

/** Turtle with the usual prefixes as quads, blank nodes named as the walkers do. */
export function quadsOf(turtle: string): Quad[] {
  const named = (term: Term): Term => (term.termType === 'BlankNode' ? iri(`urn:banchi:part:${term.value}`) : term);
  return parse(`${prefixes}${turtle}`, { label: 'snippet', baseIri: `${focus.value}/` }).map(({ subject, predicate, object }) =>
    quad(named(subject) as NamedNode, predicate as NamedNode, named(object) as Quad_Object),
  );
}

/** One dataset in Turtle as the bytes of a version. */
export function recordOf(turtle: string, about: NamedNode = focus): string {
  return writeRecordDocument(about, quadsOf(turtle));
}

/** The statements given here of the dataset of the tests, mapped. */
export function mapTurtle(turtle: string, at: Placement = placement): MappedRecord {
  return mapRdf(recordOf(turtle), at, vocabulary);
}

/** A Turtle fixture of test/fixtures/rdf by its claim. */
export function rdfFixture(claim: string): string {
  return readFileSync(new URL(`../../../test/fixtures/rdf/${claim}.ttl`, import.meta.url), 'utf8');
}

/** What the shapes say of a mapped record: `severity shape`. */
export async function judged(mapped: MappedRecord): Promise<Finding[]> {
  return judgeMapped(validator, mapped, placement, '2026-11-01T00:00:00Z', agencyGraph);
}
