import assert from 'node:assert/strict';
import { exampleTurtle } from '../../../src/map/rdf/example.js';
import { adms, dcat, dcatap, dct, gdc, type NamedNode } from '../../../src/rdf/terms.js';
import { codes, observed, repairs, values } from '../../support/mapping.js';
import { mapTurtle } from '../../support/rdf.js';

const eu = 'http://publications.europa.eu/resource/authority';
const distribution = 'https://catalogue.test/datasets/99000001/water-stations/distributions/5b3b8befec85';

/** The example with other statements in place of those that match. */
function changed(statement: RegExp, instead: string) {
  assert.match(exampleTurtle, statement);
  return mapTurtle(exampleTurtle.replace(statement, instead));
}

/** Ways to write one value: what stands in the document, and the rule that mended it, if one had to. */
type Ways = readonly (readonly [written: string, rule: string | undefined])[];

function means(what: string, statement: RegExp, property: NamedNode, code: string, ways: Ways, put: (written: string) => string): void {
  describe(`${what} ${code}`, () => {
    for (const [written, rule] of ways)
      it(`is meant by ${written}${rule === undefined ? '' : `, as a repair (${rule})`}`, () => {
        const mapped = changed(statement, put(written));
        assert.deepEqual(codes(mapped, property), [code]);
        const rules = mapped.repairs
          .filter(({ rule: one }) => one !== 'publisher-agency' && one !== 'implied' && one !== 'moved')
          .map((one) => one.rule);
        assert.deepEqual(rules, rule === undefined ? [] : [rule]);
      });
  });
}

means(
  'The licence',
  /gdc:licence <[^>]*>/,
  gdc.licence,
  'cc-by',
  [
    ['<https://w3id.org/dcat-ap-th/vocab/licence/cc-by>', undefined],
    ['<http://w3id.org/dcat-ap-th/vocab/licence/cc-by>', 'iri-form'],
    ['<https://w3id.org/dcat-ap-th/vocab/licence/CC-BY/>', 'iri-form'],
    [`<${eu}/licence/CC_BY>`, 'iri-aligned'],
    ['<https://publications.europa.eu/resource/authority/licence/cc_by>', 'iri-aligned'],
    [`<${eu}/licence/CC_BY_4_0>`, 'iri-aligned'],
    ['<http://creativecommons.org/licenses/by/3.0/th/>', 'iri-aligned'],
    ['<https://creativecommons.org/licenses/by/4.0/legalcode>', 'iri-aligned'],
    ['<http://www.opendefinition.org/licenses/cc-by>', 'iri-aligned'],
    ['"https://creativecommons.org/licenses/by/4.0/"', 'iri-aligned'],
    ['"CC BY 4.0"', 'choice-spelling'],
    ['"Creative Commons Attributions"', undefined],
  ],
  (written) => `gdc:licence ${written}`,
);

for (const [written, code] of [
  ['by-sa', 'cc-by-sa'],
  ['by-nc', 'cc-by-nc'],
  ['by-nd', 'cc-by-nd'],
  ['by-nc-sa', 'cc-by-nc-sa'],
  ['by-nc-nd', 'cc-by-nc-nd'],
] as const)
  means(
    'The licence',
    /gdc:licence <[^>]*>/,
    gdc.licence,
    code,
    [[`<https://creativecommons.org/licenses/${written}/4.0/>`, 'iri-aligned']],
    (iri) => `gdc:licence ${iri}`,
  );

describe('A licence that is in no table', () => {
  it('is “other” with its address beside it, and no licence document is named', () => {
    const mapped = changed(/gdc:licence <[^>]*>/, 'gdc:licence <https://licences.example/own-1.0>');
    assert.deepEqual(codes(mapped, gdc.licence), ['other']);
    assert.deepEqual(values(mapped, gdc.licenceNote), ['https://licences.example/own-1.0@en']);
  });

  it('on a distribution alone is observed', () => {
    const mapped = changed(/dct:license <[^>]*>/, 'dct:license <https://licences.example/own-1.0>');
    assert.deepEqual(observed(mapped), ['unrecognisedChoice: dct:license=https://licences.example/own-1.0']);
    assert.deepEqual(values(mapped, dct.license, distribution), [`${eu}/licence/CC_BY`]);
  });
});

