import { datasetIri } from '../catalog/iris.js';
import type { DatasetRecord } from '../catalog/record.js';
import type { Stores } from '../catalog/registry.js';
import type { Assessment } from '../catalog/report.js';
import type { OpenRun, StagedRecord } from '../catalog/run.js';
import { slugCandidates } from '../catalog/slug.js';
import { type Source, sourceName } from '../catalog/source.js';
import type { Version } from '../catalog/version.js';
import { standingConfirmation } from '../confirm/policy.js';
import { publishableName } from '../map/ckan-package.js';
import type { DatasetPublication } from '../publish/record-graph.js';
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

/** Takes the next records after a position, gives them identities, assesses them in the pool and composes what needs no asking. */
export async function prepareChunk(parts: FlowParts, source: Source, run: OpenRun, after: number): Promise<Chunk> {
  const rows = await parts.registry.read.runs.unapplied(run.id, after, chunkSize);
  if (rows.length === 0) return { rows: [], lastPosition: after };
  const prepared = await prepareRows(parts, source, rows, async (stores) => {
    if (!(await stores.sources.holds(run.lease))) throw new LeaseLost(sourceName(source));
  });
  const judged = prepared.flatMap((one) => (one.assessment === undefined ? [] : [one.assessment.report.gate]));
  const passed = judged.filter((gate) => gate === 'passed').length;
  parts.reporter.recordsAssessed?.({ id: run.id, passed, returned: judged.length - passed });
  return { rows: prepared, lastPosition: rows.at(-1)?.position ?? after };
}

/**
 * Prepares records of one source, of a run or pushed.
 * @param mayWrite throws when the source was lost meanwhile; asked in the transaction that gives identities.
 */
export async function prepareRows(
  parts: FlowParts,
  source: Source,
  rows: readonly StagedRecord[],
  mayWrite: (stores: Stores) => Promise<void>,
): Promise<Prepared[]> {
  const records = await reserveIdentities(parts, source, rows, mayWrite);
  parts.reporter.identitiesReserved?.({ source: sourceName(source), records: rows.length });
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
  return parts.registry.transact(async (stores) => {
    await mayWrite(stores);
    await fixBase(stores, parts.base);
    const known = await stores.records.identified(
      source.id,
      rows.map((row) => row.nativeId),
    );
    for (const row of rows) {
      if (known.has(row.nativeId)) continue;
      const slug = await freeSlug(stores, source, row);
      const recordId = await stores.records.add({ agencyId: source.agencyId, segment: source.agencyId, slug, at });
      await stores.records.addIdentity({ sourceId: source.id, nativeId: row.nativeId, recordId, at });
      known.set(row.nativeId, reserved(recordId, source.agencyId, slug));
    }
    return known;
  });
}

/** A record as it is before its first version. */
function reserved(id: number, agencyId: string, slug: string): DatasetRecord {
  const none = { newestVersionId: undefined, publishedVersionId: undefined, audience: undefined, firstPublishedAt: undefined };
  return { id, agencyId, segment: agencyId, slug, ...none };
}

async function freeSlug(stores: Stores, source: Source, row: StagedRecord): Promise<string> {
  const candidates = slugCandidates(sourceName(source), row.nativeId, publishableName(row.name));
  for (const slug of candidates) if (!(await stores.records.slugTaken(source.agencyId, slug))) return slug;
  throw new Error(`every slug for ${row.nativeId} is taken: ${candidates.join(', ')}`);
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
  const tasks = rows.flatMap((row) => {
    const record = records.get(row.nativeId);
    return record === undefined || row.bytes === undefined ? [] : [{ row, record, bytes: row.bytes }];
  });
  const agencyIds = [...new Set(tasks.map(({ record }) => record.agencyId))];
  const placed = new Map(await Promise.all(agencyIds.map(async (id) => [id, await placements(parts, id, source)] as const)));
  const at = parts.clock().toISOString();
  const results = await parts.pool.assess(
    tasks.flatMap(({ row, record, bytes }) => {
      const of = placed.get(record.agencyId);
      if (of === undefined) return [];
      const dataset = datasetIri(parts.base, record.segment, record.slug);
      return [{ bytes, mediaType: row.mediaType, at, agency: of.agency, placement: { ...of.placement, dataset } }];
    }),
  );
  return new Map(tasks.map(({ row }, index) => [row.nativeId, toAssessing(results[index])]));
}

function toAssessing(result: Awaited<ReturnType<FlowParts['pool']['assess']>>[number] | undefined): Assessing {
  if (result === undefined) throw new Error('the pool answered with fewer results than it was given tasks');
  return result.state === 'assessed' ? { assessment: result.assessment } : { unreadable: result.reason };
}

/** The newest and the published version of a record, as they were before this run touches it. */
async function lookBack(
  parts: FlowParts,
  record: DatasetRecord,
): Promise<{ newest: Version | undefined; published: Assessment | undefined }> {
  const { versions } = parts.registry.read;
  return {
    newest: record.newestVersionId === undefined ? undefined : await versions.get(record.newestVersionId),
    published: record.publishedVersionId === undefined ? undefined : await versions.assessment(record.publishedVersionId),
  };
}

/** Composes what will be published without asking: standing confirmations, and published versions under new rules. */
async function composeConfirmed(parts: FlowParts, source: Source, prepared: readonly Prepared[]): Promise<void> {
  const at = parts.clock().toISOString();
  const confirmed = prepared.filter((one) => {
    if (one.assessment?.report.gate !== 'passed') return false;
    if (sameContent(one)) return one.newest?.state === 'published' && one.published?.graph !== one.assessment.graph;
    one.standing = standingConfirmation(source, one.published, one.assessment, at);
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
