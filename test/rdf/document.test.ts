import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Problem, type ProblemKind } from '../../src/catalog/problem.js';
import { type ReadDocument, readDocument } from '../../src/rdf/document.js';
import { parse } from '../../src/rdf/parse.js';
import type { DocumentLabel } from '../../src/rdf/sniff.js';
import { dct, type Quad } from '../../src/rdf/terms.js';
import { projectFolder } from '../support/mapping.js';
import { inEverySyntax } from '../support/syntaxes.js';

const limits = { triples: 1000, depth: 30, values: 50 };
const turtle = '<https://a.example/d> <http://purl.org/dc/terms/title> "ราคาข้าว"@th .\n';
const jsonLd =
  '{"@context": {"title": "http://purl.org/dc/terms/title"}, "@id": "https://a.example/d", "title": {"@value": "ราคาข้าว", "@language": "th"}}';
const rdfXml = `<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dct="http://purl.org/dc/terms/">
<rdf:Description rdf:about="https://a.example/d"><dct:title xml:lang="th">ราคาข้าว</dct:title></rdf:Description></rdf:RDF>`;

function read(content: string | Uint8Array, label: DocumentLabel = {}): Promise<ReadDocument> {
  return readDocument(typeof content === 'string' ? Buffer.from(content) : content, label, limits);
}

async function quadsOf(content: string | Uint8Array, label: DocumentLabel = {}): Promise<readonly Quad[]> {
  const document = await read(content, label);
  assert.equal(document.kind, 'rdf');
  return document.kind === 'rdf' ? document.quads : [];
}

async function titleOf(content: string | Uint8Array, label: DocumentLabel = {}): Promise<string | undefined> {
  return (await quadsOf(content, label)).find(({ predicate }) => predicate.equals(dct.title))?.object.value;
}

/** Names without labels of blank nodes, which are each reader's own. */
function shape(quads: readonly Quad[]): string[] {
  return quads
    .map(({ subject, predicate, object }) =>
      [subject, predicate, object].map((term) => (term.termType === 'BlankNode' ? '_' : JSON.stringify({ ...term }))).join(' '),
    )
    .sort();
}

/** Bytes of a Thai text in windows-874, whose Thai letters stand in the order of Unicode. */
function windows874(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x80 ? code : code - 0xe00 + 0xa0;
  });
}

