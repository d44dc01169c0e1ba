import { Problem } from '../catalog/problem.js';
import type { PutOutcome, RecordToPut } from '../catalog/pushed.js';
import type { Stores } from '../catalog/registry.js';
import type { StagedRecord } from '../catalog/run.js';
import { type Source, sourceName } from '../catalog/source.js';
import { goneStates } from '../catalog/states.js';
import { type Text, text } from '../catalog/text.js';
import { hashedId } from '../harvest/harvested-record.js';
import type { PushedRecord } from '../harvest/push/read-pushed.js';
import { claimsOf, tellClaims } from './claims.js';
import type { FlowParts } from './parts.js';
import { prepareRows } from './prepare-chunk.js';
import { checkConditions, type Found, findPushed, nativeIdOf, pushSourceOf } from './pushed-record.js';
import type { Turns } from './turns.js';
import { hidePushed } from './withdraw-record.js';
import { transactBatch } from './write-batch.js';
import { writeRecord } from './write-record.js';

/** A record that others decide on at every try is given back to its sender. */
const mostPasses = 5;

/**
 * Takes one dataset that an agency sent: read in a thread, judged at the door, then through the flow as a harvested record goes. It
 * belongs to no run and takes no lease: its transaction looks at the record again, as each of a run's does, so that a run of the same
 * source and a record sent meanwhile come one after the other, whichever commits first.
 * @throws Problem `unprocessable` and its kin for what is no dataset, `not-taken` at the door, `precondition-failed`, `conflict`.
 */
export async function putRecord(parts: FlowParts, turns: Turns, put: RecordToPut): Promise<PutOutcome> {
  const source = await pushSourceOf(parts, put.agencyId);
  checkOpen(source);
  const nativeId = nativeIdOf(put.identifier);
  checkConditions(put, await findPushed(parts.registry.read, source, nativeId));
  const pushed = await readOne(parts, put);
  return turns.take(`${source.id} ${nativeId}`, async () => {
    if (pushed.door.state !== 'open') return turnAway(parts, source, put, { nativeId, door: pushed.door });
    for (let pass = 0; pass < mostPasses; pass += 1) {
      const found = await findPushed(parts.registry.read, source, nativeId);
      checkConditions(put, found);
      if (found !== undefined && (await isUnchanged(parts, found, pushed.fingerprint))) return 'unchanged';
      const outcome = found === undefined || goneStates.has(found.newest.state) ? 'created' : 'changed';
      const row = rowOf(nativeId, pushed, outcome);
      if (found === undefined) await refuseClaimed(parts, source, row);
      if (await write(parts, source, put, row)) return outcome;
    }
    throw new Problem('conflict', text(`ชุดข้อมูล ${nativeId} ถูกเปลี่ยนอยู่ตลอดเวลา`, `The record ${nativeId} keeps changing.`), {
      retryAfter: 5,
      remedy: text('โปรดลองใหม่ในอีกสักครู่', 'Try again in a moment.'),
    });
  });
}

/** What another source brought before is not taken over; both sides are told. @throws Problem `conflict`. */
async function refuseClaimed(parts: FlowParts, source: Source, row: StagedRecord): Promise<void> {
  const claims = await claimsOf(parts, source, [row]);
  const [claim] = claims;
  if (claim === undefined) return;
  const notices = tellClaims(source, undefined, claims, parts.clock().toISOString());
  await parts.registry.transact((stores) => stores.notices.add(notices));
  throw new Problem('conflict', claim.reason);
}

/** @throws Problem `conflict` for a source that waits for approval or was stopped. */
export function checkOpen(source: Source): void {
  if (source.state === 'active') return;
  const name = sourceName(source);
  throw new Problem(
    'conflict',
    text(`แหล่งข้อมูล ${name} ยังไม่เปิดรับข้อมูล (${source.state})`, `The source ${name} takes no records now: it is ${source.state}.`),
    {
      remedy: text('โปรดติดต่อเจ้าหน้าที่ส่วนกลางเพื่ออนุมัติหรือเปิดใช้', 'Ask the centre to approve or resume it.'),
    },
  );
}

async function readOne(parts: FlowParts, { bytes, mediaType, agencyId, identifier }: RecordToPut): Promise<PushedRecord> {
  // Relative addresses are under the record's own.
  const name = `${parts.base}/api/agencies/${agencyId}/records/${encodeURIComponent(identifier)}`;
  const [result] = await parts.pool.read({ documents: [{ bytes, label: { mediaType: mediaType ?? '', name } }], limits: parts.validate });
  if (result === undefined) throw new Error('the pool answered without a result');
  if (result.state === 'refused')
    throw new Problem(
      result.kind === 'malformed' ? 'unprocessable' : result.kind,
      result.detail,
      result.remedy === undefined ? {} : { remedy: result.remedy },
    );
  const { records } = result;
  if (records.length === 0) throw noDataset();
  const roots = records.filter(({ isRoot }) => isRoot);
  const [one, ...more] = roots.length === 0 ? records : roots;
  if (one === undefined || more.length > 0) throw severalDatasets(more.length + 1);
  return one;
}

