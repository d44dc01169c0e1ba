import type { Audience } from './audience.js';
import type { Decision } from './decision.js';
import type { VersionState } from './states.js';
import type { Validation } from './validation.js';
import type { Version } from './version.js';

/** What a change is bound to, as HTTP's conditional headers say it. */
export interface Conditions {
  /** Fingerprints of which the present one must be; `*` for any. */
  readonly ifMatch?: readonly string[] | '*' | undefined;
  /** The record must not be there yet. */
  readonly ifNew?: boolean | undefined;
}

/** Which record of an agency is meant, and by whom. */
export interface PushedName {
  readonly agencyId: string;
  readonly identifier: string;
}

/** One dataset as an agency's program sent it. */
export interface RecordToPut extends PushedName, Conditions {
  readonly bytes: Uint8Array;
  readonly mediaType: string | undefined;
  readonly by: string;
}

export type PutOutcome = 'created' | 'changed' | 'unchanged' | 'hidden';

/** A pushed record as a list has it. */
export interface PushedLine extends PushedName, Pick<PushedView, 'dataset' | 'state' | 'fingerprint'> {
  /** Who may see it, while it is published. */
  readonly audience: Audience | undefined;
}

/** A pushed record as its agency sees it. */
export interface PushedView extends PushedName {
  readonly dataset: string;
  readonly state: VersionState;
  /** Fingerprint of the newest version; undefined once it was taken down, when there is nothing to build on. */
  readonly fingerprint: string | undefined;
  readonly published: { readonly audience: Audience; readonly since: string | undefined } | undefined;
  readonly decision: Decision | undefined;
  /** Newest first. */
  readonly versions: readonly Version[];
  readonly report: Validation | undefined;
}
