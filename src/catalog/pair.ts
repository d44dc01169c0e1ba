import { type Text, text } from './text.js';

/** Why a record of a new source seems to be one that the source before it brought, the surest first. */
export const pairEvidence = ['native-id', 'name', 'url', 'title'] as const;
export type PairEvidence = (typeof pairEvidence)[number];

/** A native id of a source that takes another's place, and the record it seems to mean. */
export interface Pair {
  readonly nativeId: string;
  readonly recordId: number;
  readonly evidence: PairEvidence;
}

/** A pair as a person looks at it: the known record by its address and title. */
export interface ProposedPair extends Pair {
  readonly dataset: string;
  readonly title: string;
}

/** What speaks for a pair, in words. */
export const evidenceWords: Readonly<Record<PairEvidence, Text>> = {
  'native-id': text('รหัสเดียวกัน', 'the same id'),
  name: text('ชื่ออ้างอิงเดียวกัน', 'the same name'),
  url: text('ที่อยู่เดียวกัน', 'the same address'),
  title: text('ชื่อชุดข้อมูลเดียวกัน', 'the same title'),
};

export interface PairStore {
  propose(runId: number, pairs: readonly Pair[]): Promise<void>;
  list(runId: number): Promise<Pair[]>;
  clear(runId: number): Promise<void>;
}
