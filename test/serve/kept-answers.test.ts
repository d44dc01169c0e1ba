import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { request } from 'undici';
import { AnswerCache } from '../../src/publish/sparql/answer-cache.js';
import { type KeptAnswer, keptAnswers } from '../../src/serve/kept-answers.js';
import { agencyId, source, startApp, type TestApp } from '../support/app.js';
import { harvestAndConfirm } from '../support/harvested.js';
import { completeRecord, manyRecords } from '../support/packages.js';

/** What a client sees, without the moment it was sent at and what is said of the connection. */
async function ask(url: string, asked: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') {
  const response = await request(url, { headers: asked, method });
  const headers = { ...response.headers } as Record<string, string>;
  for (const passing of ['date', 'connection', 'keep-alive']) delete headers[passing];
  return { status: response.statusCode, headers, text: await response.body.text() };
}

describe('Answers of the directory that are kept', () => {
  /** Each answer that is made says which it is. */
  async function serving(work: (url: string, it: { made: number; seq: number; cache: AnswerCache<KeptAnswer> }) => Promise<void>) {
    const it = { made: 0, seq: 1, cache: new AnswerCache<KeptAnswer>(100_000, 1000) };
    const app = express();
    app.use(keptAnswers({ directory: { position: () => ({ seq: it.seq, at: '2026-11-23T02:00:00.000Z' }) }, kept: it.cache }));
    app.get('/datasets/:agency/:name', ({ params: { name } }, response) => {
      it.made += 1;
      if (name.startsWith('missing')) response.status(404);
      if (name.startsWith('cookie')) response.cookie('lang', 'th');
      if (name.startsWith('published-meanwhile')) it.seq += 1;
      response.vary('Accept').type('text/turtle').send(`answer ${it.made}`);
    });
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/datasets/a`, it);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  it('are made once for each representation and language, and are the same with all their headers', () =>
    serving(async (url, it) => {
      const asked = [{ accept: 'text/turtle' }, { accept: 'text/html' }, { accept: 'text/html', cookie: 'lang=en' }];
      for (const [index, headers] of asked.entries()) {
        const first = await ask(`${url}/one`, headers);
        assert.equal(first.text, `answer ${index + 1}`);
        assert.equal(first.headers['content-type'], 'text/turtle; charset=utf-8');
        for (let again = 0; again < 3; again += 1) assert.deepEqual(await ask(`${url}/one`, headers), first);
      }
      assert.equal(it.made, 3);
      // Other words for the same representation need no answer of their own.
      assert.equal((await ask(`${url}/one`, { accept: 'text/turtle;q=0.9, image/png' })).text, 'answer 1');
      assert.equal((await ask(`${url}/one.html`, { accept: 'image/png' })).text, 'answer 4');
    }));

  it('answer 304 to who has them, and HEAD without a body', () =>
    serving(async (url, it) => {
      const first = await ask(`${url}/one`);
      assert.equal((await ask(`${url}/one`, { 'if-none-match': first.headers.etag ?? '' })).status, 304);
      const head = await ask(`${url}/one`, {}, 'HEAD');
      assert.deepEqual(head, { ...first, text: '' });
      assert.equal(it.made, 1);
      await ask(`${url}/two`, {}, 'HEAD');
      assert.equal((await ask(`${url}/two`)).text, 'answer 3');
    }));

  it('are made anew once anything is published, also while one was being made', () =>
    serving(async (url, it) => {
      assert.equal((await ask(`${url}/one`)).text, 'answer 1');
      it.seq += 1;
      assert.equal((await ask(`${url}/one`)).text, 'answer 2');
      assert.equal((await ask(`${url}/published-meanwhile`)).text, 'answer 3');
      assert.equal((await ask(`${url}/published-meanwhile`)).text, 'answer 4');
    }));

  it('are whole ones of addresses without a query: no error, no cookie', () =>
    serving(async (url, it) => {
      for (const path of ['missing', 'cookie', 'one?lang=en']) {
        await ask(`${url}/${path}`);
        await ask(`${url}/${path}`);
      }
      assert.equal(it.made, 6);
      // A method other than GET and HEAD goes on to whoever takes it.
      const posted = await request(`${url}/one`, { method: 'POST' });
      await posted.body.dump();
      assert.equal(posted.statusCode, 404);
    }));

  it('never take more memory than they may, however many addresses are asked for', () =>
    serving(async (url, it) => {
      for (let name = 0; name < 300; name += 1) {
        await ask(`${url}/one-${name}`);
        assert.ok(it.cache.bytes <= 100_000);
      }
      assert.ok(it.cache.bytes > 90_000);
      await ask(`${url}/one-299`);
      assert.equal(it.made, 300);
      await ask(`${url}/one-0`);
      assert.equal(it.made, 301);
    }));
});

describe('A dataset that was asked for before', () => {
  let test: TestApp;
  const dataset = `/datasets/${agencyId}/water-stations`;
  const accepts = ['application/ld+json', 'text/turtle', 'text/html', 'application/rdf+xml', 'application/n-triples'];

  before(async () => {
    test = await startApp({ packages: [completeRecord(), ...manyRecords(2)] });
  });
  after(() => test.end());

  it('is sent as it is now: changed, and stopped', async () => {
    const { url, caughtUp } = await test.serve();
    await harvestAndConfirm(test);
    await caughtUp();
    for (const accept of accepts) {
      for (const path of [dataset, '/datasets']) {
        const first = await ask(`${url}${path}`, { accept });
        assert.equal(first.status, 200);
        assert.ok(!first.text.includes('ฉบับใหม่'));
        assert.deepEqual(await ask(`${url}${path}`, { accept }), first);
      }
    }
    test.portal.offer([completeRecord({ title: 'สถานีวัดระดับน้ำ ฉบับใหม่' }), ...manyRecords(2)]);
    await harvestAndConfirm(test);
    await caughtUp();
    for (const accept of accepts) {
      for (const path of [dataset, '/datasets'])
        assert.ok((await ask(`${url}${path}`, { accept })).text.includes('ฉบับใหม่'), `${path} ${accept}`);
    }
    test.portal.offer([completeRecord({ allow_harvest: 'False' }), ...manyRecords(2)]);
    await test.app.flow.harvest(source, 'test');
    await caughtUp();
    for (const accept of accepts) {
      assert.equal((await ask(`${url}${dataset}`, { accept })).status, 410);
      assert.ok(!(await ask(`${url}/datasets`, { accept })).text.includes('ฉบับใหม่'));
    }
  });
});
