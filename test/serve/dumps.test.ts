import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { request } from 'undici';
import type { Serving } from '../../src/compose.js';
import { parseNQuads } from '../../src/rdf/parse.js';
import { toNQuads } from '../../src/rdf/serialise.js';
import { agencyId, base, source, startApp, type TestApp } from '../support/app.js';
import { harvestAndConfirm } from '../support/harvested.js';
import { completeRecord, manyRecords } from '../support/packages.js';

describe('The dump of everything public', () => {
  let test: TestApp;
  let serving: Serving;

  beforeEach(async () => {
    const internal = completeRecord({ id: 'i', name: 'internal', data_category: 'ข้อมูลใช้ภายใน', data_classification: 'ชั้นเผยแพร่ภายในองค์กร' });
    test = await startApp({ packages: [...manyRecords(60), internal] });
    serving = await test.serve();
    await harvestAndConfirm(test);
    await serving.caughtUp();
  });
  afterEach(() => test.end());

  async function get(path: string, headers: Record<string, string> = {}) {
    const response = await request(`${serving.url}${path}`, { headers });
    const bytes = Buffer.from(await response.body.arrayBuffer());
    return { status: response.statusCode, headers: response.headers as Record<string, string>, bytes, text: bytes.toString('utf8') };
  }

  async function newest(): Promise<string> {
    const { status, headers } = await get('/dumps/latest.nq.gz');
    assert.equal(status, 302);
    return headers.location ?? '';
  }

  it('holds each public graph by its name, and nothing else', async () => {
    await serving.dumped();
    const { bytes } = await get(await newest());
    const written = gunzipSync(bytes)
      .toString('utf8')
      .replace(/^#.*\n/gm, '');
    let log = '';
    const { graphs } = await test.app.flow.dump(async (nquads) => {
      log += nquads;
    });
    assert.equal(toNQuads(parseNQuads(written)), toNQuads(parseNQuads(log)));
    assert.ok(graphs > 60 && written.includes(`<${base}/datasets/${agencyId}/dataset-0060/record> .`));
    assert.ok(!written.includes(`/datasets/${agencyId}/internal`));
    const query = encodeURIComponent('SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }');
    const { text } = await get(`/sparql?query=${query}`, { accept: 'text/csv' });
    assert.equal(Number(text.trim().split('\r\n')[1]), parseNQuads(written).length);
  });

  it('says by name, header, digest and first lines what it is and where the changes go on', async () => {
    await serving.dumped();
    const path = await newest();
    const { headers, bytes } = await get(path);
    const seq = await test.app.registry.read.log.head();
    assert.equal(path, `/dumps/banchi-${seq}.nq.gz`);
    assert.equal(headers['x-log-position'], String(seq));
    assert.equal(headers['repr-digest'], `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`);
    assert.match(headers.link ?? '', new RegExp(`<${base}/changes\\?after=${seq}>; rel="monitor"`));
    assert.match(gunzipSync(bytes).toString('utf8'), new RegExp(`^# .*position ${seq}.*\n# .*/changes\\?after=${seq}\n`));
    const { dumps } = JSON.parse((await get('/dumps', { accept: 'application/json' })).text) as {
      dumps: { sha256: string; bytes: number }[];
    };
    assert.deepEqual(
      dumps.map(({ sha256, bytes: size }) => [sha256, size]),
      [[createHash('sha256').update(bytes).digest('hex'), bytes.length]],
    );
    const page = await get('/dumps?lang=en', { accept: 'text/html' });
    assert.match(page.text, /Download \(N-Quads, gzip\)/);
    assert.match((await get('/dumps?lang=th', { accept: 'text/html' })).text, /ข้อมูลทั้งหมดในไฟล์เดียว/);
  });

  it('is had in parts, and again only when it differs', async () => {
    await serving.dumped();
    const path = await newest();
    const whole = await get(path);
    const part = await get(path, { range: 'bytes=100-199' });
    assert.equal(part.status, 206);
    assert.deepEqual(part.bytes, whole.bytes.subarray(100, 200));
    assert.equal((await get(path, { 'if-none-match': whole.headers.etag ?? '' })).status, 304);
  });

  it('is 503 until there is one, 404 where none was, 410 where an older was', async () => {
    assert.equal((await get('/dumps/latest.nq.gz')).status, 503);
    assert.match((await get('/dumps', { accept: 'text/html' })).text, /กำลังเตรียมไฟล์/);
    await serving.dumped();
    for (const [path, status] of [
      ['/dumps/banchi-1.nq.gz', 410],
      ['/dumps/banchi-999999.nq.gz', 404],
      ['/dumps/..%2Fregistry.sqlite', 404],
      ['/dumps/banchi-1.nq.gz.json', 404],
      ['/dumps/nothing', 404],
    ] as const)
      assert.equal((await get(path)).status, status, path);
  });

  it('leaves one whole file behind, and what an earlier process left unfinished goes', async () => {
    const directory = join(test.config.dataDir, 'dumps');
    await serving.dumped();
    const first = await newest();
    await writeFile(join(directory, 'banchi-7.nq.gz.part'), 'half');
    await writeFile(join(directory, 'banchi-9999999.nq.gz'), 'never described');
    test.portal.offer(manyRecords(60, (index) => (index === 0 ? { allow_harvest: 'False' } : {})));
    await test.app.flow.harvest(source, 'test');
    await serving.caughtUp();
    await serving.dumped();
    const name = (await newest()).slice('/dumps/'.length);
    assert.deepEqual((await readdir(directory)).sort(), [name, `${name}.json`]);
    assert.equal((await get(first)).status, 410);
    test = await test.restart();
    serving = await test.serve();
    await serving.caughtUp();
    await serving.dumped();
    assert.equal(await newest(), `/dumps/${name}`);
  });
});
