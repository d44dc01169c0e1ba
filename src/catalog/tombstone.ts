import { type Text, text } from './text.js';

/** Why a dataset is no longer public, in words for its readers. */
export const goneReasons = {
  hidden: text('หน่วยงานเจ้าของข้อมูลระงับการเผยแพร่', 'The agency that owns it has stopped its publication.'),
  retired: text('ไม่พบชุดข้อมูลนี้ที่ต้นทางแล้ว', 'It is no longer at its source.'),
  narrowed: text('ชุดข้อมูลนี้ไม่เผยแพร่ต่อสาธารณะแล้ว', 'It is no longer for the public.'),
} as const satisfies Record<string, Text>;

export type GoneReason = keyof typeof goneReasons;

/** What is kept of a dataset that was public. */
export interface Tombstone {
  readonly reason: GoneReason | undefined;
  /** Its title by language, kept only where the words themselves may stay: what was stopped or narrowed leaves none of its text behind. */
  readonly title: Readonly<Record<string, readonly string[]>>;
}

/** A tombstone as the log carries it. @param jsonld the dataset as it last was; empty when it is not known. */
export function writeTombstone(reason: GoneReason, jsonld = ''): string {
  const title = reason === 'retired' && jsonld !== '' ? (JSON.parse(jsonld) as Partial<Tombstone>).title : undefined;
  return JSON.stringify({ reason, title: title ?? {} });
}

/** A row of the log that was written without one has neither reason nor title. */
export function readTombstone(written: string): Tombstone {
  return written === '' ? { reason: undefined, title: {} } : (JSON.parse(written) as Tombstone);
}
