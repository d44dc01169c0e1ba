import { setFlagsFromString } from 'node:v8';
import type { DirectoryQuery } from '../../catalog/directory.js';
import type { FollowerSetup, Holding } from '../follower-messages.js';
import { FollowerThread } from '../follower-thread.js';
import type { EngineAddress } from '../remote/engine.js';
import type { JudgedAnswer, ResultBounds } from './judge.js';
import { problems } from './problems.js';

export interface ReplicaLimits {
  readonly replicas: number;
  /** A query that runs longer ends with its thread. */
  readonly timeoutMs: number;
  readonly most: ResultBounds;
  /** Memory of one engine of ours. */
  readonly memoryMb: number;
  /** The engine elsewhere that answers in their place. */
  readonly engine?: EngineAddress;
}

/** An answer that can be sent, or what is wrong with the query. */
export type ReplicaAnswer = Extract<JudgedAnswer, { state: 'answered' | 'bad-query' | 'not-acceptable' }>;

export interface Asking {
  readonly query: DirectoryQuery;
  /** One client never has all replicas, while there are several. */
  readonly client: string;
  /** Nobody wants the answer any more. */
  readonly signal: AbortSignal;
  /** Told how long the query ran, and whether it cost its thread. */
  readonly ran: (ms: number, killed: boolean) => void;
}

/** Queries waiting for a replica; more are told to come back. */
const longestQueue = 100;
const longestWaitMs = 3000;
/** What runs no longer than this is not worth a thread when its client has gone. */
const graceMs = 1000;
/** An engine elsewhere is told the deadline and given up at it; the thread that asks it is ended only when that does not help. */
const elsewhereMs = 500;

interface Waiting extends Asking {
  readonly resolve: (answer: ReplicaAnswer) => void;
  readonly reject: (error: Error) => void;
}

interface Running extends Waiting {
  readonly id: number;
  readonly started: number;
  readonly timer: NodeJS.Timeout;
  /** The turn of the engine elsewhere when it began. */
  readonly turn: number;
}

/**
 * Replicas in threads: each runs one query at a time, and one that runs too long ends with its thread. With an engine elsewhere
 * the threads judge queries and ask that engine, and one more keeps it up with the log.
 */
export class SparqlReplicas {
  readonly #limits: ReplicaLimits;
  readonly #replicas: FollowerThread[];
  readonly #writer: FollowerThread | undefined;
  readonly #turn: Int32Array;
  readonly #deadlineMs: number;
  readonly #running = new Map<FollowerThread, Running>();
  readonly #queue: Waiting[] = [];
  readonly #log: (message: string) => void;
  #nextId = 1;
  #poll: NodeJS.Timeout | undefined;
  #complaint = '';

  constructor(setup: Omit<FollowerSetup, 'follows' | 'most' | 'engine'>, limits: ReplicaLimits, log: (message: string) => void) {
    this.#limits = limits;
    const engine = limits.engine && { address: limits.engine, timeoutMs: limits.timeoutMs, turn: new SharedArrayBuffer(4) };
    // The engine's own memory is outside a thread's limits: twenty doublings of a text would take 4 GB. A page has 64 KiB.
    if (engine === undefined) setFlagsFromString(`--wasm-max-mem-pages=${limits.memoryMb * 16}`);
    this.#log = log;
    const asks = engine === undefined ? ({ follows: 'sparql' } as const) : ({ follows: 'nothing', engine } as const);
    this.#replicas = Array.from({ length: limits.replicas }, () => this.#replica({ ...setup, ...asks, most: limits.most }));
    this.#writer = engine && this.#writerOf({ ...setup, follows: 'remote', engine });
    this.#turn = new Int32Array(engine?.turn ?? new ArrayBuffer(4));
    this.#deadlineMs = limits.timeoutMs + (engine === undefined ? 0 : elsewhereMs);
  }

  positions(): { position: number; ready: boolean; trouble?: string }[] {
    return this.#followers.map(({ position, ready, trouble }) => ({ position, ready, ...(trouble === undefined ? {} : { trouble }) }));
  }

