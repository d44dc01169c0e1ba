import { datasetIri } from '../catalog/iris.js';
import { holding } from '../catalog/mandate.js';
import type { DatasetRecord } from '../catalog/record.js';
import type { Stores } from '../catalog/registry.js';
import type { Assessment, AssessmentFacts } from '../catalog/report.js';
import type { OpenRun, StagedRecord } from '../catalog/run.js';
import { slugCandidates } from '../catalog/slug.js';
import { type Source, sourceName } from '../catalog/source.js';
import type { Version } from '../catalog/version.js';
import { standingConfirmation } from '../confirm/policy.js';
import { publishableName } from '../map/ckan-package.js';
import { bangkokDay } from '../monitor/currency.js';
import type { DatasetPublication } from '../publish/record-graph.js';
import type { Assessed, AssessTask } from '../worker.js';
import { LeaseLost } from './lease.js';
import { chunkSize, type FlowParts } from './parts.js';
import { placements } from './placement.js';
import { fixBase } from './references.js';
import { type Prepared, sameContent } from './write-record.js';

/** Records of a run, ready to be written. */
export interface Chunk {
  readonly rows: readonly Prepared[];
  readonly lastPosition: number;
}

/** The next records of a run, each with its identity. */
export interface Reserved {
  readonly rows: readonly (StagedRecord & { readonly position: number })[];
  readonly records: ReadonlyMap<string, DatasetRecord>;
}

/** Takes the next records after a position and gives them identities; what follows needs no writing, until they are written. */
export async function reserveChunk(parts: FlowParts, source: Source, run: OpenRun, after: number): Promise<Reserved> {
  const rows = await parts.registry.read.runs.unapplied(run.id, after, chunkSize);
  if (rows.length === 0) return { rows, records: new Map() };
  const records = await reserveIdentities(parts, source, rows, async (stores) => {
    if (!(await stores.sources.holds(run.lease))) throw new LeaseLost(sourceName(source));
  });
  return { rows, records };
}

/** Assesses the records in the pool and composes what needs no asking. */
export async function prepareChunk(parts: FlowParts, source: Source, run: OpenRun, { rows, records }: Reserved): Promise<Chunk> {
  const prepared = await assessReserved(parts, source, rows, records);
  const judged = prepared.flatMap((one) => (one.assessment === undefined ? [] : [one.assessment.report.gate]));
  const passed = judged.filter((gate) => gate === 'passed').length;
  if (rows.length > 0) parts.reporter.recordsAssessed?.({ id: run.id, passed, returned: judged.length - passed });
  return { rows: prepared, lastPosition: rows.at(-1)?.position ?? 0 };
}

/**
 * Prepares records of one source that were pushed.
 * @param mayWrite throws when the source was lost meanwhile; asked in the transaction that gives identities.
 */
export async function prepareRows(
  parts: FlowParts,
  source: Source,
  rows: readonly StagedRecord[],
  mayWrite: (stores: Stores) => Promise<void>,
): Promise<Prepared[]> {
  return assessReserved(parts, source, rows, await reserveIdentities(parts, source, rows, mayWrite));
}

async function assessReserved(
  parts: FlowParts,
  source: Source,
  rows: readonly StagedRecord[],
  records: ReadonlyMap<string, DatasetRecord>,
): Promise<Prepared[]> {
  const assessed = await assessRows(parts, source, rows, records);
  const prepared: Prepared[] = [];
  for (const row of rows) {
    const record = records.get(row.nativeId);
    if (record !== undefined) prepared.push({ row, record, ...(await lookBack(parts, record)), ...assessed.get(row.nativeId) });
  }
  await composeConfirmed(parts, source, prepared);
  return prepared;
}

/**
 * Every record has its identity and IRI before it is mapped, since the mapping writes IRIs. A record without a version shows
 * nowhere, so a crash after this leaves nothing but a reserved name.
 */
async function reserveIdentities(
  parts: FlowParts,
  source: Source,
  rows: readonly StagedRecord[],
  mayWrite: (stores: Stores) => Promise<void>,
): Promise<Map<string, DatasetRecord>> {
  const at = parts.clock().toISOString();
  const reservedNow = await parts.registry.transact(async (stores) => {
    await mayWrite(stores);
    await fixBase(stores, parts.base);
    const known = await stores.records.identified(
      source.id,
      rows.map((row) => row.nativeId),
    );
    for (const row of rows) {
      if (known.has(row.nativeId)) continue;
      const agencyId = row.agencyId ?? source.agencyId;
      const slug = await freeSlug(stores, source, agencyId, row);
      const recordId = await stores.records.add({ agencyId, segment: agencyId, slug, at });
      await stores.records.addIdentity({ sourceId: source.id, nativeId: row.nativeId, recordId, at });
      known.set(row.nativeId, reserved(recordId, agencyId, slug));
    }
    return known;
  });
  parts.reporter.identitiesReserved?.({ source: sourceName(source), records: rows.length });
  return reservedNow;
}

