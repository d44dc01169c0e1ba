import { Problem } from '../catalog/problem.js';
import type { Place } from '../catalog/report.js';
import { type Text, text } from '../catalog/text.js';
import type { Part } from '../catalog/validation.js';
import { isWorkbook } from '../harvest/template/is-workbook.js';
import { writeReturned } from '../harvest/template/write-returned.js';
import { choiceTable } from '../map/choices.js';
import { type ReadDocument, readDocument } from '../rdf/document.js';
import { Graph } from '../rdf/graph.js';
import { dcat, dct, type Quad, rdf, type Term } from '../rdf/terms.js';
import { splitDocument } from '../validate/split.js';
import { nodeName } from '../validate/validator.js';
import { judgePackages } from './judge-packages.js';
import { type JudgedDocument, type Judges, type JudgeTask, keeper, type Parts } from './judge-task.js';
import { judgeTemplate } from './judge-template.js';
import { observeRdf } from './observe-rdf.js';
import { returnedUpload } from './returned-workbook.js';
import { screenedFinding, screenedName } from './screened-finding.js';

/** Reads a document and judges it dataset by dataset: RDF as it stands, CKAN's JSON and the Excel template after mapping. */
export async function judgeDocument(task: JudgeTask, judges: Judges): Promise<JudgedDocument> {
  try {
    if (isWorkbook(task.bytes, task.label)) return await judgeWorkbook(task, judges);
    const document = await readDocument(task.bytes, task.label, task.limits);
    const { syntax, notes } = document;
    const judged = document.kind === 'rdf' ? await judgeRdf(document, task, judges) : await judgePackages(document.value, task, judges);
    return { state: 'judged', syntax, notes: [...notes, ...uncounted(task, judged)], ...judged };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { state: 'refused', kind: error.kind, detail: error.detail, remedy: error.remedy };
  }
}

async function judgeWorkbook(task: JudgeTask, judges: Judges): Promise<JudgedDocument> {
  const { found, parts, notes, read } = await judgeTemplate(task, judges);
  const workbook = task.annotate
    ? await writeReturned(judges.vocabulary, choiceTable, returnedUpload(task.label.name ?? '', read, parts))
    : undefined;
  return { state: 'judged', syntax: 'Excel', notes: [...notes, ...uncounted(task, { found })], found, parts, workbook };
}

function uncounted({ limits }: JudgeTask, { found }: Pick<Parts, 'found'>): Text[] {
  return limits.datasets < found ? [notAll(limits.datasets, found)] : [];
}

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
    // The document stands behind its own parts, so that it must say what is observed as well.
    const observed = observeRdf(node, own);
    for (const quad of observed) document.add(quad);
    const findings = await validator.validate({
      quads: [...own, ...observed],
      background: document,
      isWithin: true,
      places,
      given: () => '',
    });
    parts.push(keep(screenedName(nodeName(node)), title, { findings: findings.map(screenedFinding), repairs: [], unmapped: [] }));
  }
  const others = await validator.validate({ quads: shared, background: document, isWithin: true, places: new Map(), given: () => '' });
  if (others.length > 0) parts.push(keep(undefined, '', { findings: others.map(screenedFinding), repairs: [], unmapped: [] }));
  return { found: datasets.length, parts };
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