means(
  'The language',
  /dct:language <[^>]*>/,
  dct.language,
  'THA',
  [
    [`<${eu}/language/THA>`, undefined],
    ['<http://lexvo.org/id/iso639-3/tha>', 'iri-aligned'],
    ['<https://id.loc.gov/vocabulary/iso639-1/th>', 'iri-aligned'],
    ['<https://publications.europa.eu/resource/authority/language/tha>', 'iri-aligned'],
    ['"th"', 'choice-spelling'],
    ['"tha"', 'choice-spelling'],
    ['"th-TH"', 'choice-spelling'],
    ['"ภาษาไทย"', 'choice-spelling'],
  ],
  (written) => `dct:language ${written}`,
);

const promise = / {2}gdc:updateUnit .*\n {2}gdc:updateEvery .*\n/;
for (const [written, unit, every, frequency] of [
  [`<${eu}/frequency/MONTHLY>`, 'month', '1', 'MONTHLY'],
  ['<http://publications.europa.eu/resource/authority/frequency/monthly>', 'month', '1', 'MONTHLY'],
  ['<http://purl.org/cld/freq/semiannual>', 'half-year', '1', 'ANNUAL_2'],
  ['<http://purl.org/cld/freq/quarterly>', 'quarter', '1', 'QUARTERLY'],
  [`<${eu}/frequency/TRIENNIAL>`, 'year', '3', 'TRIENNIAL'],
  [`<${eu}/frequency/UPDATE_CONT>`, 'real-time', undefined, 'UPDATE_CONT'],
  [`<${eu}/frequency/NEVER>`, 'never', undefined, 'NEVER'],
  [`<${eu}/frequency/UNKNOWN>`, 'unknown', undefined, 'UNKNOWN'],
  [`<${eu}/frequency/IRREG>`, 'other', undefined, 'IRREG'],
  [`<${eu}/frequency/DAILY_2>`, 'hour', '12', 'DAILY_2'],
  ['"R/P1Y"', 'year', '1', 'ANNUAL'],
  ['"P7D"', 'week', '1', 'WEEKLY'],
  ['"monthly"', 'month', '1', 'MONTHLY'],
  ['"ไตรมาส"', 'quarter', '1', 'QUARTERLY'],
] as const)
  describe(`The frequency ${written}`, () => {
    it(`promises ${every ?? ''} ${unit}, and is published as ${frequency}`, () => {
      const mapped = changed(promise, `  dct:accrualPeriodicity ${written} ;\n`);
      assert.deepEqual(codes(mapped, gdc.updateUnit), [unit]);
      assert.deepEqual(values(mapped, gdc.updateEvery), every === undefined ? [] : [`${every}^^integer`]);
      assert.deepEqual(codes(mapped, dct.accrualPeriodicity), [frequency]);
      assert.equal(mapped.promise.unit, unit);
    });
  });

describe('A frequency that is in no table', () => {
  it('is kept in words and observed', () => {
    const mapped = changed(promise, '  dct:accrualPeriodicity "เมื่อมีการร้องขอ" ;\n');
    assert.deepEqual(codes(mapped, gdc.updateUnit), []);
    assert.deepEqual(values(mapped, gdc.updateUnitNote), ['เมื่อมีการร้องขอ@th']);
    assert.deepEqual(observed(mapped), ['unrecognisedChoice: gdc:updateUnit=เมื่อมีการร้องขอ']);
  });
});

