import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { WrittenDump } from './dump-file.js';

/** What the thread that writes a dump is started with. */
export interface DumpSetup {
  readonly readPath: string;
  readonly directory: string;
  readonly base: string;
}

/**
 * Writes a dump in a thread of its own, which ends with it: at 20,000 datasets it takes seconds of a processor.
 * @returns undefined when nothing is published yet. @throws what the thread threw; the reason of `signal` when that aborts.
 */
export async function writeDumpInThread(setup: DumpSetup, signal: AbortSignal): Promise<WrittenDump | undefined> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('../dump-worker.js', import.meta.url), { workerData: setup });
  const ended = once(worker, 'exit');
  const end = (): void => void worker.terminate();
  signal.addEventListener('abort', end, { once: true });
  let written: WrittenDump | undefined;
  worker.on('message', (dump: WrittenDump) => {
    written = dump;
  });
  try {
    const [code] = await ended; // rejects with the thread's own error
    signal.throwIfAborted();
    if (code !== 0) throw new Error(`the thread that writes the dump ended with ${code}`);
    return written;
  } finally {
    signal.removeEventListener('abort', end);
  }
}
