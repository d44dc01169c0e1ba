import type { AuditLine } from '../catalog/audit.js';
import type { Notice, NoticeKind } from '../catalog/notice.js';
import { Problem } from '../catalog/problem.js';
import type { RecordSummary } from '../catalog/record.js';
import type { Assessment } from '../catalog/report.js';
import type { RunRecord } from '../catalog/run.js';
import { sourceName } from '../catalog/source.js';
import type { VersionState } from '../catalog/states.js';
import { type Text, text } from '../catalog/text.js';
import { type RepairRule, repairRules } from '../map/repairs.js';
import { type NoticeText, writeNotice } from '../notify/inbox.js';
import type { FlowParts } from './parts.js';
import { unknownAgency } from './register.js';

/** A notice with its words. */
export interface WrittenNotice extends NoticeText {
  readonly notice: Notice;
  readonly slug: string | undefined;
}

/** The inbox of an agency, newest first; without what has been done since, unless all is asked for. @throws Problem `not-found` for an unknown agency. */
export async function readNotices(parts: FlowParts, agencyId: string, limit: number, all: boolean): Promise<WrittenNotice[]> {
  const { read } = parts.registry;
  if ((await read.agencies.find(agencyId)) === undefined) throw unknownAgency(agencyId);
  const written: WrittenNotice[] = [];
  for (const notice of await read.notices.list(agencyId, limit)) {
    const record = notice.recordId === undefined ? undefined : await read.records.get(notice.recordId);
    if (!all && (await isDone(parts, notice))) continue;
    const versionId = notice.versionId ?? record?.newestVersionId;
    const assessment = versionId === undefined ? undefined : await read.versions.assessment(versionId);
    const subject = {
      title: assessment?.title || record?.slug || '',
      record: record && { agencyId, slug: record.slug },
      report: assessment?.report,
    };
    written.push({ notice, slug: record?.slug, ...writeNotice(notice, subject) });
  }
  return written;
}

/** States in which a notice about a version still asks for something. */
const asking: Readonly<Partial<Record<NoticeKind, VersionState>>> = {
  passed: 'awaiting',
  returned: 'returned',
  'no-longer-conforms': 'published',
};

async function isDone(parts: FlowParts, { kind, versionId }: Notice): Promise<boolean> {
  const state = asking[kind];
  if (state === undefined || versionId === undefined) return false;
  return (await parts.registry.read.versions.get(versionId)).state !== state;
}

/** What a repair's rule does, in words. */
export function repairWords(rule: string): Text {
  return repairRules[rule as RepairRule] ?? text(rule, rule);
}

/** A record with the newest assessment of its newest version. */
export interface RecordReport {
  readonly summary: RecordSummary;
  readonly assessment: Assessment;
  /** Who did what and when; read for one record only. */
  readonly history: readonly AuditLine[];
}

/**
 * The reports of an agency's records, or of one.
 * @throws Problem `not-found` for an unknown agency or record.
 */
export async function readReports(parts: FlowParts, agencyId: string, slug: string | undefined): Promise<RecordReport[]> {
  const { read } = parts.registry;
  if ((await read.agencies.find(agencyId)) === undefined) throw unknownAgency(agencyId);
  const summaries = (await read.records.summaries({ agencyId })).filter((summary) => slug === undefined || summary.record.slug === slug);
  if (slug !== undefined && summaries.length === 0) {
    throw new Problem('not-found', text(`หน่วยงาน ${agencyId} ไม่มีชุดข้อมูล ${slug}`, `Agency ${agencyId} has no dataset ${slug}.`), {
      remedy: text(`โปรดดูรายการด้วยคำสั่ง banchi report ${agencyId}`, `See “banchi report ${agencyId}”.`),
    });
  }
  const reports: RecordReport[] = [];
  for (const summary of summaries) {
    const assessment = await read.versions.assessment(summary.versionId);
    const history = slug === undefined ? [] : await read.audit.of(`record:${summary.record.id}`);
    if (assessment !== undefined) reports.push({ summary, assessment, history });
  }
  return reports;
}

/** Records that the newest run of each of an agency's sources set aside, with the reason. */
export async function readAside(parts: FlowParts, agencyId: string): Promise<{ source: string; record: RunRecord }[]> {
  const { read } = parts.registry;
  const aside: { source: string; record: RunRecord }[] = [];
  for (const source of await read.sources.list(agencyId)) {
    const [run] = await read.runs.list(source.id, 1);
    if (run === undefined) continue;
    for (const record of await read.runs.staged(run.id))
      if (record.outcome === 'set-aside') aside.push({ source: sourceName(source), record });
  }
  return aside;
}
