import assert from 'node:assert/strict';
import { isSamePortal, portalAddress } from '../../../src/harvest/ckan/address.js';
import { PortalProblem } from '../../../src/harvest/ckan/portal-problem.js';
import { httpServer } from '../../support/fetching.js';
import { completeRecord, manyRecords } from '../../support/packages.js';
import { messageIn, withPortal } from '../../support/portal.js';

describe('The address of a CKAN portal', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['https://data.example.go.th', 'https://data.example.go.th'],
    ['https://data.example.go.th/', 'https://data.example.go.th'],
    ['https://data.example.go.th/dataset', 'https://data.example.go.th'],
    ['https://data.example.go.th/dataset/rain-2567/resource/1', 'https://data.example.go.th'],
    ['https://data.example.go.th/th/dataset/', 'https://data.example.go.th'],
    ['https://data.example.go.th/pt_BR/organization/x', 'https://data.example.go.th'],
    ['https://data.example.go.th/api/3/action/package_search', 'https://data.example.go.th'],
    ['https://data.example.go.th/catalog/dataset', 'https://data.example.go.th/catalog'],
    ['https://data.example.go.th/catalog', 'https://data.example.go.th/catalog'],
    ['https://dataset.example.go.th/', 'https://dataset.example.go.th'],
    ['https://data.example.go.th/datasets-of-ours', 'https://data.example.go.th/datasets-of-ours'],
  ];
  for (const [given, base] of cases) it(`of ${given} is ${base}`, () => assert.equal(portalAddress(given), base));

  it('is mended on the way, with advice', () =>
    withPortal(manyRecords(3), {}, async (portal, walk) => {
      const { records, end } = await walk({ url: `${portal.url}/th/dataset/dataset-0001` });
      assert.equal(records.length, 3);
      assert.match(end?.advice[0]?.en ?? '', /address is a page of the portal/);
      assert.match(end?.advice[0]?.th ?? '', /โปรดแก้ที่อยู่/);
    }));
});

describe('A CKAN portal that has moved', () => {
  const packages = manyRecords(2, (index) => (index === 0 ? { private: true } : {}));

  const moves: readonly (readonly [string, string, boolean])[] = [
    ['http://data.example.go.th', 'https://data.example.go.th', true],
    ['https://data.example.go.th', 'https://data.example.go.th/catalog', true],
    ['http://data.example.go.th', 'https://www.data.example.go.th', false],
    ['https://data.example.go.th', 'http://data.example.go.th', false],
    ['http://data.example.go.th', 'https://data.example.go.th:8443', false],
    ['http://data.example.go.th', 'http://data.example.go.th:8080', false],
    ['http://data.example.go.th', 'https://data.example.go.th.evil.example', false],
  ];
  for (const [from, to, same] of moves)
    it(`from ${from} to ${to} ${same ? 'takes' : 'does not take'} its token along`, () => assert.equal(isSamePortal(from, to), same));

  it('to another path is asked there from then on', () =>
    withPortal(manyRecords(12), {}, async (portal, walk) => {
      let redirected = 0;
      const front = await httpServer(async ({ url = '' }, response) => {
        if (url.startsWith('/old')) {
          redirected += 1;
          response.writeHead(301, { location: url.replace('/old', '/new') }).end();
          return;
        }
        response.end(await (await fetch(`${portal.url}${url.replace('/new', '')}`)).text());
      });
      try {
        const address = `127.0.0.1:${front.port}`;
        const { records, end } = await walk({ url: `http://${address}/old`, also: address });
        assert.equal(records.length, 12);
        assert.equal(end?.mode, 'full');
        assert.equal(redirected, 1);
      } finally {
        await front.end();
      }
    }));

  it('to another host is read there without its token, with advice', () =>
    withPortal(packages, { token: 'let-me-in' }, async (portal, walk) => {
      const front = await httpServer((request, response) => {
        response.writeHead(302, { location: `${portal.url}${request.url}` }).end();
      });
      try {
        const url = `http://localhost:${front.port}`;
        const { records, end } = await walk({ url, also: `localhost:${front.port}`, headers: { authorization: 'let-me-in' } });
        assert.deepEqual(
          records.map(({ door }) => door.state),
          ['open'],
        );
        assert.match(end?.advice[0]?.en ?? '', /The portal has moved to http:\/\/127\.0\.0\.1/);
        assert.match(end?.advice[0]?.th ?? '', /ย้ายไปที่/);
      } finally {
        await front.end();
      }
    }));

  it('in a circle ends', () =>
    withPortal([], {}, async (_, walk) => {
      const front = await httpServer((request, response) => {
        response.writeHead(302, { location: `/again${request.url}` }).end();
      });
      try {
        const brought = await walk({ url: `http://127.0.0.1:${front.port}`, also: `127.0.0.1:${front.port}` });
        assert.match(messageIn(brought), /more than 5 redirects/);
      } finally {
        await front.end();
      }
    }));
});

