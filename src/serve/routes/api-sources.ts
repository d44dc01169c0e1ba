import { type Request, type RequestHandler, Router } from 'express';
import type { Act, Key } from '../../catalog/key.js';
import { Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';
import type { Access } from '../api/access.js';
import { sendJson } from '../api/answers.js';
import { bodies, jsonBody, largestJson, rawBody } from '../api/bodies.js';
import { only } from '../api/methods.js';
import { sourceJson, sourceUrl } from '../api/run-answers.js';
import { tooLarge } from '../api/sizes.js';
import { requestUrl } from '../negotiate.js';
import type { ServeParts } from '../parts.js';

const list = '/api/agencies/:agency/sources';
const one = `${list}/:key`;

/** `/api/agencies/{agency}/sources`: what an agency offers; a new one waits until the centre approves it. */
export function apiSourceRoutes(parts: ServeParts, access: Access): Router {
  const router = Router();
  const { api, base } = parts;
  const by =
    (act: Act): RequestHandler =>
    async (request, response, next) => {
      response.locals.key = await access.allow(request, response, act, String(request.params.agency));
      next();
    };
  const read = rawBody(largestJson);

  router.get(list, by('read-sources'), async (request, response) => {
    const sources = await api.sources(String(request.params.agency));
    sendJson(response, 200, { agency: request.params.agency, sources: sources.map((source) => sourceJson(base, source)) });
  });

  router.post(list, by('manage-sources'), read, async (request, response) => {
    const { registrar, ...source } = jsonBody(request.body, bodies.newSource);
    const key: Key = response.locals.key;
    if (source.policy !== 'manual' && !key.scopes.includes('confirm')) throw notARegistrar();
    const agencyId = String(request.params.agency);
    const { options, ...plain } = source;
    const added = await api.registerSource(
      {
        ...plain,
        agencyId,
        policyBy: registrar,
        everyMinutes: source.everyMinutes,
        ...(options === undefined ? {} : { options: given(options) }),
      },
      key.id,
    );
    response.location(sourceUrl(base, agencyId, added.key));
    sendJson(response, 201, sourceJson(base, await api.source(`${agencyId}/${added.key}`)));
  });

  router.get(one, by('read-sources'), async (request, response) => {
    sendJson(response, 200, sourceJson(base, await api.source(nameOf(request.params))));
  });

  router.patch(one, by('manage-sources'), read, async (request, response) => {
    const name = nameOf(request.params);
    const change = jsonBody(request.body, bodies.sourceChange);
    const key: Key = response.locals.key;
    const { state } = await api.source(name);
    // Only the centre ends the first waiting; taking up again what was paused is the agency's own affair.
    if (change.state !== undefined && state === 'pending') throw notApproved(name);
    // To confirm ahead is the registrar's act.
    const isStanding = (change.policy ?? 'manual') !== 'manual' || change.registrar !== undefined;
    if (isStanding && !key.scopes.includes('confirm')) throw notARegistrar();
    const { options, registrar, ...rest } = change;
    const asked = { ...rest, policyBy: registrar, ...(options === undefined ? {} : { options: given(options) }) };
    sendJson(response, 200, sourceJson(base, await api.changeSource(name, asked, key.id)));
  });

  router.delete(one, by('manage-sources'), async (request, response) => {
    const keep = requestUrl(request, base).searchParams.get('keep') === 'true';
    const taken = await api.retireSource(nameOf(request.params), response.locals.key.id, keep);
    sendJson(response, 200, { takenDown: taken, source: sourceJson(base, await api.source(nameOf(request.params))) });
  });

  router.post(`${one}/approve`, by('approve-sources'), async (request, response) => {
    sendJson(response, 200, sourceJson(base, await api.approveSource(nameOf(request.params), response.locals.key.id)));
  });

  router.post(`${one}/consent`, by('manage-sources'), async (request, response) => {
    sendJson(response, 200, sourceJson(base, await api.giveConsent(nameOf(request.params), response.locals.key.id)));
  });

  router.use(list, tooLarge(largestJson, text('โปรดส่งเฉพาะการตั้งค่า', 'Send settings only.')));
  router.all(list, only('GET', 'HEAD', 'POST'));
  router.all(one, only('GET', 'HEAD', 'PATCH', 'DELETE'));
  router.all([`${one}/approve`, `${one}/consent`], only('POST'));
  return router;
}

function nameOf({ agency, key }: Request['params']): string {
  return `${agency}/${key}`;
}

/** Only the members that were said: one that is undefined would take an option away. */
function given<Values extends object>(values: Values): { [Name in keyof Values]?: Exclude<Values[Name], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Values]?: Exclude<Values[Name], undefined>;
  };
}

function notARegistrar(): Problem {
  return new Problem(
    'forbidden',
    text('การยืนยันล่วงหน้าต้องใช้กุญแจที่มีสิทธิ์ confirm ด้วย', 'A standing confirmation takes a key with the scope confirm as well.'),
    { remedy: text('โปรดใช้ policy เป็น manual หรือใช้กุญแจของนายทะเบียน', 'Make the policy manual, or use the registrar’s key.') },
  );
}

function notApproved(name: string): Problem {
  return new Problem('conflict', text(`แหล่งข้อมูล ${name} ยังรอการอนุมัติ`, `The source ${name} waits for approval.`), {
    remedy: text('โปรดรอเจ้าหน้าที่ตรวจสอบของศูนย์กลางอนุมัติ', 'An inspector of the centre approves it: POST …/approve with the scope inspect.'),
  });
}
