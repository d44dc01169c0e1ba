import { Problem } from '../catalog/problem.js';
import { type OpenRun, type Outcome, openRunStates, type Run, type RunMode, type RunRecord } from '../catalog/run.js';
import { type Lease, type Source, sourceName } from '../catalog/source.js';
import { text } from '../catalog/text.js';
import { modeFor } from '../harvest/mode.js';
import type { HandedOver } from '../harvest/walk.js';
import { nextRunAt } from '../monitor/timetable.js';
import { applyRun } from './apply-run.js';
import { decideStaged } from './decide-staged.js';
import { endingOf, endRun, tellFailure } from './end-run.js';
import { forgetDocument, keptFor, readKept } from './kept-document.js';
import { LeaseLost, withLease } from './lease.js';
import { acceptPairs } from './pairs.js';
import type { FlowParts } from './parts.js';
import { controlRun, RunInterrupted, RunStopped } from './run-control.js';
import { stageRun } from './stage-run.js';
import { unmandated } from './unmandated.js';

/** How a run ended. */
export interface RunResult {
  readonly run: Run;
  readonly counts: Readonly<Record<Outcome, number>>;
  /** Records that were set aside, with the reason; the first of them. */
  readonly aside: readonly RunRecord[];
}

/** What a harvest is asked for. */
export interface Harvesting {
  /** `full` reads everything, `incremental` takes what comes for no more than that; without it the source's kind and its last reading decide. */
  readonly mode?: Exclude<RunMode, 'preview'> | undefined;
  /** A document in place of the one at the source's address. */
  readonly document?: HandedOver | undefined;
  /** The run that waited or was broken off and is to be carried out; when it has ended meanwhile, nothing is done. */
  readonly carries?: number | undefined;
}

/** A run that a person sees held may still be letting go of its source. */
const patienceMs = 5000;

/** Records set aside that a result shows; all are in the run. */
const mostAside = 1000;

/**
 * Harvests one source as a run: stage everything, decide once, apply in short transactions. The catalogue changes only after
 * a complete walk; what goes wrong before that ends the run and nothing else. A run that a crash interrupted goes on.
 * @throws Problem `conflict` when another process holds the source, or it is not approved.
 */
export async function harvestSource(parts: FlowParts, source: Source, by: string, harvesting: Harvesting = {}): Promise<RunResult> {
  checkActive(source);
  return withLease(parts, source, async (lease) => {
    const { carries } = harvesting;
    const carried = carries === undefined ? undefined : await parts.registry.read.runs.get(carries);
    if (carried !== undefined && !openRunStates.has(carried.state)) return resultOf(parts, source, carried.id);
    const mode = await modeOf(parts, source, harvesting);
    let run = await recoverRuns(parts, source, lease);
    // What was applied to its end is done; what was broken off while it read is read anew.
    if (run === undefined && carried?.state === 'applying') return resultOf(parts, source, carried.id);
    if (run !== undefined && keptFor(run) !== undefined && harvesting.document !== undefined) {
      // An upload that waits is a run of its own, and came first.
      await carryOut(parts, source, { id: run.id, lease }, {});
      run = undefined;
    }
    run ??= await startRun(parts, source, by, mode);
    return carryOut(parts, source, { id: run.id, lease }, harvesting);
  });
}

/**
 * What was asked for; else everything is read when that is due, when a record was missed, so that one that is gone is not kept up until a
 * week later, and in place of a run that is held, which what changed since would not show.
 */
export async function modeOf(parts: FlowParts, source: Source, { mode, document }: Harvesting): Promise<Exclude<RunMode, 'preview'>> {
  const { records, runs } = parts.registry.read;
  if (mode !== undefined) return mode;
  if (document !== undefined || (await records.missesAny(source.id))) return 'full';
  if ((await runs.open(source.id)).some(({ state }) => state === 'held')) return 'full';
  return modeFor(source, parts.clock());
}

/** Reads, decides and applies a run that is open. */
async function carryOut(parts: FlowParts, source: Source, run: OpenRun, { document }: Harvesting): Promise<RunResult> {
  parts.reporter.runStarted?.({ id: run.id, source: sourceName(source) });
  const control = controlRun(parts, run.id);
  const kept = keptFor(await parts.registry.read.runs.get(run.id));
  try {
    const read = kept === undefined ? document : await readKept(parts, kept);
    const walked = await stageRun(parts, source, run, { document: read, control });
    control.readEnded();
    if (await decideStaged(parts, source, run, walked)) await applyRun(parts, source, run, control);
  } catch (error) {
    if (error instanceof LeaseLost || control.stopped instanceof RunInterrupted) throw control.stopped ?? error;
    await failRun(parts, source, run, control.stopped ?? error);
  } finally {
    control.end();
  }
  if (kept !== undefined) await forgetDocument(parts, kept);
  return resultOf(parts, source, run.id);
}

async function startRun(parts: FlowParts, source: Source, by: string, mode: RunMode): Promise<Run> {
  const now = parts.clock();
  const id = await parts.registry.transact(async (stores) => {
    const runId = await stores.runs.start({ sourceId: source.id, startedAt: now.toISOString(), startedBy: by, mode });
    await stores.sources.setNextRun(source.id, nextTime(source, now));
    return runId;
  });
  return parts.registry.read.runs.get(id);
}

function nextTime(source: Source, now: Date): string | undefined {
  return source.everyMinutes === undefined ? undefined : nextRunAt(now, source.everyMinutes, sourceName(source));
}

/**
 * Accepts a held run, after a person has looked: it is applied as it was decided.
 * @param refused native ids whose proposed pair is wrong; the others are taken.
 */
