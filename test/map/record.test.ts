import assert from 'node:assert/strict';
import { adms, dcat, dct, foaf, gdc, observations, prov, rdf, rdfs, skos } from '../../src/rdf/terms.js';
import { classes, dataset, distribution, map, repairs, values, vocabulary } from '../support/mapping.js';
import { completeRecord } from '../support/packages.js';

const record = `${dataset}/record`;

describe('Identifiers', () => {
  it('keep the agency’s own as it was given, and ours and the name beside it', () => {
    const mapped = map();
    assert.deepEqual(values(mapped, dct.identifier), ['5d0c1f5e-0a63-4c55-9a54-9d2f6a5f1001']);
    assert.deepEqual(values(mapped, adms.identifier), [`${dataset}#id-1`, `${dataset}#id-2`]);
    assert.deepEqual(values(mapped, skos.notation, `${dataset}#id-1`), [dataset]);
    assert.deepEqual(values(mapped, adms.schemaAgency, `${dataset}#id-1`), ['Banchi']);
    assert.deepEqual(values(mapped, dct.creator, `${dataset}#id-1`), []);
    assert.deepEqual(values(mapped, skos.notation, `${dataset}#id-2`), ['water-stations']);
    assert.deepEqual(values(mapped, adms.schemaAgency, `${dataset}#id-2`), ['portal.agency.example']);
    assert.deepEqual(values(mapped, dct.creator, `${dataset}#id-2`), ['https://catalogue.test/agencies/99000001#org']);
  });

  it('never carry a language', () => assert.deepEqual(values(map({ id: 'ชุดที่-๑' }), dct.identifier), ['ชุดที่-๑']));

  it('are two without a name', () => assert.deepEqual(values(map({ name: undefined }), adms.identifier), [`${dataset}#id-1`]));
});

describe('The catalogue record', () => {
  it('is about the dataset, in the catalogue, and derived from what the agency has', () => {
    const mapped = map();
    assert.deepEqual(values(mapped, foaf.primaryTopic, record), [dataset]);
    assert.deepEqual(values(mapped, prov.wasDerivedFrom, record), [`${record}#source`]);
    assert.deepEqual(values(mapped, dct.conformsTo, record), ['https://w3id.org/dcat-ap-th/1.0.0']);
    assert.deepEqual(values(mapped, dct.language, record), ['http://publications.europa.eu/resource/authority/language/THA']);
    assert.deepEqual(values(mapped, dcat.dataset, 'https://catalogue.test/catalog'), [dataset]);
    assert.deepEqual(values(mapped, dcat.record, 'https://catalogue.test/catalog'), [record]);
    assert.deepEqual(values(mapped, dct.source), []);
  });

  it('says nothing of when it was published, which only publication knows', () => {
    const mapped = map();
    for (const property of [dct.issued, dct.modified, adms.status]) assert.deepEqual(values(mapped, property, record), []);
  });
});

