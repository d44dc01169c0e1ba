import type { Door, HarvestedRecord } from '../harvested-record.js';
import type { Walk } from '../walk.js';
import type { CutRecord } from './messages.js';

/** A record as the flow takes it. */
export function toHarvested(cut: Exclude<CutRecord, { state: 'mention' }>, _walk: Walk): HarvestedRecord {
  const { nativeId } = cut;
  if (cut.state === 'whole') {
    const { name, bytes, fingerprint, owner } = cut;
    return { nativeId, name, mediaType: 'application/n-quads', bytes, fingerprint, owner, door: { state: 'open' } };
  }
  const door: Door = { state: 'left-out', reason: cut.reason.en, reasonTh: cut.reason.th };
  return { nativeId, name: undefined, mediaType: 'application/n-quads', bytes: '', fingerprint: '', door };
}
