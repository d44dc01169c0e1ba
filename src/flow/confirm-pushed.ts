import type { Audience } from '../catalog/audience.js';
import { Problem } from '../catalog/problem.js';
import type { Conditions, PushedName } from '../catalog/pushed.js';
import { text } from '../catalog/text.js';
import { confirmRecords } from './confirm-records.js';
import type { FlowParts } from './parts.js';
import { checkConditions, findPushed, nativeIdOf, pushSourceOf, unknownRecord } from './pushed-record.js';

export interface PushedConfirmation extends PushedName, Pick<Conditions, 'ifMatch'> {
  /** Undefined leaves it the audience its category asks for. */
  readonly audience: Audience | undefined;
  readonly by: string;
}

/**
 * Confirms one pushed record, bound to the version that was looked at: the one of If-Match, else the newest now.
 * @throws Problem `not-found`, `conflict` for one that does not await confirmation, `precondition-failed` when it changed meanwhile.
 */
export async function confirmPushed(parts: FlowParts, { agencyId, identifier, ifMatch, audience, by }: PushedConfirmation): Promise<void> {
  const source = await pushSourceOf(parts, agencyId);
  const nativeId = nativeIdOf(identifier);
  const found = await findPushed(parts.registry.read, source, nativeId);
  if (found === undefined) throw unknownRecord(agencyId, nativeId);
  checkConditions({ ifMatch }, found);
  const { record, newest } = found;
  const confirmed = await confirmRecords(parts, {
    agencyId: record.agencyId,
    records: [record.slug],
    fingerprints: [newest.fingerprint],
    audience,
    by,
  });
  if (confirmed.published.length === 0)
    throw new Problem('precondition-failed', text('ชุดข้อมูลถูกเปลี่ยนระหว่างยืนยัน', 'The record changed while it was being confirmed.'), {
      remedy: text('โปรดตรวจสอบรุ่นล่าสุดแล้วยืนยันใหม่', 'Look at its newest version and confirm that.'),
    });
}
