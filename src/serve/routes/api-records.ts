import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { PushedName, PushedView, PutOutcome } from '../../catalog/pushed.js';
import { text } from '../../catalog/text.js';
import { admission } from '../admission.js';
import type { Access } from '../api/access.js';
import { recordJson, recordUrl, sendText } from '../api/answers.js';
import { bodies, bytesOf, jsonBody, largestJson, rawBody } from '../api/bodies.js';
import { conditionsOf, etagOf } from '../api/conditions.js';
import { only } from '../api/methods.js';
import { tooLarge } from '../api/sizes.js';
import type { ServeParts } from '../parts.js';
import { type FaceName, faces } from '../report/faces.js';

const path = '/api/agencies/:agency/records/:identifier';
/** Milliseconds in which a record arrives over a usual office line. */
const longestWait = 10_000;

/** `/api/agencies/{agency}/records/{identifier}`: one dataset that an agency's program sends, asks after, confirms and withdraws. */
export function apiRecordRoutes(parts: ServeParts, access: Access): Router {
  const router = Router();
  const { api, largestRecord, mostRecords } = parts;

  router.get(path, async (request, response) => {
    await access.allow(request, response, 'read-records', request.params.agency);
    await answer(request, response, 200, await api.pushedRecord(nameOf(request)));
  });

  // Who asks is known before a byte of the body is taken.
  const sender: RequestHandler<{ agency: string }> = async (request, response, next) => {
    response.locals.key = await access.allow(request, response, 'send-records', request.params.agency);
    next();
  };

  const read = rawBody(largestRecord);
  router.put(path, sender, admission({ most: mostRecords, patience: longestWait, read }), async (request, response) => {
    const name = nameOf(request);
    const outcome = await api.putRecord({
      ...name,
      ...conditionsOf(request),
      bytes: bytesOf(request.body),
      mediaType: request.headers['content-type'],
      by: response.locals.key.id,
    });
    const view = await api.pushedRecord(name);
    if (outcome === 'created') response.location(recordUrl(parts, name.agencyId, view.identifier));
    await answer(request, response, outcome === 'created' ? 201 : 200, view, outcome);
  });

  router.delete(path, async (request, response) => {
    const key = await access.allow(request, response, 'send-records', request.params.agency);
    await api.withdrawRecord({ ...nameOf(request), ...conditionsOf(request), by: key.id });
    response.status(204).end();
  });

  router.post(`${path}/confirm`, async (request, response, next) => {
    response.locals.key = await access.allow(request, response, 'confirm-records', request.params.agency);
    next();
  });
  router.post(`${path}/confirm`, rawBody(largestJson), async (request, response) => {
    const name = nameOf(request);
    const { audience } = jsonBody(request.body, bodies.confirm);
    const { ifMatch } = conditionsOf(request);
    await api.confirmPushed({ ...name, ifMatch, audience, by: response.locals.key.id });
    await answer(request, response, 200, await api.pushedRecord(name));
  });

  router.use(path, tooLarge(largestRecord, text('โปรดส่งเฉพาะคำอธิบายข้อมูล ไม่ใช่ตัวข้อมูล', 'Send the description of the data, not the data.')));
  router.all(path, only('GET', 'HEAD', 'PUT', 'DELETE'));
  router.all(`${path}/confirm`, only('POST'));

  /** JSON tells everything; the other faces are those of the report. */
  async function answer(request: Request, response: Response, status: number, view: PushedView, outcome?: PutOutcome): Promise<void> {
    const names = Object.keys(faces) as FaceName[];
    const accepted = request.accepts(names.map((one) => faces[one].mediaType));
    const face = names.find((one) => faces[one].mediaType === accepted);
    response.vary('Accept').set('Link', `<${view.dataset}>; rel="describes"`);
    if (view.fingerprint !== undefined) response.set('ETag', etagOf(view.fingerprint));
    const { report } = view;
    if (face !== undefined && face !== 'json' && report !== undefined)
      return sendText(response, status, faces[face].mediaType, await parts.write(face, report));
    const written = report === undefined ? 'null' : await parts.write('json', report);
    sendText(response, status, 'application/json', recordJson(parts, view, written, outcome === undefined ? {} : { outcome }));
  }

  return router;
}

function nameOf(request: Request): PushedName {
  return { agencyId: String(request.params.agency), identifier: String(request.params.identifier) };
}
