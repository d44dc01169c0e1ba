import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../catalog/problem.js';
import { type Lease, type Source, sourceName } from '../catalog/source.js';
import { text } from '../catalog/text.js';
import type { FlowParts } from './parts.js';

/** How often a source that is waited for is asked for. */
const everyMs = 100;

/** Another process has taken the source: whatever this one still wanted to write is void. */
export class LeaseLost extends Error {
  constructor(source: string) {
    super(`the lease on ${source} was lost to another process`);
  }
}

/**
 * Runs `work` while holding a source, renewing the lease as long as it lasts.
 * @param patienceMs how long to wait for a source that another run holds, such as one that has just been held and is letting go.
 * @throws Problem `conflict` when another process holds the source.
 */
export async function withLease<Result>(
  parts: FlowParts,
  source: Source,
  work: (lease: Lease) => Promise<Result>,
  patienceMs = 0,
): Promise<Result> {
  const { leaseMs } = parts.harvest;
  const until = (): string => new Date(parts.clock().getTime() + leaseMs).toISOString();
  const take = (): Promise<Lease | undefined> =>
    parts.registry.transact((stores) => stores.sources.lease(source.id, parts.owner, parts.clock().toISOString(), until()));
  let lease = await take();
  for (let waited = 0; lease === undefined && waited < patienceMs; waited += everyMs) {
    await sleep(everyMs);
    lease = await take();
  }
  if (lease === undefined) throw await busy(parts, source);
  const taken = lease;
  const heartbeat = setInterval(() => {
    // A failed renewal shows at the next write, which checks the fence.
    parts.registry.transact((stores) => stores.sources.renew(taken, until())).catch(() => undefined);
  }, leaseMs / 3);
  try {
    return await work(taken);
  } finally {
    clearInterval(heartbeat);
    await parts.registry.transact((stores) => stores.sources.release(taken));
  }
}

async function busy(parts: FlowParts, source: Source): Promise<Problem> {
  const name = sourceName(source);
  const holder = await parts.registry.read.sources.leaseOf(source.id);
  const owner = holder?.owner ?? '?';
  const seconds = Math.max(1, Math.ceil((Date.parse(holder?.until ?? '') - parts.clock().getTime()) / 1000)) || 1;
  return new Problem('conflict', text(`กำลังรวบรวมข้อมูลจาก ${name} อยู่ (${owner})`, `${name} is being harvested already (${owner}).`), {
    retryAfter: seconds,
    remedy: text(
      `โปรดรอจนรอบนั้นเสร็จ หากโปรแกรมนั้นหยุดไปแล้ว โปรดลองใหม่ในอีก ${seconds} วินาที`,
      `Wait until that run ends; if its process is dead, try again in ${seconds} s.`,
    ),
  });
}
