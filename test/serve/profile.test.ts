import assert from 'node:assert/strict';
import jsonld from 'jsonld';
import type { JsonLd } from 'jsonld/jsonld-spec.js';
import { datasetFields, resourceFields } from '../../src/catalog/fields.js';
import { contextDocument } from '../../src/rdf/context.js';
import { Graph } from '../../src/rdf/graph.js';
import { parse, parseNQuads } from '../../src/rdf/parse.js';
import { inGraph, iri, type Quad, skos } from '../../src/rdf/terms.js';
import { nameOfFile, readTurtleFiles, type TurtleFile } from '../../src/rdf/turtle-file.js';
import { base, startApp, type TestApp } from '../support/app.js';
import { projectFolder } from '../support/mapping.js';

const files = [...readTurtleFiles(projectFolder('vocab')), ...readTurtleFiles(projectFolder('shapes'))];

function fileOf(path: string): TurtleFile {
  const file = files.find((one) => nameOfFile(one) === path.split('/').at(-1));
  assert.ok(file !== undefined, path);
  return file;
}

describe('The profile over HTTP', () => {
  let test: TestApp;
  let url: string;

  before(async () => {
    test = await startApp({ packages: [] });
    url = (await test.serve()).url;
  });
  after(() => test.end());

  function get(path: string, accept = '*/*'): Promise<Response> {
    return fetch(`${url}${path}`, { headers: { accept } });
  }

  async function page(path: string, language: 'th' | 'en' = 'th'): Promise<string> {
    const response = await get(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`, 'text/html');
    assert.equal(response.status, 200, path);
    return response.text();
  }

  const addresses = [
    '/ns',
    '/vocab',
    '/vocab/profile',
    '/vocab/tag',
    '/vocab/province',
    '/vocab/province/th-10',
    '/shapes',
    '/shapes/gdc-words',
  ];
  const types = { '.html': 'text/html', '.ttl': 'text/turtle', '.nt': 'application/n-triples', '.jsonld': 'application/ld+json' };
  for (const path of addresses) {
    it(`answers ${path} as a page and as RDF, by Accept and by suffix`, async () => {
      for (const [suffix, type] of Object.entries(types)) {
        for (const response of [await get(path, type), await get(`${path}${suffix}`, 'image/png')]) {
          assert.equal(response.status, 200, suffix);
          assert.equal(response.headers.get('content-type')?.split(';')[0], type);
          assert.equal(response.headers.get('content-location'), `${base}${path}${suffix}`);
          assert.ok((await response.text()).length > 100);
        }
      }
    });
  }

  for (const path of ['/ns', '/vocab/profile', '/vocab/licence', '/vocab/province', '/shapes/gdc-words', '/shapes/dcat-ap-distribution']) {
    it(`says in each syntax of ${path} what its file says`, async () => {
      const size = new Graph(fileOf(path).quads).size;
      const turtle = parse(await (await get(`${path}.ttl`)).text(), { label: path });
      const triples = parseNQuads(await (await get(`${path}.nt`)).text());
      const json = await fromJsonLd(await (await get(`${path}.jsonld`)).json());
      for (const quads of [turtle, triples, json]) assert.equal(new Graph(inGraph(quads)).size, size);
      const words = (quads: readonly Quad[]) => quads.flatMap(({ object }) => (object.termType === 'Literal' ? [object.value] : [])).sort();
      assert.deepEqual(words(json), words(triples));
    });
  }

  it('shows every concept of a vocabulary in both languages, with its code', async () => {
    const { quads } = fileOf('/vocab/frequency-unit');
    for (const language of ['th', 'en'] as const) {
      const html = unescaped(await page('/vocab/frequency-unit', language));
      for (const { subject, predicate, object } of quads) {
        if (!predicate.equals(skos.prefLabel)) continue;
        assert.ok(html.includes(object.value), object.value);
        assert.ok(html.includes(`<code>${subject.value.split('/').at(-1)}</code>`), subject.value);
      }
    }
  });

  it('groups provinces by region and tags by theme', async () => {
    assert.match(await page('/vocab/province', 'en'), /<h3><a href="\/vocab\/region\/north">/);
    assert.match(await page('/vocab/tag'), /<h3><a href="\/vocab\/theme\/[a-z-]+">/);
  });

  it('shows of a concept its names, place and matches', async () => {
    const html = await page('/vocab/province/th-10', 'en');
    for (const part of ['Bangkok', 'กทม.', 'TH-10', '/vocab/region/central', 'http://www.wikidata.org/entity/Q1861'])
      assert.ok(html.includes(part), part);
    assert.match(await page('/vocab/region/central'), /\/vocab\/province\/th-10"/);
  });

  it('finds a concept by a synonym, in one vocabulary and in all', async () => {
    for (const path of ['/vocab', '/vocab/province']) {
      const html = await page(`${path}?q=${encodeURIComponent('กทม')}`);
      assert.ok(html.includes('href="/vocab/province/th-10"'), path);
      assert.ok(!html.includes('href="/vocab/province/th-50"'), path);
    }
  });

  it('says so where a search finds nothing, and keeps what was typed as text', async () => {
    for (const path of ['/vocab', '/vocab/tag', '/shapes']) {
      const html = await page(`${path}?q=${encodeURIComponent('"><b>zzz')}`);
      assert.ok(html.includes('class="empty"'), path);
      assert.ok(!html.includes('<b>zzz'), path);
    }
  });

  it('shows each rule with its severity, basis, fields and how to mend it, in both languages', async () => {
    const thai = await page('/shapes/gdc-words');
    const english = await page('/shapes/gdc-words', 'en');
    for (const part of ['id="title-required"', 'ต้องแก้ไข', 'มรด. 3-1 รายการที่ 2', '<code>owner_org</code>', 'วิธีแก้ไข'])
      assert.ok(thai.includes(part), part);
    for (const part of ['Must be mended', 'The title is missing.', 'How to mend', 'dct:title sh:minCount 1'])
      assert.ok(english.includes(part), part);
  });

  it('leads from an index of rules to its files', async () => {
    const html = await page('/shapes/gdc');
    for (const name of ['words', 'choices', 'privacy']) assert.ok(html.includes(`href="/shapes/gdc-${name}"`), name);
  });

  it('finds the rules of a field', async () => {
    const html = await page('/shapes?q=license_id', 'en');
    assert.match(html, /href="\/shapes\/gdc-[a-z]+#licence-required"/);
  });

  it('has a place for every class and property on the page of terms', async () => {
    const html = await page('/ns');
    const document = new Graph(fileOf('/ns').quads);
    const terms = document.subjects(iri('http://www.w3.org/2000/01/rdf-schema#isDefinedBy'), iri('https://w3id.org/dcat-ap-th/ns'));
    assert.ok(terms.length > 60);
    for (const { value } of terms) assert.ok(html.includes(`id="${value.split('#')[1]}"`), value);
  });

  it('shows the whole mapping in both languages, field by field', async () => {
    const [thai, english] = [await page('/docs/mapping'), await page('/docs/mapping', 'en')];
    for (const [name, label] of [...datasetFields, ...resourceFields]) {
      for (const html of [thai, english]) assert.ok(html.includes(`<code>${name}</code>`) && unescaped(html).includes(label), name);
    }
    assert.ok(english.includes('Buddhist years and Thai digits read'));
    assert.ok(thai.includes('อ่านปีพุทธศักราชและเลขไทยได้'));
  });

  it('leads nowhere that does not answer', async () => {
    const seen = new Set(['/vocab/profile']);
    for (const path of seen) {
      const response = await get(path, 'text/html');
      assert.equal(response.status, 200, path);
      if (!response.headers.get('content-type')?.startsWith('text/html') || !/^\/(?:ns|vocab|shapes|docs)/.test(path)) continue;
      // Three vocabularies stand for all of them: a page a concept is a thousand.
      if (/^\/vocab\/[^/]+\/[^/]+$/.test(path) && !/\/(?:region|theme|licence)\//.test(path)) continue;
      for (const [, href = ''] of (await response.text()).matchAll(/href="(\/[^"#?]*)/g)) seen.add(href);
    }
    assert.ok(seen.size > 100, `${seen.size} addresses`);
  });

  it('answers 404 with the way back for what the profile lacks', async () => {
    for (const path of [
      '/vocab/nope',
      '/vocab/tag/nope',
      '/vocab/nope/x',
      '/shapes/nope',
      '/shapes/9.9.9/gdc-words',
      '/vocab/external',
      '/vocab/ns',
    ]) {
      const response = await get(path, 'application/json');
      assert.equal(response.status, 404, path);
      assert.match(((await response.json()) as { remedy: string }).remedy, /\/(?:vocab|shapes)/);
    }
  });
});

function unescaped(html: string): string {
  return html.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

/** The triples of a JSON-LD document of ours. */
async function fromJsonLd(document: object): Promise<Quad[]> {
  const documentLoader = async (url: string) => ({ document: contextDocument() as unknown as JsonLd, documentUrl: url });
  const text = await jsonld.toRDF(document as jsonld.JsonLdDocument, { format: 'application/n-quads', documentLoader });
  return parseNQuads(String(text));
}
