import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { Problem, type ProblemKind, toProblem } from '../catalog/problem.js';
import { type Text, text } from '../catalog/text.js';
import { representations } from './negotiate.js';
import { problemPage } from './pages/problem.js';
import { renderPage } from './pages/render.js';
import type { ServeParts } from './parts.js';

/** Errors that Express and its body parsers raise, by status. */
const byStatus: Readonly<Record<number, { kind: ProblemKind; detail: Text }>> = {
  400: {
    kind: 'bad-request',
    detail: text(
      'อ่านคำขอไม่ได้ โปรดตรวจสอบการเข้ารหัสของที่อยู่และเนื้อหา',
      'The request cannot be read; check the encoding of its address and body.',
    ),
  },
  413: { kind: 'too-large', detail: text('เนื้อหาของคำขอมีขนาดใหญ่เกินกำหนด', 'The body of the request is too large.') },
  415: { kind: 'unsupported-media-type', detail: text('ไม่รองรับการเข้ารหัสของเนื้อหานี้', 'This encoding of the body is not supported.') },
};

/** Nothing here but /sparql, /validate and /api takes anything else than reading. */
export const onlyReading: RequestHandler = (request, response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD') return next();
  response.set('Allow', 'GET, HEAD');
  throw new Problem(
    'method-not-allowed',
    text(`${request.path} ไม่รองรับวิธีเรียก ${request.method}`, `${request.path} does not take ${request.method}.`),
  );
};

/** What no route answers. */
export const notFound: RequestHandler = (request) => {
  throw new Problem('not-found', text(`ไม่พบ ${request.path}`, `There is nothing at ${request.path}.`));
};

/** The one place where errors become answers: a page for browsers, problem+json (RFC 9457) for programs. */
export function problemHandler(parts: ServeParts): ErrorRequestHandler {
  return (error: unknown, request: Request, response: Response, _next) => {
    const problem = fromExpress(error) ?? toProblem(error);
    if (problem.kind === 'internal') parts.log.error({ err: error, path: request.path }, 'a request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.status(problem.status);
    response.removeHeader('Content-Location');
    response.removeHeader('Link');
    response.removeHeader('Last-Modified');
    response.vary('Accept');
    if (problem.retryAfter !== undefined) response.set('Retry-After', String(problem.retryAfter));
    response.set('Cache-Control', 'no-store');
    const wantsPage =
      request.method !== 'HEAD' &&
      request.accepts(['application/problem+json', 'application/json', representations.html]) === representations.html;
    if (wantsPage) renderPage(parts, request, response, (language) => problemPage(problem, language));
    else response.type('application/problem+json').send(JSON.stringify(problemDetails(problem, request)));
  };
}

function fromExpress(error: unknown): Problem | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined;
  const known = error instanceof Problem ? undefined : byStatus[Number(error.status)];
  return known && new Problem(known.kind, known.detail, { cause: error });
}

/** RFC 9457 members, English in the standard ones and both languages beside them. */
function problemDetails(problem: Problem, request: Request): Record<string, unknown> {
  return {
    type: `urn:banchi:problem:${problem.kind}`,
    title: problem.title.en,
    status: problem.status,
    detail: problem.detail.en,
    instance: request.originalUrl,
    th: { title: problem.title.th, detail: problem.detail.th, ...(problem.remedy === undefined ? {} : { remedy: problem.remedy.th }) },
    ...(problem.remedy === undefined ? {} : { remedy: problem.remedy.en }),
  };
}
