import assert from 'node:assert/strict';
import { get as getRaw } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { Graph } from '../../src/rdf/graph.js';
import { parseNQuads } from '../../src/rdf/parse.js';
import { dcat, foaf, iri, voidNs } from '../../src/rdf/terms.js';
import { agencyId, base, source, startApp, type TestApp } from '../support/app.js';
import { harvestAndConfirm } from '../support/harvested.js';
import { completeRecord, fixture, manyRecords } from '../support/packages.js';

describe('What programs find the catalogue by', () => {
  let test: TestApp;
  let url: string;
  const dataset = `${base}/datasets/${agencyId}/water-stations`;
  const hostile = '</script><script>alert(1)</script>';

  before(async () => {
    const internal = completeRecord({
      id: 'i',
      name: 'internal',
      title: 'เอกสารลับเฉพาะใน',
      data_category: 'ข้อมูลใช้ภายใน',
      data_classification: 'ชั้นเผยแพร่ภายในองค์กร',
    });
    const geo = { ...fixture('geospatial-dataset'), name: 'geo' };
    test = await startApp({ packages: [completeRecord({ title: `สถานี ${hostile}` }), internal, geo, ...manyRecords(30)] });
    const serving = await test.serve();
    url = serving.url;
    await harvestAndConfirm(test);
    await serving.caughtUp();
    // One changes and one leaves, so that what is counted is not only what was added.
    test.portal.offer([
      completeRecord({ title: `สถานี ${hostile}`, tags: [{ name: 'ฝน' }] }),
      internal,
      geo,
      ...manyRecords(30, (index) => (index === 0 ? { allow_harvest: 'False' } : {})),
    ]);
    await test.app.flow.harvest(source, 'test');
    await test.app.flow.confirm({ agencyId, records: 'all', audience: undefined, by: 'registrar' });
    await serving.caughtUp();
  });
  after(() => test.end());

  async function get(path: string, headers: Record<string, string> = {}) {
    const response = await request(`${url}${path}`, { headers });
    return { status: response.statusCode, headers: response.headers as Record<string, string>, text: await response.body.text() };
  }

  it('counts in VoID exactly what SPARQL counts: triples, nodes of each class, triples of each property', async () => {
    const { text } = await get('/.well-known/void.nt');
    const graph = new Graph(parseNQuads(text));
    const data = iri(`${base}/.well-known/void#dataset`);
    const count = async (query: string): Promise<string[]> =>
      (await get(`/sparql?query=${encodeURIComponent(query)}`, { accept: 'text/csv' })).text.trim().split('\r\n').slice(1);
    assert.deepEqual(await count('SELECT (COUNT(*) AS ?n) { ?s ?p ?o }'), [graph.object(data, voidNs.triples)?.value]);
    for (const [partition, about, amount, query] of [
      [voidNs.classPartition, voidNs.class, voidNs.entities, 'SELECT ?c (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c'],
      [voidNs.propertyPartition, voidNs.property, voidNs.triples, 'SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p'],
    ] as const) {
      const told = graph.objects(data, partition).map((node) => `${graph.object(node, about)?.value},${graph.object(node, amount)?.value}`);
      assert.deepEqual(told.sort(), (await count(query)).sort());
    }
    for (const property of [voidNs.uriSpace, voidNs.sparqlEndpoint, voidNs.dataDump, voidNs.exampleResource, foaf.homepage])
      assert.ok(graph.object(data, property) !== undefined, property.value);
    assert.ok(graph.objects(data, voidNs.vocabulary).some(({ value }) => value === dcat.$));
  });

  it('answers VoID in each representation, and as a page in both languages', async () => {
    for (const suffix of ['jsonld', 'ttl', 'rdf', 'nt', 'html']) assert.equal((await get(`/.well-known/void.${suffix}`)).status, 200);
    assert.match((await get('/.well-known/void.html')).text, /ช่องทางเข้าถึง/);
    assert.match((await get('/.well-known/void.html?lang=en')).text, /Ways to get it/);
  });

  it('lists its APIs as RFC 9727 asks, by GET and by HEAD', async () => {
    const { headers, text } = await get('/.well-known/api-catalog');
    assert.equal(headers['content-type'], 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"');
    const { linkset } = JSON.parse(text) as { linkset: { anchor: string; item?: { href: string }[]; 'service-desc'?: unknown }[] };
    const [catalogue, ...apis] = linkset;
    assert.equal(catalogue?.anchor, `${base}/.well-known/api-catalog`);
    for (const api of apis)
      assert.ok(
        catalogue?.item?.some(({ href }) => href === api.anchor),
        api.anchor,
      );
    const head = await request(`${url}/.well-known/api-catalog`, { method: 'HEAD' });
    assert.match(String(head.headers.link), /rel="api-catalog"/);
  });

  it('leads crawlers from robots.txt over the sitemaps to every public dataset, and to no other', async () => {
    const robots = await get('/robots.txt');
    assert.match(robots.text, /^Sitemap: https:\/\/catalogue\.test\/sitemap\.xml$/m);
    const index = await get('/sitemap.xml');
    const maps = [...index.text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc = '']) => loc);
    assert.deepEqual(maps, [`${base}/sitemaps/1.xml`]);
    const { text } = await get('/sitemaps/1.xml');
    const found = [...text.matchAll(/<loc>([^<]+\/datasets\/[^<]+)<\/loc><lastmod>\d{4}-/g)].map(([, loc = '']) => loc);
    assert.equal(found.length, 31);
    assert.ok(found.includes(dataset) && !text.includes('/internal') && !text.includes('dataset-0001'));
    for (const none of ['/sitemaps/2.xml', '/sitemaps/0.xml', '/sitemaps/x.xml', '/sitemaps/9999999.xml'])
      assert.equal((await get(none)).status, 404);
  });

  it('has in each dataset’s page its description for search engines, which what an agency wrote cannot break out of', async () => {
    const { text } = await get(`/datasets/${agencyId}/water-stations.html`);
    assert.ok(!text.includes('<script>alert'));
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text) ?? [];
    const node = JSON.parse(json) as Record<string, unknown> & {
      distribution: Record<string, string>[];
      publisher: Record<string, string>;
    };
    assert.equal(node['@id'], dataset);
    assert.equal(node.name, `สถานี ${hostile}`);
    assert.equal(node.isAccessibleForFree, true);
    assert.equal((node.includedInDataCatalog as { '@id': string })['@id'], `${base}/catalog`);
    assert.equal(node.publisher.name, 'หน่วยงานทดสอบ');
    assert.ok((node.license as string[]).length === 1);
    assert.ok(node.distribution.length > 0 && node.distribution.every((file) => file['@type'] === 'DataDownload'));
  });

  it('gives schema.org’s box latitude first', async () => {
    const { text } = await get(`/datasets/${agencyId}/geo.html`);
    const { text: nt } = await get(`/datasets/${agencyId}/geo.nt`);
    const [, west = '', south = ''] = /POLYGON\(\(([-\d.]+) ([-\d.]+),/.exec(nt) ?? [];
    const [, box = ''] = /"box":"([^"]+)"/.exec(text) ?? [];
    const corners = box.split(' ').map(Number);
    assert.deepEqual(corners.slice(0, 2), [Number(south), Number(west)]);
    assert.ok((corners[2] ?? 0) > Number(south) && (corners[3] ?? 0) > Number(west));
  });

  it('gives the whole catalogue as /data.json, each dataset with what DCAT-US 3 makes mandatory, and 304 while nothing changes', async () => {
    const { headers, text } = await get('/data.json');
    const catalogue = JSON.parse(text) as { '@type': string; dataset: Record<string, unknown>[] };
    assert.equal(catalogue['@type'], 'Catalog');
    assert.equal(catalogue.dataset.length, 31);
    for (const one of catalogue.dataset)
      for (const name of ['title', 'description', 'identifier', 'contactPoint', 'accessRights', 'distribution'])
        assert.ok(one[name] !== undefined, `${String(one.identifier)} ${name}`);
    assert.ok(!text.includes('เอกสารลับเฉพาะใน') && !text.includes('ชุดข้อมูลทดสอบที่ 1"'));
    assert.equal((await get('/data.json', { 'if-none-match': headers.etag ?? '' })).status, 304);
    const head = await request(`${url}/data.json`, { method: 'HEAD' });
    assert.equal((await head.body.text()).length, 0);
  });

  it('makes no more of /data.json for a client that goes away', async () => {
    for (let round = 0; round < 5; round += 1) {
      await new Promise<void>((resolve, reject) => {
        const asked = getRaw(`${url}/data.json`, (response) => {
          response.once('data', () => {
            asked.destroy();
            resolve();
          });
        });
        asked.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' ? resolve() : reject(error)));
      });
    }
    await sleep(50);
    assert.equal((await get('/healthz')).status, 200);
  });

  it('keeps what is not public out of all of it', async () => {
    for (const path of [
      '/data.json',
      '/sitemaps/1.xml',
      '/.well-known/void.nt',
      '/catalog.nt?limit=100',
      `/catalogs/${agencyId}.nt?limit=100`,
      '/',
    ])
      assert.ok(!/เอกสารลับเฉพาะใน|\/internal/.test((await get(path)).text), path);
  });
});
