import { createHash } from 'node:crypto';
import type { DirectoryQuery } from '../../catalog/directory.js';
import { problems } from './problems.js';

/** A query that runs or waits, and how many want its answer. */
interface Flight<Answer> {
  readonly answer: Promise<Answer>;
  readonly given: AbortController;
  wanted: number;
}

/** Queries in flight: one that is asked again meanwhile is run once, and given up when nobody waits for it any more. */
export class Flights<Answer> {
  readonly #flights = new Map<string, Flight<Answer>>();

  /** How many are in flight that others can join. */
  get size(): number {
    return this.#flights.size;
  }

  /**
   * Joins what runs under this key, or starts it.
   * @param key undefined for a query whose every answer is another: nobody can join it.
   * @param start gets the signal by which everybody who waited has gone; what it throws is thrown here.
   * @throws Problem when this client has gone; what the run throws.
   */
  async join(
    key: string | undefined,
    signal: AbortSignal,
    start: (given: AbortSignal) => Promise<Answer>,
  ): Promise<{ answer: Answer; joined: boolean }> {
    const running = key === undefined ? undefined : this.#flights.get(key);
    const flight = running ?? this.#start(key, start);
    return { answer: await this.#wait(flight, key, signal), joined: running !== undefined };
  }

  #start(key: string | undefined, start: (given: AbortSignal) => Promise<Answer>): Flight<Answer> {
    const given = new AbortController();
    const flight = { answer: start(given.signal), given, wanted: 0 };
    if (key !== undefined) this.#flights.set(key, flight);
    const ended = () => this.#forget(key, flight);
    flight.answer.then(ended, ended);
    return flight;
  }

  #forget(key: string | undefined, flight: Flight<Answer>): void {
    if (key !== undefined && this.#flights.get(key) === flight) this.#flights.delete(key);
  }

  /** Waits for an answer as long as its client does; the last one to go gives the query up. */
  #wait(flight: Flight<Answer>, key: string | undefined, signal: AbortSignal): Promise<Answer> {
    flight.wanted += 1;
    return new Promise((resolve, reject) => {
      const gone = (): void => {
        flight.wanted -= 1;
        if (flight.wanted === 0) {
          this.#forget(key, flight);
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

/** Functions whose every answer is another; their names in a text or a comment only leave an answer unshared. */
const volatile = /\b(?:NOW|RAND|UUID|STRUUID|BNODE)\b/i;

/** True when the same query asked twice has the same answer, as long as the data are the same. */
export function isLasting(query: string): boolean {
  return !volatile.test(query);
}

/** Tells a query, its dataset and the formats wanted from every other. */
export function keyOf({ query, formats, defaultGraphs, namedGraphs }: DirectoryQuery): string {
  const parts = [query, formats.bindings, formats.boolean, formats.graph, defaultGraphs ?? null, namedGraphs ?? null];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
