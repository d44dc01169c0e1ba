import { datasetIri } from '../catalog/iris.js';
import { Problem } from '../catalog/problem.js';
import type { Conditions, PushedName, PushedView } from '../catalog/pushed.js';
import type { DatasetRecord } from '../catalog/record.js';
import type { Stores } from '../catalog/registry.js';
import type { Source } from '../catalog/source.js';
import { goneStates } from '../catalog/states.js';
import { text } from '../catalog/text.js';
import type { Validation } from '../catalog/validation.js';
import type { Version } from '../catalog/version.js';
import { identifierFault, tidyIdentifier } from '../harvest/push/identifier.js';
import type { FlowParts } from './parts.js';
import { unknownAgency } from './register.js';
import type { RecordReport } from './tell.js';
import { validationOf } from './validate-document.js';

/** Versions of a record that a view shows, and findings of its report. */
const [mostVersions, mostFindings] = [50, 1000];

/** A pushed record as it stands. */
export interface Found {
  readonly record: DatasetRecord;
  readonly newest: Version;
}

/**
 * The source that stands for an agency's right to push; its first where there are several.
 * @throws Problem `not-found` for an unknown agency or one that may not push.
 */
export async function pushSourceOf(parts: FlowParts, agencyId: string): Promise<Source> {
  const { read } = parts.registry;
  const source = (await read.sources.list(agencyId)).find(({ kind, state }) => kind === 'push' && state !== 'retired');
  if (source !== undefined) return source;
  if ((await read.agencies.find(agencyId)) === undefined) throw unknownAgency(agencyId);
  throw new Problem(
    'not-found',
    text(`หน่วยงาน ${agencyId} ยังไม่มีสิทธิ์ส่งข้อมูลเข้ามาเอง`, `Agency ${agencyId} has no source to send records to.`),
    {
      remedy: text('โปรดออกกุญแจที่มีสิทธิ์ submit ด้วยคำสั่ง banchi key create', 'Make a key with the scope submit: “banchi key create”.'),
    },
  );
}

/** The native id that an identifier stands for. @throws Problem `bad-request`. */
export function nativeIdOf(identifier: string): string {
  const nativeId = tidyIdentifier(identifier);
  const fault = identifierFault(nativeId);
  if (fault === undefined) return nativeId;
  throw new Problem('bad-request', text(`${fault.th} โปรดแก้ไข`, `The address is wrong: ${fault.en}.`));
}

/** The record under a native id; undefined for one that never had a version. */
export async function findPushed(stores: Stores, source: Source, nativeId: string): Promise<Found | undefined> {
  const record = (await stores.records.identified(source.id, [nativeId])).get(nativeId);
  if (record?.newestVersionId === undefined) return undefined;
  return { record, newest: await stores.versions.get(record.newestVersionId) };
}

/** Its fingerprint, while there is something to build on: what was taken down counts as not there. */
export function fingerprintNow(found: Found | undefined): string | undefined {
  return found === undefined || goneStates.has(found.newest.state) ? undefined : found.newest.fingerprint;
}

/** @throws Problem `precondition-failed` naming the present fingerprint. */
export function checkConditions({ ifMatch, ifNew }: Conditions, found: Found | undefined): void {
  const now = fingerprintNow(found);
  if (ifNew === true && now !== undefined)
    throw new Problem('precondition-failed', text('มีชุดข้อมูลรหัสนี้อยู่แล้ว', 'There is a record of this identifier already.'), {
      remedy: text('หากต้องการแก้ไข โปรดส่งใหม่โดยไม่ใช้ If-None-Match', 'To change it, send it without If-None-Match.'),
    });
  if (ifMatch === undefined || (now !== undefined && (ifMatch === '*' || ifMatch.includes(now)))) return;
  const present = now === undefined ? text('ยังไม่มีหรือถูกถอนแล้ว', 'it is not there') : text(`ปัจจุบันคือ "${now}"`, `it is "${now}" now`);
  throw new Problem(
    'precondition-failed',
    text(`ชุดข้อมูลไม่ตรงกับ If-Match: ${present.th}`, `The record is not the one of If-Match: ${present.en}.`),
    {
      remedy: text('โปรดอ่านชุดข้อมูลล่าสุดก่อน แล้วส่งใหม่', 'Read the record as it is now, then send your change again.'),
    },
  );
}

/** @throws Problem `not-found`. */
export async function viewPushed(parts: FlowParts, { agencyId, identifier }: PushedName): Promise<PushedView> {
  const { read } = parts.registry;
  const source = await pushSourceOf(parts, agencyId);
  const nativeId = nativeIdOf(identifier);
  const found = await findPushed(read, source, nativeId);
  if (found === undefined) throw unknownRecord(agencyId, nativeId);
  const { record, newest } = found;
  const dataset = datasetIri(parts.base, record.segment, record.slug);
  const assessment = await read.versions.assessment(newest.id);
  const title = assessment?.title ?? '';
  const summary = { record, title, state: newest.state, versionId: newest.id };
  return {
    agencyId,
    identifier: nativeId,
    dataset,
    state: newest.state,
    fingerprint: fingerprintNow(found),
    published: record.audience && { audience: record.audience, since: record.firstPublishedAt },
    decision: await read.decisions.newest(record.id),
    versions: await read.versions.ofRecord(record.id, mostVersions),
    report: assessment && reportOf(parts, `${agencyId}/${nativeId}`, { summary, assessment, dataset }),
  };
}

/** The first findings; more are counted. */
function reportOf(parts: FlowParts, subject: string, { summary, assessment, dataset }: Omit<Report, 'history'>): Validation {
  const report = validationOf(parts, subject, { reports: [{ summary, assessment, history: [], dataset }], aside: [], syntax: 'RDF' });
  const kept = report.parts.map((part) => ({
    ...part,
    report: { ...part.report, findings: part.report.findings.slice(0, mostFindings) },
  }));
  const left = report.parts.reduce((sum, part) => sum + Math.max(0, part.report.findings.length - mostFindings), 0);
  return { ...report, parts: kept, omitted: report.omitted + left };
}

type Report = RecordReport & { readonly dataset: string };

/** Says that the agency never sent a record of this identifier. */
export function unknownRecord(agencyId: string, nativeId: string): Problem {
  return new Problem(
    'not-found',
    text(`หน่วยงาน ${agencyId} ไม่เคยส่งชุดข้อมูลรหัส ${nativeId}`, `Agency ${agencyId} has sent no record ${nativeId}.`),
  );
}
