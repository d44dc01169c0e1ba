import assert from 'node:assert/strict';
import { readLines } from '../../src/rdf/nquads-lines.js';
import { parse, parseNQuads, RdfSyntaxError } from '../../src/rdf/parse.js';
import { mergeNQuads, termToNTriples, toNQuads, toNTriples, toTurtle } from '../../src/rdf/serialise.js';
import { dct, factory, inGraph, iri, type Literal, quad, rdf, rdfs, skos, tagged, typed, xsd } from '../../src/rdf/terms.js';
import { map, mapResource } from '../support/mapping.js';

const node = iri('https://a.example/n');
const graph = iri('https://a.example/g');

describe('A term in N-Triples', () => {
  const terms: readonly (readonly [Literal | ReturnType<typeof iri>, string])[] = [
    [iri('https://a.example/น้ำ'), '<https://a.example/น้ำ>'],
    [tagged('น้ำ', 'th'), '"น้ำ"@th'],
    [tagged('plain', undefined), '"plain"'],
    [typed('plain', xsd.string), '"plain"'],
    [typed('1', xsd.integer), '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'],
    [tagged('a"b\\c\nd\re\tf', 'en'), '"a\\"b\\\\c\\nd\\re\\tf"@en'],
    [tagged('', 'th'), '""@th'],
  ];
  for (const [term, text] of terms) it(`is ${text}`, () => assert.equal(termToNTriples(term), text));

  it('may be a blank node, and no variable', () => {
    assert.equal(termToNTriples(factory.blankNode('b')), '_:b');
    assert.throws(() => termToNTriples(factory.defaultGraph()), /DefaultGraph cannot be written/);
  });
});

describe('N-Quads', () => {
  const nasty = ['"', '\\', '\n', '\r', '\t', '\\n', '\u0000', '\u007f', '\u2028', '\ud83d\ude00', 'น\u0e4d\u0e49\u0e32', "'", '<b>', '}'];

  it('come back as they were written, whatever the literal holds', () => {
    const quads = nasty.flatMap((text, index) => [
      quad(node, iri(`https://a.example/p${index}`), tagged(`ก${text}ข`, 'th'), graph),
      quad(node, iri(`https://a.example/q${index}`), typed(text, xsd.string), graph),
    ]);
    const back = parseNQuads(toNQuads(quads));
    assert.equal(toNQuads(back), toNQuads(quads));
    for (const one of quads)
      assert.ok(
        back.some((other) => other.equals(one)),
        JSON.stringify(one.object.value),
      );
  });

  for (const [name, mapped] of [
    ['the complete record', map()],
    ['a record of an API', mapResource({ format: 'API', url: 'https://api.agency.example/?a={b}' })],
    [
      'a record with everything wrong',
      map({ notes: 'a"\\\r\n\t<dataset>', maintainer_email: 'a\\b@c.example', url: 'https://a.example/ก ข|"' }),
    ],
  ] as const) {
    it(`of ${name} come back as they were written`, () => {
      const nquads = toNQuads(mapped.quads);
      assert.equal(toNQuads(parseNQuads(nquads)), nquads);
    });
  }

  it('are sorted and hold each statement once', () => {
    const quads = [
      quad(node, dct.title, tagged('b', 'en')),
      quad(node, dct.title, tagged('a', 'en')),
      quad(node, dct.title, tagged('b', 'en')),
    ];
    assert.equal(
      toNQuads(quads),
      '<https://a.example/n> <http://purl.org/dc/terms/title> "a"@en .\n<https://a.example/n> <http://purl.org/dc/terms/title> "b"@en .\n',
    );
  });

  it('of equal sets in another order are equal', () => {
    const { quads } = map();
    assert.equal(toNQuads(quads.toReversed()), toNQuads(quads));
  });

  it('name the graph, which N-Triples leave out', () => {
    const one = quad(node, dct.title, tagged('a', 'en'), graph);
    assert.match(toNQuads([one]), / <https:\/\/a\.example\/g> \.\n$/);
    assert.equal(toNTriples([one]), toNQuads(inGraph([one])));
  });

  it('of nothing are empty', () => assert.equal(toNQuads([]), ''));

  it('merged with more are what all of it gives', () => {
    const { quads } = map();
    for (const at of [0, 1, 20, quads.length]) assert.equal(mergeNQuads(toNQuads(quads.slice(0, at)), quads.slice(at)), toNQuads(quads));
    assert.equal(mergeNQuads(toNQuads(quads), quads.slice(0, 5)), toNQuads(quads));
  });

  it('stand in the order of whole lines, each once, whatever their subjects begin with', () => {
    const subjects = ['https://a.example/', 'https://a.example/n', 'https://a.example/n#1', 'https://a.example/n/1', 'https://a.example/é'];
    const nodes = [...subjects.map(iri), ...['b', 'b1', 'b-1', 'b.1'].map((label) => factory.blankNode(label))];
    const quads = nodes.flatMap((one) => ['b', 'a', 'b'].map((value) => quad(one, dct.title, tagged(value, 'en'), graph)));
    const lines = toNQuads(quads).slice(0, -1).split('\n');
    assert.equal(lines.length, 2 * nodes.length);
    assert.deepEqual(lines, [...lines].sort());
  });

  it('take what stands before the first and behind the last, and what is all there is', () => {
    const quads = ['a', 'b', 'c'].map((name) => quad(iri(`https://${name}.example/`), dct.title, tagged(name, 'en'), graph));
    assert.equal(mergeNQuads(toNQuads(quads.slice(1, 2)), quads), toNQuads(quads));
    assert.equal(mergeNQuads('', quads), toNQuads(quads));
    assert.equal(mergeNQuads(toNQuads(quads), []), toNQuads(quads));
    assert.equal(mergeNQuads('', []), '');
  });
});

