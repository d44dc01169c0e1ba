import assert from 'node:assert/strict';
import { parse } from '../../src/rdf/parse.js';
import { gdc, rdf, sh } from '../../src/rdf/terms.js';
import { readShapes } from '../../src/validate/shapes.js';
import { shapes } from '../support/judging.js';
import { vocabulary } from '../support/mapping.js';

const words = `
  sh:name "ชื่อ"@th, "Name"@en ;
  sh:message "ผิด"@th, "Wrong"@en ;
  gdc:remedy "แก้"@th, "Mend"@en`;

/** One property shape with the given lines beside its words. */
function read(lines: string, otherWords = words) {
  return readShapes(
    parse(
      `@prefix ex: <https://a.example/> . @prefix gdc: <${gdc.$}> . @prefix sh: <${sh.$}> . @prefix dct: <http://purl.org/dc/terms/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
       ex:node a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property ex:rule .
       ex:rule a sh:PropertyShape ; ${lines} ; ${otherWords} .`,
      { label: 'shapes of a test' },
    ),
  );
}

describe('readShapes', () => {
  it('reads a rule with all that it says', () => {
    const { rules } = read(
      'sh:path dct:title ; sh:minCount 1 ; sh:severity sh:Warning ; gdc:basis "Banchi" ; gdc:field "title", "name" ; gdc:coveredBy ex:other',
    );
    assert.deepEqual([...rules.keys()], ['https://a.example/rule']);
    const rule = rules.get('https://a.example/rule');
    assert.equal(rule?.severity, 'warning');
    assert.deepEqual(rule?.name, { th: 'ชื่อ', en: 'Name' });
    assert.deepEqual(rule?.message, { th: 'ผิด', en: 'Wrong' });
    assert.deepEqual(rule?.remedy, { th: 'แก้', en: 'Mend' });
    assert.equal(rule?.basis, 'Banchi');
    assert.deepEqual(rule?.fields, ['title', 'name']);
    assert.equal(rule?.property?.value, 'http://purl.org/dc/terms/title');
    assert.equal(rule?.coveredBy, 'https://a.example/other');
  });

  it('takes a rule without a severity as a violation, as the specification does', () => {
    assert.equal(read('sh:path dct:title ; sh:minCount 1').rules.get('https://a.example/rule')?.severity, 'violation');
  });

  it('reads a path of several properties', () => {
    const rule = read('sh:path (dct:publisher dct:title) ; sh:minCount 1').rules.get('https://a.example/rule');
    assert.ok(rule !== undefined);
    assert.equal(rule.property, undefined);
  });

  it('reads a path of properties to choose from', () => {
    const rule = read('sh:path [ sh:alternativePath (dct:publisher dct:title) ] ; sh:minCount 1').rules.get('https://a.example/rule');
    assert.ok(rule !== undefined);
    assert.equal(rule.property, undefined);
  });

  it('takes a qualified shape with its counts for one constraint', () => {
    assert.equal(
      read('sh:path dct:title ; sh:qualifiedValueShape ex:node ; sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 2').rules.size,
      1,
    );
  });

  const refused: readonly (readonly [what: string, lines: string, says: RegExp])[] = [
    ['an unknown term', 'sh:path dct:title ; sh:minCount 1 ; sh:minimumCount 1', /uses .*#minimumCount/],
    ['sh:or', 'sh:path dct:title ; sh:or ([ sh:minCount 1 ])', /uses .*#or/],
    ['sh:not', 'sh:path dct:title ; sh:not ex:node', /uses .*#not/],
    ['sh:sparql', 'sh:path dct:title ; sh:sparql [ ]', /uses .*#sparql/],
    ['sh:lessThanOrEquals', 'sh:path dct:created ; sh:lessThanOrEquals dct:modified', /uses .*#lessThanOrEquals/],
    ['sh:targetNode', 'sh:path dct:title ; sh:minCount 1 ; sh:targetNode ex:one', /uses .*#targetNode/],
    ['sh:deactivated', 'sh:path dct:title ; sh:minCount 1 ; sh:deactivated true', /uses .*#deactivated/],
    ['an unknown value', 'sh:path dct:title ; sh:nodeKind sh:IRIOrLiteral', /uses .*#IRIOrLiteral/],
    ['two constraints', 'sh:path dct:title ; sh:minCount 1 ; sh:maxCount 2', /has 2 constraint components/],
    ['no constraint', 'sh:path dct:title', /has 0 constraint components/],
    ['the same constraint twice', 'sh:path dct:title ; sh:node ex:node, ex:other', /has 2 constraint components/],
    ['an inverse path', 'sh:path [ sh:inversePath dct:title ] ; sh:minCount 1', /uses .*#inversePath/],
    ['a path with a path in it', 'sh:path (dct:title [ ex:odd dct:title ]) ; sh:minCount 1', /must be a property, a list/],
    [
      'an alternative within a list',
      'sh:path (dct:title [ sh:alternativePath (dct:title dct:description) ]) ; sh:minCount 1',
      /must be a property, a list/,
    ],
    [
      'an alternative of lists',
      'sh:path [ sh:alternativePath (dct:title (dct:title dct:type)) ] ; sh:minCount 1',
      /must be a property, a list/,
    ],
    ['an alternative of nothing', 'sh:path [ sh:alternativePath () ] ; sh:minCount 1', /must be a property, a list/],
    ['a blank path', 'sh:path [ ex:odd dct:title ] ; sh:minCount 1', /must be a property, a list/],
    ['a class under another', 'sh:path dct:title ; sh:minCount 1 ; rdfs:subClassOf ex:Thing', /uses rdfs:subClassOf/],
    ['an unknown severity', 'sh:path dct:title ; sh:minCount 1 ; sh:severity ex:Mild', /unknown sh:severity/],
  ];
  for (const [what, lines, says] of refused) it(`refuses ${what}`, () => assert.throws(() => read(lines), says));

  const rule = 'sh:path dct:title ; sh:minCount 1';
  const wordless: readonly (readonly [what: string, words: string, says: RegExp])[] = [
    ['a Thai message', words.replace('"ผิด"@th, ', ''), /lacks .*#message in Thai or English/],
    ['an English message', words.replace(', "Wrong"@en', ''), /lacks .*#message in Thai or English/],
    ['a name', words.replace(/sh:name.*;/, ''), /lacks .*#name in Thai or English/],
    ['a Thai remedy', words.replace('"แก้"@th, ', ''), /lacks .*#remedy in Thai or English/],
    ['a language on its message', words.replace('"ผิด"@th', '"ผิด"'), /lacks .*#message in Thai or English/],
  ];
  for (const [what, others, says] of wordless) it(`refuses a rule without ${what}`, () => assert.throws(() => read(rule, others), says));
});

describe('The project’s shapes', () => {
  it('have rules, each a property shape with an IRI', () => {
    assert.ok(shapes.rules.size > 60);
    for (const shape of shapes.rules.keys()) assert.match(shape, /^https:\/\/w3id\.org\/dcat-ap-th\/shapes#[a-z0-9-]+$/);
  });

  it('say in each message what is wrong, in letters of its language', () => {
    for (const { iri, name, message, remedy } of shapes.rules.values()) {
      for (const { th, en } of [name, message, remedy]) {
        assert.match(th, /[ก-ฮ]/, iri);
        assert.match(en, /[A-Za-z]/, iri);
      }
    }
  });

  it('name as basis only what linked-data.md §5 lists', () => {
    const basis = /^(?:มรด\. 3-1 รายการที่ (?:[1-9]|1[0-4])|มรด\. 3-2 ข้อตรวจ [1-5]|THAI_GDC 2\.2\.4|DCAT-AP 3\.0\.1|Banchi)$/;
    for (const rule of shapes.rules.values()) assert.match(rule.basis, basis, rule.iri);
  });

  it('have a rule for each of the fourteen mandatory items', () => {
    const items = [...shapes.rules.values()]
      .filter(({ severity }) => severity === 'violation')
      .map(({ basis }) => /รายการที่ (\d+)/.exec(basis)?.[1]);
    assert.deepEqual(
      new Set(items.filter((item) => item !== undefined)),
      new Set(Array.from({ length: 14 }, (_, index) => String(index + 1))),
    );
  });

  it('are covered only by rules that they have', () => {
    for (const { iri, coveredBy } of shapes.rules.values()) if (coveredBy !== undefined) assert.ok(shapes.rules.has(coveredBy), iri);
  });

  it('name only terms of our namespace that it defines', () => {
    const defined = new Set(vocabulary.graph.find(null, rdf.type).map(({ subject }) => subject.value));
    for (const { predicate, object } of shapes.quads) {
      for (const term of [predicate, object]) if (term.value.startsWith(gdc.$)) assert.ok(defined.has(term.value), term.value);
    }
  });
});
