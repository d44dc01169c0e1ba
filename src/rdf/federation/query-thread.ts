import { Worker } from 'node:worker_threads';
import { Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';
import type { Quad_Object } from '../terms.js';
import { AnswerProblem } from './answer-problem.js';
import { toTerm } from './answers.js';
import type { FederatedQuery, JudgedFederated } from './federated-query.js';
import type { AnswerTask, FromThread, Reply, RowMessage, ToThread } from './messages.js';
import { type FetchRules, ServedFetches } from './served-fetches.js';

/** One solution of a query: its bound variables. */
export type Row = Readonly<Record<string, Quad_Object>>;

export interface QueryThreadSetup extends FetchRules {
  /** Longest time of one query. */
  readonly queryMs: number;
  /** Most rows of one query, and characters of their values. */
  readonly rows: number;
  readonly characters: number;
  /** Memory of the thread; a query that needs more ends it. */
  readonly memoryMb: number;
}

interface Waiting {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A thread in which Comunica answers queries over SPARQL endpoints, one after the other. It has no network: its requests are made
 * here, by the guarded client, to the endpoints of the query and nowhere else. It is ended with `end`, whatever it is doing, and
 * ends by itself when a query is cancelled or takes too long.
 */
export class QueryThread {
  readonly #setup: QueryThreadSetup;
  readonly #worker: Worker;
  readonly #fetches: ServedFetches;
  #waiting: Waiting | undefined;
  #ended: Promise<unknown> | undefined;

  constructor(setup: QueryThreadSetup) {
    this.#setup = setup;
    this.#worker = new Worker(new URL('./query-thread-entry.js', import.meta.url), {
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: setup.memoryMb },
    });
    this.#fetches = new ServedFetches(setup, (message) => this.#post(message));
    this.#worker.on('message', (message: FromThread) => this.#receive(message));
    this.#worker.on('error', (error) => this.#died(error));
    this.#worker.on('exit', () => this.#died(new Error('the thread ended')));
  }

  /** Reads a query of anybody’s. @throws Problem when that takes longer than a query may; the signal’s reason. */
  judge(query: string, allowed: readonly string[], signal: AbortSignal): Promise<JudgedFederated> {
    return this.#within('SPARQL', signal, async () => {
      const reply = await this.#ask({ kind: 'judge', query, allowed });
      if (reply.kind !== 'judged') throw new Error(`the thread answered ${reply.kind}`);
      return reply.judged;
    });
  }

  /**
   * Answers a query that was judged, in the task’s format.
   * @throws Problem when an endpoint fails that must not, sends no result or only a part of one, or a bound is passed; the signal’s reason.
   */
  answer(task: AnswerTask, reaches: Pick<FederatedQuery, 'services' | 'silent'>, signal: AbortSignal): Promise<Uint8Array> {
    const where = String(task.endpoints[0]);
    return this.#within(where, signal, async () => {
      this.#fetches.begin([...task.endpoints, ...reaches.services], reaches.silent);
      const reply = await this.#ask({ kind: 'answer', task });
      if (reply.kind === 'failed') throw this.#failure(reply, where);
      if (reply.kind !== 'answered') throw new Error(`the thread answered ${reply.kind}`);
      // The engine passes over some failures, and makes less of what is there.
      if (this.#fetches.problem !== undefined) throw this.#fetches.problem;
      return reply.body;
    });
  }

  /** One thing that the thread does: within its time, as long as it is wanted; what is left in the middle ends with the thread. */
  async #within<Result>(where: string, signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    const lift = this.#limit(where, signal);
    try {
      const result = await work();
      signal.throwIfAborted();
      return result;
    } catch (error) {
      await this.end();
      throw error;
    } finally {
      lift();
      this.#fetches.end();
    }
  }

  /** Ends the thread when its time is over or nobody waits any more, until what is returned is called. */
  #limit(where: string, signal: AbortSignal): () => void {
    const stop = (reason: unknown): void => {
      this.#waiting?.reject(reason);
      void this.end();
    };
    const cancelled = (): void => stop(signal.reason);
    signal.throwIfAborted();
    if (this.#ended !== undefined) throw new Error('the query thread has ended');
    signal.addEventListener('abort', cancelled, { once: true });
    const timer = setTimeout(() => stop(new AnswerProblem('too-slow', where, String(this.#setup.queryMs / 1000))), this.#setup.queryMs);
    return () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancelled);
    };
  }

  #failure({ reason, about, where }: Extract<Reply, { kind: 'failed' }>, asked: string): Problem {
    return this.#fetches.problem ?? new AnswerProblem(reason, where ?? asked, about);
  }

  /**
   * Runs a SELECT over these endpoints and yields its rows, some at a time, as they are asked for.
   * @param services endpoints that the query names in SERVICE; it reaches these too, and no others.
   * @throws Problem when an endpoint fails, sends no result or only a part of one, or a bound is passed; the signal’s reason.
   */
  async *select(
    query: string,
    endpoints: readonly string[],
    signal: AbortSignal,
    services: readonly string[] = [],
  ): AsyncGenerator<readonly Row[], void> {
    const where = String(endpoints[0]);
    let [rows, characters] = [0, 0];
    const lift = this.#limit(where, signal);
    let whole = false;
    try {
      this.#fetches.begin([...endpoints, ...services]);
      for (let reply = await this.#ask({ kind: 'select', query, endpoints }); ; reply = await this.#ask({ kind: 'more' })) {
        if (reply.kind === 'failed') {
          // With several endpoints other requests may still go on.
          whole = endpoints.length === 1;
          throw this.#failure(reply, where);
        }
        if (reply.kind === 'done') break;
        if (reply.kind !== 'rows') throw new Error(`the thread answered ${reply.kind}`);
        rows += reply.rows.length;
        characters += reply.rows.reduce((sum, row) => sum + charactersOf(row), 0);
        if (rows > this.#setup.rows) throw new AnswerProblem('too-many-rows', where, String(this.#setup.rows));
        if (characters > this.#setup.characters) throw new AnswerProblem('too-heavy', where);
        yield reply.rows.map(toRow);
        signal.throwIfAborted();
      }
      whole = true;
      if (this.#fetches.problem !== undefined) throw this.#fetches.problem;
    } finally {
      lift();
      this.#fetches.end();
      // A query that is left in the middle goes on in the thread; only its end is sure to stop it.
      if (!whole) await this.end();
    }
  }

  /** True once the thread has been ended, by a failure too. */
  get ended(): boolean {
    return this.#ended !== undefined;
  }

  /** Ends the thread at once, and all that it is fetching. */
  async end(): Promise<void> {
    this.#fetches.end();
    this.#ended ??= this.#worker.terminate();
    await this.#ended;
  }

  #ask(message: ToThread): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#post(message);
    });
  }

  #receive(message: FromThread): void {
    if (message.kind === 'fetch') void this.#fetches.fetch(message);
    else if (message.kind === 'pull') void this.#fetches.pull(message.id);
    else if (message.kind === 'drop') this.#fetches.drop(message.id);
    else this.#waiting?.resolve(message);
  }

  #post(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  #died(error: Error): void {
    const heavy = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    const told = text('ส่วนที่อ่านบริการ SPARQL หยุดทำงาน', 'the thread that reads SPARQL endpoints died');
    this.#waiting?.reject(heavy ? new AnswerProblem('too-heavy', 'SPARQL') : new Problem('source-failed', told, { cause: error }));
    this.#ended ??= Promise.resolve();
    this.#fetches.end();
  }
}

function charactersOf(row: RowMessage): number {
  return Object.values(row).reduce((sum, [, value]) => sum + value.length, 0);
}

function toRow(row: RowMessage): Row {
  return Object.fromEntries(Object.entries(row).map(([name, term]) => [name, toTerm(term)]));
}
