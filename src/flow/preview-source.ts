import { type Outcome, openRunStates, type PreviewExample, type Run, type RunPreview } from '../catalog/run.js';
import type { Source } from '../catalog/source.js';
import { type Text, text } from '../catalog/text.js';
import type { Walked } from '../harvest/walk.js';
import { planOf } from './decide-staged.js';
import { endingOf, endRun } from './end-run.js';
import type { Harvesting } from './harvest-source.js';
import { forgetDocument, keptFor, readKept } from './kept-document.js';
import { withLease } from './lease.js';
import { chunkSize, type FlowParts } from './parts.js';
import { assessUnwritten } from './prepare-chunk.js';
import { controlRun, RunInterrupted } from './run-control.js';
import { stageRun } from './stage-run.js';

/** Records that a preview shows in full. */
const mostExamples = 20;

/**
 * Reads a source and tells what a harvest would do; nothing of it is kept but the answer. Also for a source that waits for
 * approval.
 * @throws Problem `conflict` when the source is being harvested.
 */
export async function previewSource(parts: FlowParts, source: Source, by: string, harvesting: Harvesting = {}): Promise<Run> {
  const { runs } = parts.registry.read;
  return withLease(parts, source, async (lease) => {
    const { carries } = harvesting;
    const carried = carries === undefined ? undefined : await runs.get(carries);
    if (carried !== undefined && !openRunStates.has(carried.state)) return carried;
    const startedAt = parts.clock().toISOString();
    const waiting = (await runs.open(source.id)).find((open) => open.mode === 'preview');
    const kept = waiting && keptFor(waiting);
    const id = await parts.registry.transact(async (stores) => {
      if (waiting === undefined) return stores.runs.start({ sourceId: source.id, startedAt, startedBy: by, mode: 'preview' });
      // One that waited its turn, or that a crash broke off, is begun.
      await stores.runs.forget(waiting.id);
      await stores.runs.setCheckpoint(waiting.id, kept, undefined);
      await stores.runs.setState(waiting.id, 'running');
      return waiting.id;
    });
    const run = { id, lease };
    const control = controlRun(parts, id);
    try {
      const document = kept === undefined ? harvesting.document : await readKept(parts, kept);
      const walked = await stageRun(parts, source, run, { document, control });
      control.readEnded();
      const result = await foresee(parts, source, id, walked.mode, () => control.check());
      await parts.registry.transact(async (stores) => {
        await stores.runs.setWalked(id, { ...walked, mode: 'preview' });
        await stores.runs.setResult(id, result);
        await stores.runs.setState(id, 'succeeded', { at: parts.clock().toISOString(), by: '<flow>' });
        await stores.runs.forget(id);
      });
    } catch (error) {
      if (control.stopped instanceof RunInterrupted) throw error;
      await endRun(parts, run, endingOf(control.stopped ?? error));
    } finally {
      control.end();
    }
    if (kept !== undefined) await forgetDocument(parts, kept);
    return runs.get(id);
  });
}

async function foresee(parts: FlowParts, source: Source, runId: number, mode: Walked['mode'], check: () => void): Promise<RunPreview> {
  const { runs } = parts.registry.read;
  const { plan, claims } = await planOf(parts, source, { id: runId }, mode);
  const outcomes = new Map<string, Outcome>(plan.decided.map(({ nativeId, outcome }) => [nativeId, outcome]));
  for (const { nativeId } of claims) outcomes.set(nativeId, 'set-aside');
  const examples: PreviewExample[] = [];
  const judged = { returned: 0, unreadable: 0 };
  for (let after = 0; ; ) {
    check();
    const rows = await runs.stagedBytes(runId, after, chunkSize);
    if (rows.length === 0) break;
    after = rows.at(-1)?.position ?? after;
    const changing = rows.filter(({ nativeId }) => ['created', 'changed'].includes(outcomes.get(nativeId) ?? ''));
    for (const { row, result } of await assessUnwritten(parts, source, changing)) {
      const outcome = outcomes.get(row.nativeId) ?? 'created';
      if (result.state === 'unreadable') judged.unreadable += 1;
      else if (result.assessment.report.gate === 'failed') judged.returned += 1;
      if (examples.length < mostExamples) examples.push(exampleOf(row.nativeId, outcome, result));
    }
  }
  for (const { nativeId, name, reason, reasonTh } of await runs.records(runId, { outcome: 'set-aside', limit: mostExamples }))
    if (examples.length < mostExamples && reason !== undefined)
      examples.push(aside(nativeId, name ?? nativeId, { th: reasonTh ?? reason, en: reason }));
  for (const { nativeId, reason } of claims) if (examples.length < mostExamples) examples.push(aside(nativeId, nativeId, reason));
  const count = (wanted: Outcome): number =>
    [...outcomes.values()].filter((one) => one === wanted).length + plan.absent.filter((one) => one.outcome === wanted).length;
  return {
    created: count('created'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    ...judged,
    hidden: count('hidden'),
    missing: count('missing'),
    retired: count('retired'),
    setAside: count('set-aside'),
    held: plan.held && heldWords(plan.held),
    examples,
  };
}

type Judged = Awaited<ReturnType<typeof assessUnwritten>>[number]['result'];

function exampleOf(nativeId: string, outcome: Outcome, result: Judged): PreviewExample {
  if (result.state === 'unreadable') {
    const reason = text(`อ่านคำอธิบายข้อมูลไม่ได้: ${result.reason}`, `cannot be read: ${result.reason}`);
    return { nativeId, title: nativeId, outcome, gate: undefined, reason, findings: [] };
  }
  const { title, report } = result.assessment;
  return { nativeId, title: title || nativeId, outcome, gate: report.gate, reason: undefined, findings: report.findings };
}

function aside(nativeId: string, title: string, reason: Text): PreviewExample {
  return { nativeId, title, outcome: 'set-aside', gate: undefined, reason, findings: [] };
}

function heldWords({ absent, known }: { absent: number; known: number }): Text {
  return text(
    `รอบนี้จะถูกพักไว้ เพราะต้นทางไม่ส่ง ${absent} จาก ${known} ชุดข้อมูลที่เคยมี`,
    `The run would be held: ${absent} of ${known} known datasets did not come.`,
  );
}
