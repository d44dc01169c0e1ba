import assert from 'node:assert/strict';
import type { GuardedClient } from '../../src/catalog/guarded-client.js';
import { type CkanWalk, walkCkan } from '../../src/harvest/ckan.js';
import type { HarvestedRecord } from '../../src/harvest/harvested-record.js';
import { loadVocabulary } from '../../src/rdf/vocabulary.js';

const vocabulary = loadVocabulary('vocab');
const walk: CkanWalk = { url: 'https://portal.example', pageSize: 10, maxRecords: 100, expired: () => false };

/** A portal whose every answer is this text. */
function answering(body: string): Pick<GuardedClient, 'get'> {
  return { get: async () => ({ status: 200, contentType: 'application/json', body }) };
}

async function records(client: Pick<GuardedClient, 'get'>, changes: Partial<CkanWalk> = {}): Promise<HarvestedRecord[]> {
  const all: HarvestedRecord[] = [];
  for await (const page of walkCkan({ ...walk, ...changes }, client, vocabulary)) all.push(...page.records);
  return all;
}

describe('A walk over CKAN', () => {
  it('leaves out a record nested too deep, and brings the rest', async () => {
    const deep = `{"id":"deep","x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    const brought = await records(answering(`{"success":true,"result":{"count":2,"results":[${deep},{"id":"a","name":"a"}]}}`));
    assert.deepEqual(
      brought.map(({ nativeId, door }) => `${nativeId} ${door.state}`),
      ['unusable:1 left-out', 'a open'],
    );
  });

  it('refuses a page of more records than it asked for, before it looks at them', async () => {
    const body = `{"success":true,"result":{"count":50,"results":[${Array(50).fill('{}').join(',')}]}}`;
    await assert.rejects(records(answering(body)), /asked for 10 records and sent 50/);
  });

  it('ends when the whole walk has taken too long', async () => {
    const body = `{"success":true,"result":{"count":50,"results":[{"id":"a"}]}}`;
    await assert.rejects(records(answering(body), { expired: () => true }), /took too long/);
  });
});
