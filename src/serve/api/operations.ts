import type { ZodType } from 'zod';
import type { Act } from '../../catalog/key.js';
import { outcomes } from '../../catalog/run.js';
import { type Text, text } from '../../catalog/text.js';
import { bodies } from './bodies.js';

/** A parameter in the query or a header. */
export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'header';
  readonly words: string;
  readonly schema?: { readonly type: string; readonly enum?: readonly string[] };
}

/** What can be asked of /api: the rows that /openapi.json is made of. */
export interface Operation {
  readonly method: 'get' | 'put' | 'post' | 'patch' | 'delete';
  readonly path: string;
  readonly id: string;
  readonly words: Text;
  readonly act: Act;
  readonly parameters?: readonly Parameter[];
  /** A JSON body of ours, or the media types of a document. */
  readonly body?: ZodType | readonly string[];
  /** Statuses besides those that every operation may answer. */
  readonly answers: Readonly<Record<number, string>>;
}

const record = '/api/agencies/{agency}/records/{identifier}';
const source = '/api/agencies/{agency}/sources/{key}';
const run = '/api/runs/{id}';

/** Syntaxes that describe datasets. */
export const documentTypes = ['application/ld+json', 'text/turtle', 'application/rdf+xml', 'application/n-triples'] as const;

const ifMatch: Parameter = {
  name: 'If-Match',
  in: 'header',
  words: 'Fingerprint (ETag) of the version that the change is meant for, or * for any.',
};
const ifNew: Parameter = { name: 'If-None-Match', in: 'header', words: '* writes only what is not there yet.' };
const preview: Parameter = {
  name: 'preview',
  in: 'query',
  words: 'Tells what it would do, and changes nothing.',
  schema: { type: 'boolean' },
};
const changed = 'The record is not the one of If-Match, or is there already.';

