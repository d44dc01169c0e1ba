import type { Run, RunRecord } from '../../catalog/run.js';
import { openRunStates } from '../../catalog/run.js';
import type { Source } from '../../catalog/source.js';
import type { RunDetails } from './cases.js';

/** A source for programs: of its secret only whether there is one. */
export function sourceJson(base: string, source: Source): unknown {
  const { agencyId, key, kind, url, policy, policyBy, policyUntil, state, everyMinutes, nextRunAt, options, hasSecret } = source;
  return {
    url: sourceUrl(base, agencyId, key),
    agency: agencyId,
    key,
    kind,
    address: url,
    state,
    policy,
    registrar: policyBy ?? null,
    policyUntil: policyUntil ?? null,
    everyMinutes: everyMinutes ?? null,
    nextRunAt: nextRunAt ?? null,
    options,
    hasSecret,
    runs: `${sourceUrl(base, agencyId, key)}/runs`,
  };
}

export function sourceUrl(base: string, agencyId: string, key: string): string {
  return `${base}/api/agencies/${agencyId}/sources/${key}`;
}

export function runUrl(base: string, id: number): string {
  return `${base}/api/runs/${id}`;
}

/** A run for programs; its checkpoint and marks are our own affair. */
export function runJson(base: string, run: Run): Record<string, unknown> {
  const { id, state, mode, startedAt, startedBy, endedAt, endedBy, cancelledBy, total, reason, reasonTh, advice, result } = run;
  return {
    url: runUrl(base, id),
    id,
    state,
    isOpen: openRunStates.has(state),
    mode,
    startedAt,
    startedBy,
    endedAt: endedAt ?? null,
    endedBy: endedBy ?? null,
    cancelledBy: cancelledBy ?? null,
    total: total ?? null,
    reason: reason === undefined ? null : { th: reasonTh ?? reason, en: reason },
    advice,
    ...(result === undefined ? {} : { preview: result }),
    events: `${runUrl(base, id)}/events`,
  };
}

/** The same with its source, counts and proposed pairs. */
export function detailsJson(base: string, { run, source, agencyId, counts, pairs }: RunDetails): Record<string, unknown> {
  return { ...runJson(base, run), agency: agencyId, source, counts, pairs };
}

/** One line of a run; what was refused has a hashed identifier. */
export function runRecordJson({ nativeId, name, outcome, reason, reasonTh, agencyId }: RunRecord): unknown {
  return {
    identifier: nativeId,
    name: name ?? null,
    outcome: outcome ?? null,
    ...(agencyId === undefined ? {} : { agency: agencyId }),
    reason: reason === undefined ? null : { th: reasonTh ?? reason, en: reason },
  };
}
