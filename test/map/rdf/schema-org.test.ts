import assert from 'node:assert/strict';
import { toNTriples } from '../../../src/rdf/serialise.js';
import { dcat, dct, gdc, vcard } from '../../../src/rdf/terms.js';
import { codes, dataset, values } from '../../support/mapping.js';
import { focus, judged, mapTurtle, rdfFixture } from '../../support/rdf.js';

const turtle = rdfFixture('schema-org-dataset');

/** Its dataset with more statements. */
function withMore(statements: string) {
  return mapTurtle(`${turtle}\n<${focus.value}> ${statements} .`);
}

describe('A dataset described with schema.org', () => {
  const mapped = mapTurtle(turtle);
  const [distribution = ''] = values(mapped, dcat.distribution);

  it('is read as DCAT', () => {
    assert.deepEqual(values(mapped, dct.title), ['สถานีวัดระดับน้ำในแม่น้ำสายหลัก@th']);
    assert.deepEqual(values(mapped, dcat.keyword), ['water level@en', 'ระดับน้ำ@th', 'แม่น้ำ@th']);
    assert.deepEqual(values(mapped, dct.identifier), ['WS-2569-001']);
    assert.deepEqual(codes(mapped, gdc.licence), ['cc-by']);
    assert.deepEqual(codes(mapped, dct.language), ['THA']);
    assert.deepEqual(values(mapped, dct.modified), ['2026-10-31^^date']);
    assert.deepEqual(values(mapped, dcat.startDate, `${dataset}#period`), ['2020^^gYear']);
    assert.deepEqual(values(mapped, dcat.landingPage), ['https://data.agency.example/water-stations']);
    assert.deepEqual(values(mapped, dcat.bbox, `${dataset}#place-1`), [
      'POLYGON((99.5 13.5, 100.5 13.5, 100.5 14.5, 99.5 14.5, 99.5 13.5))^^wktLiteral',
    ]);
    assert.deepEqual(values(mapped, vcard.fn, `${dataset}#contact`), ['กลุ่มข้อมูลน้ำ@th']);
    assert.deepEqual(values(mapped, dcat.downloadURL, distribution), ['https://data.agency.example/water-stations.csv']);
    assert.deepEqual(codes(mapped, dct.format, distribution), ['CSV']);
    assert.deepEqual(values(mapped, dcat.byteSize, distribution), ['1200000^^nonNegativeInteger']);
  });

  it('records each property that was turned', () => {
    const turned = mapped.repairs.filter(({ rule }) => rule === 'schema-org').map(({ before, after }) => `${before} → ${after}`);
    for (const one of [
      'schema:name → dct:title',
      'schema:contentUrl → dcat:downloadURL',
      'schema:box → dcat:bbox',
      'schema:includedInDataCatalog → ',
    ])
      assert.ok(turned.includes(one), one);
  });

  it('tells what has no counterpart as unmapped', () => assert.deepEqual(mapped.unmapped, ['schema:variableMeasured']));

  it('lacks the items that schema.org has no words for, and is told them by DCAT’s names', async () => {
    const missing = (await judged(mapped)).filter(({ severity }) => severity === 'violation').flatMap(({ fields }) => fields);
    assert.deepEqual(missing.sort(), [
      'dct:provenance',
      'dct:type',
      'gdc:dataCategory',
      'gdc:objective',
      'gdc:spatialLevel',
      'gdc:updateUnit',
    ]);
  });

  it('is the same in either protocol', () => {
    const http = mapTurtle(turtle.replace('https://schema.org/', 'http://schema.org/'));
    assert.equal(toNTriples(http.quads), toNTriples(mapped.quads));
  });

  it('that is not free has a condition, one that is free has none', () => {
    const paid = mapTurtle(turtle.replace('s:isAccessibleForFree true', 's:isAccessibleForFree false'));
    assert.deepEqual(values(paid, gdc.accessCondition), [`${dataset}#access-condition`]);
    assert.deepEqual(values(mapped, gdc.accessCondition), []);
  });

  it('with the profile’s properties beside schema.org’s passes', async () => {
    const complete = withMore(`dct:type <https://w3id.org/dcat-ap-th/vocab/data-type/record> ; dct:provenance "ทะเบียนสถานี" ;
      gdc:dataCategory <https://w3id.org/dcat-ap-th/vocab/data-category/public> ; gdc:objective "เพื่อการให้บริการประชาชน" ;
      gdc:spatialLevel "ประเทศ" ; dct:accrualPeriodicity "monthly"`);
    assert.deepEqual(
      (await judged(complete)).filter(({ severity }) => severity === 'violation'),
      [],
    );
  });
});
