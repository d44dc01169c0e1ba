import type { RequestHandler } from 'express';
import type { Access } from '../api/access.js';
import { lineJson, sendJson } from '../api/answers.js';
import { limitOf } from '../api/paging.js';
import { requestUrl } from '../negotiate.js';
import type { ServeParts } from '../parts.js';

/** Records that are listed at a time. */
const [usualRecords, mostRecords] = [100, 1000];

/** `GET /api/agencies/{agency}/records`: what an agency has sent, page by page. */
export function listRecords(parts: ServeParts, access: Access): RequestHandler<{ agency: string }> {
  const { api, base } = parts;
  return async (request, response) => {
    const { agency } = request.params;
    await access.allow(request, response, 'read-records', agency);
    const asked = requestUrl(request, base).searchParams;
    const limit = limitOf(asked, usualRecords, mostRecords);
    const lines = await api.pushedRecords(agency, { after: asked.get('after') ?? undefined, limit });
    const last = lines.length < limit ? undefined : lines.at(-1)?.identifier;
    const query = new URLSearchParams({ limit: String(limit), after: last ?? '' });
    const next = last === undefined ? undefined : `${base}/api/agencies/${agency}/records?${query}`;
    if (next !== undefined) response.set('Link', `<${next}>; rel="next"`);
    sendJson(response, 200, { agency, records: lines.map((line) => lineJson(parts, line)), next: next ?? null });
  };
}
