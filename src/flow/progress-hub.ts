import type { ProgressReporter } from '../catalog/progress.js';

/** One thing a run did, as its listeners are told. */
export interface RunEvent {
  readonly run: number;
  /** Name of the reporter's method: `pageStaged`, `recordsApplied`, … */
  readonly kind: keyof ProgressReporter;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Passes on what runs of this process do to whoever listens. */
export interface ProgressHub extends Required<Pick<ProgressReporter, (typeof heard)[number]>> {
  /** Calls `listener` for each event of a run from now on. @returns how to stop. @throws Error past `mostListeners`. */
  listen(run: number, listener: (event: RunEvent) => void): () => void;
}

const heard = ['runStarted', 'pageStaged', 'runDecided', 'recordsAssessed', 'recordsApplied', 'runEnded'] as const;

/** Listeners at a time, over all runs: each is an open connection. */
export const mostListeners = 200;

/** Listeners by run; nothing is kept for one that comes late. */
export function createProgressHub(): ProgressHub {
  const listeners = new Map<number, Set<(event: RunEvent) => void>>();
  let count = 0;
  const tell =
    (kind: (typeof heard)[number]) =>
    ({ id, ...facts }: { id: number }): void => {
      for (const listener of listeners.get(id) ?? []) listener({ run: id, kind, facts });
    };
  return {
    runStarted: tell('runStarted'),
    pageStaged: tell('pageStaged'),
    runDecided: tell('runDecided'),
    recordsAssessed: tell('recordsAssessed'),
    recordsApplied: tell('recordsApplied'),
    runEnded: tell('runEnded'),
    listen(run, listener) {
      if (count >= mostListeners) throw new Error(`${mostListeners} listen already`);
      const of = listeners.get(run) ?? new Set();
      of.add(listener);
      listeners.set(run, of);
      count += 1;
      return () => {
        if (!of.delete(listener)) return;
        count -= 1;
        if (of.size === 0) listeners.delete(run);
      };
    },
  };
}

/** Tells several reporters the same. */
export function both(one: ProgressReporter, other: ProgressReporter): ProgressReporter {
  const kinds = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof ProgressReporter>;
  return Object.fromEntries(
    [...kinds].map((kind) => [
      kind,
      (facts: never) => {
        one[kind]?.(facts);
        other[kind]?.(facts);
      },
    ]),
  );
}
