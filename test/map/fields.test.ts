import assert from 'node:assert/strict';
import { mapCkan } from '../../src/map/map.js';
import { repairRules } from '../../src/map/repairs.js';
import { dcat, dct, gdc, rdfs } from '../../src/rdf/terms.js';
import { dataset, map, placement, repairs, values, vocabulary } from '../support/mapping.js';
import { completeRecord, fixture } from '../support/packages.js';

describe('Fields', () => {
  it('under former names are read as their present ones', () => {
    const mapped = map({
      accessible_condition: undefined,
      access_detail: 'ต้องลงทะเบียนก่อน',
      update_frequency_unit: undefined,
      maintain_frequent: 'รายวัน',
      height_value_dataset: 'True',
      telephone_number: '02-123-4567',
    });
    assert.deepEqual(values(mapped, rdfs.label, `${dataset}#access-condition`), ['ต้องลงทะเบียนก่อน@th']);
    assert.equal(mapped.promise.unit, 'day');
    assert.deepEqual(values(mapped, gdc.highValue), ['true^^boolean']);
    assert.deepEqual(mapped.unmapped, []);
    assert.deepEqual(
      mapped.repairs.filter(({ rule }) => rule === 'legacy-key').map(({ field, before, after }) => `${field}: ${before} → ${after}`),
      [
        'high_value_dataset: height_value_dataset: True → True',
        'accessible_condition: access_detail: ต้องลงทะเบียนก่อน → ต้องลงทะเบียนก่อน',
        'update_frequency_unit: maintain_frequent: รายวัน → รายวัน',
      ],
    );
  });

  it('under a former name give way to the present one', () => {
    const mapped = map({ accessible_condition: 'ใหม่', access_detail: 'เก่า' });
    assert.deepEqual(values(mapped, rdfs.label, `${dataset}#access-condition`), ['ใหม่@th']);
    assert.deepEqual([...mapped.unmapped, ...repairs(mapped, 'accessible_condition')], []);
  });

  it('in the extras are read as fields, where the package has no value of its own', () => {
    const mapped = map({
      title: 'ชื่อของระเบียน',
      data_source: '',
      objective: undefined,
      extras: [
        { key: 'title', value: 'ชื่อใน extras' },
        { key: 'data_source', value: 'ระบบทะเบียน' },
        { key: 'objective', value: '["พันธกิจหน่วยงาน"]' },
        { key: 'ไม่รู้จัก', value: 'ค่า' },
        { value: 'ไม่มีชื่อ' },
        null,
      ],
    });
    assert.deepEqual(values(mapped, dct.title), ['ชื่อของระเบียน@th']);
    assert.deepEqual(values(mapped, rdfs.label, `${dataset}#provenance`), ['ระบบทะเบียน@th']);
    assert.equal(values(mapped, gdc.objective).length, 1);
    assert.deepEqual(mapped.unmapped, ['ไม่รู้จัก']);
  });

  it('without a home are listed, those of resources once', () => {
    const [resource] = completeRecord().resources as readonly Record<string, unknown>[];
    const mapped = map({
      colour_of_cover: 'แดง',
      another_field: 'ค่า',
      empty_text: '',
      empty_list: [],
      empty_json: '[]',
      resources: [
        { ...resource, resource_colour: 'แดง' },
        { ...resource, id: 'r2', resource_colour: 'เขียว', resource_another: ['ค่า'] },
      ],
    });
    assert.deepEqual(mapped.unmapped, ['another_field', 'colour_of_cover', 'resources.resource_another', 'resources.resource_colour']);
  });

  it('of another data type, present and empty, are neither listed nor mapped', () => {
    assert.deepEqual(map({ disaggregate: [], west_bound_longitude: '', equivalent_scale: null }).unmapped, []);
  });

  it('of the wrong kind count as empty', () => {
    const mapped = map({ title: { th: 'ชื่อ' }, tags: 5, resources: 'nonsense', extras: 'nonsense' });
    assert.deepEqual([...values(mapped, dct.title), ...values(mapped, dcat.keyword), ...values(mapped, dcat.distribution)], []);
    assert.equal(mapped.title, '');
    assert.deepEqual(mapped.places.get(dataset), { kind: 'dataset', name: 'water-stations' });
  });

  for (const json of [null, 'text', [], {}, { id: 7 }]) {
    it(`that are no package are refused: ${JSON.stringify(json)}`, () =>
      assert.throws(() => mapCkan(json, placement, vocabulary), /not a CKAN package/));
  }
});

describe('Repairs', () => {
  it('are all of the table of rules', () => {
    const dirty = map({
      ...fixture('record-with-persons-name-as-contact'),
      tags: ['ก\ufffd', 'ก', 'ก'],
      url: 'x',
      notes: '<b>ก</b>&amp;\r\n  ข',
    });
    assert.ok(dirty.repairs.length >= 10);
    for (const { rule } of dirty.repairs) assert.ok(rule in repairRules, rule);
  });
});
