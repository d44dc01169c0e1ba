import { datasetIri } from '../catalog/iris.js';
import type { Pair, ProposedPair } from '../catalog/pair.js';
import { Problem } from '../catalog/problem.js';
import type { Outcome, Run } from '../catalog/run.js';
import { sourceName } from '../catalog/source.js';
import { text } from '../catalog/text.js';
import { letGo } from './end-run.js';
import { forgetDocument, keptFor } from './kept-document.js';
import type { FlowParts } from './parts.js';

/** A run with what belongs to it. */
export interface RunDetails {
  readonly run: Run;
  /** `AGENCY/KEY`. */
  readonly source: string;
  readonly agencyId: string;
  readonly counts: Readonly<Record<Outcome, number>>;
  /** Identities proposed while it is held for them. */
  readonly pairs: readonly ProposedPair[];
}

/** @throws Problem `not-found` for an unknown run. */
export async function describeRun(parts: FlowParts, runId: number): Promise<RunDetails> {
  const { runs, sources, pairs } = parts.registry.read;
  const run = await runs.find(runId);
  if (run === undefined) throw new Problem('not-found', text(`ไม่มีรอบรวบรวมข้อมูลที่ ${runId}`, `There is no run ${runId}.`));
  const source = await sources.get(run.sourceId);
  const proposed = await Promise.all((await pairs.list(runId)).map((pair) => known(parts, pair)));
  return { run, source: sourceName(source), agencyId: source.agencyId, counts: await runs.counts(runId), pairs: proposed };
}

/** A pair with what a person knows the record by. */
async function known(parts: FlowParts, pair: Pair): Promise<ProposedPair> {
  const { records, versions } = parts.registry.read;
  const { segment, slug, newestVersionId } = await records.get(pair.recordId);
  const assessment = newestVersionId === undefined ? undefined : await versions.assessment(newestVersionId);
  return { ...pair, dataset: datasetIri(parts.base, segment, slug), title: assessment?.title ?? slug };
}

/** Asks an open run to stop, in whatever process it is at work. @throws Problem `not-found`, or `conflict` when it has ended. */
export async function cancelRun(parts: FlowParts, runId: number, by: string): Promise<void> {
  const { source } = await describeRun(parts, runId);
  const at = parts.clock().toISOString();
  const kept = await parts.registry.transact(async (stores) => {
    // As it is now: a run that has begun, or was held, since it was looked at is ended by whoever is at work on it, or here.
    const run = await stores.runs.get(runId);
    if (!(await stores.runs.cancel(runId, by)))
      throw new Problem(
        'conflict',
        text(`รอบที่ ${runId} ของ ${source} สิ้นสุดแล้ว (${run.state})`, `Run ${runId} of ${source} has ended (${run.state}).`),
      );
    await stores.audit.add([{ at, by, act: 'cancel-run', subject: `run:${runId}` }]);
    // Nobody is at work on these, so nobody would look.
    if (run.state !== 'queued' && run.state !== 'held') return undefined;
    await letGo(stores, runId, { state: 'cancelled', by, reason: text(`ยกเลิกโดย ${by}`, `Cancelled by ${by}.`) }, at);
    return keptFor(run);
  });
  if (kept !== undefined) await forgetDocument(parts, kept);
  parts.stops.get(runId)?.(by);
}
