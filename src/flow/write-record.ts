import { datasetIri } from '../catalog/iris.js';
import type { DatasetRecord } from '../catalog/record.js';
import type { Assessment, AssessmentFacts } from '../catalog/report.js';
import type { StagedRecord } from '../catalog/run.js';
import type { Source } from '../catalog/source.js';
import { goneStates, transition, type VersionState } from '../catalog/states.js';
import type { Version } from '../catalog/version.js';
import type { DatasetPublication } from '../publish/record-graph.js';
import { rejudgeVersion } from './judge-version.js';
import { publishRecord, unpublishRecord } from './publish-record.js';
import type { WriteBatch } from './write-batch.js';

/** A record of a run, or one that was pushed, ready to be written. */
export interface Prepared {
  readonly row: StagedRecord;
  readonly record: DatasetRecord;
  readonly newest: Version | undefined;
  readonly published: AssessmentFacts | undefined;
  readonly assessment?: Assessment;
  readonly unreadable?: string;
  /** Set while preparing: a standing confirmation covers it, and the publication that follows. */
  standing?: boolean;
  composed?: DatasetPublication | undefined;
}

export interface Writing {
  readonly base: string;
  readonly source: Source;
  /** Undefined for a record that was pushed by itself. */
  readonly runId: number | undefined;
  /** Account that acts, or `<harvest>`. */
  readonly by: string;
  readonly at: string;
}

/** Account under which runs write. */
export const harvester = '<harvest>';

/** True when a source offers again what its newest version has: a new assessment then, no new version. */
export function sameContent({ row, newest }: Pick<Prepared, 'row' | 'newest'>): boolean {
  return newest !== undefined && newest.fingerprint === row.fingerprint && !goneStates.has(newest.state);
}

/**
 * Writes one record of a run, or one that was pushed: version, assessment, decision, log and audit, all in the caller's transaction.
 * @returns false, having written nothing, when somebody decided on the record since it was prepared: it must be prepared again.
 */
export async function writeRecord(batch: WriteBatch, writing: Writing, given: Prepared): Promise<boolean> {
  const { row, assessment } = given;
  const { stores } = batch;
  if (row.outcome === 'missing') {
    await stores.records.missing(writing.source.id, [row.nativeId], writing.at);
    return true;
  }
  const record = await stores.records.get(given.record.id);
  const newest = record.newestVersionId === undefined ? undefined : await stores.versions.get(record.newestVersionId);
  const prepared = { ...given, record, newest };
  if (row.outcome === 'retired') return takeDown(batch, writing, prepared, 'retired', 'not at its source in two complete harvests');
  if (row.outcome === 'hidden') return takeDown(batch, writing, prepared, 'hidden', row.reason ?? 'consent withdrawn');
  const same =
    record.publishedVersionId === given.record.publishedVersionId &&
    newest?.id === given.newest?.id &&
    newest?.state === given.newest?.state;
  if (!same) return false;
  if (assessment === undefined || row.fingerprint === undefined || row.bytes === undefined) {
    throw new Error(`record ${row.nativeId} of ${originOf(writing)} was not assessed`);
  }
  await stores.records.seen(writing.source.id, [{ nativeId: row.nativeId, fingerprint: row.fingerprint }], writing.at);
  if (sameContent(prepared) && newest !== undefined) {
    const dataset = datasetIri(writing.base, record.segment, record.slug);
    await rejudgeVersion(batch, { dataset, version: newest, assessment, composed: prepared.composed, at: writing.at, by: writing.by });
  } else await writeVersion(batch, writing, prepared, assessment, row.fingerprint, row.bytes);
  return true;
}

async function writeVersion(
  batch: WriteBatch,
  writing: Writing,
  prepared: Prepared,
  assessment: Assessment,
  fingerprint: string,
  bytes: string,
): Promise<void> {
  const { record, newest, row } = prepared;
  const { at, by, source, runId } = writing;
  const supersedes = newest !== undefined && newest.state !== 'published' && newest.state !== 'superseded';
  if (supersedes) await batch.move(newest, ['superseded'], by, at);
  const outcome: VersionState = assessment.report.gate === 'passed' ? 'awaiting' : 'returned';
  const state = transition(transition('received', 'inspecting'), outcome);
  const version = {
    recordId: record.id,
    sourceId: source.id,
    nativeId: row.nativeId,
    runId,
    mediaType: row.mediaType,
    fingerprint,
    state,
    receivedAt: at,
    bytes,
  };
  const versionId = await batch.stores.versions.add(version);
  await batch.stores.records.setNewest(record.id, versionId);
  await batch.stores.versions.addAssessment(versionId, assessment, at);
  const subject = `record:${record.id}`;
  batch.audit(
    { at, by, act: 'state', subject, to: 'received', why: originOf(writing) },
    { at, by, act: 'state', subject, from: 'received', to: 'inspecting' },
    { at, by, act: 'state', subject, from: 'inspecting', to: state },
  );
  if (prepared.standing && prepared.composed !== undefined)
    return publishStanding(batch, writing, prepared, assessment, versionId, fingerprint, prepared.composed);
  const kind = state === 'awaiting' ? 'passed' : 'returned';
  batch.notice({ agencyId: record.agencyId, kind, recordId: record.id, versionId, ...ofRun(runId), at });
}

/** ยืนยันล่วงหน้า: the registrar's standing confirmation decides; the audit names the registrar. */
async function publishStanding(
  batch: WriteBatch,
  writing: Writing,
  prepared: Prepared,
  assessment: Assessment,
  versionId: number,
  fingerprint: string,
  composed: DatasetPublication,
): Promise<void> {
  const { record } = prepared;
  const { at, source } = writing;
  const by = source.policyBy ?? writing.by;
  const audience = record.audience ?? assessment.audience;
  batch.decide({ recordId: record.id, versionId, fingerprint, verdict: 'confirmed', audience, by, manner: 'standing', at });
  await batch.move({ id: versionId, recordId: record.id }, ['confirmed', 'approving', 'published'], by, at, 'standing confirmation');
  if (record.publishedVersionId !== undefined)
    await batch.move({ id: record.publishedVersionId, recordId: record.id }, ['superseded'], by, at);
  const dataset = datasetIri(writing.base, record.segment, record.slug);
  await publishRecord(batch, { record, dataset, versionId, composed, promise: assessment.promise, audience, at });
}

/** Hides or retires a record: newest and published version leave, the log gets a tombstone, the agency is told. */
async function takeDown(batch: WriteBatch, writing: Writing, prepared: Prepared, state: 'hidden' | 'retired', why: string): Promise<true> {
  const { record, newest } = prepared;
  if (newest !== undefined && newest.state !== state) await batch.move(newest, [state], writing.by, writing.at, why);
  if (record.publishedVersionId !== undefined && record.publishedVersionId !== newest?.id) {
    await batch.move({ id: record.publishedVersionId, recordId: record.id }, [state], writing.by, writing.at, why);
  }
  const dataset = datasetIri(writing.base, record.segment, record.slug);
  await unpublishRecord(batch, { record, dataset, reason: state, at: writing.at });
  batch.notice({
    agencyId: record.agencyId,
    kind: state,
    recordId: record.id,
    ...ofRun(writing.runId),
    facts: { why, whyTh: prepared.row.reasonTh ?? '' },
    at: writing.at,
  });
  return true;
}

function originOf({ runId }: Writing): string {
  return runId === undefined ? 'pushed' : `run ${runId}`;
}

function ofRun(runId: number | undefined): { runId?: number } {
  return runId === undefined ? {} : { runId };
}
