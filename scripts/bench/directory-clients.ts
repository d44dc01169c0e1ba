import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { Pool } from 'undici';

/** What the clients are told to do. */
export interface Clients {
  readonly url: string;
  readonly paths: readonly string[];
  readonly clients: number;
  readonly seconds: number;
  /** Milliseconds between an answer and the next request of a client. */
  readonly thinkMs: number;
}

/** What they saw. */
export interface Seen {
  readonly failures: readonly string[];
  /** Milliseconds of each request, sorted. */
  readonly times: readonly number[];
}

/** Clients of the directory in a thread of their own, so that they do not take the server's. */
const { url, paths, clients, seconds, thinkMs } = workerData as Clients;
const pool = new Pool(url, { connections: clients });
const failures: string[] = [];
const times: number[] = [];
const end = performance.now() + seconds * 1000;
let next = 0;

async function client(index: number): Promise<void> {
  await pause((index * thinkMs) / clients);
  while (performance.now() < end) {
    const path = paths[next++ % paths.length] ?? '/';
    const start = performance.now();
    try {
      const { statusCode, body } = await pool.request({ path, method: 'GET', headers: { accept: 'application/ld+json, text/html;q=0.5' } });
      await body.arrayBuffer();
      if (statusCode !== 200) failures.push(`${path}: ${statusCode}`);
    } catch (error) {
      failures.push(`${path}: ${String(error)}`);
    }
    times.push(performance.now() - start);
    await pause(thinkMs);
  }
}

await Promise.all(Array.from({ length: clients }, (_, index) => client(index)));
await pool.close();
times.sort((a, b) => a - b);
parentPort?.postMessage({ failures, times } satisfies Seen);
