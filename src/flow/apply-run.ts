import { messageOf, Problem } from '../catalog/problem.js';
import type { OpenRun } from '../catalog/run.js';
import { type Source, sourceName } from '../catalog/source.js';
import { text } from '../catalog/text.js';
import { LeaseLost } from './lease.js';
import type { FlowParts } from './parts.js';
import { type Chunk, prepareChunk, reserveChunk } from './prepare-chunk.js';
import type { RunControl } from './run-control.js';
import { transactBatch } from './write-batch.js';
import { harvester, type Prepared, writeRecord } from './write-record.js';

/** A record that somebody decided on meanwhile is prepared again; one that is decided on at every pass is left for the next run. */
const mostPasses = 5;

/**
 * Applies a decided run: chunk after chunk, each assessed in the pool while the one before it is written in one short
 * transaction. Killed at any point, it goes on from the first record not yet applied.
 */
export async function applyRun(parts: FlowParts, source: Source, run: OpenRun, control: RunControl): Promise<void> {
  const { runs } = parts.registry.read;
  for (let pass = 0; (await runs.unapplied(run.id, 0, 1)).length > 0; pass += 1) {
    if (pass === mostPasses)
      throw new Error(`records of ${sourceName(source)} changed at each of ${mostPasses} tries to apply run ${run.id}`);
    await applyOnce(parts, source, run, control);
  }
  await parts.registry.transact(async (stores) => {
    if (!(await stores.sources.holds(run.lease))) throw new LeaseLost(sourceName(source));
    const at = parts.clock().toISOString();
    const unreadable = await stores.runs.countUnreadable(run.id);
    await stores.runs.setState(run.id, unreadable > 0 ? 'partial' : 'succeeded', { at, by: '<flow>' });
    // What could not be read is asked for again: the marks of the last reading that brought everything stay.
    if (unreadable === 0) return stores.sources.setMarks(source.id, (await stores.runs.get(run.id)).marks);
    const facts = { source: sourceName(source), records: String(unreadable) };
    await stores.notices.add([{ agencyId: source.agencyId, kind: 'run-partial', runId: run.id, facts, at }]);
  });
  parts.nudge();
}

async function applyOnce(parts: FlowParts, source: Source, run: OpenRun, control: RunControl): Promise<void> {
  const counts = await parts.registry.read.runs.counts(run.id);
  const total = counts.created + counts.changed + counts.missing + counts.hidden + counts.retired;
  let applied = 0;
  let next = prepareChunk(parts, source, run, await reserveChunk(parts, source, run, 0));
  try {
    for (let chunk = await next; chunk.rows.length > 0; chunk = await next) {
      control.check();
      // Their identities must be written before they are assessed; both at once, so that the pool works while this chunk is written.
      next = prepareChunk(parts, source, run, await reserveChunk(parts, source, run, chunk.lastPosition));
      await writeChunk(parts, source, run, chunk);
      applied += chunk.rows.length;
      parts.nudge();
      parts.reporter.recordsApplied?.({ id: run.id, source: sourceName(source), applied, total });
    }
  } catch (error) {
    await next.catch(() => undefined); // its own failure is the same one, or void
    throw error;
  }
}

/** Writes a chunk in one transaction; if a record of it cannot be written, each by itself, and that one is set aside. */
async function writeChunk(parts: FlowParts, source: Source, run: OpenRun, chunk: Chunk): Promise<void> {
  try {
    await writeRows(parts, source, run, chunk.rows);
  } catch (error) {
    if (isOfSurroundings(error)) throw error;
    for (const prepared of chunk.rows) await writeAlone(parts, source, run, prepared);
  }
}

async function writeAlone(parts: FlowParts, source: Source, run: OpenRun, prepared: Prepared): Promise<void> {
  try {
    await writeRows(parts, source, run, [prepared]);
  } catch (error) {
    if (isOfSurroundings(error)) throw error;
    await writeRows(parts, source, run, [{ ...prepared, unreadable: messageOf(error) }]);
  }
}

async function writeRows(parts: FlowParts, source: Source, run: OpenRun, rows: readonly Prepared[]): Promise<void> {
  const at = parts.clock().toISOString();
  await transactBatch(parts.registry, async (batch) => {
    const { stores } = batch;
    if (!(await stores.sources.holds(run.lease))) throw new LeaseLost(sourceName(source));
    const written: string[] = [];
    for (const prepared of rows) {
      const { nativeId } = prepared.row;
      if (prepared.unreadable !== undefined) {
        const reason = text(`อ่านคำอธิบายข้อมูลไม่ได้: ${prepared.unreadable}`, `cannot be read: ${prepared.unreadable}`);
        await stores.runs.setAside(run.id, nativeId, reason);
      } else if (await writeRecord(batch, { base: parts.base, source, runId: run.id, by: harvester, at }, prepared)) written.push(nativeId);
    }
    await stores.runs.applied(run.id, written);
  });
}

/** A lost lease, a full disk or a locked file is no record's fault. */
function isOfSurroundings(error: unknown): boolean {
  if (error instanceof LeaseLost) return true;
  if (error instanceof Problem) return true;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('SQLITE_') && !code.startsWith('SQLITE_CONSTRAINT');
}