export const operations: readonly Operation[] = [
  {
    method: 'get',
    path: record,
    id: 'readRecord',
    words: text('สถานะ รายงาน คำยืนยัน และรุ่นของชุดข้อมูล', 'State, report, decision and versions of a record'),
    act: 'read-records',
    answers: { 200: 'The record; its report alone in any other face by Accept.' },
  },
  {
    method: 'put',
    path: record,
    id: 'putRecord',
    words: text('ส่งชุดข้อมูลหนึ่งชุด', 'Send one dataset'),
    act: 'send-records',
    parameters: [ifMatch, ifNew],
    body: documentTypes,
    answers: {
      200: 'Changed, unchanged or hidden.',
      201: 'Created, also when its report returns it.',
      412: changed,
      422: 'It cannot be read as a dataset.',
    },
  },
  {
    method: 'delete',
    path: record,
    id: 'withdrawRecord',
    words: text('ถอนชุดข้อมูล มีผลทันที', 'Withdraw a record, at once'),
    act: 'send-records',
    parameters: [ifMatch],
    answers: { 204: 'Hidden now, or before.', 412: changed },
  },
  {
    method: 'post',
    path: `${record}/confirm`,
    id: 'confirmRecord',
    words: text('ยืนยันชุดข้อมูลที่ผ่านการตรวจสอบ', 'Confirm a record that passed'),
    act: 'confirm-records',
    parameters: [ifMatch],
    body: bodies.confirm,
    answers: { 200: 'Published.', 412: changed },
  },
  {
    method: 'get',
    path: '/api/agencies/{agency}/records',
    id: 'listRecords',
    words: text('ชุดข้อมูลที่หน่วยงานส่งเข้ามา ตามลำดับรหัส', 'Records that an agency has sent, by identifier'),
    act: 'read-records',
    parameters: [
      { name: 'after', in: 'query', words: 'Identifier after which the list goes on; “next” of an answer has it.' },
      { name: 'limit', in: 'query', words: 'At most so many, 1 to 1000; 100 without it.', schema: { type: 'integer' } },
    ],
    answers: { 200: 'The records with state and fingerprint; Link and “next” lead to more.' },
  },
  {
    method: 'post',
    path: '/api/agencies/{agency}/records',
    id: 'sendRecords',
    words: text('ส่งบัญชีข้อมูล หรือ JSON-LD บรรทัดละชุด', 'Send a catalogue, or one JSON-LD dataset a line'),
    act: 'send-records',
    parameters: [
      {
        name: 'complete',
        in: 'query',
        words: 'It is all that the agency has: what is not in it is missing.',
        schema: { type: 'boolean' },
      },
      preview,
    ],
    body: [...documentTypes, 'application/x-ndjson', 'multipart/form-data'],
    answers: { 202: 'Taken; Location is the run.' },
  },
  {
    method: 'get',
    path: '/api/agencies/{agency}/sources',
    id: 'listSources',
    words: text('แหล่งข้อมูลของหน่วยงาน', 'Sources of an agency'),
    act: 'read-sources',
    answers: { 200: 'The sources.' },
  },
  {
    method: 'post',
    path: '/api/agencies/{agency}/sources',
    id: 'addSource',
    words: text('ลงทะเบียนแหล่งข้อมูล รอการอนุมัติ', 'Register a source; it waits for approval'),
    act: 'manage-sources',
    body: bodies.newSource,
    answers: { 201: 'Registered, pending.' },
  },
  {
    method: 'get',
    path: source,
    id: 'readSource',
    words: text('แหล่งข้อมูลหนึ่งแห่ง', 'One source'),
    act: 'read-sources',
    answers: { 200: 'The source; of its secret only whether there is one.' },
  },
  {
    method: 'patch',
    path: source,
    id: 'changeSource',
    words: text('พัก เปิดใช้ หรือเปลี่ยนการตั้งค่าของแหล่งข้อมูล', 'Pause, resume or set up a source'),
    act: 'manage-sources',
    body: bodies.sourceChange,
    answers: { 200: 'The source.' },
  },
  {
    method: 'delete',
    path: source,
    id: 'retireSource',
    words: text('เลิกใช้แหล่งข้อมูล และถอนชุดข้อมูลของแหล่งนั้น', 'Retire a source and take its records down'),
    act: 'manage-sources',
    parameters: [{ name: 'keep', in: 'query', words: 'Leaves its records as they are.', schema: { type: 'boolean' } }],
    answers: { 200: 'Retired; how many records were taken down.' },
  },
  {
    method: 'post',
    path: `${source}/consent`,
    id: 'consentToSource',
    words: text(
      'ยินยอมให้รวบรวมรายการที่ไม่มีช่องยินยอม เช่น แบบฟอร์ม Excel',
      'Consent, once, to the harvest of records without a flag, such as the Excel template’s',
    ),
    act: 'manage-sources',
    answers: { 200: 'The source, whose options tell who consented and when.' },
  },
  {
    method: 'post',
    path: `${source}/approve`,
    id: 'approveSource',
    words: text('อนุมัติแหล่งข้อมูล', 'Approve a source'),
    act: 'approve-sources',
    answers: { 200: 'The source, active.' },
  },
  {
    method: 'get',
    path: `${source}/runs`,
    id: 'listRuns',
    words: text('รอบรวบรวมข้อมูลของแหล่งข้อมูล', 'Runs of a source'),
    act: 'read-runs',
    answers: { 200: 'The newest 100 runs.' },
  },
  {
    method: 'post',
    path: `${source}/runs`,
    id: 'startRun',
    words: text('เริ่มรวบรวมข้อมูล หรืออัปโหลดเอกสาร', 'Start a run, or upload a document for it'),
    act: 'start-runs',
    parameters: [preview],
    body: bodies.newRun,
    answers: { 202: 'Taken; Location is the run.' },
  },
  {
    method: 'get',
    path: run,
    id: 'readRun',
    words: text('รอบรวบรวมข้อมูลและผลของแต่ละชุดข้อมูล', 'A run and what it found of each record'),
    act: 'read-runs',
    parameters: [
      { name: 'outcome', in: 'query', words: 'Only records of this outcome.', schema: { type: 'string', enum: outcomes } },
      { name: 'after', in: 'query', words: 'Position to go on after; see `next`.', schema: { type: 'integer' } },
      { name: 'limit', in: 'query', words: 'Records of a page, 100 unless asked, 1000 at most.', schema: { type: 'integer' } },
    ],
    answers: { 200: 'The run, its counts and a page of its records.' },
  },
  {
    method: 'post',
    path: `${run}/cancel`,
    id: 'cancelRun',
    words: text('ยกเลิกรอบรวบรวมข้อมูล', 'Cancel a run'),
    act: 'cancel-runs',
    answers: { 202: 'It stops before its next record.' },
  },
  {
    method: 'post',
    path: `${run}/accept`,
    id: 'acceptRun',
    words: text('ยอมรับรอบที่ถูกพักไว้', 'Accept a held run'),
    act: 'accept-runs',
    answers: { 200: 'Applied.', 202: 'Being applied; see the run.' },
  },
  {
    method: 'get',
    path: `${run}/events`,
    id: 'followRun',
    words: text('ความคืบหน้าแบบ server-sent events', 'Progress as server-sent events'),
    act: 'read-runs',
    parameters: [{ name: 'Last-Event-ID', in: 'header', words: 'Goes on counting from there; the whole run is told first.' }],
    answers: { 200: 'Events `run`, `progress` and, last, `end`.' },
  },
];
