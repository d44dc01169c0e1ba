import { messageOf } from '../catalog/problem.js';
import { sourceName } from '../catalog/source.js';
import { bangkokDay } from '../monitor/currency.js';
import { harvestSource } from './harvest-source.js';
import type { FlowParts } from './parts.js';

/** Sources harvested and due dates told in one tick; the rest waits for the next minute. */
const most = { sources: 20, dues: 1000 };

export interface Ticked {
  readonly harvested: readonly string[];
  readonly failed: readonly { source: string; reason: string }[];
  readonly told: number;
}

/**
 * What each minute brings: harvests that are due, one after the other, and a notice to each agency whose data falls due for
 * an update. Due times are rows, so a tick that was missed is made up by the next.
 */
export async function tick(parts: FlowParts): Promise<Ticked> {
  const harvested: string[] = [];
  const failed: { source: string; reason: string }[] = [];
  for (const source of await parts.registry.read.sources.due(parts.clock().toISOString(), most.sources)) {
    const { nextRunAt } = await parts.registry.read.sources.get(source.id);
    // Somebody else may have harvested it since.
    if (nextRunAt === undefined || nextRunAt > parts.clock().toISOString()) continue;
    try {
      await harvestSource(parts, source, '<timetable>');
      harvested.push(sourceName(source));
    } catch (error) {
      failed.push({ source: sourceName(source), reason: messageOf(error) });
    }
  }
  return { harvested, failed, told: await tellDues(parts) };
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
