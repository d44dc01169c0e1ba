import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { Problem } from '../../catalog/problem.js';
import { type Text, text } from '../../catalog/text.js';
import { isStreamed } from '../../rdf/stream-reader.js';
import type { DocumentTask, Reply, Request } from './messages.js';
import { releaseSpool, spoolPath } from './spool.js';

/** Bounds on a thread that reads. */
export interface ThreadLimits {
  /** Longest time for one answer; a piece takes milliseconds, a JSON-LD document of 64 MB about a minute. */
  readonly silenceMs: number;
  /** Memory for documents that are read as a stream, and for those that are read whole. */
  readonly streamMb: number;
  readonly wholeMb: number;
}

export const threadLimits: ThreadLimits = { silenceMs: 300_000, streamMb: 384, wholeMb: 2048 };

type ReplyOf<Kind extends Reply['kind']> = Extract<Reply, { kind: Kind }>;

/** A thread that reads documents, one after the other, and can be ended at any moment. */
export class DocumentThread {
  readonly #directory: string;
  readonly #limits: ThreadLimits;
  readonly #now: () => Date;
  readonly #signal: AbortSignal;
  readonly #end = (): void => this.#fail(this.#signal.reason);
  #worker: Worker | undefined;
  #isStreaming = true;
  #spool: string | undefined;
  #waiting: { resolve: (reply: Reply) => void; reject: (error: unknown) => void } | undefined;
  #failure: { readonly error: unknown } | undefined;

  constructor(directory: string, now: () => Date, signal: AbortSignal, limits: ThreadLimits = threadLimits) {
    this.#directory = directory;
    this.#now = now;
    this.#signal = signal;
    this.#limits = limits;
    signal.addEventListener('abort', this.#end, { once: true });
  }

  /** Begins a document; the one before is let go. */
  async begin(task: Omit<DocumentTask, 'spool'>): Promise<void> {
    const isStreaming = isStreamed(task.syntax);
    if (this.#worker !== undefined && isStreaming !== this.#isStreaming) await this.#stop();
    this.#isStreaming = isStreaming;
    this.#worker ??= this.#start();
    const before = this.#spool;
    this.#spool = randomUUID();
    await this.ask('taken', { kind: 'begin', task: { ...task, spool: spoolPath(this.#directory, this.#spool, this.#now()) } });
    if (before !== undefined) releaseSpool(this.#directory, before);
  }

  /** @throws Problem that the thread answered, or that it is past its bounds. */
  async ask<Kind extends Reply['kind']>(kind: Kind, request: Request): Promise<ReplyOf<Kind>> {
    const reply = await this.#send(request);
    if (reply.kind === 'failed') throw new Problem(reply.problem, reply.detail, reply.remedy === undefined ? {} : { remedy: reply.remedy });
    if (reply.kind !== kind) throw new Error(`${request.kind} was answered with ${reply.kind}`);
    return reply as ReplyOf<Kind>;
  }

  async close(): Promise<void> {
    this.#signal.removeEventListener('abort', this.#end);
    await this.#stop();
    if (this.#spool !== undefined) releaseSpool(this.#directory, this.#spool);
  }

  #send(request: Request): Promise<Reply> {
    this.#signal.throwIfAborted();
    const worker = this.#worker;
    if (this.#failure !== undefined) return Promise.reject(this.#failure.error);
    if (worker === undefined) throw new Error('no document was begun');
    return new Promise<Reply>((resolve, reject) => {
      const timer = setTimeout(() => this.#fail(tooSlow(this.#limits.silenceMs)), this.#limits.silenceMs);
      const settle =
        <T>(then: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(timer);
          this.#waiting = undefined;
          then(value);
        };
      this.#waiting = { resolve: settle(resolve), reject: settle(reject) };
      worker.postMessage(request, request.kind === 'piece' ? [request.bytes.buffer as ArrayBuffer] : []);
    });
  }

  #start(): Worker {
    const memoryMb = this.#isStreaming ? this.#limits.streamMb : this.#limits.wholeMb;
    const worker = new Worker(new URL('./reading-thread.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32 },
    });
    worker.on('message', (reply: Reply) => this.#waiting?.resolve(reply));
    worker.on('error', (error: unknown) => this.#fail(isOutOfMemory(error) ? tooMuch(memoryMb, error) : error));
    return worker;
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
    this.#waiting?.reject(error);
    void this.#worker?.terminate();
  }

  async #stop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
}

function isOutOfMemory(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

const divide: Text = text(
  'แบ่งเอกสารเป็นหลายหน้า (hydra:next) หรือลดความซับซ้อน ไม่มีการเปลี่ยนแปลงใดในบัญชีข้อมูล',
  'Divide the document into pages (hydra:next), or make it simpler. Nothing was changed in the catalogue.',
);

function tooSlow(ms: number): Problem {
  return new Problem(
    'too-complex',
    text(`อ่านเอกสารไม่เสร็จภายใน ${ms / 1000} วินาที`, `The document could not be read within ${ms / 1000} s.`),
    {
      remedy: divide,
    },
  );
}

function tooMuch(mb: number, cause: unknown): Problem {
  return new Problem(
    'too-complex',
    text(`อ่านเอกสารนี้ต้องใช้หน่วยความจำมากกว่า ${mb} MB`, `Reading the document takes more than ${mb} MB of memory.`),
    { remedy: divide, cause },
  );
}
