import { Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';
import type { ResultBounds } from './judge.js';

/** What a query service tells those whose query it does not answer. */
export const problems = {
  loading: () =>
    new Problem('unavailable', text('บริการ SPARQL กำลังโหลดข้อมูล', 'The SPARQL service is loading its data.'), { retryAfter: 2 }),
  busy: () => new Problem('unavailable', text('ขณะนี้มีคำสั่ง SPARQL รออยู่มาก', 'Too many queries are waiting just now.'), { retryAfter: 5 }),
  stopped: () => new Problem('unavailable', text('ระบบกำลังหยุดทำงาน', 'The service is stopping.'), { retryAfter: 5 }),
  failed: () => new Problem('unavailable', text('บริการ SPARQL ขัดข้องชั่วคราว', 'The SPARQL service failed for a moment.'), { retryAfter: 5 }),
  /** Nobody hears it: whoever asked has gone. */
  gone: () => new Problem('unavailable', text('ผู้ร้องขอยกเลิกคำสั่งแล้ว', 'The query was given up by its client.')),
  broken: () =>
    new Problem('bad-query', text('คำสั่งนี้ซับซ้อนเกินกว่าที่ระบบประมวลผลได้', 'The query is more than the engine can take.'), {
      remedy: text('โปรดแบ่งเป็นคำสั่งย่อย หรือเพิ่ม LIMIT', 'Split it, or add a LIMIT.'),
    }),
  tooLarge: (bound: keyof ResultBounds, most: ResultBounds) =>
    new Problem(
      'too-large',
      bound === 'bytes'
        ? text(`ผลลัพธ์มีขนาดใหญ่เกิน ${most.bytes} ไบต์`, `The result is larger than ${most.bytes} bytes.`)
        : text(`ผลลัพธ์มีเกิน ${most.rows} แถว`, `The result has more than ${most.rows} rows.`),
      { remedy: text('โปรดเพิ่ม LIMIT และ OFFSET', 'Ask for less with LIMIT and OFFSET.') },
    ),
  tooSlow: (ms: number) =>
    new Problem(
      'query-timeout',
      text(`คำสั่งใช้เวลาเกิน ${ms / 1000} วินาที ระบบจึงยุติคำสั่งนี้`, `The query ran longer than ${ms / 1000} s and was ended.`),
      { remedy: text('โปรดระบุเงื่อนไขให้แคบลง หรือเพิ่ม LIMIT', 'Narrow it down, or add a LIMIT.'), retryAfter: 30 },
    ),
  tooMany: (most: number) =>
    new Problem('too-many', text(`มีคำสั่งของท่านที่ยังไม่เสร็จอยู่แล้ว ${most} คำสั่ง`, `${most} queries of yours are in hand already.`), {
      remedy: text('โปรดรอให้คำสั่งก่อนหน้าเสร็จก่อน', 'Wait for those to end.'),
      retryAfter: 2,
    }),
  spent: (retryAfter: number) =>
    new Problem('too-many', text('คำสั่งของท่านใช้เวลาประมวลผลครบตามที่กำหนดแล้ว', 'Your queries have used up their share of processing time.'), {
      remedy: text(`โปรดลองใหม่ในอีก ${retryAfter} วินาที`, `Try again in ${retryAfter} s.`),
      retryAfter,
    }),
} as const;
