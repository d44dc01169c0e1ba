import assert from 'node:assert/strict';
import type { MappedRecord } from '../../../src/map/map.js';
import { exampleTurtle } from '../../../src/map/rdf/example.js';
import { dct, foaf, vcard } from '../../../src/rdf/terms.js';
import { dataset, observed, values } from '../../support/mapping.js';
import { focus, judged, mapTurtle } from '../../support/rdf.js';

const citizen = '1101700230708';
const key = 'sk-abcdefghijklmnopqrstuvwx';
const contact = `${dataset}#contact`;

function withMore(statements: string): MappedRecord {
  return mapTurtle(`${exampleTurtle}\n<${focus.value}> ${statements} .`);
}

function withContact(statements: string): MappedRecord {
  const point = /dcat:contactPoint \[[^\]]*\] ;/;
  assert.match(exampleTurtle, point);
  return mapTurtle(exampleTurtle.replace(point, `dcat:contactPoint [ ${statements} ] ;`));
}

/** Everything that leaves the mapping, as text. */
function all(mapped: MappedRecord): string {
  const { quads, observations, repairs, unmapped, places, title } = mapped;
  const given = ['title', 'notes', 'maintainer', 'maintainer_email', 'data_source', 'tags', 'owner_org', 'license_id'].map((field) =>
    mapped.given(field),
  );
  return JSON.stringify([quads, observations, repairs, unmapped, [...places.values()], title, given]);
}

/** Where a secret may stand: statements with `%` in its place, and the property that is observed. */
const homes: readonly (readonly [statements: string, property: string])[] = [
  ['dct:title "ชุดข้อมูล %"@th', 'dct:title'],
  ['dct:description "ติดต่อ %"@th', 'dct:description'],
  ['dcat:keyword "%"', 'dcat:keyword'],
  ['dct:provenance [ rdfs:label "จาก %"@th ]', 'dct:provenance'],
  ['dct:provenance "จาก %"', 'dct:provenance'],
  ['gdc:objectiveNote "เพื่อ %"@th', 'gdc:objectiveNote'],
  ['gdc:accessCondition [ rdfs:label "แจ้ง %"@th ]', 'gdc:accessCondition'],
  ['dct:conformsTo [ dct:title "มาตรฐาน %"@th ]', 'dct:conformsTo'],
  ['gdc:calculationMethod "คำนวณ %"@th', 'gdc:calculationMethod'],
  ['adms:versionNotes "แก้ %"@th', 'adms:versionNotes'],
  ['dct:temporal "ช่วง %"', 'dcat:startDate'],
  ['dct:spatial [ a dct:Location ; rdfs:label "ที่ %"@th ]', 'gdc:spatialLevel'],
  ['dct:creator [ a foaf:Agent ; foaf:name "กอง %"@th ]', 'dct:creator'],
  ['adms:identifier [ <http://www.w3.org/2004/02/skos/core#notation> "id %" ]', 'dct:identifier'],
  ['dct:license [ dct:title "สัญญา %"@th ]', ''],
  ['dcat:theme "หมวด %"', 'dcat:theme'],
  ['dct:accessRights "สิทธิ %"', ''],
  ['dct:issued "วัน %"', ''],
  ['dcat:distribution <urn:x:d> . <urn:x:d> a dcat:Distribution ; dct:title "ไฟล์ %"', 'dct:title'],
  ['dcat:distribution <urn:x:d> . <urn:x:d> a dcat:Distribution ; dct:description "ไฟล์ %"', 'dct:description'],
  ['dcat:distribution <urn:x:d> . <urn:x:d> a dcat:Distribution ; dct:rights [ rdfs:label "แจ้ง %" ]', 'dct:rights'],
  ['dcat:distribution <urn:x:d> . <urn:x:d> a dcat:Distribution ; dct:format "รูปแบบ %"', ''],
  ['dcat:distribution <urn:x:d> . <urn:x:d> dcat:accessService [ dct:title "API %" ; dcat:endpointURL <https://a.example/> ]', ''],
];

