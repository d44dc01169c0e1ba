import assert from 'node:assert/strict';
import { dcat, dct, foaf, gdc } from '../../src/rdf/terms.js';
import { classes, codes, dataset, distribution, map, mapResource, observed, repairs, values, vocabulary } from '../support/mapping.js';

const file = { id: 'r1', name: 'ไฟล์', url: 'https://a.example/data.csv', format: 'CSV' };

describe('A resource', () => {
  it('is a distribution with all that is known of it', () => {
    const mapped = map();
    assert.deepEqual(values(mapped, dcat.distribution), [distribution]);
    assert.deepEqual(classes(mapped, distribution), ['Distribution']);
    assert.deepEqual(values(mapped, dct.title, distribution), ['ข้อมูลสถานีปี 2569@th']);
    assert.deepEqual(values(mapped, dct.description, distribution), ['ค่าเฉลี่ยรายเดือน@th']);
    assert.deepEqual(values(mapped, dcat.accessURL, distribution), ['https://data.agency.example/stations-2569.csv']);
    assert.deepEqual(values(mapped, dcat.downloadURL, distribution), ['https://data.agency.example/stations-2569.csv']);
    assert.deepEqual(codes(mapped, dct.format, distribution), ['CSV']);
    assert.deepEqual(values(mapped, dcat.mediaType, distribution), ['https://www.iana.org/assignments/media-types/text/csv']);
    assert.deepEqual(values(mapped, dcat.byteSize, distribution), ['20480^^nonNegativeInteger']);
    assert.deepEqual(values(mapped, dct.issued, distribution), ['2026-11-01^^date']);
    assert.deepEqual(values(mapped, dct.modified, distribution), ['2026-11-01^^date']);
    assert.deepEqual(mapped.places.get(distribution), { kind: 'resource', name: 'ข้อมูลสถานีปี 2569' });
    assert.deepEqual(mapped.unmapped, []);
  });

  it('prefers the agency’s own dates to CKAN’s, and reads both', () => {
    const mapped = mapResource({
      resource_created_date: '2567-01-02',
      resource_data_release_date: '2567-02-03',
      resource_last_updated_date: '02/03/2568',
      resource_data_release_calendar: '2570-01-31',
    });
    assert.deepEqual(values(mapped, dct.created, distribution), ['2024-01-02^^date']);
    assert.deepEqual(values(mapped, dct.issued, distribution), ['2024-02-03^^date']);
    assert.deepEqual(values(mapped, gdc.nextRelease, distribution), ['2027-01-31^^date']);
    assert.deepEqual(values(mapped, dct.modified, distribution), ['2025-03-02^^date']);
    assert.deepEqual(mapped.unmapped, []);
    assert.deepEqual(repairs(mapped, 'resources[1].resource_last_updated_date'), ['buddhist-year: 02/03/2568 → 2025-03-02']);
  });

  it('is observed itself where its own date is implausible', () => {
    const mapped = mapResource({ resource_created_date: '25562' });
    assert.deepEqual(observed(mapped), ['implausibleDate: resource_created_date=25562']);
    assert.equal(mapped.observations[0]?.subject.value, distribution);
  });

  for (const [size, expected] of [
    [20480, ['20480^^nonNegativeInteger']],
    ['20480', ['20480^^nonNegativeInteger']],
    ['0020', ['20^^nonNegativeInteger']],
    [0, []],
    ['20 KB', []],
    [-1, []],
    [null, []],
  ] as const) {
    it(`of size ${JSON.stringify(size)} has ${expected.length === 0 ? 'no byte size' : `the byte size ${expected[0]}`}`, () =>
      assert.deepEqual(values(mapResource({ size }), dcat.byteSize, distribution), expected));
  }
});

