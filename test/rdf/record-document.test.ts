import assert from 'node:assert/strict';
import { parse } from '../../src/rdf/parse.js';
import { readRecordDocument, writeRecordDocument } from '../../src/rdf/record-document.js';
import { toNTriples } from '../../src/rdf/serialise.js';
import { dcat, dct, factory, iri, quad, tagged, typed } from '../../src/rdf/terms.js';

const focus = iri('https://data.example.go.th/d/1');

describe('a record document', () => {
  it('names its dataset in the first line and gives back what was written', () => {
    const quads = parse(
      '@prefix dct: <http://purl.org/dc/terms/> . <d> a <http://www.w3.org/ns/dcat#Dataset>; dct:title "ก\\n\\"ข\\""@th .',
      {
        label: 'x',
        baseIri: 'https://data.example.go.th/',
      },
    );
    const text = writeRecordDocument(focus, quads);
    assert.equal(text.split('\n')[0], `<urn:banchi:record> <http://xmlns.com/foaf/0.1/primaryTopic> <${focus.value}> .`);
    const read = readRecordDocument(text);
    assert.equal(read.focus.value, focus.value);
    assert.equal(toNTriples(read.quads), toNTriples(quads));
  });

  it('is one text for one description, in any order, repeated, in any graph', () => {
    const [a, b] = [
      quad(focus, dct.title, tagged('ก', 'th')),
      quad(focus, dct.title, tagged('a', 'en'), iri('https://graph.example/')),
    ] as const;
    assert.equal(writeRecordDocument(focus, [a, b]), writeRecordDocument(focus, [b, a, b]));
  });

  it('carries IRIs, language tags and datatypes that are none as they were', () => {
    const quads = [
      quad(focus, dcat.landingPage, iri('https://data.example.go.th/ข้อมูล 1<>')),
      quad(focus, dct.publisher, iri('relative/path')),
      quad(focus, dct.title, tagged('ก', 'th_TH')),
      quad(focus, dct.modified, typed('2566', iri('a year'))),
      quad(focus, dct.source, iri('urn:banchi:iri:x')),
      quad(iri('has space'), dct.title, factory.literal('x', iri('urn:banchi:language:th'))),
    ];
    const read = readRecordDocument(writeRecordDocument(focus, quads));
    for (const one of quads)
      assert.ok(
        read.quads.some((other) => other.equals(one)),
        one.object.value,
      );
    assert.equal(read.quads.length, quads.length);
  });

  it('replaces halves of characters, which no text can carry', () => {
    const text = writeRecordDocument(focus, [quad(focus, dct.title, tagged('a\ud800', 'en')), quad(focus, dct.source, iri('x \udc00'))]);
    assert.doesNotMatch(text, /\p{Surrogate}/u);
    assert.equal(readRecordDocument(text).quads.length, 2);
  });

  it('refuses a blank node, and a text that names no dataset', () => {
    assert.throws(() => writeRecordDocument(focus, [quad(focus, dct.publisher, factory.blankNode('b'))]), /BlankNode/);
    assert.throws(() => readRecordDocument(''), /names? the dataset/);
    assert.throws(() => readRecordDocument('<urn:a> <urn:b> <urn:c> .\n'), /name the dataset/);
  });
});
