import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express';
import { Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';
import { isProfileName, type ProfileName, profiles, type Validation } from '../../catalog/validation.js';
import { admission } from '../admission.js';
import { requestUrl } from '../negotiate.js';
import { readableSize } from '../pages/page.js';
import { renderPage } from '../pages/render.js';
import { reportPage } from '../pages/report.js';
import { validatePage } from '../pages/validate.js';
import type { ReceivedDocument, ServeParts } from '../parts.js';
import { type FaceName, faces, isFaceName } from '../report/faces.js';
import { checkedName, workbookType } from '../report/workbook.js';
import { type Form, readMultipart } from '../upload.js';
import { readUrlencoded } from '../urlencoded.js';

const formType = 'application/x-www-form-urlencoded';
const uploadType = 'multipart/form-data';
/** Milliseconds in which 16 MB arrive over a usual office line; a slower document gives way while others wait. */
const longestWait = 10_000;

/** `/validate`: a page with three forms, and POST of a document, a form or a file; the answer is a report in the face asked for. */
export function validateRoutes(parts: ServeParts): Router {
  const router = Router();
  const { largestDocument, mostDocuments } = parts;

  router.get('/validate', (request, response) => {
    renderPage(parts, request, response, (language) => validatePage(`${parts.base}/validate`, largestDocument, language));
  });

  // Percent-encoding makes a form up to three times as long as what it carries; the document itself is measured after that.
  const body = express.raw({ type: () => true, limit: largestDocument + 65_536 });
  const form = express.raw({ type: () => true, limit: largestDocument * 3 });
  const read: RequestHandler = (request, response, next) =>
    (isForm(request.headers['content-type']) ? form : body)(request, response, next);

  router.post('/validate', admission({ most: mostDocuments, patience: longestWait, read }), async (request, response) => {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const url = requestUrl(request, 'http://localhost').searchParams;
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const sent = await formOf(request, bytes);
    const choices = sent?.fields ?? url;
    for (const name of ['profile', 'format', 'lang']) if (url.has(name) && !choices.has(name)) choices.set(name, url.get(name) ?? '');
    // Asked first, so that nobody waits for a report that cannot be written.
    const face = faceOf(request, choices);
    const profile = profileOf(choices);
    const annotate = face === 'xlsx' || face === 'html';
    const validation = await validate(sent, { request, bytes, asked: { profile, annotate }, gone: gone.signal });
    await answer(request, response, face, validation);
  });

  router.use('/validate', ((error: unknown, _request, _response, next) => {
    const isTooLarge = typeof error === 'object' && error !== null && 'type' in error && error.type === 'entity.too.large';
    next(isTooLarge ? tooLarge(largestDocument) : error);
  }) satisfies ErrorRequestHandler);

  router.options('/validate', (_request, response) => {
    response
      .set({
        Allow: 'GET, HEAD, POST, OPTIONS',
        'Access-Control-Allow-Methods': 'GET, HEAD, POST, OPTIONS',
        'Access-Control-Allow-Headers': 'Content-Type, Accept',
      })
      .status(204)
      .end();
  });

  router.all('/validate', (request, response) => {
    response.set('Allow', 'GET, HEAD, POST, OPTIONS');
    throw new Problem('method-not-allowed', text(`ใช้ ${request.method} กับ /validate ไม่ได้`, `/validate does not take ${request.method}.`));
  });

  function validate(sent: Form | undefined, { request, bytes, asked, gone }: Asked): Promise<Validation> {
    if (sent === undefined) return parts.validate({ bytes, mediaType: request.headers['content-type'], name: undefined, ...asked }, gone);
    const { fields, file } = sent;
    if (file !== undefined) return parts.validate({ bytes: file.bytes, mediaType: file.mediaType, name: file.name, ...asked }, gone);
    const address = fields.get('url')?.trim() ?? '';
    if (address !== '') return parts.validateAddress(address, asked, gone);
    const mediaType = fields.get('type') || undefined;
    return parts.validate({ bytes: Buffer.from(fields.get('text') ?? ''), mediaType, name: undefined, ...asked }, gone);
  }

  async function answer(request: Request, response: Response, face: FaceName | 'xlsx', validation: Validation): Promise<void> {
    response.vary('Accept').set({ 'Cache-Control': 'no-store', Link: `<${profiles[validation.profile].iri}>; rel="profile"` });
    if (face === 'html') {
      renderPage(parts, request, response, (language) => reportPage(validation, language));
      return;
    }
    if (face === 'xlsx') {
      if (validation.workbook === undefined) throw noWorkbook(validation);
      response.attachment(checkedName(validation.subject)).type(workbookType).send(Buffer.from(validation.workbook));
      return;
    }
    if (face === 'csv') response.attachment('banchi-report.csv');
    response.set('Content-Type', `${faces[face].mediaType}; charset=utf-8`).send(await parts.write(face, validation));
  }

  return router;
}

interface Asked {
  readonly request: Request;
  readonly bytes: Buffer;
  readonly asked: Pick<ReceivedDocument, 'profile' | 'annotate'>;
  readonly gone: AbortSignal;
}

function isForm(mediaType: string | undefined): boolean {
  const bare = mediaType?.split(';')[0]?.trim().toLowerCase();
  return bare === formType || bare === uploadType;
}

async function formOf(request: Request, bytes: Buffer): Promise<Form | undefined> {
  if (request.is(uploadType)) return readMultipart(request, bytes);
  return request.is(formType) ? { fields: readUrlencoded(bytes), file: undefined } : undefined;
}

/** @throws Problem `not-acceptable` naming what there is. */
function faceOf(request: Request, choices: URLSearchParams): FaceName | 'xlsx' {
  const asked = choices.get('format') ?? '';
  if (isFaceName(asked) || asked === 'xlsx') return asked;
  const names = Object.keys(faces) as FaceName[];
  const accepted = asked === '' ? request.accepts([...names.map((name) => faces[name].mediaType), workbookType]) : false;
  if (accepted === workbookType) return 'xlsx';
  const found = names.find((name) => faces[name].mediaType === accepted);
  if (found !== undefined) return found;
  throw new Problem('not-acceptable', text(`มีเฉพาะรูปแบบ ${names.join(', ')}, xlsx`, `There is ${names.join(', ')}, xlsx.`));
}

/** Only a template has rows to write beside. */
function noWorkbook({ syntax }: Validation): Problem {
  return new Problem(
    'not-acceptable',
    text(
      `ผลแบบ Excel มีเฉพาะเมื่อส่งแบบฟอร์ม Excel แต่เอกสารนี้เป็น ${syntax}`,
      `A report in Excel is for the Excel template; this document is ${syntax}.`,
    ),
    { remedy: text('เลือกผลเป็น CSV ซึ่งเปิดด้วย Excel ได้', 'Choose CSV, which opens in Excel.') },
  );
}

function profileOf(choices: URLSearchParams): ProfileName {
  const asked = choices.get('profile') || 'dcat-ap-th';
  if (isProfileName(asked)) return asked;
  const names = Object.keys(profiles).join(', ');
  throw new Problem('bad-request', text(`ไม่มีโพรไฟล์ ${asked}`, `There is no profile ${asked}.`), {
    remedy: text(`เลือกจาก ${names}`, `Choose one of ${names}.`),
  });
}

/** The body parser stops reading at the bound; what was packed is measured unpacked. */
function tooLarge(most: number): Problem {
  const size = readableSize(most);
  return new Problem('too-large', text(`เอกสารใหญ่กว่า ${size} เมื่อคลายแล้ว`, `The document is larger than ${size}, unpacked.`), {
    remedy: text('แบ่งเป็นหลายไฟล์แล้วตรวจทีละไฟล์', 'Divide it into several files and check each.'),
  });
}
