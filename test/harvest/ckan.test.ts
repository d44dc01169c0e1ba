import assert from 'node:assert/strict';
import { walkCkan } from '../../src/harvest/ckan.js';
import { answeringClient, testWalk, walked } from '../support/walk.js';

/** What a portal brings whose every answer is this text. */
async function records(body: string) {
  return (
    await walked(
      walkCkan,
      testWalk(
        'ckan',
        answeringClient(() => ({ body })),
      ),
    )
  ).records;
}

describe('A walk over CKAN', () => {
  it('leaves out a record nested too deep, and brings the rest', async () => {
    const deep = `{"id":"deep","x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    const brought = await records(`{"success":true,"result":{"count":2,"results":[${deep},{"id":"a","name":"a"}]}}`);
    assert.deepEqual(
      brought.map(({ nativeId, door }) => `${nativeId} ${door.state}`),
      ['unusable:1 left-out', 'a open'],
    );
  });

  it('refuses a page of more records than it asked for, before it looks at them', async () => {
    const body = `{"success":true,"result":{"count":50,"results":[${Array(50).fill('{}').join(',')}]}}`;
    await assert.rejects(records(body), /asked for 10 records and sent 50/);
  });
});