describe('The format CSV', () => {
  for (const written of [
    `<${eu}/file-type/CSV>`,
    '<https://publications.europa.eu/resource/authority/file-type/csv>',
    '"CSV"',
    '"csv"',
    '"text/csv"',
    '<https://www.iana.org/assignments/media-types/text/csv>',
    '<http://www.iana.org/assignments/media-types/text/csv>',
    '[ a dct:IMT ; rdfs:label "CSV" ]',
  ])
    it(`is meant by ${written}`, () => {
      const mapped = changed(/dct:format <[^>]*>/, `dct:format ${written}`);
      assert.deepEqual(values(mapped, dct.format, distribution), [`${eu}/file-type/CSV`]);
    });

  it('of a media type that IANA has not is told by the format, and recorded', () => {
    const mapped = changed(/dcat:mediaType <[^>]*>/, 'dcat:mediaType "application/x-own-csv"');
    assert.deepEqual(values(mapped, dcat.mediaType, distribution), ['https://www.iana.org/assignments/media-types/text/csv']);
    assert.deepEqual(repairs(mapped, 'dcat:distribution[1]/dcat:mediaType'), [
      'iri-aligned: application/x-own-csv → https://www.iana.org/assignments/media-types/text/csv',
    ]);
  });
});

describe('A theme', () => {
  for (const [written, expected] of [
    [`<${eu}/data-theme/ENVI>`, ['ENVI']],
    ['<https://publications.europa.eu/resource/authority/data-theme/envi>', ['ENVI']],
    ['<https://w3id.org/dcat-ap-th/vocab/theme/public-health>', ['HEAL', 'public-health']],
    ['"สาธารณสุข"', ['HEAL', 'public-health']],
    ['[ a skos:Concept ; skos:prefLabel "สาธารณสุข"@th ]', ['HEAL', 'public-health']],
  ] as const)
    it(`is meant by ${written}`, () => {
      assert.deepEqual(codes(changed(/dcat:theme <[^>]*>/, `dcat:theme ${written}`), dcat.theme).sort(), [...expected]);
    });

  it('of another thesaurus is observed', () => {
    const mapped = changed(/dcat:theme <[^>]*>/, 'dcat:theme <http://eurovoc.europa.eu/5891>');
    assert.deepEqual(observed(mapped), ['unrecognisedChoice: dcat:theme=http://eurovoc.europa.eu/5891']);
  });
});

describe('A place', () => {
  const place = / {2}gdc:spatialLevel .*\n {2}dct:spatial .*\n/;
  for (const [written, code, level] of [
    [`<${eu}/country/THA>`, 'THA', 'country'],
    ['<https://publications.europa.eu/resource/authority/country/tha>', 'THA', 'country'],
    ['"ประเทศไทย"', 'THA', 'country'],
    ['<https://w3id.org/dcat-ap-th/vocab/province/th-50>', 'th-50', 'province'],
    ['<https://sws.geonames.org/1609348/>', 'th-10', 'province'],
    ['<https://www.wikidata.org/entity/Q1861>', 'th-10', 'province'],
    ['"เชียงใหม่"', 'th-50', 'province'],
    ['[ a dct:Location ; skos:prefLabel "เชียงใหม่"@th ]', 'th-50', 'province'],
    ['[ a dct:Location ; locn:geographicName "เชียงใหม่" ]', 'th-50', 'province'],
  ] as const)
    it(`is meant by ${written}, and tells the level of the coverage`, () => {
      const mapped = changed(place, `  dct:spatial ${written} ;\n`);
      assert.deepEqual(codes(mapped, dct.spatial), [code]);
      assert.deepEqual(codes(mapped, gdc.spatialLevel), [level]);
    });

  for (const geometry of [
    '"POLYGON((99.5 13.5, 100.5 13.5, 100.5 14.5, 99.5 14.5, 99.5 13.5))"^^geo:wktLiteral',
    '"<http://www.opengis.net/def/crs/OGC/1.3/CRS84> POLYGON((99.5 13.5,100.5 13.5,100.5 14.5,99.5 14.5,99.5 13.5))"^^geo:wktLiteral',
    '"<http://www.opengis.net/def/crs/EPSG/0/4326> POLYGON((13.5 99.5,13.5 100.5,14.5 100.5,14.5 99.5,13.5 99.5))"^^geo:wktLiteral',
    '"ENVELOPE(99.5,100.5,14.5,13.5)"',
    `'{"type":"Polygon","coordinates":[[[99.5,13.5],[100.5,13.5],[100.5,14.5],[99.5,14.5],[99.5,13.5]]]}'`,
  ])
    it(`with the outline ${geometry.slice(0, 60)}… is one with a box and a centre`, () => {
      const mapped = changed(place, `  dct:spatial [ a dct:Location ; dcat:bbox ${geometry} ] ;\n`);
      const node = 'https://catalogue.test/datasets/99000001/water-stations#place-1';
      assert.deepEqual(values(mapped, dct.spatial), [node]);
      assert.deepEqual(values(mapped, dcat.bbox, node), ['POLYGON((99.5 13.5, 100.5 13.5, 100.5 14.5, 99.5 14.5, 99.5 13.5))^^wktLiteral']);
      assert.deepEqual(values(mapped, dcat.centroid, node), ['POINT(100 14)^^wktLiteral']);
    });

  it('whose outline cannot be is observed and left out', () => {
    const mapped = changed(place, '  dct:spatial [ a dct:Location ; dcat:bbox "POLYGON((200 1, 201 1, 201 2, 200 2, 200 1))" ] ;\n');
    assert.deepEqual(values(mapped, dct.spatial), []);
    assert.match(observed(mapped).join(), /implausibleBox: dcat:bbox=POLYGON/);
  });

  it('by another name is a note on the coverage, observed', () => {
    const mapped = changed(place, '  dct:spatial "ลุ่มน้ำตัวอย่าง" ;\n');
    assert.deepEqual(values(mapped, gdc.spatialLevelNote), ['ลุ่มน้ำตัวอย่าง@th']);
    assert.deepEqual(observed(mapped), ['unrecognisedChoice: dct:spatial=ลุ่มน้ำตัวอย่าง']);
  });
});

