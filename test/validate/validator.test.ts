import assert from 'node:assert/strict';
import { gateOf } from '../../src/catalog/report.js';
import { type MappedRecord, mapCkan } from '../../src/map/map.js';
import { documentQuads, stampQuads } from '../../src/publish/record-graph.js';
import { Graph } from '../../src/rdf/graph.js';
import { parse } from '../../src/rdf/parse.js';
import { dcat, dct, iri, type Quad, quad, rdf, tagged } from '../../src/rdf/terms.js';
import { Overlay } from '../../src/validate/overlay.js';
import { readShapes } from '../../src/validate/shapes.js';
import { Validator } from '../../src/validate/validator.js';
import { local } from '../support/cases.js';
import { agencyGraph, shapes, validator } from '../support/judging.js';
import { dataset, distribution, map, mapResource, placement, vocabulary } from '../support/mapping.js';
import { fixture } from '../support/packages.js';

const stamp = stampQuads(dataset, { issued: '2026-11-23T02:00:00Z', modified: '2026-11-23T02:00:00Z' });

/** What the Thai schema has no field for, or enrichment fills in after the record is judged. */
const filledLater: ReadonlySet<string> = new Set([
  'dcat-ap-dataset-spatial-recommended',
  'dcat-ap-dataset-temporal-recommended',
  'dcat-ap-dataset-theme-recommended',
  'dcat-ap-distribution-availability-recommended',
]);

/** Judges a mapped record as the flow does. */
function judgeAll(mapped: MappedRecord, background = agencyGraph) {
  const { places, given } = mapped;
  const quads = [...mapped.quads, ...mapped.observations, ...stamp, ...documentQuads(mapped.quads)];
  return validator.validate({ quads, background, places, given });
}

/** The same, without what is filled in later. */
async function judge(mapped: MappedRecord, background = agencyGraph) {
  return (await judgeAll(mapped, background)).filter(({ shape }) => !filledLater.has(local(shape)));
}

async function rulesOf(mapped: MappedRecord): Promise<string[]> {
  return (await judge(mapped)).map(({ shape }) => local(shape));
}

describe('The complete record', () => {
  it('passes without a finding but for what is filled in later', async () => {
    assert.deepEqual(await rulesOf(map()), []);
    const found = (await judgeAll(map())).map(({ shape, severity }) => `${local(shape)} ${severity}`);
    assert.deepEqual(found, [
      'dcat-ap-dataset-temporal-recommended warning',
      'dcat-ap-dataset-theme-recommended warning',
      'dcat-ap-distribution-availability-recommended info',
    ]);
  });

  it('of an API lacks only what no field tells', async () => {
    const rules = await rulesOf(mapResource({ format: 'API', url: 'https://api.agency.example/stations' }));
    assert.deepEqual(rules.sort(), [
      'dcat-ap-data-service-conforms-to-recommended',
      'dcat-ap-data-service-endpoint-description-recommended',
      'dcat-ap-data-service-theme-recommended',
      'resource-format-recommended',
    ]);
  });

  it('lacks a licence on its resources where the dataset names none', async () => {
    for (const license_id of ['', 'License not specified'])
      assert.ok((await rulesOf(map({ license_id }))).includes('dcat-ap-distribution-licence-recommended'), license_id);
  });

  it('passes the gate with warnings alone', async () => {
    const findings = await judge(map({ resources: [], created_date: '25562', objective: ['พันธกิจหน่วยงาน', 'อื่นใด'] }));
    assert.equal(findings.length, 3);
    assert.equal(gateOf(findings), 'passed');
  });

  const without: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    'data-type-required': { data_type: '' },
    'title-required': { title: '-' },
    'contact-name-required': { maintainer: '' },
    'contact-email-required': { maintainer_email: 'ไม่มี' },
    'keyword-required': { tags: [] },
    'description-required': { notes: '-' },
    'objective-required': { objective: '[]' },
    'update-unit-required': { update_frequency_unit: '' },
    'spatial-level-required': { geo_coverage: null },
    'provenance-required': { data_source: '-' },
    'storage-format-required': { data_format: [] },
    'data-category-required': { data_category: '', data_classification: '' },
    'licence-required': { license_id: '' },
    'licence-stated': { license_id: 'License not specified' },
    'description-not-title': { notes: 'ข้อมูลสถานีตรวจวัดคุณภาพน้ำ' },
    'contact-not-personal': { maintainer: 'นายสมชาย ใจดี' },
    'resource-recommended': { resources: [] },
  };
  for (const [rule, changes] of Object.entries(without)) {
    it(`is found fault with by ${rule} alone, with ${JSON.stringify(changes)}`, async () =>
      assert.deepEqual(
        (await rulesOf(map(changes))).filter((found) => found !== 'dcat-ap-distribution-licence-recommended'),
        [rule],
      ));
  }
});

