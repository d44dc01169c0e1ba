import type { Response } from 'express';
import type { PushedLine, PushedView } from '../../catalog/pushed.js';
import { versionStates } from '../../catalog/states.js';
import type { Version } from '../../catalog/version.js';
import type { ServeParts } from '../parts.js';

/**
 * Sends JSON that belongs to one key's owner. Without Express's own look at If-None-Match: an ETag here is the fingerprint of
 * what was sent, and the state that the answer tells moves on while that stays.
 */
export function sendJson(response: Response, status: number, value: unknown): void {
  sendText(response, status, 'application/json', `${JSON.stringify(value, undefined, 2)}\n`);
}

/** Sends what was written already, in the same manner. */
export function sendText(response: Response, status: number, mediaType: string, content: string): void {
  const body = Buffer.from(content);
  response
    .status(status)
    .set({ 'Content-Type': `${mediaType}; charset=utf-8`, 'Content-Length': String(body.length), 'Cache-Control': 'no-store' })
    .end(body);
}

/** Address of a record under /api. */
export function recordUrl({ base }: Pick<ServeParts, 'base'>, agencyId: string, identifier: string): string {
  return `${base}/api/agencies/${agencyId}/records/${encodeURIComponent(identifier)}`;
}

/** A pushed record for programs. @param report its report in JSON, written in a thread where it is long. */
export function recordJson(
  parts: Pick<ServeParts, 'base'>,
  view: PushedView,
  report: string,
  more: Readonly<Record<string, unknown>> = {},
): string {
  const { agencyId, identifier, dataset, state, fingerprint, published, decision, versions } = view;
  const record = {
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
  };
  return `${JSON.stringify(record, undefined, 2).slice(0, -2)},\n  "report": ${report}\n}\n`;
}

/** A pushed record in a list. */
export function lineJson(
  parts: Pick<ServeParts, 'base'>,
  { agencyId, identifier, dataset, state, fingerprint, audience }: PushedLine,
): unknown {
  const url = recordUrl(parts, agencyId, identifier);
  const label = { code: state, ...versionStates[state].label };
  return { url, identifier, dataset, state: label, fingerprint: fingerprint ?? null, audience: audience ?? null };
}

function versionJson({ id, state, fingerprint, receivedAt, runId }: Version): unknown {
  return { id, state: { code: state, ...versionStates[state].label }, fingerprint, receivedAt, run: runId ?? null };
}
