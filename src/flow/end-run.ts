import type { NewNotice } from '../catalog/notice.js';
import { messageOf, Problem } from '../catalog/problem.js';
import type { Stores } from '../catalog/registry.js';
import type { OpenRun, RunState } from '../catalog/run.js';
import { type Source, sourceName } from '../catalog/source.js';
import { type Text, text } from '../catalog/text.js';
import { LeaseLost } from './lease.js';
import type { FlowParts } from './parts.js';
import { RunStopped } from './run-control.js';

/** How a run came to an early end. */
export interface Ending {
  readonly state: Extract<RunState, 'failed' | 'cancelled' | 'timed-out'>;
  readonly by: string;
  readonly reason: Text;
}

/** What went wrong, as the end of a run. */
export function endingOf(error: unknown): Ending {
  if (error instanceof RunStopped) return error;
  if (error instanceof Problem)
    return { state: 'failed', by: error.kind === 'source-failed' ? '<source>' : '<flow>', reason: withRemedy(error) };
  return { state: 'failed', by: '<flow>', reason: text(`ระบบขัดข้อง: ${messageOf(error)}`, `internal error: ${messageOf(error)}`) };
}

/** What went wrong and, where something can be done, what. */
function withRemedy({ detail, remedy }: Problem): Text {
  if (remedy === undefined) return detail;
  return text(`${detail.th} ${remedy.th}`, `${detail.en}${detail.en.endsWith('.') ? '' : '.'} ${remedy.en}`);
}

/** Ends a run that has changed nothing, or no more than is written; what it staged is let go. */
export async function endRun(parts: FlowParts, run: OpenRun, ending: Ending): Promise<void> {
  await parts.registry.transact(async (stores) => {
    if (!(await stores.sources.holds(run.lease))) throw new LeaseLost(String(run.lease.sourceId));
    await letGo(stores, run.id, ending, parts.clock().toISOString());
  });
}

/** The same for a run at which nobody is at work. */
export async function letGo(stores: Stores, runId: number, { state, by, reason }: Ending, at: string): Promise<void> {
  await stores.runs.setState(runId, state, { at, by, reason });
  await stores.runs.clear(runId);
  await stores.pairs.clear(runId);
}

/** Ends what waits, is held or was broken off of a source that is retired: nobody would carry it out any more. */
export async function endRunsOf(stores: Stores, sourceId: number, by: string, at: string): Promise<void> {
  const reason = text('แหล่งข้อมูลนี้เลิกใช้แล้ว', 'Its source was retired.');
  for (const { id } of await stores.runs.open(sourceId)) {
    // Another process that still works at it looks at this.
    await stores.runs.cancel(id, by);
    await letGo(stores, id, { state: 'cancelled', by, reason }, at);
  }
}

/** Tells the agency of a run that failed; a source that is down for a day is told of once, and nobody is told what he did himself. */
export async function tellFailure(parts: FlowParts, source: Source, runId: number, { state, reason }: Ending): Promise<void> {
  if (state === 'cancelled') return;
  const at = parts.clock().toISOString();
  const notice: NewNotice = {
    agencyId: source.agencyId,
    kind: 'run-failed',
    runId,
    facts: { source: sourceName(source), th: reason.th, en: reason.en },
    once: `run-failed ${source.id} ${at.slice(0, 10)}`,
    at,
  };
  await parts.registry.transact((stores) => stores.notices.add([notice]));
}
