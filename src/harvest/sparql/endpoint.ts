import { QueryThread, type QueryThreadSetup, type Row } from '../../rdf/federation/query-thread.js';
import type { Walk } from '../walk.js';

/** Bounds of one query. A page of 100 datasets takes some 20 requests of a few hundred rows each. */
const limits = { requests: 1, rows: 200_000, characters: 64 * 1024 * 1024, queryMs: 300_000, memoryMb: 512 };

/** Starts a thread for queries. */
export type StartThread = (setup: QueryThreadSetup) => Pick<QueryThread, 'select' | 'ended' | 'end'>;

export const startThread: StartThread = (setup) => new QueryThread(setup);

/** The endpoint of a walk, asked from a thread that lives as long as the walk. */
export class Endpoint {
  readonly url: string;
  readonly #walk: Walk;
  readonly #start: StartThread;
  #thread: ReturnType<StartThread> | undefined;

  constructor(walk: Walk, start: StartThread) {
    this.#start = start;
    this.url = walk.source.url;
    this.#walk = walk;
  }

  /** All rows of a query. @throws Problem `source-failed`; the signal’s reason. */
  async ask(query: string): Promise<Row[]> {
    // A query that passed a bound ended the thread with it.
    if (this.#thread === undefined || this.#thread.ended) this.#thread = this.#start(this.#setup());
    const rows: Row[] = [];
    for await (const some of this.#thread.select(query, [this.url], this.#walk.signal)) rows.push(...some);
    return rows;
  }

  async end(): Promise<void> {
    await this.#thread?.end();
  }

  #setup(): QueryThreadSetup {
    const { client, headers, limits: own } = this.#walk;
    return { ...limits, client, headersOf: () => headers, unpackedBytes: own.wholeBytes };
  }
}
