import assert from 'node:assert/strict';
import type { MappedRecord } from '../../../src/map/map.js';
import { exampleTurtle } from '../../../src/map/rdf/example.js';
import { adms, dcat, dct, foaf, gdc, prov, rdf, rdfs, skos, vcard } from '../../../src/rdf/terms.js';
import { classes, codes, dataset, observed, repairs, values } from '../../support/mapping.js';
import { focus, judged, mapTurtle, rdfFixture } from '../../support/rdf.js';

const distribution = `${dataset}/distributions/5b3b8befec85`;

/** The example with more statements of its dataset. */
function withMore(statements: string): MappedRecord {
  return mapTurtle(`${exampleTurtle}\n<${focus.value}> ${statements} .`);
}

function instead(statement: RegExp, other: string): MappedRecord {
  assert.match(exampleTurtle, statement);
  return mapTurtle(exampleTurtle.replace(statement, other));
}

describe('A description with no value as it should be', () => {
  const mapped = mapTurtle(rdfFixture('dirty-dataset'));

  it('passes the gate', async () => {
    assert.deepEqual(
      (await judged(mapped)).filter(({ severity }) => severity === 'violation'),
      [],
    );
  });

  it('loses nothing', () => assert.deepEqual(mapped.unmapped, []));

  it('comes to the values that it means', () => {
    assert.deepEqual(codes(mapped, dct.language), ['ENG', 'THA']);
    assert.deepEqual(values(mapped, dct.issued), ['2024-01-15^^date']);
    assert.deepEqual(values(mapped, dct.modified), ['2026-10-31^^date']);
    assert.deepEqual(values(mapped, dcat.startDate, `${dataset}#period`), ['2020^^gYear']);
    assert.deepEqual(values(mapped, dcat.endDate, `${dataset}#period`), ['2026^^gYear']);
    assert.deepEqual(values(mapped, dcat.keyword), ['ระดับน้ำ@th', 'สถานีวัดน้ำ@th', 'แม่น้ำ@th']);
    assert.deepEqual(values(mapped, rdfs.label, `${dataset}#provenance`), ['การสำรวจและทะเบียนสถานีของหน่วยงาน@th']);
    assert.deepEqual(values(mapped, vcard.hasEmail, `${dataset}#contact`), ['mailto:water-data@agency.example']);
    const file = `${dataset}/distributions/7b9e0f3a-53a5-4f0b-8d8e-1f2a3b4c0009`;
    assert.deepEqual(values(mapped, dcat.byteSize, file), ['12345^^nonNegativeInteger']);
    assert.deepEqual(codes(mapped, dct.license, file), ['CC_BY']);
    assert.deepEqual(values(mapped, dct.modified, file), ['2026-10^^gYearMonth']);
    assert.deepEqual(mapped.promise, { updatedOn: '2026-10-31', unit: 'month', every: 1 });
  });

  it('records every rule that it took', () => {
    const rules = new Set(mapped.repairs.map(({ rule }) => rule));
    const expected =
      'buddhist-year choice-list choice-spelling class-added dataset-link html-entities html-tags implied iri-aligned iri-form iri-text language-tag ' +
      'literal-type mail-form moved node-made phone-number publisher-agency sara-am-lost surplus term-form';
    assert.deepEqual([...rules].sort(), expected.split(' '));
  });
});

describe('The language of a text', () => {
  for (const [written, expected] of [
    ['"น้ำ"', 'น้ำ@th'],
    ['"water"', 'water@en'],
    ['"2569"', '2569'],
    ['"น้ำ"@en', 'น้ำ@th'],
    ['"น้ำ"@tha', 'น้ำ@th'],
    ['"น้ำ"@th-TH', 'น้ำ@th'],
    ['"GIS"@th', 'GIS@th'],
    ['"水"@zh', '水@zh'],
    ['"eau"@fr-CA', 'eau@fr-ca'],
  ] as const)
    it(`of ${written} is that of ${expected}`, () => {
      assert.ok(values(withMore(`dcat:keyword ${written}`), dcat.keyword).includes(expected));
    });

  it('is recorded once a field where it was mended', () => {
    const mapped = instead(/dcat:keyword .* ;/, 'dcat:keyword "ก", "ข", "ค" ;');
    assert.deepEqual(repairs(mapped, 'dcat:keyword'), ['language-tag: ก → ก@th']);
  });
});

