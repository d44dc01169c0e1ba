import { Problem } from '../../catalog/problem.js';
import { sourceName } from '../../catalog/source.js';
import { type Text, text } from '../../catalog/text.js';
import type { HarvestedRecord } from '../harvested-record.js';
import type { HandedOver, HarvestPage, Walk, Walked } from '../walk.js';
import { identifierFault, tidyIdentifier } from './identifier.js';
import type { PushedDocument, PushedRecord, ReadPushed } from './read-pushed.js';

/** Lines read together in a thread, and their bytes: few enough that a run can be stopped between. */
const [linesAtOnce, bytesAtOnce] = [50, 512 * 1024];

/**
 * Reads what an agency posted: one document with any number of datasets, or a dataset a line. What cannot be read is set aside by
 * itself; a walk that had any such thing never says that it brought everything.
 */
export async function* walkPushed(walk: Walk): AsyncGenerator<HarvestPage, Walked> {
  const { document, limits } = walk;
  if (document === undefined) throw nothingToFetch(walk);
  const taken = new Set<string>();
  const isAll = walk.mode === 'full' && document.isPart !== true;
  let unreadable = 0;
  for (const batch of isOneALine(document) ? batches(document.bytes) : [[whole(document)]]) {
    walk.signal.throwIfAborted();
    const results = await walk.read(batch.map(({ pushed }) => pushed));
    const records = batch.flatMap(({ place }, index) => toRecords(results[index], place, taken));
    unreadable += records.filter(({ door }) => door.state === 'left-out').length;
    // What cannot be read counts, too: each such line is a row that says so.
    if (taken.size + unreadable > limits.maxRecords) throw tooMany(limits.maxRecords);
    yield { records };
  }
  const advice = isAll && unreadable > 0 ? [notWhole(unreadable)] : [];
  return { mode: isAll && unreadable === 0 ? 'full' : 'incremental', marks: {}, advice };
}

interface Piece {
  readonly pushed: PushedDocument;
  /** Where in the document; what has no identifier is called by it. */
  readonly place: Text;
}

function whole({ bytes, mediaType, name }: HandedOver): Piece {
  return { pushed: { bytes, label: { mediaType, name } }, place: text('เอกสาร', 'document') };
}

function isOneALine({ mediaType, name }: HandedOver): boolean {
  return /^application\/(?:x-)?(?:nd-?json|jsonl|json-?lines)\b/i.test(mediaType ?? '') || /\.(?:ndjson|jsonl)$/i.test(name ?? '');
}

function* batches(bytes: Buffer): Generator<Piece[]> {
  let batch: Piece[] = [];
  let size = 0;
  for (const { line, number } of linesOf(bytes)) {
    if (batch.length > 0 && (batch.length >= linesAtOnce || size + line.length > bytesAtOnce)) {
      yield batch;
      batch = [];
      size = 0;
    }
    const label = { mediaType: 'application/ld+json', name: undefined };
    batch.push({ pushed: { bytes: line, label }, place: text(`บรรทัดที่ ${number}`, `line ${number}`) });
    size += line.length;
  }
  if (batch.length > 0) yield batch;
}

function* linesOf(bytes: Buffer): Generator<{ line: Buffer; number: number }> {
  for (let start = 0, number = 1; start < bytes.length; ) {
    const byte = bytes[start] ?? 0;
    // Empty lines and white space before a dataset; 64 MB of them must not make 64 million slices.
    if (byte <= 0x20) {
      if (byte === 0x0a) number += 1;
      start += 1;
      continue;
    }
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found;
    yield { line: bytes.subarray(start, end), number };
    start = end;
  }
}

function toRecords(result: ReadPushed | undefined, place: Text, taken: Set<string>): HarvestedRecord[] {
  if (result === undefined) throw new Error('the pool answered with fewer results than it was given documents');
  if (result.state === 'refused') return [leftOut(place, result.detail)];
  if (result.records.length === 0) return [leftOut(place, text('ไม่มี dcat:Dataset', 'there is no dcat:Dataset'))];
  return result.records.map((record, index) => {
    const at = result.records.length === 1 ? place : text(`${place.th} ชุดที่ ${index + 1}`, `${place.en}, dataset ${index + 1}`);
    const nativeId = tidyIdentifier(record.identifier ?? '');
    const fault = record.identifier === undefined ? unnamed : identifierFault(nativeId);
    if (fault !== undefined) return leftOut(at, fault);
    if (taken.has(nativeId)) return leftOut(at, text(`ซ้ำกับรหัส ${nativeId} ที่มาก่อน`, `the identifier ${nativeId} came before`));
    taken.add(nativeId);
    return harvested(nativeId, record);
  });
}

function harvested(nativeId: string, { bytes, fingerprint, door }: PushedRecord): HarvestedRecord {
  return { nativeId, name: nativeId, mediaType: 'application/n-quads', bytes, fingerprint, door };
}

const unnamed = text('ชุดข้อมูลไม่มี dct:identifier และไม่มี IRI', 'the dataset has neither dct:identifier nor an IRI');

function leftOut(place: Text, why: Text): HarvestedRecord {
  const door = { state: 'left-out', reason: `${place.en}: ${why.en}`, reasonTh: `${place.th}: ${why.th}`, isUnreadable: true } as const;
  return { nativeId: place.en, name: undefined, mediaType: 'application/n-quads', bytes: '', fingerprint: '', door };
}

function nothingToFetch({ source }: Walk): Problem {
  const name = sourceName(source);
  return new Problem(
    'conflict',
    text(`${name} ส่งข้อมูลเข้ามาเอง จึงไม่มีสิ่งที่ต้องรวบรวม`, `${name} sends its records itself; there is nothing to fetch.`),
    {
      remedy: text(
        `โปรดส่งด้วย POST /api/agencies/${source.agencyId}/records`,
        `Send them with POST /api/agencies/${source.agencyId}/records.`,
      ),
    },
  );
}

function notWhole(unreadable: number): Text {
  return text(
    `อ่านไม่ได้ ${unreadable} รายการ จึงไม่นับว่าชุดข้อมูลที่ไม่ได้ส่งมานั้นหายไป`,
    `${unreadable} could not be read, so datasets that were not sent do not count as missing.`,
  );
}

function tooMany(most: number): Problem {
  const count = most.toLocaleString('en');
  return new Problem('too-large', text(`เอกสารมีมากกว่า ${count} ชุดข้อมูล`, `The document has more than ${count} datasets.`));
}