export async function acceptHeldRun(parts: FlowParts, source: Source, by: string, refused: readonly string[] = []): Promise<RunResult> {
  checkActive(source);
  return withLease(
    parts,
    source,
    async (lease) => {
      const held = (await parts.registry.read.runs.open(source.id)).find((run) => run.state === 'held');
      if (held === undefined)
        throw new Problem('not-found', text(`${sourceName(source)} ไม่มีรอบรวบรวมข้อมูลที่ถูกพักไว้`, `${sourceName(source)} has no held run.`));
      const run = { id: held.id, lease };
      const paired = await acceptPairs(parts, source, run, by, new Set(refused));
      const control = controlRun(parts, run.id);
      control.readEnded();
      try {
        if (!paired) await acceptDecided(parts, source, run, by);
        // With its pairs known the run is another one: it is decided anew, and may be held for what is missing.
        if (!paired || (await decideStaged(parts, source, run, { ...held, mode: held.mode === 'incremental' ? 'incremental' : 'full' })))
          await applyRun(parts, source, run, control);
      } catch (error) {
        if (!(control.stopped instanceof RunStopped)) throw error;
        await failRun(parts, source, run, control.stopped);
      } finally {
        control.end();
      }
      return resultOf(parts, source, held.id);
    },
    patienceMs,
  );
}

async function acceptDecided(parts: FlowParts, source: Source, run: OpenRun, by: string): Promise<void> {
  const strangers = await unmandated(parts, source, run.id);
  await parts.registry.transact(async (stores) => {
    if (!(await stores.sources.holds(run.lease))) throw new LeaseLost(sourceName(source));
    for (const { nativeId, reason } of strangers) await stores.runs.refuse(run.id, nativeId, reason);
    await stores.runs.setState(run.id, 'applying');
    await stores.audit.add([{ at: parts.clock().toISOString(), by, act: 'accept-held-run', subject: `run:${run.id}` }]);
  });
}

/**
 * What a crash left behind: a run that was applying is applied to its end; one that was reading goes on from its last page
 * where its walker can, and is ended otherwise. A held run is ended when its source is read anew.
 * @returns the run to go on with.
 */
export async function recoverRuns(parts: FlowParts, source: Source, lease: Lease): Promise<Run | undefined> {
  let goingOn: Run | undefined;
  for (const open of await parts.registry.read.runs.open(source.id)) {
    const run = { id: open.id, lease };
    if (open.mode !== 'preview' && open.state === 'queued') {
      await parts.registry.transact(async (stores) => {
        await stores.runs.setState(open.id, 'running');
        await stores.sources.setNextRun(source.id, nextTime(source, parts.clock()));
      });
      goingOn = open;
    } else if (open.mode !== 'preview' && open.state === 'running' && open.checkpoint !== undefined) goingOn = open;
    else if (open.state === 'applying') {
      const control = controlRun(parts, open.id);
      control.readEnded();
      await applyRun(parts, source, run, control).finally(() => control.end());
    } else {
      const reason =
        open.state === 'held'
          ? text('มีรอบใหม่มาแทน', 'superseded by a new run')
          : text('โปรแกรมหยุดทำงานระหว่างอ่านต้นทาง', 'the program stopped while it was reading the source');
      await endRun(parts, run, { state: 'failed', by: '<flow>', reason });
    }
  }
  return goingOn;
}

async function failRun(parts: FlowParts, source: Source, run: OpenRun, error: unknown): Promise<void> {
  const ending = endingOf(error);
  const { state } = await parts.registry.read.runs.get(run.id);
  // A run that had begun to change the catalogue stays open and is resumed, unless a person stopped it.
  if (state === 'applying' && ending.state === 'failed') throw error;
  await endRun(parts, run, ending);
  await tellFailure(parts, source, run.id, ending);
}

/** @throws Problem `conflict` for a source that may not be harvested now. */
export function checkActive(source: Source): void {
  if (source.state === 'active') return;
  const name = sourceName(source);
  if (source.state === 'pending')
    throw new Problem('conflict', text(`${name} ยังไม่ได้รับการอนุมัติ`, `${name} has not been approved yet.`), {
      remedy: text(
        `โปรดดูตัวอย่างด้วยคำสั่ง banchi harvest ${name} --dry-run แล้วอนุมัติด้วยคำสั่ง banchi source approve ${name}`,
        `Preview it with “banchi harvest ${name} --dry-run”, then “banchi source approve ${name}”.`,
      ),
    });
  if (source.state === 'paused')
    throw new Problem('conflict', text(`${name} หยุดรวบรวมไว้ชั่วคราว`, `${name} is paused.`), {
      remedy: text(`โปรดเปิดใหม่ด้วยคำสั่ง banchi source resume ${name}`, `Resume it with “banchi source resume ${name}”.`),
    });
  throw new Problem('conflict', text(`${name} เลิกใช้แล้ว`, `${name} is retired.`), {
    remedy: text('โปรดลงทะเบียนแหล่งข้อมูลใหม่', 'Register another source.'),
  });
}

/** How a run stands, told to its listeners as its end. */
export async function resultOf(parts: FlowParts, source: Source, runId: number): Promise<RunResult> {
  const { runs } = parts.registry.read;
  const [run, counts] = [await runs.get(runId), await runs.counts(runId)];
  parts.reporter.runEnded?.({ id: runId, source: sourceName(source), state: run.state, reason: run.reason, counts });
  return { run, counts, aside: await runs.records(runId, { outcome: 'set-aside', limit: mostAside }) };
}
