import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Answered } from './directory-clients.js';
import { percentile } from './http.js';

/** How long the event loop of this thread was held up, each quarter of a second. */
export class LoopDelays {
  readonly #histogram = monitorEventLoopDelay({ resolution: 5 });
  readonly #seen: { at: number; ms: number }[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor() {
    this.#histogram.enable();
    this.#timer = setInterval(() => this.#note(), 250);
  }

  /** @returns the longest delay of each quarter, with its end by the clock. */
  stop(): readonly { at: number; ms: number }[] {
    clearInterval(this.#timer);
    this.#note();
    this.#histogram.disable();
    return this.#seen;
  }

  #note(): void {
    this.#seen.push({ at: Date.now(), ms: this.#histogram.max / 1e6 });
    this.#histogram.reset();
  }
}

/** The seconds of a run, the slowest first: their p99, the loop's longest delay and how many queries were ended in them. */
export function worstSeconds(
  answers: readonly Answered[],
  delays: readonly { at: number; ms: number }[],
  ended: readonly { at: number }[],
): string[] {
  const start = Math.min(...answers.map(({ at }) => at));
  const second = (at: number): number => Math.floor((at - start) / 1000);
  const numbers = [...new Set(answers.map(({ at }) => second(at)))];
  return numbers
    .map((number) => {
      const some = answers.filter(({ at }) => second(at) === number);
      const times = some.map(({ ms }) => ms).sort((a, b) => a - b);
      return { number, p99: percentile(times, 0.99) };
    })
    .sort((a, b) => b.p99 - a.p99)
    .map(({ number, p99 }) => {
      const delay = Math.max(0, ...delays.filter(({ at }) => second(at) === number).map(({ ms }) => ms));
      const ends = ended.filter(({ at }) => second(at) === number).length;
      return `second ${number}: p99 ${p99.toFixed(0)} ms, main thread held up ${delay.toFixed(0)} ms at most, ${ends} queries ended`;
    });
}
