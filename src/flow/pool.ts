import { Piscina } from 'piscina';
import { messageOf } from '../catalog/problem.js';
import type { DatasetPublication } from '../publish/record-graph.js';
import type { Assessed, AssessTask, ComposeTask, WorkerSetup } from '../worker.js';

/** The CPU pool: map → validate, and composing publications, off the main thread. */
export interface Pool {
  assess(tasks: readonly AssessTask[]): Promise<Assessed[]>;
  compose(tasks: readonly ComposeTask[]): Promise<DatasetPublication[]>;
  close(): Promise<void>;
}

/** Starts no thread until there is work, and none more than `threads`; a batch is shared out among them. */
export function createPool(threads: number, setup: WorkerSetup, failed: (error: unknown) => void): Pool {
  const piscina = new Piscina({
    filename: new URL('../worker.js', import.meta.url).href,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: 30_000,
    // Records make much short-lived garbage; with the usual small nursery a third of the time went into collecting it.
    resourceLimits: { maxYoungGenerationSizeMb: 64 },
    workerData: setup,
  });

  // The task in hand is rejected as well; without a listener a dying thread would end the process.
  piscina.on('error', failed);

  async function share<Task, Result>(tasks: readonly Task[], name: string): Promise<Result[]> {
    if (tasks.length === 0) return [];
    const size = Math.ceil(tasks.length / threads);
    const batches = Array.from({ length: Math.ceil(tasks.length / size) }, (_, index) => tasks.slice(index * size, (index + 1) * size));
    const results = await Promise.all(batches.map((batch) => piscina.run(batch, { name }) as Promise<Result[]>));
    return results.flat();
  }

  /** A record that kills a thread is found by trying each of its batch alone; the others go on. */
  async function assessAlone(tasks: readonly AssessTask[]): Promise<Assessed[]> {
    const results: Assessed[] = [];
    for (const task of tasks) {
      results.push(
        ...(await share<AssessTask, Assessed>([task], 'assess').catch((error: unknown) => [
          { state: 'unreadable' as const, reason: messageOf(error) },
        ])),
      );
    }
    return results;
  }

  return {
    assess: (tasks) => share<AssessTask, Assessed>(tasks, 'assess').catch(() => assessAlone(tasks)),
    compose: (tasks) => share<ComposeTask, DatasetPublication>(tasks, 'compose'),
    close: () => piscina.destroy(),
  };
}
