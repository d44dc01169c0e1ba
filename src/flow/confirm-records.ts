import { type Audience, narrower, nextAudience } from '../catalog/audience.js';
import { datasetIri } from '../catalog/iris.js';
import { Problem } from '../catalog/problem.js';
import type { RecordSummary } from '../catalog/record.js';
import type { AssessmentFacts } from '../catalog/report.js';
import { versionStates } from '../catalog/states.js';
import { text } from '../catalog/text.js';
import type { DatasetPublication } from '../publish/record-graph.js';
import { chunkSize, type FlowParts } from './parts.js';
import { publishRecord } from './publish-record.js';
import { publishReferences } from './references.js';
import { transactBatch } from './write-batch.js';

export interface Confirmation {
  readonly agencyId: string;
  /** Slugs, or all that await. */
  readonly records: readonly string[] | 'all';
  /** Only versions of these fingerprints: what was looked at. */
  readonly fingerprints?: readonly string[] | undefined;
  /** Undefined leaves each record the audience its category asks for. */
  readonly audience: Audience | undefined;
  /** Account of the person who confirms. */
  readonly by: string;
}

/** What a confirmation did: the slugs it published, and those that changed or were decided while it worked. */
export interface Confirmed {
  readonly published: readonly string[];
  /** Who may see what was published. */
  readonly audiences: Readonly<Record<Audience, number>>;
  readonly skipped: readonly string[];
}

/**
 * A person confirms records that passed; they are published. Bound to what was seen: a record whose version changed in the
 * meantime is left for a new look.
 * @throws Problem `not-found` for an unknown agency or record, `conflict` for a record that does not await confirmation.
 */
export async function confirmRecords(parts: FlowParts, confirmation: Confirmation): Promise<Confirmed> {
  if (confirmation.by.trim() === '') throw new Problem('bad-request', text('ต้องระบุชื่อผู้ยืนยัน', 'The person who confirms must be named.'));
  const awaiting = await chosen(parts, confirmation);
  await refuseWidening(parts, confirmation, awaiting);
  if (awaiting.length === 0) return { published: [], audiences: { public: 0, government: 0, agency: 0 }, skipped: [] };
  await publishReferences(parts);
  const { by, agencyId } = confirmation;
  const account = { name: by, fullName: by, kind: by.startsWith('<') ? 'program' : 'agency', agencyId } as const;
  await parts.registry.transact((stores) => stores.accounts.ensure(account, parts.clock().toISOString()));
  const published: string[] = [];
  const audiences: Record<Audience, number> = { public: 0, government: 0, agency: 0 };
  const skipped: string[] = [];
  let next = composeChunk(parts, confirmation, awaiting.slice(0, chunkSize));
  for (let start = 0; start < awaiting.length; start += chunkSize) {
    const chunk = await next;
    next = composeChunk(parts, confirmation, awaiting.slice(start + chunkSize, start + 2 * chunkSize));
    const done = await writeChunk(parts, confirmation, chunk).catch(async (error: unknown) => {
      await next.catch(() => undefined); // its own failure is the same one, or void
      throw error;
    });
    for (const { summary } of chunk) {
      const audience = done.get(summary.record.id);
      if (audience !== undefined) audiences[audience] += 1;
      (audience === undefined ? skipped : published).push(summary.record.slug);
    }
    parts.nudge();
    parts.reporter.recordsPublished?.({ agencyId: confirmation.agencyId, published: published.length, total: awaiting.length });
  }
  return { published, audiences, skipped };
}

/** Data that is not for everybody is opened one by one, never by a sweep over all that waits. */
async function refuseWidening(parts: FlowParts, { records, audience }: Confirmation, awaiting: readonly RecordSummary[]): Promise<void> {
  if (records !== 'all' || audience === undefined) return;
  const wider: string[] = [];
  for (const { record, versionId } of awaiting) {
    const asked = (await parts.registry.read.versions.assessed(versionId))?.audience ?? 'agency';
    if (asked !== audience && narrower(asked, audience) === asked) wider.push(record.slug);
  }
  if (wider.length === 0) return;
  const names = wider.slice(0, 5).join(', ');
  throw new Problem(
    'conflict',
    text(
      `หมวดหมู่ข้อมูลของ ${wider.length} ชุดข้อมูลกำหนดให้เปิดเผยในวงแคบกว่านี้ เช่น ${names}`,
      `${wider.length} datasets have a category that asks for a narrower audience, such as ${names}.`,
    ),
    {
      remedy: text(
        'หากต้องการเปิดเผยจริง โปรดระบุชื่อชุดข้อมูลทีละชุดแทน --all',
        'If they are really meant to be opened, name each of them instead of --all.',
      ),
    },
  );
}

