import { Problem } from '../catalog/problem.js';
import type { OpenRun, Run, StagedRecord } from '../catalog/run.js';
import { type Source, sourceName } from '../catalog/source.js';
import { text } from '../catalog/text.js';
import { type HarvestedRecord, hashedId } from '../harvest/harvested-record.js';
import type { HandedOver, HarvestPage, Walk, Walked } from '../harvest/walk.js';
import { walkers } from '../harvest/walkers.js';
import { LeaseLost } from './lease.js';
import type { FlowParts } from './parts.js';

/** What a run reads: the source, or a document that was handed over in place of it. */
export interface Reading {
  readonly mode: Walk['mode'];
  readonly document: HandedOver | undefined;
  readonly signal: AbortSignal;
}

/** Reads a source to its end and stages what it brings, page by page; nothing else changes. */
export async function stageRun(parts: FlowParts, source: Source, run: OpenRun, reading: Reading): Promise<Walked> {
  const walker = walkers[source.kind];
  if (walker === undefined)
    throw new Problem(
      'conflict',
      text(
        `${sourceName(source)} ส่งข้อมูลเข้ามาเอง จึงไม่มีสิ่งที่ต้องรวบรวม`,
        `${sourceName(source)} sends its records itself; there is nothing to fetch.`,
      ),
    );
  const before = await parts.registry.read.runs.get(run.id);
  const pages = walker(await walkOf(parts, source, before, reading));
  let staged = (await parts.registry.read.runs.staged(run.id)).length;
  for (let next = await pages.next(); ; next = await pages.next()) {
    if (next.done === true) return next.value;
    const page: HarvestPage = next.value;
    await stagePage(parts, source, run, page);
    staged += page.records.length;
    parts.reporter.pageStaged?.({ id: run.id, source: sourceName(source), staged, total: page.total });
    reading.signal.throwIfAborted();
  }
}

async function walkOf(parts: FlowParts, source: Source, run: Run, { mode, document, signal }: Reading): Promise<Walk> {
  const sealed = await parts.registry.read.sources.secret(source.id);
  const headers: Record<string, string> = sealed === undefined ? {} : JSON.parse(parts.vault.open(sealed));
  if (source.options.userAgent !== undefined) headers['user-agent'] = source.options.userAgent;
  return {
    source,
    mode,
    document,
    signal,
    headers,
    resume: run.checkpoint,
    client: parts.client,
    vocabulary: parts.vocabulary,
    limits: parts.harvest,
    read: (documents) => parts.pool.read({ documents, limits: parts.validate }, signal),
    clock: parts.clock,
  };
}

async function stagePage(parts: FlowParts, source: Source, run: OpenRun, page: HarvestPage): Promise<void> {
  const rows = page.records.map(toStaged);
  await parts.registry.transact(async (stores) => {
    if (!(await stores.sources.holds(run.lease))) throw new LeaseLost(sourceName(source));
    await stores.runs.stage(run.id, rows);
    await stores.runs.setCheckpoint(run.id, page.checkpoint, page.total);
  });
}

function toStaged(record: HarvestedRecord): StagedRecord {
  const { door, nativeId, name, fingerprint, bytes, mediaType } = record;
  const none = { outcome: undefined, reason: undefined, reasonTh: undefined, agencyId: undefined };
  if (door.state === 'open') return { nativeId, name, fingerprint, bytes, mediaType, ...none };
  const { reason, reasonTh } = door;
  const closed = { fingerprint: undefined, bytes: undefined, mediaType, agencyId: undefined, reason, reasonTh };
  if (door.state === 'withdrawn') return { nativeId, name, ...closed, outcome: 'hidden' };
  const refused = door.state === 'refused';
  return { nativeId: refused ? hashedId(nativeId) : nativeId, name: refused ? undefined : name, ...closed, outcome: 'set-aside' };
}