describe('What CKAN answers in place of an answer', () => {
  const cases = [
    ['401', /status 401 \(it wants a login or an API token; “Access denied: token required”\)/, /API token/],
    ['403', /status 403 \(it does not let this service in\)/, /User-Agent/],
    ['429', /status 429 \(it asks for fewer requests; Retry-After: 1\)/, /next turn/],
    ['500', /status 500 \(“Internal Server Error”\)/, /next turn/],
    ['502', /status 502$/, /next turn/],
    ['html', /web page instead of JSON \(a challenge or maintenance page\?\)/, /firewall/],
    ['empty', /its answer is empty/, /next turn/],
    ['truncated', /JSON of its answer is broken or cut/, /next turn/],
    ['not-ckan', /not one of CKAN’s package_search/, /status_show opens/],
    ['ckan-error', /CKAN says that it failed: “SOLR is not running”/, /administrator/],
    ['private-redirect', /10\.0\.0\.1/, /internet/],
    ['interrupted', /closed before the answer was complete/, /./],
    ['cut', /closed before the answer was complete/, /./],
    ['hang', /no answer within/, /./],
    ['drip', /not complete within/, /./],
  ] as const;
  for (const [failure, says, remedy] of cases) {
    it(`is told in both languages, with what to do: ${failure}`, () =>
      withPortal(manyRecords(3), {}, async (portal, walk) => {
        portal.fail(failure);
        const brought = await walk();
        assert.match(messageIn(brought), says);
        assert.ok(brought.error instanceof Error && 'detail' in brought.error && 'remedy' in brought.error);
        const { detail, remedy: what } = brought.error as PortalProblem;
        assert.match(detail.th, /[ก-ฮ]/);
        assert.match(what?.en ?? '', remedy);
        assert.match(what?.th ?? '', /[ก-ฮ]/);
        assert.deepEqual(brought.records, []);
      }));
  }

  it('shows no more of a portal’s message than a line, and no control characters', () => {
    const { detail } = new PortalProblem('https://portal.example/?token=abc', { th: 'ก', en: 'x' });
    assert.doesNotMatch(detail.en, /abc/);
  });
});

describe('A portal whose search is broken', () => {
  it('is read one by one, with advice that quotes what the search says', () =>
    withPortal(manyRecords(23), {}, async (portal, walk) => {
      portal.fail('search-broken');
      const { records, end } = await walk();
      assert.equal(records.length, 23);
      assert.equal(end?.mode, 'full');
      assert.deepEqual(end?.marks, { fullAt: '2026-11-23T02:00:00.000Z' });
      assert.match(end?.advice.at(-1)?.en ?? '', /read one by one.*SOLR is not running/);
      assert.match(end?.advice.at(-1)?.th ?? '', /อ่านทีละชุดข้อมูล/);
    }));

  it('is read on after a crash', () =>
    withPortal(manyRecords(23), {}, async (portal, walk) => {
      portal.fail('search-broken');
      const before = await walk({ pages: 3 });
      const after = await walk({ resume: before.pages.at(-1)?.checkpoint });
      assert.equal(before.records.length + after.records.length, 23);
      assert.equal(after.end?.mode, 'full');
    }));

  it('leaves the walk open when it cannot show a dataset that it lists', () =>
    withPortal(manyRecords(5), {}, async (portal, walk) => {
      portal.play('search-broken', 'search-broken', undefined, '500');
      const { records, end } = await walk();
      assert.equal(records.length, 4);
      assert.equal(end?.mode, 'incremental');
      assert.match(end?.advice.at(-1)?.en ?? '', /1 datasets are listed but cannot be shown/);
    }));

  it('fails when it can show nothing, after few requests', () =>
    withPortal(manyRecords(200), {}, async (portal, walk) => {
      portal.play('search-broken', undefined, ...Array(400).fill('500'));
      const brought = await walk({ limits: { maxRecords: 1000 } });
      assert.match(messageIn(brought), /SOLR is not running/);
      assert.ok(brought.asked.length < 30, `${brought.asked.length} requests`);
    }));
});

describe('Advice to a portal that lacks fields of the guideline', () => {
  const plain = [
    'data_type',
    'objective',
    'update_frequency_unit',
    'update_frequency_interval',
    'geo_coverage',
    'data_source',
    'data_format',
  ];
  const without = (fields: readonly string[]) => manyRecords(12, () => Object.fromEntries(fields.map((field) => [field, undefined])));

  it('names the fields, and tells a plain CKAN of thai_gdc', () =>
    withPortal(without([...plain, 'data_category', 'data_classification']), { extensions: ['harvest'] }, async (_, walk) => {
      const [advice] = (await walk()).end?.advice ?? [];
      assert.match(advice?.en ?? '', /lack 9 fields.*data_type \(data type\).*data_classification.*without thai_gdc/);
      assert.match(advice?.th ?? '', /ไม่พบช่องข้อมูล.*9 ช่อง.*data_category \(หมวดหมู่ข้อมูลตามธรรมาภิบาลข้อมูลภาครัฐ\).*โปรดติดตั้ง/);
    }));

  it('tells an old thai_gdc to upgrade', () =>
    withPortal(without(['data_classification']), {}, async (_, walk) => {
      const { advice } = (await walk()).end ?? { advice: [] };
      assert.equal(advice.length, 1);
      assert.match(
        advice[0]?.en ?? '',
        /lack 1 fields of the guideline: data_classification \(data classification\)\. The portal has an old thai_gdc/,
      );
    }));

  it('goes by the fields where the portal does not tell its extensions', () =>
    withPortal(without(['data_classification']), {}, async (portal, walk) => {
      portal.play(...Array(5).fill(undefined), '403');
      assert.match((await walk()).end?.advice[0]?.en ?? '', /an old thai_gdc/);
    }));

  it('has nothing to say of a portal that has them, if only in extras, or of one without records', async () => {
    await withPortal(manyRecords(3), {}, async (_, walk) => assert.deepEqual((await walk()).end?.advice, []));
    await withPortal([], {}, async (_, walk) => assert.deepEqual((await walk()).end?.advice, []));
    const extras = [{ key: 'data_classification', value: 'เปิดเผย' }];
    await withPortal([completeRecord({ data_classification: undefined, extras })], {}, async (_, walk) =>
      assert.deepEqual((await walk()).end?.advice, []),
    );
  });
});