function utf16(text: string, order: 'le' | 'be', mark: boolean): Uint8Array {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

describe('A document in any syntax', () => {
  const fixture = parse(readFileSync(projectFolder('test/fixtures/catalogue-of-two-datasets.ttl'), 'utf8'), { label: 'fixture' });

  it('has the same triples in each, by its media type, by its ending, and by its first characters', async () => {
    for (const { name, mediaType, extension, text } of await inEverySyntax(fixture)) {
      for (const label of [
        { mediaType: `${mediaType}; charset=utf-8` },
        { name: `catalogue.${extension}` },
        {},
        { mediaType: 'application/octet-stream' },
      ])
        assert.deepEqual(shape(await quadsOf(text, label)), shape(fixture), `${name} ${JSON.stringify(label)}`);
    }
  });

  it('is CKAN’s JSON when it has none of JSON-LD’s keywords', async () => {
    assert.equal((await read('{"id": "x", "title": "ราคาข้าว"}', { mediaType: 'application/json' })).kind, 'json');
    assert.equal((await read(jsonLd, { mediaType: 'application/json' })).kind, 'rdf');
    const mislabelled = await read('{"id": "x"}', { mediaType: 'application/ld+json' });
    assert.equal(mislabelled.kind, 'json');
    assert.match(mislabelled.notes[0]?.en ?? '', /no @context/);
  });

  const mislabelled: readonly [content: string, mediaType: string, says: RegExp][] = [
    [jsonLd, 'text/turtle', /Declared Turtle, but its content is JSON/],
    [rdfXml, 'application/ld+json', /Declared JSON-LD, but its content is RDF\/XML/],
    [turtle, 'application/json', /Declared JSON, but its content is Turtle/],
    [`@prefix x: <https://x.example/> .\n${turtle}`, 'application/rdf+xml', /Declared RDF\/XML, but its content is Turtle/],
    [rdfXml, 'text/html', /Declared HTML, but its content is RDF\/XML/],
    [jsonLd, 'application/n-triples', /Declared N-Triples, but its content is JSON/],
  ];
  for (const [content, mediaType, says] of mislabelled) {
    it(`is read by its content when it is mislabelled: ${says.source}`, async () => {
      assert.equal(await titleOf(content, { mediaType }), 'ราคาข้าว');
      assert.match((await read(content, { mediaType })).notes.map(({ en }) => en).join(), says);
    });
  }

  it('may be Turtle that begins with a bracket', async () => {
    assert.equal(await titleOf('[] <http://purl.org/dc/terms/title> "ราคาข้าว"@th .', { mediaType: 'text/turtle' }), 'ราคาข้าว');
    assert.equal(await titleOf('[ <http://purl.org/dc/terms/title> "ราคาข้าว"@th ] .', { name: 'a.ttl' }), 'ราคาข้าว');
  });

  it('has our context without anything fetched', async () => {
    const own = '{"@context": "https://elsewhere.example/context/1.jsonld", "id": "https://a.example/d", "title": {"th": ["ราคาข้าว"]}}';
    assert.equal(await titleOf(own), 'ราคาข้าว');
  });

  it('keeps blank nodes of two scripts apart', async () => {
    const script = (title: string) =>
      `<script type="application/ld+json">{"@id": "_:b", "http://purl.org/dc/terms/title": "${title}"}</script>`;
    const quads = await quadsOf(`<!doctype html><html><body>${script('a')}${script('b')}</body></html>`);
    assert.equal(new Set(quads.map(({ subject }) => subject.value)).size, 2);
  });

  it('has its own address as the base of relative IRIs', async () => {
    const [quad] = await quadsOf('<#d> <http://purl.org/dc/terms/title> "x" .', {
      mediaType: 'text/turtle',
      name: 'https://a.example/list.ttl',
    });
    assert.equal(quad?.subject.value, 'https://a.example/list.ttl#d');
  });
});

describe('A document in any encoding', () => {
  const encodings: readonly [name: string, bytes: Uint8Array, label: DocumentLabel, note: RegExp | undefined][] = [
    ['UTF-8', Buffer.from(turtle), {}, undefined],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${turtle}`), {}, undefined],
    ['UTF-16LE with a mark', utf16(turtle, 'le', true), {}, undefined],
    ['UTF-16BE with a mark', utf16(turtle, 'be', true), {}, undefined],
    ['UTF-16LE without a mark', utf16(turtle, 'le', false), {}, undefined],
    ['UTF-16BE without a mark', utf16(turtle, 'be', false), {}, undefined],
    ['windows-874 that says so', windows874(turtle), { mediaType: 'text/turtle; charset=windows-874' }, undefined],
    ['TIS-620 that says so', windows874(turtle), { mediaType: 'text/turtle; charset="TIS-620"' }, undefined],
    ['windows-874 that says nothing', windows874(turtle), { mediaType: 'text/turtle' }, /read as windows-874/],
    ['windows-874 that says UTF-8', windows874(turtle), { mediaType: 'text/turtle; charset=utf-8' }, /windows-874 .*declared utf-8/],
    [
      'UTF-8 that says TIS-620',
      Buffer.from(turtle),
      { mediaType: 'text/turtle; charset=tis-620' },
      /read as UTF-8, though it is declared windows-874/,
    ],
    ['XML that says windows-874', windows874(rdfXml.replace('"1.0"', '"1.0" encoding="windows-874"')), {}, undefined],
    ['JSON with a byte order mark', Buffer.from(`\ufeff${jsonLd}`), { mediaType: 'application/ld+json' }, undefined],
    ['RDF/XML with a byte order mark', Buffer.from(`\ufeff${rdfXml}`), {}, undefined],
  ];
  for (const [name, bytes, label, note] of encodings) {
    it(`is read: ${name}`, async () => {
      assert.equal(await titleOf(bytes, label), 'ราคาข้าว');
      const notes = (await read(bytes, label)).notes.map(({ en }) => en).join();
      if (note === undefined) assert.equal(notes, '');
      else assert.match(notes, note);
    });
  }
});

describe('A document that cannot be read', () => {
  const nested = (open: string, close: string, depth: number, inner = ''): string => `${open.repeat(depth)}${inner}${close.repeat(depth)}`;
  const bomb = `<?xml version="1.0"?>
<!-- harmless -->
<!DOCTYPE rdf:RDF [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&c;</rdf:RDF>`;
  const external =
    '<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM "file:///etc/passwd">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&x;</rdf:RDF>';
  const manyValues = `<https://a.example/d> <http://purl.org/dc/terms/title> ${Array.from({ length: 51 }, (_, index) => `"${index}"`).join(', ')} .`;
  const manyTriples = Array.from({ length: 1001 }, (_, index) => `<https://a.example/${index}> a <https://a.example/T> .`).join('\n');

  const cases: readonly [claim: string, content: string | Uint8Array, label: DocumentLabel, kind: ProblemKind, says: RegExp][] = [
    ['empty', '', {}, 'bad-request', /empty/],
    ['white space only', ' \n\t ', { mediaType: 'text/turtle' }, 'bad-request', /empty/],
    ['a byte order mark only', '\ufeff', {}, 'bad-request', /empty/],
    ['an entity bomb in RDF/XML', bomb, { mediaType: 'application/rdf+xml' }, 'unprocessable', /<!DOCTYPE \(line 3, column 1\)/],
    ['an external entity in RDF/XML', external, { mediaType: 'application/rdf+xml' }, 'unprocessable', /<!DOCTYPE \(line 1, column 1\)/],
    [
      'deep JSON',
      nested('[', ']', 100_000),
      { mediaType: 'application/json' },
      'too-complex',
      /JSON, line 1, column 31: nested deeper than 30/,
    ],
    ['deep JSON-LD', nested('{"@graph":[', ']}', 50_000), {}, 'too-complex', /nested deeper than 30/],
    [
      'deep blank nodes in Turtle',
      `<https://a.example/d> <https://a.example/p>\n${nested('[ <https://a.example/p> ', ']', 10_000, '1')} .`,
      { mediaType: 'text/turtle' },
      'too-complex',
      /Turtle, line 2: nested deeper than 30/,
    ],
    [
      'deep collections in Turtle',
      `<https://a.example/d> <https://a.example/p> ${nested('(', ')', 10_000)} .`,
      { mediaType: 'text/turtle' },
      'too-complex',
      /Turtle, line 1: nested/,
    ],
    [
      'deep elements in RDF/XML',
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="https://x.example/">${nested('<x:a>', '</x:a>', 10_000)}</rdf:RDF>`,
      {},
      'too-complex',
      /RDF\/XML, line 1, column \d+: nested deeper/,
    ],
    [
      'deep elements in HTML',
      `<!doctype html><html><body>${nested('<div>', '</div>', 10_000)}</body></html>`,
      {},
      'too-complex',
      /HTML, <div>: nested deeper/,
    ],
    [
      'a remote context',
      '{"@context": "https://schema.example/", "name": "x"}',
      {},
      'unprocessable',
      /names the context https:\/\/schema\.example\/, which is not fetched/,
    ],
    [
      'a remote context below',
      '{"@graph": [{"@context": ["http://169.254.169.254/x"], "@id": "https://a.example/"}]}',
      {},
      'unprocessable',
      /169\.254/,
    ],
    [
      'a context that is imported',
      '{"@context": {"@version": 1.1, "@import": "http://localhost:1/x"}, "@id": "https://a.example/"}',
      {},
      'unprocessable',
      /localhost:1/,
    ],
    [
      'one node with too many values',
      manyValues,
      { mediaType: 'text/turtle' },
      'too-complex',
      /https:\/\/a\.example\/d has more than 50 values of http:\/\/purl\.org\/dc\/terms\/title/,
    ],
    ['too many triples', manyTriples, { mediaType: 'text/turtle' }, 'too-large', /more than 1,000 triples/],
    ['truncated Turtle', turtle.slice(0, 60), { mediaType: 'text/turtle' }, 'malformed', /line 1/],
    ['truncated JSON-LD', jsonLd.slice(0, 80), {}, 'malformed', /JSON at line 1, column 66: UnexpectedEndOfString/],
    ['truncated RDF/XML', rdfXml.slice(0, -12), {}, 'malformed', /RDF\/XML at line 3, column \d+: unexpected end/],
    ['wrong RDF/XML', rdfXml.replace('</dct:title>', '</dct:wrong>'), {}, 'malformed', /RDF\/XML at line 3, column \d+/],
    ['wrong JSON', '{"a":\n  oops}', {}, 'malformed', /line 2, column 3/],
    ['wrong Turtle', `${turtle}\n<a> "b" .`, { mediaType: 'text/turtle' }, 'malformed', /Turtle at line 3/],
    ['a NUL', `${turtle}\n\0`, { mediaType: 'text/turtle' }, 'malformed', /NUL character at line 3, column 1/],
    [
      'bytes of no encoding',
      Buffer.from([...Buffer.from('<a> <b> "'), 0xff, 0xfe, 0x80, 0x81]),
      { mediaType: 'text/turtle' },
      'malformed',
      /line 1, column 10 that are not utf-8/,
    ],
    ['a gzip file', Buffer.from([0x1f, 0x8b, 8, 0]), { name: 'catalogue.ttl.gz' }, 'unsupported-media-type', /gzip/],
    ['an Excel file', Buffer.from('PK\u0003\u0004rest'), { name: 'catalogue.xlsx' }, 'unsupported-media-type', /Excel/],
    ['a type that is none of ours', 'hello', { mediaType: 'image/png' }, 'unsupported-media-type', /image\/png is not supported/],
    [
      'RDF 1.2’s triple terms',
      '<https://a.example/d> <https://a.example/p> <<( <https://a.example/d> <https://a.example/p> 1 )>> .',
      { mediaType: 'text/turtle' },
      'unprocessable',
      /RDF 1\.2/,
    ],
    [
      'a script that is no JSON',
      '<!doctype html><html><script type="application/ld+json">{"a": </script></html>',
      {},
      'malformed',
      /script 1/,
    ],
  ];
  for (const [claim, content, label, kind, says] of cases) {
    it(`says what is wrong, where, and what to do, in both languages: ${claim}`, async () => {
      const problem = await read(content, label).then(
        () => assert.fail('it was read'),
        (error: unknown) => error,
      );
      assert.ok(problem instanceof Problem, String(problem));
      assert.equal(problem.kind, kind, problem.detail.en);
      assert.match(problem.detail.en, says);
      assert.match(`${problem.detail.th} ${problem.remedy?.th}`, /[ก-๙]/);
      assert.ok(problem.remedy !== undefined);
    });
  }
});
