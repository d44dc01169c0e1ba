import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { request } from 'undici';
import type { SimulatedPackage } from '../../scripts/simulate-agency.js';
import type { Serving } from '../../src/compose.js';
import { agencyId, registrar, source, startApp, type TestApp } from '../support/app.js';
import { manyRecords } from '../support/packages.js';

/** One story over time: each step finds what the one before has left. */
describe('A full page of changes', () => {
  let test: TestApp;
  let serving: Serving;
  let packages: SimulatedPackage[] = [];
  const forms = ['application/trig', 'application/n-quads', 'application/ld+json'];
  let full: Map<string, Answer>;

  before(async () => {
    test = await startApp();
    serving = await test.serve();
  });
  after(() => test.end());

  interface Answer {
    readonly status: number;
    readonly etag: string;
    readonly cached: string;
    readonly text: string;
  }

  async function get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    const { statusCode, headers: said, body } = await request(`${serving.url}${path}`, { headers });
    return { status: statusCode, etag: String(said.etag), cached: String(said['cache-control']), text: await body.text() };
  }

  async function offer(offered: SimulatedPackage[], times = 1): Promise<void> {
    packages = offered;
    test.portal.offer(packages);
    for (let time = 0; time < times; time += 1) await test.app.flow.harvest(source, 'test');
    await test.app.flow.confirm({ agencyId, records: 'all', audience: undefined, by: registrar });
    await serving.caughtUp();
  }

  const but = (name: string, changes: Record<string, unknown>): SimulatedPackage[] =>
    packages.map((one) => (one.name === name ? ({ ...one, ...changes } as SimulatedPackage) : one));
  const without = (...names: string[]): SimulatedPackage[] => packages.filter(({ name }) => !names.includes(String(name)));

  async function page(): Promise<string> {
    const { headers, body } = await request(`${serving.url}/changes?after=0`);
    await body.dump();
    return String(headers.location);
  }

  async function inForms(): Promise<Map<string, Answer>> {
    const path = await page();
    const archive = path.replace('/changes/', '/feed/');
    const answers = await Promise.all(forms.map(async (accept) => [accept, await get(path, { accept })] as const));
    return new Map([...answers, ['atom', await get(`${archive}.atom`)]]);
  }

  it('is not full before there is a change after it: until then whoever has it is told of the way on', async () => {
    await offer(manyRecords(100));
    const path = await page();
    const growing = await get(path);
    assert.equal(growing.text.match(/<https:\/\/www\.w3\.org\/ns\/activitystreams#Create>/g)?.length, 100);
    assert.match(growing.cached, /max-age=5$/);
    assert.ok(!growing.text.includes('https://w3id.org/tree#relation'));
    assert.equal((await get(`${path.replace('/changes/', '/feed/')}.atom`)).status, 404);
    await offer(manyRecords(104));
    const grown = await get(path, { 'if-none-match': growing.etag });
    assert.deepEqual([grown.status, grown.cached], [200, 'public, max-age=60']);
    assert.match(grown.text, /https:\/\/w3id\.org\/tree#relation/);
    full = await inForms();
    assert.deepEqual(
      [...full.values()].map(({ status }) => status),
      [200, 200, 200, 200],
    );
  });

  it('stays as it is when datasets change, or are lost at their source', async () => {
    await offer(but('dataset-0001', { title: 'ชื่อใหม่' }));
    await offer(without('dataset-0002', 'dataset-0003'), 2);
    assert.match((await get(`/datasets/${agencyId}/dataset-0002.ttl`)).text, /ชุดข้อมูลทดสอบที่ 2"/);
    assert.equal((await get(`/datasets/${agencyId}/dataset-0002.ttl`)).status, 410);
    assert.deepEqual(await inForms(), full);
    for (const [form, { etag }] of full)
      if (form !== 'atom') assert.equal((await get(await page(), { accept: form, 'if-none-match': etag })).status, 304);
  });

  it('is the same, with the same validators, when the read side is built anew', async () => {
    await test.app.stop();
    for (const suffix of ['', '-wal', '-shm']) await rm(`${test.config.dataDir}/read.sqlite${suffix}`, { force: true });
    test = await test.restart();
    serving = await test.serve();
    await serving.caughtUp();
    assert.deepEqual(await inForms(), full);
  });

  const stopped = [
    {
      what: 'one is stopped',
      name: 'dataset-0004',
      words: 'ชุดข้อมูลทดสอบที่ 4"',
      reason: /stopped its publication/,
      change: { allow_harvest: 'False' },
    },
    {
      what: 'one becomes internal',
      name: 'dataset-0005',
      words: 'ชุดข้อมูลทดสอบที่ 5"',
      reason: /no longer for the public/,
      change: { data_category: 'ข้อมูลใช้ภายใน', data_classification: 'ชั้นเผยแพร่ภายในองค์กร' },
    },
  ];
  for (const { what, name, words, reason, change } of stopped) {
    it(`loses the words and gets another validator when ${what}`, async () => {
      assert.ok([...full].every(([form, { text }]) => text.includes(form === 'atom' ? words.replace('"', '<') : words)));
      await offer(but(name, change));
      await checkSilenced(name, words, reason);
    });
  }

  it('loses the words of one that was lost once its owner withdraws it', async () => {
    const back = manyRecords(2)
      .slice(1)
      .map((one) => ({ ...one, allow_harvest: 'False' }) as SimulatedPackage);
    assert.equal((await test.app.flow.records()).find(({ record }) => record.slug === 'dataset-0002')?.state, 'retired');
    await offer([...packages, ...back]);
    await checkSilenced('dataset-0002', 'ชุดข้อมูลทดสอบที่ 2"', /stopped its publication/);
    assert.match((await get(`/datasets/${agencyId}/dataset-0003.ttl`)).text, /ชุดข้อมูลทดสอบที่ 3"/);
  });

  it('has validators that no earlier state had when the read side is built anew after that', async () => {
    await test.app.stop();
    for (const suffix of ['', '-wal', '-shm']) await rm(`${test.config.dataDir}/read.sqlite${suffix}`, { force: true });
    test = await test.restart();
    serving = await test.serve();
    await serving.caughtUp();
    assert.deepEqual(await inForms(), full);
  });

  it('tells why one left also when it is back', async () => {
    await offer(but('dataset-0004', { allow_harvest: 'True', title: 'กลับมา' }));
    const { text } = await get('/feed.atom');
    const left = text.match(/<at:deleted-entry [^>]*dataset-0004"[^>]*>.*?<\/at:deleted-entry>/)?.[0] ?? '';
    assert.match(left, /The agency that owns it has stopped its publication/);
    assert.match(text, /กลับมา/);
  });

  async function checkSilenced(name: string, words: string, reason: RegExp): Promise<void> {
    const now = await inForms();
    for (const [form, { etag, text }] of now) {
      assert.ok(!text.includes(form === 'atom' ? words.replace('"', '<') : words), form);
      assert.notEqual(etag, full.get(form)?.etag);
      if (form !== 'atom')
        assert.equal((await get(await page(), { accept: form, 'if-none-match': full.get(form)?.etag ?? '' })).status, 200);
    }
    for (const suffix of ['.ttl', '.rdf', '.jsonld', '.nt', '.html?lang=en']) {
      const { status, text } = await get(`/datasets/${agencyId}/${name}${suffix}`);
      assert.equal(status, 410);
      assert.match(text, reason);
      assert.ok(!text.includes('ชุดข้อมูลทดสอบที่'), suffix);
    }
    full = now;
  }
});
