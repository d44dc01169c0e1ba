import { problems } from './problems.js';

export interface BudgetLimits {
  /** Queries of one client that run or wait at a time. */
  readonly queries: number;
  /** Milliseconds of processing that a client has a minute; 0 for no bound. */
  readonly budgetMs: number;
}

interface Account {
  inHand: number;
  /** Milliseconds left, below 0 when more was used than there was. */
  left: number;
  at: number;
}

/** Clients that are remembered; the one that was not seen for longest is forgotten. */
const mostClients = 10_000;

/** What each client may take of the replicas: so many queries at a time, so much of their time a minute. */
export class ClientBudget {
  readonly #limits: BudgetLimits;
  readonly #now: () => number;
  readonly #accounts = new Map<string, Account>();

  /** @param now milliseconds that only go forward. */
  constructor(limits: BudgetLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  get clients(): number {
    return this.#accounts.size;
  }

  /**
   * Lets a client's query in. @returns what is called once when the query has ended.
   * @throws Problem `too-many` with Retry-After.
   */
  enter(client: string): () => void {
    const account = this.#account(client);
    if (account.inHand >= this.#limits.queries) throw problems.tooMany(this.#limits.queries);
    if (this.#limits.budgetMs > 0 && account.left <= 0)
      throw problems.spent(Math.max(1, Math.ceil(((1 - account.left) * 60) / this.#limits.budgetMs)));
    account.inHand += 1;
    return () => {
      account.inHand -= 1;
    };
  }

  /** Takes milliseconds off a client's account; a debt is at most what a minute brings. */
  charge(client: string, ms: number): void {
    const account = this.#account(client);
    account.left = Math.max(-this.#limits.budgetMs, account.left - ms);
  }

  #account(client: string): Account {
    const now = this.#now();
    const known = this.#accounts.get(client);
    const account = known ?? { inHand: 0, left: this.#limits.budgetMs, at: now };
    account.left = Math.min(this.#limits.budgetMs, account.left + ((now - account.at) / 60_000) * this.#limits.budgetMs);
    account.at = now;
    this.#accounts.delete(client);
    this.#accounts.set(client, account);
    if (this.#accounts.size > mostClients) this.#forget();
    return account;
  }

  #forget(): void {
    for (const [client, { inHand }] of this.#accounts) {
      if (inHand > 0) continue;
      this.#accounts.delete(client);
      return;
    }
  }
}