describe('A day', () => {
  for (const [written, expected] of [
    ['"2567-01-15"^^xsd:date', '2024-01-15^^date'],
    ['"2024-01-15T08:00:00+07:00"^^xsd:dateTime', '2024-01-15^^date'],
    ['"2024-01-15Z"^^xsd:date', '2024-01-15^^date'],
    ['"15/01/2567"', '2024-01-15^^date'],
    ['"2567"^^xsd:gYear', '2024^^gYear'],
    ['"๒๕๖๗"', '2024^^gYear'],
    ['"2024-01"^^xsd:gYearMonth', '2024-01^^gYearMonth'],
    ['"2024-01-15"^^xsd:string', '2024-01-15^^date'],
  ] as const)
    it(`written ${written} is ${expected}`, () => {
      assert.deepEqual(values(instead(/dct:issued [^;]*;/, `dct:issued ${written} ;`), dct.issued), [expected]);
    });

  for (const written of ['"25562"', '"soon"', '"2024-13-45"^^xsd:date', '<https://data.agency.example/today>'])
    it(`written ${written} is observed and left out`, () => {
      const mapped = instead(/dct:issued [^;]*;/, `dct:issued ${written} ;`);
      assert.deepEqual(values(mapped, dct.issued), []);
      assert.match(observed(mapped).join(), /^implausibleDate: dct:issued=/);
    });

  it('of the newest update is that of the dataset, where a year is told the year’s last', () => {
    assert.equal(
      instead(/dct:modified "2026-10-31"\^\^xsd:date ;\n {2}dct:temporal/, 'dct:modified "2569"^^xsd:gYear ;\n  dct:temporal').promise
        .updatedOn,
      '2026-12-31',
    );
    assert.equal(instead(/dct:modified "2026-10-31"\^\^xsd:date ;\n {2}dct:temporal/, 'dct:temporal').promise.updatedOn, '2026-10-31');
  });
});

describe('A period', () => {
  const period = /dct:temporal \[[^\]]*\] ;/;
  for (const [written, first, last] of [
    ['"2015-01-01/2019-12-31"', '2015-01-01^^date', '2019-12-31^^date'],
    ['"2558/2562"', '2015^^gYear', '2019^^gYear'],
    ['"2020-04-01/.."', '2020-04-01^^date', undefined],
    ['"พ.ศ. 2558-2562"', '2015^^gYear', '2019^^gYear'],
    ['[ dcat:startDate "2015-01-01"^^xsd:date ; dcat:endDate "2562"^^xsd:gYear ]', '2015^^gYear', '2019^^gYear'],
    [
      '[ <http://www.w3.org/2006/time#hasBeginning> [ <http://www.w3.org/2006/time#inXSDDate> "2015-01-01"^^xsd:date ] ]',
      '2015-01-01^^date',
      undefined,
    ],
  ] as const)
    it(`written ${written} has both ends in one datatype`, () => {
      const mapped = instead(period, `dct:temporal ${written} ;`);
      assert.deepEqual(values(mapped, dcat.startDate, `${dataset}#period`), [first]);
      assert.deepEqual(values(mapped, dcat.endDate, `${dataset}#period`), last === undefined ? [] : [last]);
    });

  it('that ends before it starts is observed and left out', () => {
    const mapped = instead(period, 'dct:temporal [ dcat:startDate "2020"^^xsd:gYear ; dcat:endDate "2019"^^xsd:gYear ] ;');
    assert.deepEqual(values(mapped, dct.temporal), []);
    assert.deepEqual(observed(mapped), ['dateOrder: first=dcat:startDate 2020 last=dcat:endDate 2019']);
  });

  it('in words is kept in words', () => {
    assert.deepEqual(values(instead(period, 'dct:temporal "ช่วงฤดูฝน" ;'), gdc.referencePeriod), ['ช่วงฤดูฝน@th']);
  });
});

describe('The identity of a record', () => {
  it('is its native identifier; the original IRI and every other become identifiers, and its origin', () => {
    const mapped = withMore('adms:identifier [ a adms:Identifier ; skos:notation "DOI-1" ; adms:schemaAgency "DOI" ], "second"');
    assert.deepEqual(values(mapped, dct.identifier), ['WS-2569-001']);
    const notations = values(mapped, adms.identifier).map((node) =>
      [values(mapped, skos.notation, node), values(mapped, adms.schemaAgency, node)].flat(),
    );
    assert.deepEqual(notations.map(([notation]) => notation).sort(), ['DOI-1', dataset, focus.value, 'second'].sort());
    assert.ok(values(mapped, prov.wasDerivedFrom, `${dataset}/record`).includes(focus.value));
    assert.deepEqual(
      notations.find(([notation]) => notation === 'DOI-1'),
      ['DOI-1', 'DOI'],
    );
  });

  it('is the original IRI where no identifier is given', () => {
    assert.deepEqual(values(instead(/ {2}dct:identifier .*\n/, ''), dct.identifier), [focus.value]);
  });

  it('keeps CKAN’s id of a resource in the distribution’s IRI', () => {
    const mapped = mapTurtle(rdfFixture('dirty-dataset'));
    assert.deepEqual(values(mapped, dcat.distribution), [`${dataset}/distributions/7b9e0f3a-53a5-4f0b-8d8e-1f2a3b4c0009`]);
  });

  it('is that of its record: what the original record says of its moments stands on the source', () => {
    const mapped = withMore(`dct:isPartOf <urn:x> .
      <https://data.agency.example/record> a dcat:CatalogRecord ; foaf:primaryTopic <${focus.value}> ; dct:modified "2026-10-31T10:00:00Z"^^xsd:dateTime`);
    assert.deepEqual(values(mapped, dct.modified, `${dataset}/record#source`), ['2026-10-31T10:00:00Z^^dateTime']);
    assert.deepEqual(values(mapped, dct.modified, `${dataset}/record`), []);
    assert.deepEqual(mapped.unmapped, []);
  });
});

