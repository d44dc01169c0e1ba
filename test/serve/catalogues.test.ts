import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import rdflib from 'rdflib';
import type { Serving } from '../../src/compose.js';
import { createGuardedClient } from '../../src/harvest/client/client.js';
import { walkDocuments } from '../../src/harvest/dcat/walk-documents.js';
import { Graph } from '../../src/rdf/graph.js';
import { parseNQuads } from '../../src/rdf/parse.js';
import { dcat, dct, foaf, hydra, iri, rdf } from '../../src/rdf/terms.js';
import { addAgency } from '../support/agencies.js';
import { agencyId, source, type TestApp } from '../support/app.js';
import { settings } from '../support/fetching.js';
import { harvestAndConfirm } from '../support/harvested.js';
import { manyRecords } from '../support/packages.js';
import { startPublicApp } from '../support/public-app.js';
import { testSource, testWalk, walked } from '../support/walk.js';

describe('Catalogues as others harvest them', () => {
  let test: TestApp;
  let base: string;
  let serving: Serving;

  before(async () => {
    ({ test, base } = await startPublicApp({ packages: manyRecords(45) }));
    serving = await test.serve();
    await addAgency(test, '99000002', 'หน่วยงานว่าง', 'Empty Agency');
    await test.app.flow.publishReferences();
    await harvestAndConfirm(test);
    test.clock.now = new Date('2026-11-24T02:00:00Z');
    test.portal.offer(manyRecords(45, (index) => (index < 3 ? { title: `ชื่อใหม่ ${index}` } : {})));
    await test.app.flow.harvest(source, 'test');
    await test.app.flow.confirm({ agencyId, records: 'all', audience: undefined, by: 'registrar' });
    await serving.caughtUp();
  });
  after(() => test.end());

  const datasets = Array.from({ length: 45 }, (_, index) => `/datasets/${agencyId}/dataset-${String(index + 1).padStart(4, '0')}`);

  async function graphOf(path: string): Promise<Graph> {
    const response = await fetch(`${base}${path}`, { headers: { accept: 'application/n-triples' } });
    assert.equal(response.status, 200, path);
    return new Graph(parseNQuads(await response.text()));
  }

  /** Every page from a path on, by hydra:next. */
  async function pagesFrom(path: string): Promise<{ address: string; graph: Graph }[]> {
    const pages: { address: string; graph: Graph }[] = [];
    for (let next: string | undefined = `${base}${path}`; next !== undefined; ) {
      const graph = await graphOf(next.slice(base.length));
      pages.push({ address: next, graph });
      assert.ok(pages.length <= 10);
      next = graph.object(iri(next), hydra.next)?.value;
    }
    return pages;
  }

  for (const catalogue of ['/catalog', `/catalogs/${agencyId}`]) {
    it(`${catalogue} has on each page one typed view, one total, its own description and whole members, each dataset once`, async () => {
      const pages = await pagesFrom(`${catalogue}?limit=10`);
      assert.equal(pages.length, 5);
      const seen: string[] = [];
      for (const { address, graph } of pages) {
        const [node, view] = [iri(`${base}${catalogue}`), iri(address)];
        assert.deepEqual(
          graph
            .objects(view, rdf.type)
            .map(({ value }) => value)
            .sort(),
          [hydra.PagedCollection.value, hydra.PartialCollectionView.value],
        );
        for (const one of [node, view])
          assert.deepEqual(
            graph.objects(one, hydra.totalItems).map(({ value }) => value),
            ['45'],
          );
        for (const property of [hydra.first, hydra.last]) assert.match(graph.object(view, property)?.value ?? '', /^http:\/\/127/);
        assert.equal(graph.object(view, hydra.next)?.value, graph.object(view, hydra.nextPage)?.value);
        for (const property of [dct.title, dct.description, dct.publisher, dct.issued, dct.modified])
          assert.ok(graph.object(node, property) !== undefined, `${address} ${property.value}`);
        const members = graph.objects(node, dcat.dataset).map(({ value }) => value);
        assert.deepEqual(
          graph
            .subjects(rdf.type, dcat.Dataset)
            .map(({ value }) => value)
            .sort(),
          [...members].sort(),
        );
        assert.deepEqual(graph.objects(node, dcat.record).length, members.length);
        for (const member of members) assert.ok(graph.object(iri(member), dct.title) !== undefined);
        seen.push(...members);
      }
      assert.deepEqual(
        seen.sort(),
        datasets.map((path) => `${base}${path}`),
      );
    });

    it(`${catalogue} conforms to DCAT-AP on its first and its last page`, async () => {
      for (const { address } of (await pagesFrom(`${catalogue}?limit=20`)).filter((_, index) => index !== 1)) {
        const bytes = new Uint8Array(await (await fetch(address, { headers: { accept: 'text/turtle' } })).arrayBuffer());
        const document = { bytes, mediaType: 'text/turtle', name: address, profile: 'dcat-ap' as const, annotate: false };
        const validation = await test.app.flow.validate(document);
        assert.equal(validation.counts.violation, 0, test.app.write('text', validation));
      }
    });
  }

  it('tells the neighbours of a page in the Link header too', async () => {
    const { headers } = await fetch(`${base}/catalog?limit=10`, { headers: { accept: 'text/turtle' } });
    assert.match(headers.get('link') ?? '', new RegExp(`<${base}/catalog\\?limit=10&after=[^>]+>; rel="next"`));
  });

  it('names the catalogues of agencies on the first page alone, each described', async () => {
    const [first, second] = await pagesFrom('/catalog?limit=30');
    const parts = first?.graph.objects(iri(`${base}/catalog`), dcat.catalog).map(({ value }) => value);
    assert.deepEqual(parts?.sort(), [`${base}/catalogs/${agencyId}`, `${base}/catalogs/99000002`]);
    for (const part of parts ?? []) assert.ok(first?.graph.object(iri(part), dct.publisher) !== undefined);
    assert.equal(second?.graph.objects(iri(`${base}/catalog`), dcat.catalog).length, 0);
    const taxonomies = first?.graph.objects(iri(`${base}/catalog`), dcat.themeTaxonomy).length;
    assert.equal(taxonomies, 2);
  });

  it('says nothing of the whole catalogue in an agency’s, and is empty where the agency has published nothing', async () => {
    const [page] = await pagesFrom(`/catalogs/${agencyId}`);
    assert.deepEqual(
      [...(page?.graph ?? [])].filter(({ subject }) => subject.value === `${base}/catalog`),
      [],
    );
    const empty = await graphOf('/catalogs/99000002');
    assert.equal(empty.object(iri(`${base}/catalogs/99000002`), hydra.totalItems)?.value, '0');
    assert.equal((await fetch(`${base}/catalogs/nobody`)).status, 404);
    const html = await (await fetch(`${base}/catalogs/99000002.html`)).text();
    assert.match(html, /บัญชีข้อมูลของหน่วยงานว่าง/);
  });

  it('are listed at /catalogs, whole and with who answers for each, and lead back to the list', async () => {
    const graph = await graphOf('/catalogs');
    const list = iri(`${base}/catalogs`);
    const members = graph.objects(list, hydra.member).map(({ value }) => value);
    assert.deepEqual(members.sort(), [`${base}/catalogs/${agencyId}`, `${base}/catalogs/99000002`]);
    assert.equal(graph.object(list, hydra.totalItems)?.value, '2');
    for (const member of members) {
      assert.equal(graph.find(iri(member), rdf.type, dcat.Catalog).length, 1);
      const publisher = graph.object(iri(member), dct.publisher);
      assert.ok(publisher !== undefined && graph.objects(publisher, foaf.name).length === 2);
    }
    assert.deepEqual(graph.find(iri(`${base}/catalog`)), []);
    const json = (await (await fetch(`${base}/catalogs.jsonld`)).json()) as { member: { id: string; title: { en: string[] } }[] };
    assert.deepEqual(json.member.map(({ title }) => title.en[0]).sort(), [
      'Data catalogue of Empty Agency',
      'Data catalogue of Test Agency',
    ]);
    for (const [lang, words] of [
      ['th', /บัญชีข้อมูลของหน่วยงานทดสอบ<\/a>.*45<\/td>/],
      ['en', /Data catalogue of Test Agency<\/a>.*45<\/td>/],
    ] as const)
      assert.match(await (await fetch(`${base}/catalogs.html?lang=${lang}`)).text(), words);
    const { headers } = await fetch(`${base}/catalogs/${agencyId}`, { headers: { accept: 'text/turtle' } });
    assert.match(headers.get('link') ?? '', /\/catalogs>; rel="collection"/);
    const missing = await fetch(`${base}/catalogs/nobody`, { headers: { accept: 'application/json' } });
    assert.match(((await missing.json()) as { remedy: string }).remedy, /\/catalogs/);
  });

  it('says the same of an agency’s catalogue in JSON-LD: members come from it', async () => {
    const json = (await (await fetch(`${base}/catalogs/${agencyId}.jsonld?limit=2`)).json()) as {
      id: string;
      dataset: { inCatalog: string[]; isPrimaryTopicOf: { recordInCatalog: string[] }[] }[];
    };
    assert.equal(json.dataset.length, 2);
    for (const member of json.dataset) {
      assert.deepEqual(member.inCatalog, [json.id]);
      assert.deepEqual(member.isPrimaryTopicOf[0]?.recordInCatalog, [json.id]);
    }
  });

  const since = [
    { asked: '2026-11-24', total: 3 },
    { asked: '2026-11-24T02:00:00Z', total: 3 },
    { asked: '2026-11-24T02:00:00', total: 3 },
    { asked: '2026-11-24T09:00:00+07:00', total: 3 },
    { asked: '2026-11-24T02:00:01Z', total: 0 },
    { asked: '2026-11-01', total: 45 },
  ];
  for (const { asked, total } of since) {
    it(`gives what changed since ${asked}, on pages that keep to it`, async () => {
      for (const catalogue of ['/catalog', `/catalogs/${agencyId}`, '/datasets']) {
        const pages = await pagesFrom(
          `${catalogue}?modified_since=${encodeURIComponent(asked)}&limit=2`.replace('limit=2', total > 3 ? 'limit=20' : 'limit=2'),
        );
        assert.equal(pages[0]?.graph.object(iri(`${base}${catalogue}`), hydra.totalItems)?.value, String(total));
        assert.equal(pages.flatMap(({ graph }) => graph.subjects(rdf.type, dcat.Dataset)).length, total);
      }
    });
  }

  it('refuses a modified_since that is no moment, with the remedy', async () => {
    for (const asked of ['yesterday', '2026-13-01', '2569', '24/11/2026']) {
      const response = await fetch(`${base}/catalog?modified_since=${encodeURIComponent(asked)}`, {
        headers: { accept: 'application/json' },
      });
      assert.equal(response.status, 400, asked);
      assert.match(((await response.json()) as { remedy: string }).remedy, /2026-01-31/);
    }
  });

  for (const suffix of ['ttl', 'rdf', 'jsonld', 'nt']) {
    it(`is harvested whole by our own walk over DCAT documents, as ${suffix}`, async () => {
      const client = createGuardedClient({ ...settings, loopback: [new URL(base).host] });
      const spoolDir = await mkdtemp(join(tmpdir(), 'banchi-spool-'));
      try {
        const walk = testWalk('dcat', client, { source: { ...testSource, kind: 'dcat', url: `${base}/catalog.${suffix}?limit=10` } });
        const limits = { ...walk.limits, wholeBytes: 64 * 1024 * 1024, streamBytes: 64 * 1024 * 1024, spoolDir };
        const { records, end } = await walked(walkDocuments, { ...walk, limits });
        assert.equal(end.mode, 'full');
        assert.equal(records.length, 45);
        assert.deepEqual([...new Set(records.map(({ door }) => door.state))], ['open']);
      } finally {
        await client.close();
        await rm(spoolDir, { recursive: true, force: true });
      }
    });
  }

  for (const suffix of ['', '.ttl', '.rdf', '.jsonld']) {
    it(`is read by rdflib’s fetcher: /catalog${suffix}`, async () => {
      const store = rdflib.graph();
      const fetcher = new rdflib.Fetcher(store, { fetch: globalThis.fetch });
      const response = await fetcher.load(`${base}/catalog${suffix}`);
      assert.equal(response.status, 200);
      const catalogue = rdflib.sym(`${base}/catalog`);
      assert.equal(store.each(catalogue, rdflib.sym(dcat.dataset.value)).length, 20);
      assert.equal(store.each(undefined, rdflib.sym(rdf.type.value), rdflib.sym(dcat.Distribution.value)).length, 20);
      const publisher = store.any(catalogue, rdflib.sym(dct.publisher.value));
      assert.ok(publisher !== null && store.any(publisher as rdflib.NamedNode, rdflib.sym(foaf.name.value)) !== null);
    });
  }
});