describe('The concepts of a distribution', () => {
  it('are the EU’s, in any protocol and case', () => {
    const mapped = changed(
      /dcat:mediaType </,
      `<http://data.europa.eu/r5r/availability> <https://publications.europa.eu/resource/authority/planned-availability/stable> ;
       adms:status <${eu}/distribution-status/COMPLETED> ; dct:language <http://lexvo.org/id/iso639-3/eng> ; dcat:mediaType <`,
    );
    assert.deepEqual(codes(mapped, dcatap.availability, distribution), ['STABLE']);
    assert.deepEqual(codes(mapped, adms.status, distribution), ['COMPLETED']);
    assert.deepEqual(codes(mapped, dct.language, distribution), ['ENG']);
  });
});

describe('What the profile’s own properties do not say', () => {
  it('is read off the class for the type, and recorded', () => {
    const mapped = changed(/dct:type <[^>]*> ;/, 'a gdc:StatisticalDataset ;');
    assert.deepEqual(codes(mapped, dct.type), ['STATISTICAL', 'statistics']);
    assert.deepEqual(repairs(mapped, 'dct:type'), ['implied:  → ข้อมูลสถิติ']);
  });

  it('is read off the EU’s type', () => {
    assert.deepEqual(codes(changed(/dct:type <[^>]*>/, `dct:type <${eu}/dataset-type/GEOSPATIAL>`), dct.type), [
      'GEOSPATIAL',
      'geospatial',
    ]);
  });

  it('is read off the formats and licences of the distributions', () => {
    const mapped = changed(/ {2}gdc:(?:storageFormat|licence) .*\n/g, '');
    assert.deepEqual(codes(mapped, gdc.storageFormat), ['csv']);
    assert.deepEqual(codes(mapped, gdc.licence), ['cc-by']);
    assert.deepEqual(repairs(mapped, 'gdc:licence'), ['implied:  → Creative Commons Attributions']);
  });

  it('is read off a licence that stands on the dataset', () => {
    const mapped = changed(/gdc:licence <[^>]*>/, 'dct:license <http://creativecommons.org/licenses/by-sa/4.0/>');
    assert.deepEqual(codes(mapped, gdc.licence), ['cc-by-sa']);
    assert.deepEqual(values(mapped, dct.license), []);
  });
});
