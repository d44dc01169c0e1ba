import { type Text, text } from './text.js';

/**
 * Why a dataset is no longer public: in words for its readers, and whether its own words may stay, as the title of its tombstone and
 * in what the feeds tell of its past. They go with an emergency stop and a withdrawn consent, and with an audience that takes them
 * from the public (process.md §2); they stay where only the dataset went, or the entry was taken off the register.
 */
const reasons = {
  hidden: { words: text('หน่วยงานเจ้าของข้อมูลระงับการเผยแพร่', 'The agency that owns it has stopped its publication.'), keeps: false },
  narrowed: { words: text('ชุดข้อมูลนี้ไม่เผยแพร่ต่อสาธารณะแล้ว', 'It is no longer for the public.'), keeps: false },
  revoked: { words: text('เพิกถอนการลงทะเบียนชุดข้อมูลนี้แล้ว', 'Its registration has been revoked.'), keeps: true },
  retired: { words: text('ไม่พบชุดข้อมูลนี้ที่ต้นทางแล้ว', 'It is no longer at its source.'), keeps: true },
} as const satisfies Record<string, { readonly words: Text; readonly keeps: boolean }>;

export type GoneReason = keyof typeof reasons;

export const goneReasons = Object.keys(reasons) as readonly GoneReason[];

const unknown = text('ไม่ทราบเหตุผล', 'The reason is not known.');

/** Why it left, in words. */
export function goneWords(reason: GoneReason | undefined): Text {
  return reason === undefined ? unknown : reasons[reason].words;
}

/** True where what a dataset said may stay after it left; what left for no known reason leaves nothing. */
export function keepsWords(reason: GoneReason | undefined): boolean {
  return reason !== undefined && reasons[reason].keeps;
}

/** What is kept of a dataset that was public. */
export interface Tombstone {
  readonly reason: GoneReason | undefined;
  /** Its title by language, where its words may stay. */
  readonly title: Readonly<Record<string, readonly string[]>>;
}

/** A tombstone as the log carries it. @param jsonld the dataset as it last was in public; empty when it is not known. */
export function writeTombstone(reason: GoneReason, jsonld = ''): string {
  const title = keepsWords(reason) && jsonld !== '' ? (JSON.parse(jsonld) as Partial<Tombstone>).title : undefined;
  return JSON.stringify({ reason, title: title ?? {} });
}

/** A row of the log that was written without one has neither reason nor title. */
export function readTombstone(written: string): Tombstone {
  return written === '' ? { reason: undefined, title: {} } : (JSON.parse(written) as Tombstone);
}