async function chosen(parts: FlowParts, { agencyId, records }: Confirmation): Promise<RecordSummary[]> {
  if ((await parts.registry.read.agencies.find(agencyId)) === undefined)
    throw new Problem('not-found', text(`ไม่มีหน่วยงานรหัส ${agencyId}`, `There is no agency ${agencyId}.`));
  const all = await parts.registry.read.records.summaries({ agencyId });
  if (records === 'all') return all.filter((summary) => summary.state === 'awaiting');
  return [...new Set(records)].map((slug) => {
    const summary = all.find((one) => one.record.slug === slug);
    if (summary === undefined)
      throw new Problem('not-found', text(`หน่วยงาน ${agencyId} ไม่มีชุดข้อมูล ${slug}`, `Agency ${agencyId} has no dataset ${slug}.`));
    if (summary.state === 'awaiting') return summary;
    const state = versionStates[summary.state].label;
    throw new Problem(
      'conflict',
      text(`ยืนยันชุดข้อมูล ${slug} ไม่ได้ เพราะอยู่ในสถานะ “${state.th}”`, `${slug} cannot be confirmed: its state is “${state.en}”.`),
      {
        remedy: text('โปรดดูรายงานด้วยคำสั่ง banchi report', 'See its report with “banchi report”.'),
      },
    );
  });
}

interface Composed {
  readonly summary: RecordSummary;
  readonly assessment: AssessmentFacts;
  readonly publication: DatasetPublication;
}

async function composeChunk(parts: FlowParts, { agencyId }: Confirmation, chunk: readonly RecordSummary[]): Promise<Composed[]> {
  if (chunk.length === 0) return [];
  const at = parts.clock().toISOString();
  const assessed: { summary: RecordSummary; assessment: AssessmentFacts }[] = [];
  for (const summary of chunk) {
    const assessment = await parts.registry.read.versions.assessed(summary.versionId);
    if (assessment !== undefined) assessed.push({ summary, assessment });
  }
  const publications = await parts.pool.compose(
    assessed.map(({ summary: { record }, assessment }) => ({
      graph: assessment.graph,
      dataset: datasetIri(parts.base, record.segment, record.slug),
      base: parts.base,
      stamp: { issued: record.firstPublishedAt ?? at, modified: at },
    })),
  );
  parts.reporter.recordsComposed?.({ agencyId, records: chunk.length });
  return assessed.map((one, index) => ({ ...one, publication: publications[index] as DatasetPublication }));
}

async function writeChunk(
  parts: FlowParts,
  { by, fingerprints, audience: chosenAudience }: Confirmation,
  chunk: readonly Composed[],
): Promise<Map<number, Audience>> {
  const at = parts.clock().toISOString();
  return transactBatch(parts.registry, async (batch) => {
    const { stores } = batch;
    const done = new Map<number, Audience>();
    for (const { summary, assessment, publication } of chunk) {
      const version = await stores.versions.get(summary.versionId);
      const record = await stores.records.get(summary.record.id);
      if (version.state !== 'awaiting' || record.newestVersionId !== version.id) continue;
      if (fingerprints !== undefined && !fingerprints.includes(version.fingerprint)) continue;
      const published = record.publishedVersionId === undefined ? undefined : await stores.versions.assessed(record.publishedVersionId);
      const before = published && record.audience && { asked: published.audience, given: record.audience };
      const audience = chosenAudience ?? nextAudience(before, assessment.audience);
      batch.decide({
        recordId: record.id,
        versionId: version.id,
        fingerprint: version.fingerprint,
        verdict: 'confirmed',
        audience,
        by,
        manner: 'person',
        at,
      });
      await batch.move(version, ['confirmed', 'approving', 'published'], by, at);
      if (record.publishedVersionId !== undefined)
        await batch.move({ id: record.publishedVersionId, recordId: record.id }, ['superseded'], by, at);
      const dataset = datasetIri(parts.base, record.segment, record.slug);
      await publishRecord(batch, {
        record,
        dataset,
        versionId: version.id,
        composed: publication,
        promise: assessment.promise,
        audience,
        at,
      });
      done.set(record.id, audience);
    }
    return done;
  });
}
