import type { Audience } from './audience.js';

/** What confirm says of a record; bound to the source fingerprint, so it survives a new assessment and not a new content. */
export interface Decision {
  readonly recordId: number;
  readonly versionId: number;
  readonly fingerprint: string;
  readonly verdict: 'confirmed' | 'refused';
  readonly audience: Audience;
  /** Account that decided; for a standing confirmation the registrar who gave it. */
  readonly by: string;
  /** `person` for a deliberate act, `standing` for ยืนยันล่วงหน้า. */
  readonly manner: 'person' | 'standing';
  readonly at: string;
}

export interface DecisionStore {
  add(decisions: readonly Decision[]): Promise<void>;
  /** The newest decision of a record, if any. */
  newest(recordId: number): Promise<Decision | undefined>;
}
