import assert from 'node:assert/strict';
import { toNTriples } from '../../src/rdf/serialise.js';
import type { StreamSyntax } from '../../src/rdf/stream-reader.js';
import { type Fault, streamReader } from '../../src/rdf/stream-reader.js';
import type { Quad } from '../../src/rdf/terms.js';

/** What is read of a document that comes in pieces of that length. */
async function read(syntax: StreamSyntax, document: string, length: number): Promise<{ triples: string; faults: string[] }> {
  const quads: Quad[] = [];
  const faults: Fault[] = [];
  const reader = streamReader(
    syntax,
    'https://base.example/a/b',
    { depth: 20, statement: 100_000, faults: 100 },
    {
      quad: (quad) => quads.push(quad),
      fault: (fault) => faults.push(fault),
      note: () => undefined,
    },
  );
  for (let at = 0; at < document.length; at += length) await reader.write(document.slice(at, at + length));
  await reader.end();
  return { triples: toNTriples(quads), faults: faults.map(({ line, subject }) => `${line} ${subject?.value}`) };
}

const turtle = `# a comment with a "quote and a . dot
@prefix ex: <https://agency.example/> . @prefix : <c#> .
PREFIX dct: <http://purl.org/dc/terms/>
ex:a.b-c dct:title "a \\" . b", 'it', """long
"two" . quotes\\" """@th ; dct:extent 1.5, .5, -2e3, true ; dct:relation [ dct:x (1 [ a ex:Y ] "z") ], <rel>, :d .
ex:sp\\,ecial ex:p%20q "x"@en-GB . ex:last ex:is ex:end.
@base <https://other.example/dir/> .
<x> ex:p <?q=a#f>, :still .
BASE <deeper/>
<y> ex:p "Tagged"@TH_th, "none"@, <a b> .
`;

describe('A document that comes in pieces', () => {
  it('is read the same however it is cut', async () => {
    const whole = await read('turtle', turtle, turtle.length);
    assert.deepEqual(whole.faults, []);
    for (const part of [
      '<https://agency.example/a.b-c>',
      '"a \\" . b"',
      '"it"',
      '1.5',
      '".5"^^',
      '<https://base.example/a/c#d>',
      '<https://other.example/dir/x>',
      '<https://other.example/dir/deeper/y>',
      '<https://base.example/a/c#still>',
      '"Tagged"@TH_th',
      '"none"',
      '<a b>',
    ])
      assert.ok(whole.triples.includes(part), `${part} in ${whole.triples}`);
    for (const length of [1, 2, 3, 5, 7, 64]) assert.deepEqual(await read('turtle', turtle, length), whole, `pieces of ${length}`);
  });

  it('loses one statement where one cannot be read, and tells its line', async () => {
    const broken = `@prefix ex: <https://agency.example/> .\nex:a ex:p 1 .\nex:b ex:p "open .\nex:c ex:p [ ex:q 2 .\nex:d ex:p nothing:x .\nex:e ex:p << ex:a ex:b ex:c >> .\nex:f ex:p ) .\nex:g ex:p 3 .\n`;
    for (const length of [1, 9, 1000]) {
      const { triples, faults } = await read('turtle', broken, length);
      assert.deepEqual(
        faults,
        ['b', 'c', 'd', 'e', 'f'].map((name, index) => `${index + 3} https://agency.example/${name}`),
      );
      assert.equal(triples.split('\n').length, 3);
    }
  });

  it('reads the graphs of TriG as one', async () => {
    const trig =
      '@prefix ex: <https://agency.example/> . ex:g1 { ex:a ex:p 1 . ex:a ex:p 2 } GRAPH ex:g2 { ex:b ex:p [ ex:q 3 ] . } { ex:c ex:p 4 . }';
    for (const length of [1, 4, 500]) {
      const { triples, faults } = await read('trig', trig, length);
      assert.deepEqual([triples.trim().split('\n').length, faults], [5, []]);
    }
  });

  it('reads a lone ampersand of RDF/XML as itself, and leaves entities, CDATA and comments', async () => {
    const xml = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="https://e.example/"><!-- a & b --><rdf:Description rdf:about="https://e.example/?a=1&b=2&amp;c=3"><e:p>R&D &lt;&#3585;<![CDATA[ & &amp; ]]>&unknown;</e:p></rdf:Description></rdf:RDF>`;
    const whole = await read('rdfxml', xml, xml.length);
    assert.equal(whole.triples.trim(), '<https://e.example/?a=1&b=2&c=3> <https://e.example/p> "R&D <ก & &amp; &unknown;" .');
    for (const length of [1, 2, 3, 11]) assert.deepEqual(await read('rdfxml', xml, length), whole, `pieces of ${length}`);
  });

  it('bounds prefixes, statements that cannot be read, and the length of one', async () => {
    const prefixes = Array.from({ length: 1001 }, (_, n) => `@prefix p${n}: <https://e.example/${n}> .`).join('\n');
    await assert.rejects(read('turtle', prefixes, 10_000), /line 1001.*more than 1000 prefixes/);
    assert.equal((await read('nquads', 'nonsense\n'.repeat(100), 10_000)).faults.length, 100);
    await assert.rejects(read('nquads', 'nonsense\n'.repeat(101), 10_000), /more than 100 statements/);
    await assert.rejects(read('nquads', 'x'.repeat(200_000), 1000), /line 1.*more than 100000 characters/);
    await assert.rejects(read('turtle', `<a> <b> "${'x'.repeat(200_000)}`, 1000), /line 1.*more than 100000 characters/);
  });

  it('takes statements up to the bound whatever the pieces they come in', async () => {
    const statements = Array.from({ length: 5 }, (_, n) => `<a${n}> <b> "${'x'.repeat(60_000)}" .\n`).join('');
    for (const length of [333, 4096, 10_000, 50_000, 70_000, 200_000]) {
      const { triples } = await read('turtle', statements, length);
      assert.equal(triples.split('\n').filter(Boolean).length, 5, String(length));
    }
  });
});
