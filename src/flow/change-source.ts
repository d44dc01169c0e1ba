import type { Source, SourceChange } from '../catalog/source.js';
import { standingUntil } from '../confirm/policy.js';
import { checkOwnQuery } from '../harvest/sparql/own-query.js';
import { checkHeaders } from './check-headers.js';
import { checkPlace, checkPolicy, placeOf } from './check-source.js';
import { checkMove, moveSource, setOptions, setSecret } from './manage-source.js';
import type { FlowParts } from './parts.js';

/**
 * Changes a source: all that was asked for, or nothing when any of it cannot be.
 * @throws Problem `bad-request`, `bad-query` or `conflict` as registering it would.
 */
export async function changeSource(parts: FlowParts, source: Source, change: SourceChange, by: string): Promise<Source> {
  const terms = termsOf(parts, source, change);
  checkPlace(parts, { ...source, ...terms });
  checkPolicy(terms);
  checkOwnQuery(source.kind, change.options?.query);
  checkHeaders(change.headers ?? undefined);
  if (change.state !== undefined) checkMove(source, change.state);
  await setTerms(parts, source, terms, by);
  if (change.options !== undefined) await setOptions(parts, source, change.options, by);
  if (change.headers !== undefined) await setSecret(parts, source, change.headers ?? undefined, by);
  const changed = await parts.registry.read.sources.get(source.id);
  return change.state === undefined ? changed : moveSource(parts, changed, change.state, by);
}

type Terms = Pick<Source, 'url' | 'everyMinutes' | 'nextRunAt' | 'policy' | 'policyBy' | 'policyUntil'>;

function termsOf({ clock }: FlowParts, source: Source, change: SourceChange): Terms {
  const now = clock();
  const policy = change.policy ?? source.policy;
  const isGivenAnew = change.policy !== undefined || change.policyBy !== undefined;
  const everyMinutes = change.everyMinutes === undefined ? source.everyMinutes : (change.everyMinutes ?? undefined);
  return {
    url: change.url === undefined ? source.url : placeOf({ kind: source.kind, url: change.url }),
    everyMinutes,
    nextRunAt: everyMinutes === source.everyMinutes ? source.nextRunAt : everyMinutes === undefined ? undefined : now.toISOString(),
    policy,
    policyBy: policy === 'manual' ? undefined : (change.policyBy ?? source.policyBy),
    policyUntil: policy === 'manual' ? undefined : isGivenAnew ? standingUntil(now) : source.policyUntil,
  };
}

async function setTerms(parts: FlowParts, source: Source, terms: Terms, by: string): Promise<void> {
  const changed = (Object.keys(terms) as (keyof Terms)[]).filter((name) => terms[name] !== source[name]);
  if (changed.length === 0) return;
  const at = parts.clock().toISOString();
  await parts.registry.transact(async (stores) => {
    await stores.sources.setTerms(source.id, terms);
    // At another address nothing is known yet of what changed since.
    if (changed.includes('url')) await stores.sources.setMarks(source.id, {});
    const why = changed.map((name) => `${name}: ${source[name] ?? '-'} → ${terms[name] ?? '-'}`).join('; ');
    await stores.audit.add([{ at, by, act: 'change-source', subject: `source:${source.id}`, why }]);
  });
}
