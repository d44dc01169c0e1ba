import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { datasetOf, prefixes, withDocuments } from '../../support/dcat-server.js';

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const d1 = 'https://agency.example/d1';

/** One dataset in every syntax; all say the same. */
const same: Readonly<Record<string, { type: string; body: string }>> = {
  '/c.ttl': { type: 'text/turtle', body: `${prefixes}${datasetOf('d1')}` },
  '/c.trig': { type: 'application/trig', body: `${prefixes}ex:g { ${datasetOf('d1')} }` },
  '/c.nt': {
    type: 'application/n-triples',
    body: `<${d1}> <${rdf}type> <http://www.w3.org/ns/dcat#Dataset> .\n<${d1}> <http://purl.org/dc/terms/title> "ชุดข้อมูล d1"@th .\n`,
  },
  '/c.nq': {
    type: 'application/n-quads',
    body: `<${d1}> <${rdf}type> <http://www.w3.org/ns/dcat#Dataset> <https://g.example/1> .\n<${d1}> <http://purl.org/dc/terms/title> "ชุดข้อมูล d1"@th <https://g.example/2> .\n`,
  },
  '/c.rdf': {
    type: 'application/rdf+xml',
    body: `<rdf:RDF xmlns:rdf="${rdf}" xmlns:dct="http://purl.org/dc/terms/" xmlns:dcat="http://www.w3.org/ns/dcat#"><dcat:Dataset rdf:about="${d1}"><dct:title xml:lang="th">ชุดข้อมูล d1</dct:title></dcat:Dataset></rdf:RDF>`,
  },
  '/c.jsonld': {
    type: 'application/ld+json',
    body: JSON.stringify({
      '@id': d1,
      '@type': 'http://www.w3.org/ns/dcat#Dataset',
      'http://purl.org/dc/terms/title': { '@value': 'ชุดข้อมูล d1', '@language': 'th' },
    }),
  },
  '/c.html': {
    type: 'text/html',
    body: `<!doctype html><html><body><div about="${d1}" typeof="http://www.w3.org/ns/dcat#Dataset"><span lang="th" property="http://purl.org/dc/terms/title">ชุดข้อมูล d1</span></div></body></html>`,
  },
};