describe('What must not be published', () => {
  for (const [statements, property] of homes)
    for (const [secret, kind] of [
      [citizen, 'personalData'],
      [key, 'credential'],
    ] as const)
      it(`(${kind}) leaves nothing in ${statements.slice(0, 70)}`, async () => {
        const mapped = withMore(statements.replaceAll('%', secret));
        assert.ok(!all(mapped).includes(secret), 'the mapping masks it');
        if (property === '') return;
        assert.ok(
          observed(mapped).some((one) => one.startsWith(`${kind}: ${property}: `) || one.startsWith(`${kind}: dcat:distribution`)),
          observed(mapped).join(' | '),
        );
        assert.ok((await judged(mapped)).some(({ severity }) => severity === 'violation'));
      });

  for (const [property, where] of [
    ['dcat:landingPage', dataset],
    ['foaf:page', dataset],
    ['dct:relation', dataset],
  ] as const)
    it(`in the address of ${property} is masked and observed`, () => {
      const mapped = withMore(`${property} <https://data.agency.example/x?api_key=abcdef123456>`);
      assert.ok(!all(mapped).includes('abcdef123456'));
      assert.match(observed(mapped).join(), /credential/);
      assert.ok(mapped.quads.some(({ subject, object }) => subject.value === where && object.value.includes('***')));
    });

  it('in the dataset’s own IRI is masked, in identifier and origin', () => {
    const secretive = exampleTurtle.replaceAll('datasets/water-stations>', 'datasets/water-stations?api_key=abcdef123456>');
    const mapped = mapTurtle(
      secretive.replaceAll(
        `${focus.value}?api_key=abcdef123456> a`,
        `${focus.value}> adms:identifier "https://a.example/?api_key=abcdef123456" ; a`,
      ),
    );
    assert.ok(!all(mapped).includes('abcdef123456'));
  });
});

describe('A person as contact', () => {
  it('by class gives way to the organisation', () => {
    const mapped = withContact(
      'a vcard:Individual ; vcard:fn "Somchai Jaidee" ; vcard:organization-name "กองข้อมูลน้ำ"@th ; vcard:hasEmail <mailto:water@agency.example>',
    );
    assert.deepEqual(values(mapped, vcard.fn, contact), ['กองข้อมูลน้ำ@th']);
    assert.deepEqual(values(mapped, vcard.hasEmail, contact), ['mailto:water@agency.example']);
    assert.ok(!all(mapped).includes('Somchai'));
    assert.ok(observed(mapped).includes('personalContact: vcard:fn'));
  });

  it('by class without an organisation gives way to the agency, and a private address is not published', () => {
    const mapped = withContact('a vcard:Individual ; vcard:fn "Somchai Jaidee" ; vcard:hasEmail <mailto:somchai@gmail.com>');
    assert.deepEqual(values(mapped, vcard.fn, contact), ['หน่วยงานทดสอบ@th']);
    assert.deepEqual(values(mapped, vcard.hasEmail, contact), []);
    assert.ok(!/Somchai J|somchai@/.test(all(mapped)));
  });

  it('by title gives way to the agency', () => {
    const mapped = withContact('a vcard:Organization ; vcard:fn "นายสมชาย ใจดี"@th ; vcard:hasEmail <mailto:water@agency.example>');
    assert.deepEqual(values(mapped, vcard.fn, contact), ['หน่วยงานทดสอบ@th']);
    assert.ok(!all(mapped).includes('สมชาย'));
  });

  it('has no telephone number in the record, nor in what is unmapped', () => {
    const mapped = withContact(
      'a vcard:Organization ; vcard:fn "กองข้อมูลน้ำ"@th ; vcard:hasTelephone <tel:0812345678> ; vcard:hasEmail <mailto:water@agency.example>',
    );
    assert.ok(!all(mapped).includes('0812345678'));
    assert.deepEqual(mapped.unmapped, []);
  });

  it('among several is chosen by what can be reached, the others are told as unmapped', () => {
    const mapped = withMore('dcat:contactPoint [ a vcard:Organization ; vcard:fn "อีกฝ่าย"@th ]');
    assert.deepEqual(values(mapped, vcard.fn, contact), ['กลุ่มข้อมูลน้ำ@th']);
    assert.deepEqual(mapped.unmapped, ['vcard:Organization/vcard:fn']);
  });
});

describe('A person as creator or publisher', () => {
  for (const [property, statements] of [
    ['dct:creator', 'a foaf:Person ; foaf:name "Somchai Jaidee"'],
    ['dct:creator', 'a foaf:Agent ; foaf:name "นายสมชาย ใจดี"@th ; foaf:mbox <mailto:somchai.j@agency.example>'],
    ['dct:publisher', 'a foaf:Person ; foaf:name "Somchai Jaidee" ; foaf:mbox <mailto:somchai@gmail.com>'],
  ] as const)
    it(`is published nowhere (${property} ${statements.slice(0, 16)})`, () => {
      const turtle = property === 'dct:publisher' ? exampleTurtle.replace(/ {2}dct:publisher .*\n/, '') : exampleTurtle;
      const mapped = mapTurtle(`${turtle}\n<${focus.value}> ${property} [ ${statements} ] .`);
      assert.ok(!/Somchai J|สมชาย|somchai[.@]/.test(all(mapped)));
      assert.deepEqual(values(mapped, dct.creator), []);
      assert.ok(!mapped.quads.some(({ predicate }) => predicate.equals(foaf.name)));
    });
});
