import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { bounds } from '../../../src/map/ckan-package.js';
import type { MappedRecord } from '../../../src/map/map.js';
import { exampleTurtle } from '../../../src/map/rdf/example.js';
import { mapRdf } from '../../../src/map/rdf/map-record.js';
import { writeRecordDocument } from '../../../src/rdf/record-document.js';
import {
  dcat,
  dct,
  factory,
  iri,
  type NamedNode,
  type Quad_Object,
  quad,
  rdf,
  rdfs,
  tagged,
  typed,
  vcard,
  xsd,
} from '../../../src/rdf/terms.js';
import { dataset, observed, placement, repairs, values, vocabulary } from '../../support/mapping.js';
import { focus, judged, mapTurtle, quadsOf } from '../../support/rdf.js';

/** The example with more quads, mapped. */
function withQuads(more: readonly ReturnType<typeof quad>[], without: RegExp = /^$/): MappedRecord {
  return mapRdf(writeRecordDocument(focus, [...quadsOf(exampleTurtle.replace(without, '')), ...more]), placement, vocabulary);
}

function say(predicate: NamedNode, object: Quad_Object, subject: NamedNode = focus) {
  return quad(subject, predicate, object);
}

const part = (name: string) => iri(`urn:banchi:part:${name}`);

const fiveMillion = 'น้ำ '.repeat(1_250_000);

describe('A bound on a record', () => {
  it(`holds for distributions: ${bounds.resources} are mapped of more, the rest is a repair`, () => {
    const more = Array.from({ length: bounds.resources + 50 }, (_, index) =>
      say(dcat.distribution, iri(`https://data.agency.example/d/${index}`)),
    );
    const mapped = withQuads(more);
    assert.equal(values(mapped, dcat.distribution).length, bounds.resources);
    assert.deepEqual(repairs(mapped, 'dcat:distribution'), [`surplus: ${bounds.resources + 51} → ${bounds.resources}`]);
  }).timeout(60_000);

  it(`holds for keywords: ${bounds.values} are mapped of more, the rest is a repair`, async () => {
    const more = Array.from({ length: bounds.values + 50 }, (_, index) => say(dcat.keyword, tagged(`คำที่ ${index}`, 'th')));
    const mapped = withQuads(more);
    assert.equal(values(mapped, dcat.keyword).length, bounds.values);
    assert.deepEqual(repairs(mapped, 'dcat:keyword'), [`surplus: ${bounds.values + 53} → ${bounds.values}`]);
    assert.ok((await judged(mapped)).every(({ severity }) => severity !== 'violation'));
  });

  for (const [what, predicate] of [
    ['title', dct.title],
    ['description', dct.description],
    ['keyword', dcat.keyword],
    ['provenance', dct.provenance],
    ['licence', dct.license],
    ['type', dct.type],
    ['place', dct.spatial],
    ['publisher', dct.publisher],
    ['creator', dct.creator],
    ['identifier', dct.identifier],
    ['frequency', dct.accrualPeriodicity],
    ['period', dct.temporal],
    ['theme', dcat.theme],
    ['access right', dct.accessRights],
    ['day', dct.issued],
    ['page', dcat.landingPage],
    ['contact', dcat.contactPoint],
  ] as const)
    it(`holds for a ${what} of five million characters`, () => {
      const long = tagged(fiveMillion, 'th');
      const before = performance.now();
      const mapped = withQuads([say(predicate, long)]);
      assert.ok(performance.now() - before < 15_000);
      const longest = Math.max(...mapped.quads.map(({ object }) => object.value.length));
      assert.ok(longest <= bounds.characters, String(longest));
      assert.ok(mapped.observations.every(({ object }) => object.value.length <= 300));
      assert.ok(mapped.repairs.every(({ before: was, after }) => was.length <= 210 && after.length <= 210));
    }).timeout(30_000);

  it('is a repair where a text was cut', () => {
    assert.deepEqual(repairs(withQuads([say(dct.description, tagged('ก'.repeat(bounds.characters + 1), 'th'))]), 'dct:description'), [
      `too-long: ${bounds.characters + 1} → ${bounds.characters}`,
    ]);
  });

  it('holds for identifiers', () => {
    const mapped = withQuads(Array.from({ length: 500 }, (_, index) => say(dct.identifier, typed(`other-${index}`, xsd.string))));
    assert.equal(mapped.quads.filter(({ predicate }) => predicate.value.endsWith('adms#identifier')).length, 20);
    assert.match(repairs(mapped, 'adms:identifier').join(), /^surplus: \d+ → 20$/);
  });

  it('holds for what is unmapped', () => {
    const mapped = withQuads(
      Array.from({ length: bounds.values * 2 }, (_, index) => say(iri(`https://strangers.example/p${index}`), tagged('x', 'en'))),
    );
    assert.equal(mapped.unmapped.length, bounds.values);
  });
});

