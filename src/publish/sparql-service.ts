import type { DirectoryQuery, QueryAnswer } from '../catalog/directory.js';
import { Problem } from '../catalog/problem.js';
import { text } from '../catalog/text.js';
import { scanQuery } from '../rdf/query-bounds.js';
import type { FollowerSetup } from './follower-messages.js';
import { FollowerThread } from './follower-thread.js';
import type { JudgedAnswer } from './sparql-judge.js';

export interface SparqlLimits {
  readonly replicas: number;
  /** A query that runs longer ends with its thread. */
  readonly timeoutMs: number;
  readonly resultBytes: number;
}

/** Queries waiting for a replica; more are told to come back. */
const longestQueue = 100;
const longestWaitMs = 3000;

interface Waiting {
  readonly query: DirectoryQuery;
  readonly resolve: (answer: QueryAnswer) => void;
  readonly reject: (error: Error) => void;
}

interface Running extends Waiting {
  readonly id: number;
  readonly timer: NodeJS.Timeout;
}

/** SPARQL over replicas in threads: each runs one query at a time, and one that runs too long ends with its thread. */
export class SparqlService {
  readonly #limits: SparqlLimits;
  readonly #replicas: FollowerThread[];
  readonly #running = new Map<FollowerThread, Running>();
  readonly #queue: Waiting[] = [];
  readonly #log: (message: string) => void;
  #nextId = 1;
  #poll: NodeJS.Timeout | undefined;

  constructor(setup: Omit<FollowerSetup, 'follows'>, limits: SparqlLimits, log: (message: string) => void) {
    this.#limits = limits;
    this.#log = log;
    this.#replicas = Array.from({ length: limits.replicas }, () => this.#replica(setup));
  }

  /** Positions of the replicas in the log, for /readyz. */
  positions(): { position: number; ready: boolean }[] {
    return this.#replicas.map(({ position, ready }) => ({ position, ready }));
  }

