import { Problem } from '../catalog/problem.js';
import type { Conditions, PushedName } from '../catalog/pushed.js';
import type { StagedRecord } from '../catalog/run.js';
import type { Source } from '../catalog/source.js';
import { versionStates } from '../catalog/states.js';
import { type Text, text } from '../catalog/text.js';
import type { FlowParts } from './parts.js';
import { checkConditions, findPushed, nativeIdOf, pushSourceOf, unknownRecord } from './pushed-record.js';
import type { Turns } from './turns.js';
import { transactBatch } from './write-batch.js';
import { writeRecord } from './write-record.js';

const byOwner = text('หน่วยงานเจ้าของถอนชุดข้อมูล', 'withdrawn by its owner');

/**
 * The owner withdraws a record: hidden at once, whatever runs are on their way (process.md §2). Withdrawing it again changes nothing.
 * @throws Problem `not-found`, `precondition-failed`, `conflict` for a record that is being revoked.
 */
export async function withdrawRecord(
  parts: FlowParts,
  turns: Turns,
  name: PushedName & Conditions & { readonly by: string },
): Promise<void> {
  const source = await pushSourceOf(parts, name.agencyId);
  const nativeId = nativeIdOf(name.identifier);
  await turns.take(`${source.id} ${nativeId}`, async () => {
    if ((await findPushed(parts.registry.read, source, nativeId)) === undefined) throw unknownRecord(name.agencyId, nativeId);
    await hidePushed(parts, source, nativeId, { by: name.by, why: byOwner, conditions: name });
  });
}

/** Hides what stands under a native id. @returns false when nothing stands there, or it is hidden already. */
export async function hidePushed(
  parts: FlowParts,
  source: Source,
  nativeId: string,
  { by, why, conditions = {} }: { by: string; why: Text; conditions?: Conditions },
): Promise<boolean> {
  const hidden = await transactBatch(parts.registry, async (batch) => {
    const found = await findPushed(batch.stores, source, nativeId);
    checkConditions(conditions, found);
    if (found === undefined || found.newest.state === 'hidden') return false;
    const { state } = found.newest;
    const next: readonly string[] = versionStates[state].next;
    if (!next.includes('hidden')) {
      const { th, en } = versionStates[state].label;
      throw new Problem('conflict', text(`ถอนชุดข้อมูลไม่ได้ เพราะอยู่ในสถานะ “${th}”`, `The record cannot be withdrawn: its state is “${en}”.`));
    }
    const row: StagedRecord = {
      nativeId,
      name: undefined,
      fingerprint: undefined,
      bytes: undefined,
      mediaType: 'application/n-quads',
      agencyId: undefined,
      outcome: 'hidden',
      reason: why.en,
      reasonTh: why.th,
    };
    const writing = { base: parts.base, source, runId: undefined, by, at: parts.clock().toISOString() };
    return writeRecord(batch, writing, { row, record: found.record, newest: found.newest, published: undefined });
  });
  if (hidden) parts.nudge();
  return hidden;
}
