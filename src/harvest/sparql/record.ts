import type { Graph } from '../../rdf/graph.js';
import { writeRecordDocument } from '../../rdf/record-document.js';
import { skolemise, TangledGraph } from '../../rdf/skolem.js';
import { iri } from '../../rdf/terms.js';
import type { Vocabulary } from '../../rdf/vocabulary.js';
import { nameOf, ownerOf } from '../dcat/cut-records.js';
import { fingerprintOf, type HarvestedRecord, hashedId } from '../harvested-record.js';
import { rdfDoor } from '../rdf-door.js';
import { cut } from './cut.js';

const longestNativeId = 2000;

/** One dataset’s record out of what was read. One that cannot be a record is set aside by itself. */
export function toRecord(graph: Graph, dataset: string, vocabulary: Vocabulary): HarvestedRecord {
  const focus = iri(dataset);
  const said = cut(graph, dataset);
  if (!said.some(({ subject }) => subject.equals(focus)))
    return unusable(dataset, 'the endpoint says nothing of it', 'ต้นทางไม่มีคำอธิบายของชุดข้อมูลนี้');
  try {
    // In one order whatever the endpoint's, so that of two publishers it is always the same that is taken for the owner.
    const quads = skolemise(focus, said).sort((a, b) => (a.object.value < b.object.value ? -1 : a.object.value > b.object.value ? 1 : 0));
    const own = quads.filter(({ subject }) => subject.equals(focus));
    const bytes = writeRecordDocument(focus, quads);
    return {
      nativeId: dataset,
      name: nameOf(dataset, own),
      mediaType: 'application/n-quads',
      bytes,
      fingerprint: fingerprintOf(bytes),
      door: rdfDoor(focus, quads, vocabulary),
      owner: ownerOf(quads, own),
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