  nudge(): void {
    for (const replica of this.#replicas) replica.send({ kind: 'nudge' });
  }

  /**
   * Runs a query.
   * @throws Problem `too-large` or `bad-query` for what is refused unread, `unavailable` while no replica has caught up or
   * the queue is full, `query-timeout` for one that ran too long.
   */
  run(query: DirectoryQuery, signal?: AbortSignal): Promise<QueryAnswer> {
    scanQuery(query.query);
    if (!this.#replicas.some((replica) => replica.ready)) {
      return Promise.reject(
        new Problem('unavailable', text('บริการ SPARQL กำลังโหลดข้อมูล', 'The SPARQL service is loading its data.'), { retryAfter: 2 }),
      );
    }
    if (this.#queue.length >= longestQueue) {
      return Promise.reject(busy());
    }
    return new Promise((resolve, reject) => {
      // Behind long queries a short one is told to come back, rather than kept for as long as they last.
      const timer = setTimeout(() => {
        if (this.#leave(waiting)) reject(busy());
      }, longestWaitMs);
      const settled =
        <Value>(settle: (value: Value) => void) =>
        (value: Value) => {
          clearTimeout(timer);
          settle(value);
        };
      const waiting = { query, resolve: settled(resolve), reject: settled(reject) };
      this.#queue.push(waiting);
      // A client that has gone waits no longer; a query that runs goes on to its limit.
      signal?.addEventListener('abort', () => {
        if (this.#leave(waiting)) clearTimeout(timer);
      });
      this.#dispatch();
    });
  }

  /** Takes a query out of the queue. @returns false when it is running already. */
  #leave(waiting: Waiting): boolean {
    const place = this.#queue.indexOf(waiting);
    if (place >= 0) this.#queue.splice(place, 1);
    return place >= 0;
  }

  async stop(): Promise<void> {
    clearTimeout(this.#poll);
    for (const waiting of [...this.#queue.splice(0), ...this.#running.values()]) waiting.reject(stopped());
    for (const { timer } of this.#running.values()) clearTimeout(timer);
    this.#running.clear();
    await Promise.all(this.#replicas.map((replica) => replica.stop()));
  }

  #replica(setup: Omit<FollowerSetup, 'follows'>): FollowerThread {
    const thread: FollowerThread = new FollowerThread(
      { ...setup, follows: 'sparql' },
      {
        answer: ({ id, answer }) => this.#answered(thread, id, answer),
        death: (_, reason) => {
          this.#log(`a SPARQL replica died: ${reason}`);
          this.#finish(thread)?.reject(
            new Problem('unavailable', text('บริการ SPARQL ขัดข้องชั่วคราว', 'The SPARQL service failed for a moment.'), { retryAfter: 5 }),
          );
          this.#dispatch();
        },
      },
    );
    return thread;
  }

  #dispatch(): void {
    for (const replica of this.#replicas) {
      if (!replica.ready || this.#running.has(replica)) continue;
      const waiting = this.#queue.shift();
      if (waiting === undefined) return;
      const id = this.#nextId++;
      const timer = setTimeout(() => this.#expired(replica), this.#limits.timeoutMs);
      this.#running.set(replica, { ...waiting, id, timer });
      replica.send({ kind: 'query', id, query: waiting.query });
    }
    // A replica that is loading takes up the queue when it is ready.
    if (this.#queue.length > 0) {
      clearTimeout(this.#poll);
      this.#poll = setTimeout(() => this.#dispatch(), 50);
    }
  }

  #answered(replica: FollowerThread, id: number, answer: JudgedAnswer): void {
    if (this.#running.get(replica)?.id !== id) return;
    const running = this.#finish(replica);
    if (answer.state === 'broken') {
      this.#log(`a SPARQL engine broke and is replaced: ${answer.message}`);
      void replica.replace();
      running?.reject(new Problem('bad-query', text('คำสั่งนี้ซับซ้อนเกินกว่าที่ระบบประมวลผลได้', 'The query is more than the engine can take.')));
    } else if (answer.state === 'answered' && Buffer.byteLength(answer.body) > this.#limits.resultBytes) {
      running?.reject(
        new Problem(
          'too-large',
          text(`ผลลัพธ์มีขนาดใหญ่เกิน ${this.#limits.resultBytes} ไบต์`, `The result is larger than ${this.#limits.resultBytes} bytes.`),
          {
            remedy: text('โปรดเพิ่ม LIMIT และ OFFSET', 'Ask for less with LIMIT and OFFSET.'),
          },
        ),
      );
    } else running?.resolve(answer);
    this.#dispatch();
  }

  #expired(replica: FollowerThread): void {
    const running = this.#finish(replica);
    void replica.replace();
    const seconds = this.#limits.timeoutMs / 1000;
    running?.reject(
      new Problem(
        'query-timeout',
        text(`คำสั่งใช้เวลาเกิน ${seconds} วินาที ระบบจึงยุติคำสั่งนี้`, `The query ran longer than ${seconds} s and was ended.`),
        {
          remedy: text('โปรดระบุเงื่อนไขให้แคบลง หรือเพิ่ม LIMIT', 'Narrow it down, or add a LIMIT.'),
          retryAfter: 30,
        },
      ),
    );
    this.#dispatch();
  }

  #finish(replica: FollowerThread): Running | undefined {
    const running = this.#running.get(replica);
    if (running !== undefined) clearTimeout(running.timer);
    this.#running.delete(replica);
    return running;
  }
}

function busy(): Problem {
  return new Problem('unavailable', text('ขณะนี้มีคำสั่ง SPARQL รออยู่มาก', 'Too many queries are waiting just now.'), { retryAfter: 5 });
}

function stopped(): Problem {
  return new Problem('unavailable', text('ระบบกำลังหยุดทำงาน', 'The service is stopping.'), { retryAfter: 5 });
}