/** A record as it is before its first version. */
function reserved(id: number, agencyId: string, slug: string): DatasetRecord {
  const none = { newestVersionId: undefined, publishedVersionId: undefined, audience: undefined, firstPublishedAt: undefined };
  return { id, agencyId, segment: agencyId, slug, ...none };
}

async function freeSlug(stores: Stores, source: Source, agencyId: string, row: StagedRecord): Promise<string> {
  const candidates = slugsOf(source, row);
  for (const slug of candidates) if (!(await stores.records.slugTaken(agencyId, slug))) return slug;
  throw new Error(`every slug for ${row.nativeId} is taken: ${candidates.join(', ')}`);
}

function slugsOf(source: Source, row: StagedRecord): string[] {
  return slugCandidates(sourceName(source), row.nativeId, publishableName(row.name));
}

/** Assesses staged records as if they were to be written, under the names they would get. */
export async function assessUnwritten<Staged extends StagedRecord>(
  parts: FlowParts,
  source: Source,
  rows: readonly Staged[],
): Promise<{ row: Staged; result: Assessed }[]> {
  const records = await parts.registry.read.records.identified(
    source.id,
    rows.map((row) => row.nativeId),
  );
  for (const row of rows)
    if (!records.has(row.nativeId)) records.set(row.nativeId, reserved(0, row.agencyId ?? source.agencyId, slugsOf(source, row)[0] ?? ''));
  return assessPlaced(parts, source, rows, records);
}

interface Assessing {
  readonly assessment?: Assessment;
  readonly unreadable?: string;
}

async function assessRows(
  parts: FlowParts,
  source: Source,
  rows: readonly StagedRecord[],
  records: ReadonlyMap<string, DatasetRecord>,
): Promise<Map<string, Assessing>> {
  const assessed = await assessPlaced(parts, source, rows, records);
  return new Map(
    assessed.map(({ row, result }) => [
      row.nativeId,
      result.state === 'assessed' ? { assessment: result.assessment } : { unreadable: result.reason },
    ]),
  );
}

/** Has the pool map and judge records that came with content, each as its own agency's. */
async function assessPlaced<Staged extends StagedRecord>(
  parts: FlowParts,
  source: Source,
  rows: readonly Staged[],
  records: ReadonlyMap<string, DatasetRecord>,
): Promise<{ row: Staged; result: Assessed }[]> {
  const placed = new Map<string, Awaited<ReturnType<typeof placements>>>();
  const at = parts.clock().toISOString();
  const tasks: { row: Staged; task: AssessTask }[] = [];
  for (const row of rows) {
    const record = records.get(row.nativeId);
    if (record === undefined || row.bytes === undefined) continue;
    const of = placed.get(record.agencyId) ?? (await placements(parts, record.agencyId, source));
    placed.set(record.agencyId, of);
    const placement = { ...of.placement, dataset: datasetIri(parts.base, record.segment, record.slug) };
    tasks.push({ row, task: { bytes: row.bytes, mediaType: row.mediaType, at, agency: of.agency, placement } });
  }
  const results = await parts.pool.assess(tasks.map(({ task }) => task));
  return tasks.map(({ row }, index) => {
    const result = results[index];
    if (result === undefined) throw new Error('the pool answered with fewer results than it was given tasks');
    return { row, result };
  });
}

/** The newest and the published version of a record, as they were before this run touches it. */
async function lookBack(
  parts: FlowParts,
  record: DatasetRecord,
): Promise<{ newest: Version | undefined; published: AssessmentFacts | undefined }> {
  const { versions } = parts.registry.read;
  return {
    newest: record.newestVersionId === undefined ? undefined : await versions.get(record.newestVersionId),
    published: record.publishedVersionId === undefined ? undefined : await versions.assessed(record.publishedVersionId),
  };
}

/** Composes what will be published without asking: standing confirmations, and published versions under new rules. */
async function composeConfirmed(parts: FlowParts, source: Source, prepared: readonly Prepared[]): Promise<void> {
  const now = parts.clock();
  const at = now.toISOString();
  // Another agency's records go to its own registrar, unless its mandate includes confirming.
  const mandates = holding(await parts.registry.read.mandates.list(source.id), bangkokDay(now));
  const covered = (agencyId: string): boolean =>
    agencyId === source.agencyId || mandates.some((mandate) => mandate.agencyId === agencyId && mandate.confirms);
  const confirmed = prepared.filter((one) => {
    if (one.assessment?.report.gate !== 'passed') return false;
    if (sameContent(one)) return one.newest?.state === 'published' && one.published?.graph !== one.assessment.graph;
    one.standing = covered(one.record.agencyId) && standingConfirmation(source, one.published, one.assessment, at);
    return one.standing;
  });
  const composed: DatasetPublication[] = await parts.pool.compose(
    confirmed.map((one) => ({
      graph: one.assessment?.graph ?? '',
      dataset: datasetIri(parts.base, one.record.segment, one.record.slug),
      base: parts.base,
      stamp: { issued: one.record.firstPublishedAt ?? at, modified: at },
    })),
  );
  for (const [index, one] of confirmed.entries()) one.composed = composed[index];
}
