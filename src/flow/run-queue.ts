import { Problem } from '../catalog/problem.js';
import type { Run } from '../catalog/run.js';
import type { Source } from '../catalog/source.js';
import { checkActive, type Harvesting, harvestSource, modeOf } from './harvest-source.js';
import { forgetDocument, keepDocument } from './kept-document.js';
import type { FlowParts } from './parts.js';
import { previewSource } from './preview-source.js';

/** What a run in the queue is to do. */
export interface Errand extends Harvesting {
  readonly preview?: boolean | undefined;
}

/** Runs that wait for their turn; they are rows, so that a restart loses none. */
export interface RunQueue {
  /** Lines a run up and starts it as soon as there is room. @throws Problem `conflict` when the source has an open run. */
  enqueue(source: Source, by: string, errand?: Errand): Promise<Run>;
  /** Starts what waits, and what a crash interrupted, as far as there is room. */
  kick(): Promise<void>;
  /** Resolves when nothing of it is at work in this process. */
  idle(): Promise<void>;
}

/** @param failed is told of a run that could not be carried on; it stays open and is tried again at the next tick. */
export function createRunQueue(parts: FlowParts, failed: (run: string, error: unknown) => void): RunQueue {
  const atWork = new Map<number, Promise<void>>();

  async function enqueue(source: Source, by: string, errand: Errand = {}): Promise<Run> {
    if (errand.preview !== true) checkActive(source);
    const mode = errand.preview === true ? 'preview' : await modeOf(parts, source, errand);
    // The document is kept before the run is there to be started.
    const kept = errand.document === undefined ? undefined : await keepDocument(parts, errand.document);
    try {
      const startedAt = parts.clock().toISOString();
      const id = await parts.registry.transact(async (stores) => {
        const run = await stores.runs.start({ sourceId: source.id, startedAt, startedBy: by, mode, state: 'queued' });
        if (kept !== undefined) await stores.runs.setCheckpoint(run, kept, undefined);
        return run;
      });
      await kick();
      return parts.registry.read.runs.get(id);
    } catch (error) {
      if (kept !== undefined) await forgetDocument(parts, kept);
      throw error;
    }
  }

  async function kick(): Promise<void> {
    const { read } = parts.registry;
    for (const run of await read.runs.open()) {
      if (atWork.size >= parts.harvest.concurrency || parts.ending.aborted) return;
      if (run.state === 'held' || atWork.has(run.sourceId)) continue;
      // Its place is taken before anything is waited for: many may be lining up runs at once.
      const work = carry(run)
        .finally(() => atWork.delete(run.sourceId))
        // What ended makes room; what failed is tried again at the next tick, not at once.
        .then(kick)
        .catch((error: unknown) => {
          // Another process has it, or this one is ending.
          if (!(error instanceof Problem && error.kind === 'conflict') && !parts.ending.aborted) failed(`run ${run.id}`, error);
        });
      atWork.set(run.sourceId, work);
    }
  }

  async function carry(run: Run): Promise<void> {
    const source = await parts.registry.read.sources.get(run.sourceId);
    if (run.mode === 'preview') await previewSource(parts, source, run.startedBy, { carries: run.id });
    else await harvestSource(parts, source, run.startedBy, { carries: run.id });
  }

  return {
    enqueue,
    kick,
    async idle() {
      while (atWork.size > 0) await Promise.all(atWork.values());
    },
  };
}
