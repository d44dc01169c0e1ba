/** One line of the audit: who did what to what, when and why. Never changed, never removed. */
export interface AuditLine {
  readonly at: string;
  /** Account name, or the program's own part in angle brackets, such as `<harvest>`. */
  readonly by: string;
  readonly act: string;
  /** What it was done to: `record:12`, `source:3`, `agency:99070100`, `catalogue`. */
  readonly subject: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly why: string | undefined;
}

export type NewAuditLine = Pick<AuditLine, 'at' | 'by' | 'act' | 'subject'> & { from?: string; to?: string; why?: string };

export interface AuditStore {
  add(lines: readonly NewAuditLine[]): Promise<void>;
  of(subject: string): Promise<AuditLine[]>;
}

/** A person or program that acts; kept by name so that the audit can be read years later. */
export interface Account {
  readonly name: string;
  readonly fullName: string;
  /** `agency` for people of one agency, `centre` for the centre's, `program` for the system itself. */
  readonly kind: 'agency' | 'centre' | 'program';
  readonly agencyId: string | undefined;
}

export interface AccountStore {
  /** Adds the account or leaves the existing one of that name. */
  ensure(account: Account, at: string): Promise<void>;
  find(name: string): Promise<Account | undefined>;
}
