import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, Problem } from '../catalog/problem.js';
import type { Run } from '../catalog/run.js';
import { type Source, sourceName } from '../catalog/source.js';
import { text } from '../catalog/text.js';
import type { HandedOver } from '../harvest/walk.js';
import { endRun } from './end-run.js';
import { checkActive, type Harvesting, harvestSource, modeOf } from './harvest-source.js';
import { withLease } from './lease.js';
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

export function createRunQueue(parts: FlowParts, failed: (source: string, error: unknown) => void): RunQueue {
  const atWork = new Map<number, Promise<void>>();

  async function enqueue(source: Source, by: string, errand: Errand = {}): Promise<Run> {
    if (errand.preview !== true) checkActive(source);
    const mode = errand.preview === true ? 'preview' : await modeOf(parts, source, errand);
    // The document is kept before the run is there to be started.
    const kept = errand.document === undefined ? undefined : await keepDocument(parts, errand.document, errand.mode);
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
      const source = await read.sources.get(run.sourceId);
      const work = carry(source, run)
        .finally(() => atWork.delete(run.sourceId))
        // What ended makes room; what failed is tried again at the next tick, not at once.
        .then(kick)
        .catch((error: unknown) => {
          // Another process has it, or this one is ending.
          if (!(error instanceof Problem && error.kind === 'conflict') && !parts.ending.aborted) failed(sourceName(source), error);
        });
      atWork.set(run.sourceId, work);
    }
  }

  async function carry(source: Source, run: Run): Promise<void> {
    const kept = run.state === 'queued' ? run.checkpoint : undefined;
    const found = kept === undefined ? undefined : await readDocument(parts, kept);
    if (kept !== undefined && found === undefined) {
      const reason = text('ไม่พบไฟล์ที่อัปโหลดไว้ โปรดอัปโหลดใหม่', 'the uploaded file is gone; please upload it again');
      return withLease(parts, source, (lease) => endRun(parts, { id: run.id, lease }, { state: 'failed', by: '<flow>', reason }));
    }
    if (run.mode === 'preview') await previewSource(parts, source, run.startedBy, found);
    else await harvestSource(parts, source, run.startedBy, { document: found?.document });
    if (kept !== undefined) await forgetDocument(parts, kept);
  }

  return {
    enqueue,
    kick,
    async idle() {
      while (atWork.size > 0) await Promise.all(atWork.values());
    },
  };
}

/** An upload waits in the spool folder, for no longer than its run does. @returns its name there. */
async function keepDocument(
  { harvest: { spoolDir } }: FlowParts,
  { bytes, mediaType, name }: HandedOver,
  mode: Harvesting['mode'],
): Promise<string> {
  const kept = `upload-${randomUUID()}`;
  await mkdir(spoolDir, { recursive: true, mode: 0o700 });
  await writeFile(join(spoolDir, kept), bytes, { mode: 0o600 });
  await writeFile(join(spoolDir, `${kept}.json`), JSON.stringify({ mediaType, name, mode }), { mode: 0o600 });
  return kept;
}

async function readDocument({ harvest: { spoolDir } }: FlowParts, kept: string): Promise<Harvesting | undefined> {
  try {
    const label = JSON.parse(await readFile(join(spoolDir, `${kept}.json`), 'utf8')) as Omit<HandedOver, 'bytes'> &
      Pick<Harvesting, 'mode'>;
    return { document: { bytes: await readFile(join(spoolDir, kept)), mediaType: label.mediaType, name: label.name }, mode: label.mode };
  } catch (error) {
    if (messageOf(error).includes('ENOENT')) return undefined;
    throw error;
  }
}

async function forgetDocument({ harvest: { spoolDir } }: FlowParts, kept: string): Promise<void> {
  await rm(join(spoolDir, kept), { force: true });
  await rm(join(spoolDir, `${kept}.json`), { force: true });
}
