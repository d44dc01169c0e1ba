import { benchSource } from '../../scripts/bench/source.js';
import type { Answer, GuardedClient } from '../../src/catalog/guarded-client.js';
import type { Source, SourceKind } from '../../src/catalog/source.js';
import type { HarvestedRecord } from '../../src/harvest/harvested-record.js';
import type { Walk, Walked, Walker } from '../../src/harvest/walk.js';
import { loadVocabulary } from '../../src/rdf/vocabulary.js';

const vocabulary = loadVocabulary('vocab');

export const testSource: Source = { ...benchSource('ckan', 'https://portal.example'), key: 'test' };

/** A walk over a source of that kind, with small bounds. */
export function testWalk(kind: SourceKind, client: GuardedClient, changes: Partial<Walk> = {}): Walk {
  return {
    source: { ...testSource, kind },
    mode: 'full',
    resume: undefined,
    document: undefined,
    headers: {},
    client,
    vocabulary,
    limits: { pageSize: 10, maxRecords: 100, wholeBytes: 1024 * 1024, streamBytes: 1024 * 1024, spoolDir: '/nonexistent' },
    read: async () => {
      throw new Error('this walk reads no documents');
    },
    clock: () => new Date('2026-11-23T02:00:00Z'),
    signal: new AbortController().signal,
    ...changes,
  };
}

/** All that a walker brings, and how it ended. */
export async function walked(walker: Walker, walk: Walk): Promise<{ records: HarvestedRecord[]; end: Walked }> {
  const pages = walker(walk);
  const records: HarvestedRecord[] = [];
  for (let next = await pages.next(); ; next = await pages.next()) {
    if (next.done === true) return { records, end: next.value };
    records.push(...next.value.records);
  }
}

/** A client whose every answer comes from this function of the address. */
export function answeringClient(answer: (url: string) => Partial<Answer>): GuardedClient {
  const refuse = async (): Promise<never> => {
    throw new Error('this client only gets');
  };
  return {
    get: async (url) => ({ status: 200, contentType: 'application/json', body: '', ...answer(url) }),
    open: refuse,
    judge: () => undefined,
    close: async () => undefined,
  };
}
