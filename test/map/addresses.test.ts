import assert from 'node:assert/strict';
import { dcat } from '../../src/rdf/terms.js';
import { dataset, distribution, map, mapResource, observed, repairs, values } from '../support/mapping.js';

const sourcePage = 'https://portal.agency.example/dataset/water-stations';

const file = { id: 'r1', name: 'ไฟล์', url: 'https://a.example/data.csv', format: 'CSV' };

describe('The address of a resource', () => {
  const urls: readonly (readonly [given: string, href: string, isFile: boolean])[] = [
    ['https://a.example/data.csv', 'https://a.example/data.csv', true],
    ['http://a.example/data.csv', 'http://a.example/data.csv', true],
    ['https://a.example', 'https://a.example/', false],
    [
      'https://a.example/ข้อมูล ปี 67.xlsx',
      'https://a.example/%E0%B8%82%E0%B9%89%E0%B8%AD%E0%B8%A1%E0%B8%B9%E0%B8%A5%20%E0%B8%9B%E0%B8%B5%2067.xlsx',
      true,
    ],
    ['https://a.example/page.aspx?q={a}|"b"', 'https://a.example/page.aspx?q=%7Ba%7D%7C%22b%22', false],
    ['https://a.example/list.php', 'https://a.example/list.php', false],
    ['https://a.example/api/v1.0', 'https://a.example/api/v1.0', false],
    ['https://a.example/index.html', 'https://a.example/index.html', false],
    ['www.a.example/data.csv', 'https://www.a.example/data.csv', true],
    ['  https://a.example/data.csv\n', 'https://a.example/data.csv', true],
    ['https://กรม.example/x', 'https://xn--12cd4bq.example/x', false],
  ];
  for (const [given, href, isFile] of urls) {
    it(`${JSON.stringify(given)} is ${isFile ? 'a file' : 'no file'} at an IRI`, () => {
      const mapped = mapResource({ url: given });
      const [access = ''] = values(mapped, dcat.accessURL, distribution);
      assert.match(access, /^https?:\/\/[!-~]+$/);
      assert.doesNotMatch(access, /[<>"{}|\\^`\s]/);
      if (!href.includes('xn--')) assert.equal(access, href);
      assert.deepEqual(values(mapped, dcat.downloadURL, distribution), isFile ? [access] : []);
      const isTidy = given.trim() === access || `${given.trim()}/` === access;
      assert.deepEqual(repairs(mapped, 'resources[1].url'), isTidy ? [] : [`url-form: ${given.trim()} → ${access}`]);
    });
  }

  it('of an upload is a file whatever it is called', () => {
    const mapped = mapResource({ url: 'https://a.example/resource/5', url_type: 'upload' });
    assert.deepEqual(values(mapped, dcat.downloadURL, distribution), ['https://a.example/resource/5']);
  });

  for (const url of ['', '-', 'ไม่มี', 'javascript:alert(1)', 'ftp://a.example/x', 'https://', undefined]) {
    it(`${JSON.stringify(url)} gives way to the dataset’s page at its source, with an observation`, () => {
      const mapped = mapResource({ url });
      assert.deepEqual(values(mapped, dcat.accessURL, distribution), [sourcePage]);
      assert.deepEqual(values(mapped, dcat.downloadURL, distribution), []);
      assert.deepEqual(observed(mapped), ['missingResourceUrl: ข้อมูลสถานีปี 2569']);
      assert.equal(mapped.observations[0]?.subject.value, distribution);
      assert.deepEqual(repairs(mapped, 'resources[1].url'), [`resource-url-missing: ${url ?? ''} → ${sourcePage}`]);
    });
  }
});

describe('The IRI of a distribution', () => {
  function iris(...resources: readonly Record<string, unknown>[]): string[] {
    return values(map({ resources }), dcat.distribution).map((iri) => iri.replace(`${dataset}/distributions/`, ''));
  }

  it('ends in CKAN’s id of the resource', () => assert.deepEqual(iris(file), ['r1']));

  for (const id of [undefined, '', 'a b', 'a/b', '../x', 'น้ำ', 7, 'x'.repeat(65)]) {
    it(`ends in 12 hex digits when the id cannot be used: ${String(id).slice(0, 8)}`, () =>
      assert.match(iris({ ...file, id }).join(), /^[0-9a-f]{12}$/));
  }

  it('is of its own where an id is repeated', () => {
    const found = iris(file, { ...file, url: 'https://a.example/2.csv' }, { ...file, url: 'https://a.example/3.csv' });
    assert.equal(new Set(found).size, 3);
    assert.ok(found.includes('r1'));
  });

  it('does not depend on the order of resources without an id', () => {
    const [one, two] = [
      { ...file, id: undefined },
      { ...file, id: undefined, url: 'https://a.example/2.csv' },
    ];
    assert.deepEqual(iris(one, two), iris(two, one));
  });

  it('tells resources apart that have neither id nor address', () => {
    const nameless = { id: null, url: '', name: '' };
    assert.equal(new Set(iris(nameless, nameless, { ...nameless, name: 'ก' })).size, 3);
  });
});
