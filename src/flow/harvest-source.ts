import { messageOf, Problem, toProblem } from '../catalog/problem.js';
import type { OpenRun, Outcome, Run, RunRecord } from '../catalog/run.js';
import { type Lease, type Source, sourceName } from '../catalog/source.js';
import { type Text, text } from '../catalog/text.js';
import { decideRun } from '../harvest/decide.js';
import { nextRunAt } from '../monitor/timetable.js';
import { applyRun } from './apply-run.js';
import { LeaseLost, withLease } from './lease.js';
import type { FlowParts } from './parts.js';
import { stageRun } from './stage-run.js';

/** How a run ended. */
export interface RunResult {
  readonly run: Run;
  readonly counts: Readonly<Record<Outcome, number>>;
  /** Records that were set aside, with the reason. */
  readonly aside: readonly RunRecord[];
}

/**
 * Harvests one source as a run: stage everything, decide once, apply in short transactions. The catalogue changes only after
 * a complete walk; what goes wrong before that ends the run and nothing else.
 * @throws Problem `conflict` when another process holds the source.
 */
export async function harvestSource(parts: FlowParts, source: Source, by: string): Promise<RunResult> {
  return withLease(parts, source, async (lease) => {
    await recoverRuns(parts, source, lease);
    const now = parts.clock();
    const runId = await parts.registry.transact(async (stores) => {
      const id = await stores.runs.start({ sourceId: source.id, startedAt: now.toISOString(), startedBy: by });
      await stores.sources.setNextRun(
        source.id,
        source.everyMinutes === undefined ? undefined : nextRunAt(now, source.everyMinutes, sourceName(source)),
      );
      return id;
    });
    const run: OpenRun = { id: runId, lease };
    parts.reporter.runStarted?.({ id: runId, source: sourceName(source) });
    try {
      const walked = await stageRun(parts, source, run, {
        mode: 'full',
        document: undefined,
        signal: AbortSignal.timeout(parts.harvest.walkMs),
      });
      await parts.registry.transact((stores) => stores.runs.setWalked(run.id, walked));
      const held = await decide(parts, source, run);
      if (!held) await applyRun(parts, source, run);
    } catch (error) {
      if (error instanceof LeaseLost) throw error;
      await failRun(parts, source, run, error);
    }
    return resultOf(parts, source, runId);
  });
}

/** Accepts a held run, after a person has looked: it is applied as it was decided. */
export async function acceptHeldRun(parts: FlowParts, source: Source, by: string): Promise<RunResult> {
  return withLease(parts, source, async (lease) => {
    const held = (await parts.registry.read.runs.open(source.id)).find((run) => run.state === 'held');
    if (held === undefined)
      throw new Problem('not-found', text(`${sourceName(source)} ไม่มีรอบรวบรวมข้อมูลที่ถูกพักไว้`, `${sourceName(source)} has no held run.`));
    await parts.registry.transact(async (stores) => {
      if (!(await stores.sources.holds(lease))) throw new LeaseLost(sourceName(source));
      await stores.runs.setState(held.id, 'applying');
      await stores.audit.add([{ at: parts.clock().toISOString(), by, act: 'accept-held-run', subject: `run:${held.id}` }]);
    });
    await applyRun(parts, source, { id: held.id, lease });
    return resultOf(parts, source, held.id);
  });
}

/**
 * What a crash left behind: a run that was applying is applied to its end, one that was still reading is ended. A held run
 * is ended too when its source is read anew.
 */
export async function recoverRuns(parts: FlowParts, source: Source, lease: Lease): Promise<void> {
  for (const run of await parts.registry.read.runs.open(source.id)) {
    if (run.state === 'applying') {
      await applyRun(parts, source, { id: run.id, lease });
      continue;
    }
    if (run.state === 'held') await endRun(parts, lease, run.id, text('มีรอบใหม่มาแทน', 'superseded by a new run'));
    else await endRun(parts, lease, run.id, text('โปรแกรมหยุดทำงานระหว่างอ่านต้นทาง', 'the program stopped while it was reading the source'));
  }
}

/** The deciding step. @returns true when the run is held for a person. */
async function decide(parts: FlowParts, source: Source, run: OpenRun): Promise<boolean> {
  const { read } = parts.registry;
  const [staged, identities, newest] = [
    await read.runs.staged(run.id),
    await read.records.identities(source.id),
    await read.versions.newestOf(source.id),
  ];
  const plan = decideRun(staged, { identities, newest, flowVersion: parts.flowVersion }, parts.harvest.guard);
  const at = parts.clock().toISOString();
  await parts.registry.transact(async (stores) => {
    if (!(await stores.sources.holds(run.lease))) throw new LeaseLost(sourceName(source));
    await stores.runs.decide(run.id, plan.decided);
    await stores.runs.addDecided(run.id, plan.absent);
    await stores.records.seen(source.id, plan.back, at);
    if (plan.held === undefined) return stores.runs.setState(run.id, 'applying');
    const { absent, known } = plan.held;
    const reason = text(
      `ต้นทางไม่ส่ง ${absent} จาก ${known} ชุดข้อมูลที่เคยมี จึงพักรอบนี้ไว้และยังไม่เปลี่ยนแปลงบัญชีข้อมูล`,
      `${absent} of ${known} known datasets did not come, so the run is held and the catalogue is unchanged.`,
    );
    await stores.runs.setState(run.id, 'held', { at, reason });
    await stores.notices.add([
      {
        agencyId: source.agencyId,
        kind: 'run-held',
        runId: run.id,
        facts: { source: sourceName(source), th: reason.th, en: reason.en },
        once: `run-held ${source.id} ${absent}/${known}`,
        at,
      },
    ]);
  });
  parts.reporter.runDecided?.({ id: run.id, source: sourceName(source), counts: await read.runs.counts(run.id) });
  return plan.held !== undefined;
}

async function failRun(parts: FlowParts, source: Source, run: OpenRun, error: unknown): Promise<void> {
  const { detail } = toProblem(error);
  const reason = error instanceof Problem ? detail : text(`ระบบขัดข้อง: ${messageOf(error)}`, `internal error: ${messageOf(error)}`);
  // A run that had begun to change the catalogue stays open and is resumed.
  const { state } = await parts.registry.read.runs.get(run.id);
  if (state === 'applying') throw error;
  await endRun(parts, run.lease, run.id, reason);
  const at = parts.clock().toISOString();
  const facts = { source: sourceName(source), th: reason.th, en: reason.en };
  // A source that is down for a day is told of once.
  const once = `run-failed ${source.id} ${at.slice(0, 10)}`;
  await parts.registry.transact((stores) =>
    stores.notices.add([{ agencyId: source.agencyId, kind: 'run-failed', runId: run.id, facts, once, at }]),
  );
}

async function endRun(parts: FlowParts, lease: Lease, runId: number, reason: Text): Promise<void> {
  await parts.registry.transact(async (stores) => {
    if (!(await stores.sources.holds(lease))) throw new LeaseLost(String(lease.sourceId));
    await stores.runs.setState(runId, 'failed', { at: parts.clock().toISOString(), reason });
    await stores.runs.clear(runId);
  });
}

async function resultOf(parts: FlowParts, source: Source, runId: number): Promise<RunResult> {
  const run = await parts.registry.read.runs.get(runId);
  const counts = await parts.registry.read.runs.counts(runId);
  parts.reporter.runEnded?.({ id: runId, source: sourceName(source), state: run.state, reason: run.reason, counts });
  const aside = (await parts.registry.read.runs.staged(runId)).filter((record) => record.outcome === 'set-aside');
  return { run, counts, aside };
}
