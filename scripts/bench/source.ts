import type { Source, SourceKind } from '../../src/catalog/source.js';

/** A source that only a walker of a bench reads. */
export function benchSource(kind: SourceKind, url: string): Source {
  return {
    id: 1,
    agencyId: '99000001',
    key: 'bench',
    kind,
    url,
    policy: 'manual',
    policyBy: undefined,
    policyUntil: undefined,
    state: 'active',
    everyMinutes: undefined,
    nextRunAt: undefined,
    options: {},
    marks: {},
    hasSecret: false,
    replacesId: undefined,
  };
}
