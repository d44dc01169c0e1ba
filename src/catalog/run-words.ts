import type { Outcome, RunMode, RunState } from './run.js';
import { type Text, text } from './text.js';

/** States of a run as people read them. */
export const runStateWords: Readonly<Record<RunState, Text>> = {
  queued: text('รอคิว', 'queued'),
  running: text('กำลังอ่านต้นทาง', 'running'),
  held: text('พักไว้รอการพิจารณา', 'held'),
  applying: text('กำลังบันทึก', 'applying'),
  succeeded: text('สำเร็จ', 'succeeded'),
  partial: text('สำเร็จบางส่วน', 'partial'),
  failed: text('ไม่สำเร็จ', 'failed'),
  cancelled: text('ยกเลิกแล้ว', 'cancelled'),
  'timed-out': text('เกินเวลา', 'timed-out'),
};

/** How much a run reads. */
export const runModeWords: Readonly<Record<RunMode, Text>> = {
  full: text('อ่านทั้งหมด', 'full'),
  incremental: text('เฉพาะที่เปลี่ยนแปลง', 'incremental'),
  preview: text('ตัวอย่าง', 'preview'),
};

/** What a run found of a record. */
export const outcomeWords: Readonly<Record<Outcome, Text>> = {
  created: text('ใหม่', 'created'),
  changed: text('เปลี่ยน', 'changed'),
  unchanged: text('คงเดิม', 'unchanged'),
  'set-aside': text('ไม่รับเข้า', 'set-aside'),
  missing: text('ไม่พบ', 'missing'),
  hidden: text('ระงับการเผยแพร่', 'hidden'),
  retired: text('ยุติการเผยแพร่', 'retired'),
};
