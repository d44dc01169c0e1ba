import type { Conditions, PushedName, PushedView, PutOutcome, RecordToPut } from '../catalog/pushed.js';
import { confirmPushed, type PushedConfirmation } from './confirm-pushed.js';
import type { FlowParts } from './parts.js';
import { putRecord } from './push-record.js';
import { viewPushed } from './pushed-record.js';
import { Turns } from './turns.js';
import { withdrawRecord } from './withdraw-record.js';

/** What an agency's program does with records of its own. */
export interface PushCases {
  /** Takes one dataset that an agency's program sent. */
  putRecord(record: RecordToPut): Promise<PutOutcome>;
  /** @throws Problem `not-found`. */
  pushedRecord(name: PushedName): Promise<PushedView>;
  /** The owner withdraws a record: hidden at once. */
  withdrawRecord(name: PushedName & Conditions & { readonly by: string }): Promise<void>;
  /** A key with that scope confirms; the record is published. */
  confirmPushed(confirmation: PushedConfirmation): Promise<void>;
}

/** @param atBase makes sure that the registry is under our base before anything is written. */
export function pushCases(parts: FlowParts, atBase: <Result>(work: () => Promise<Result>) => Promise<Result>): PushCases {
  const turns = new Turns();
  return {
    putRecord: (record) => atBase(() => putRecord(parts, turns, record)),
    pushedRecord: (name) => viewPushed(parts, name),
    withdrawRecord: (name) => atBase(() => withdrawRecord(parts, turns, name)),
    confirmPushed: (confirmation) => atBase(() => confirmPushed(parts, confirmation)),
  };
}
