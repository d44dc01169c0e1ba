import type { Response } from 'express';
import type { PushedView } from '../../catalog/pushed.js';
import { versionStates } from '../../catalog/states.js';
import type { Version } from '../../catalog/version.js';
import type { ServeParts } from '../parts.js';
import { reportJson } from '../report/json.js';

/**
 * Sends JSON that belongs to one key's owner. Without Express's own look at If-None-Match: an ETag here is the fingerprint of
 * what was sent, and the state that the answer tells moves on while that stays.
 */
export function sendJson(response: Response, status: number, value: unknown): void {
  const body = Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`);
  response
    .status(status)
    .set({ 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': String(body.length), 'Cache-Control': 'no-store' })
    .end(body);
}

/** Address of a record under /api. */
export function recordUrl({ base }: Pick<ServeParts, 'base'>, agencyId: string, identifier: string): string {
  return `${base}/api/agencies/${agencyId}/records/${encodeURIComponent(identifier)}`;
}

/** A pushed record for programs. */
export function recordJson(parts: Pick<ServeParts, 'base'>, view: PushedView, more: Readonly<Record<string, unknown>> = {}): unknown {
  const { agencyId, identifier, dataset, state, fingerprint, published, decision, versions, report } = view;
  return {
    url: recordUrl(parts, agencyId, identifier),
    agency: agencyId,
    identifier,
    dataset,
    ...more,
    state: { code: state, ...versionStates[state].label },
    fingerprint: fingerprint ?? null,
    published: published === undefined ? null : { audience: published.audience, since: published.since ?? null },
    decision:
      decision === undefined
        ? null
        : {
            verdict: decision.verdict,
            audience: decision.audience,
            by: decision.by,
            manner: decision.manner,
            at: decision.at,
            fingerprint: decision.fingerprint,
          },
    versions: versions.map(versionJson),
    report: report === undefined ? null : JSON.parse(reportJson(report)),
  };
}

function versionJson({ id, state, fingerprint, receivedAt, runId }: Version): unknown {
  return { id, state: { code: state, ...versionStates[state].label }, fingerprint, receivedAt, run: runId ?? null };
}
