import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import type { GuardedClient } from '../../../src/catalog/guarded-client.js';
import type { ToThread } from '../../../src/rdf/federation/messages.js';
import { ServedFetches } from '../../../src/rdf/federation/served-fetches.js';

const endpoint = 'https://endpoint.example/sparql';

describe('Answers on their way to a thread', () => {
  it('are read no further than the thread has asked for, and let go when it has enough', async () => {
    let [read, discarded] = [0, false];
    const client: GuardedClient = {
      open: async (url) => ({
        status: 200,
        url,
        headers: { 'content-type': 'application/sparql-results+json' },
        bytes: (async function* () {
          for (; read < 1000; ) {
            read += 1;
            yield Buffer.from('{}');
          }
        })(),
        discard: () => {
          discarded = true;
        },
      }),
      get: () => Promise.reject(new Error('this client only opens')),
      judge: () => undefined,
      close: async () => undefined,
    };
    const posted: ToThread[] = [];
    const fetches = new ServedFetches({ client, headersOf: () => ({}), requests: 1, unpackedBytes: 1 }, (message) => posted.push(message));
    fetches.begin([endpoint]);
    await fetches.fetch({ kind: 'fetch', id: 1, url: `${endpoint}?query=x`, accept: '*/*', form: undefined });
    await turn();
    assert.equal(read, 0);
    for (let asked = 1; asked <= 5; asked += 1) {
      await fetches.pull(1);
      await turn();
      assert.equal(read, asked);
      assert.equal(posted.filter(({ kind }) => kind === 'chunk').length, asked);
    }
    fetches.drop(1);
    assert.ok(discarded);
    await fetches.pull(1);
    assert.equal(read, 5);
  });
});
