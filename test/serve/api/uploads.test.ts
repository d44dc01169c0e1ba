import assert from 'node:assert/strict';
import { ended, pushedDataset, startApi, type TestApi } from '../../support/api.js';
import { agencyId } from '../../support/app.js';

describe('A catalogue sent by POST', function () {
  this.timeout(60_000);
  let api: TestApi;
  // Each test has an agency of its own, so that what is missing is its own too.
  let agency: string;
  let token: string;
  let count = 0;
  before(async () => {
    api = await startApi();
  });
  after(() => api.test.end());
  beforeEach(async () => {
    count += 1;
    agency = `990001${String(count).padStart(2, '0')}`;
    const { id: _, ...rest } = (await api.test.app.flow.agencies())[0] ?? assert.fail('there is an agency');
    await api.test.app.flow.registerAgency({ ...rest, id: agency, code: agency }, 'test');
    token = await api.key(['submit'], { agencyId: agency });
  });

  function records(query = ''): string {
    return `/agencies/${agency}/records${query}`;
  }

  function recordOf(identifier: string): string {
    return records(`/${encodeURIComponent(identifier)}`);
  }

  function put(identifier: string, body: string) {
    return api.ask('PUT', recordOf(identifier), token, { body, type: 'application/ld+json' });
  }

  function line(identifier: string, changes: object = {}): string {
    return pushedDataset({ identifier: [identifier], ...changes });
  }

  async function send(body: string, { type = 'application/x-ndjson', query = '' } = {}) {
    const taken = await api.ask('POST', records(query), token, { body, type });
    assert.equal(taken.status, 202, taken.text);
    return ended(api, taken.headers.get('location') ?? assert.fail('there is no Location'), token);
  }

  async function states(...identifiers: readonly string[]): Promise<(string | undefined)[]> {
    return Promise.all(identifiers.map(async (one) => (await api.ask('GET', recordOf(one), token)).json.state?.code));
  }

  it('is a run, of which every line is a record', async () => {
    const run = await send([line('a'), '', line('b'), line('ค')].join('\n'));
    assert.equal(run.state, 'succeeded');
    assert.equal(run.counts?.created, 3);
    assert.deepEqual(await states('a', 'b', 'ค'), ['awaiting', 'awaiting', 'awaiting']);
  });

  it('goes on past a line that cannot be read, and says which and why', async () => {
    const anonymous = pushedDataset({ identifier: undefined, id: undefined });
    const run = await send([line('a'), '{"broken":', '{"@context": {}}', anonymous, line('a'), line('b')].join('\n'));
    assert.deepEqual([run.state, run.counts?.created], ['partial', 2]);
    const aside = run.records?.filter(({ outcome }) => outcome === 'set-aside').map(({ identifier, reason }) => [identifier, reason?.en]);
    assert.deepEqual(
      aside?.map(([identifier]) => identifier),
      ['line 2', 'line 3', 'line 4', 'line 5'],
    );
    assert.match(String(aside?.[0]?.[1]), /line 2: .*JSON-LD at line 1/);
    assert.match(String(aside?.[1]?.[1]), /no dcat:Dataset/);
    assert.match(String(aside?.[2]?.[1]), /neither dct:identifier nor an IRI/);
    assert.match(String(aside?.[3]?.[1]), /came before/);
  });

  it('takes nothing away that it does not have, unless it says that it is complete', async () => {
    await send([line('a'), line('b')].join('\n'));
    const part = await send(line('a'));
    assert.deepEqual([part.counts?.unchanged, part.counts?.missing], [1, 0]);
    const whole = await send(line('a'), { query: '?complete=true' });
    assert.deepEqual([whole.counts?.unchanged, whole.counts?.missing], [1, 1]);
    const twice = await send(line('a'), { query: '?complete=true' });
    assert.equal(twice.counts?.retired, 1);
    assert.deepEqual(await states('a', 'b'), ['awaiting', 'retired']);
  });

  it('that says it is complete and has a bad line takes nothing away either, and says so', async () => {
    await send([line('a'), line('b')].join('\n'));
    const run = await send([line('a'), '{"b":'].join('\n'), { query: '?complete=true' });
    assert.equal(run.counts?.missing, 0);
    assert.match(JSON.stringify(run.advice), /do not count as missing/);
  });

  it('that would remove too much is held until a person of the centre accepts it', async () => {
    const names = Array.from({ length: 8 }, (_, index) => `d${index}`);
    await send(names.map((name) => line(name)).join('\n'));
    const held = await send(line('d0'), { query: '?complete=true' });
    assert.equal(held.state, 'held');
    const path = new URL(String(held.url)).pathname.replace(/^\/api/, '');
    assert.equal((await api.ask('POST', `${path}/accept`, token)).status, 403);
    const accepted = await api.ask('POST', `${path}/accept`, await api.key(['inspect']));
    assert.ok([200, 202].includes(accepted.status), accepted.text);
    assert.equal((await ended(api, String(held.url), token)).counts?.missing, 7);
    assert.equal((await api.ask('POST', `${path}/accept`, await api.key(['inspect']))).status, 409);
  });

  it('may be one document of many datasets', async () => {
    const turtle = `@prefix d: <http://www.w3.org/ns/dcat#> . @prefix t: <http://purl.org/dc/terms/> .
      <urn:cat> a d:Catalog ; d:dataset <https://a.example/1>, <https://a.example/2> .
      <https://a.example/1> a d:Dataset ; t:identifier "one" ; d:keyword "a" .
      <https://a.example/2> a d:Dataset ; d:keyword "b" .`;
    const run = await send(turtle, { type: 'text/turtle' });
    assert.deepEqual(run.records?.map(({ identifier }) => identifier).sort(), ['https://a.example/2', 'one']);
    assert.deepEqual(await states('one', 'https://a.example/2'), ['returned', 'returned']);
  });

  it('and all that was sent is listed by identifier, page by page', async () => {
    await send([line('c'), line('a', { licence: undefined }), line('ข')].join('\n'));
    await api.ask('DELETE', recordOf('c'), token);
    const all = await api.ask('GET', records(), token);
    assert.equal(all.status, 200, all.text);
    const listed = (all.json.records ?? []) as unknown as readonly Readonly<Record<string, unknown>>[];
    assert.deepEqual(
      listed.map(({ identifier, state }) => [identifier, (state as { code: string }).code]),
      [
        ['a', 'returned'],
        ['c', 'hidden'],
        ['ข', 'awaiting'],
      ],
    );
    assert.deepEqual([listed[1]?.fingerprint, all.json.next], [null, null]);
    const first = await api.ask('GET', records('?limit=2'), token);
    const next = new URL(String(first.json.next));
    assert.equal(first.headers.get('link'), `<${next}>; rel="next"`);
    const rest = await api.ask('GET', records(next.search), token);
    assert.deepEqual([rest.json.records?.map(({ identifier }) => identifier), rest.json.next], [['ข'], null]);
    assert.equal((await api.ask('GET', records('?limit=1001'), token)).status, 400);
    assert.equal((await api.ask('GET', records(), await api.key(['submit'], { agencyId: '99000001' }))).status, 403);
  });

  it('and records by PUT are the same records', async () => {
    await put('both', line('both'));
    const run = await send(line('both'));
    assert.deepEqual([run.counts?.unchanged, run.counts?.created], [1, 0]);
    await send(line('both', { updateEvery: 7 }));
    const again = await put('both', line('both', { updateEvery: 7 }));
    assert.equal(again.json.outcome, 'unchanged');
  });

  it('at the same time as records by PUT loses none of either', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `c${index}`);
    const run = send(names.map((name) => line(name)).join('\n'));
    const puts = await Promise.all(names.map((name) => put(name, line(name, { updateEvery: 30 }))));
    assert.deepEqual(new Set(puts.map(({ status }) => status < 300)), new Set([true]));
    assert.equal((await run).state, 'succeeded');
    const read = await Promise.all(names.map((name) => api.ask('GET', recordOf(name), token)));
    for (const { json } of read) {
      const living = json.versions?.filter(({ state }) => state.code !== 'superseded') ?? [];
      assert.equal(living.length, 1, JSON.stringify(json.versions));
    }
  });

  it('that is not all there is is previewed as such: nothing counts as missing', async () => {
    const names = Array.from({ length: 8 }, (_, index) => `d${index}`);
    await send(names.map((name) => line(name)).join('\n'));
    const part = (await send(line('d0'), { query: '?preview=true' })).preview as Readonly<Record<string, unknown>>;
    assert.deepEqual([part.unchanged, part.missing, part.held ?? null], [1, 0, null]);
    const whole = (await send(line('d0'), { query: '?preview=true&complete=true' })).preview as Readonly<Record<string, unknown>>;
    assert.equal(whole.missing, 7);
    assert.match(JSON.stringify(whole.held), /7 of 8/);
  });

  it('tells what it would do when only a preview is asked for', async () => {
    const run = await send([line('a'), line('b', { licence: undefined })].join('\n'), { query: '?preview=true' });
    assert.equal(run.mode, 'preview');
    assert.deepEqual([(run.preview as { created: number }).created, (run.preview as { returned: number }).returned], [2, 1]);
    assert.equal((await api.ask('GET', recordOf('a'), token)).status, 404);
  });

  it('that is a part of what there is foresees nothing missing, as nothing will be', async () => {
    await send(['a', 'b', 'c'].map((name) => line(name)).join('\n'));
    const foreseen = async (query: string) => (await send(line('a'), { query })).preview as { missing: number; unchanged: number };
    const [part, whole] = [await foreseen('?preview=true'), await foreseen('?preview=true&complete=true')];
    assert.deepEqual([part.unchanged, part.missing], [1, 0]);
    assert.deepEqual([whole.unchanged, whole.missing], [1, 2]);
  });

  it('of more lines than a run may have is refused, though none of them can be read', async () => {
    const few = await startApi({ harvest: { maxRecords: 200 } });
    try {
      const body = '1\n'.repeat(5000);
      const taken = await few.ask('POST', `/agencies/${agencyId}/records`, few.token, { body, type: 'application/x-ndjson' });
      const run = await ended(few, taken.headers.get('location') ?? '', few.token);
      assert.equal(run.state, 'failed');
      assert.match(JSON.stringify(run.reason), /more than 200 datasets/);
      const rows = await few.test.app.registry.read.runs.countStaged(Number(run.id));
      assert.ok(rows <= 250, String(rows));
    } finally {
      await few.test.end();
    }
  });

  it('of secret datasets keeps only a hashed id and the reason', async () => {
    const secret = { classification: 'https://w3id.org/dcat-ap-th/vocab/classification/secret' };
    const run = await send([line('open'), line('very-secret-name', secret)].join('\n'));
    const aside = run.records?.find(({ outcome }) => outcome === 'set-aside');
    assert.match(aside?.identifier ?? '', /^sha256:/);
    assert.equal(JSON.stringify(run).includes('very-secret-name'), false);
  });

  it('is refused when it is empty, too large, or its query is none', async () => {
    assert.equal((await api.ask('POST', records(), token)).status, 400);
    const wrong = await api.ask('POST', records('?complete=maybe'), token, { body: line('a'), type: 'application/x-ndjson' });
    assert.equal(wrong.status, 400);
    const large = new Uint8Array(api.test.config.harvest.wholeBytes + 1).fill(0x20);
    assert.equal((await api.ask('POST', records(), token, { body: large, type: 'application/x-ndjson' })).status, 413);
  });

  it('of 20,000 empty lines and one dataset is one record', async () => {
    const run = await send(`${'\n'.repeat(20_000)}\ufeff${line('a')}\r\n`);
    assert.equal(run.counts?.created, 1);
  });

  it('waits for no other: a second one while the first is open is a conflict', async () => {
    const body = Array.from({ length: 40 }, (_, index) => line(`w${index}`)).join('\n');
    const [first, second] = await Promise.all([
      api.ask('POST', records(), token, { body, type: 'application/x-ndjson' }),
      api.ask('POST', records(), token, { body, type: 'application/x-ndjson' }),
    ]);
    assert.deepEqual([first?.status, second?.status].sort(), [202, 409]);
    const taken = first?.status === 202 ? first : second;
    await ended(api, taken?.headers.get('location') ?? '', token);
  });
});
