import { type Text, text } from './text.js';

/** A state of a version: the word agencies know, and the states that may follow (process.md §3). */
interface StateRow {
  readonly label: Text;
  readonly next: readonly string[];
}

export const versionStates = {
  received: { label: text('รับเข้าแล้ว', 'Received'), next: ['inspecting', 'superseded'] },
  inspecting: { label: text('ระหว่างตรวจสอบ', 'Being inspected'), next: ['returned', 'awaiting'] },
  returned: { label: text('ไม่ผ่านเกณฑ์ ส่งกลับแก้ไข', 'Returned for correction'), next: ['awaiting', 'superseded', 'hidden', 'retired'] },
  awaiting: {
    label: text('ผ่านการตรวจสอบ รอหน่วยงานยืนยัน', 'Passed, awaiting confirmation'),
    next: ['confirmed', 'refused', 'returned', 'superseded', 'hidden', 'retired'],
  },
  confirmed: { label: text('หน่วยงานยืนยันแล้ว', 'Confirmed by the agency'), next: ['approving', 'superseded', 'hidden', 'retired'] },
  approving: { label: text('อยู่ระหว่างกระบวนการอนุมัติ', 'Being approved'), next: ['published', 'refused', 'superseded', 'hidden', 'retired'] },
  published: { label: text('ลงทะเบียนแล้ว', 'Registered'), next: ['superseded', 'hidden', 'revoking', 'retired'] },
  refused: { label: text('หน่วยงานไม่ยืนยัน', 'Refused by the agency'), next: ['superseded', 'hidden', 'retired'] },
  superseded: { label: text('มีรุ่นใหม่แทน', 'Superseded by a newer version'), next: [] },
  hidden: { label: text('ระงับการเผยแพร่', 'Hidden'), next: ['awaiting', 'returned', 'superseded', 'retired'] },
  revoking: { label: text('อยู่ระหว่างกระบวนการเพิกถอน', 'Being revoked'), next: ['revoked', 'published'] },
  revoked: { label: text('เพิกถอนแล้ว', 'Revoked'), next: ['superseded', 'hidden'] },
  retired: { label: text('ไม่พบที่ต้นทาง', 'No longer at its source'), next: ['awaiting', 'returned', 'superseded', 'hidden'] },
} as const satisfies Record<string, StateRow>;

export type VersionState = keyof typeof versionStates;

/** States in which a dataset that once was public answers 410. */
export const goneStates: ReadonlySet<VersionState> = new Set(['hidden', 'revoked', 'retired']);

/**
 * The state after a transition.
 * @throws Error when the table does not allow it: a fault of the program, not of a person.
 */
export function transition(from: VersionState, to: VersionState): VersionState {
  const next: readonly string[] = versionStates[from].next;
  if (!next.includes(to)) throw new Error(`a version cannot go from ${from} to ${to}`);
  return to;
}