  /** Those that keep up with the log. */
  get #followers(): readonly FollowerThread[] {
    return this.#writer === undefined ? this.#replicas : [this.#writer];
  }

  /** What the most advanced replica holds; undefined while none answers. */
  holds(): Holding | undefined {
    const ready = this.#followers.filter((one) => one.ready && one.holds !== undefined);
    return ready.sort((a, b) => b.position - a.position)[0]?.holds;
  }

  nudge(): void {
    for (const follower of this.#followers) follower.send({ kind: 'nudge' });
  }

  /** @throws Problem `unavailable`, `query-timeout`, `too-large` or, for a query that breaks the engine, `bad-query`. */
  run(asking: Asking): Promise<ReplicaAnswer> {
    if (!this.#replicas.some((replica) => this.#answers(replica))) return Promise.reject(problems.loading());
    if (this.#queue.length >= longestQueue) return Promise.reject(problems.busy());
    return new Promise((resolve, reject) => {
      // Behind long queries a short one is told to come back, rather than kept for as long as they last.
      const timer = setTimeout(() => {
        if (this.#leave(waiting)) reject(problems.busy());
      }, longestWaitMs);
      const settled =
        <Value>(settle: (value: Value) => void) =>
        (value: Value) => {
          clearTimeout(timer);
          settle(value);
        };
      const waiting: Waiting = { ...asking, resolve: settled(resolve), reject: settled(reject) };
      this.#queue.push(waiting);
      asking.signal.addEventListener('abort', () => this.#abandon(waiting), { once: true });
      this.#dispatch();
    });
  }

  async stop(): Promise<void> {
    clearTimeout(this.#poll);
    for (const waiting of [...this.#queue.splice(0), ...this.#running.values()]) waiting.reject(problems.stopped());
    for (const { timer } of this.#running.values()) clearTimeout(timer);
    this.#running.clear();
    await Promise.all([...new Set([...this.#replicas, ...this.#followers])].map((thread) => thread.stop()));
  }

  /** Takes a query out of the queue. @returns false when it is running already. */
  #leave(waiting: Waiting): boolean {
    const place = this.#queue.indexOf(waiting);
    if (place >= 0) this.#queue.splice(place, 1);
    return place >= 0;
  }

  /** Nobody waits any more: what waits leaves the queue; what runs is ended soon, if another replica can answer meanwhile. */
  #abandon(waiting: Waiting): void {
    if (this.#leave(waiting)) waiting.reject(problems.gone());
    const found = [...this.#running].find(([, running]) => running.resolve === waiting.resolve);
    if (found === undefined) return;
    const [replica, { id, started }] = found;
    const timer = setTimeout(
      () => {
        if (this.#running.get(replica)?.id !== id || !this.#replicas.some((one) => one !== replica && one.ready)) return;
        this.#log('a SPARQL query was given up by its client and is ended with its replica');
        this.#kill(replica)?.reject(problems.gone());
      },
      Math.max(0, graceMs - (performance.now() - started)),
    );
    timer.unref();
  }

  #answers(replica: FollowerThread): boolean {
    return replica.ready && (this.#writer?.ready ?? true);
  }

  #writerOf(setup: FollowerSetup): FollowerThread {
    return new FollowerThread(setup, {
      remark: this.#log,
      death: (_, reason) => this.#log(`what keeps the SPARQL engine up with the log died and is started again: ${reason}`),
    });
  }

  #replica(setup: FollowerSetup): FollowerThread {
    const thread: FollowerThread = new FollowerThread(setup, {
      answer: ({ id, answer }) => this.#answered(thread, id, answer),
      death: (_, reason) => {
        this.#log(`a SPARQL replica died: ${reason}`);
        this.#finish(thread, true)?.reject(problems.failed());
        this.#dispatch();
      },
    });
    return thread;
  }

  #dispatch(): void {
    for (const replica of this.#replicas) {
      if (!this.#answers(replica) || this.#running.has(replica)) continue;
      const next = this.#queue.findIndex(({ client }) => this.#mayRun(client));
      if (next < 0) break;
      const [waiting] = this.#queue.splice(next, 1) as [Waiting];
      const id = this.#nextId++;
      const timer = setTimeout(() => this.#expired(replica), this.#deadlineMs);
      this.#running.set(replica, { ...waiting, id, started: performance.now(), timer, turn: Atomics.load(this.#turn, 0) });
      replica.send({ kind: 'query', id, query: waiting.query });
    }
    // A replica that is loading takes up the queue when it is ready.
    if (this.#queue.length > 0) {
      clearTimeout(this.#poll);
      this.#poll = setTimeout(() => this.#dispatch(), 50);
    }
  }

  #mayRun(client: string): boolean {
    const running = [...this.#running.values()].filter((one) => one.client === client).length;
    return running < Math.max(1, this.#replicas.length - 1);
  }

  #answered(replica: FollowerThread, id: number, answer: JudgedAnswer): void {
    const asked = this.#running.get(replica);
    if (asked?.id !== id) return;
    if (answer.state === 'broken') {
      this.#log(`a SPARQL engine broke and is replaced: ${answer.message}`);
      this.#kill(replica)?.reject(problems.broken());
    } else if (answer.state === 'too-large') {
      if (answer.swollen) this.#log('a SPARQL replica grew with a result that was too large and is replaced');
      const running = answer.swollen ? this.#kill(replica) : this.#finish(replica, false);
      running?.reject(problems.tooLarge(answer.bound, this.#limits.most));
    } else if (answer.state === 'too-slow') {
      this.#log(`a SPARQL query ran longer than ${this.#limits.timeoutMs} ms and was given up`);
      this.#finish(replica, false)?.reject(problems.tooSlow(this.#limits.timeoutMs));
    } else if (answer.state === 'unavailable') {
      // Told once, however many ask.
      if (answer.message !== this.#complaint) this.#log(`the SPARQL engine: ${answer.message}`);
      this.#complaint = answer.message;
      this.#finish(replica, false)?.reject(problems.failed());
    } else {
      this.#complaint = '';
      this.#finish(replica, false)?.resolve(answer.state === 'answered' ? this.#dated(answer, asked.turn) : answer);
    }
    this.#dispatch();
  }

  /** With the state of the data that it tells, where the engine stood still while it ran. */
  #dated(answer: Extract<ReplicaAnswer, { state: 'answered' }>, turn: number): ReplicaAnswer {
    if (this.#writer === undefined || turn % 2 === 1 || Atomics.load(this.#turn, 0) !== turn) return answer;
    const { holds } = this.#writer;
    return holds?.turn === turn ? { ...answer, version: holds.version } : answer;
  }

  #expired(replica: FollowerThread): void {
    const running = this.#kill(replica);
    const ran = (performance.now() - (running?.started ?? 0)).toFixed(0);
    this.#log(`a SPARQL query ran longer than ${this.#limits.timeoutMs} ms and was ended with its replica after ${ran} ms`);
    running?.reject(problems.tooSlow(this.#limits.timeoutMs));
    this.#dispatch();
  }

  #kill(replica: FollowerThread): Running | undefined {
    void replica.replace();
    return this.#finish(replica, true);
  }

  #finish(replica: FollowerThread, killed: boolean): Running | undefined {
    const running = this.#running.get(replica);
    if (running !== undefined) {
      clearTimeout(running.timer);
      running.ran(performance.now() - running.started, killed);
    }
    this.#running.delete(replica);
    return running;
  }
}
