import { statSync } from 'node:fs';
import type { MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { RecordMediaType } from './catalog/media-types.js';
import type { Assessment } from './catalog/report.js';
import { gateOf } from './catalog/report.js';
import type { ProfileName, Validation } from './catalog/validation.js';
import { judgeDocument } from './flow/judge-document.js';
import { judgeMapped } from './flow/judge-packages.js';
import type { JudgedDocument, JudgeTask } from './flow/judge-task.js';
import { type PushedDocument, type ReadPushed, readPushed } from './harvest/push/read-pushed.js';
import type { Returned } from './harvest/template/returned-lines.js';
import { writeReturned } from './harvest/template/write-returned.js';
import { writeTemplate } from './harvest/template/write-template.js';
import { choiceTable } from './map/choices.js';
import { copiedFrom } from './map/copy.js';
import type { Placement } from './map/map.js';
import { mappers } from './map/mappers.js';
import { openReadModel, type ReadModel } from './publish/read-queries.js';
import { composeDataset, type DatasetPublication, type RecordStamp } from './publish/record-graph.js';
import { Graph } from './rdf/graph.js';
import { parseNQuads } from './rdf/parse.js';
import type { ReadLimits } from './rdf/read-limits.js';
import { toNQuads } from './rdf/serialise.js';
import { iri } from './rdf/terms.js';
import { loadVocabulary } from './rdf/vocabulary.js';
import { openDatabase } from './registry/open.js';
import type { DocumentParts } from './serve/parts.js';
import { type FaceName, writeFace } from './serve/report/faces.js';
import type { DocumentTask, WrittenDocument } from './serve/written/task.js';
import { writeDocument } from './serve/written/write.js';
import { loadShapes } from './validate/shapes.js';
import { Validator } from './validate/validator.js';

/** What the pool's threads are started with. */
export interface WorkerSetup {
  readonly shapesDir: string;
  readonly vocabDir: string;
  readonly flowVersion: string;
}

/** One record to map and judge. */
export interface AssessTask {
  readonly bytes: string;
  readonly mediaType: RecordMediaType;
  readonly placement: Placement;
  /** The agency's graph in N-Quads: background of the shapes. */
  readonly agency: string;
  readonly at: string;
}

/** An assessment, or why the record could not be read at all. */
export type Assessed =
  | { readonly state: 'assessed'; readonly assessment: Assessment }
  | { readonly state: 'unreadable'; readonly reason: string };

/** Documents that an agency sent, to be read. */
export interface ReadTask {
  readonly documents: readonly PushedDocument[];
  readonly limits: ReadLimits;
}

/** A report to be written in one of its faces, in Thai where there is a choice. */
export interface WriteTask {
  readonly face: FaceName;
  readonly validation: Validation;
}

export type { WrittenDocument };

/** A long public document to be written from a read side. */
export interface ReadSideTask {
  readonly readPath: string;
  readonly base: string;
  readonly document: DocumentTask;
}

export interface ComposeTask {
  readonly graph: string;
  readonly dataset: string;
  readonly base: string;
  readonly stamp: RecordStamp;
}

const setup = Piscina.workerData as WorkerSetup;
const vocabulary = loadVocabulary(setup.vocabDir);

/** Files of shapes/ that a profile means, by how their names begin. */
const shapeFiles: Readonly<Record<ProfileName, string>> = { 'dcat-ap-th': '', 'dcat-ap': 'dcat-ap' };
const validators = new Map<ProfileName, Validator>();

/** Shapes are compiled once in a thread, when they are first asked for. */
function validatorOf(profile: ProfileName): Validator {
  const validator = validators.get(profile) ?? new Validator(loadShapes(setup.shapesDir, shapeFiles[profile]), vocabulary.graph);
  validators.set(profile, validator);
  return validator;
}

/** Map → validate for a batch, and says when it begins; one bad record is a value among the others. */
export async function assess({ task: tasks, started }: { task: readonly AssessTask[]; started: MessagePort }): Promise<Assessed[]> {
  validatorOf('dcat-ap-th');
  started.postMessage('started');
  started.close();
  const agencies = new Map<string, Graph>();
  const results: Assessed[] = [];
  for (const task of tasks) {
    const agency = agencies.get(task.agency) ?? new Graph(parseNQuads(task.agency));
    agencies.set(task.agency, agency);
    results.push(await assessOne(task, agency));
  }
  return results;
}

async function assessOne(task: AssessTask, agency: Graph): Promise<Assessed> {
  try {
    const mapped = mappers[task.mediaType](task.bytes, task.placement, vocabulary);
    const findings = await judgeMapped(validatorOf('dcat-ap-th'), mapped, task.placement, task.at, agency);
    const { title, audience, promise, materialHash, guardedHash, repairs, unmapped } = mapped;
    const report = { gate: gateOf(findings), findings, repairs, unmapped };
    return {
      state: 'assessed',
      assessment: {
        flowVersion: setup.flowVersion,
        graph: toNQuads(mapped.quads),
        report,
        title,
        audience,
        promise,
        materialHash,
        guardedHash,
        copyOf: copiedFrom(mapped.quads, task.placement.dataset),
      },
    };
  } catch (error) {
    return { state: 'unreadable', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Reads and judges one document of anybody, and says when it begins: compiling the shapes is no time of the document's. */
export function judge({ task, started }: { task: JudgeTask; started: MessagePort }): Promise<JudgedDocument> {
  validatorOf(task.profile);
  started.postMessage('started');
  started.close();
  return judgeDocument(task, { vocabulary, validator: validatorOf });
}

/** Reads what an agency sent; one bad document is a value among the others. */
export async function read({ task: { documents, limits }, started }: { task: ReadTask; started: MessagePort }): Promise<ReadPushed[]> {
  started.postMessage('started');
  started.close();
  const results: ReadPushed[] = [];
  for (const document of documents) results.push(await readPushed(document, limits, vocabulary));
  return results;
}

/** Writes a long report: 10,000 results in Turtle would hold the main thread for a third of a second. */
export function write({ face, validation }: WriteTask): string {
  return writeFace(face, validation);
}

let opened: { readonly file: string; readonly parts: DocumentParts; readonly model: ReadModel } | undefined;

/** Writes a long document of the read side, which it keeps open: another file under the same name is another read side. */
export function document({ readPath, base, document: task }: ReadSideTask): WrittenDocument | undefined {
  const file = `${readPath} ${statSync(readPath).ino} ${base}`;
  if (opened?.file !== file) {
    opened?.model.close();
    opened = undefined;
    const model = openReadModel(openDatabase(readPath, { readOnly: true }));
    opened = { file, model, parts: { base, directory: model, vocabulary, shapes: loadShapes(setup.shapesDir).files } };
  }
  return writeDocument(opened.parts, task);
}

/** Writes the empty Excel template: its drop-downs have the mapping's choices. */
export function template(): Promise<Uint8Array> {
  return writeTemplate(vocabulary, choiceTable);
}

/** Writes an agency's rows with what to mend beside them. */
export function giveBack(returned: Returned): Promise<Uint8Array> {
  return writeReturned(vocabulary, choiceTable, returned);
}

/** Everything under the profile's own address, and every node that vocab/ describes. */
function isPinned(node: string): boolean {
  return node.startsWith('https://w3id.org/dcat-ap-th/') || vocabulary.graph.find(iri(node)).length > 0;
}

/** Completes record graphs for the log and writes their JSON-LD. */
export function compose(tasks: readonly ComposeTask[]): DatasetPublication[] {
  return tasks.map((task) => composeDataset(task.graph, task.dataset, task.base, task.stamp, isPinned));
}