describe('A complete record of every type and schema', () => {
  for (const name of [
    'record-dataset',
    'statistical-dataset',
    'geospatial-dataset',
    'multiple-dataset',
    'other-dataset',
    'schema-2-1-dataset',
  ]) {
    it(`has a home for every field, and passes: ${name}`, async () => {
      const mapped = mapCkan(fixture(name), placement, vocabulary);
      assert.deepEqual(mapped.unmapped, []);
      const findings = await judge(mapped);
      // A 2.1 record need not tell the format of its resource.
      assert.deepEqual(
        findings.map(({ shape }) => shape.replace(/^.*#/, '')),
        name === 'schema-2-1-dataset' ? ['resource-format-recommended'] : [],
      );
    });
  }
});

describe('A finding of personal data or a key', () => {
  it('is a violation that tells the field and the kind, never the value', async () => {
    const [finding, ...others] = await judge(map({ notes: 'สอบถามได้ที่ 081-234-5678 ในเวลาราชการ' }));
    assert.deepEqual(others, []);
    assert.equal(finding?.severity, 'violation');
    assert.equal(finding?.value, 'notes: mobile-number');
    assert.deepEqual(finding?.fields, ['notes']);
    assert.equal(finding?.given, 'สอบถามได้ที่ *** ในเวลาราชการ');
  });

  it('keeps the record from passing the gate', async () => {
    assert.equal(gateOf(await judge(map({ data_source: 'ระบบ password: Secret1' }))), 'failed');
  });
});

describe('A finding', () => {
  it('carries the words of its rule, and what the agency sent', async () => {
    const [finding, ...others] = await judge(map({ objective: ['เพื่อการวิจัย'], license_id: undefined }));
    assert.deepEqual(
      others.filter(({ severity }) => severity === 'violation').map(({ fields }) => fields),
      [['license_id']],
    );
    const rule = shapes.rules.get(finding?.shape ?? '');
    assert.equal(finding?.focus, dataset);
    assert.deepEqual(finding?.place, { kind: 'dataset', name: 'ข้อมูลสถานีตรวจวัดคุณภาพน้ำ' });
    assert.deepEqual(
      [finding?.name, finding?.message, finding?.remedy, finding?.basis],
      [rule?.name, rule?.message, rule?.remedy, rule?.basis],
    );
    assert.deepEqual(finding?.fields, ['objective']);
    assert.equal(finding?.given, 'เพื่อการวิจัย');
  });

  it('of a resource names the resource, and quotes nothing of the dataset', async () => {
    const [finding] = await judge(mapResource({ format: 'MAP', url: 'https://a.example/map' }));
    assert.equal(finding?.focus, distribution);
    assert.deepEqual(finding?.place, { kind: 'resource', name: 'ข้อมูลสถานีปี 2569' });
    assert.equal(finding?.given, undefined);
  });

  it('of an observation quotes what was observed', async () => {
    const [finding] = await judge(map({ created_date: '25562' }));
    assert.equal(finding?.value, 'created_date=25562');
    assert.deepEqual(finding?.fields, ['created_date']);
    assert.equal(finding?.given, '25562');
  });

  it('of a wrong value quotes the value', async () => {
    const [finding] = await judge(map({ maintainer_email: 'ก@ข.คค/ง' }));
    assert.equal(finding?.shape.replace(/^.*#/, ''), 'contact-email-form');
    assert.equal(finding?.value, 'mailto:ก@ข.คค/ง');
  });

  it('shows nothing of a person', async () => {
    const findings = await judge(map({ maintainer: 'นายสมชาย ใจดี 081-234-5678', maintainer_email: 'somchai@gmail.com' }));
    assert.ok(findings.length >= 1);
    assert.doesNotMatch(JSON.stringify(findings), /สมชาย|5678|somchai/);
  });

  it('stands before those that weigh less', async () => {
    const findings = await judge(map({ title: '', license_id: 'License not specified', created_date: '25562', notes: '' }));
    assert.deepEqual(
      findings.map(({ severity }) => severity),
      ['violation', 'violation', 'warning', 'warning', 'warning'],
    );
  });

  it('is cut where the agency sent much', async () => {
    const [finding] = await judge(map({ data_type: 'ก'.repeat(500) }));
    assert.equal(finding?.given?.length, 200);
  });
});

describe('The background', () => {
  it('has the agency: a record names it, and it is looked up there', async () => {
    const rules = readShapes(
      parse(
        `@prefix ex: <https://a.example/> . @prefix gdc: <https://w3id.org/dcat-ap-th/ns#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
         ex:node a sh:NodeShape ; sh:targetClass <${dcat.Dataset.value}> ; sh:property ex:rule .
         ex:rule a sh:PropertyShape ; sh:path <${dct.publisher.value}> ; sh:class <http://xmlns.com/foaf/0.1/Agent> ;
           sh:name "ก"@th, "a"@en ; sh:message "ก"@th, "a"@en ; gdc:remedy "ก"@th, "a"@en .`,
        { label: 'shapes of a test' },
      ),
    );
    const one = new Validator(rules, vocabulary.graph);
    const { quads, places, given } = map();
    assert.deepEqual(await one.validate({ quads, background: agencyGraph, places, given }), []);
    assert.equal((await one.validate({ quads, background: new Graph(), places, given })).length, 1);
  });

  it('is never judged itself', async () => {
    const stranger = iri('https://agency.example/#org');
    const faulty: Quad[] = [
      quad(stranger, rdf.type, iri('http://xmlns.com/foaf/0.1/Agent')),
      quad(iri('https://agency.example/dataset'), rdf.type, dcat.Dataset),
      quad(iri('https://agency.example/catalogue'), rdf.type, dcat.Catalog),
    ];
    const background = new Graph([...agencyGraph, ...faulty]);
    assert.deepEqual(await judge(map(), background), []);
    const { quads, places, given } = map();
    const findings = await validator.validate({ quads: [...quads, ...stamp, ...faulty], background: agencyGraph, places, given });
    assert.ok(findings.some(({ focus }) => focus === stranger.value));
  });
});

describe('A rule that another covers', () => {
  const rules = readShapes(
    parse(
      `@prefix ex: <https://a.example/> . @prefix gdc: <https://w3id.org/dcat-ap-th/ns#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
       @prefix dct: <http://purl.org/dc/terms/> .
       ex:node a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property ex:guideline, ex:general .
       ex:guideline a sh:PropertyShape ; sh:path dct:title ; sh:minCount 2 ; ${three('one')} .
       ex:general a sh:PropertyShape ; sh:path dct:title ; sh:minCount 1 ; gdc:coveredBy ex:guideline ; ${three('other')} .
       ex:elsewhere a sh:NodeShape ; sh:targetClass ex:Other ; sh:property ex:general .`,
      { label: 'shapes of a test' },
    ),
  );

  function three(word: string): string {
    return `sh:name "ก"@th, "${word}"@en ; sh:message "ก"@th, "${word}"@en ; gdc:remedy "ก"@th, "${word}"@en`;
  }

  async function fired(...quads: readonly Quad[]): Promise<string[]> {
    const findings = await new Validator(rules, new Graph()).validate({
      quads,
      background: new Graph(),
      places: new Map(),
      given: () => '',
    });
    return findings.map(({ shape, focus }) => `${focus.slice(-1)}: ${shape.replace(/^.*\//, '')}`).sort();
  }

  const a = iri('https://a.example/a');
  const b = iri('https://a.example/b');
  const thing = iri('https://a.example/Thing');

  it('is told once where both find fault', async () => assert.deepEqual(await fired(quad(a, rdf.type, thing)), ['a: guideline']));

  it('is told by itself where the other finds none', async () => {
    assert.deepEqual(await fired(quad(a, rdf.type, iri('https://a.example/Other'))), ['a: general']);
  });

  it('is covered on the same node only', async () => {
    assert.deepEqual(await fired(quad(a, rdf.type, thing), quad(b, rdf.type, iri('https://a.example/Other'))), [
      'a: guideline',
      'b: general',
    ]);
  });

  it('is quiet where only the other finds fault', async () => {
    assert.deepEqual(await fired(quad(a, rdf.type, thing), quad(a, dct.title, tagged('one', 'en'))), ['a: guideline']);
  });
});

describe('An overlay', () => {
  const [subject, other] = [iri('https://a.example/s'), iri('https://a.example/o')];
  const own = quad(subject, rdf.type, other);
  const behind = [
    quad(other, rdf.type, other),
    quad(other, dct.title, tagged('behind', 'en')),
    quad(subject, dct.title, tagged('too', 'en')),
  ];
  const overlay = new Overlay(new Graph([own]), [new Graph(behind.slice(0, 2)), new Graph(behind.slice(2))]);

  it('shows of what is of a class the record’s own only', () => {
    assert.deepEqual([...overlay.match(null, rdf.type, other)], [own]);
  });

  it('shows of all else what stands before and behind', () => {
    assert.equal([...overlay.match(other)].length, 2);
    assert.equal([...overlay.match(subject)].length, 2);
    assert.equal([...overlay.match(other, rdf.type)].length, 1);
    assert.equal([...overlay.match(null, dct.title)].length, 2);
  });

  it('counts once what stands before and behind', () => {
    const twice = new Overlay(new Graph([own]), [new Graph([own, ...behind])]);
    assert.deepEqual([...twice.match(subject, rdf.type)], [own]);
    assert.equal(twice.match(subject).size, 2);
  });

  it('looks into the document alone that a record is a part of', () => {
    const within = new Overlay(new Graph([own]), [new Graph([own, ...behind])], true);
    assert.equal(within.match(subject).size, 2);
    assert.deepEqual([...within.match(null, rdf.type, other)], [own]);
  });

  it('tells how many it shows, as sh:disjoint asks', () => {
    assert.equal(overlay.match(subject).size, 2);
    assert.equal(overlay.match(subject, dct.title, tagged('another', 'en')).size, 0);
  });

  it('counts and walks the record’s own', () => {
    assert.equal(overlay.size, 1);
    assert.deepEqual([...overlay], [own]);
  });
});
