/** Requests in a row that failed, with all their tries, until a host is left alone; and for how long. */
const mostFailures = 5;
const restMs = 60_000;

/** What came of a request: `unknown` when it was cancelled. */
export type Health = 'well' | 'failed' | 'unknown';

/** Spares a host that fails again and again: after a rest one request is let through, and its fate decides (lessons.md A9). */
export class Circuit {
  #failures = 0;
  #restsUntil = 0;
  #probing = false;

  /** Whether a request may go. @returns how long the host is still left alone, or 0; then call `tell`. */
  enter(now: number): number {
    if (this.#failures < mostFailures) return 0;
    if (now < this.#restsUntil) return this.#restsUntil - now;
    if (this.#probing) return restMs;
    this.#probing = true;
    return 0;
  }

  tell(health: Health, now: number): void {
    this.#probing = false;
    if (health === 'well') this.#failures = 0;
    if (health !== 'failed') return;
    this.#failures += 1;
    this.#restsUntil = now + restMs;
  }
}
