import { createHash } from 'node:crypto';
import type { DirectoryQuery, QueryAnswer, QueryAsked } from '../../catalog/directory.js';
import { scanQuery } from '../../rdf/query-bounds.js';
import type { FollowerSetup } from '../follower-messages.js';
import { AnswerCache } from './answer-cache.js';
import { type BudgetLimits, ClientBudget } from './client-budget.js';
import { problems } from './problems.js';
import { type ReplicaAnswer, type ReplicaLimits, SparqlReplicas } from './replicas.js';

export interface SparqlLimits extends ReplicaLimits, BudgetLimits {
  /** Bytes of answers that are kept. */
  readonly cacheBytes: number;
}

/** A query that runs or waits, and how many want its answer. */
interface Flight {
  readonly answer: Promise<ReplicaAnswer>;
  readonly given: AbortController;
  wanted: number;
}

/** Functions whose every answer is another; their names in a text or a comment only leave an answer uncached. */
const volatile = /\b(?:NOW|RAND|UUID|STRUUID|BNODE)\b/i;

/** SPARQL for anybody: what was answered is remembered, what runs already is joined, and everybody has a share of the replicas. */
export class SparqlService {
  readonly #limits: SparqlLimits;
  readonly #replicas: SparqlReplicas;
  readonly #budget: ClientBudget;
  readonly #cache: AnswerCache;
  readonly #flights = new Map<string, Flight>();

  constructor(setup: Omit<FollowerSetup, 'follows' | 'most' | 'engine'>, limits: SparqlLimits, log: (message: string) => void) {
    this.#limits = limits;
    this.#replicas = new SparqlReplicas(setup, limits, log);
    this.#budget = new ClientBudget(limits, () => performance.now());
    this.#cache = new AnswerCache(limits.cacheBytes);
  }

  /** Positions of the replicas in the log, for /readyz. */
  positions(): ReturnType<SparqlReplicas['positions']> {
    return this.#replicas.positions();
  }

  /** How many triples there are; undefined while no replica answers. */
  triples(): number | undefined {
    return this.#replicas.holds()?.triples;
  }

  nudge(): void {
    this.#replicas.nudge();
  }

  stop(): Promise<void> {
    return this.#replicas.stop();
  }

  /**
   * Answers a query.
   * @throws Problem `too-large` or `bad-query` for what is refused unread or breaks the engine, `too-many` for a client that has
   * had its share, `unavailable` while no replica has caught up or the queue is full, `query-timeout` for one that ran too long.
   */
  async run(asked: QueryAsked, signal: AbortSignal): Promise<QueryAnswer> {
    scanQuery(asked.query);
    const key = keyOf(asked);
    const lasting = !volatile.test(asked.query);
    const version = this.#replicas.holds()?.version;
    if (version !== undefined && lasting) {
      const etag = etagOf(key, version);
      if (asked.known.includes(etag)) return { state: 'unchanged', etag };
      const cached = this.#cache.get(key, version);
      if (cached !== undefined) return { state: 'answered', ...cached, origin: 'cached' };
    }
    const running = lasting ? this.#flights.get(key) : undefined;
    const flight = running ?? this.#start(asked, key, lasting);
    const answer = await this.#wait(flight, signal);
    if (answer.state !== 'answered') return answer;
    const { body, format } = answer;
    const etag = lasting && answer.version !== undefined ? etagOf(key, answer.version) : undefined;
    return { state: 'answered', body, format, etag, origin: running === undefined ? 'run' : 'joined' };
  }

  #start(asked: QueryAsked, key: string, lasting: boolean): Flight {
    const leave = this.#budget.enter(asked.client);
    const given = new AbortController();
    const { query, formats, defaultGraphs, namedGraphs, client } = asked;
    const answer = this.#replicas.run({
      query: { query, formats, defaultGraphs, namedGraphs },
      client,
      signal: given.signal,
      // A thread that is lost costs everybody the time to load another.
      ran: (ms, killed) => this.#budget.charge(client, killed ? ms + this.#limits.timeoutMs : ms),
    });
    const flight = { answer, given, wanted: 0 };
    if (lasting) this.#flights.set(key, flight);
    const ended = () => {
      leave();
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    };
    answer.then((one) => {
      ended();
      if (lasting && one.state === 'answered' && one.version !== undefined && one.version === this.#replicas.holds()?.version)
        this.#cache.put(key, one.version, { body: one.body, format: one.format, etag: etagOf(key, one.version) });
    }, ended);
    return flight;
  }

  /** Waits for an answer as long as its client does; the last one to go gives the query up. */
  #wait(flight: Flight, signal: AbortSignal): Promise<ReplicaAnswer> {
    flight.wanted += 1;
    return new Promise((resolve, reject) => {
      const gone = (): void => {
        flight.wanted -= 1;
        if (flight.wanted === 0) {
          for (const [key, one] of this.#flights) if (one === flight) this.#flights.delete(key);
          flight.given.abort();
        }
        reject(problems.gone());
      };
      if (signal.aborted) return gone();
      signal.addEventListener('abort', gone, { once: true });
      flight.answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', gone));
    });
  }
}

function keyOf({ query, formats, defaultGraphs, namedGraphs }: DirectoryQuery): string {
  const parts = [query, formats.bindings, formats.boolean, formats.graph, defaultGraphs ?? null, namedGraphs ?? null];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

function etagOf(key: string, version: string): string {
  return `"${createHash('sha256').update(`${key} ${version}`).digest('base64url').slice(0, 27)}"`;
}