describe('Many that lead to one', () => {
  const shared = iri('https://data.agency.example/shared');
  const distributions = Array.from({ length: 1000 }, (_, index) => iri(`https://data.agency.example/d/${index}`));
  const leading = (property: NamedNode) =>
    distributions.flatMap((node) => [say(dcat.distribution, node), say(property, shared, node), say(dct.title, tagged('ไฟล์', 'th'), node)]);

  for (const property of [dct.rights, dct.title, dct.conformsTo, dct.license, dct.format])
    it(`do not multiply its words (${property.value.replace(/^.*[#/]/, '')})`, () => {
      const words = Array.from({ length: 40 }, (_, index) => say(rdfs.label, tagged(`คำ${index} ${'ก'.repeat(90_000)}`, 'th'), shared));
      const mapped = withQuads([...leading(property), ...words]);
      const characters = mapped.quads.reduce((sum, { object }) => sum + object.value.length, 0);
      assert.ok(characters < bounds.allCharacters * 1.2, String(characters));
    }).timeout(120_000);

  it('do not multiply its parts', () => {
    const standards = Array.from({ length: 110 }, (_, index) => iri(`https://data.agency.example/standard/${index}`));
    const mapped = withQuads(
      distributions.flatMap((node) => [
        say(dcat.distribution, node),
        ...standards.slice(0, 110).map((one) => say(dct.conformsTo, one, node)),
      ]),
    );
    const ofFirst = mapped.quads.filter(
      ({ subject, predicate }) => predicate.equals(dct.conformsTo) && subject.value.includes('/distributions/'),
    );
    assert.ok(ofFirst.length <= distributions.length * bounds.parts);
    assert.ok(mapped.quads.length <= bounds.triples + 10_000, String(mapped.quads.length));
    assert.ok(repairs(mapped, 'dct:conformsTo').every((one) => one === `surplus: 110 → ${bounds.parts}`));
  }).timeout(120_000);
});

describe('A knotted graph', () => {
  for (const property of [
    dct.provenance,
    dcat.contactPoint,
    dct.temporal,
    dct.spatial,
    dct.conformsTo,
    dct.publisher,
    dct.creator,
    dcat.distribution,
    dct.license,
  ])
    it(`whose ${property.value.replace(/^.*[#/]/, '')} is the dataset itself ends`, () => {
      const mapped = withQuads([say(property, focus)]);
      assert.ok(mapped.quads.every(({ subject, object }) => subject.value !== focus.value || object.value !== focus.value));
      assert.ok(!mapped.quads.some(({ subject }) => subject.value === focus.value));
    });

  it('of parts that lead to each other ends', () => {
    const [a, b] = [part('a'), part('b')];
    const mapped = withQuads([
      say(dct.provenance, a),
      say(dct.provenance, b, a),
      say(dct.provenance, a, b),
      say(rdfs.label, tagged('วงกลม', 'th'), b),
      say(vcard.hasEmail, a, a),
      say(dcat.contactPoint, a),
      say(vcard.value, a, a),
    ]);
    assert.ok(mapped.quads.length < 200);
  });

  it('of a chain of twenty thousand parts costs no more than its length', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => say(dct.isPartOf, part(String(index + 1)), part(String(index))));
    const mapped = withQuads([say(dct.provenance, part('0')), ...chain]);
    assert.deepEqual(mapped.unmapped, ['…/dct:isPartOf']);
  }).timeout(60_000);

  it('does not swallow another record’s distribution that names this dataset', () => {
    const other = iri('https://data.agency.example/datasets/other');
    const mapped = withQuads([
      say(rdf.type, dcat.Dataset, other),
      say(dct.isPartOf, focus, other),
      say(dct.title, tagged('อื่น', 'th'), other),
      say(dcat.distribution, iri('urn:x:other'), other),
    ]);
    assert.equal(values(mapped, dcat.distribution).length, 1);
    assert.deepEqual(mapped.unmapped, ['dcat:Dataset/dcat:distribution', 'dcat:Dataset/dct:isPartOf', 'dcat:Dataset/dct:title']);
  });
});

describe('A hostile value', () => {
  for (const object of [
    iri('javascript:alert(1)'),
    iri('https://data.agency.example/a b<script>'),
    iri('relative'),
    iri(''),
    iri('http://'),
    iri('http://[::1'),
    iri('https://data.agency.example/%zz'),
    tagged('', 'th'),
    tagged('\u0000\u0001\u200b', 'en'),
    tagged('x', 'not a language'),
    factory.literal('x', iri('no datatype')),
    typed('"', xsd.date),
    tagged('\ud800', 'th'),
  ])
    it(`(${JSON.stringify(object.value)} ${object.termType}) does no harm under any property`, () => {
      const properties = [...new Map(quadsOf(exampleTurtle).map(({ predicate }) => [predicate.value, iri(predicate.value)])).values()];
      const subjects = [focus, iri(`${focus.value}/csv`)];
      const mapped = withQuads(
        [...properties, dct.license, dct.rights, dct.creator, dct.relation, dcat.accessService].flatMap((property) =>
          subjects.map((subject) => say(property, object, subject)),
        ),
      );
      for (const { subject, object: value } of mapped.quads) {
        assert.ok(subject.value.startsWith('https://catalogue.test/'));
        if (value.termType === 'NamedNode') assert.match(value.value, /^(?:https?|mailto):[^\s<>"{}|\\^`]+$/);
      }
    });

  it('under another’s names makes nothing of ours', () => {
    const mapped = mapTurtle(`${exampleTurtle}
      <${dataset}> dct:title "ปลอม"@th . <https://catalogue.test/agencies/99000001#org> foaf:name "ปลอม" .
      <https://w3id.org/dcat-ap-th/vocab/licence/cc-by> skos:prefLabel "ปลอม"@th .`);
    assert.ok(!mapped.quads.some(({ object }) => object.value === 'ปลอม'));
  });

  it('is read whole or not at all', () => {
    assert.throws(() => mapRdf('', placement, vocabulary), /no record/);
    assert.throws(() => mapRdf('{"id":1}', placement, vocabulary));
    assert.throws(() => mapRdf('<urn:banchi:record> <http://xmlns.com/foaf/0.1/primaryTopic> <urn:x> .\n<urn:x> <', placement, vocabulary));
  });

  it('of nothing at all is a record that says nothing', async () => {
    const mapped = mapRdf(writeRecordDocument(focus, []), placement, vocabulary);
    assert.equal(mapped.title, '');
    assert.deepEqual(observed(mapped), []);
    assert.ok((await judged(mapped)).some(({ severity }) => severity === 'violation'));
  });
});