async function isUnchanged(parts: FlowParts, { newest }: Found, fingerprint: string): Promise<boolean> {
  if (newest.fingerprint !== fingerprint || goneStates.has(newest.state)) return false;
  return (await parts.registry.read.versions.assessment(newest.id))?.flowVersion === parts.flowVersion;
}

function rowOf(nativeId: string, { bytes, fingerprint }: PushedRecord, outcome: 'created' | 'changed'): StagedRecord {
  const none = { agencyId: undefined, reason: undefined, reasonTh: undefined };
  return { nativeId, name: nativeId, fingerprint, bytes, mediaType: 'application/n-quads', outcome, ...none };
}

/** @returns false when somebody decided on the record meanwhile. */
async function write(parts: FlowParts, source: Source, put: RecordToPut, row: StagedRecord): Promise<boolean> {
  const mayWrite = async (stores: Stores): Promise<void> => checkOpen(await stores.sources.get(source.id));
  const [prepared] = await prepareRows(parts, source, [row], mayWrite);
  if (prepared === undefined) throw new Error(`record ${row.nativeId} was not prepared`);
  if (prepared.unreadable !== undefined) throw unreadable(prepared.unreadable);
  // Looked up anew while preparing: the conditions hold for what is written over, or it is not written.
  checkConditions(put, prepared.newest && { record: prepared.record, newest: prepared.newest });
  const written = await transactBatch(parts.registry, async (batch) => {
    await mayWrite(batch.stores);
    return writeRecord(batch, { base: parts.base, source, runId: undefined, by: put.by, at: parts.clock().toISOString() }, prepared);
  });
  if (written) parts.nudge();
  return written;
}

interface Turned {
  readonly nativeId: string;
  readonly door: Exclude<PushedRecord['door'], { state: 'open' }>;
}

/**
 * What is not taken leaves no content behind, and takes down what stood under its identifier: waiting for the next harvest would
 * leave it public.
 */
async function turnAway(parts: FlowParts, source: Source, put: RecordToPut, { nativeId, door }: Turned): Promise<PutOutcome> {
  const why = text(door.reasonTh, door.reason);
  const found = await findPushed(parts.registry.read, source, nativeId);
  checkConditions(put, found);
  const hidden = await hidePushed(parts, source, nativeId, { by: put.by, why });
  if (door.state === 'withdrawn' && found !== undefined) return 'hidden';
  const subject = `source:${source.id}`;
  const line = { at: parts.clock().toISOString(), by: put.by, act: 'refuse-record', subject, why: `${hashedId(nativeId)}: ${door.reason}` };
  await parts.registry.transact((stores) => stores.audit.add([line]));
  throw notTaken(why, hidden);
}

function notTaken(why: Text, hidden: boolean): Problem {
  const also = hidden ? text(' ชุดข้อมูลเดิมที่ใช้รหัสนี้ถูกระงับการเผยแพร่แล้ว', ' What stood under this identifier is hidden now.') : text('', '');
  return new Problem('not-taken', text(`ไม่รับชุดข้อมูลนี้: ${why.th}${also.th}`, `This dataset is not taken: ${why.en}.${also.en}`), {
    remedy: text(
      'ระบบไม่ได้เก็บเนื้อหาที่ส่งมา โปรดอย่าส่งคำอธิบายของข้อมูลประเภทนี้',
      'Nothing of what was sent is kept. Do not send descriptions of such data.',
    ),
  });
}

function noDataset(): Problem {
  return new Problem('no-dataset', text('อ่านเอกสารได้ แต่ไม่มี dcat:Dataset', 'The document was read, but there is no dcat:Dataset in it.'), {
    remedy: text(
      'โปรดระบุชุดข้อมูลด้วย rdf:type <http://www.w3.org/ns/dcat#Dataset>',
      'Give the dataset rdf:type <http://www.w3.org/ns/dcat#Dataset>.',
    ),
  });
}

function severalDatasets(count: number): Problem {
  return new Problem('unprocessable', text(`เอกสารมี ${count} ชุดข้อมูล`, `The document has ${count} datasets.`), {
    remedy: text('โปรดส่งทีละชุดด้วย PUT หรือส่งทั้งบัญชีด้วย POST ไปที่ …/records', 'PUT takes one at a time; POST the whole catalogue to …/records.'),
  });
}

function unreadable(reason: string): Problem {
  return new Problem('unprocessable', text(`อ่านคำอธิบายข้อมูลไม่ได้: ${reason}`, `The description cannot be read: ${reason}`));
}
