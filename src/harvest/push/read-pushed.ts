import { createHash } from 'node:crypto';
import { Problem, type ProblemKind } from '../../catalog/problem.js';
import { type Text, text } from '../../catalog/text.js';
import { readDocument } from '../../rdf/document.js';
import { Graph } from '../../rdf/graph.js';
import type { ReadLimits } from '../../rdf/read-limits.js';
import { writeRecordDocument } from '../../rdf/record-document.js';
import type { DocumentLabel } from '../../rdf/sniff.js';
import type { Vocabulary } from '../../rdf/vocabulary.js';
import type { Door } from '../harvested-record.js';
import { rdfDoor } from '../rdf-door.js';
import { type CutRecord, cutGraph, TooTangled } from './cut-graph.js';

/** One document that an agency sent, to be read in a thread. */
export interface PushedDocument {
  readonly bytes: Uint8Array;
  readonly label: DocumentLabel;
}

/** One dataset of a document. */
export interface PushedRecord {
  /** What the document itself calls it: its dct:identifier, else its IRI. */
  readonly identifier: string | undefined;
  readonly isRoot: boolean;
  readonly door: Door;
  /** The description as a version keeps it; empty unless the door is open. */
  readonly bytes: string;
  readonly fingerprint: string;
}

/** What a document held, or why it could not be read: a Problem does not survive the way between threads as one. */
export type ReadPushed =
  | { readonly state: 'read'; readonly notes: readonly Text[]; readonly records: readonly PushedRecord[] }
  | { readonly state: 'refused'; readonly kind: ProblemKind; readonly detail: Text; readonly remedy: Text | undefined };

/** Reads a document and cuts it into its datasets. What the door refuses leaves nothing behind. */
export async function readPushed({ bytes, label }: PushedDocument, limits: ReadLimits, vocabulary: Vocabulary): Promise<ReadPushed> {
  try {
    const document = await readDocument(bytes, label, limits);
    if (document.kind !== 'rdf') throw noJsonLd();
    const records = cutGraph(new Graph(document.quads), label.name ?? '', limits.triples).map((cut) => pushed(cut, vocabulary));
    return { state: 'read', notes: document.notes, records };
  } catch (error) {
    const problem = error instanceof TooTangled ? tooTangled(error) : error;
    if (!(problem instanceof Problem)) throw problem;
    return { state: 'refused', kind: problem.kind, detail: problem.detail, remedy: problem.remedy };
  }
}

function pushed({ focus, identifier, isRoot, quads }: CutRecord, vocabulary: Vocabulary): PushedRecord {
  const door = rdfDoor(focus, quads, vocabulary);
  const bytes = door.state === 'open' ? writeRecordDocument(focus, quads) : '';
  return { identifier, isRoot, door, bytes, fingerprint: createHash('sha256').update(bytes).digest('hex') };
}

function noJsonLd(): Problem {
  return new Problem(
    'unprocessable',
    text('เอกสารเป็น JSON แต่ไม่ใช่ JSON-LD เพราะไม่มี @context', 'The document is JSON and not JSON-LD: it has no @context.'),
    {
      remedy: text(
        'โปรดเพิ่ม "@context" เช่น "/context/1.jsonld" ของระบบนี้ หรือส่งเป็น Turtle',
        'Add an "@context", such as this service’s /context/1.jsonld, or send Turtle.',
      ),
    },
  );
}

function tooTangled(cause: Error): Problem {
  return new Problem('too-complex', text('โหนดในเอกสารเชื่อมโยงกันซับซ้อนเกินกำหนด', 'The nodes of the document are tangled beyond use.'), {
    cause,
    remedy: text('โปรดแบ่งเป็นหลายเอกสาร', 'Divide it into several documents.'),
  });
}
