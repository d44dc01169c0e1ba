import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { startApp, type TestApp } from '../support/app.js';
import { projectFolder } from '../support/mapping.js';
import { completeRecord } from '../support/packages.js';

const turtle = readFileSync(projectFolder('test/fixtures/catalogue-of-two-datasets.ttl'), 'utf8');

describe('/validate over HTTP', function () {
  this.timeout(60_000);
  let test: TestApp;
  let url: string;

  before(async () => {
    test = await startApp();
    url = `${(await test.serve()).url}/validate`;
  });
  after(() => test.end());

  function post(
    body: string | Uint8Array | FormData | URLSearchParams,
    headers: Record<string, string> = {},
    query = '',
  ): Promise<Response> {
    return fetch(`${url}${query}`, { method: 'POST', body: body as BodyInit, headers });
  }

  async function problem(response: Response): Promise<{ status: number; detail: string; remedy?: string }> {
    assert.equal(response.headers.get('content-type'), 'application/problem+json; charset=utf-8');
    return (await response.json()) as { status: number; detail: string; remedy?: string };
  }

  const asked: readonly [accept: string, query: string, type: string][] = [
    ['*/*', '', 'application/json'],
    ['application/json', '', 'application/json'],
    ['text/turtle', '', 'text/turtle'],
    ['application/ld+json', '', 'application/ld+json'],
    ['text/csv', '', 'text/csv'],
    ['text/plain', '', 'text/plain'],
    ['text/html,application/xhtml+xml,*/*;q=0.8', '', 'text/html'],
    ['text/html', '?format=csv', 'text/csv'],
    ['image/png', '?format=ttl', 'text/turtle'],
  ];
  for (const [accept, query, type] of asked) {
    it(`answers a document as ${type} for Accept: ${accept} ${query}`, async () => {
      const response = await post(turtle, { 'content-type': 'text/turtle', accept }, query);
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('content-type'), `${type}; charset=utf-8`);
      assert.match(response.headers.get('vary') ?? '', /Accept/);
      assert.equal(response.headers.get('cache-control'), 'no-store');
      assert.match(response.headers.get('link') ?? '', /dcat-ap-th\/1\.0\.0>; rel="profile"/);
    });
  }

  it('says what there is when asked for another format', async () => {
    assert.equal((await post(turtle, { accept: 'image/png' })).status, 406);
    const { status, detail } = await problem(await post(turtle, {}, '?format=pdf'));
    assert.equal(status, 406);
    assert.match(detail, /json, html, ttl/);
  });

  it('has a page with three forms that work without scripts, in both languages', async () => {
    const pages = await Promise.all(['th', 'en'].map(async (lang) => (await fetch(`${url}?lang=${lang}`)).text()));
    for (const page of pages) {
      assert.equal(page.match(/<form action="\/validate" method="post"/g)?.length, 3);
      assert.match(page, /enctype="multipart\/form-data"/);
    }
    assert.match(pages[0] ?? '', /<html lang="th">[\s\S]*เลือกไฟล์/);
    assert.match(pages[1] ?? '', /<html lang="en">[\s\S]*Choose a file/);
  });

  it('takes pasted text, an address and an uploaded file from its page', async () => {
    const pasted = await post(new URLSearchParams({ text: turtle, type: 'text/turtle', format: 'json' }));
    const form = new FormData();
    form.set('file', new Blob([turtle]), 'catalogue.ttl');
    form.set('format', 'json');
    const uploaded = await post(form);
    const counts = await Promise.all([pasted, uploaded].map(async (response) => ((await response.json()) as { counts: unknown }).counts));
    assert.deepEqual(counts[0], counts[1]);
    test.portal.offer([completeRecord()]);
    const address = `${test.portal.url}/api/3/action/package_search?rows=10&start=0`;
    const fetched = await post(new URLSearchParams({ url: address, format: 'json', profile: 'dcat-ap' }));
    const { document, profile, gate } = (await fetched.json()) as { document: { name: string }; profile: { token: string }; gate: string };
    assert.deepEqual([document.name, profile.token, gate], [address, 'dcat-ap', 'passed']);
  });

  it('shows the report as a page: outcome, what to do now, the worst first, in the language asked for', async () => {
    const thai = await (await post(turtle, { accept: 'text/html' })).text();
    const english = await (await post(turtle, { accept: 'text/html' }, '?lang=en')).text();
    assert.match(thai, /ยังไม่ผ่านเกณฑ์[\s\S]*สิ่งที่ต้องทำต่อไป[\s\S]*ข้อที่ต้องแก้ไข \(\d+\)[\s\S]*ข้อแนะนำ \(\d+\)[\s\S]*ผลแยกตามชุดข้อมูล/);
    assert.match(
      english,
      /<html lang="en">[\s\S]*Did not pass yet[\s\S]*What to do now[\s\S]*Must be mended \(\d+\)[\s\S]*Advice \(\d+\)[\s\S]*By dataset/,
    );
    assert.ok(!english.includes('=SUM(A1)<'), 'a value is text');
  });

  it('offers no other language where the link would lose the report', async () => {
    const page = await (await post(turtle, { accept: 'text/html' })).text();
    assert.ok(!page.includes('class="language"'));
    assert.match(await (await fetch(url, { headers: { accept: 'text/html' } })).text(), /class="language"[^>]*href="\/validate\?lang=en"/);
  });

  it('sends a terminal no control character that a document holds', async () => {
    const evil =
      '<https://a.example/d> a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/title> "a\\u001b[2J\\u009bb\\nc" .';
    const told = await (await post(evil, { accept: 'text/plain', 'content-type': 'text/turtle' })).text();
    assert.match(told, /^a \[2J b c$/m);
    assert.doesNotMatch(told, /[^\n\P{Cc}]/u);
  });

  it('escapes what a document holds', async () => {
    const evil =
      '<https://a.example/d> a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/title> "<script>alert(1)</script>" .';
    const page = await (await post(evil, { accept: 'text/html', 'content-type': 'text/turtle' })).text();
    assert.ok(!page.includes('<script'));
    assert.ok(page.includes('&lt;script>alert(1)'));
  });

  const refused: readonly [claim: string, body: string | Uint8Array, headers: Record<string, string>, status: number, says: RegExp][] = [
    ['nothing', '', { 'content-type': 'text/turtle' }, 400, /empty/],
    ['broken Turtle', '<a> <b', { 'content-type': 'text/turtle' }, 400, /line 1/],
    ['a type that is none of ours', 'x', { 'content-type': 'image/png' }, 415, /image\/png/],
    ['no dataset', '<https://a.example/> a <https://a.example/T> .', { 'content-type': 'text/turtle' }, 422, /no dcat:Dataset/],
    ['a remote context', '{"@context": "https://x.example/c"}', { 'content-type': 'application/ld+json' }, 422, /not fetched/],
    ['an unknown coding', 'x', { 'content-encoding': 'snappy' }, 415, /./],
    ['gzip that is none', 'x', { 'content-encoding': 'gzip' }, 400, /./],
    ['a form that is none', 'x', { 'content-type': 'multipart/form-data' }, 400, /multipart/],
    [
      'a form cut short',
      '--b\r\nContent-Disposition: form-data; name="file"; filename="a.ttl"\r\n\r\n<a',
      { 'content-type': 'multipart/form-data; boundary=b' },
      400,
      /multipart/,
    ],
  ];
  for (const [claim, body, headers, status, says] of refused) {
    it(`answers ${status} with what is wrong: ${claim}`, async () => {
      const told = await problem(await post(body, headers));
      assert.equal(told.status, status);
      assert.match(told.detail, says);
    });
  }

  it('tells a browser by a page what is wrong with a document, with the way back', async () => {
    const response = await post(new URLSearchParams({ text: '<a> <b', type: 'text/turtle' }), { accept: 'text/html' });
    assert.equal(response.status, 400);
    assert.match(await response.text(), /บรรทัดที่ 1[\s\S]*href="\/validate"/);
  });

  it('answers 400 for a profile that there is not', async () => {
    const told = await problem(await post(turtle, { 'content-type': 'text/turtle' }, '?profile=x'));
    assert.equal(told.status, 400);
    assert.match(told.remedy ?? '', /dcat-ap-th, dcat-ap/);
  });

  it('unpacks gzip, and stops a gzip bomb at the bound', async () => {
    const packed = await post(gzipSync(turtle), { 'content-type': 'text/turtle', 'content-encoding': 'gzip' });
    assert.equal(packed.status, 200);
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 0x20));
    assert.ok(bomb.length < 300_000);
    const told = await problem(await post(bomb, { 'content-type': 'text/turtle', 'content-encoding': 'gzip' }));
    assert.equal(told.status, 413);
    const upload = await problem(await post(bomb, { 'content-type': 'multipart/form-data; boundary=b', 'content-encoding': 'gzip' }));
    assert.equal(upload.status, 413);
  });

  it('answers 413 for a body that is too large', async () => {
    const told = await problem(await post(Buffer.alloc(test.config.validate.bytes + 100_000, 0x20), { 'content-type': 'text/turtle' }));
    assert.equal(told.status, 413);
    assert.match(told.remedy ?? '', /several files/);
  });

  it('takes POST alone besides reading, and tells other sites’ scripts so', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      const response = await fetch(url, { method });
      assert.equal(response.status, 405);
      assert.equal(response.headers.get('allow'), 'GET, HEAD, POST, OPTIONS');
    }
    const options = await fetch(url, { method: 'OPTIONS' });
    assert.equal(options.status, 204);
    assert.equal((await fetch(url.replace('/validate', '/datasets'), { method: 'POST' })).status, 405);
  });
});

describe('/validate with many at once', function () {
  this.timeout(60_000);

  it('answers 503 with Retry-After to those past the queue, and all the others', async () => {
    const test = await startApp();
    const { validate } = test.config;
    const small = await test.restart({ config: { validate: { ...validate, threads: 1, queue: 3 } } });
    try {
      const { url } = await small.serve();
      const answers = await Promise.all(
        Array.from({ length: 12 }, () =>
          fetch(`${url}/validate`, { method: 'POST', body: turtle, headers: { 'content-type': 'text/turtle' } }),
        ),
      );
      const statuses = answers.map(({ status }) => status);
      assert.deepEqual([...new Set(statuses)].sort(), [200, 503]);
      assert.ok(statuses.filter((status) => status === 200).length >= 4);
      for (const answer of answers.filter(({ status }) => status === 503)) assert.equal(answer.headers.get('retry-after'), '10');
      const later = await fetch(`${url}/validate`, { method: 'POST', body: turtle, headers: { 'content-type': 'text/turtle' } });
      assert.equal(later.status, 200);
    } finally {
      await small.end();
    }
  });
});