describe('Whose a record is', () => {
  it('is the agency’s that registered it; the name at the source stays beside the original identifier', () => {
    const mapped = mapTurtle(exampleTurtle);
    assert.deepEqual(values(mapped, dct.publisher), ['https://catalogue.test/agencies/99000001#org']);
    assert.deepEqual(values(mapped, adms.schemaAgency, `${dataset}#id-2`), ['กรมตัวอย่างทรัพยากรน้ำ']);
    assert.deepEqual(repairs(mapped, 'dct:publisher'), ['publisher-agency: กรมตัวอย่างทรัพยากรน้ำ → หน่วยงานทดสอบ']);
  });

  it('needs no repair where the publisher is the agency by name', () => {
    const mapped = instead(/"กรมตัวอย่างทรัพยากรน้ำ"@th, "Department of Sample Water Resources"@en/, '"Test Agency"@en');
    assert.deepEqual(repairs(mapped, 'dct:publisher'), []);
  });

  it('keeps a unit that made the data, with the classes it lacks', () => {
    const mapped = withMore('dct:creator [ foaf:name "กองข้อมูลน้ำ"@th ]');
    assert.deepEqual(values(mapped, foaf.name, `${dataset}#creator-1`), ['กองข้อมูลน้ำ@th']);
    assert.deepEqual(classes(mapped, `${dataset}#creator-1`), ['Agent', 'Organization']);
    assert.deepEqual(repairs(mapped, 'dct:creator'), ['class-added:  → foaf:Agent']);
  });
});

describe('A link', () => {
  it('to another dataset or a series is dct:relation, and swallows nothing of it', () => {
    const other = 'https://data.agency.example/datasets/other';
    const mapped = withMore(`dct:hasPart <${other}> ; dcat:inSeries <https://data.agency.example/series/1> ; dct:source <${focus.value}> .
      <${other}> a dcat:Dataset ; dct:title "อื่น"@th ; dcat:distribution <${other}/csv> . <${other}/csv> a dcat:Distribution ; dct:title "CSV"`);
    assert.deepEqual(values(mapped, dct.relation), [other, 'https://data.agency.example/series/1']);
    assert.deepEqual(values(mapped, dcat.distribution), [distribution]);
    assert.ok(!mapped.quads.some(({ object }) => object.value === 'อื่น'));
    assert.deepEqual(mapped.unmapped, ['dcat:Dataset/dcat:distribution', 'dcat:Dataset/dct:title', 'dcat:Distribution/dct:title']);
  });

  it('to a page is in standard form, without a user and a password', () => {
    const mapped = withMore('foaf:page <https://user:secret9@data.agency.example/doc>');
    assert.deepEqual(values(mapped, foaf.page), ['https://data.agency.example/doc']);
    assert.deepEqual(observed(mapped), ['credential: foaf:page: password']);
  });
});

