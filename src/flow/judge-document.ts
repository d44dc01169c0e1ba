import { datasetIri } from '../catalog/iris.js';
import { messageOf, Problem, type ProblemKind } from '../catalog/problem.js';
import { countFindings, type Finding, gateOf, type Place, type Report } from '../catalog/report.js';
import { type Text, text } from '../catalog/text.js';
import type { Part, ProfileName } from '../catalog/validation.js';
import { ckanDoor } from '../harvest/ckan-door.js';
import { type MappedRecord, mapCkan, type Placement } from '../map/map.js';
import { documentQuads, stampQuads } from '../publish/record-graph.js';
import { agencyQuads } from '../publish/reference-graphs.js';
import { type ReadDocument, readDocument } from '../rdf/document.js';
import { Graph } from '../rdf/graph.js';
import type { ReadLimits } from '../rdf/read-limits.js';
import type { DocumentLabel } from '../rdf/sniff.js';
import { dcat, dct, type Quad, rdf, type Term } from '../rdf/terms.js';
import type { Vocabulary } from '../rdf/vocabulary.js';
import { splitDocument } from '../validate/split.js';
import { nodeName, type Validator } from '../validate/validator.js';
import { isPackage, packagesOf } from './ckan-packages.js';
import { screenedFinding, screenedName } from './screened-finding.js';

export interface JudgeLimits extends ReadLimits {
  /** Datasets judged; more are counted. */
  readonly datasets: number;
  /** Findings kept; more are counted. */
  readonly findings: number;
}

/** A document of anybody, to be read and judged in a thread. */
export interface JudgeTask {
  readonly bytes: Uint8Array;
  readonly label: DocumentLabel;
  readonly profile: ProfileName;
  readonly limits: JudgeLimits;
  readonly base: string;
  readonly at: string;
}

/** What was found, or why nothing could be: a Problem does not survive the way between threads as one. */
export type JudgedDocument =
  | {
      readonly state: 'judged';
      readonly syntax: string;
      readonly notes: readonly Text[];
      readonly found: number;
      readonly parts: readonly Part[];
    }
  | { readonly state: 'refused'; readonly kind: ProblemKind; readonly detail: Text; readonly remedy: Text | undefined };

/** What judges, made once in a thread. */
export interface Judges {
  readonly vocabulary: Vocabulary;
  validator(profile: ProfileName): Validator;
}

/** Reads a document and judges it dataset by dataset: RDF as it stands, CKAN's JSON after mapping. */
export async function judgeDocument(task: JudgeTask, judges: Judges): Promise<JudgedDocument> {
  try {
    const document = await readDocument(task.bytes, task.label, task.limits);
    const { syntax, notes } = document;
    const judged = document.kind === 'rdf' ? await judgeRdf(document, task, judges) : await judgePackages(document, task, judges);
    const uncounted = task.limits.datasets < judged.found ? [notAll(task.limits.datasets, judged.found)] : [];
    return { state: 'judged', syntax, notes: [...notes, ...uncounted], ...judged };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { state: 'refused', kind: error.kind, detail: error.detail, remedy: error.remedy };
  }
}

type Parts = { readonly found: number; readonly parts: readonly Part[] };

async function judgeRdf({ quads }: Extract<ReadDocument, { kind: 'rdf' }>, task: JudgeTask, judges: Judges): Promise<Parts> {
  const document = new Graph(quads);
  const { datasets, shared } = splitDocument(document);
  if (datasets.length === 0) throw noDataset(quads.length);
  const validator = judges.validator(task.profile);
  const keep = keeper(task.limits.findings);
  const parts: Part[] = [];
  for (const { node, quads: own } of datasets.slice(0, task.limits.datasets)) {
    const title = titleOf(document, node);
    const places = placesOf(document, node, own, title);
    const findings = await validator.validate({ quads: own, background: document, places, given: () => '' });
    parts.push(keep(screenedName(nodeName(node)), title, { findings: findings.map(screenedFinding), repairs: [], unmapped: [] }));
  }
  const others = await validator.validate({ quads: shared, background: document, places: new Map(), given: () => '' });
  if (others.length > 0) parts.push(keep(undefined, '', { findings: others.map(screenedFinding), repairs: [], unmapped: [] }));
  return { found: datasets.length, parts };
}

async function judgePackages({ value }: Extract<ReadDocument, { kind: 'json' }>, task: JudgeTask, judges: Judges): Promise<Parts> {
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
export function judgeMapped(
  validator: Validator,
  mapped: MappedRecord,
  placement: Placement,
  at: string,
  agency?: Graph,
): Promise<Finding[]> {
  const stamp = stampQuads(placement.dataset, { issued: at, modified: at });
  const quads = [...mapped.quads, ...mapped.observations, ...stamp, ...documentQuads(mapped.quads)];
  const background = agency ?? new Graph(agencyOf(placement));
  return validator.validate({ quads, background, places: mapped.places, given: mapped.given });
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

/** Counts all findings and keeps them while there is room. */
function keeper(room: number) {
  let left = room;
  return (dataset: string | undefined, title: string, report: Omit<Report, 'gate'>, notes: readonly Text[] = []): Part => {
    const findings = report.findings.slice(0, left);
    left -= findings.length;
    return {
      dataset,
      title,
      notes,
      counts: countFindings(report.findings),
      report: { ...report, gate: gateOf(report.findings), findings },
    };
  };
}

/** A title in Thai, else the first; the node's name without one. */
function titleOf(document: Graph, node: Term): string {
  const titles = document.objects(node, dct.title);
  const thai = titles.find((term) => term.termType === 'Literal' && term.language.startsWith('th'));
  return screenedName((thai ?? titles[0])?.value ?? nodeName(node));
}

function placesOf(document: Graph, dataset: Term, own: readonly Quad[], title: string): Map<string, Place> {
  const places = new Map<string, Place>([[nodeName(dataset), { kind: 'dataset', name: title }]]);
  for (const { subject, predicate, object } of own)
    if (predicate.equals(rdf.type) && object.equals(dcat.Distribution))
      places.set(nodeName(subject), { kind: 'resource', name: titleOf(document, subject) });
  return places;
}

function notAll(judged: number, found: number): Text {
  const [some, all] = [judged, found].map((count) => count.toLocaleString('en'));
  return text(
    `ตรวจ ${some} ชุดข้อมูลแรกจากทั้งหมด ${all} ชุดข้อมูล แบ่งไฟล์เพื่อตรวจส่วนที่เหลือ`,
    `The first ${some} of ${all} datasets were judged; divide the file to have the rest judged.`,
  );
}

function noDataset(triples: number): Problem {
  return new Problem(
    'no-dataset',
    text(
      `อ่านเอกสารได้ ${triples.toLocaleString('en')} ทริปเปิล แต่ไม่มี dcat:Dataset`,
      `The document was read (${triples.toLocaleString('en')} triples), but there is no dcat:Dataset in it.`,
    ),
    {
      remedy: text(
        'ระบุชุดข้อมูลแต่ละชุดด้วย rdf:type <http://www.w3.org/ns/dcat#Dataset>',
        'Give each dataset rdf:type <http://www.w3.org/ns/dcat#Dataset>.',
      ),
    },
  );
}

function notAPackage(index: number): Problem {
  return new Problem('unprocessable', text(`ลำดับที่ ${index + 1} ไม่ใช่ชุดข้อมูลของ CKAN`, `Item ${index + 1} is not a CKAN package.`), {
    remedy: text('แต่ละรายการต้องเป็นออบเจกต์ของ package_show', 'Each must be an object as package_show gives it.'),
  });
}
