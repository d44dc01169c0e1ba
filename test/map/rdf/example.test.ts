import assert from 'node:assert/strict';
import { exampleJsonLd, exampleTurtle } from '../../../src/map/rdf/example.js';
import { mapRdf } from '../../../src/map/rdf/map-record.js';
import { readJsonLd } from '../../../src/rdf/read-jsonld.js';
import { writeRecordDocument } from '../../../src/rdf/record-document.js';
import { toNTriples } from '../../../src/rdf/serialise.js';
import { iri, type NamedNode, type Quad_Object, quad, type Term } from '../../../src/rdf/terms.js';
import { shapes } from '../../support/judging.js';
import { dataset, placement, vocabulary } from '../../support/mapping.js';
import { focus, judged, mapTurtle } from '../../support/rdf.js';

describe('The example of a dataset in DCAT-AP-TH', () => {
  it('passes the gate with nothing to warn of, nothing to repair but whose it is, and nothing without a home', async () => {
    const mapped = mapTurtle(exampleTurtle);
    const findings = await judged(mapped);
    assert.deepEqual(
      findings.filter(({ severity }) => severity !== 'info'),
      [],
    );
    assert.deepEqual(
      mapped.repairs.map(({ rule }) => rule),
      ['publisher-agency'],
    );
    assert.deepEqual(mapped.unmapped, []);
    assert.deepEqual(mapped.observations, []);
  });

  it('has each of the 14 items: without its statement the rule of the item finds fault', async () => {
    const statements: Readonly<Record<number, RegExp>> = {
      1: / {2}dct:type <.*\n/,
      2: / {2}dct:title "สถานีวัดระดับน้ำในแม่น้ำสายหลัก".*\n/,
      4: / {4}vcard:fn .*\n/,
      5: / ;\n {4}vcard:hasEmail .*(?=\n)/,
      6: / {2}dcat:keyword .*\n/,
      7: / {2}dct:description\n.*\n.*\n/,
      8: / {2}gdc:objective .*\n/,
      9: / {2}gdc:updateUnit .*\n/,
      10: / {2}gdc:spatialLevel .*\n {2}dct:spatial .*\n/,
      11: / {2}dct:provenance \[\n.*\n.*\n {2}\] ;\n/,
      12: / {2}gdc:storageFormat .*\n/,
      13: / {2}gdc:dataCategory .*\n/,
      14: / {2}gdc:licence .*\n/,
    };
    // What is read off the distributions must go with it.
    const also: Readonly<Record<number, RegExp>> = { 12: / {2}dct:format .*\n/, 14: / {2}dct:license .*\n/ };
    for (const [item, statement] of Object.entries(statements)) {
      const without = exampleTurtle.replace(statement, '').replace(also[Number(item)] ?? statement, '');
      assert.notEqual(without, exampleTurtle, `item ${item} is stated`);
      const findings = await judged(mapTurtle(without));
      const items = findings.filter(({ severity }) => severity === 'violation').map(({ shape }) => itemOf(shape));
      assert.deepEqual([...new Set(items)], [Number(item)], `item ${item}`);
    }
  });

  it('says the same in JSON-LD', async () => {
    const limits = { triples: 1000, depth: 50, values: 100 };
    const json = JSON.parse(exampleJsonLd('https://catalogue.test')) as unknown;
    const quads = await readJsonLd(json, focus.value, limits);
    const named = (term: Term): Term => (term.termType === 'BlankNode' ? iri(`urn:banchi:part:${term.value}`) : term);
    const record = writeRecordDocument(
      focus,
      quads.map(({ subject, predicate, object }) =>
        quad(named(subject) as NamedNode, predicate as NamedNode, named(object) as Quad_Object),
      ),
    );
    const mapped = mapRdf(record, placement, vocabulary);
    assert.equal(toNTriples(mapped.quads), toNTriples(mapTurtle(exampleTurtle).quads));
  });

  it('stands under our names, with those of its source as identifiers and origin', () => {
    const mapped = mapTurtle(exampleTurtle);
    const subjects = [...new Set(mapped.quads.map(({ subject }) => subject.value))];
    assert.ok(
      subjects.every((subject) => subject.startsWith('https://catalogue.test/')),
      subjects.join(' '),
    );
    assert.ok(subjects.includes(dataset));
  });
});

/** The item that a rule is about. */
function itemOf(shape: string): number {
  const item = shapes.quads.find(({ subject, predicate }) => subject.value === shape && predicate.value.endsWith('#item'));
  return Number(item?.object.value);
}
