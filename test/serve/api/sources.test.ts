import assert from 'node:assert/strict';
import { ended, startApi, type TestApi } from '../../support/api.js';
import { agencyId, source } from '../../support/app.js';
import { manyRecords } from '../../support/packages.js';

const sources = `/agencies/${agencyId}/sources`;

describe('Sources and runs over HTTP', function () {
  this.timeout(60_000);
  let api: TestApi;
  let inspector: string;
  before(async () => {
    api = await startApi({ packages: manyRecords(12) });
    inspector = await api.key(['inspect']);
  });
  after(() => api.test.end());

  function post(path: string, value: unknown, token = api.token) {
    return api.ask('POST', path, token, { body: JSON.stringify(value), type: 'application/json' });
  }

  it('are registered by the agency, wait, and are approved by the centre', async () => {
    const headers = { Authorization: 'token-of-the-portal' };
    const added = await post(sources, { key: 'second', kind: 'ckan', url: api.test.portal.url, headers });
    assert.equal(added.status, 201, added.text);
    assert.deepEqual([added.json.state, added.json.hasSecret], ['pending', true]);
    assert.equal((await post(`${sources}/second/runs`, {})).status, 409);
    assert.equal((await api.ask('PATCH', `${sources}/second`, api.token, { body: '{"state":"active"}' })).status, 409, 'not by itself');
    assert.equal((await post(`${sources}/second/approve`, {})).status, 403);
    assert.equal((await post(`${sources}/second/approve`, {}, inspector)).json.state, 'active');
    assert.equal((await post(sources, { key: 'second', kind: 'ckan', url: api.test.portal.url })).status, 409);
  });

  it('keep their secrets to themselves', async () => {
    for (const answer of [await api.ask('GET', sources, api.token), await api.ask('GET', `${sources}/second`, inspector)]) {
      assert.equal(answer.status, 200);
      assert.equal(answer.text.includes('token-of-the-portal'), false);
    }
    const forgotten = await api.ask('PATCH', `${sources}/second`, api.token, { body: '{"headers":null}' });
    assert.equal(forgotten.json.hasSecret, false);
  });

  it('are refused with what is wrong in the body', async () => {
    const cases: readonly [value: unknown, names: RegExp][] = [
      [{ key: 'X Y', kind: 'ckan', url: 'https://a.example' }, /key/],
      [{ key: 'x', kind: 'fax' }, /kind/],
      [{ key: 'x', kind: 'ckan', url: 'https://a.example', surprise: 1 }, /surprise/],
      [{ key: 'x', kind: 'ckan', url: 'https://a.example', headers: { 'a b': 'c' } }, /headers/],
      [{ key: 'x', kind: 'ckan', url: 'https://a.example', headers: { a: 'b\r\nHost: c' } }, /headers/],
      [{ key: 'x', kind: 'ckan', url: 'http://169.254.169.254/' }, /./],
      [{ key: 'x', kind: 'ckan', url: 'file:///etc/passwd' }, /./],
      ['no object', /body/],
    ];
    for (const [value, names] of cases) {
      const answer = await post(sources, value);
      assert.equal(answer.status, 400, answer.text);
      assert.match(answer.json.detail ?? '', names);
    }
    assert.equal((await api.ask('POST', sources, api.token, { body: '{' })).status, 400);
    assert.equal((await api.ask('POST', sources, api.token, { body: 'x'.repeat(70_000) })).status, 413);
  });

  it('confirm by themselves only with a key that may confirm', async () => {
    const standing = { key: 'standing', kind: 'ckan', url: api.test.portal.url, policy: 'automatic', registrar: 'registrar' };
    assert.equal((await post(sources, standing, await api.key(['manage']))).status, 403);
    assert.equal((await post(sources, standing)).status, 201);
  });

  it('are paused, set up and taken up again by the agency', async () => {
    const change = (body: string) => api.ask('PATCH', `${sources}/second`, api.token, { body });
    assert.equal((await change('{"state":"paused","options":{"pageSize":50}}')).json.state, 'paused');
    const back = await change('{"state":"active"}');
    assert.deepEqual([back.json.state, back.json.options], ['active', { pageSize: 50 }]);
    assert.equal((await change('{"state":"retired"}')).status, 400);
    assert.equal((await change('{"options":{"pageSize":0}}')).status, 400);
    const query = await change('{"options":{"query":"SELECT ?dataset { ?dataset ?p ?o }"}}');
    assert.match(query.json.detail ?? '', /Only a source of kind sparql/);
  });

  it('take no header that a request is not sent with, at first or later', async () => {
    for (const headers of [{ Host: 'internal' }, { 'Content-Length': '5' }, { 'proxy-authorization': 'x' }]) {
      const added = await post(sources, { key: 'headers', kind: 'ckan', url: api.test.portal.url, headers });
      assert.equal(added.status, 400);
      assert.match(added.json.detail ?? '', /cannot be sent to a source/);
      const changed = await api.ask('PATCH', `${sources}/second`, api.token, { body: JSON.stringify({ headers }) });
      assert.equal(changed.status, 400);
    }
  });

  it('take another query only after it was judged like the first', async () => {
    const url = 'https://endpoint.example/sparql';
    assert.equal((await post(sources, { key: 'endpoint', kind: 'sparql', url })).status, 201);
    const change = (query: string) => api.ask('PATCH', `${sources}/endpoint`, api.token, { body: JSON.stringify({ options: { query } }) });
    const wanted = 'SELECT ?dataset { ?dataset a <urn:x> }';
    assert.deepEqual((await change(wanted)).json.options, { query: wanted });
    for (const query of ['DROP ALL', 'SELECT ?dataset { SERVICE <http://10.0.0.1/> { ?dataset ?p ?o } }', 'SELECT ?other { ?other ?p ?o }'])
      assert.equal((await change(query)).status, 400, query);
    assert.deepEqual((await api.ask('GET', `${sources}/endpoint`, api.token)).json.options, { query: wanted });
  });

  it('are run when asked: 202, a run, and its records by outcome and page', async () => {
    const taken = await post(`${sources}/ckan/runs`, {});
    assert.equal(taken.status, 202, taken.text);
    const run = await ended(api, taken.headers.get('location') ?? '', api.token);
    assert.deepEqual([run.state, run.counts?.created, run.source], ['succeeded', 12, source]);
    const path = `/runs/${run.id}`;
    const first = await api.ask('GET', `${path}?outcome=created&limit=5`, api.token);
    assert.equal(first.json.records?.length, 5);
    const next = new URL(String(first.json.next));
    assert.match(first.headers.get('link') ?? '', /rel="next"/);
    const second = await api.ask('GET', `${path}${next.search}`, api.token);
    assert.equal(new Set([...(first.json.records ?? []), ...(second.json.records ?? [])].map(({ identifier }) => identifier)).size, 10);
    for (const wrong of ['outcome=lost', 'limit=0', 'limit=9999', 'after=-1'])
      assert.equal((await api.ask('GET', `${path}?${wrong}`, api.token)).status, 400, wrong);
    const listed = await api.ask('GET', `${sources}/ckan/runs`, api.token);
    assert.equal((listed.json.runs as unknown[]).length, 1);
  });

  it('are previewed without changing anything', async () => {
    const taken = await post(`${sources}/second/runs`, { preview: true });
    const run = await ended(api, taken.headers.get('location') ?? '', api.token);
    assert.deepEqual([run.mode, run.state], ['preview', 'succeeded']);
    assert.equal((run.preview as { setAside: number }).setAside, 12, 'they belong to the first source');
  });

  it('take no runs where records are sent', async () => {
    const answer = await post(`${sources}/push/runs`, {});
    assert.equal(answer.status, 409);
    assert.match(answer.json.remedy ?? '', /\/records/);
  });

  it('take a document in place of their address', async () => {
    await post(sources, { key: 'file', kind: 'dcat' });
    await post(`${sources}/file/approve`, {}, inspector);
    const body = '@prefix d: <http://www.w3.org/ns/dcat#> . <https://a.example/upload> a d:Dataset ; d:keyword "a" .';
    const taken = await api.ask('POST', `${sources}/file/runs`, api.token, { body, type: 'text/turtle' });
    assert.equal(taken.status, 202, taken.text);
    assert.equal((await ended(api, taken.headers.get('location') ?? '', api.token)).counts?.created, 1);
    const form = new FormData();
    form.set('file', new Blob([body.replace('upload', 'form')], { type: 'text/turtle' }), 'catalogue.ttl');
    const sent = await api.ask('POST', `${sources}/file/runs?preview=true`, api.token, { body: form });
    assert.equal(sent.status, 202, sent.text);
    assert.equal((await ended(api, sent.headers.get('location') ?? '', api.token)).state, 'succeeded');
  });

  it('of a kind without a flag of consent are consented to by the agency, once', async () => {
    await post(sources, { key: 'sheet', kind: 'template' });
    const stranger = await api.key(['submit']);
    assert.equal((await post(`${sources}/sheet/consent`, {}, stranger)).status, 403);
    const given = await post(`${sources}/sheet/consent`, {});
    assert.equal(given.status, 200, given.text);
    assert.match((given.json.options as { consent: { by: string } }).consent.by, /^bk_/);
  });

  it('that are fetched need an address, which is said as such', async () => {
    const answer = await post(sources, { key: 'nowhere', kind: 'ckan' });
    assert.equal(answer.status, 400);
    assert.match(answer.json.detail ?? '', /needs an address/);
  });

  it('are retired with their records', async () => {
    const answer = await api.ask('DELETE', `${sources}/file`, api.token);
    assert.deepEqual([answer.status, answer.json.takenDown], [200, 1]);
    assert.equal((await api.ask('GET', `${sources}/none`, api.token)).status, 404);
  });

  it('of another agency, and their runs, are not there for a key', async () => {
    const { id: _, ...rest } = (await api.test.app.flow.agencies())[0] ?? assert.fail();
    await api.test.app.flow.registerAgency({ ...rest, id: '99000003', code: '99000003' }, 'test');
    const stranger = await api.key(['submit', 'manage'], { agencyId: '99000003' });
    assert.equal((await api.ask('GET', '/runs/1', stranger)).status, 404);
    assert.equal((await api.ask('GET', '/runs/1/events', stranger)).status, 404);
    assert.equal((await api.ask('POST', '/runs/1/cancel', stranger)).status, 404);
    assert.equal((await api.ask('GET', '/runs/9999', api.token)).status, 404);
    assert.equal((await api.ask('GET', '/runs/1%27', api.token)).status, 404);
    assert.equal((await api.ask('GET', sources, stranger)).status, 403);
  });

  it('tell their progress as server-sent events that end with the run', async () => {
    api.test.portal.offer(manyRecords(40));
    const taken = await post(`${sources}/ckan/runs`, {});
    const id = taken.json.id;
    const events = await api.ask('GET', `/runs/${id}/events`, api.token, { headers: { 'last-event-id': '41' } });
    assert.equal(events.headers.get('content-type'), 'text/event-stream; charset=utf-8');
    const seen = [...events.text.matchAll(/^id: (\d+)\nevent: (\w+)\ndata: (.*)$/gm)];
    assert.equal(seen[0]?.[1], '42', 'goes on counting');
    assert.equal(seen[0]?.[2], 'run');
    assert.ok(seen.some(([, , event]) => event === 'progress'));
    assert.equal(seen.at(-1)?.[2], 'end');
    assert.equal((JSON.parse(seen.at(-1)?.[3] ?? '') as { state: string }).state, 'succeeded');
    const after = await api.ask('GET', `/runs/${id}/events`, api.token);
    assert.match(after.text, /event: end/);
    assert.equal((await api.ask('GET', `/runs/${id}/events`, undefined)).status, 401);
  });

  it('are cancelled when asked, and not twice', async () => {
    api.test.portal.fail('hang');
    const taken = await post(`${sources}/ckan/runs`, {});
    const path = `/runs/${taken.json.id}`;
    const cancelled = await api.ask('POST', `${path}/cancel`, api.token);
    assert.equal(cancelled.status, 202, cancelled.text);
    const run = await ended(api, taken.headers.get('location') ?? '', api.token);
    assert.equal(run.state, 'cancelled');
    assert.match(String(run.cancelledBy), /^bk_/);
    assert.equal((await api.ask('POST', `${path}/cancel`, api.token)).status, 409);
    api.test.portal.fail(undefined);
  });
});
