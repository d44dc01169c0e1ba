import { type Request, type Response, Router } from 'express';
import { type Act, permission } from '../../catalog/key.js';
import { messageOf, Problem } from '../../catalog/problem.js';
import { type Outcome, outcomes } from '../../catalog/run.js';
import { text } from '../../catalog/text.js';
import type { Access } from '../api/access.js';
import { sendJson } from '../api/answers.js';
import type { RunDetails } from '../api/cases.js';
import { createEvents } from '../api/events.js';
import { only } from '../api/methods.js';
import { limitOf, whole } from '../api/paging.js';
import { detailsJson, runRecordJson, runUrl } from '../api/run-answers.js';
import { requestUrl } from '../negotiate.js';
import type { ServeParts } from '../parts.js';

const one = '/api/runs/:id';
/** Records of a page, and unless asked. */
const [mostRecords, usualRecords] = [1000, 100];

/** Milliseconds in which an accepted run may end before it is answered for. */
const longestWait = 3000;

/** `/api/runs/{id}`: what a run does and did. */
export function apiRunRoutes(parts: ServeParts, access: Access): Router {
  const router = Router();
  const { api, base, log } = parts;
  const events = createEvents(api, (details) => detailsJson(base, details));

  router.get(one, async (request, response) => {
    const details = await allowed(request, response, 'read-runs');
    const asked = requestUrl(request, base).searchParams;
    const filter = filterOf(asked);
    const records = await api.runRecords(details.run.id, filter);
    const last = records.length < filter.limit ? undefined : records.at(-1)?.position;
    const next = last === undefined ? undefined : nextPage(base, details.run.id, asked, last);
    if (next !== undefined) response.set('Link', `<${next}>; rel="next"`);
    sendJson(response, 200, { ...detailsJson(base, details), records: records.map(runRecordJson), next: next ?? null });
  });

  router.post(`${one}/cancel`, async (request, response) => {
    const { run } = await allowed(request, response, 'cancel-runs');
    await api.cancelRun(run.id, response.locals.key.id);
    sendJson(response, 202, detailsJson(base, await api.run(run.id)));
  });

  router.post(`${one}/accept`, async (request, response) => {
    const { run, source } = await allowed(request, response, 'accept-runs');
    if (run.state !== 'held')
      throw new Problem('conflict', text(`รอบที่ ${run.id} ไม่ได้ถูกพักไว้ (${run.state})`, `Run ${run.id} is not held: it is ${run.state}.`));
    const applied = api.acceptHeld(source, response.locals.key.id).then(() => true);
    // A run of 50,000 records is applied for minutes; nobody waits for it at the end of a line.
    const isDone = await Promise.race([applied, after(longestWait)]);
    if (!isDone) applied.catch((error: unknown) => log.error({ reason: messageOf(error), run: run.id }, 'an accepted run was broken off'));
    sendJson(response, isDone ? 200 : 202, detailsJson(base, await api.run(run.id)));
  });

  router.get(`${one}/events`, async (request, response) => {
    const details = await allowed(request, response, 'read-runs');
    events.stream(request, response, details);
  });

  router.all(one, only('GET', 'HEAD'));
  router.all([`${one}/cancel`, `${one}/accept`], only('POST'));
  router.all(`${one}/events`, only('GET'));

  /** The run, for a key that may do this; to another agency's key it is not there. */
  async function allowed(request: Request, response: Response, act: Act): Promise<RunDetails> {
    const key = await access.key(request, response);
    const id = Number(request.params.id);
    if (!Number.isSafeInteger(id) || id < 1) throw noRun(String(request.params.id));
    const details = await api.run(id);
    if (permission(key, act, details.agencyId).state === 'other-agency') throw noRun(String(id));
    response.locals.key = await access.allow(request, response, act, details.agencyId);
    return details;
  }

  return router;
}

function after(ms: number): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), ms).unref());
}

function noRun(id: string): Problem {
  return new Problem('not-found', text(`ไม่มีรอบรวบรวมข้อมูลที่ ${id}`, `There is no run ${id}.`));
}

/** @throws Problem `bad-request` naming the parameter. */
function filterOf(asked: URLSearchParams): { outcome?: Outcome; after: number; limit: number } {
  const outcome = asked.get('outcome');
  if (outcome !== null && !isOutcome(outcome))
    throw new Problem('bad-request', text(`ไม่มีผล “${outcome}”`, `There is no outcome “${outcome}”.`), {
      remedy: text(`โปรดเลือกจาก ${outcomes.join(', ')}`, `Choose from ${outcomes.join(', ')}.`),
    });
  return { ...(outcome === null ? {} : { outcome }), after: whole(asked, 'after', 0), limit: limitOf(asked, usualRecords, mostRecords) };
}

function isOutcome(name: string): name is Outcome {
  return (outcomes as readonly string[]).includes(name);
}

function nextPage(base: string, id: number, asked: URLSearchParams, after: number): string {
  const next = new URLSearchParams();
  for (const name of ['outcome', 'limit']) if (asked.has(name)) next.set(name, asked.get(name) ?? '');
  next.set('after', String(after));
  return `${runUrl(base, id)}?${next}`;
}
