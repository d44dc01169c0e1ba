import type { NewNotice } from '../catalog/notice.js';
import type { RunRecord } from '../catalog/run.js';
import { type Source, sourceName } from '../catalog/source.js';
import { type Text, text } from '../catalog/text.js';
import type { FlowParts } from './parts.js';

/** A new record whose native id another source has brought before: one of the two is a copy, and which is for people to say. */
export interface Claim {
  readonly nativeId: string;
  readonly holder: Source;
  readonly reason: Text;
}

/** Ids that are unique in the world; a serial number or a name says nothing outside its own source. */
const worldwide = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[a-z][a-z0-9+.-]*:\S+)$/i;

/** Which of a source's new records are another's: never a takeover (lessons.md A4). */
export async function claimsOf(parts: FlowParts, source: Source, created: readonly Pick<RunRecord, 'nativeId'>[]): Promise<Claim[]> {
  const { read } = parts.registry;
  const ids = created.map(({ nativeId }) => nativeId).filter((id) => worldwide.test(id));
  const held = await read.records.holders(ids);
  const sources = new Map((await read.sources.list()).map((one) => [one.id, one]));
  return ids.flatMap((nativeId) => {
    const holderId = held.get(nativeId)?.find((id) => id !== source.id && id !== source.replacesId);
    const holder = holderId === undefined ? undefined : sources.get(holderId);
    if (holder === undefined || holder.state === 'retired') return [];
    const name = sourceName(holder);
    const reason = text(
      `รหัส ${nativeId} เป็นของชุดข้อมูลที่ ${name} ส่งมาก่อนแล้ว จึงไม่รับซ้ำ หากเป็นข้อมูลของแหล่งนี้ โปรดให้เจ้าหน้าที่ส่วนกลางโอนชุดข้อมูล`,
      `the id ${nativeId} belongs to a dataset that ${name} brought before, so it is not taken twice; if it belongs here, the centre transfers it`,
    );
    return [{ nativeId, holder, reason }];
  });
}

/** A notice to each side: the source that came second, and every source that was there first. Told once for the same records. */
export function tellClaims(source: Source, runId: number | undefined, claims: readonly Claim[], at: string): NewNotice[] {
  const holders = new Set(claims.map(({ holder }) => holder.id));
  return [...holders].flatMap((id) => {
    const some = claims.filter(({ holder }) => holder.id === id);
    const [first] = some;
    if (first === undefined) return [];
    const facts = { source: sourceName(source), other: sourceName(first.holder), records: String(some.length), example: first.nativeId };
    const once = `claimed ${source.id} ${first.holder.id} ${some.length} ${first.nativeId}`;
    const sides = [...new Set([source.agencyId, first.holder.agencyId])];
    return sides.map((agencyId) => ({ agencyId, kind: 'claimed' as const, ...(runId === undefined ? {} : { runId }), facts, once, at }));
  });
}
