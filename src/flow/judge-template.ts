import { datasetIri } from '../catalog/iris.js';
import { Problem } from '../catalog/problem.js';
import type { Finding, Place } from '../catalog/report.js';
import { cellWords } from '../catalog/report.js';
import type { TemplateRow } from '../catalog/template-row.js';
import { type Text, text } from '../catalog/text.js';
import type { Part } from '../catalog/validation.js';
import { type ReadTemplate, readTemplate } from '../harvest/template/read-template.js';
import { type Misplaced, misplaced } from '../harvest/template/structure.js';
import { templateDoor } from '../harvest/template/template-door.js';
import type { Placement } from '../map/map.js';
import { mapTemplateRow } from '../map/template.js';
import { Graph } from '../rdf/graph.js';
import { gdc, iri, type Quad, quad, typed, xsd } from '../rdf/terms.js';
import type { Validator } from '../validate/validator.js';
import { judgeMapped } from './judge-packages.js';
import { type Judges, type JudgeTask, keeper, type Parts } from './judge-task.js';
import { screenedFinding } from './screened-finding.js';

/** A judged workbook: its rows beside what was found of them. */
export interface JudgedTemplate extends Parts {
  readonly notes: readonly Text[];
  readonly read: ReadTemplate;
}

/** Reads the Excel template, maps its rows and judges each; rows that belong nowhere are judged as a part of their own. */
export async function judgeTemplate(task: JudgeTask, judges: Judges): Promise<JudgedTemplate> {
  const read = await readTemplate(Buffer.from(task.bytes.buffer, task.bytes.byteOffset, task.bytes.byteLength));
  const rows = [...read.rows, ...read.repeated.map(({ row }) => row)];
  if (rows.length === 0 && read.orphans.length === 0) throw emptyTemplate();
  const validator = judges.validator(task.profile);
  const keep = keeper(task.limits.findings);
  const parts: Part[] = [];
  const structure = await judgeStructure(validator, read, task.base);
  if (structure.length > 0) parts.push(keep(undefined, '', { findings: structure, repairs: [], unmapped: [] }));
  for (const [index, row] of rows.slice(0, task.limits.datasets).entries()) {
    const placement = placementOf(row, index, task);
    const mapped = mapTemplateRow(row, placement, judges.vocabulary);
    const findings = await judgeMapped(validator, mapped, placement, task.at);
    const door = templateDoor(row, judges.vocabulary, true);
    const notes =
      door.state === 'open' ? [] : [text(`ระบบจะไม่รับเข้าบัญชี: ${door.reasonTh}`, `The catalogue would not take it: ${door.reason}.`)];
    const { title, repairs, unmapped } = mapped;
    parts.push(keep(placement.dataset, title || row.nativeId, { findings: findings.map(screenedFinding), repairs, unmapped }, notes));
  }
  return { found: rows.length, parts, notes: read.notes, read };
}

/** Rows that belong to no dataset, as the shapes see them: a node each, with its place. */
async function judgeStructure(validator: Validator, read: ReadTemplate, base: string): Promise<Finding[]> {
  const lines = misplaced(read);
  if (lines.length === 0) return [];
  const nodes = new Map(lines.map((line, index) => [`${base}/template#line-${index + 1}`, line]));
  const places = new Map([...nodes].map(([node, { cell }]): [string, Place] => [node, { kind: 'resource', name: cellWords(cell).th }]));
  const findings = await validator.validate({ quads: [...nodes].map(observed), background: new Graph([]), places, given: () => '' });
  return findings.map((finding) => ({ ...finding, cell: nodes.get(finding.focus)?.cell }));
}

function observed([node, { kind, cell, first }]: [string, Misplaced]): Quad {
  const property = kind === 'orphan-resource' ? gdc.orphanResource : gdc.repeatedName;
  return quad(iri(node), property, typed(cellWords(first ?? cell).en, xsd.string));
}

/** Where a row would stand: under an agency that only its own words name. */
function placementOf({ cells, nativeId }: TemplateRow, index: number, { base }: JudgeTask): Placement {
  const name = cells.owner_org;
  const slug = /^[a-z0-9][a-z0-9_-]{0,69}$/.test(nativeId) ? nativeId : `row-${index + 1}`;
  return {
    base,
    agencyId: 'unregistered',
    agencyName: name === undefined ? text('หน่วยงานที่ยังไม่ลงทะเบียน', 'An unregistered agency') : { th: name, en: name },
    dataset: datasetIri(base, 'unregistered', slug),
    sourceUrl: '',
  };
}

function emptyTemplate(): Problem {
  return new Problem('no-dataset', text('แบบฟอร์มยังไม่มีชุดข้อมูล', 'No dataset is filled in yet.'), {
    remedy: text(
      'กรอกชุดข้อมูลอย่างน้อยหนึ่งแถวในชีตที่ชื่อขึ้นต้นด้วย Temp2 ตั้งแต่แถวที่ 6',
      'Fill in one dataset at least, from row 6 on, in a sheet whose name begins with Temp2.',
    ),
  });
}
