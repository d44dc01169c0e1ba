import { setTimeout as sleep } from 'node:timers/promises';
import type { Timing } from './patient.js';

/** Waiting for other people's servers goes by real time, whatever time the records are seen at. */
export const realTime: Timing = {
  now: Date.now,
  random: Math.random,
  sleep: (ms, signal) =>
    ms <= 0 || signal?.aborted === true
      ? Promise.resolve()
      : sleep(ms, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
          if (signal?.aborted !== true) throw error;
        }),
};