describe('A walk over a DCAT document', () => {
  it('brings the same record, byte for byte, whatever the syntax', async () => {
    await withDocuments(
      () => same,
      async ({ walk }) => {
        const texts = new Map<string, string[]>();
        for (const path of Object.keys(same)) {
          const { records, end } = await walk(path);
          assert.equal(end.mode, 'full');
          for (const { bytes, nativeId, name, mediaType } of records) {
            assert.deepEqual([nativeId, name, mediaType], [d1, 'd1', 'application/n-quads']);
            texts.set(bytes, [...(texts.get(bytes) ?? []), path]);
          }
        }
        assert.deepEqual([...texts.values()], [Object.keys(same)]);
      },
    );
  });

  it('reads a document as what it is when its server says otherwise, and as what the source’s options say', async () => {
    await withDocuments(
      () => ({
        '/a': { type: 'application/json', body: same['/c.ttl']?.body ?? '' },
        '/b': { type: 'application/x-unheard-of', body: same['/c.rdf']?.body ?? '' },
        '/c': { type: 'text/html', body: same['/c.ttl']?.body ?? '' },
        '/q': { type: 'text/turtle', body: same['/c.nq']?.body ?? '' },
        '/d': { type: 'application/octet-stream', body: `${prefixes}${datasetOf('d1')}` },
      }),
      async ({ walk }) => {
        for (const path of ['/a', '/b', '/c', '/d']) assert.deepEqual((await walk(path)).ids, [d1], path);
        assert.deepEqual((await walk('/q')).ids, [], 'N-Quads are no Turtle');
        assert.deepEqual((await walk('/q', {}, { options: { mediaType: 'application/n-quads' } })).ids, [d1]);
      },
    );
  });

  it('reads gzip that nobody declared, a byte order mark, UTF-16, and windows-874 with and without its name', async () => {
    const body = same['/c.ttl']?.body ?? '';
    const thai = (text: string): Buffer =>
      Buffer.from(Array.from(text, (one) => (one >= '\u0e01' ? one.charCodeAt(0) - 0x0e00 + 0xa0 : one.charCodeAt(0))));
    await withDocuments(
      () => ({
        '/c.ttl.gz': { type: 'application/octet-stream', body: gzipSync(body) },
        '/bom': { body: `\ufeff${body}` },
        '/wide': { body: Buffer.from(`\ufeff${body}`, 'utf16le') },
        '/thai': { body: thai(body), type: 'text/turtle; charset=tis-620' },
        '/silent': { body: thai(body) },
        '/xml': { body: thai(`<?xml version="1.0" encoding="windows-874"?>${same['/c.rdf']?.body}`), type: 'application/xml' },
      }),
      async ({ walk }) => {
        const expected = (await walk('/bom')).records[0]?.bytes;
        assert.match(expected ?? '', /ชุดข้อมูล d1/);
        for (const path of ['/c.ttl.gz', '/wide', '/thai', '/silent', '/xml'])
          assert.equal((await walk(path)).records[0]?.bytes, expected, path);
        assert.match((await walk('/silent')).end.advice[0]?.en ?? '', /windows-874/);
      },
    );
  });

  it('reads what was uploaded in place of what is fetched', async () => {
    await withDocuments(
      () => ({}),
      async ({ walk, asked }) => {
        const bytes = Buffer.from(`${prefixes}${datasetOf('d1')}<relative> a dcat:Dataset ; dct:title "x" ; dct:identifier "r-1" .`);
        const { ids } = await walk('/', { document: { bytes, mediaType: undefined, name: 'catalogue.ttl' } });
        assert.deepEqual(ids, [d1, 'r-1']);
        assert.deepEqual(asked, []);
        assert.ok(bytes.length > 0, 'the upload is still whole');
      },
    );
  });

  it('takes the parts of a dataset with it, of its neighbours the name, and of other datasets nothing else', async () => {
    const body = `${prefixes}
ex:cat a dcat:Catalog ; dct:title "บัญชี"@th ; dcat:dataset ex:d1, ex:d2 ; dct:description "long" .
ex:r1 a dcat:CatalogRecord ; foaf:primaryTopic ex:d1 ; dct:modified "2026-01-01" .
ex:s a dcat:DataService ; dct:title "บริการ"@th ; dcat:servesDataset ex:d1, ex:d2 .
ex:org a foaf:Agent ; foaf:name "กรมตัวอย่าง"@th ; dct:identifier "99000001" ; foaf:homepage ex:home .
${datasetOf('d1', ' ; dct:publisher ex:org ; dct:isPartOf ex:cat ; dct:relation ex:d2 ; dcat:distribution ex:f1 ; dct:provenance [ dct:description "p" ; foaf:page [ dct:title "deep" ] ]')}
ex:f1 a dcat:Distribution ; dcat:accessURL <https://agency.example/f1.csv> ; dct:license [ dct:title "l" ] .
${datasetOf('d2', ' ; dct:description "of d2" ; dct:publisher ex:org')}`;
    await withDocuments(
      () => ({ '/': { body } }),
      async ({ walk }) => {
        const { records } = await walk('/');
        const [first] = records;
        assert.deepEqual(
          records.map(({ nativeId }) => nativeId),
          [d1, 'https://agency.example/d2'],
        );
        assert.deepEqual(first?.owner, { id: '99000001', name: 'org', title: 'กรมตัวอย่าง' });
        for (const part of ['"p"', '"deep"', '"l"', 'f1.csv', '2026-01-01', 'บริการ', 'กรมตัวอย่าง', '"บัญชี"@th'])
          assert.ok(first?.bytes.includes(part), `${part} belongs to it`);
        for (const foreign of ['of d2', '"long"', 'example/home', 'servesDataset> <https://agency.example/d2>'])
          assert.ok(!first?.bytes.includes(foreign), `${foreign} does not`);
      },
    );
  });

  it('gives blank nodes the same names whatever the order of triples and the labels, at each parse', async () => {
    const lines = [
      `<${d1}> <${rdf}type> <http://www.w3.org/ns/dcat#Dataset>`,
      `<${d1}> <http://purl.org/dc/terms/title> "t"`,
      `<${d1}> <http://purl.org/dc/terms/temporal> _:p`,
      `<${d1}> <http://purl.org/dc/terms/temporal> _:q`,
      `_:p <http://www.w3.org/ns/dcat#startDate> "2020"`,
      `_:q <http://www.w3.org/ns/dcat#startDate> "2021"`,
      `_:p <http://purl.org/dc/terms/relation> _:q`,
      `_:q <http://purl.org/dc/terms/relation> _:r`,
      `_:r <http://purl.org/dc/terms/relation> _:p`,
    ].map((line) => `${line} .\n`);
    const shuffled = (seed: number): string =>
      lines
        .map((line, index) => ({ line, rank: (index * 7919 + seed * 104_729) % 31 }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ line }) => line.replace(/_:(\w)/g, `_:x$1${seed}`))
        .join('');
    await withDocuments(
      () => Object.fromEntries([1, 2, 3, 4, 5].map((seed) => [`/${seed}`, { type: 'application/n-triples', body: shuffled(seed) }])),
      async ({ walk }) => {
        const fingerprints = new Set<string | undefined>();
        for (const seed of [1, 2, 3, 4, 5]) fingerprints.add((await walk(`/${seed}`)).records[0]?.fingerprint);
        assert.equal(fingerprints.size, 1);
      },
    );
  });

  it('judges each dataset at the door, and brings nothing of what is refused', async () => {
    const body = `@prefix gdc: <https://w3id.org/dcat-ap-th/ns#> .\n${prefixes}${datasetOf('d1')}${datasetOf('d2', ' ; gdc:allowHarvest false')}${datasetOf('d3', ' ; gdc:classification "ลับมาก"@th')}`;
    await withDocuments(
      () => ({ '/': { body } }),
      async ({ walk }) => {
        const { records } = await walk('/');
        assert.deepEqual(
          records.map(({ door, bytes }) => [door.state, bytes !== '']),
          [
            ['open', true],
            ['withdrawn', false],
            ['refused', false],
          ],
        );
      },
    );
  });

  it('knows a dataset without an IRI by its identifier, and sets one without either aside', async () => {
    const body = `${prefixes}[] a dcat:Dataset ; dct:title "a" ; dct:identifier "a-1" . [] a dcat:Dataset ; dct:title "b" ; dct:identifier "TODO" .`;
    await withDocuments(
      () => ({ '/': { body } }),
      async ({ walk }) => {
        const { ids, aside } = await walk('/');
        assert.deepEqual(ids, ['a-1']);
        assert.match(Object.values(aside)[0] ?? '', /neither an IRI nor a dct:identifier/);
      },
    );
  });

  it('brings IRIs and language tags that are none as they stand, for the mapping to mend', async () => {
    const body = `${prefixes}${datasetOf('d1', ' ; dct:title "x"@th_TH ; dcat:landingPage <https://agency.example/a b{1}>, <www.agency.example/ข้อมูล>')}`;
    const lines = `<${d1}> <${rdf}type> <http://www.w3.org/ns/dcat#Dataset> .\n<${d1}> <http://purl.org/dc/terms/title> "x"@th_TH .\n<${d1}> <http://www.w3.org/ns/dcat#landingPage> <https://agency.example/a b{1}> .\n`;
    const xml = (same['/c.rdf']?.body ?? '').replace(
      '</dcat:Dataset>',
      '<dcat:landingPage rdf:resource="https://agency.example/a b{1}?x=1&y=2"/></dcat:Dataset>',
    );
    await withDocuments(
      () => ({ '/t': { body }, '/l': { type: 'application/n-triples', body: lines }, '/x': { type: 'application/rdf+xml', body: xml } }),
      async ({ walk }) => {
        for (const path of ['/t', '/l', '/x']) {
          const { records, end } = await walk(path);
          assert.equal(records[0]?.door.state, 'open', path);
          assert.match(records[0]?.bytes ?? '', /urn:banchi:iri:https%3A%2F%2Fagency.example%2Fa%20b%7B1%7D/, path);
          if (path !== '/x') assert.match(records[0]?.bytes ?? '', /"x"\^\^<urn:banchi:language:th_TH>/, path);
          else assert.match(end.advice[0]?.en ?? '', /1 ampersands/);
        }
      },
    );
  });

  it('brings a dataset that a page describes for search engines', async () => {
    const described = {
      '@context': 'https://schema.org/',
      '@type': 'Dataset',
      name: 'ชุดข้อมูล',
      url: d1,
      publisher: { '@type': 'Organization', name: 'กรมตัวอย่าง' },
    };
    const body = `<!doctype html><html><head><script type="application/ld+json">${JSON.stringify(described)}</script></head><body>x</body></html>`;
    await withDocuments(
      () => ({ '/': { type: 'text/html', body } }),
      async ({ walk }) => {
        const { ids, records } = await walk('/');
        assert.deepEqual([ids, records[0]?.owner?.title], [[d1], 'กรมตัวอย่าง']);
      },
    );
  });

  it('asks for a document only if it changed, and brings nothing when it has not', async () => {
    await withDocuments(
      () => ({
        '/': (response, request) => {
          if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
          else response.writeHead(200, { 'content-type': 'text/turtle', etag: '"v1"' }).end(`${prefixes}${datasetOf('d1')}`);
        },
      }),
      async ({ walk, asked }) => {
        const first = await walk('/');
        assert.equal(first.end.marks.etag, '"v1"');
        const again = await walk('/', { mode: 'incremental' }, { marks: first.end.marks });
        assert.deepEqual([again.records, again.end.mode, again.end.marks], [[], 'incremental', first.end.marks]);
        assert.deepEqual((await walk('/', { mode: 'full' }, { marks: first.end.marks })).ids, [d1]);
        assert.equal(asked.length, 3);
      },
    );
  });

  it('ends at once when the run is cancelled, and leaves no spool', async () => {
    await withDocuments(
      () => ({
        '/': (response) =>
          void response.writeHead(200, { 'content-type': 'text/turtle' }).write(`${prefixes}${datasetOf('d1').repeat(2000)}`),
      }),
      async ({ walk }) => {
        await assert.rejects(walk('/', { signal: AbortSignal.timeout(150) }));
      },
    );
  });
});
