import assert from 'node:assert/strict';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Database from 'libsql';
import { DocumentThread } from '../../../src/harvest/dcat/document-thread.js';
import { spoolProblem } from '../../../src/harvest/dcat/spool.js';
import { datasetOf, prefixes, withDocuments } from '../../support/dcat-server.js';
import { answeringClient, testWalk } from '../../support/walk.js';

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const xml = (inside: string, before = ''): string =>
  `${before}<rdf:RDF xmlns:rdf="${rdf}" xmlns:dct="http://purl.org/dc/terms/" xmlns:dcat="http://www.w3.org/ns/dcat#">${inside}`;
const d = (n: number): string => `https://agency.example/d${n}`;

describe('A DCAT source that misbehaves', () => {
  it('fails the run for a truncated body, in every syntax that is streamed', async () => {
    const whole = `${prefixes}${datasetOf('d1')}${datasetOf('d2')}`;
    await withDocuments(
      () => ({
        '/turtle': { body: whole.slice(0, -20) },
        '/lines': {
          type: 'application/n-quads',
          body: `<${d(1)}> <${rdf}type> <http://www.w3.org/ns/dcat#Dataset> .\n<${d(2)}> <${rdf}ty`,
        },
        '/xml': { type: 'application/rdf+xml', body: xml(`<dcat:Dataset rdf:about="${d(1)}"><dct:title>a</dct:title></dcat:Dataset>`) },
        '/gzip': { body: gzipSync(whole).subarray(0, 60) },
        '/cut': (response) => {
          response.writeHead(200, { 'content-type': 'text/turtle', 'content-length': '100000' }).write(whole);
          setTimeout(() => response.destroy(), 20);
        },
      }),
      async ({ walk }) => {
        await assert.rejects(walk('/turtle'), /line 8.*ends within a statement/);
        await assert.rejects(walk('/lines'), /line 2.*cut/);
        await assert.rejects(walk('/xml'), /line 1.*unexpected end/);
        await assert.rejects(walk('/gzip'), /broken or cut/);
        await assert.rejects(walk('/cut'));
      },
    );
  });

  it('fails the run for HTML with status 200, an empty answer, and a document without a catalogue', async () => {
    await withDocuments(
      () => ({
        '/html': { type: 'text/turtle', body: '<!doctype html><html><body><h1>Checking your browser</h1></body></html>' },
        '/empty': { body: '' },
        '/blank': { body: ' \n' },
        '/words': { type: 'text/plain', body: 'Service unavailable' },
        '/other': { body: '@prefix ex: <https://agency.example/> . ex:a ex:b ex:c .' },
        '/401': { status: 401, body: 'who are you' },
      }),
      async ({ walk }) => {
        await assert.rejects(walk('/html'), /neither a dcat:Dataset nor a dcat:Catalog/);
        await assert.rejects(walk('/empty'), /empty/);
        await assert.rejects(walk('/blank'));
        await assert.rejects(walk('/words'), /line 1/);
        await assert.rejects(walk('/other'), /neither a dcat:Dataset/);
        await assert.rejects(walk('/401'), /status 401/);
      },
    );
  });

  it('fails the run for bytes that are in no encoding that was declared, naming the line', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${prefixes}${datasetOf('d1')}${datasetOf('d2', ' ; dct:description "')}`.slice(0, -3)),
      Buffer.from([0xff, 0xfe, 0x80]),
    ]);
    await withDocuments(
      () => ({ '/': { body: bytes } }),
      async ({ walk }) => {
        await assert.rejects(walk('/'), /line \d+: bytes that are not utf-8/);
      },
    );
  });

  it('sets one record aside for a statement that cannot be read, with its line, and brings the rest', async () => {
    const lines = [1, 2, 3].map(
      (n) => `<${d(n)}> <${rdf}type> <http://www.w3.org/ns/dcat#Dataset> .\n<${d(n)}> <http://purl.org/dc/terms/title> "t" .\n`,
    );
    await withDocuments(
      () => ({
        '/lines': {
          type: 'application/n-triples',
          body: lines.join('').replace(`<${d(2)}> <http://purl.org/dc/terms/title> "t"`, `<${d(2)}> "t`),
        },
        '/turtle': { body: `${prefixes}${datasetOf('d1')}ex:d2 a dcat:Dataset ; ; dct:title nowhere:x .\n${datasetOf('d3')}` },
        '/part': {
          body: `${prefixes}${datasetOf('d1')}${datasetOf('d2', ' ; dcat:distribution ex:f')}ex:f dcat:accessURL undeclared:x .\n`,
        },
      }),
      async ({ walk }) => {
        for (const [path, line] of [
          ['/lines', 4],
          ['/turtle', 8],
        ] as const) {
          const { ids, aside, end } = await walk(path);
          assert.deepEqual([ids, Object.keys(aside), end.mode], [[d(1), d(3)], [d(2)], 'full'], path);
          assert.match(aside[d(2)] ?? '', new RegExp(`^line ${line} `));
        }
        const { ids, aside } = await walk('/part');
        assert.deepEqual([ids, Object.keys(aside)], [[d(1)], [d(2)]], 'a record is whole or not taken');
      },
    );
  });

  it('takes no dataset for missing when it cannot tell which one a lost statement was about', async () => {
    const body = `${prefixes}${datasetOf('d1')}[] a dcat:Dataset ; dct:title undeclared:x .\nex:d2 a dcat:Dataset ; dct:title "without end .\n${datasetOf('d3')}`;
    await withDocuments(
      () => ({ '/': { body } }),
      async ({ walk }) => {
        const { ids, aside, end } = await walk('/');
        assert.deepEqual([ids, end.mode], [[d(1), d(3)], 'incremental']);
        assert.deepEqual(Object.keys(aside).sort(), [d(2), 'line:8']);
        assert.match(end.advice.at(-1)?.en ?? '', /no dataset was taken for missing/);
      },
    );
  });

  it('keeps a dataset that the catalogue names and does not describe from going missing', async () => {
    await withDocuments(
      () => ({ '/': { body: `${prefixes}ex:c a dcat:Catalog ; dcat:dataset ex:d1, ex:d2 .\n${datasetOf('d1')}` } }),
      async ({ walk }) => {
        const { ids, aside, end } = await walk('/');
        assert.deepEqual([ids, Object.keys(aside), end.mode], [[d(1)], [d(2)], 'full']);
      },
    );
  });

  it('refuses an XML entity bomb before any entity is read', async () => {
    const entities = Array.from({ length: 20 }, (_, n) => `<!ENTITY e${n + 1} "&e${n};&e${n};&e${n};&e${n};">`).join('');
    const bomb = xml('&e20;</rdf:RDF>', `<?xml version="1.0"?><!DOCTYPE rdf:RDF [<!ENTITY e0 "boom">${entities}]>`);
    await withDocuments(
      () => ({ '/': { type: 'application/rdf+xml', body: bomb } }),
      async ({ walk }) => {
        await assert.rejects(walk('/'), /<!DOCTYPE.*is not taken/);
      },
    );
  });

  it('refuses deeply nested JSON, XML and Turtle', async () => {
    const deep = 50_000;
    await withDocuments(
      () => ({
        '/json': { type: 'application/ld+json', body: `{"@id":"x","a":${'['.repeat(deep)}${']'.repeat(deep)}}` },
        '/xml': { type: 'application/rdf+xml', body: xml('<dct:relation><dcat:Dataset>'.repeat(deep)) },
        '/turtle': {
          body: `${prefixes}${datasetOf('d1')}ex:d2 a dcat:Dataset ; dct:relation ${'[ dct:relation '.repeat(deep)} 1 ${']'.repeat(deep)} .`,
        },
      }),
      async ({ walk }) => {
        await assert.rejects(walk('/json'), /nested deeper than 100/);
        await assert.rejects(walk('/xml'), /nested deeper than 100/);
        const { ids, aside } = await walk('/turtle');
        assert.deepEqual(ids, [d(1)]);
        assert.match(aside[d(2)] ?? '', /nested deeper than 100/);
      },
    );
  });

  it('fetches no remote context of a JSON-LD document, and names it', async () => {
    await withDocuments(
      (origin) => ({
        '/': { type: 'application/ld+json', body: JSON.stringify({ '@context': `${origin}/context`, '@id': d(1) }) },
        '/context': { type: 'application/ld+json', body: '{"@context":{}}' },
      }),
      async ({ walk, asked, origin }) => {
        await assert.rejects(walk('/'), new RegExp(`context ${origin}/context, which is not fetched`));
        assert.equal(asked.length, 1);
      },
    );
  });

  it('sets one record aside whose blank nodes are a poison graph for canonicalisation', async () => {
    // A ring with no beginning in which a long path hides: each round of refinement tells only two nodes more.
    const nodes = 3000;
    const links = Array.from({ length: nodes }, (_, n) => `_:n${n} dct:relation _:n${n + 1}, _:n${n === 0 ? 1 : n - 1} .`).join('\n');
    await withDocuments(
      () => ({
        '/': {
          body: `${prefixes}${datasetOf('d1')}${datasetOf('d2', ' ; dct:relation _:list')}_:list <${rdf}first> _:n0 .\n${links.replaceAll('dct:relation', `<${rdf}rest>`)}`,
        },
      }),
      async ({ walk }) => {
        const { ids, aside } = await walk('/');
        assert.deepEqual(ids, [d(1)]);
        assert.match(aside[d(2)] ?? '', /tangled/);
      },
    );
  });

  it('ends with a ring of blank nodes', async () => {
    const ring = Array.from({ length: 50 }, (_, n) => `_:n${n} dct:relation _:n${(n + 1) % 50} .`).join('\n');
    await withDocuments(
      () => ({ '/': { body: `${prefixes}${datasetOf('d1', ' ; dct:relation _:n0')}${ring}` } }),
      async ({ walk }) => {
        assert.deepEqual((await walk('/')).ids, [d(1)]);
      },
    );
  });

  it('brings a record of 10,000 distributions whole', async () => {
    const files = Array.from(
      { length: 10_000 },
      (_, n) => `ex:f${n} a dcat:Distribution ; dcat:accessURL <https://agency.example/files/${n}> .\nex:d1 dcat:distribution ex:f${n} .`,
    );
    await withDocuments(
      () => ({ '/': { body: `${prefixes}${datasetOf('d1')}${files.join('\n')}\n${datasetOf('d2')}` } }),
      async ({ walk }) => {
        const { ids, records } = await walk('/');
        assert.deepEqual(ids, [d(1), d(2)]);
        assert.equal(records[0]?.bytes.match(/#accessURL>/g)?.length, 10_000);
      },
    );
  });

  it('brings a literal of 4 MB whole, and sets a record aside that is larger than a record may be', async () => {
    const literal = (length: number): string => ` ; dct:description """${'ยาว'.repeat(length / 3)}"""`;
    await withDocuments(
      () => ({
        '/huge': { body: `${prefixes}${datasetOf('d1', literal(4_000_000))}${datasetOf('d2')}` },
        '/much': {
          body: `${prefixes}${datasetOf('d1')}${['a', 'b', 'c', 'd'].map((one) => `ex:d1 dct:description """${one.repeat(9_000_000)}""" .\n`).join('')}${datasetOf('d2')}`,
        },
      }),
      async ({ walk }) => {
        const huge = await walk('/huge');
        assert.deepEqual(huge.ids, [d(1), d(2)]);
        assert.ok((huge.records[0]?.bytes.length ?? 0) > 3_900_000);
        const much = await walk('/much');
        assert.deepEqual(much.ids, [d(2)]);
        assert.match(much.aside[d(1)] ?? '', /more than 250,000 triples or 32 million characters/);
      },
    );
  });

  it('fails the run for one statement without end, and for a gzip bomb', async () => {
    await withDocuments(
      () => ({
        '/endless': { body: `${prefixes}ex:d1 dct:title """${'x'.repeat(17 * 1024 * 1024)}` },
        '/bomb': { body: gzipSync(Buffer.alloc(20 * 1024 * 1024, ' ')) },
      }),
      async ({ walk }) => {
        await assert.rejects(walk('/endless'), /line 7.*a statement of more than/);
        await assert.rejects(walk('/bomb'), /grows past all bounds/);
      },
    );
  });

  it('refuses a document that can only be read whole past its bound, and one of more datasets than a source may have', async () => {
    const many = Array.from({ length: 101 }, (_, n) => datasetOf(`d${n}`)).join('');
    await withDocuments(
      () => ({
        '/big': { type: 'application/ld+json', body: `{"@id":"x","y":"${'x'.repeat(1_100_000)}"}` },
        '/many': { body: prefixes + many },
      }),
      async ({ walk }) => {
        await assert.rejects(walk('/big'), /larger than 1 MB, and can only be read whole/);
        await assert.rejects(walk('/many'), /more than 100 datasets/);
      },
    );
  });

  it('deletes spools that a process which died has left, and none of one that lives', async () => {
    await withDocuments(
      () => ({ '/': { body: `${prefixes}${datasetOf('d1')}` } }),
      async ({ walk, spoolDir }) => {
        const living = join(spoolDir, `dcat-${process.ppid}-0a.spool`);
        for (const path of [join(spoolDir, 'dcat-4194399-0a.spool'), join(spoolDir, `dcat-${process.pid}-0a.spool`), living])
          await writeFile(path, '');
        await walk('/');
        assert.deepEqual(await readdir(spoolDir), [basename(living)]);
        await rm(living);
      },
    );
  });

  it('is not blamed for a disk that takes no spool: who looks after the service is told', async () => {
    const walk = testWalk(
      'dcat',
      answeringClient(() => ({})),
    );
    const thread = new DocumentThread({ ...walk, limits: { ...walk.limits, spoolDir: '/proc/sys' } });
    const task = { syntax: 'nquads', mediaType: undefined, charset: undefined, base: undefined, name: undefined } as const;
    try {
      await assert.rejects(thread.begin({ ...task, wholeBytes: 1, maxRecords: 1 }), /spooled is full or cannot be written/);
    } finally {
      await thread.close();
    }
    const small = new Database(':memory:');
    small.exec('PRAGMA max_page_count = 2; CREATE TABLE a (b)');
    let full: unknown;
    try {
      small.prepare('INSERT INTO a VALUES (?)').run('x'.repeat(100_000));
    } catch (error) {
      full = error;
    }
    small.close();
    assert.equal(spoolProblem(full)?.kind, 'unavailable');
    assert.equal(spoolProblem(new Error('a fault of ours')), undefined);
  });

  it('ends a thread that takes too long or too much memory, and says so', async () => {
    const task = {
      syntax: 'jsonld',
      mediaType: 'application/ld+json',
      charset: undefined,
      base: 'https://x.example/',
      name: undefined,
      wholeBytes: 1e8,
      maxRecords: 100,
    } as const;
    const document = Buffer.from(
      JSON.stringify({
        '@graph': Array.from({ length: 60_000 }, (_, n) => ({ '@id': `https://x.example/${n}`, 'https://x.example/p': n })),
      }),
    );
    for (const [limits, says] of [
      [{ silenceMs: 300, streamMb: 64, wholeMb: 512 }, /within 0.3 s/],
      [{ silenceMs: 60_000, streamMb: 64, wholeMb: 24 }, /more than 24 MB/],
    ] as const)
      await withDocuments(
        () => ({}),
        async () => {
          const thread = new DocumentThread(
            {
              ...testWalk(
                'dcat',
                answeringClient(() => ({})),
              ),
              limits: {
                ...testWalk(
                  'dcat',
                  answeringClient(() => ({})),
                ).limits,
                spoolDir: tmpdir(),
              },
            },
            limits,
          );
          try {
            await assert.rejects(async () => {
              await thread.begin(task);
              await thread.ask('taken', { kind: 'piece', bytes: new Uint8Array(document) });
              await thread.ask('read', { kind: 'end' });
            }, says);
          } finally {
            await thread.close();
          }
        },
      );
  });
});
