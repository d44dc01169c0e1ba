import assert from 'node:assert/strict';
import { request } from 'undici';
import { writeTombstone } from '../../src/catalog/tombstone.js';
import { readDocument } from '../../src/rdf/document.js';
import { parseNQuads } from '../../src/rdf/parse.js';
import { toNTriples } from '../../src/rdf/serialise.js';
import { agencyId, base, startApp, type TestApp } from '../support/app.js';
import { harvestAndConfirm } from '../support/harvested.js';
import { completeRecord, manyRecords } from '../support/packages.js';

const limits = { bytes: 1e7, triples: 1e6, depth: 100, values: 1e5 };

describe('What has an IRI of ours', () => {
  let test: TestApp;
  let url: string;
  const dataset = `/datasets/${agencyId}/water-stations`;
  const file = `${dataset}/distributions/7b9e0f3a-53a5-4f0b-8d8e-1f2a3b4c0001`;

  before(async () => {
    test = await startApp({ packages: [completeRecord(), ...manyRecords(4)] });
    const serving = await test.serve();
    url = serving.url;
    await harvestAndConfirm(test);
    // The first is stopped by its agency, the second leaves its source for good, the third becomes internal, the fourth is revoked.
    const internal = { data_category: 'ข้อมูลใช้ภายใน', data_classification: 'ชั้นเผยแพร่ภายในองค์กร' };
    const [stopped, , narrowed, kept] = manyRecords(4, (index) => (index === 0 ? { allow_harvest: 'False' } : index === 2 ? internal : {}));
    test.clock.now = new Date('2026-11-24T03:04:05.678Z');
    for (let miss = 0; miss < 2; miss += 1) {
      test.portal.offer([completeRecord(), ...[stopped, narrowed, kept].filter((one) => one !== undefined)]);
      await harvestAndConfirm(test);
    }
    await test.app.registry.transact(async ({ log }) => {
      const newest = await log.newest(`${base}/datasets/${agencyId}/dataset-0004/record`);
      assert.ok(newest !== undefined);
      const at = test.clock.now.toISOString();
      await log.append([{ ...newest, op: 'delete', nquads: '', jsonld: writeTombstone('revoked', newest.jsonld), at }]);
    });
    await serving.caughtUp();
  });
  after(() => test.end());

  async function get(path: string, headers: Record<string, string> = {}) {
    const response = await request(`${url}${path}`, { headers });
    return { status: response.statusCode, headers: response.headers as Record<string, string>, text: await response.body.text() };
  }

  const documents = [
    '/catalog',
    '/catalogs',
    `/catalogs/${agencyId}`,
    '/datasets',
    dataset,
    `${dataset}/record`,
    '/agencies',
    `/agencies/${agencyId}`,
    '/ns',
    '/vocab',
    '/vocab/theme',
    '/vocab/frequency-unit/year',
    '/vocab/profile',
    '/shapes',
    '/shapes/gdc',
    '/.well-known/void',
  ];
  const types = {
    jsonld: 'application/ld+json',
    html: 'text/html',
    ttl: 'text/turtle',
    rdf: 'application/rdf+xml',
    nt: 'application/n-triples',
  };

  for (const path of documents) {
    it(`${path} answers in each representation by Accept and by suffix, and says which it sent`, async () => {
      for (const [suffix, type] of Object.entries(types)) {
        const negotiated = await get(path, { accept: type });
        const suffixed = await get(`${path}.${suffix}`, { accept: 'image/png' });
        const described = path.endsWith('/record') ? dataset : path;
        for (const { status, headers } of [negotiated, suffixed]) {
          assert.equal(status, 200, `${path} ${suffix}`);
          assert.equal(headers['content-type']?.split(';')[0], type);
          assert.match(headers.vary ?? '', /Accept/);
          assert.equal(headers['content-location'], `${base}${described}.${suffix}`);
          assert.ok(headers.etag !== undefined && headers['access-control-allow-origin'] === '*');
          for (const other of Object.keys(types))
            assert.ok(
              headers.link?.includes(`<${base}${described}.${other}>; rel="alternate"; type="${types[other as keyof typeof types]}"`),
            );
          assert.ok(headers.link?.includes('<https://w3id.org/dcat-ap-th/1.0.0>; rel="profile"'));
          assert.equal(headers.link?.includes('rel="describedby"'), suffix === 'html');
        }
      }
    });

    it(`${path} answers 304 to who has it, 406 with what there is to who takes none of it, and HEAD without a body`, async () => {
      for (const accept of Object.values(types)) {
        const first = await get(path, { accept });
        assert.equal((await get(path, { accept, 'if-none-match': first.headers.etag ?? '' })).status, 304);
        assert.equal((await get(path, { accept, 'if-none-match': '"other"' })).status, 200);
      }
      const refused = await get(path, { accept: 'image/png' });
      assert.equal(refused.status, 406);
      for (const type of Object.values(types)) assert.ok(refused.text.includes(type));
      const head = await request(`${url}${path}`, { method: 'HEAD', headers: { accept: 'text/turtle' } });
      assert.equal(head.statusCode, 200);
      assert.equal((await head.body.text()).length, 0);
    });

    it(`${path} says the same in RDF/XML and Turtle as in N-Triples`, async () => {
      const ntriples = canonical(parseNQuads((await get(`${path}.nt`)).text));
      for (const suffix of ['rdf', 'ttl'] as const) {
        const { text } = await get(`${path}.${suffix}`);
        const read = await readDocument(Buffer.from(text), { mediaType: types[suffix], name: `${base}${path}` }, limits);
        assert.ok(read.kind === 'rdf');
        assert.deepEqual(canonical(read.quads), ntriples);
      }
    });
  }

  const lastRow = 'Tue, 24 Nov 2026 03:04:05 GMT';
  /** The moment of the log row that it comes from, or the day that its file tells. */
  const moments: readonly (readonly [path: string, modified: string])[] = [
    [dataset, 'Mon, 23 Nov 2026 02:00:00 GMT'],
    [`${dataset}/record`, 'Mon, 23 Nov 2026 02:00:00 GMT'],
    ['/catalog', lastRow],
    ['/catalogs', lastRow],
    [`/catalogs/${agencyId}`, lastRow],
    ['/datasets', lastRow],
    ['/agencies', lastRow],
    [`/agencies/${agencyId}`, 'Mon, 23 Nov 2026 02:00:00 GMT'],
    ['/ns', 'Mon, 23 Nov 2026 02:00:00 GMT'],
    ['/vocab', 'Mon, 23 Nov 2026 02:00:00 GMT'],
    ['/vocab/theme', 'Mon, 23 Nov 2026 02:00:00 GMT'],
    ['/vocab/profile', 'Mon, 23 Nov 2026 02:00:00 GMT'],
    ['/vocab/frequency-unit/year', 'Mon, 23 Nov 2026 02:00:00 GMT'],
    ['/shapes', 'Mon, 23 Nov 2026 00:00:00 GMT'],
    ['/shapes/gdc', 'Mon, 23 Nov 2026 00:00:00 GMT'],
    ['/shapes/1.0.0/dcat-ap-dataset', 'Mon, 23 Nov 2026 00:00:00 GMT'],
    ['/context/1.jsonld', 'Mon, 23 Nov 2026 00:00:00 GMT'],
    ['/.well-known/void', lastRow],
  ];
  for (const [path, modified] of moments) {
    it(`${path} says when it last changed, and answers 304 to who has seen it since`, async () => {
      for (const accept of ['text/turtle', 'application/ld+json']) {
        const { headers } = await get(path, { accept });
        assert.equal(headers['last-modified'], modified);
        assert.equal((await get(path, { accept, 'if-modified-since': modified })).status, 304);
        const before = new Date(Date.parse(modified) - 1000).toUTCString();
        assert.equal((await get(path, { accept, 'if-modified-since': before })).status, 200);
      }
    });
  }

  it('a dataset shows the way to what it is, describes, is licensed by and can be had from (FAIR Signposting)', async () => {
    const { headers } = await get(dataset, { accept: 'text/html' });
    for (const link of [
      `<${base}${dataset}>; rel="cite-as"`,
      '<https://schema.org/Dataset>; rel="type"',
      '<https://schema.org/AboutPage>; rel="type"',
      `<${base}${dataset}.ttl>; rel="describedby"; type="text/turtle"`,
      `<${base}${dataset}/linkset>; rel="linkset"; type="application/linkset+json"`,
      `<${base}/agencies/${agencyId}#org>; rel="author"`,
    ])
      assert.ok(headers.link?.includes(link), link);
    assert.match(headers.link ?? '', /<https?:[^>]+>; rel="item"/);
    assert.match(headers.link ?? '', /<http:[^>]+\/licence\/[^>]+>; rel="license"/);
  });

  it('a dataset’s linkset has the same as its headers, in RFC 9264’s form', async () => {
    const { headers, text } = await get(`${dataset}/linkset`);
    assert.equal(headers['content-type']?.split(';')[0], 'application/linkset+json');
    const [context] = (JSON.parse(text) as { linkset: Record<string, { href: string; type?: string }[]>[] }).linkset;
    assert.equal(context?.anchor, `${base}${dataset}`);
    assert.deepEqual(context?.['cite-as'], [{ href: `${base}${dataset}` }]);
    assert.equal(context?.describedby?.length, 4);
    assert.ok((context?.item?.length ?? 0) > 0);
    assert.equal((await get(`/datasets/${agencyId}/nothing/linkset`)).status, 404);
  });

  it('keeps its headers small however many files a dataset has', async () => {
    const resources = Array.from({ length: 300 }, (_, index) => ({
      ...(completeRecord() as unknown as { resources: Record<string, unknown>[] }).resources[0],
      id: `00000000-0000-4000-8000-1000000${String(index).padStart(5, '0')}`,
      url: `https://water.agency.example/files/${index}.csv`,
    }));
    test.portal.offer([completeRecord({ resources })]);
    const many = await startApp({ packages: [completeRecord({ resources })] });
    try {
      const serving = await many.serve();
      await harvestAndConfirm(many);
      await serving.caughtUp();
      const response = await request(`${serving.url}${dataset}`, { headers: { accept: 'text/turtle' } });
      await response.body.dump();
      assert.equal(response.statusCode, 200);
      assert.ok(String(response.headers.link).length <= 4000);
      const { body } = await request(`${serving.url}${dataset}/linkset`);
      const { linkset } = (await body.json()) as { linkset: { item: unknown[] }[] };
      assert.equal(linkset[0]?.item.length, 300);
      // Long as it is, its page and its line in lists are those of any other.
      for (const [lang, words] of [
        ['th', 'สถานี'],
        ['en', 'Distributions'],
      ] as const) {
        const page = await request(`${serving.url}${dataset}.html?lang=${lang}`);
        const html = await page.body.text();
        assert.deepEqual([page.statusCode, page.headers['content-language']], [200, lang]);
        assert.match(String(page.headers['set-cookie']), new RegExp(`lang=${lang}`));
        assert.ok(html.includes(words) && html.includes('/files/299.csv') && html.includes('application/ld+json'));
        assert.equal(
          (await request(`${serving.url}${dataset}.html?lang=${lang}`, { headers: { 'if-none-match': String(page.headers.etag) } }))
            .statusCode,
          304,
        );
        for (const list of ['/datasets.html', '/', `/agencies/${agencyId}.html`, `/catalogs/${agencyId}.html`]) {
          const { body: listed } = await request(`${serving.url}${list}?lang=${lang}`, { headers: { accept: 'text/html' } });
          assert.ok((await listed.text()).includes(`href="${dataset}"`), list);
        }
      }
    } finally {
      await many.end();
    }
  });

  it('a distribution leads to its dataset’s document, in the form that its suffix names; another id is not there', async () => {
    for (const [path, location] of [
      [file, dataset],
      [`${file}.ttl`, `${dataset}.ttl`],
      [`${file}.rdf`, `${dataset}.rdf`],
    ] as const) {
      const { status, headers } = await get(path);
      assert.deepEqual([status, headers.location], [303, location]);
    }
    assert.equal((await get(`${dataset}/distributions/nothing`)).status, 404);
  });

  const left = [
    { name: 'dataset-0001', why: /stopped its publication/, title: false },
    { name: 'dataset-0002', why: /no longer at its source/, title: true },
    { name: 'dataset-0003', why: /no longer for the public/, title: false },
    { name: 'dataset-0004', why: /registration has been revoked/, title: true },
  ];
  for (const { name, why, title } of left) {
    it(`a dataset that left answers 410 with when, why and ${title ? 'its title' : 'nothing of its text'}: ${name}`, async () => {
      const path = `/datasets/${agencyId}/${name}`;
      for (const gone of [path, `${path}/record`, `${path}/linkset`, `${path}/distributions/x`]) {
        const { status, headers } = await get(gone, { accept: 'text/turtle' });
        assert.deepEqual([status, headers['content-type']?.split(';')[0]], [410, 'text/turtle'], gone);
      }
      for (const [suffix, type] of Object.entries(types)) {
        for (const { status, headers, text } of [await get(`${path}.${suffix}`), await get(path, { accept: type })]) {
          assert.deepEqual([status, headers['content-type']?.split(';')[0]], [410, type]);
          assert.equal(text.includes('ชุดข้อมูลทดสอบ'), title, text);
          if (suffix === 'html') continue;
          assert.match(text, why);
          assert.match(text, /Tombstone/);
          assert.match(text, /2026-11-24T03:04:05Z/);
        }
      }
      const page = await get(`${path}.html?lang=en`);
      assert.match(page.text, why);
      assert.match(page.text, /datetime="2026-11-24/i);
      const problem = await get(path, { accept: 'application/problem+json' });
      assert.deepEqual([problem.status, problem.headers['content-type']?.split(';')[0]], [410, 'application/problem+json']);
    });
  }
});

/** Triples as canonical lines; blank nodes of the shapes by what they say, not by their labels. */
function canonical(quads: Parameters<typeof toNTriples>[0]): string[] {
  return toNTriples(quads).replace(/_:\S+/g, '_:b').split('\n').sort();
}
