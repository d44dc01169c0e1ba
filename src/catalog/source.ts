/** How new versions from a source are confirmed (process.md §3). */
export const policies = ['manual', 'material', 'automatic'] as const;
export type Policy = (typeof policies)[number];

/** How an agency hands its catalogue over: a portal, a workbook, an RDF document, an endpoint, or by sending records itself. */
export const sourceKinds = ['ckan', 'template', 'dcat', 'sparql', 'push'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** A new source waits (`pending`) until the centre approves it; `retiring` ends as `retired` once its records are taken down. */
export const sourceStates = ['pending', 'active', 'paused', 'retiring', 'retired'] as const;
export type SourceState = (typeof sourceStates)[number];

/** What reading a source takes beside its address. */
export interface SourceOptions {
  /** Media type to read documents as, whatever their server says. */
  readonly mediaType?: string;
  /** User-Agent for a server that refuses ours. */
  readonly userAgent?: string;
  /** Records asked for at a time, for a server that has a lower limit than others. */
  readonly pageSize?: number;
  /** Days after which everything is read again; between, only what changed is asked for. */
  readonly fullEveryDays?: number;
  /** SPARQL SELECT that binds `?dataset`, in place of the default. */
  readonly query?: string;
  /** Account that consented, once, to the harvest of records without a consent flag (process.md §2), and when. */
  readonly consent?: { readonly by: string; readonly at: string };
}

/** What is remembered of the last successful reading, so that the next asks only for what changed. */
export interface SourceMarks {
  readonly etag?: string;
  readonly lastModified?: string;
  /** Newest modification seen, as the source writes it. */
  readonly modifiedSince?: string;
  /** When everything was last read (ISO). */
  readonly fullAt?: string;
}

/** One place an agency offers for harvest. */
export interface Source {
  readonly id: number;
  readonly agencyId: string;
  /** Unique within the agency; `AGENCY/KEY` names the source everywhere. */
  readonly key: string;
  readonly kind: SourceKind;
  /** Where it is fetched; empty for a source that is uploaded or pushed. */
  readonly url: string;
  readonly policy: Policy;
  /** Account of the registrar whose standing confirmation this is, and until when (ISO); only with a policy other than manual. */
  readonly policyBy: string | undefined;
  readonly policyUntil: string | undefined;
  readonly state: SourceState;
  /** Minutes between harvests; undefined for a source that is harvested by hand only. */
  readonly everyMinutes: number | undefined;
  readonly nextRunAt: string | undefined;
  readonly options: SourceOptions;
  readonly marks: SourceMarks;
  /** True when a secret (API token, password) is kept for it. */
  readonly hasSecret: boolean;
  /** The source that this one takes the place of: its first run proposes which records are the same. */
  readonly replacesId: number | undefined;
}

export type NewSource = Omit<Source, 'id' | 'nextRunAt' | 'options' | 'marks' | 'hasSecret' | 'replacesId'> & {
  readonly nextRunAt?: string;
  readonly options?: SourceOptions;
  readonly replacesId?: number | undefined;
};

/** What of a source is to be another from now on; what is not named stays. */
export interface SourceChange {
  readonly url?: string | undefined;
  /** Minutes between harvests; null for by hand. */
  readonly everyMinutes?: number | null | undefined;
  readonly policy?: Policy | undefined;
  /** Registrar who gives the standing confirmation, which begins anew. */
  readonly policyBy?: string | undefined;
  readonly options?: Partial<SourceOptions> | undefined;
  /** Secret headers; null forgets them. */
  readonly headers?: Readonly<Record<string, string>> | null | undefined;
  readonly state?: 'active' | 'paused' | undefined;
}

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
  setState(id: number, state: SourceState): Promise<void>;
  /** Changes where a source is, when it is harvested and how it is confirmed. */
  setTerms(id: number, terms: Pick<Source, 'url' | 'everyMinutes' | 'nextRunAt' | 'policy' | 'policyBy' | 'policyUntil'>): Promise<void>;
  setOptions(id: number, options: SourceOptions): Promise<void>;
  setMarks(id: number, marks: SourceMarks): Promise<void>;
  /** Keeps a secret as it was sealed (`Vault`), or forgets it. */
  setSecret(id: number, sealed: string | undefined): Promise<void>;
  /** The sealed secret of a source. */
  secret(id: number): Promise<string | undefined>;
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
