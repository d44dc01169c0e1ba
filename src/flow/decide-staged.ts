import type { NewNotice } from '../catalog/notice.js';
import type { OpenRun, RunRecord } from '../catalog/run.js';
import { type Source, sourceName } from '../catalog/source.js';
import { type Text, text } from '../catalog/text.js';
import { decideRun, type RunPlan } from '../harvest/decide.js';
import type { Walked } from '../harvest/walk.js';
import { type Claim, claimsOf, tellClaims } from './claims.js';
import { LeaseLost } from './lease.js';
import { proposePairs } from './pairs.js';
import type { FlowParts } from './parts.js';
import { unmandated } from './unmandated.js';

/**
 * The deciding step of a run, after its walk.
 * @returns true when it may be applied, false when it is held for a person.
 */
export async function decideStaged(parts: FlowParts, source: Source, run: OpenRun, walked: Walked): Promise<boolean> {
  const { plan, claims } = await planOf(parts, source, run, walked.mode);
  const pairs = await proposePairs(parts, source, run);
  const strangers = await unmandated(parts, source, run.id);
  const held = pairs.length > 0 ? pairsReason(pairs.length) : plan.held && missingReason(plan.held);
  const at = parts.clock().toISOString();
  await parts.registry.transact(async (stores) => {
    if (!(await stores.sources.holds(run.lease))) throw new LeaseLost(sourceName(source));
    await stores.runs.setWalked(run.id, walked);
    await stores.pairs.clear(run.id);
    await stores.pairs.propose(run.id, pairs);
    // Who takes another's place is decided once its pairs are known; until then nothing is missing.
    if (pairs.length === 0) {
      await stores.runs.decide(run.id, plan.decided);
      await stores.runs.addDecided(run.id, plan.absent);
      for (const { nativeId, reason } of [...claims, ...strangers]) await stores.runs.refuse(run.id, nativeId, reason);
      await stores.notices.add(tellClaims(source, run.id, claims, at));
      await stores.records.seen(source.id, plan.back, at);
      if (plan.hiddenMany !== undefined) await stores.notices.add([hiddenMany(source, run.id, plan.hiddenMany, at)]);
    }
    if (held === undefined) return stores.runs.setState(run.id, 'applying');
    await stores.runs.setState(run.id, 'held', { at, reason: held });
    await stores.notices.add([heldNotice(source, run.id, held, at)]);
  });
  parts.reporter.runDecided?.({ id: run.id, source: sourceName(source), counts: await parts.registry.read.runs.counts(run.id) });
  return held === undefined;
}

/** What a run would do, without doing it. */
export async function planOf(
  parts: FlowParts,
  source: Source,
  run: { readonly id: number },
  mode: Walked['mode'],
): Promise<{ plan: RunPlan; claims: readonly Claim[] }> {
  const { read } = parts.registry;
  const [staged, identities, newest] = [
    await read.runs.staged(run.id),
    await read.records.identities(source.id),
    await read.versions.newestOf(source.id),
  ];
  const plan = decideRun(staged, { identities, newest, flowVersion: parts.flowVersion }, parts.harvest.guard, mode);
  const created = new Set(plan.decided.filter(({ outcome }) => outcome === 'created').map(({ nativeId }) => nativeId));
  return {
    plan,
    claims: await claimsOf(
      parts,
      source,
      staged.filter((record: RunRecord) => created.has(record.nativeId)),
    ),
  };
}

function missingReason({ absent, known }: NonNullable<RunPlan['held']>): Text {
  return text(
    `ต้นทางไม่ส่ง ${absent} จาก ${known} ชุดข้อมูลที่เคยมี จึงพักรอบนี้ไว้และยังไม่เปลี่ยนแปลงบัญชีข้อมูล`,
    `${absent} of ${known} known datasets did not come, so the run is held and the catalogue is unchanged.`,
  );
}

function pairsReason(pairs: number): Text {
  return text(
    `แหล่งข้อมูลนี้มาแทนแหล่งเดิม และพบ ${pairs} ชุดข้อมูลที่น่าจะเป็นชุดเดียวกับของแหล่งเดิม จึงพักรอบนี้ไว้เพื่อให้ตรวจสอบการจับคู่`,
    `This source takes another’s place, and ${pairs} of its datasets seem to be known ones; the run is held until a person has looked at the pairs.`,
  );
}

function heldNotice(source: Source, runId: number, reason: Text, at: string): NewNotice {
  const facts = { source: sourceName(source), th: reason.th, en: reason.en };
  return { agencyId: source.agencyId, kind: 'run-held', runId, facts, once: `run-held ${source.id} ${reason.en}`, at };
}

/** Withdrawals are obeyed at once; that there are so many of them is asked about afterwards (process.md §2). */
function hiddenMany(source: Source, runId: number, { hidden, known }: NonNullable<RunPlan['hiddenMany']>, at: string): NewNotice {
  const facts = { source: sourceName(source), hidden: String(hidden), known: String(known) };
  return { agencyId: source.agencyId, kind: 'hidden-many', runId, facts, at };
}