describe('A resource’s own description', () => {
  it('of its condition stands beside the dataset’s', () => {
    const mapped = map({
      accessible_condition: 'ต้องลงทะเบียน',
      resources: [
        { ...file, resource_accessible_condition: 'ใช้ API key' },
        { ...file, id: 'r2', resource_accessible_condition: 'ไม่มี' },
      ],
    });
    const first = `${dataset}/distributions/r1`;
    assert.deepEqual(values(mapped, dct.rights, first), [`${dataset}#access-condition`, `${first}#access-condition`]);
    assert.deepEqual(classes(mapped, `${first}#access-condition`), ['RightsStatement']);
    assert.deepEqual(values(mapped, dct.rights, `${dataset}/distributions/r2`), [`${dataset}#access-condition`]);
    assert.deepEqual(repairs(mapped, 'resources[2].resource_accessible_condition'), ['no-condition: ไม่มี → ']);
  });

  it('goes to the properties the dataset has', () => {
    const mapped = mapResource({ resource_unit_of_measure: 'คน', resource_positional_accuracy: '±5 เมตร' });
    assert.deepEqual(values(mapped, gdc.unitOfMeasure, distribution), ['คน@th']);
    assert.deepEqual(values(mapped, gdc.positionalAccuracy, distribution), ['±5 เมตร@th']);
    assert.deepEqual([...mapped.unmapped, ...values(mapped, gdc.unitOfMeasure)], []);
  });

  it('counts for the shapes as the dataset’s where that says nothing, and is not published of it', () => {
    const implied = (changes: Record<string, unknown>): string[] => {
      const mapped = map({ ...changes, resources: [{ ...file, resource_unit_of_measure: 'คน' }] });
      return mapped.observations.filter(({ predicate }) => predicate.equals(gdc.unitOfMeasure)).map(({ object }) => object.value);
    };
    assert.deepEqual(implied({}), ['คน']);
    assert.deepEqual(implied({ unit_of_measure: 'บาท' }), []);
  });
});

describe('A resource that is no data', () => {
  it('is left out when it is the ZIP of all resources', () => {
    const mapped = map({ resources: [{ id: 'zip', name: 'All resource data', url: 'https://a.example/all.zip', format: 'ZIP' }, file] });
    assert.deepEqual(values(mapped, dcat.distribution), [`${dataset}/distributions/r1`]);
    assert.deepEqual(repairs(mapped, 'resources[1].name'), ['downloadall-zip: All resource data → ']);
  });

  it('is left out when ckanext-downloadall marked it', () => {
    const zip = { ...file, name: 'ทั้งหมด', format: 'ZIP', downloadall_datapackage_hash: 'abc' };
    assert.deepEqual(values(map({ resources: [zip] }), dcat.distribution), []);
    assert.equal(values(map({ resources: [{ ...zip, downloadall_datapackage_hash: '' }] }), dcat.distribution).length, 1);
  });

  for (const name of [
    'พจนานุกรมข้อมูล',
    'พจนานุกรม (Data)',
    'คำอธิบายข้อมูล',
    'การจัดทําคําอธิบายข้อมูล',
    'Data Dictionary',
    'covid_data_dictionary',
    'metadata_2567',
    'Meta Data',
  ]) {
    it(`is linked as documentation: ${name}`, () => {
      const mapped = map({ resources: [{ ...file, name }] });
      assert.deepEqual(values(mapped, dcat.distribution), []);
      assert.deepEqual(values(mapped, foaf.page), ['https://a.example/data.csv']);
      assert.deepEqual(repairs(mapped, 'resources[1].name'), [`dictionary-resource: ${name} → https://a.example/data.csv`]);
    });
  }

  it('stays a resource when it is a dictionary without an address', () => {
    const mapped = map({ resources: [{ ...file, name: 'พจนานุกรมข้อมูล', url: '' }] });
    assert.deepEqual(values(mapped, foaf.page), []);
    assert.equal(values(mapped, dcat.distribution).length, 1);
  });
});

