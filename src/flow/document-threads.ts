import { Piscina } from 'piscina';
import type { ReadSideTask, WrittenDocument } from '../worker.js';
import { notWritten, tooManyOfOne, tooManyWritten } from './pool-problems.js';

/** Bounds of the threads that write long documents. */
export interface DocumentLimits {
  readonly threads: number;
  /** Documents that may wait, of all clients and of one: whoever asks for everything at once does not keep the others out. */
  readonly queue: number;
  readonly perClient: number;
  /** Longest time that a document waits and is written. */
  readonly ms: number;
  /** Memory of a thread. */
  readonly memoryMb: number;
}

/** A page of 100 records takes a tenth of a second and some megabytes. */
export const documentLimits: DocumentLimits = { threads: 2, queue: 128, perClient: 16, ms: 30_000, memoryMb: 512 };

/** Who asks for a document, and whether anybody still waits for it. */
export interface Asking {
  readonly client: string;
  readonly gone: AbortSignal;
}

interface Waiting {
  readonly client: string;
  start(): void;
}

/** Threads that write long documents: as many at a time as there are threads, of the clients in turn. */
export class DocumentThreads {
  readonly #limits: DocumentLimits;
  readonly #threads: Piscina;
  readonly #waiting: Waiting[] = [];
  readonly #running = new Map<string, number>();
  #busy = 0;
  #last: string | undefined;

  constructor(options: ConstructorParameters<typeof Piscina>[0], limits: DocumentLimits, failed: (error: unknown) => void) {
    this.#limits = limits;
    // They stay once there are any: the next reader is not to wait for a thread to start.
    this.#threads = new Piscina({ ...options, idleTimeout: Number.POSITIVE_INFINITY, maxThreads: limits.threads });
    this.#threads.on('error', failed);
  }

  /**
   * @returns undefined where there is nothing of that name any more, or nobody waits for it.
   * @throws Problem `unavailable` when too many wait, it takes too long, or its thread dies of it; `too-many` for a client with too many.
   */
  async write(task: ReadSideTask, { client, gone }: Asking): Promise<WrittenDocument | undefined> {
    const late = AbortSignal.timeout(this.#limits.ms);
    if (!(await this.#turn(client, gone, late))) return undefined;
    try {
      // A thread is not ended because its client went: a new one would take longer than the document.
      return (await this.#threads.run(task, { name: 'document', signal: late })) as WrittenDocument | undefined;
    } catch (error) {
      throw notWritten(error);
    } finally {
      this.#count(client, -1);
      this.#next();
    }
  }

  /** Starts all threads, by a task for each that makes next to nothing. What fails is told to whoever asks for a document. */
  async start(task: ReadSideTask): Promise<void> {
    await Promise.allSettled(Array.from({ length: this.#limits.threads }, () => this.#threads.run(task, { name: 'document' })));
  }

  close(): Promise<void> {
    return this.#threads.destroy();
  }

  /** Waits for a free thread. @returns false when nobody waits for the document any more. */
  #turn(client: string, gone: AbortSignal, late: AbortSignal): Promise<boolean> {
    if (gone.aborted) return Promise.resolve(false);
    if (this.#busy < this.#limits.threads && this.#waiting.length === 0) {
      this.#count(client, 1);
      return Promise.resolve(true);
    }
    if (this.#waiting.filter((one) => one.client === client).length >= this.#limits.perClient) throw tooManyOfOne();
    if (this.#waiting.length >= this.#limits.queue) throw tooManyWritten();
    return new Promise((resolve, reject) => {
      const left = (): void => end(() => resolve(false));
      const timedOut = (): void => end(() => reject(notWritten(late.reason)));
      const start = (): void =>
        end(() => {
          this.#count(client, 1);
          resolve(true);
        });
      const waiting: Waiting = { client, start };
      const end = (then: () => void): void => {
        gone.removeEventListener('abort', left);
        late.removeEventListener('abort', timedOut);
        const at = this.#waiting.indexOf(waiting);
        if (at >= 0) this.#waiting.splice(at, 1);
        then();
      };
      gone.addEventListener('abort', left, { once: true });
      late.addEventListener('abort', timedOut, { once: true });
      this.#waiting.push(waiting);
    });
  }

  /** Counts at once who has a thread, before anything else can ask for it. */
  #count(client: string, change: 1 | -1): void {
    this.#busy += change;
    if (change > 0) this.#last = client;
    const now = (this.#running.get(client) ?? 0) + change;
    if (now === 0) this.#running.delete(client);
    else this.#running.set(client, now);
  }

  /** Lets in the first of the client that has the fewest documents being written; of equal ones, one that was not served last. */
  #next(): void {
    const count = ({ client }: Waiting): number => (this.#running.get(client) ?? 0) + (client === this.#last ? 0.5 : 0);
    const first = this.#waiting.reduce<Waiting | undefined>(
      (best, one) => (best === undefined || count(one) < count(best) ? one : best),
      undefined,
    );
    if (first !== undefined && this.#busy < this.#limits.threads) first.start();
  }
}
