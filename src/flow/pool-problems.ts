import { messageOf, Problem } from '../catalog/problem.js';
import { text } from '../catalog/text.js';

const shorter = text('โปรดลองใหม่ในอีกสักครู่ หรือขอหน้าที่สั้นลงด้วย limit', 'Try again in a moment, or ask for a shorter page with limit.');

/** Whatever stopped a thread that wrote a document, the next one may do: a reader is asked to come back. */
export function notWritten(cause: unknown): Problem {
  const detail = text('จัดทำเอกสารไม่สำเร็จ', 'The document could not be written.');
  return new Problem('unavailable', detail, { cause, retryAfter: 10, remedy: shorter });
}

export function tooManyWritten(): Problem {
  const detail = text('มีผู้ขอเอกสารพร้อมกันจำนวนมาก', 'Many documents are being written already.');
  return new Problem('unavailable', detail, { retryAfter: 2, remedy: shorter });
}

export function tooManyOfOne(): Problem {
  const detail = text('ที่อยู่นี้ขอเอกสารพร้อมกันเกินกำหนด', 'Too many documents are asked for from this address at a time.');
  return new Problem('too-many', detail, { retryAfter: 2, remedy: text('โปรดขอทีละหน้า', 'Ask for one page after another.') });
}

/** Why a document of anybody's could not be judged; what is no bound's doing is passed on. */
export function notJudged(
  error: unknown,
  { ms, queue, memoryMb, timedOut }: { ms: number; queue: number; memoryMb: number; timedOut: boolean },
): unknown {
  const remedy = text('แบ่งเป็นหลายไฟล์แล้วตรวจทีละไฟล์', 'Divide it into several files and check each.');
  if (timedOut)
    return new Problem(
      'too-complex',
      text(`ตรวจไม่เสร็จภายใน ${ms / 1000} วินาที`, `The document could not be judged within ${ms / 1000} s.`),
      { cause: error, remedy },
    );
  if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new Problem(
      'too-complex',
      text(`ตรวจเอกสารนี้ต้องใช้หน่วยความจำมากกว่า ${memoryMb} MB`, `Judging the document takes more than ${memoryMb} MB of memory.`),
      {
        cause: error,
        remedy,
      },
    );
  if (messageOf(error).includes('queue'))
    return new Problem('unavailable', text(`มีเอกสารรอตรวจอยู่แล้ว ${queue} ฉบับ`, `${queue} documents are waiting already.`), {
      cause: error,
      retryAfter: 10,
      remedy: text('ลองใหม่ในอีกสักครู่', 'Try again in a moment.'),
    });
  return error;
}
