import type { Graph } from '../../rdf/graph.js';
import { writeRecordDocument } from '../../rdf/record-document.js';
import { skolemise, TangledGraph } from '../../rdf/skolem.js';
import { dct, foaf, iri, type NamedNode, type Quad, rdfs, skos } from '../../rdf/terms.js';
import type { Vocabulary } from '../../rdf/vocabulary.js';
import { fingerprintOf, type HarvestedRecord, hashedId, type Owner } from '../harvested-record.js';
import { rdfDoor } from '../rdf-door.js';
import { cut } from './cut.js';

const longestNativeId = 2000;
const slug = /^[a-z0-9][a-z0-9_-]{0,69}$/;

/** One dataset’s record out of what was read. One that cannot be a record is set aside by itself. */
export function toRecord(graph: Graph, dataset: string, vocabulary: Vocabulary): HarvestedRecord {
  const focus = iri(dataset);
  const said = cut(graph, dataset);
  if (!said.some(({ subject }) => subject.equals(focus)))
    return unusable(dataset, 'the endpoint says nothing of it', 'ต้นทางไม่มีคำอธิบายของชุดข้อมูลนี้');
  try {
    const quads = skolemise(focus, said);
    const bytes = writeRecordDocument(focus, quads);
    return {
      nativeId: dataset,
      name: nameOf(dataset, quads),
      mediaType: 'application/n-quads',
      bytes,
      fingerprint: fingerprintOf(bytes),
      door: rdfDoor(focus, quads, vocabulary),
      owner: ownerOf(focus, quads),
    };
  } catch (error) {
    if (!(error instanceof TangledGraph)) throw error;
    return unusable(dataset, `its blank nodes are tangled (${error.message})`, `blank node เชื่อมกันซับซ้อนเกินกว่าที่อ่านได้ (${error.message})`);
  }
}

/** A dataset that came without a description that can be used. */
export function unusable(dataset: string, reason: string, reasonTh: string): HarvestedRecord {
  return {
    nativeId: dataset.length > longestNativeId ? hashedId(dataset) : dataset,
    name: undefined,
    mediaType: 'application/n-quads',
    bytes: '',
    fingerprint: '',
    door: { state: 'left-out', reason, reasonTh },
  };
}

/** What makes a readable address: an identifier that is one, else the last part of the IRI. */
function nameOf(dataset: string, quads: readonly Quad[]): string | undefined {
  const identifiers = textsOf(iri(dataset), dct.identifier, quads).sort();
  return [...identifiers, lastPart(dataset)].find((name) => slug.test(name));
}

/** Whose dataset it is, as its publisher is named; the Thai name where there is one. */
function ownerOf(focus: NamedNode, quads: readonly Quad[]): Owner | undefined {
  const agents = [dct.publisher, dct.creator].flatMap((property) => objectsOf(focus, property, quads));
  const agent = agents[0];
  if (agent === undefined) return undefined;
  if (agent.termType === 'Literal') return { title: agent.value };
  const named = agent as NamedNode;
  const titles = [foaf.name, skos.prefLabel, rdfs.label, dct.title].flatMap((property) => objectsOf(named, property, quads));
  const thai = titles.find((title) => title.termType === 'Literal' && title.language.startsWith('th'));
  return { id: textsOf(named, dct.identifier, quads)[0] ?? named.value, name: lastPart(named.value), title: (thai ?? titles[0])?.value };
}

function objectsOf(subject: NamedNode, property: NamedNode, quads: readonly Quad[]): Quad['object'][] {
  const objects = quads.filter((one) => one.subject.equals(subject) && one.predicate.equals(property)).map(({ object }) => object);
  return objects.sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
}

function textsOf(subject: NamedNode, property: NamedNode, quads: readonly Quad[]): string[] {
  return objectsOf(subject, property, quads).flatMap((object) => (object.termType === 'Literal' ? [object.value] : []));
}

function lastPart(address: string): string {
  const parts = address.replace(/[/#]+$/, '').split(/[/#:]/);
  return parts.at(-1) ?? '';
}