describe('Our own N-Quads, read line by line', () => {
  const own = [
    toNQuads(map().quads),
    toNQuads(map({ notes: 'a"\\\r\n\t<dataset>\\', title: '\\"\\\\' }).quads),
    toNTriples(map().quads),
    '<a:b> <c:d> "\\\\" <e:f> .\n',
    '<a:b> <c:d> "\\\\\\"" <e:f> .\n<a:b> <c:d> "\\"" <g:h> .\n<a:bc> <c:d> <a:b> <e:f> .\n',
    '',
  ];
  for (const text of own)
    it(`are what a parser of all N-Quads reads: ${JSON.stringify(text.slice(0, 50))}`, () => {
      const quads = readLines(text);
      assert.deepEqual(quads, parse(text, { label: 'test', format: 'N-Quads' }));
    });

  const others = [
    '<a:b> <c:d> _:e .\n',
    '_:a <c:d> "e" .\n',
    '<a:b>  <c:d> "e" .\n',
    '<a:b> <c:d> "e" . # comment\n',
    '# comment\n',
    '<a:b> <c:d> "\\u0041" .\n',
    '<a:\\u0041> <c:d> "e" .\n',
    '<a:b> <c:d> "e"@TH .\n',
    '<a:b> <c:d> "e" .',
    '<a:b> <c:d> "e',
    '<a:b> <c:d> "e\nf" .\n',
    '<a:b> <c:d>',
    '<a b> <c:d> "e" .\n',
    '<a:b> "c" <d:e> .\n',
    '<a:b> <c:d> "e"^^f .\n',
    '<a:b> <c:d> "e"@',
    '\n',
  ];
  for (const text of others)
    it(`leave another form to that parser: ${JSON.stringify(text)}`, () => {
      assert.equal(readLines(text), undefined);
    });
});

describe('Turtle', () => {
  for (const [name, mapped] of [
    ['the complete record', map()],
    ['a record with a text to escape', map({ notes: 'หนึ่ง "สอง"\n\\สาม' })],
  ] as const) {
    it(`of ${name} says what its N-Triples say`, () => {
      const turtle = toTurtle(mapped.quads);
      assert.equal(toNTriples(parse(turtle, { label: 'turtle' })), toNTriples(mapped.quads));
    });
  }

  it('declares the prefixes it uses and no others', () => {
    const turtle = toTurtle([quad(node, rdf.type, skos.Concept), quad(node, rdfs.label, typed('1', xsd.integer))]);
    assert.deepEqual([...turtle.matchAll(/@prefix (\w+):/g)].map(([, prefix]) => prefix).sort(), ['rdf', 'rdfs', 'skos', 'xsd']);
  });

  it('tells the class of a node first', () => {
    assert.match(toTurtle(map().quads), /\n<[^>]+water-stations> a dcat:Dataset/);
  });
});

describe('parse', () => {
  it('names the text and the line of a fault', () => {
    assert.throws(
      () => parse('<a> <b>', { label: 'shapes/x.ttl' }),
      (error: unknown) => error instanceof RdfSyntaxError && /^shapes\/x\.ttl: .*line 1/.test(error.message),
    );
  });

  it('labels blank nodes the same at each parse, and apart from those of other texts', () => {
    const labels = (label: string) =>
      parse('[] <https://a.example/p> [ <https://a.example/p> _:named ] .', { label }).flatMap(({ subject, object }) => [
        subject.value,
        object.value,
      ]);
    assert.deepEqual(labels('one'), labels('one'));
    const others = new Set(labels('two'));
    for (const label of labels('one')) assert.ok(!others.has(label), label);
  });

  it('resolves against a base', () => {
    assert.equal(parse('<x> a <#y> .', { label: 'based', baseIri: 'https://a.example/d/' })[0]?.subject.value, 'https://a.example/d/x');
  });
});
