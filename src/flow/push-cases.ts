import type { Key } from '../catalog/key.js';
import type { Conditions, PushedName, PushedView, PutOutcome, RecordToPut } from '../catalog/pushed.js';
import { atBase } from './at-base.js';
import { confirmPushed, type PushedConfirmation } from './confirm-pushed.js';
import { type Authenticated, authenticate, createKey, keyDays, type NewKey, revokeKey } from './keys.js';
import type { FlowParts } from './parts.js';
import { putRecord } from './push-record.js';
import { viewPushed } from './pushed-record.js';
import { Turns } from './turns.js';
import { withdrawRecord } from './withdraw-record.js';

/** What programs of agencies do: their keys, and the records that they send. */
export interface PushCases {
  /** Makes an API key; its token is told here and nowhere else. */
  createKey(key: Omit<NewKey, 'days'> & { readonly days?: number }, by: string): Promise<{ key: Key; token: string }>;
  keys(agencyId?: string): Promise<Key[]>;
  revokeKey(id: string, by: string): Promise<void>;
  /** Whose token this is, or why it is of no use. */
  authenticate(token: string): Promise<Authenticated>;

  /** Takes one dataset that an agency's program sent. */
  putRecord(record: RecordToPut): Promise<PutOutcome>;
  pushedRecord(name: PushedName): Promise<PushedView>;
  /** The owner withdraws a record: hidden at once. */
  withdrawRecord(name: PushedName & Conditions & { readonly by: string }): Promise<void>;
  confirmPushed(confirmation: PushedConfirmation): Promise<void>;
}

export function pushCases(parts: FlowParts): PushCases {
  const { read } = parts.registry;
  const turns = new Turns();
  return {
    createKey: (key, by) => createKey(parts, { days: keyDays.usual, ...key }, by),
    keys: (agencyId) => read.keys.list(agencyId),
    revokeKey: (id, by) => revokeKey(parts, id, by),
    authenticate: (token) => authenticate(parts, token),
    putRecord: (record) => atBase(parts, () => putRecord(parts, turns, record)),
    pushedRecord: (name) => viewPushed(parts, name),
    withdrawRecord: (name) => atBase(parts, () => withdrawRecord(parts, turns, name)),
    confirmPushed: (confirmation) => atBase(parts, () => confirmPushed(parts, confirmation)),
  };
}