describe('Nodes', () => {
  /** linked-data.md §2. */
  const expected: Readonly<Record<string, readonly string[]>> = {
    [dataset]: ['Dataset', 'RecordDataset', 'Resource'],
    [distribution]: ['Distribution'],
    [`${dataset}#service-1`]: ['DataService', 'Resource'],
    [`${dataset}#contact`]: ['Kind', 'Organization'],
    [`${dataset}#provenance`]: ['ProvenanceStatement'],
    [`${dataset}#access-condition`]: ['RightsStatement'],
    [`${dataset}#id-1`]: ['Identifier'],
    [`${dataset}#id-2`]: ['Identifier'],
    [record]: ['CatalogRecord'],
    [`${record}#source`]: ['Entity'],
  };
  const [resource] = completeRecord().resources as readonly Record<string, unknown>[];
  const full = map({
    accessible_condition: 'ต้องลงทะเบียนก่อน',
    resources: [{ ...resource, format: 'API', url: 'https://api.agency.example/stations' }],
  });

  for (const [node, types] of Object.entries(expected)) {
    it(`carry the class DCAT-AP asks for: ${node.replace(dataset, '') || 'the dataset'}`, () =>
      assert.deepEqual(classes(full, node), types));
  }

  it('are all of the table, but for the catalogue', () => {
    const subjects = new Set(full.quads.map(({ subject }) => subject.value));
    assert.deepEqual([...subjects].sort(), [...Object.keys(expected), 'https://catalogue.test/catalog'].sort());
  });

  it('are IRIs, in the one graph of the record', () => {
    for (const { subject, object, graph } of full.quads) {
      assert.equal(subject.termType, 'NamedNode');
      assert.notEqual(object.termType, 'BlankNode');
      assert.equal(graph.value, record);
    }
  });

  it('carry the label of where the data come from', () => {
    assert.deepEqual(values(full, dct.provenance), [`${dataset}#provenance`]);
    assert.deepEqual(values(full, rdfs.label, `${dataset}#provenance`), ['ระบบตรวจวัดของหน่วยงาน@th']);
  });

  it('that are observations stand apart from the graph', () => {
    const mapped = map({
      objective: ['อะไรก็ได้'],
      created_date: '25562',
      maintainer: 'นายสมชาย ใจดี',
      resources: [
        { id: 'r', name: 'ก' },
        { id: 's', name: 'ข', format: 'XLS', url: 'https://a.example/x.csv' },
      ],
      data_source: 'ไม่ทราบ',
      data_format: ['ไม่ทราบ'],
      geo_coverage: 'ไม่ทราบ',
      data_support: 'อื่นๆ',
      data_classification: 'ลับ',
      data_release_calendar: '2020-01-01',
      update_frequency_interval: '',
      west_bound_longitude: 'ตะวันตก',
      title: 'ทดสอบ',
      notes: 'โทร 081-234-5678 password: Secret1',
      tags: ['ก\ufffd'],
    });
    // Seen across the rows of a workbook, never in one record.
    const ofWorkbooks = [gdc.orphanResource.value, gdc.repeatedName.value];
    assert.deepEqual(new Set([...mapped.observations.map(({ predicate }) => predicate.value), ...ofWorkbooks]), new Set([...observations]));
    for (const { predicate } of mapped.quads) assert.ok(!observations.has(predicate.value));
  });

  it('name only concepts that stand in the vocabularies', () => {
    for (const { predicate, object } of full.quads) {
      const isConcept = /^https:\/\/w3id\.org\/dcat-ap-th\/vocab\/|^http:\/\/publications\.europa\.eu\/|^https:\/\/www\.iana\.org\//.test(
        object.value,
      );
      if (isConcept && !predicate.equals(rdf.type)) assert.ok(vocabulary.graph.find(object).length > 0, object.value);
    }
  });
});

describe('A copy of another catalogue’s dataset', () => {
  const other = 'https://gdcatalog.example/dataset/water';

  it('is derived from it and has its address as an identifier, never as its source', () => {
    const mapped = map({ reference_url_catalog: other });
    assert.deepEqual(values(mapped, prov.wasDerivedFrom, record), [`${record}#source`, other].sort());
    assert.deepEqual(values(mapped, skos.notation, `${dataset}#id-3`), [other]);
    assert.deepEqual(values(mapped, adms.schemaAgency, `${dataset}#id-3`), ['gdcatalog.example']);
    assert.deepEqual([...values(mapped, dct.source), ...classes(mapped, other), ...mapped.unmapped], []);
  });

  it('whose address is none keeps it as an identifier alone', () => {
    const mapped = map({ reference_url_catalog: 'water-2567' });
    assert.deepEqual(values(mapped, prov.wasDerivedFrom, record), [`${record}#source`]);
    assert.deepEqual(values(mapped, skos.notation, `${dataset}#id-3`), ['water-2567']);
  });

  it('is none where the field is blank', () => assert.equal(values(map({ reference_url_catalog: '-' }), adms.identifier).length, 2));
});

describe('Pages about a dataset', () => {
  it('are what the agency names', () => assert.deepEqual(values(map(), dcat.landingPage), ['https://water.agency.example/stations']));

  it('are the page at the source when none is named', () => {
    const mapped = map({ url: '' });
    assert.deepEqual(values(mapped, dcat.landingPage), ['https://portal.agency.example/dataset/water-stations']);
    assert.deepEqual(repairs(mapped, 'url'), []);
  });

  it('are the page at the source when what is named cannot be used, and that is a repair', () => {
    const mapped = map({ url: 'ไม่มี', name: 'น้ำ ฝน' });
    const page = 'https://portal.agency.example/dataset/%E0%B8%99%E0%B9%89%E0%B8%B3%20%E0%B8%9D%E0%B8%99';
    assert.deepEqual(values(mapped, dcat.landingPage), [page]);
    assert.deepEqual(repairs(mapped, 'url'), [`url-unusable: ไม่มี → ${page}`]);
  });
});
