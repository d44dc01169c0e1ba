import type { Audience } from '../../catalog/audience.js';
import type { Key } from '../../catalog/key.js';
import type { ProposedPair } from '../../catalog/pair.js';
import type { Conditions, PushedLine, PushedName, PushedView, PutOutcome, RecordToPut } from '../../catalog/pushed.js';
import type { Outcome, Run, RunRecord } from '../../catalog/run.js';
import type { NewSource, Source, SourceChange } from '../../catalog/source.js';
import type { Text } from '../../catalog/text.js';

/** A document that came with a request. */
export interface SentDocument {
  readonly bytes: Buffer;
  readonly mediaType: string | undefined;
  readonly name: string | undefined;
}

/** A run with what belongs to it. */
export interface RunDetails {
  readonly run: Run;
  readonly source: string;
  readonly agencyId: string;
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly pairs: readonly ProposedPair[];
}

export interface RunEvent {
  readonly kind: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export type SourceToRegister = Omit<NewSource, 'state' | 'policyUntil' | 'nextRunAt' | 'replacesId'> & {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly replaces?: string | undefined;
};

/** The use cases behind /api; handed in by compose(). */
export interface ApiCases {
  authenticate(token: string): Promise<{ readonly state: 'known'; readonly key: Key } | { readonly state: 'refused'; readonly why: Text }>;

  putRecord(record: RecordToPut): Promise<PutOutcome>;
  pushedRecord(name: PushedName): Promise<PushedView>;
  pushedRecords(agencyId: string, page: { readonly after?: string | undefined; readonly limit: number }): Promise<PushedLine[]>;
  withdrawRecord(name: PushedName & Conditions & { readonly by: string }): Promise<void>;
  confirmPushed(
    confirmation: PushedName & Pick<Conditions, 'ifMatch'> & { readonly audience: Audience | undefined; readonly by: string },
  ): Promise<void>;
  queueRecords(sent: {
    readonly agencyId: string;
    readonly document: SentDocument;
    readonly isComplete: boolean;
    readonly preview: boolean;
    readonly by: string;
  }): Promise<Run>;

  sources(agencyId: string): Promise<Source[]>;
  source(name: string): Promise<Source>;
  registerSource(source: SourceToRegister, by: string): Promise<Source>;
  approveSource(source: string, by: string): Promise<Source>;
  giveConsent(source: string, by: string): Promise<Source>;
  retireSource(source: string, by: string, keep: boolean): Promise<number>;
  changeSource(source: string, change: SourceChange, by: string): Promise<Source>;

  queue(
    source: string,
    by: string,
    errand: { readonly preview?: boolean; readonly mode?: 'full'; readonly document?: SentDocument },
  ): Promise<Run>;
  runs(source: string, limit: number): Promise<Run[]>;
  run(runId: number): Promise<RunDetails>;
  runRecords(runId: number, filter: { outcome?: Outcome; after?: number; limit: number }): Promise<(RunRecord & { position: number })[]>;
  cancelRun(runId: number, by: string): Promise<void>;
  acceptHeld(source: string, by: string): Promise<unknown>;
  listen(runId: number, listener: (event: RunEvent) => void): () => void;
}
