import { datasetIri } from '../catalog/iris.js';
import { messageOf, Problem } from '../catalog/problem.js';
import type { Finding } from '../catalog/report.js';
import { text } from '../catalog/text.js';
import type { Part } from '../catalog/validation.js';
import { ckanDoor } from '../harvest/ckan-door.js';
import { type MappedRecord, mapCkan, type Placement } from '../map/map.js';
import { documentQuads, stampQuads } from '../publish/record-graph.js';
import { agencyQuads } from '../publish/reference-graphs.js';
import { Graph } from '../rdf/graph.js';
import type { Quad } from '../rdf/terms.js';
import type { Vocabulary } from '../rdf/vocabulary.js';
import type { Validator } from '../validate/validator.js';
import { isPackage, packagesOf } from './ckan-packages.js';
import { type Judges, type JudgeTask, keeper, type Parts } from './judge-task.js';
import { screenedFinding } from './screened-finding.js';

/** Maps CKAN's packages and judges each. @throws Problem for what is no package. */
export async function judgePackages(value: unknown, task: JudgeTask, judges: Judges): Promise<Parts> {
  const packages = packagesOf(value);
  const validator = judges.validator(task.profile);
  const keep = keeper(task.limits.findings);
  const parts: Part[] = [];
  for (const [index, one] of packages.slice(0, task.limits.datasets).entries()) {
    if (!isPackage(one)) throw notAPackage(index);
    const placement = placementOf(one, index, task);
    const mapped = mapOrRefuse(one, index, placement, judges.vocabulary);
    const findings = await judgeMapped(validator, mapped, placement, task.at);
    const door = ckanDoor(one, judges.vocabulary);
    const notes =
      door.state === 'open' ? [] : [text(`ระบบจะไม่รับเข้าบัญชี: ${door.reasonTh}`, `The catalogue would not take it: ${door.reason}.`)];
    const { title, repairs, unmapped } = mapped;
    parts.push(
      keep(
        placement.dataset,
        title || String(one.name ?? one.id ?? ''),
        { findings: findings.map(screenedFinding), repairs, unmapped },
        notes,
      ),
    );
  }
  return { found: packages.length, parts };
}

function mapOrRefuse(one: Readonly<Record<string, unknown>>, index: number, placement: Placement, vocabulary: Vocabulary): MappedRecord {
  try {
    return mapCkan({ ...one, id: typeof one.id === 'string' && one.id !== '' ? one.id : `package-${index + 1}` }, placement, vocabulary);
  } catch (error) {
    throw new Problem(
      'unprocessable',
      text(`อ่านชุดข้อมูลลำดับที่ ${index + 1} ไม่ได้ (${messageOf(error)})`, `Package ${index + 1} cannot be read: ${messageOf(error)}`),
      { cause: error },
    );
  }
}

/** Judges a mapped record with all that stands behind it once published: stamp, documents, agency. */
export async function judgeMapped(
  validator: Validator,
  mapped: MappedRecord,
  placement: Placement,
  at: string,
  agency?: Graph,
): Promise<Finding[]> {
  const stamp = stampQuads(placement.dataset, { issued: at, modified: at });
  const quads = [...mapped.quads, ...mapped.observations, ...stamp, ...documentQuads(mapped.quads)];
  const background = agency ?? new Graph(agencyOf(placement));
  const findings = await validator.validate({ ...mapped, quads, background });
  return findings.map((finding) => located(finding, mapped));
}

/** Where the finding stands in the workbook that the record came in. */
function located(finding: Finding, { cellOf }: MappedRecord): Finding {
  if (cellOf === undefined) return finding;
  return { ...finding, cell: cellOf(finding.focus, [...finding.fields, ...(finding.columns ?? [])]) };
}

function agencyOf({ base, agencyId, agencyName }: Placement): Quad[] {
  const unknown = { ministry: undefined, parentId: undefined, province: undefined };
  return agencyQuads(base, { id: agencyId, code: agencyId, name: agencyName, level: 'central', ...unknown });
}

/** Where a package would stand: under an agency that only its own words name. */
function placementOf(one: Readonly<Record<string, unknown>>, index: number, { label, base }: JudgeTask): Placement {
  const { organization, name } = one;
  const title =
    isPackage(organization) && typeof organization.title === 'string' && organization.title.trim() !== '' ? organization.title : undefined;
  const slug = typeof name === 'string' && /^[a-z0-9][a-z0-9_-]{0,69}$/.test(name) ? name : `package-${index + 1}`;
  return {
    base,
    agencyId: 'unregistered',
    agencyName: title === undefined ? text('หน่วยงานที่ยังไม่ลงทะเบียน', 'An unregistered agency') : { th: title, en: title },
    dataset: datasetIri(base, 'unregistered', slug),
    sourceUrl: /^https?:\/\//i.test(label.name ?? '') ? String(label.name) : base,
  };
}

function notAPackage(index: number): Problem {
  return new Problem('unprocessable', text(`ลำดับที่ ${index + 1} ไม่ใช่ชุดข้อมูลของ CKAN`, `Item ${index + 1} is not a CKAN package.`), {
    remedy: text('แต่ละรายการต้องเป็นออบเจกต์ของ package_show', 'Each must be an object as package_show gives it.'),
  });
}
