/** An agency lets a source of another carry its records (process.md §1). */
export interface Mandate {
  readonly id: number;
  readonly sourceId: number;
  /** The agency that gives it. */
  readonly agencyId: string;
  /** True when the source's policy of confirmation holds for these records too. */
  readonly confirms: boolean;
  /** First and last day, ISO in Asia/Bangkok; without a last day it holds until it is revoked. */
  readonly fromDay: string;
  readonly toDay: string | undefined;
  readonly revokedAt: string | undefined;
}

export interface MandateStore {
  add(mandate: Omit<Mandate, 'id' | 'revokedAt'> & { by: string; at: string }): Promise<Mandate>;
  /** All of a source, the revoked ones too, oldest first. */
  list(sourceId: number): Promise<Mandate[]>;
  /** Ends all that an agency gave a source. @returns how many. */
  revoke(sourceId: number, agencyId: string, at: string): Promise<number>;
}

/** The mandates that hold on a day. */
export function holding(mandates: readonly Mandate[], day: string): readonly Mandate[] {
  return mandates.filter(
    ({ fromDay, toDay, revokedAt }) => revokedAt === undefined && fromDay <= day && (toDay === undefined || day <= toDay),
  );
}
