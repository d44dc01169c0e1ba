import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Act } from '../../catalog/key.js';
import { Problem } from '../../catalog/problem.js';
import type { Run } from '../../catalog/run.js';
import { text } from '../../catalog/text.js';
import { admission } from '../admission.js';
import type { Access } from '../api/access.js';
import { sendJson } from '../api/answers.js';
import { bodies, bytesOf, jsonBody, rawBody } from '../api/bodies.js';
import type { SentDocument } from '../api/cases.js';
import { only } from '../api/methods.js';
import { runJson, runUrl, sourceJson } from '../api/run-answers.js';
import { tooLarge } from '../api/sizes.js';
import { requestUrl } from '../negotiate.js';
import type { ServeParts } from '../parts.js';
import { readMultipart } from '../upload.js';
import { listRecords } from './api-record-list.js';

const records = '/api/agencies/:agency/records';
const runs = '/api/agencies/:agency/sources/:key/runs';
/** Catalogues received at a time: each is held in memory until it is on disk. */
const mostUploads = 4;
/** Milliseconds in which 64 MB arrive over a usual office line. */
const longestWait = 60_000;
/** Runs of a source that are listed. */
const mostRuns = 100;

/** Lists what was sent, and takes what starts a run: a posted catalogue, an uploaded document, or the wish alone. Each answers 202 with the run to look after. */
export function apiUploadRoutes(parts: ServeParts, access: Access): Router {
  const router = Router();
  const { api, base, largestUpload } = parts;
  const receive = admission({ most: mostUploads, patience: longestWait, read: rawBody(largestUpload) });
  const by =
    (act: Act): RequestHandler =>
    async (request, response, next) => {
      response.locals.key = await access.allow(request, response, act, String(request.params.agency));
      next();
    };

  router.get(records, listRecords(parts, access));

  router.post(records, by('send-records'), receive, async (request, response) => {
    const asked = requestUrl(request, base).searchParams;
    const document = await documentOf(request);
    if (document === undefined)
      throw new Problem('bad-request', text('ไม่มีเนื้อหา', 'There is no body.'), {
        remedy: text('โปรดส่งบัญชีข้อมูลเป็น RDF หรือ JSON-LD บรรทัดละชุด', 'Send a catalogue in RDF, or one JSON-LD dataset a line.'),
      });
    const run = await api.queueRecords({
      agencyId: String(request.params.agency),
      document,
      isComplete: flag(asked, 'complete'),
      preview: flag(asked, 'preview'),
      by: response.locals.key.id,
    });
    accepted(response, run);
  });

  router.post(runs, by('start-runs'), receive, async (request, response) => {
    const name = `${request.params.agency}/${request.params.key}`;
    const { kind } = await api.source(name);
    if (kind === 'push')
      throw new Problem('conflict', text(`${name} รับข้อมูลที่ส่งเข้ามาเอง`, `${name} takes what is sent to it.`), {
        remedy: text('โปรดส่งด้วย POST …/records', `POST to /api/agencies/${request.params.agency}/records.`),
      });
    // JSON of ours says how; anything else is the document itself.
    const isWish = request.is('application/json') !== false || bytesOf(request.body).length === 0;
    const preview = isWish ? jsonBody(request.body, bodies.newRun).preview : flag(requestUrl(request, base).searchParams, 'preview');
    const document = isWish ? undefined : await documentOf(request);
    const run = await api.queue(name, response.locals.key.id, { preview, ...(document === undefined ? {} : { document }) });
    accepted(response, run);
  });

  router.get(runs, async (request, response) => {
    await access.allow(request, response, 'read-runs', request.params.agency);
    const name = `${request.params.agency}/${request.params.key}`;
    const found = await api.runs(name, mostRuns);
    sendJson(response, 200, { source: sourceJson(base, await api.source(name)), runs: found.map((run) => runJson(base, run)) });
  });

  const remedy = text('โปรดแบ่งเป็นหลายส่วน หรือส่งบรรทัดละชุดข้อมูล', 'Divide it, or have it fetched from an address.');
  router.use([records, runs], tooLarge(largestUpload, remedy));
  router.all(records, only('GET', 'HEAD', 'POST'));
  router.all(runs, only('GET', 'HEAD', 'POST'));

  function accepted(response: Response, run: Run): void {
    response.location(runUrl(base, run.id));
    sendJson(response, 202, runJson(base, run));
  }

  return router;
}

function flag(asked: URLSearchParams, name: string): boolean {
  const value = asked.get(name);
  if (value === null || value === 'false') return false;
  if (value === 'true' || value === '') return true;
  throw new Problem('bad-request', text(`${name} ต้องเป็น true หรือ false`, `${name} must be true or false.`));
}

/** The document of a request: the body, or the file of a form. */
async function documentOf(request: Request): Promise<SentDocument | undefined> {
  const bytes = bytesOf(request.body);
  if (bytes.length === 0) return undefined;
  const mediaType = request.headers['content-type'];
  if (!request.is('multipart/form-data')) return { bytes, mediaType, name: undefined };
  const { file } = await readMultipart(request, bytes);
  return file && { bytes: Buffer.from(file.bytes), mediaType: file.mediaType, name: file.name };
}
