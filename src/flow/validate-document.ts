import { FetchProblem, type FetchReason } from '../catalog/guarded-client.js';
import { Problem } from '../catalog/problem.js';
import type { Repair } from '../catalog/report.js';
import { type Text, text } from '../catalog/text.js';
import { type Part, type ProfileName, partOf, sumUp, type Validation } from '../catalog/validation.js';
import { withoutUser } from '../map/urls.js';
import type { FlowParts } from './parts.js';
import { screenedName } from './screened-finding.js';
import { type RecordReport, type readAside, repairWords } from './tell.js';

/** A document of anybody: a file, pasted text, the body of a request. */
export interface DocumentToValidate {
  readonly bytes: Uint8Array;
  /** Media type as declared. */
  readonly mediaType?: string | undefined;
  /** File name or address. */
  readonly name?: string | undefined;
  readonly profile: ProfileName;
  /** Give an Excel template back with the findings beside its rows. */
  readonly annotate?: boolean | undefined;
}

/**
 * Validates a document: RDF as it stands, CKAN's JSON after mapping; nothing of it is kept.
 * @param gone aborts when nobody waits for the answer any more.
 * @throws Problem when it cannot be read, holds no dataset, or is past the bounds.
 */
export async function validateDocument(parts: FlowParts, document: DocumentToValidate, gone?: AbortSignal): Promise<Validation> {
  const { bytes, mediaType, name, profile, annotate = false } = document;
  if (bytes.length > parts.validate.bytes) throw tooManyBytes(parts.validate.bytes);
  const at = parts.clock().toISOString();
  const task = { bytes, label: { mediaType, name }, profile, limits: parts.validate, base: parts.base, at, annotate };
  const judged = await parts.pool.judge(task, gone);
  if (judged.state === 'refused')
    throw new Problem(judged.kind, judged.detail, judged.remedy === undefined ? {} : { remedy: judged.remedy });
  const { syntax, notes, found, workbook } = judged;
  return sumUp({ ...about(parts, judged.parts, at), subject: name ?? '', syntax, notes, profile, found, workbook });
}

/** What is asked for: RDF first, CKAN's JSON, a page with RDFa or JSON-LD. */
const accept = [
  'text/turtle',
  'application/ld+json',
  'application/rdf+xml;q=0.9',
  'application/n-triples;q=0.9',
  'application/trig;q=0.8',
  'application/n-quads;q=0.8',
  'application/json;q=0.7',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet;q=0.6',
  'text/html;q=0.5',
  '*/*;q=0.1',
].join(', ');

/** Fetches a document through the guarded client and validates it. @throws Problem `source-failed` besides. */
export async function validateAddress(
  parts: FlowParts,
  address: string,
  asked: Pick<DocumentToValidate, 'profile' | 'annotate'>,
  gone?: AbortSignal,
): Promise<Validation> {
  const fault = parts.client.judge(address);
  if (fault !== undefined) throw new Problem('bad-request', fault.detail, { remedy: fault.remedy });
  const most = parts.validate.bytes;
  const bounds = { answerBytes: most, unpackedBytes: most };
  const answer = await parts.client
    .open(address, { accept, once: true, ...bounds, ...(gone === undefined ? {} : { signal: gone }) })
    .catch(asTheirFault);
  const { status, headers } = answer;
  if (status < 200 || status > 299) {
    answer.discard();
    throw new Problem('source-failed', text(`${address} ตอบด้วยรหัส ${status}`, `${address} answered ${status}.`), {
      remedy: text('ตรวจสอบว่าที่อยู่ถูกต้องและเปิดได้โดยไม่ต้องเข้าสู่ระบบ', 'Check that the address is right and opens without signing in.'),
    });
  }
  const chunks: Buffer[] = [];
  for await (const chunk of answer.bytes) chunks.push(chunk);
  // The name stands in the report, which goes further than the address was meant to.
  const name = screenedName(withoutUser(address));
  return validateDocument(parts, { bytes: Buffer.concat(chunks), mediaType: headers['content-type'], name, ...asked }, gone);
}

/** Reasons that lie in the address which was given, and not in the server behind it. */
const faultsOfAddress: ReadonlySet<FetchReason> = new Set([
  'scheme',
  'credentials',
  'port',
  'refused-network',
  'refused-name',
  'unknown-host',
]);

function asTheirFault(error: unknown): never {
  if (error instanceof FetchProblem && faultsOfAddress.has(error.reason))
    throw new Problem('bad-request', error.detail, { cause: error, ...(error.remedy && { remedy: error.remedy }) });
  throw error;
}

interface Stored {
  readonly reports: readonly (RecordReport & { readonly dataset: string })[];
  /** What was not taken; a note tells of each. */
  readonly aside: Awaited<ReturnType<typeof readAside>>;
  /** What they were sent as. */
  readonly syntax?: string;
}

/** The stored reports of records in the same model. @param subject what they are reports of. */
export function validationOf(parts: FlowParts, subject: string, { reports, aside, syntax = 'CKAN JSON' }: Stored): Validation {
  const judged = reports.map(({ assessment, dataset, summary }) =>
    partOf(dataset, assessment.title || summary.record.slug, assessment.report),
  );
  const at = parts.clock().toISOString();
  const versions = [...new Set(reports.map(({ assessment }) => assessment.flowVersion))].join(', ');
  const common = { ...about(parts, judged, at), flowVersion: versions || parts.flowVersion };
  const notes = aside.map(({ record: { name, nativeId, reason = '', reasonTh = reason } }) =>
    text(`${name ?? nativeId}: ไม่รับเข้าบัญชี: ${reasonTh}`, `${name ?? nativeId}: set aside: ${reason}.`),
  );
  return sumUp({ ...common, subject, syntax, notes, profile: 'dcat-ap-th', found: judged.length });
}

function about({ shapesVersion, flowVersion }: FlowParts, parts: readonly Part[], at: string) {
  const repairs = parts.flatMap(({ report }) => report.repairs);
  return { parts, at, shapesVersion, flowVersion, repairs: wordsOf(repairs) };
}

function wordsOf(repairs: readonly Repair[]): Record<string, Text> {
  return Object.fromEntries(repairs.map(({ rule }) => [rule, repairWords(rule)]));
}

function tooManyBytes(most: number): Problem {
  const size = `${(most / 1024 / 1024).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;
  return new Problem('too-large', text(`เอกสารใหญ่กว่า ${size}`, `The document is larger than ${size}.`), {
    remedy: text('แบ่งเป็นหลายไฟล์แล้วตรวจทีละไฟล์', 'Divide it into several files and check each.'),
  });
}
