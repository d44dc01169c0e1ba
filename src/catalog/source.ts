/** How new versions from a source are confirmed (process.md §3). */
export const policies = ['manual', 'material', 'automatic'] as const;
export type Policy = (typeof policies)[number];

export const sourceKinds = ['ckan'] as const;
export type SourceKind = (typeof sourceKinds)[number];

export const sourceStates = ['active', 'paused', 'retired'] as const;
export type SourceState = (typeof sourceStates)[number];

/** One place an agency offers for harvest. */
export interface Source {
  readonly id: number;
  readonly agencyId: string;
  /** Unique within the agency; `AGENCY/KEY` names the source everywhere. */
  readonly key: string;
  readonly kind: SourceKind;
  readonly url: string;
  readonly policy: Policy;
  /** Account of the registrar whose standing confirmation this is, and until when (ISO); only with a policy other than manual. */
  readonly policyBy: string | undefined;
  readonly policyUntil: string | undefined;
  readonly state: SourceState;
  /** Minutes between harvests; undefined for a source that is harvested by hand only. */
  readonly everyMinutes: number | undefined;
  readonly nextRunAt: string | undefined;
}

export type NewSource = Omit<Source, 'id' | 'nextRunAt'> & { readonly nextRunAt?: string };

/** The right to run a source; `fence` grows with each lease, and every apply checks it. */
export interface Lease {
  readonly sourceId: number;
  readonly owner: string;
  readonly fence: number;
}

export const sourceKeyPattern = /^[a-z0-9][a-z0-9-]{0,39}$/;

export interface SourceStore {
  /** @throws Problem `conflict` when the agency has a source of that key. */
  add(source: NewSource): Promise<Source>;
  find(agencyId: string, key: string): Promise<Source | undefined>;
  get(id: number): Promise<Source>;
  list(agencyId?: string): Promise<Source[]>;
  /** Sources whose `nextRunAt` has come. */
  due(now: string, limit: number): Promise<Source[]>;
  setNextRun(id: number, at: string | undefined): Promise<void>;
  /** Takes the source for `owner` until `until`, if nobody else holds it; undefined when somebody does. */
  lease(id: number, owner: string, now: string, until: string): Promise<Lease | undefined>;
  /** Prolongs a lease; false when it was lost. */
  renew(lease: Lease, until: string): Promise<boolean>;
  /** True while the lease's fence is the source's newest. */
  holds(lease: Lease): Promise<boolean>;
  release(lease: Lease): Promise<void>;
  /** Who holds the source and until when. */
  leaseOf(id: number): Promise<{ owner: string; until: string } | undefined>;
}

/** How a source is named everywhere: `AGENCY/KEY`. */
export function sourceName(source: Pick<Source, 'agencyId' | 'key'>): string {
  return `${source.agencyId}/${source.key}`;
}
