import type { Conditions, PushedLine, PushedName, PushedView, PutOutcome, RecordToPut } from '../catalog/pushed.js';
import type { Run } from '../catalog/run.js';
import type { HandedOver } from '../harvest/walk.js';
import { atBase } from './at-base.js';
import { confirmPushed, type PushedConfirmation } from './confirm-pushed.js';
import { listPushed } from './list-pushed.js';
import type { FlowParts } from './parts.js';
import { checkOpen, putRecord } from './push-record.js';
import { pushSourceOf, viewPushed } from './pushed-record.js';
import type { RunQueue } from './run-queue.js';
import { Turns } from './turns.js';
import { withdrawRecord } from './withdraw-record.js';

/** What an agency's program does with records of its own. */
export interface PushCases {
  /** Takes one dataset that an agency's program sent. */
  putRecord(record: RecordToPut): Promise<PutOutcome>;
  /** @throws Problem `not-found`. */
  pushedRecord(name: PushedName): Promise<PushedView>;
  /** What an agency has sent, by identifier after one. */
  pushedRecords(agencyId: string, page: { readonly after?: string | undefined; readonly limit: number }): Promise<PushedLine[]>;
  /** The owner withdraws a record: hidden at once. */
  withdrawRecord(name: PushedName & Conditions & { readonly by: string }): Promise<void>;
  /** A key with that scope confirms; the record is published. */
  confirmPushed(confirmation: PushedConfirmation): Promise<void>;
  /** Takes a document with any number of datasets as a run of the agency's push source. @throws Problem `conflict` while one is open. */
  queueRecords(sent: PushedDocuments): Promise<Run>;
}

export interface PushedDocuments {
  readonly agencyId: string;
  readonly document: HandedOver;
  /** The document is all that the agency has: what is not in it is missing. */
  readonly isComplete: boolean;
  readonly preview: boolean;
  readonly by: string;
}

/** PUTs of one identifier take turns in this process. */
export function pushCases(parts: FlowParts, queue: RunQueue): PushCases {
  const turns = new Turns();
  return {
    putRecord: (record) => atBase(parts, () => putRecord(parts, turns, record)),
    pushedRecord: (name) => viewPushed(parts, name),
    pushedRecords: (agencyId, page) => listPushed(parts, agencyId, page),
    withdrawRecord: (name) => atBase(parts, () => withdrawRecord(parts, turns, name)),
    queueRecords: ({ agencyId, document, isComplete, preview, by }) =>
      atBase(parts, async () => {
        const source = await pushSourceOf(parts, agencyId);
        if (!preview) checkOpen(source);
        return queue.enqueue(source, by, {
          document: { ...document, isPart: !isComplete },
          preview,
          mode: isComplete ? 'full' : 'incremental',
        });
      }),
    confirmPushed: (confirmation) => atBase(parts, () => confirmPushed(parts, confirmation)),
  };
}
