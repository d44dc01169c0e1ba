import assert from 'node:assert/strict';
import { type Answer, pushedDataset, recordPath, startApi, type TestApi } from '../../support/api.js';
import { agencyId, base } from '../../support/app.js';

describe('One record sent by PUT', function () {
  this.timeout(60_000);
  let api: TestApi;
  before(async () => {
    api = await startApi();
  });
  after(() => api.test.end());

  function etag(answer: Answer): string {
    const tag = answer.headers.get('etag');
    assert.ok(tag, 'there is an ETag');
    return tag;
  }

  async function versionsOf(identifier: string): Promise<number> {
    return (await api.ask('GET', recordPath(identifier), api.token)).json.versions?.length ?? 0;
  }

  it('is answered 201 with state, report, IRI and fingerprint', async () => {
    const answer = await api.put('first', pushedDataset());
    assert.equal(answer.status, 201);
    assert.equal(answer.headers.get('location'), `${base}/api/agencies/${agencyId}/records/first`);
    assert.equal(answer.headers.get('content-type'), 'application/json; charset=utf-8');
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.equal(answer.json.outcome, 'created');
    assert.equal(answer.json.state?.code, 'awaiting');
    assert.equal(answer.json.dataset, `${base}/datasets/${agencyId}/first`);
    assert.equal(etag(answer), `"${answer.json.fingerprint}"`);
    assert.equal((answer.json.report as { gate: string }).gate, 'passed');
  });

  it('is answered 201 also when its report returns it', async () => {
    const answer = await api.put('returned', pushedDataset({ licence: undefined, dataCategory: undefined }));
    assert.equal(answer.status, 201);
    assert.equal(answer.json.state?.code, 'returned');
    assert.equal((answer.json.report as { gate: string }).gate, 'failed');
  });

  it('changes nothing when it is sent again, however it is laid out', async () => {
    const first = await api.put('again', pushedDataset());
    const again = await api.put('again', pushedDataset());
    const reordered = Object.fromEntries(Object.entries(JSON.parse(pushedDataset()) as object).reverse());
    const laidOut = await api.put('again', JSON.stringify(reordered, undefined, 4));
    assert.deepEqual([again.status, again.json.outcome], [200, 'unchanged']);
    assert.deepEqual([laidOut.status, laidOut.json.outcome], [200, 'unchanged']);
    assert.equal(etag(laidOut), etag(first));
    assert.equal(await versionsOf('again'), 1);
  });

  it('becomes a new version when its content changed', async () => {
    const first = await api.put('changed', pushedDataset());
    const second = await api.put('changed', pushedDataset({ title: { th: ['ราคาสัตว์น้ำรายสัปดาห์'] } }));
    assert.deepEqual([second.status, second.json.outcome], [200, 'changed']);
    assert.notEqual(etag(second), etag(first));
    assert.deepEqual(
      second.json.versions?.map(({ state }) => state.code),
      ['awaiting', 'superseded'],
    );
  });

  it('is written over only what If-Match names', async () => {
    const first = await api.put('matched', pushedDataset());
    const stale = await api.put('matched', pushedDataset({ updateEvery: 2 }), { headers: { 'if-match': '"0000"' } });
    assert.equal(stale.status, 412);
    assert.match(stale.json.detail ?? '', new RegExp(String(first.json.fingerprint)));
    const weak = await api.put('matched', pushedDataset({ updateEvery: 2 }), { headers: { 'if-match': `W/${etag(first)}` } });
    assert.equal(weak.status, 200, 'a proxy that packs answers weakens tags');
    assert.equal((await api.put('matched', pushedDataset({ updateEvery: 3 }), { headers: { 'if-match': etag(first) } })).status, 412);
    assert.equal((await api.put('matched', pushedDataset({ updateEvery: 3 }), { headers: { 'if-match': '*' } })).status, 200);
    assert.equal((await api.put('nowhere', pushedDataset(), { headers: { 'if-match': '*' } })).status, 412);
    assert.equal((await api.ask('GET', recordPath('nowhere'), api.token)).status, 404);
    assert.equal((await api.put('matched', pushedDataset(), { headers: { 'if-match': 'bare' } })).status, 400);
  });

  it('is written only where nothing is with If-None-Match: *', async () => {
    const headers = { 'if-none-match': '*' };
    assert.equal((await api.put('once', pushedDataset(), { headers })).status, 201);
    assert.equal((await api.put('once', pushedDataset(), { headers })).status, 412);
    assert.equal((await api.put('once', pushedDataset(), { headers: { 'if-none-match': '"x"' } })).status, 400);
  });

  it('is read with its ETag and never as 304, since its state moves on', async () => {
    const sent = await api.put('states', pushedDataset());
    const read = await api.ask('GET', recordPath('states'), api.token, { headers: { 'if-none-match': etag(sent) } });
    assert.equal(read.status, 200);
    assert.equal(etag(read), etag(sent));
  });

  it('has its report in every face that Accept asks for', async () => {
    for (const type of ['text/html', 'text/turtle', 'application/ld+json', 'text/csv', 'text/plain']) {
      const answer = await api.ask('GET', recordPath('first'), api.token, { headers: { accept: type } });
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get('content-type'), `${type}; charset=utf-8`);
      assert.equal(/<style/.test(answer.text), false, 'the policy of our pages allows no style within them');
    }
  });

  it('is taken in Turtle, N-Triples and RDF/XML too', async () => {
    const turtle = '@prefix dcat: <http://www.w3.org/ns/dcat#> . <https://a.example/d> a dcat:Dataset ; dcat:keyword "น้ำ"@th .';
    const triples =
      '<https://a.example/d> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset> .\n<https://a.example/d> <http://www.w3.org/ns/dcat#keyword> "น้ำ"@th .';
    const xml =
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcat="http://www.w3.org/ns/dcat#"><dcat:Dataset rdf:about="https://a.example/d"><dcat:keyword xml:lang="th">น้ำ</dcat:keyword></dcat:Dataset></rdf:RDF>';
    const sent = [
      await api.put('syntax', turtle, { type: 'text/turtle' }),
      await api.put('syntax', triples, { type: 'application/n-triples' }),
      await api.put('syntax', xml, { type: 'application/rdf+xml' }),
    ];
    assert.deepEqual(
      sent.map(({ json }) => json.outcome),
      ['created', 'unchanged', 'unchanged'],
    );
  });

  it('is taken in the words of schema.org and of DCAT-AP, whose contexts it names', async () => {
    const schemaOrg = { '@context': 'https://schema.org/', '@type': 'Dataset', name: 'ราคาสัตว์น้ำ', description: 'รายวัน' };
    const dcatAp = {
      '@context': 'https://semiceu.github.io/DCAT-AP/releases/3.0.1/context/dcat-ap.jsonld',
      '@type': 'Dataset',
      title: { '@value': 'ราคาสัตว์น้ำ', '@language': 'th' },
      description: { '@value': 'รายวัน', '@language': 'th' },
    };
    for (const [identifier, body] of Object.entries({ 'schema-org': schemaOrg, 'dcat-ap': dcatAp })) {
      const answer = await api.put(identifier, JSON.stringify(body));
      assert.equal(answer.status, 201, answer.text);
      const { parts } = answer.json.report as { parts: { title: string }[] };
      assert.equal(parts[0]?.title, 'ราคาสัตว์น้ำ', identifier);
    }
  });

  it('has an identifier of any characters, up to 200', async () => {
    for (const identifier of ['ราคา/ปลา ๒๕๖๙?#%', 'a/../b', '🐟'.repeat(200), 'urn:x:1']) {
      const answer = await api.put(identifier, pushedDataset());
      assert.equal(answer.status, 201, identifier);
      assert.equal(answer.json.identifier, identifier);
      assert.equal((await api.ask('GET', recordPath(identifier), api.token)).json.dataset, answer.json.dataset);
    }
    assert.equal((await api.put('x'.repeat(201), pushedDataset())).status, 400);
    assert.equal((await api.put('a\u0000b', pushedDataset())).status, 400);
    assert.equal((await api.ask('PUT', `/agencies/${agencyId}/records/%E0%A4%A`, api.token, { body: '{}' })).status, 400);
    const composed = await api.put('caf\u00e9', pushedDataset());
    const decomposed = await api.put('cafe\u0301', pushedDataset());
    assert.deepEqual([composed.status, decomposed.status], [201, 200], 'the same characters are the same identifier');
  });

  it('is refused when it cannot be read as one dataset', async () => {
    const cases: readonly [status: number, type: string, body: string][] = [
      [422, 'application/ld+json', '{'],
      [422, 'application/ld+json', ''],
      [422, 'application/ld+json', '{"@context": {}, "@id": "https://a.example/"}'],
      [422, 'application/json', '{"title": "no context"}'],
      [422, 'text/turtle', '<a> <b> '],
      [422, 'application/ld+json', '{"@context": "https://contexts.example/any.jsonld", "@type": "Dataset"}'],
      [
        422,
        'text/turtle',
        '@prefix d: <http://www.w3.org/ns/dcat#> . <urn:a> a d:Dataset ; d:keyword "a" . <urn:b> a d:Dataset ; d:keyword "b" .',
      ],
      [415, 'application/pdf', '%PDF-1.7'],
    ];
    for (const [status, type, body] of cases) {
      const answer = await api.put('unreadable', body, { type });
      assert.equal(answer.status, status, `${type} ${body}: ${answer.text}`);
      assert.equal(answer.headers.get('content-type'), 'application/problem+json; charset=utf-8');
      assert.ok((answer.json.th as { detail: string }).detail.length > 0);
    }
    assert.equal((await api.ask('GET', recordPath('unreadable'), api.token)).status, 404);
  });

  it('names the contexts that there are when it asks for another', async () => {
    const answer = await api.put('context', '{"@context": "https://contexts.example/any.jsonld", "@type": "Dataset"}');
    assert.match(answer.json.remedy ?? '', /\/context\/1\.jsonld.*dcat-ap\.jsonld.*schema\.org/);
  });

  it('is one dataset with its series and the other version that it names', async () => {
    const body = `@prefix d: <http://www.w3.org/ns/dcat#> .
      <urn:a> a d:Dataset ; d:keyword "a" ; d:inSeries <urn:s> ; d:hasVersion <urn:v> .
      <urn:s> a d:DatasetSeries ; d:keyword "s" . <urn:v> a d:Dataset ; d:keyword "v" .`;
    assert.equal((await api.put('root', body, { type: 'text/turtle' })).status, 201);
  });

  it('is too large past the bound, packed or not', async () => {
    const large = Buffer.alloc(api.test.config.push.bytes + 1, 0x20);
    assert.equal((await api.put('large', large)).status, 413);
    const { gzipSync } = await import('node:zlib');
    const packed = await api.put('large', gzipSync(large), { headers: { 'content-encoding': 'gzip' } });
    assert.equal(packed.status, 413);
    assert.equal((await api.put('packed', gzipSync(pushedDataset()), { headers: { 'content-encoding': 'gzip' } })).status, 201);
  });

  it('is not taken when it is secret: nothing of it is stored, what stood there is hidden', async () => {
    const secret = { dataCategory: 'https://w3id.org/dcat-ap-th/vocab/data-category/security', title: { th: ['แผนลับสุดยอดเจ็ดเจ็ดเจ็ด'] } };
    const refused = await api.put('secret-one', pushedDataset(secret));
    assert.equal(refused.status, 403);
    assert.match(refused.json.detail ?? '', /security or secret/);
    assert.equal((await api.ask('GET', recordPath('secret-one'), api.token)).status, 404);
    await api.put('secret-two', pushedDataset());
    await api.ask('POST', `${recordPath('secret-two')}/confirm`, api.token);
    assert.equal((await api.put('secret-two', pushedDataset(secret))).status, 403);
    const left = await api.ask('GET', recordPath('secret-two'), api.token);
    assert.equal(left.json.state?.code, 'hidden');
    assert.equal(left.json.published, null);
    const { readFile, readdir } = await import('node:fs/promises');
    const { dataDir } = api.test.config;
    for (const name of await readdir(dataDir)) {
      if (!name.includes('.sqlite')) continue;
      assert.equal((await readFile(`${dataDir}/${name}`)).includes('แผนลับสุดยอดเจ็ดเจ็ดเจ็ด'), false, name);
    }
  });

  it('is hidden when its consent is withdrawn in it', async () => {
    await api.put('consent', pushedDataset());
    const withdrawn = pushedDataset({ 'https://w3id.org/dcat-ap-th/ns#allowHarvest': false });
    const answer = await api.put('consent', withdrawn);
    assert.deepEqual([answer.status, answer.json.outcome, answer.json.state?.code], [200, 'hidden', 'hidden']);
    assert.equal((await api.put('consent-never', withdrawn)).status, 403);
    assert.equal((await api.ask('GET', recordPath('consent-never'), api.token)).status, 404);
  });

  it('is published by a key that may confirm, bound to what was looked at', async () => {
    const sent = await api.put('confirmed', pushedDataset());
    const path = `${recordPath('confirmed')}/confirm`;
    assert.equal((await api.ask('POST', path, api.token, { headers: { 'if-match': '"other"' } })).status, 412);
    assert.equal((await api.ask('POST', path, api.token, { body: '{"audience":"nobody"}', type: 'application/json' })).status, 400);
    const done = await api.ask('POST', path, api.token, { headers: { 'if-match': etag(sent) }, body: '{"audience":"government"}' });
    assert.equal(done.status, 200);
    assert.equal(done.json.state?.code, 'published');
    assert.equal((done.json.published as { audience: string }).audience, 'government');
    assert.match(String((done.json.decision as { by: string }).by), /^bk_[0-9a-f]{16}$/);
    assert.equal((await api.ask('POST', path, api.token)).status, 409, 'it does not await confirmation any more');
    assert.equal((await api.ask('POST', `${recordPath('never-sent')}/confirm`, api.token)).status, 404);
  });

  it('is withdrawn by DELETE at once, and comes back under the same IRI', async () => {
    const sent = await api.put('back', pushedDataset());
    await api.ask('POST', `${recordPath('back')}/confirm`, api.token);
    assert.equal((await api.ask('DELETE', recordPath('back'), api.token, { headers: { 'if-match': '"other"' } })).status, 412);
    assert.equal((await api.ask('DELETE', recordPath('back'), api.token)).status, 204);
    assert.equal((await api.ask('DELETE', recordPath('back'), api.token)).status, 204);
    const gone = await api.ask('GET', recordPath('back'), api.token);
    assert.deepEqual([gone.status, gone.json.state?.code, gone.json.fingerprint], [200, 'hidden', null]);
    assert.equal(gone.headers.get('etag'), null);
    const again = await api.put('back', pushedDataset(), { headers: { 'if-none-match': '*' } });
    assert.deepEqual([again.status, again.json.dataset, again.json.state?.code], [201, sent.json.dataset, 'awaiting']);
    assert.equal((await api.ask('DELETE', recordPath('never-sent'), api.token)).status, 404);
  });

  it('goes down in the directory within the time a follower takes', async () => {
    const sent = await api.put('followed', pushedDataset());
    await api.ask('POST', `${recordPath('followed')}/confirm`, api.token);
    const address = `${api.url}${new URL(String(sent.json.dataset)).pathname}`;
    const reaches = async (status: number): Promise<void> => {
      for (let tries = 0; tries < 200; tries += 1) {
        if ((await fetch(address)).status === status) return;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      assert.fail(`the dataset does not answer ${status}`);
    };
    await reaches(200);
    await api.ask('DELETE', recordPath('followed'), api.token);
    await reaches(410);
  });

  it('waits in turn when the same is sent twenty times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => api.put('same', pushedDataset())));
    const statuses = answers.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [...Array.from({ length: 19 }, () => 200), 201]);
    assert.equal(await versionsOf('same'), 1);
  });

  it('of If-None-Match: * is created once when twenty programs try at once', async () => {
    const headers = { 'if-none-match': '*' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => api.put('race', pushedDataset({ updateEvery: index + 1 }), { headers })),
    );
    assert.equal(answers.filter(({ status }) => status === 201).length, 1);
    assert.equal(answers.filter(({ status }) => status === 412).length, 19);
    assert.equal(await versionsOf('race'), 1);
  });

  it('does not wait for others of other identifiers: twenty at once are all taken', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => api.put(`many-${index}`, pushedDataset({ identifier: [`many-${index}`] }))),
    );
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
    assert.equal(new Set(answers.map(({ json }) => json.dataset)).size, 20);
  });

  it('that a second source brought before is not taken over, and both sides are told', async () => {
    const { flow } = api.test.app;
    const id = '0a0b0c0d-1111-4222-8333-444455556666';
    const { completeRecord } = await import('../../support/packages.js');
    api.test.portal.offer([completeRecord({ id })]);
    await flow.harvest(`${agencyId}/ckan`, 'test');
    const answer = await api.put(id, pushedDataset());
    assert.equal(answer.status, 409);
    assert.match(answer.json.detail ?? '', /ckan/);
    assert.ok((await flow.notices(agencyId, 50, true)).some(({ notice }) => notice.kind === 'claimed'));
  });

  it('says which methods its address takes', async () => {
    const refused = await api.ask('PATCH', recordPath('first'), api.token);
    assert.deepEqual([refused.status, refused.headers.get('allow')], [405, 'GET, HEAD, PUT, DELETE, OPTIONS']);
    const asked = await fetch(`${api.url}/api${recordPath('first')}`, { method: 'OPTIONS', headers: { origin: 'https://a.example' } });
    assert.equal(asked.status, 204);
    assert.equal(asked.headers.get('access-control-allow-origin'), '*');
    assert.match(asked.headers.get('access-control-allow-headers') ?? '', /Authorization/);
  });
});
