import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { pushedDataset, recordPath, startApi, type TestApi } from '../../support/api.js';
import { agencyId } from '../../support/app.js';

const other = '99000002';

describe('API keys', function () {
  this.timeout(60_000);
  let api: TestApi;
  let log = '';
  before(async () => {
    const to = new Writable({
      write(chunk, _encoding, done) {
        log += String(chunk);
        done();
      },
    });
    api = await startApi({ overrides: { log: pino({ level: 'trace' }, to) } });
    const { id: _, ...rest } = (await api.test.app.flow.agencies())[0] ?? assert.fail('there is an agency');
    await api.test.app.flow.registerAgency({ ...rest, id: other, code: other }, 'test');
  });
  after(() => api.test.end());

  it('are needed: without one 401 says how', async () => {
    const answer = await api.put('any', pushedDataset(), { token: '' });
    assert.equal(answer.status, 401);
    assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer realm="banchi"/);
    assert.match((answer.json.th as { detail: string }).detail, /กุญแจ API/);
    assert.match(answer.json.remedy ?? '', /Authorization: Bearer/);
  });

  it('are refused with 401 when unknown, changed by one character, cut short or of another scheme', async () => {
    const last = api.token.at(-1) === 'A' ? 'E' : 'A';
    for (const token of [`${api.token.slice(0, -1)}${last}`, api.token.slice(0, -1), 'bk_x', `bk_${'0'.repeat(16)}_${'A'.repeat(43)}`]) {
      const answer = await api.ask('GET', recordPath('any'), token);
      assert.equal(answer.status, 401, token);
      assert.match(answer.headers.get('www-authenticate') ?? '', /error="invalid_token"/);
    }
    const basic = await api.ask('GET', recordPath('any'), undefined, { headers: { authorization: `Basic ${btoa(`x:${api.token}`)}` } });
    assert.equal(basic.status, 401);
  });

  it('are of use until they expire or are revoked', async () => {
    const token = await api.key(['submit'], { days: 1 });
    assert.equal((await api.ask('GET', recordPath('any'), token)).status, 404);
    const now = api.test.clock.now;
    api.test.clock.now = new Date(now.getTime() + 86_400_000);
    const expired = await api.ask('GET', recordPath('any'), token);
    api.test.clock.now = now;
    assert.deepEqual([expired.status, expired.json.detail], [401, 'This key has expired.']);
    await api.test.app.flow.revokeKey(token.slice(0, 19), 'test');
    const revoked = await api.ask('GET', recordPath('any'), token);
    assert.deepEqual([revoked.status, revoked.json.detail], [401, 'This key was revoked.']);
    await assert.rejects(api.test.app.flow.revokeKey(token.slice(0, 19), 'test'), /revoked already/);
  });

  it('of another agency are refused with 403', async () => {
    const answer = await api.put('any', pushedDataset(), { token: await api.key(['submit'], { agencyId: other }) });
    assert.equal(answer.status, 403);
    assert.match(answer.json.detail ?? '', /not of agency 99000001/);
  });

  it('without the scope are refused with 403 that names it', async () => {
    const cases: readonly [method: string, path: string, scope: 'submit' | 'confirm' | 'manage' | 'inspect', needed: string][] = [
      ['PUT', recordPath('any'), 'confirm', 'submit'],
      ['DELETE', recordPath('any'), 'manage', 'submit'],
      ['POST', `${recordPath('any')}/confirm`, 'submit', 'confirm'],
      ['POST', `/agencies/${agencyId}/records`, 'manage', 'submit'],
      ['POST', `/agencies/${agencyId}/sources`, 'submit', 'manage'],
      ['GET', `/agencies/${agencyId}/sources`, 'confirm', 'manage'],
      ['POST', `/agencies/${agencyId}/sources/ckan/runs`, 'submit', 'manage'],
      ['POST', `/agencies/${agencyId}/sources/ckan/approve`, 'manage', 'inspect'],
      ['PUT', recordPath('any'), 'inspect', 'submit'],
    ];
    for (const [method, path, scope, needed] of cases) {
      const answer = await api.ask(method, path, await api.key([scope]), method === 'GET' ? {} : { body: '{}' });
      assert.equal(answer.status, 403, `${method} ${path}`);
      assert.match(answer.json.detail ?? '', new RegExp(needed));
      assert.match(answer.headers.get('www-authenticate') ?? '', new RegExp(`insufficient_scope.*${needed}`));
    }
  });

  it('are refused before a body is taken', async () => {
    const body = Buffer.alloc(api.test.config.push.bytes + 1, 0x20);
    assert.equal((await api.put('any', body, { token: 'bk_wrong' })).status, 401);
  });

  it('of the centre read every agency’s records and write none', async () => {
    await api.put('seen', pushedDataset());
    const inspector = await api.key(['inspect']);
    assert.equal((await api.ask('GET', recordPath('seen'), inspector)).status, 200);
    assert.equal((await api.ask('DELETE', recordPath('seen'), inspector)).status, 403);
  });

  it('that are wrong too often are answered 429, while a right one goes on', async () => {
    const statuses = new Set<number>();
    let wait: string | null = null;
    for (let tries = 0; tries < 25; tries += 1) {
      const answer = await api.ask('GET', recordPath('any'), `bk_${String(tries).padStart(16, '0')}_${'A'.repeat(43)}`);
      statuses.add(answer.status);
      wait = answer.headers.get('retry-after');
    }
    assert.deepEqual(statuses, new Set([401, 429]));
    assert.ok(Number(wait) > 0);
    assert.equal((await api.ask('GET', recordPath('seen'), api.token)).status, 200);
    api.test.clock.now = new Date(api.test.clock.now.getTime() + 2 * 86_400_000);
    assert.equal((await api.ask('GET', recordPath('any'), 'bk_wrong')).status, 401);
  });

  it('tell when they were last used, to the minute', async () => {
    const token = await api.key(['submit']);
    const used = async (): Promise<string | undefined> =>
      (await api.test.app.flow.keys(agencyId)).find(({ id }) => token.startsWith(id))?.usedAt;
    assert.equal(await used(), undefined);
    await api.ask('GET', recordPath('seen'), token);
    const first = await used();
    assert.equal(first, api.test.clock.now.toISOString());
    api.test.clock.now = new Date(api.test.clock.now.getTime() + 59_000);
    await api.ask('GET', recordPath('seen'), token);
    assert.equal(await used(), first);
    api.test.clock.now = new Date(api.test.clock.now.getTime() + 1000);
    await api.ask('GET', recordPath('seen'), token);
    assert.notEqual(await used(), first);
  });

  it('are made only for scopes of their owner, with a name and a life of some days', async () => {
    const { flow } = api.test.app;
    const make = (changes: object) => flow.createKey({ agencyId, scopes: ['submit'], name: 'x', ...changes }, 'test');
    await assert.rejects(make({ scopes: ['inspect'] }), /does not go with this key/);
    await assert.rejects(make({ scopes: [] }), /at least one scope/);
    await assert.rejects(make({ agencyId: undefined }), /does not go with this key/);
    await assert.rejects(make({ agencyId: 'nobody' }), /no agency/);
    await assert.rejects(make({ name: '  ' }), /name/);
    await assert.rejects(make({ days: 0 }), /lives/);
    await assert.rejects(make({ days: 10_000 }), /lives/);
  });

  it('bring, with “submit”, the one source that an agency sends to', async () => {
    const sources = await api.test.app.flow.sources(agencyId);
    assert.deepEqual(
      sources.filter(({ kind }) => kind === 'push').map(({ key, state }) => [key, state]),
      [['push', 'active']],
    );
    await assert.rejects(
      api.test.app.flow.registerSource(
        { agencyId, key: 'more', kind: 'push', url: '', policy: 'manual', policyBy: undefined, everyMinutes: undefined },
        'test',
      ),
      /already/,
    );
  });

  it('are told once: neither registry, log nor answers have the secret, and the audit has who made and revoked them', async () => {
    const secret = api.token.slice(20);
    await api.put('broken', '{');
    const page = await api.ask('GET', recordPath('never'), api.token, { headers: { accept: 'text/html' } });
    assert.equal(page.status, 404);
    assert.equal(page.text.includes(secret), false);
    const keys = await api.test.app.flow.keys();
    assert.equal(JSON.stringify(keys).includes(secret), false);
    assert.equal(log.includes(secret), false, 'the log has the secret of a key');
    const lines = await api.test.app.registry.read.audit.of(`key:${api.token.slice(0, 19)}`);
    assert.deepEqual(
      lines.map(({ act, to }) => [act, to]),
      [['create-key', 'submit confirm manage']],
    );
  });

  it('are not in the log when a request with one fails inside', async () => {
    const { registry } = api.test.app;
    const before = registry.read.decisions.newest;
    registry.read.decisions.newest = () => Promise.reject(new Error('the registry is broken'));
    const answer = await api.ask('GET', recordPath('seen'), api.token);
    registry.read.decisions.newest = before;
    assert.equal(answer.status, 500);
    assert.match(log, /the registry is broken/);
    assert.equal(log.includes(api.token.slice(20)), false);
  });
});
