import type { Request } from 'express';
import { agencyGraph, agencyIri } from '../../catalog/iris.js';
import { Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';
import { requestUrl } from '../negotiate.js';
import type { ServeParts } from '../parts.js';
import type { CollectionPage } from '../written/collection.js';

const usualLimit = 20;
const largestLimit = 100;

/** @param ofAgency whose collection it is. @throws Problem `bad-request` for a wrong limit, moment or position, `not-found` for an unknown agency. */
export function readPage(request: Request, parts: ServeParts, path: string, ofAgency?: string): CollectionPage {
  const parameters = requestUrl(request, parts.base).searchParams;
  const limit = Number(parameters.get('limit') ?? usualLimit);
  if (!Number.isInteger(limit) || limit < 1 || limit > largestLimit) {
    throw new Problem('bad-request', text(`limit=${parameters.get('limit')} ไม่ถูกต้อง`, `limit=${parameters.get('limit')} is wrong.`), {
      remedy: text(`โปรดใช้ตัวเลข 1 ถึง ${largestLimit}`, `Use a number from 1 to ${largestLimit}.`),
    });
  }
  const after = parameters.get('after') ?? '';
  if (after !== '' && !/^[\w-]+\/[\w-]+$/.test(after)) {
    throw new Problem('bad-request', text(`after=${after} ไม่ถูกต้อง`, `after=${after} is wrong.`), {
      remedy: text('โปรดใช้ลิงก์ next ของหน้าก่อนหน้า', 'Follow the next link of the page before.'),
    });
  }
  // A form sends an empty agency for all of them.
  const agencyId = ofAgency ?? (parameters.get('agency') || undefined);
  if (agencyId !== undefined && parts.directory.graph(agencyGraph(parts.base, agencyId)) === undefined)
    throw new Problem('not-found', text(`ไม่มีหน่วยงานรหัส ${agencyId}`, `There is no agency ${agencyId}.`));
  const agency = agencyId === undefined ? undefined : agencyIri(parts.base, agencyId);
  const modifiedSince = parameters.get('modified_since') || undefined;
  const since = modifiedSince === undefined ? undefined : readMoment(modifiedSince);
  return {
    path,
    limit,
    limitAsked: parameters.has('limit'),
    agency,
    agencyId,
    modifiedSince,
    since,
    after: after === '' ? '' : `${parts.base}/datasets/${after}/record`,
  };
}

const day = /^\d{4}-\d{2}-\d{2}$/;
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})?$/;

/** A day begins in Bangkok; a moment without a zone is UTC, as CKAN means it. @throws Problem `bad-request`. */
function readMoment(asked: string): string {
  const zoned = day.test(asked) ? `${asked}T00:00:00+07:00` : /(?:Z|[+-]\d{2}:\d{2})$/.test(asked) ? asked : `${asked}Z`;
  const date = new Date(day.test(asked) || moment.test(asked) ? zoned : Number.NaN);
  if (!Number.isNaN(date.getTime())) return date.toISOString();
  throw new Problem('bad-request', text(`modified_since=${asked} ไม่ถูกต้อง`, `modified_since=${asked} is wrong.`), {
    remedy: text(
      'โปรดใช้วันที่ เช่น 2026-01-31 หรือเวลา เช่น 2026-01-31T08:00:00Z',
      'Use a day such as 2026-01-31, or a moment such as 2026-01-31T08:00:00Z.',
    ),
  });
}
