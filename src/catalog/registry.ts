import type { AgencyStore } from './agency.js';
import type { AccountStore, AuditStore } from './audit.js';
import type { CandidateStore } from './candidate.js';
import type { CurrencyStore } from './currency.js';
import type { DecisionStore } from './decision.js';
import type { KeyStore } from './key.js';
import type { MandateStore } from './mandate.js';
import type { NoticeStore } from './notice.js';
import type { PairStore } from './pair.js';
import type { PublicationLog } from './publication.js';
import type { RecordStore } from './record.js';
import type { RunStore } from './run.js';
import type { SettingStore } from './settings.js';
import type { SourceStore } from './source.js';
import type { VersionStore } from './version.js';

/** One small store per noun. */
export interface Stores {
  readonly agencies: AgencyStore;
  readonly sources: SourceStore;
  readonly records: RecordStore;
  readonly versions: VersionStore;
  readonly runs: RunStore;
  readonly decisions: DecisionStore;
  readonly log: PublicationLog;
  readonly notices: NoticeStore;
  readonly audit: AuditStore;
  readonly accounts: AccountStore;
  readonly currency: CurrencyStore;
  readonly settings: SettingStore;
  readonly keys: KeyStore;
  readonly mandates: MandateStore;
  readonly pairs: PairStore;
  readonly candidates: CandidateStore;
}

/** The system of record. */
export interface Registry {
  /** Reads, on a connection of their own that never waits for a transaction. */
  readonly read: Stores;
  /** Runs `work` in one immediate transaction: all of it or nothing. `work` may await the given stores only. */
  transact<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result>;
  /** Findings about the database file itself; empty when it is sound. */
  integrity(): Promise<string[]>;
  close(): Promise<void>;
}
