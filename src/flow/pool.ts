import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { messageOf } from '../catalog/problem.js';
import type { ReadPushed } from '../harvest/push/read-pushed.js';
import type { Returned } from '../harvest/template/returned-lines.js';
import type { DatasetPublication } from '../publish/record-graph.js';
import type { Assessed, AssessTask, ComposeTask, ReadSideTask, ReadTask, WorkerSetup, WriteTask, WrittenDocument } from '../worker.js';
import { type Asking, type DocumentLimits, DocumentThreads, documentLimits } from './document-threads.js';
import type { JudgedDocument, JudgeTask } from './judge-task.js';
import { notJudged } from './pool-problems.js';

/** The CPU pool: map → validate, and composing publications, off the main thread. */
export interface Pool {
  assess(tasks: readonly AssessTask[]): Promise<Assessed[]>;
  compose(tasks: readonly ComposeTask[]): Promise<DatasetPublication[]>;
  /**
   * Reads and judges a document of anybody, in threads of its own, so that no document holds up a harvest. A thread that takes too
   * long or dies is ended and replaced; the others go on.
   * @param gone aborts when nobody waits for the answer any more.
   * @throws Problem `unavailable` when too many wait, `too-complex` past the deadline or the memory.
   */
  judge(task: JudgeTask, gone?: AbortSignal): Promise<JudgedDocument>;
  /** Reads documents that an agency sent, under the same bounds; one result a document. */
  read(task: ReadTask, gone?: AbortSignal): Promise<ReadPushed[]>;
  /** Writes a report in one of its faces. */
  write(task: WriteTask): Promise<string>;
  /** Writes a long public document, in threads of their own: no harvest holds up a reader. See DocumentThreads. */
  document(task: ReadSideTask, asking: Asking): Promise<WrittenDocument | undefined>;
  /** Starts the threads for documents of this read side; resolves when they are up. */
  openReadSide(readSide: Omit<ReadSideTask, 'document'>): Promise<void>;
  /** The empty Excel template. */
  template(): Promise<Uint8Array>;
  /** Writes an agency's rows with what to mend beside them. */
  giveBack(returned: Returned): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** What starts a thread for documents and makes none. */
const nothing = { kind: 'lines', graphs: [], language: 'th' } as const;

/** Bounds of the threads that documents are judged in. */
export interface JudgePoolLimits {
  readonly threads: number;
  /** Documents that may wait for a thread. */
  readonly queue: number;
  /** Longest time in a thread. */
  readonly ms: number;
  /** Memory of a thread. */
  readonly memoryMb: number;
}

/** Documents of agencies that may wait for a thread; the server lets in fewer. */
const mostReading = 256;

/** Starts no thread until there is work, and none more than `threads`; a batch is shared out among them. */
export function createPool(
  threads: number,
  judging: JudgePoolLimits,
  setup: WorkerSetup,
  failed: (error: unknown) => void,
  writing: DocumentLimits = documentLimits,
): Pool {
  const common = { filename: new URL('../worker.js', import.meta.url).href, minThreads: 0, idleTimeout: 30_000, workerData: setup };
  // Records make much short-lived garbage; with the usual small nursery a third of the time went into collecting it.
  const nursery = { maxYoungGenerationSizeMb: 64 };
  const piscina = new Piscina({ ...common, maxThreads: threads, resourceLimits: nursery });
  const judges = new Piscina({
    ...common,
    maxThreads: judging.threads,
    maxQueue: judging.queue,
    resourceLimits: { ...nursery, maxOldGenerationSizeMb: judging.memoryMb },
  });

  // Apart from those for anybody: strangers who fill the queue must not keep agencies out.
  const readers = new Piscina({
    ...common,
    maxThreads: judging.threads,
    maxQueue: mostReading,
    resourceLimits: { ...nursery, maxOldGenerationSizeMb: judging.memoryMb },
  });

  const writers = new DocumentThreads(
    { ...common, resourceLimits: { ...nursery, maxOldGenerationSizeMb: writing.memoryMb } },
    writing,
    failed,
  );

  // The task in hand is rejected as well; without a listener a dying thread would end the process.
  piscina.on('error', failed);
  judges.on('error', failed);
  readers.on('error', failed);

  async function share<Task, Result>(tasks: readonly Task[], carry: (batch: readonly Task[]) => Promise<Result[]>): Promise<Result[]> {
    if (tasks.length === 0) return [];
    const size = Math.ceil(tasks.length / threads);
    const batches = Array.from({ length: Math.ceil(tasks.length / size) }, (_, index) => tasks.slice(index * size, (index + 1) * size));
    const results = await Promise.all(batches.map(carry));
    return results.flat();
  }

  // A record without end would hold its run, and a thread, for ever.
  const assess = (batch: readonly AssessTask[]): Promise<Assessed[]> =>
    within<Assessed[]>(piscina, { ...judging, queue: Number.POSITIVE_INFINITY }, { name: 'assess', task: batch });

  /** A record that kills a thread, or does not end, is found by trying each of its batch alone; the others go on. */
  async function assessAlone(tasks: readonly AssessTask[]): Promise<Assessed[]> {
    const results: Assessed[] = [];
    for (const task of tasks) {
      results.push(...(await assess([task]).catch((error: unknown) => [{ state: 'unreadable' as const, reason: messageOf(error) }])));
    }
    return results;
  }

  return {
    assess: (tasks) => share(tasks, assess).catch(() => assessAlone(tasks)),
    compose: (tasks) => share(tasks, (batch) => piscina.run(batch, { name: 'compose' }) as Promise<DatasetPublication[]>),
    write: (task) => piscina.run(task, { name: 'write' }) as Promise<string>,
    document: (task, asking) => writers.write(task, asking),
    openReadSide: (readSide) => writers.start({ ...readSide, document: nothing }),
    template: () => piscina.run(undefined, { name: 'template' }) as Promise<Uint8Array>,
    giveBack: (returned) => piscina.run(returned, { name: 'giveBack' }) as Promise<Uint8Array>,
    judge: (task, gone) => within<JudgedDocument>(judges, judging, { name: 'judge', task }, gone),
    read: (task, gone) => within<ReadPushed[]>(readers, { ...judging, queue: mostReading }, { name: 'read', task }, gone),
    close: async () => {
      await Promise.all([piscina.destroy(), judges.destroy(), readers.destroy(), writers.close()]);
    },
  };
}

type Bounded =
  | { readonly name: 'judge'; readonly task: JudgeTask }
  | { readonly name: 'read'; readonly task: ReadTask }
  | { readonly name: 'assess'; readonly task: readonly AssessTask[] };

/** The deadline begins when a thread takes the task: waiting is no fault of the document. */
async function within<Result>(
  threads: Piscina,
  { ms, queue, memoryMb }: JudgePoolLimits,
  { name, task }: Bounded,
  gone?: AbortSignal,
): Promise<Result> {
  const deadline = new AbortController();
  const end = (): void => deadline.abort();
  gone?.addEventListener('abort', end, { once: true });
  const started = new MessageChannel();
  let timer: NodeJS.Timeout | undefined;
  started.port1.once('message', () => {
    timer = setTimeout(end, ms);
  });
  try {
    return (await threads.run(
      { task, started: started.port2 },
      { name, signal: deadline.signal, transferList: [started.port2] },
    )) as Result;
  } catch (error) {
    throw gone?.aborted === true ? error : notJudged(error, { ms, queue, memoryMb, timedOut: deadline.signal.aborted });
  } finally {
    clearTimeout(timer);
    started.port1.close();
    gone?.removeEventListener('abort', end);
  }
}
