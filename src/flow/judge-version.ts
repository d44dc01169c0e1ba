import { nextAudience } from '../catalog/audience.js';
import type { NewNotice } from '../catalog/notice.js';
import type { Assessment } from '../catalog/report.js';
import type { Version } from '../catalog/version.js';
import type { DatasetPublication } from '../publish/record-graph.js';
import { publishRecord } from './publish-record.js';
import type { WriteBatch } from './write-batch.js';

/** A new assessment of a version that is known already: the rules changed, not what the agency sent. */
export interface Rejudged {
  readonly dataset: string;
  readonly version: Version;
  readonly assessment: Assessment;
  /** The publication under the new rules; only when the version is published, passes, and its graph changed. */
  readonly composed: DatasetPublication | undefined;
  readonly at: string;
  readonly by: string;
}

/**
 * Writes a new assessment and what follows from it. Nobody is asked again: a published graph is replaced while it conforms
 * and left as it is, with a notice, when it does not (design.md §2).
 */
export async function rejudgeVersion(batch: WriteBatch, rejudged: Rejudged): Promise<void> {
  const { assessment, at, by } = rejudged;
  const { stores } = batch;
  // Both are read anew: somebody may have decided on the record while the pool was at work.
  const version = await stores.versions.get(rejudged.version.id);
  const record = await stores.records.get(version.recordId);
  const earlier = await stores.versions.assessed(version.id);
  if (version.state !== rejudged.version.state) return;
  await stores.versions.addAssessment(version.id, assessment, at);
  const passed = assessment.report.gate === 'passed';
  const notice = (kind: NewNotice['kind']): NewNotice => ({
    agencyId: record.agencyId,
    kind,
    recordId: record.id,
    versionId: version.id,
    at,
  });
  if (version.state === 'returned' && passed) {
    await batch.move(version, ['awaiting'], by, at, 'new rules');
    batch.notice(notice('passed'));
  } else if (version.state === 'awaiting' && !passed) {
    await batch.move(version, ['returned'], by, at, 'new rules');
    batch.notice(notice('returned'));
  } else if (version.state === 'published' && !passed) {
    batch.notice(notice('no-longer-conforms'));
  } else if (version.state === 'published' && record.publishedVersionId === version.id && rejudged.composed !== undefined) {
    const before = earlier && record.audience && { asked: earlier.audience, given: record.audience };
    const audience = nextAudience(before, assessment.audience);
    const { dataset, composed } = rejudged;
    await publishRecord(batch, { record, dataset, versionId: version.id, composed, promise: assessment.promise, audience, at });
  }
}
