import assert from 'node:assert/strict';
import jsonld from 'jsonld';
import { intoConfig, replicateLDES } from 'ldes-client';
import { request } from 'undici';
import type { Serving } from '../../src/compose.js';
import { readDocument } from '../../src/rdf/document.js';
import { parseNQuads } from '../../src/rdf/parse.js';
import { toNQuads, toNTriples } from '../../src/rdf/serialise.js';
import { activity, ldes, tree } from '../../src/rdf/terms.js';
import { agencyId, source, type TestApp } from '../support/app.js';
import { manyRecords } from '../support/packages.js';
import { startPublicApp } from '../support/public-app.js';

const limits = { bytes: 1e8, triples: 1e6, depth: 100, values: 1e5 };
const days = 24 * 3_600_000;

describe('The feeds of changes', () => {
  let test: TestApp;
  let base: string;
  let serving: Serving;
  /** In the order of the log: 120 come, 40 change, one is stopped, one becomes internal, one is stopped and comes back. */
  const changes = 120 + 40 + 3 + 1;

  before(async () => {
    ({ test, base } = await startPublicApp({ packages: manyRecords(120), config: { feedMs: 30 * days } }));
    serving = await test.serve();
    await round(manyRecords(120));
    test.clock.now = new Date('2026-11-24T02:00:00Z');
    await round(manyRecords(120, (index) => (index < 40 ? { title: `ชื่อใหม่ ${index} & <สอง>` } : {})));
    test.clock.now = new Date('2026-11-25T02:00:00Z');
    const last = (index: number) => ({
      ...(index < 40 ? { title: `ชื่อใหม่ ${index} & <สอง>` } : {}),
      ...(index === 1 || index === 60 ? { allow_harvest: 'False' } : {}),
      ...(index === 2 ? { data_category: 'ข้อมูลใช้ภายใน', data_classification: 'ชั้นเผยแพร่ภายในองค์กร' } : {}),
    });
    await round(manyRecords(120, last));
    test.clock.now = new Date('2026-11-26T02:00:00Z');
    await round(manyRecords(120, (index) => (index === 60 ? { title: 'กลับมาแล้ว' } : last(index))));
    await serving.caughtUp();
  });
  after(() => test.end());

  async function round(packages: ReturnType<typeof manyRecords>): Promise<void> {
    test.portal.offer(packages);
    await test.app.flow.harvest(source, 'test');
    await test.app.flow.confirm({ agencyId, records: 'all', audience: undefined, by: 'registrar' });
  }

  async function get(path: string, headers: Record<string, string> = {}) {
    const response = await request(path.startsWith('http') ? path : `${base}${path}`, { headers });
    return { status: response.statusCode, headers: response.headers as Record<string, string>, text: await response.body.text() };
  }

  async function quadsOf(path: string) {
    const { status, text } = await get(path, { accept: 'application/n-quads' });
    assert.equal(status, 200, path);
    return parseNQuads(text);
  }

  /** Every page from the root on, by its relations. */
  async function allPages(): Promise<string[]> {
    const pages: string[] = [];
    for (let next: string | undefined = `${base}/changes`; next !== undefined; ) {
      const quads = await quadsOf(next);
      next = quads.find(({ predicate }) => predicate.equals(tree.node))?.object.value;
      if (next !== undefined) pages.push(next);
      assert.ok(pages.length < 10);
    }
    return pages;
  }

  async function catalogue(): Promise<Map<string, string>> {
    const members = new Map<string, string>();
    for (let next: string | undefined = '/datasets.jsonld?limit=100'; next !== undefined; ) {
      const page = JSON.parse((await get(next)).text) as { member: { id: string }[]; view: { next?: string } };
      for (const { id } of page.member) {
        const record = `CONSTRUCT { ?s ?p ?o } { GRAPH <${id}/record> { ?s ?p ?o } }`;
        members.set(
          id,
          members.size < 5 ? (await get(`/sparql?query=${encodeURIComponent(record)}`, { accept: 'application/n-triples' })).text : '',
        );
      }
      next = page.view.next?.slice(base.length);
    }
    return members;
  }

  it('tells every change once, in the order of the log, at moments that strictly grow', async () => {
    const seen: { seq: number; published: string; type: string }[] = [];
    for (const page of await allPages()) {
      const quads = await quadsOf(page);
      const members = quads.filter(({ predicate }) => predicate.equals(tree.member)).map(({ object }) => object.value);
      assert.ok(members.length <= 100);
      for (const member of members) {
        const about = quads.filter(({ subject }) => subject.value === member && subject.value.startsWith(page));
        const value = (property: string) => about.find(({ predicate }) => predicate.value === property)?.object.value ?? '';
        seen.push({
          seq: Number(/#change-(\d+)$/.exec(member)?.[1]),
          published: value(activity.published.value),
          type: value('http://www.w3.org/1999/02/22-rdf-syntax-ns#type').slice(activity.$.length),
        });
      }
    }
    assert.equal(seen.length, changes);
    assert.equal(seen.filter(({ type }) => type === 'Create').length, 121);
    assert.equal(seen.filter(({ type }) => type === 'Update').length, 40);
    assert.equal(seen.filter(({ type }) => type === 'Delete').length, 3);
    const bySeq = [...seen].sort((a, b) => a.seq - b.seq);
    assert.deepEqual(
      bySeq.map(({ published }) => published),
      [...new Set(seen.map(({ published }) => published))].sort(),
    );
  });

  it('says the same in TriG, N-Quads and JSON-LD', async () => {
    const context = JSON.parse((await get('/context/1.jsonld')).text);
    const documentLoader = async (asked: string) => ({ document: context, documentUrl: asked });
    for (const page of [`${base}/changes`, ...(await allPages())]) {
      const nquads = toNQuads(await quadsOf(page));
      const trig = await readDocument(Buffer.from((await get(page)).text), { mediaType: 'application/trig', name: page }, limits);
      assert.ok(trig.kind === 'rdf');
      assert.equal(toNQuads(trig.quads), nquads);
      const json = JSON.parse((await get(page, { accept: 'application/ld+json' })).text);
      const written = await jsonld.toRDF(json, { format: 'application/n-quads', documentLoader, safe: true } as never);
      const lines = (text: string) => toNTriples(parseNQuads(text)).split('\n');
      assert.deepEqual(lines(written as unknown as string), lines(nquads));
    }
  });

  for (const ordered of ['none', 'ascending'] as const) {
    it(`is replayed by ldes-client to what the catalogue is, read ${ordered === 'none' ? 'in any order' : 'in order'}`, async () => {
      const client = replicateLDES(intoConfig({ url: `${base}/changes`, noShape: true }), ordered);
      const failures: unknown[] = [];
      client.on('error', (error) => failures.push(error));
      const state = new Map<string, { published: string; type: string; payload: string }>();
      const reader = client.stream().getReader();
      let members = 0;
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        const { id, quads } = next.value as unknown as { id: { value: string }; quads: ReturnType<typeof parseNQuads> };
        members += 1;
        const value = (property: string) =>
          quads.find(({ subject, predicate, graph }) => subject.value === id.value && predicate.value === property && graph.value === '')
            ?.object.value ?? '';
        const object = value(activity.object.value);
        const published = value(activity.published.value);
        if ((state.get(object)?.published ?? '') > published) continue;
        const payload = toNTriples(quads.filter(({ graph }) => graph.value === id.value));
        state.set(object, { published, type: value('http://www.w3.org/1999/02/22-rdf-syntax-ns#type').slice(activity.$.length), payload });
      }
      assert.deepEqual(failures, []);
      assert.equal(members, changes);
      const left = [...state].filter(([, { type }]) => type !== 'Delete');
      const now = await catalogue();
      assert.deepEqual(left.map(([dataset]) => dataset).sort(), [...now.keys()].sort());
      for (const [dataset, record] of now)
        if (record !== '')
          assert.equal(state.get(dataset)?.payload.replaceAll('#nonNegativeInteger>', '#integer>'), toNTriples(parseNQuads(record)));
    });
  }

  it('keeps what left and what became internal out of every page, also of the pages before', async () => {
    for (const page of await allPages()) {
      for (const accept of ['application/trig', 'application/ld+json', 'text/html']) {
        const { text } = await get(page, { accept });
        for (const words of ['ชุดข้อมูลทดสอบที่ 2"', 'ชุดข้อมูลทดสอบที่ 3"', 'ชื่อใหม่ 1 ', 'ชื่อใหม่ 2 ', 'ชุดข้อมูลทดสอบที่ 61"'])
          assert.ok(!text.includes(words), `${page} ${words}`);
      }
    }
  });

  it('answers 304 to who has a page, lets nobody keep it longer than a minute, and knows its forms', async () => {
    const [first = ''] = await allPages();
    const { headers } = await get(first);
    assert.equal(headers['content-type']?.split(';')[0], 'application/trig');
    assert.equal(headers['cache-control'], 'public, max-age=60');
    assert.equal((await get(first, { 'if-none-match': headers.etag ?? '' })).status, 304);
    assert.notEqual((await get(first, { accept: 'application/ld+json' })).headers.etag, headers.etag);
    assert.equal((await get(first, { accept: 'image/png' })).status, 406);
    assert.match((await get('/changes', { accept: 'text/html' })).text, /กลับมาแล้ว/);
    assert.match((await get('/changes?lang=en', { accept: 'text/html' })).text, /Changes of datasets/);
    const quads = await quadsOf('/changes');
    assert.equal(
      quads.find(({ subject, predicate }) => subject.value.endsWith('#retention') && predicate.equals(tree.value))?.object.value,
      'P30D',
    );
    assert.ok(quads.some(({ predicate }) => predicate.equals(ldes.versionOfPath)));
  });

  it('gives a reader who knows everything up to a position the page that goes on from there', async () => {
    const [first = '', second = ''] = await allPages();
    for (const [after, page] of [
      ['0', first],
      ['999999', second],
    ] as const) {
      const { status, headers } = await get(`/changes?after=${after}`);
      assert.deepEqual([status, headers.location], [303, page.slice(base.length)]);
    }
    for (const [path, status] of [
      ['/changes?after=x', 400],
      ['/changes?after=-1', 400],
      ['/changes?after=1&after=2', 400],
      ['/changes/1', 404],
      ['/changes/999999', 404],
      ['/changes/x', 404],
      ['/changes/99999999999999999999', 404],
      ['/feed/1.atom', 404],
      [`/feed/${second.slice(second.lastIndexOf('/') + 1)}.atom`, 404],
    ] as const)
      assert.equal(
        (await get(path, { accept: 'application/json' })).status,
        path.startsWith('/changes/') && status === 404 ? 404 : status,
        path,
      );
  });

  it('has an Atom feed of the newest, archives of the rest, deleted entries for what left, and each change in one of them', async () => {
    const { headers, text } = await get('/feed.atom');
    assert.equal(headers['content-type']?.split(';')[0], 'application/atom+xml');
    assert.equal((await get('/feed.atom', { 'if-none-match': headers.etag ?? '' })).status, 304);
    assert.match(text, /<title xml:lang="th">กลับมาแล้ว<\/title>/);
    assert.equal(text.match(/<at:deleted-entry /g)?.length, 3);
    assert.match(text, /หน่วยงานเจ้าของข้อมูลระงับการเผยแพร่/);
    assert.ok(!/ชุดข้อมูลทดสอบที่ 2</.test(text) && text.includes('&#38; &#60;สอง&#62;'));
    const [, archive = ''] = /<link rel="prev-archive" href="([^"]+)"\/>/.exec(text) ?? [];
    const archived = await get(archive);
    assert.match(archived.text, /<fh:archive\/>/);
    assert.match(archived.text, /<link rel="current" href="[^"]+\/feed\.atom"\/>/);
    const ids = new Set(
      [...text.matchAll(/<id>([^<]+\/datasets\/[^<]+)</g), ...archived.text.matchAll(/<id>([^<]+\/datasets\/[^<]+)</g)].map(([, id]) => id),
    );
    assert.deepEqual([...ids].sort(), [...(await catalogue()).keys()].sort());
  });

  it('numbers the changes the same, and holds the same, when the read side is built anew', async () => {
    const before = await Promise.all((await allPages()).map(async (page) => (await get(page)).text));
    const { rm } = await import('node:fs/promises');
    await test.app.stop();
    for (const suffix of ['', '-wal', '-shm']) await rm(`${test.config.dataDir}/read.sqlite${suffix}`, { force: true });
    test = await test.restart();
    serving = await test.serve();
    await serving.caughtUp();
    assert.deepEqual(await Promise.all((await allPages()).map(async (page) => (await get(page)).text)), before);
  });

  it('answers 410 for a page older than it reaches back, and empties what was replaced by then', async () => {
    const [first = '', second = ''] = await allPages();
    const seq = first.slice(first.lastIndexOf('/') + 1);
    test.clock.now = new Date('2026-12-26T03:00:00Z');
    await test.app.flow.tick();
    for (const path of [first, `/feed/${seq}.atom`, '/changes?after=0'])
      assert.equal((await get(path, { accept: 'application/trig' })).status, 410, path);
    assert.deepEqual(await allPages(), [second]);
    const feed = (await get('/feed.atom')).text;
    assert.ok(!feed.includes('prev-archive'));
    assert.equal(feed.match(/<entry>|<at:deleted-entry /g)?.length, changes - 100 - 2, 'all but the two that tell nothing any more');
    const kept = await test.app.registry.read.log.current(0, 10_000);
    assert.equal(kept.filter(({ kind }) => kind === 'dataset').length, 118);
  });
});
