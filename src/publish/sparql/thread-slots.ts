import type { QueryThread } from '../../rdf/federation/query-thread.js';
import { problems } from './problems.js';

/** A thread, and what of the query that it runs its requests depend on. */
export interface Slot<Asking> {
  readonly thread: Pick<QueryThread, 'ended' | 'end' | 'judge' | 'answer'>;
  /** Whose query it runs. */
  client: string;
  /** Set by whoever took the slot. */
  asking: Asking | undefined;
  queries: number;
}

/** Queries waiting for a thread; more are told to come back. */
const longestQueue = 20;
const longestWaitMs = 3000;
/** What a query that ended early has left hanging in a thread goes with it. */
const queriesOfThread = 100;

interface Waiting<Asking> {
  readonly client: string;
  readonly go: (slot: Slot<Asking>) => void;
  readonly refuse: (problem: Error) => void;
}

/** So many threads at a time, one of them kept for the next query; one client never has all of them, while there are several. */
export class ThreadSlots<Asking> {
  readonly #most: number;
  readonly #start: (slot: () => Slot<Asking>) => Slot<Asking>['thread'];
  readonly #taken = new Set<Slot<Asking>>();
  readonly #queue: Waiting<Asking>[] = [];
  #idle: Slot<Asking> | undefined;

  /** @param start makes a thread, which reads from its slot what it may ask. */
  constructor(most: number, start: (slot: () => Slot<Asking>) => Slot<Asking>['thread']) {
    this.#most = most;
    this.#start = start;
  }

  get load(): { readonly running: number; readonly waiting: number } {
    return { running: this.#taken.size, waiting: this.#queue.length };
  }

  /** A slot for a query of this client. @throws Problem `unavailable` when too many wait, or it has waited too long; when its client has gone. */
  async take(client: string, signal: AbortSignal): Promise<Slot<Asking>> {
    if (signal.aborted) throw problems.gone();
    return this.#mayRun(client) ? this.#grant(client) : this.#turn(client, signal);
  }

  /** Gives a slot back. The next may have it at once, though a thread that is ended takes a moment to be gone. */
  async leave(slot: Slot<Asking>): Promise<void> {
    this.#taken.delete(slot);
    slot.asking = undefined;
    const spent = slot.thread.ended || this.#idle !== undefined || slot.queries >= queriesOfThread;
    if (!spent) this.#idle = slot;
    this.#next();
    if (spent) await slot.thread.end();
  }

  async stop(): Promise<void> {
    const all = [...this.#taken, ...(this.#idle === undefined ? [] : [this.#idle])];
    this.#idle = undefined;
    for (const { refuse } of [...this.#queue]) refuse(problems.stopped());
    await Promise.all(all.map(({ thread }) => thread.end()));
  }

  #grant(client: string): Slot<Asking> {
    const idle = this.#idle?.thread.ended === false ? this.#idle : undefined;
    this.#idle = undefined;
    const slot = idle ?? this.#slot();
    slot.client = client;
    slot.queries += 1;
    this.#taken.add(slot);
    return slot;
  }

  #slot(): Slot<Asking> {
    const slot: Slot<Asking> = { thread: this.#start(() => slot), client: '', asking: undefined, queries: 0 };
    return slot;
  }

  #mayRun(client: string): boolean {
    const own = [...this.#taken].filter((slot) => slot.client === client).length;
    return this.#taken.size < this.#most && own < Math.max(1, this.#most - 1);
  }

  #turn(client: string, signal: AbortSignal): Promise<Slot<Asking>> {
    if (this.#queue.length >= longestQueue) return Promise.reject(problems.busy());
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', gone);
        const place = this.#queue.indexOf(waiting);
        if (place >= 0) this.#queue.splice(place, 1);
      };
      const refuse = (problem: Error): void => {
        leave();
        reject(problem);
      };
      const gone = (): void => refuse(problems.gone());
      const timer = setTimeout(() => refuse(problems.busy()), longestWaitMs);
      const go = (slot: Slot<Asking>): void => {
        leave();
        resolve(slot);
      };
      const waiting: Waiting<Asking> = { client, go, refuse };
      signal.addEventListener('abort', gone, { once: true });
      this.#queue.push(waiting);
    });
  }

  #next(): void {
    for (const { client, go } of [...this.#queue]) if (this.#mayRun(client)) go(this.#grant(client));
  }
}
