import { parentPort } from 'node:worker_threads';
import { request } from 'undici';

/** A request to carry out, and what came of it. */
export interface Asked {
  readonly url: string;
  readonly accept: string;
}
export interface Answered {
  readonly status: number;
  readonly bytes: number;
  readonly ms: number;
}

/** A client in a thread of its own: its work is no turn of the server's. */
parentPort?.on('message', async ({ url, accept }: Asked) => {
  const start = performance.now();
  const { statusCode, body } = await request(url, { headers: { accept } });
  const { byteLength } = await body.arrayBuffer();
  parentPort?.postMessage({ status: statusCode, bytes: byteLength, ms: performance.now() - start } satisfies Answered);
});