describe('A distribution', () => {
  it('that only downloads has its file as access too, recorded', () => {
    const mapped = instead(/ {2}dcat:accessURL .*\n/, '');
    assert.deepEqual(values(mapped, dcat.accessURL, distribution), ['https://data.agency.example/water-stations.csv']);
    assert.deepEqual(repairs(mapped, 'dcat:distribution[1]/dcat:accessURL'), [
      'implied:  → https://data.agency.example/water-stations.csv',
    ]);
  });

  it('without any address leads to the dataset’s page, observed', () => {
    const mapped = instead(/ {2}dcat:accessURL .*\n {2}dcat:downloadURL .*\n/, '');
    assert.deepEqual(values(mapped, dcat.accessURL, distribution), ['https://data.agency.example/water-stations']);
    assert.deepEqual(observed(mapped), ['missingResourceUrl: สถานีวัดระดับน้ำ (CSV)']);
  });

  it('keeps its service, which says what the dataset says of itself', () => {
    const mapped = instead(
      /dcat:mediaType </,
      'dcat:accessService [ a dcat:DataService ; dct:title "บริการ"@th ; dcat:endpointURL <https://data.agency.example/api> ; dcat:endpointDescription <https://data.agency.example/openapi.json> ] ; dcat:mediaType <',
    );
    const service = `${dataset}#service-1`;
    assert.deepEqual(values(mapped, dcat.endpointURL, service), ['https://data.agency.example/api']);
    assert.deepEqual(values(mapped, dcat.endpointDescription, service), ['https://data.agency.example/openapi.json']);
    assert.deepEqual(values(mapped, dcat.contactPoint, service), [`${dataset}#contact`]);
    assert.deepEqual(mapped.unmapped, []);
  });

  it('says what has no home by property', () => {
    const mapped = instead(/dcat:mediaType </, 'spdx:checksum [ spdx:checksumValue "00" ] ; dcat:mediaType <');
    assert.deepEqual(mapped.unmapped, [
      'dcat:distribution/http://spdx.org/rdf/terms#checksum',
      '…/http://spdx.org/rdf/terms#checksumValue',
    ]);
  });
});

describe('Access', () => {
  it('is the stricter of what is stated and what the category gives', () => {
    const mapped = withMore('dct:accessRights <http://publications.europa.eu/resource/authority/access-right/RESTRICTED>');
    assert.deepEqual(codes(mapped, dct.accessRights), ['RESTRICTED']);
    assert.equal(mapped.audience, 'public');
  });

  it('stated as closed of public data is a contradiction, and kept from the public', () => {
    const mapped = withMore('dct:accessRights <http://publications.europa.eu/resource/authority/access-right/NON_PUBLIC>');
    assert.match(observed(mapped).join(), /classMismatch: gdc:dataCategory=ข้อมูลสาธารณะ/);
    assert.equal(mapped.audience, 'agency');
  });

  it('that is open implies public data; one that is not implies no category', () => {
    const statement = / {2}gdc:dataCategory .*\n {2}gdc:classification .*\n/;
    const right = 'http://publications.europa.eu/resource/authority/access-right';
    assert.deepEqual(codes(instead(statement, `  dct:accessRights <${right}/PUBLIC> ;\n`), gdc.dataCategory), ['public']);
    const closed = instead(statement, `  dct:accessRights <${right}/RESTRICTED> ;\n`);
    assert.deepEqual(codes(closed, gdc.dataCategory), []);
    assert.equal(closed.audience, 'agency');
  });

  it('of personal data is the agency’s own', () => {
    const mapped = instead(/data-category\/public> ;\n {2}gdc:classification .*\n/, 'data-category/personal> ;\n');
    assert.equal(mapped.audience, 'agency');
    assert.deepEqual(codes(mapped, dct.accessRights), ['NON_PUBLIC']);
  });

  it('under a condition is restricted, and the condition is of every distribution', () => {
    const mapped = withMore('gdc:accessCondition [ a dct:RightsStatement ; rdfs:label "ต้องยื่นคำขอ"@th ]');
    assert.deepEqual(codes(mapped, dct.accessRights), ['RESTRICTED']);
    assert.deepEqual(values(mapped, dct.rights, distribution), [`${dataset}#access-condition`]);
  });
});

describe('A series', () => {
  it('that stands as a dataset keeps its class beside the dataset’s', () => {
    assert.deepEqual(classes(instead(/a dcat:Dataset ;/, 'a dcat:DatasetSeries ;'), dataset), [
      'Dataset',
      'DatasetSeries',
      'RecordDataset',
      'Resource',
    ]);
  });
});

describe('Hashes of a record', () => {
  it('change with what is material, and with nothing else', () => {
    const first = mapTurtle(exampleTurtle);
    assert.equal(withMore('adms:versionNotes "แก้คำผิด"@th').materialHash, first.materialHash);
    assert.notEqual(withMore('dcat:keyword "อีกคำ"@th').materialHash, first.materialHash);
    assert.notEqual(instead(/licence\/cc-by>/, 'licence/cc-by-sa>').guardedHash, first.guardedHash);
    assert.equal(withMore('dcat:keyword "อีกคำ"@th').guardedHash, first.guardedHash);
  });
});

it('A type of ours is never read from a stranger’s class', () => {
  assert.ok(!values(withMore('a <https://strangers.example/Thing>'), rdf.type).includes('https://strangers.example/Thing'));
});
