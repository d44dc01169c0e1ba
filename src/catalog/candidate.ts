import type { DatasetRecord } from './record.js';
import { type Text, text } from './text.js';

/** Why two records may describe one dataset, or belong to one series. */
export const candidateEvidence = {
  copy: text('ระบุว่าเป็นสำเนาของอีกชุดหนึ่ง', 'says that it is a copy of the other'),
  'same-title': text('ชื่อชุดข้อมูลเหมือนกัน', 'the same title'),
  'same-page': text('หน้าเว็บต้นทางเดียวกัน', 'the same landing page'),
  family: text('ชื่อต่างกันเฉพาะปีหรือสถานที่', 'titles equal but for a year or place'),
} as const satisfies Record<string, Text>;
export type CandidateEvidence = keyof typeof candidateEvidence;

/** A person's answer; a pair that has one is not asked again (process.md §7). */
export const candidateAnswers = {
  same: text('ชุดข้อมูลเดียวกัน', 'the same dataset'),
  series: text('อยู่ในชุดเดียวกัน (series)', 'members of one series'),
  unrelated: text('ไม่เกี่ยวข้องกัน', 'unrelated'),
} as const satisfies Record<string, Text>;
export type CandidateAnswer = keyof typeof candidateAnswers;

/** Two records for a person to look at; nothing is merged by itself. */
export interface Candidate {
  readonly one: DatasetRecord & { readonly title: string };
  readonly other: DatasetRecord & { readonly title: string };
  readonly evidence: CandidateEvidence;
}

export interface CandidateStore {
  /** Answers given, by `one id`/`other id` with the smaller first. */
  answers(): Promise<Map<string, CandidateAnswer>>;
  answer(candidate: { oneId: number; otherId: number; answer: CandidateAnswer; by: string; at: string }): Promise<void>;
  /** Records that say they are copies, each with the one whose landing page they name; at most `limit`. */
  copies(limit: number): Promise<[copy: number, of: number][]>;
  /** Records that name one landing page, in groups of two or more, at most `limit` groups. */
  samePages(limit: number): Promise<number[][]>;
}
