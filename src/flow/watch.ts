import { Problem } from '../catalog/problem.js';
import { sourceName } from '../catalog/source.js';
import { bangkokDay } from '../monitor/currency.js';
import { sweepDocuments } from './kept-document.js';
import type { FlowParts } from './parts.js';
import type { RunQueue } from './run-queue.js';

/** Sources lined up and due dates told in one tick; the rest waits for the next minute. */
const most = { sources: 200, dues: 1000 };

export interface Ticked {
  /** Sources whose harvest was lined up. */
  readonly queued: readonly string[];
  readonly told: number;
}

/**
 * What each minute brings: harvests that are due are lined up, what waits is started, and each agency whose data falls due for an
 * update is told. Due times are rows, so a tick that was missed is made up by the next.
 */
export async function tick(parts: FlowParts, queue: RunQueue): Promise<Ticked> {
  const queued: string[] = [];
  for (const source of await parts.registry.read.sources.due(parts.clock().toISOString(), most.sources)) {
    try {
      await queue.enqueue(source, '<timetable>');
      queued.push(sourceName(source));
    } catch (error) {
      // Its last run has not ended: that one is waited for.
      if (!(error instanceof Problem && error.kind === 'conflict')) throw error;
    }
  }
  await queue.kick();
  await sweepDocuments(parts);
  return { queued, told: await tellDues(parts) };
}

async function tellDues(parts: FlowParts): Promise<number> {
  const now = parts.clock();
  const at = now.toISOString();
  const today = bangkokDay(now);
  // Most minutes nothing is due, and then the write lock is not asked for.
  if ((await parts.registry.read.currency.untold(today, 1)).length === 0) return 0;
  return parts.registry.transact(async (stores) => {
    const dues = await stores.currency.untold(today, most.dues);
    await stores.notices.add(
      dues.map((due) => ({
        agencyId: due.agencyId,
        kind: 'update-due' as const,
        recordId: due.recordId,
        facts: { dueOn: due.dueOn, updatedOn: due.updatedOn },
        once: `update-due ${due.recordId} ${due.dueOn}`,
        at,
      })),
    );
    await stores.currency.told(
      dues.map((due) => due.recordId),
      at,
    );
    return dues.length;
  });
}
