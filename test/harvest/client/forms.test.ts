import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import { createGuardedClient } from '../../../src/harvest/client/client.js';
import { because, fakeNetwork, httpServer, publicAddress, settings } from '../../support/fetching.js';

const names = { 'public.example': [[publicAddress]], 'other.example': [[publicAddress]] };

/** Posts a form to a server that answers `/1` with this status and place; tells what it was sent. */
async function posted(status: number, location: (port: number) => string): Promise<string[]> {
  const seen: string[] = [];
  const server = await httpServer(async (request, response) => {
    seen.push(`${request.method} ${request.headers.host?.split(':')[0]}${request.url} ${await text(request)}`.trim());
    response.writeHead(request.url === '/1' ? status : 200, { location: location(server.port) }).end();
  });
  const client = createGuardedClient(settings, fakeNetwork(names));
  try {
    await client.get(`http://public.example:${server.port}/1`, { form: 'query=ASK%7B%7D' });
  } catch (error) {
    because('redirected-post', /POST/)(error);
    seen.push('refused');
  } finally {
    await client.close();
    await server.end();
  }
  return seen;
}

describe('The guarded client that posts a form', () => {
  it('says what it is', async () => {
    let type: string | undefined;
    const server = await httpServer(({ headers }, response) => {
      type = headers['content-type'];
      response.end('fine');
    });
    const client = createGuardedClient(settings, fakeNetwork(names));
    assert.equal((await client.get(`http://public.example:${server.port}/`, { form: 'a=1' })).body, 'fine');
    assert.equal(type, 'application/x-www-form-urlencoded');
    await client.close();
    await server.end();
  });

  for (const status of [301, 302, 307, 308]) {
    it(`posts it again within the origin at ${status}`, async () => {
      assert.deepEqual(await posted(status, () => '/2'), [
        'POST public.example/1 query=ASK%7B%7D',
        'POST public.example/2 query=ASK%7B%7D',
      ]);
    });

    it(`does not send it to another origin at ${status}`, async () => {
      const seen = await posted(status, (port) => `http://other.example:${port}/2`);
      assert.deepEqual(seen, ['POST public.example/1 query=ASK%7B%7D', 'refused']);
    });
  }

  it('fetches what 303 leads to without the form, wherever it is', async () => {
    const seen = await posted(303, (port) => `http://other.example:${port}/2`);
    assert.deepEqual(seen, ['POST public.example/1 query=ASK%7B%7D', 'GET other.example/2']);
  });
});
