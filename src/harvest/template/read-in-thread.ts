import { Worker } from 'node:worker_threads';
import { Problem } from '../../catalog/problem.js';
import type { TemplateRow } from '../../catalog/template-row.js';
import { text } from '../../catalog/text.js';
import { type TemplateLimits, templateLimits } from './limits.js';
import type { ThreadMessage } from './thread-messages.js';

/** Bounds of the thread that reads a workbook; past either it is ended, and nothing else. */
export interface ThreadLimits {
  readonly ms: number;
  readonly memoryMb: number;
  /** Rows that come over at a time. */
  readonly batch: number;
  readonly template: TemplateLimits;
}

/** 10,000 rows take 2 s and 130 MB. */
export const threadLimits: ThreadLimits = { ms: 120_000, memoryMb: 768, batch: 100, template: templateLimits };

export type ReadHead = Extract<ThreadMessage, { kind: 'read' }>;

/** A workbook that a thread of its own has read. */
export interface ThreadReading {
  readonly head: ReadHead;
  /** The next rows; none at the end. */
  next(): Promise<readonly TemplateRow[]>;
  close(): Promise<void>;
}

/**
 * Reads a workbook off the main thread, which answers requests meanwhile.
 * @throws Problem of the reader; `too-complex` past the deadline or the memory; the reason of `signal` when that aborts.
 */
export async function readInThread(bytes: Buffer, signal: AbortSignal, limits: ThreadLimits = threadLimits): Promise<ThreadReading> {
  const worker = new Worker(new URL('./thread.js', import.meta.url), {
    workerData: { bytes, limits: limits.template, batch: limits.batch },
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
  });
  const deadline = AbortSignal.timeout(limits.ms);
  const close = async (): Promise<void> => {
    await worker.terminate();
  };
  const heard = (): Promise<ThreadMessage> => nextMessage(worker, signal, deadline, limits);
  try {
    const head = await heard();
    if (head.kind === 'refused') throw new Problem(head.problem, head.detail, head.remedy === undefined ? {} : { remedy: head.remedy });
    if (head.kind !== 'read') throw new Error('the reading thread spoke out of turn');
    return {
      head,
      close,
      async next() {
        const answer = heard();
        worker.postMessage('next');
        const message = await answer;
        return message.kind === 'rows' ? message.rows : [];
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function nextMessage(worker: Worker, signal: AbortSignal, deadline: AbortSignal, limits: ThreadLimits): Promise<ThreadMessage> {
  return new Promise((resolve, reject) => {
    const cancelled = (): void => end(() => reject(signal.reason));
    const late = (): void => end(() => reject(tooComplex(`${limits.ms / 1000} วินาที`, `${limits.ms / 1000} s`)));
    const message = (said: ThreadMessage): void => end(() => resolve(said));
    const died = (error: unknown): void => end(() => reject(explained(error, limits)));
    const ended = (): void => end(() => reject(new Error('the reading thread ended without a word')));
    function end(then: () => void): void {
      signal.removeEventListener('abort', cancelled);
      deadline.removeEventListener('abort', late);
      worker.off('message', message).off('error', died).off('exit', ended);
      then();
    }
    worker.on('message', message).on('error', died).on('exit', ended);
    signal.addEventListener('abort', cancelled, { once: true });
    deadline.addEventListener('abort', late, { once: true });
    if (signal.aborted) cancelled();
  });
}

function explained(error: unknown, { memoryMb }: ThreadLimits): unknown {
  const isMemory = typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isMemory ? tooComplex(`หน่วยความจำ ${memoryMb} MB`, `${memoryMb} MB of memory`) : error;
}

function tooComplex(th: string, en: string): Problem {
  return new Problem('too-complex', text(`อ่านไฟล์ Excel ไม่เสร็จภายใน ${th}`, `The workbook could not be read within ${en}.`), {
    remedy: text(
      'แบ่งเป็นหลายไฟล์ หรือลบรูปภาพและแถวว่างที่จัดรูปแบบไว้',
      'Divide it into several files, or take out pictures and formatted empty rows.',
    ),
  });
}
