import { Problem } from '../catalog/problem.js';
import type { Finding } from '../catalog/report.js';
import type { TemplateRow } from '../catalog/template-row.js';
import { text } from '../catalog/text.js';
import type { Part } from '../catalog/validation.js';
import type { ReadTemplate } from '../harvest/template/read-template.js';
import type { Returned, ReturnedRow } from '../harvest/template/returned-lines.js';
import type { FlowParts } from './parts.js';
import { type RecordReport, readReports } from './tell.js';

/** The rows of an upload with what was found of each, in the order in which they were judged. */
export function returnedUpload(name: string, { rows, repeated, orphans }: ReadTemplate, parts: readonly Part[]): Returned {
  const ofDatasets = parts.filter(({ dataset }) => dataset !== undefined);
  const structure = parts.filter(({ dataset }) => dataset === undefined).flatMap(({ report }) => report.findings);
  const at = (sheet: string, row: number): Finding[] => structure.filter(({ cell }) => cell?.sheet === sheet && cell.row === row);
  const all = [...rows, ...repeated.map(({ row }) => row)];
  const repeatedRows = new Set(repeated.map(({ row }) => row));
  return {
    name,
    rows: all.map((row, index): ReturnedRow => {
      const part = ofDatasets[index];
      const own = repeatedRows.has(row) ? at(row.sheet, row.row) : [];
      const findings = [...own, ...(part?.report.findings ?? [])];
      return { row, findings, notes: part?.notes ?? [], passed: part && part.report.gate === 'passed' && own.length === 0 };
    }),
    orphans: orphans.map((line) => ({ line, findings: at(line.sheet, line.row) })),
  };
}

/**
 * The rows of an agency's records that came by the template, from the bytes of their newest versions, with their reports; those of
 * other agencies that its sources carry too, since a workbook that came back without them would count them as missing.
 * @throws Problem `not-found` for an unknown agency or record, or when none came by the template.
 */
export async function returnedRecords(parts: FlowParts, agencyId: string, slug: string | undefined): Promise<Returned> {
  const { versions, agencies } = parts.registry.read;
  const rows: ReturnedRow[] = [];
  const reports = [...(await readReports(parts, agencyId, slug)), ...(slug === undefined ? await readCarried(parts, agencyId) : [])];
  for (const { summary, assessment } of reports) {
    const version = await versions.get(summary.versionId);
    if (version.mediaType !== 'application/vnd.banchi.template-row+json') continue;
    const row = JSON.parse(await versions.bytes(version.id)) as TemplateRow;
    const { findings, gate } = assessment.report;
    rows.push({ row, findings, notes: [], passed: gate === 'passed' });
  }
  if (rows.length === 0)
    throw new Problem(
      'not-found',
      text(`${agencyId} ไม่มีชุดข้อมูลที่ส่งมาด้วยแบบฟอร์ม Excel`, `No record of ${agencyId} came by the Excel template.`),
      { remedy: text('ใช้ --html หรือ --format csv แทน', 'Use --html or --format csv instead.') },
    );
  return { name: `${(await agencies.find(agencyId))?.name.th ?? ''} (${agencyId})`, rows, orphans: [] };
}

/** Reports of other agencies' records that an agency's workbooks bring under a mandate. */
async function readCarried(parts: FlowParts, agencyId: string): Promise<RecordReport[]> {
  const { sources, mandates, records } = parts.registry.read;
  const carried: RecordReport[] = [];
  for (const source of await sources.list(agencyId)) {
    if (source.kind !== 'template') continue;
    const brought = new Set((await records.identities(source.id)).map(({ recordId }) => recordId));
    for (const owner of new Set((await mandates.list(source.id)).map((mandate) => mandate.agencyId)))
      carried.push(...(await readReports(parts, owner, undefined)).filter(({ summary }) => brought.has(summary.record.id)));
  }
  return carried;
}
