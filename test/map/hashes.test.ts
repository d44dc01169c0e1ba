import assert from 'node:assert/strict';
import { mapCkan } from '../../src/map/map.js';
import { toNQuads, toNTriples } from '../../src/rdf/serialise.js';
import { dataset, map, mapResource, placement, vocabulary } from '../support/mapping.js';
import { completeRecord } from '../support/packages.js';

describe('Mapping twice', () => {
  it('gives the same N-Quads, repairs and hashes', () => {
    const [one, two] = [map(), map()];
    assert.equal(toNQuads(one.quads), toNQuads(two.quads));
    assert.deepEqual(one.repairs, two.repairs);
    assert.deepEqual([one.materialHash, one.guardedHash], [two.materialHash, two.guardedHash]);
  });

  it('gives the same triples whatever the order of keys', () => {
    const reversed = Object.fromEntries(Object.entries(completeRecord()).reverse());
    assert.equal(toNQuads(mapCkan(reversed, placement, vocabulary).quads), toNQuads(map().quads));
  });
});

describe('The hash of what makes a change material', () => {
  const { materialHash, guardedHash } = map();
  const [resource] = completeRecord().resources as readonly Record<string, unknown>[];

  const immaterial: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    'a later update': { last_updated_date: '2026-11-15' },
    'CKAN’s own timestamp': { metadata_modified: '2026-11-20T00:00:00.000000' },
    'a field that is none of the items': { unit_of_measure: 'คน', first_year_of_data: '2567' },
    'a field without a home': { colour: 'แดง' },
    'another standard': { standard: 'มาตรฐานของหน่วยงาน' },
    'another condition of a resource': { resources: [{ ...resource, resource_accessible_condition: 'ใช้ API key' }] },
    'a landing page': { url: 'https://water.agency.example/other' },
    'the size of a file': { resources: [{ ...resource, size: 1 }] },
    'a repair that leads to the same value': { title: `${completeRecord().title}\u200b` },
  };
  for (const [what, changes] of Object.entries(immaterial)) {
    it(`stays under ${what}`, () => assert.equal(map(changes).materialHash, materialHash));
  }

  const material: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    'another type': { data_type: 'ข้อมูลสถิติ' },
    'another title': { title: 'ชื่อใหม่' },
    'another contact': { maintainer: 'กลุ่มอื่น' },
    'another address': { maintainer_email: 'other@agency.example' },
    'another keyword': { tags: ['ฝน'] },
    'another description': { notes: 'รายละเอียดใหม่' },
    'another objective': { objective: ['ไม่ทราบ'] },
    'another unit of frequency': { update_frequency_unit: 'ปี' },
    'another interval': { update_frequency_interval: '2' },
    'another spatial level': { geo_coverage: 'จังหวัด' },
    'another source of the data': { data_source: 'ที่อื่น' },
    'another storage format': { data_format: ['XLS'] },
    'another category': { data_category: 'ข้อมูลใช้ภายใน' },
    'another licence': { license_id: 'Open Data Common' },
    'another address of a resource': { resources: [{ ...resource, url: 'https://data.agency.example/other.csv' }] },
    'a resource more': { resources: [resource, { ...resource, id: 'r2' }] },
    'a resource less': { resources: [] },
  };
  for (const [what, changes] of Object.entries(material)) {
    it(`changes with ${what}`, () => assert.notEqual(map(changes).materialHash, materialHash));
  }

  const base = 'https://another.test';
  const moved = map({}, { ...placement, base, dataset: dataset.replace(placement.base, base) });

  it('stays under another base, and so does the guarded one', () => {
    assert.notEqual(toNTriples(moved.quads), toNTriples(map().quads));
    assert.deepEqual([moved.materialHash, moved.guardedHash], [materialHash, guardedHash]);
  });

  it('guards owner, category, classification and licence alone', () => {
    const guarded = [{ data_category: 'ข้อมูลใช้ภายใน' }, { data_classification: '' }, { license_id: 'Open Data Common' }];
    for (const changes of guarded) assert.notEqual(map(changes).guardedHash, guardedHash);
    assert.notEqual(map({}, { ...placement, agencyId: '99000002' }).guardedHash, guardedHash);
    for (const changes of [{ title: 'ชื่อใหม่' }, { maintainer: 'กลุ่มอื่น' }, { geo_coverage: 'จังหวัด' }])
      assert.equal(map(changes).guardedHash, guardedHash);
    assert.equal(mapResource({ name: 'ไฟล์ใหม่' }).guardedHash, guardedHash);
  });
});
