import { holding } from '../catalog/mandate.js';
import type { OpenRun, Run, StagedRecord } from '../catalog/run.js';
import { type Source, sourceName } from '../catalog/source.js';
import { type Text, text } from '../catalog/text.js';
import { type HarvestedRecord, hashedId } from '../harvest/harvested-record.js';
import { ownersOf } from '../harvest/owners.js';
import type { HandedOver, HarvestPage, Walk, Walked, Walker } from '../harvest/walk.js';
import { walkers } from '../harvest/walkers.js';
import { bangkokDay } from '../monitor/currency.js';
import { keptFor } from './kept-document.js';
import { LeaseLost } from './lease.js';
import type { FlowParts } from './parts.js';
import type { RunControl } from './run-control.js';

/** What a run reads: the source, or a document that was handed over in place of it. */
export interface Reading {
  readonly document?: HandedOver | undefined;
  readonly control: RunControl;
}

/** Reads a source to its end and stages what it brings, page by page; nothing else changes. */
export async function stageRun(parts: FlowParts, source: Source, run: OpenRun, reading: Reading): Promise<Walked> {
  const before = await parts.registry.read.runs.get(run.id);
  const pages = walkers[source.kind](await walkOf(parts, source, before, reading));
  const place = await placing(parts, source);
  let staged = await parts.registry.read.runs.countStaged(run.id);
  let next = ahead(pages);
  try {
    while (true) {
      const read = await next;
      if (read.done === true) return read.value;
      // The source is asked for the next page while this one is written.
      next = ahead(pages);
      const page: HarvestPage = read.value;
      await stagePage(parts, source, run, { ...page, checkpoint: keptFor(before) ?? page.checkpoint }, place);
      staged += page.records.length;
      parts.reporter.pageStaged?.({ id: run.id, source: sourceName(source), staged, total: page.total });
      reading.control.check();
    }
  } catch (error) {
    // A walker that nobody listens to lets go of its threads and files.
    pages.throw(error).catch(() => undefined);
    throw error;
  }
}

/** Asks for the next page; that it failed is told to whoever waits for it, and not to the process meanwhile. */
function ahead(pages: ReturnType<Walker>): ReturnType<ReturnType<Walker>['next']> {
  const next = pages.next();
  next.catch(() => undefined);
  return next;
}

async function walkOf(parts: FlowParts, source: Source, run: Run, { document, control }: Reading): Promise<Walk> {
  const sealed = await parts.registry.read.sources.secret(source.id);
  const headers: Record<string, string> = sealed === undefined ? {} : JSON.parse(parts.vault.open(sealed));
  if (source.options.userAgent !== undefined) headers['user-agent'] = source.options.userAgent;
  return {
    source,
    mode: run.mode === 'incremental' ? 'incremental' : 'full',
    document,
    signal: control.signal,
    headers,
    resume: keptFor(run) === undefined ? run.checkpoint : undefined,
    client: parts.client,
    vocabulary: parts.vocabulary,
    limits: parts.harvest,
    read: (documents) => parts.pool.read({ documents, limits: parts.validate }, control.signal),
    clock: parts.clock,
  };
}

async function stagePage(parts: FlowParts, source: Source, run: OpenRun, page: HarvestPage, place: Place): Promise<void> {
  const rows = page.records.map((record) => toStaged(record, place));
  await parts.registry.transact(async (stores) => {
    if (!(await stores.sources.holds(run.lease))) throw new LeaseLost(sourceName(source));
    await stores.runs.stage(run.id, rows);
    await stores.runs.setCheckpoint(run.id, page.checkpoint, page.total);
  });
}

type Place = (record: HarvestedRecord) => { readonly agencyId: string | undefined } | { readonly aside: Text };

/** Whose each record is: the source's own agency's, or another's under its mandate (process.md §1). */
async function placing(parts: FlowParts, source: Source): Promise<Place> {
  const { read } = parts.registry;
  const mandates = holding(await read.mandates.list(source.id), bangkokDay(parts.clock()));
  const judge = ownersOf(await read.agencies.list(), source.agencyId, new Set(mandates.map(({ agencyId }) => agencyId)));
  return ({ owner }) => {
    const ownership = judge(owner);
    if (ownership.state !== 'stranger') return { agencyId: ownership.state === 'own' ? undefined : ownership.agencyId };
    const th = ownership.nearest.map(({ id, name }) => `${name.th} (${id})`).join(', ');
    const en = ownership.nearest.map(({ id, name }) => `${name.en} (${id})`).join(', ');
    // Of several that are alike only a person can tell which is meant.
    const meant = ownership.nearest.length === 1 ? ownership.nearest[0]?.id : undefined;
    return {
      aside: text(
        `เป็นของ “${ownership.named}” ซึ่งไม่ได้มอบหมายให้แหล่งข้อมูลนี้ส่งแทน หน่วยงานที่ใกล้เคียง: ${th} หากได้รับมอบหมายแล้ว โปรดใช้คำสั่ง banchi source mandate ${sourceName(source)} ${meant ?? 'รหัสหน่วยงาน'}`,
        `it belongs to “${ownership.named}”, which gave this source no mandate; registered agencies like it: ${en}; if it gave one: banchi source mandate ${sourceName(source)} ${meant ?? 'AGENCY'}`,
      ),
    };
  };
}

function toStaged(record: HarvestedRecord, place: Place): StagedRecord {
  const { door, nativeId, name, fingerprint, bytes, mediaType } = record;
  const placed = place(record);
  const shut = { fingerprint: undefined, bytes: undefined, mediaType, agencyId: undefined };
  if (door.state === 'open') {
    if ('aside' in placed) return { nativeId, name, ...shut, outcome: 'set-aside', reason: placed.aside.en, reasonTh: placed.aside.th };
    const undecided = { outcome: undefined, reason: undefined, reasonTh: undefined };
    return { nativeId, name, fingerprint, bytes, mediaType, agencyId: placed.agencyId, ...undecided };
  }
  const { reason, reasonTh } = door;
  const closed = { ...shut, reason, reasonTh };
  if (door.state === 'withdrawn') return { nativeId, name, ...closed, outcome: 'hidden' };
  // With a fingerprint it counts among what could not be read (RunStore.countUnreadable).
  if (door.state === 'left-out' && door.isUnreadable === true) return { nativeId, name, ...closed, fingerprint, outcome: 'set-aside' };
  const refused = door.state === 'refused';
  return { nativeId: refused ? hashedId(nativeId) : nativeId, name: refused ? undefined : name, ...closed, outcome: 'set-aside' };
}
