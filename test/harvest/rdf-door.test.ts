import assert from 'node:assert/strict';
import { rdfDoor } from '../../src/harvest/rdf-door.js';
import { exampleTurtle } from '../../src/map/rdf/example.js';
import { gdc, iri, type NamedNode, quad, skos, tagged } from '../../src/rdf/terms.js';
import { vocabulary } from '../support/mapping.js';
import { focus, quadsOf } from '../support/rdf.js';

/** What the door says of the example with more statements of its dataset. */
function door(statements: string, without = /^$/): string {
  const turtle = `${exampleTurtle.replace(without, '')}\n<${focus.value}> ${statements} .`;
  return rdfDoor(focus, quadsOf(turtle), vocabulary).state;
}

const vocab = 'w3id.org/dcat-ap-th/vocab';

describe('The door for descriptions in RDF', () => {
  it('is open for the example', () => assert.equal(rdfDoor(focus, quadsOf(exampleTurtle), vocabulary).state, 'open'));

  it('is open without a flag: consent was given with the source', () => {
    assert.equal(rdfDoor(focus, quadsOf(exampleTurtle.replace(/ {2}gdc:allowHarvest .*\n/, '')), vocabulary).state, 'open');
  });

  for (const statement of [
    `gdc:dataCategory <https://${vocab}/data-category/security>`,
    `gdc:dataCategory <http://${vocab}/data-category/OFFICIAL-SECRET/>`,
    `gdc:dataCategory <https://catalogue.example/vocab/data-category/security>`,
    'gdc:dataCategory "ข้อมูลความมั่นคง"',
    'gdc:dataCategory "ข้อมูล\u200bความ\u200bลับทางราชการ"@th',
    'gdc:dataCategory [ skos:prefLabel "ข้อมูลความมั่นคง"@th ]',
    `<http://w3id.org/dcat-ap-th/ns#dataCategory> <https://${vocab}/data-category/security>`,
    `gdc:classification <https://${vocab}/classification/confidential>`,
    `gdc:classification <https://${vocab}/classification/top-secret>`,
    'gdc:classification "ลับมาก"',
    'gdc:classification "Top Secret"',
    'dct:accessRights "ลับ"',
    'dct:accessRights [ rdfs:label "ข้อมูลความมั่นคง"@th ]',
    'dct:accessRights <http://publications.europa.eu/resource/authority/access-right/CONFIDENTIAL>',
    'dcat:distribution <urn:x:d> . <urn:x:d> gdc:classification "ลับ"',
  ])
    it(`refuses ${statement}`, () => assert.equal(door(statement), 'refused'));

  for (const statement of [
    `gdc:classification <https://${vocab}/classification/internal>`,
    `gdc:dataCategory <https://${vocab}/data-category/personal>`,
    'dct:accessRights <http://publications.europa.eu/resource/authority/access-right/NON_PUBLIC>',
    'dct:description "คู่มือการรักษาความลับทางราชการ"@th',
  ])
    it(`takes ${statement}`, () => assert.equal(door(statement), 'open'));

  for (const statement of [
    'gdc:allowHarvest false',
    'gdc:allowHarvest "False"',
    'gdc:allowHarvest "0"^^xsd:boolean',
    '<http://w3id.org/dcat-ap-th/ns#allowHarvest> "false"',
    'adms:status <http://purl.org/adms/status/Withdrawn>',
    'adms:status <http://publications.europa.eu/resource/authority/dataset-status/WITHDRAWN>',
  ])
    it(`sees a withdrawal in ${statement}`, () => assert.equal(door(statement), 'withdrawn'));

  it('refuses before it withdraws: what is secret is not stored as withdrawn', () => {
    assert.equal(door('gdc:allowHarvest false ; gdc:classification "ลับ"'), 'refused');
  });

  it('leaves out what is no dataset', () => {
    assert.equal(rdfDoor(focus, quadsOf(`<${focus.value}> a dcat:Catalog .`), vocabulary).state, 'left-out');
    assert.equal(rdfDoor(focus, quadsOf(`<${focus.value}> a dcat:Catalog, dcat:Dataset .`), vocabulary).state, 'open');
    assert.equal(rdfDoor(focus, quadsOf(`<${focus.value}> a dcat:DataService .`), vocabulary).state, 'left-out');
  });

  it('says why in Thai and English', () => {
    const said = rdfDoor(focus, quadsOf(`<${focus.value}> gdc:allowHarvest false .`), vocabulary);
    assert.ok(said.state === 'withdrawn' && /[ก-ฮ]/.test(said.reasonTh) && /false/.test(said.reason));
  });

  it('takes no longer than the description, however often it speaks of access', () => {
    const many = Array.from({ length: 100_000 }, (_, index) =>
      quad(focus, gdc.dataCategory, iri(`https://data.agency.example/category/${index}`)),
    );
    const names = many.map(({ object }) => quad(object as NamedNode, skos.prefLabel, tagged('ทั่วไป', 'th')));
    assert.equal(rdfDoor(focus, [...many, ...names], vocabulary).state, 'open');
  });
});
