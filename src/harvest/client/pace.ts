/** How fast one host is asked. */
export interface PaceSettings {
  /** Requests a second; 0 is no bound. A second's worth may go at once after a pause. */
  readonly rate: number;
  /** Requests that wait for an answer at one time. */
  readonly perHost: number;
}

const burstMs = 1000;

/** One host's turn-taking: so many a second, so many at a time, none while it asked to be left alone. */
export class Pace {
  readonly #settings: PaceSettings;
  readonly #queue: (() => void)[] = [];
  #active = 0;
  /** When the next request may go at the earliest, before the allowance for a burst. */
  #next = 0;

  constructor(settings: PaceSettings) {
    this.#settings = settings;
  }

  get idle(): boolean {
    return this.#active === 0 && this.#queue.length === 0;
  }

  /** Waits for a place among those that run at one time; comes back at once when aborted. Call `leave` after. */
  async enter(signal: AbortSignal | undefined): Promise<void> {
    while (this.#active >= this.#settings.perHost && signal?.aborted !== true) await this.#turn(signal);
    this.#active += 1;
  }

  leave(): void {
    this.#active -= 1;
    this.#queue.shift()?.();
  }

  /** Takes the next place in time. @returns how long to wait for it. */
  reserve(now: number): number {
    if (this.#settings.rate === 0) return Math.max(0, this.#next - now);
    const at = Math.max(this.#next, now - burstMs);
    this.#next = at + 1000 / this.#settings.rate;
    return Math.max(0, at - now);
  }

  /** The host asked to be left alone until then. */
  pauseUntil(at: number): void {
    this.#next = Math.max(this.#next, at);
  }

  #turn(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const go = (): void => {
        const place = this.#queue.indexOf(go);
        if (place >= 0) this.#queue.splice(place, 1);
        signal?.removeEventListener('abort', go);
        resolve();
      };
      this.#queue.push(go);
      signal?.addEventListener('abort', go, { once: true });
    });
  }
}
