/** Why a record of a new source seems to be one that the source before it brought, the surest first. */
export const pairEvidence = ['native-id', 'name', 'url', 'title'] as const;
export type PairEvidence = (typeof pairEvidence)[number];

/** A native id of a source that takes another's place, and the record it seems to mean. */
export interface Pair {
  readonly nativeId: string;
  readonly recordId: number;
  readonly evidence: PairEvidence;
}

export interface PairStore {
  propose(runId: number, pairs: readonly Pair[]): Promise<void>;
  list(runId: number): Promise<Pair[]>;
  clear(runId: number): Promise<void>;
}
