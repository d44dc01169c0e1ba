import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createGuardedClient } from '../../src/harvest/client/client.js';
import { agencyId, withTestApp } from '../support/app.js';
import { datasetOf, prefixes } from '../support/dcat-server.js';
import { httpServer, settings } from '../support/fetching.js';

describe('A source that is a DCAT document', () => {
  it('is harvested end to end, unchanged when it comes in another order, and unharmed by a document that is cut', async () => {
    const [one, two] = [datasetOf('one', ' ; dct:temporal [ dcat:startDate "2020" ]'), datasetOf('two')];
    let body = `${prefixes}${one}${two}`;
    const statuses: number[] = [];
    const server = await httpServer((request, response) => {
      const etag = `"${createHash('sha256').update(body).digest('hex')}"`;
      const status = request.headers['if-none-match'] === etag ? 304 : 200;
      statuses.push(status);
      response.writeHead(status, { 'content-type': 'text/turtle', etag }).end(status === 304 ? '' : body);
    });
    try {
      const client = createGuardedClient({ ...settings, loopback: [`127.0.0.1:${server.port}`] });
      // The portal that every test app has is not on this client's list, and not fetched.
      await withTestApp({ overrides: { client: { ...client, judge: () => undefined } } }, async ({ app }) => {
        await app.flow.registerSource(
          {
            agencyId,
            key: 'dcat',
            kind: 'dcat',
            url: `http://127.0.0.1:${server.port}/catalogue.ttl`,
            policy: 'manual',
            policyBy: undefined,
            everyMinutes: undefined,
          },
          'test',
        );
        await app.flow.approveSource(`${agencyId}/dcat`, 'test');
        const harvest = () => app.flow.harvest(`${agencyId}/dcat`, 'test');
        const first = await harvest();
        assert.deepEqual([first.run.state, first.counts.created], ['succeeded', 2], first.run.reason);
        const same = await harvest();
        assert.deepEqual([same.run.state, same.counts.missing, statuses], ['succeeded', 0, [200, 304]]);
        body = `${prefixes}${two}${one}`;
        assert.equal((await harvest()).counts.unchanged, 2);
        body = body.slice(0, -30);
        const cut = await harvest();
        assert.equal(cut.run.state, 'failed');
        assert.match(cut.run.reason ?? '', /line 8/);
        body = `${prefixes}${one}${datasetOf('two', ' ; dct:description nowhere:x')}`;
        const aside = await harvest();
        assert.deepEqual([aside.counts['set-aside'], aside.counts.missing, aside.counts.unchanged], [1, 0, 1]);
      });
    } finally {
      await server.end();
    }
  });
});