describe('The format of a resource', () => {
  const formats: readonly (readonly [given: string, code: string | undefined, repaired: boolean])[] = [
    ['CSV', 'CSV', false],
    ['csv', 'CSV', false],
    ['XSL', 'XLS', true],
    ['Excel', 'XLSX', true],
    ['xlsx', 'XLSX', false],
    ['GeoJSON', 'GEOJSON', false],
    ['JPG', 'JPEG', true],
    ['MAP', undefined, false],
    ['URL', undefined, false],
  ];
  const byExtension: readonly (readonly [given: string, file: string, code: string])[] = [
    ['MAP', 'roads.kml', 'KML'],
    ['URL', 'data.csv', 'CSV'],
    ['xls, xlsx', 'data.xlsx', 'XLSX'],
  ];
  for (const [given, file, code] of byExtension) {
    it(`${given} is ${code} by the extension of ${file}, and that is a repair`, () => {
      const mapped = mapResource({ format: given, url: `https://a.example/${file}` });
      assert.deepEqual(codes(mapped, dct.format, distribution), [code]);
      assert.deepEqual(repairs(mapped, 'resources[1].format'), [`format-spelling: ${given} → ${code}`]);
      assert.deepEqual(observed(mapped), []);
    });
  }

  for (const [given, code, repaired] of formats) {
    it(`${given} is ${code ?? 'none of the table'}`, () => {
      const mapped = mapResource({ format: given, url: 'https://a.example/data' });
      assert.deepEqual(codes(mapped, dct.format, distribution), code === undefined ? [] : [code]);
      assert.deepEqual(repairs(mapped, 'resources[1].format'), repaired ? [`format-spelling: ${given} → ${code}`] : []);
    });
  }

  it('is read from the file’s extension when none is given', () => {
    const mapped = mapResource({ format: '', mimetype: null, url: 'https://a.example/DATA.XLSX?v=2' });
    assert.deepEqual(codes(mapped, dct.format, distribution), ['XLSX']);
    assert.deepEqual(codes(mapped, dcat.mediaType, distribution), ['vnd.openxmlformats-officedocument.spreadsheetml.sheet']);
  });

  it('that is given is believed over the extension', () => {
    assert.deepEqual(codes(mapResource({ format: 'XLS', url: 'https://a.example/data.csv' }), dct.format, distribution), ['XLS']);
  });

  it('decides the media type when CKAN has none or one that IANA does not know', () => {
    for (const mimetype of [null, '', 'application/x-unheard-of']) {
      assert.deepEqual(codes(mapResource({ format: 'PDF', mimetype }), dcat.mediaType, distribution), ['pdf']);
    }
    assert.deepEqual(codes(mapResource({ format: 'PDF', mimetype: 'Text/CSV' }), dcat.mediaType, distribution), ['csv']);
  });

  it('of every file type of the vocabulary has a media type that stands in the vocabulary', () => {
    const types = [...vocabulary.graph.find(null, gdc.mediaType)];
    assert.ok(types.length > 20);
    for (const { object } of types) assert.ok(vocabulary.graph.find(object).length > 0, object.value);
  });
});

describe('A resource without a name', () => {
  it('has no title, and its place is told by its number', () => {
    const mapped = mapResource({ name: '' });
    assert.deepEqual(values(mapped, dct.title, distribution), []);
    assert.deepEqual(mapped.places.get(distribution), { kind: 'resource', name: '#1' });
  });
});

describe('A resource that is an API', () => {
  for (const format of ['API', 'api', 'REST', 'Web Service', 'WMS', 'SPARQL']) {
    it(`is a distribution of a data service: ${format}`, () => {
      const mapped = mapResource({ format, url: 'https://api.agency.example/stations' });
      const service = `${dataset}#service-1`;
      assert.deepEqual(values(mapped, dcat.accessService, distribution), [service]);
      assert.deepEqual(classes(mapped, service), ['DataService', 'Resource']);
      assert.deepEqual(values(mapped, dct.title, service), ['ข้อมูลสถานีปี 2569@th']);
      assert.deepEqual(values(mapped, dcat.endpointURL, service), ['https://api.agency.example/stations']);
      assert.deepEqual(values(mapped, dcat.servesDataset, service), [dataset]);
      for (const property of [dct.publisher, dcat.contactPoint, dcat.keyword])
        assert.deepEqual(values(mapped, property, service), values(mapped, property), property.value);
    });
  }

  it('without an address is no service', () => {
    assert.deepEqual(values(mapResource({ format: 'API', url: '' }), dcat.accessService, distribution), []);
  });
});
