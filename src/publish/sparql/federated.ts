import { type QueryAnswer, type QueryAsked, resultFormats } from '../../catalog/directory.js';
import { AnswerProblem } from '../../rdf/federation/answer-problem.js';
import { QueryThread } from '../../rdf/federation/query-thread.js';
import { scanQuery } from '../../rdf/query-bounds.js';
import { type BudgetLimits, ClientBudget } from './client-budget.js';
import { Flights, isLasting, keyOf } from './flights.js';
import type { ResultBounds } from './judge.js';
import { type Asking, emptyEndpoint, type LocalParts, localEndpoint, withLocal } from './local-source.js';
import { problems } from './problems.js';
import { type Slot, ThreadSlots } from './thread-slots.js';

export interface FederatedLimits extends BudgetLimits {
  readonly timeoutMs: number;
  readonly most: ResultBounds;
}

export interface FederatedParts extends LocalParts {
  /** Endpoints that may be asked. */
  readonly endpoints: () => Promise<ReadonlySet<string>>;
}

/** Queries that run at a time, each in a thread of some 150 MB. */
const mostThreads = 2;
/** Requests of one query, those for the local data included. */
const mostRequests = 200;
const memoryMb = 512;

/**
 * SPARQL over the local data and what queries name in SERVICE: endpoints of registered agencies, and no others. Nothing is
 * remembered: what an agency has changes without our log, and a copy that is old would look like the answer.
 */
export class FederatedQueries {
  readonly #parts: FederatedParts;
  readonly #limits: FederatedLimits;
  readonly #budget: ClientBudget;
  readonly #slots: ThreadSlots<Asking>;
  /** Undefined for a query that turns out to ask no endpoint. */
  readonly #flights = new Flights<QueryAnswer | undefined>();

  constructor(parts: FederatedParts, limits: FederatedLimits) {
    this.#parts = parts;
    this.#limits = limits;
    this.#budget = new ClientBudget(limits, () => performance.now());
    this.#slots = new ThreadSlots(mostThreads, (slot) => this.#start(slot));
  }

  /** What is in hand. */
  get load(): { readonly running: number; readonly waiting: number; readonly flights: number } {
    return { ...this.#slots.load, flights: this.#flights.size };
  }

  stop(): Promise<void> {
    return this.#slots.stop();
  }

  /** Answers a query. @throws Problem as the local service does, and `source-failed` for an endpoint that does not answer well. */
  async run(asked: QueryAsked, signal: AbortSignal): Promise<QueryAnswer> {
    scanQuery(asked.query);
    if (!/SERVICE/i.test(asked.query)) return this.#parts.local(asked, signal);
    const key = isLasting(asked.query) ? keyOf(asked) : undefined;
    const { answer, joined } = await this.#flights.join(key, signal, (given) => this.#fly(asked, given));
    if (answer === undefined) return this.#parts.local(asked, signal);
    return joined && answer.state === 'answered' ? { ...answer, origin: 'joined' } : answer;
  }

  async #fly(asked: QueryAsked, given: AbortSignal): Promise<QueryAnswer | undefined> {
    const { client } = asked;
    const leave = this.#budget.enter(client);
    try {
      const allowed = await this.#parts.endpoints();
      const slot = await this.#slots.take(client, given);
      const started = performance.now();
      try {
        return await this.#inTime(given, (signal) => this.#answer(slot, asked, allowed, signal));
      } finally {
        this.#budget.charge(client, performance.now() - started);
        await this.#slots.leave(slot);
      }
    } finally {
      leave();
    }
  }

  /** Reading a query and running it have one limit of time together. */
  async #inTime<Result>(given: AbortSignal, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(problems.tooSlow(this.#limits.timeoutMs)), this.#limits.timeoutMs);
    const gone = (): void => ending.abort(problems.gone());
    given.addEventListener('abort', gone, { once: true });
    try {
      if (given.aborted) throw problems.gone();
      return await work(ending.signal);
    } catch (error) {
      throw error instanceof AnswerProblem ? this.#inOurWords(error) : error;
    } finally {
      clearTimeout(timer);
      given.removeEventListener('abort', gone);
    }
  }

  async #answer(
    slot: Slot<Asking>,
    asked: QueryAsked,
    allowed: ReadonlySet<string>,
    signal: AbortSignal,
  ): Promise<QueryAnswer | undefined> {
    const { client, formats, defaultGraphs, namedGraphs } = asked;
    const judged = await slot.thread.judge(asked.query, [...allowed], signal);
    if (judged === undefined) return undefined;
    if ('reason' in judged) return { state: 'bad-query', reason: judged.reason };
    const { kind, query, plan, dataset, services, silent } = judged;
    const format = formats[kind];
    if (format === undefined) return { state: 'not-acceptable', formats: resultFormats[kind] };
    // A dataset of the protocol replaces that of the query (SPARQL 1.1 Protocol §2.1.4).
    const named = (defaultGraphs ?? namedGraphs) !== undefined ? { defaultGraphs, namedGraphs } : dataset;
    slot.asking = { client, dataset: named ?? { defaultGraphs: undefined, namedGraphs: undefined } };
    const { rows, bytes } = this.#limits.most;
    const task = { asked: { query, plan }, format, endpoints: [localEndpoint, emptyEndpoint], rows, characters: bytes };
    const body = await slot.thread.answer(task, { services, silent }, signal);
    if (body.length > bytes) throw problems.tooLarge('bytes', this.#limits.most);
    return { state: 'answered', body, format, etag: undefined, origin: 'run' };
  }

  #start(slot: () => Slot<Asking>): QueryThread {
    const { timeoutMs, most } = this.#limits;
    const asking = (): Asking => {
      const { asking: present } = slot();
      if (present === undefined) throw new Error('a query thread asks for data without a query');
      return present;
    };
    return new QueryThread({
      client: withLocal(this.#parts, asking),
      // What an agency's source is harvested with is not for strangers to use.
      headersOf: () => ({}),
      requests: mostRequests,
      unpackedBytes: most.bytes,
      queryMs: timeoutMs,
      rows: most.rows,
      characters: most.bytes,
      memoryMb,
    });
  }

  #inOurWords(problem: AnswerProblem): Error {
    if (problem.reason === 'too-slow') return problems.tooSlow(this.#limits.timeoutMs);
    if (problem.reason === 'too-many-rows') return problems.tooLarge('rows', this.#limits.most);
    return problem.reason === 'too-heavy' ? problems.tooLarge('bytes', this.#limits.most) : problem;
  }
}
