import assert from 'node:assert/strict';
import { operations } from '../../../src/serve/api/operations.js';
import { pushedDataset, startApi, type TestApi } from '../../support/api.js';
import { agencyId } from '../../support/app.js';

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { responses: Record<string, unknown> }>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, { required: string[]; properties: Record<string, unknown> }>> };
}

describe('/openapi.json', function () {
  this.timeout(60_000);
  let api: TestApi;
  let document: Document;
  before(async () => {
    api = await startApi();
    document = (await (await fetch(`${api.url}/openapi.json`)).json()) as Document;
  });
  after(() => api.test.end());

  it('tells of operations that there are, each of which asks for a key', async () => {
    for (const { method, path } of operations) {
      const address = path.replace('{agency}', agencyId).replace('{identifier}', 'x').replace('{key}', 'ckan').replace('{id}', '1');
      const answer = await api.ask(method.toUpperCase(), address.replace('/api', ''), undefined);
      assert.equal(answer.status, 401, `${method} ${path}`);
    }
  });

  it('tells of every method that an address takes', async () => {
    for (const [path, methods] of Object.entries(document.paths).filter(([one]) => one.startsWith('/api/'))) {
      const address = path.replace('{agency}', agencyId).replace('{identifier}', 'x').replace('{key}', 'ckan').replace('{id}', '1');
      const allow = (await fetch(`${api.url}${address}`, { method: 'OPTIONS' })).headers.get('allow') ?? '';
      const taken = allow.split(', ').filter((method) => !['HEAD', 'OPTIONS'].includes(method));
      assert.deepEqual(
        Object.keys(methods)
          .filter((name) => name !== 'parameters')
          .map((name) => name.toUpperCase())
          .sort(),
        taken.sort(),
        path,
      );
    }
  });

  it('describes answers as they are', async () => {
    const sent = await api.put('described', pushedDataset());
    const source = await api.ask('GET', `/agencies/${agencyId}/sources/ckan`, api.token);
    const run = await api.ask('POST', `/agencies/${agencyId}/records`, api.token, { body: pushedDataset(), type: 'application/ld+json' });
    const problem = await api.put('broken', '{');
    for (const [name, { json }] of Object.entries({ Record: sent, Source: source, Run: run, Problem: problem })) {
      const schema = document.components.schemas[name] ?? assert.fail(name);
      for (const member of schema.required) assert.ok(member in json, `${name} lacks ${member}`);
      for (const member of Object.keys(json)) assert.ok(member in schema.properties, `${name} has ${member} besides`);
    }
    assert.ok(document.paths['/api/agencies/{agency}/records/{identifier}']?.put?.responses['412']);
  });
});
