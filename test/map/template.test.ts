import assert from 'node:assert/strict';
import type { TemplateLine, TemplateRow } from '../../src/catalog/template-row.js';
import type { MappedRecord } from '../../src/map/map.js';
import { mapTemplateRow } from '../../src/map/template.js';
import { dcat, dct, gdc } from '../../src/rdf/terms.js';
import { codes, observed, placement, repairs, values, vocabulary } from '../support/mapping.js';

const cells: Readonly<Record<string, string>> = {
  name: 'fish-prices',
  title: 'ราคาสัตว์น้ำรายเดือน',
  maintainer: 'กลุ่มสถิติการประมง',
  maintainer_email: 'stat@agency.example',
  tag_string: 'ราคา, สัตว์น้ำ; ประมง',
  notes: 'ราคาเฉลี่ยรายเดือนของสัตว์น้ำ',
  objective: 'พันธกิจหน่วยงาน',
  update_frequency_unit: 'เดือน',
  data_format: 'CSV',
  license_id: 'Open Data Common',
};

function line(sheet: string, row: number, own: Readonly<Record<string, string>>): TemplateLine {
  const columns = Object.fromEntries(Object.keys(own).map((field, index) => [field, String.fromCharCode(65 + index)]));
  return { sheet, row, cells: own, columns, unknown: [] };
}

function mapRow(
  changes: Readonly<Record<string, string>> = {},
  resources: readonly Readonly<Record<string, string>>[] = [],
  more: Partial<TemplateRow> = {},
): MappedRecord {
  const row: TemplateRow = {
    ...line('Temp2_Meta_Record', 6, { ...cells, ...changes }),
    nativeId: 'fish-prices',
    kind: 'record',
    resources: resources.map((own, index) => line('Temp3_Resource_Record', 6 + index, own)),
    ...more,
  };
  return mapTemplateRow(row, placement, vocabulary);
}

describe('A row of the template', () => {
  it('becomes the record that CKAN’s package would', () => {
    const mapped = mapRow();
    assert.deepEqual(values(mapped, dct.title), ['ราคาสัตว์น้ำรายเดือน@th']);
    assert.deepEqual(values(mapped, dcat.keyword), ['ประมง@th', 'ราคา@th', 'สัตว์น้ำ@th']);
    assert.deepEqual(codes(mapped, gdc.storageFormat), ['csv']);
    assert.deepEqual(values(mapped, dct.identifier), ['fish-prices']);
  });

  it('has the type of its sheet where it names none, and the repair says so', () => {
    const statistics = mapRow({}, [], { kind: 'statistics' });
    assert.ok(codes(statistics, dct.type).includes('statistics'));
    assert.deepEqual(repairs(statistics, 'data_type'), ['sheet-type:  → ข้อมูลสถิติ']);
    assert.ok(codes(mapRow({ data_type: 'ข้อมูลระเบียน' }), dct.type).includes('record'));
  });

  const several: readonly (readonly [cell: string, codes: readonly string[]])[] = [
    ['พันธกิจหน่วยงาน, เพื่อการให้บริการประชาชน', ['mission', 'public-service']],
    ['พันธกิจหน่วยงาน;มติคณะรัฐมนตรี', ['cabinet-resolution', 'mission']],
    ['พันธกิจหน่วยงาน\nกฎหมายที่เกี่ยวข้อง', ['law', 'mission']],
    ['แผนระดับที่ 3 (มติครม. 4 ธ.ค. 2560), ดัชนี/ตัวชี้วัดระดับนานาชาติ', ['international-indicator', 'third-level-plan']],
    ['นโยบายรัฐบาล/ข้อสั่งการนายกรัฐมนตรี', ['policy']],
  ];
  for (const [cell, expected] of several) {
    it(`has every choice of one cell: ${JSON.stringify(cell)}`, () => {
      const mapped = mapRow({ objective: cell });
      assert.deepEqual(codes(mapped, gdc.objective), [...expected]);
      assert.deepEqual(
        observed(mapped).filter((one) => one.includes('objective')),
        [],
      );
    });
  }

  it('keeps the known choices beside one that is not, and tells that one', () => {
    const mapped = mapRow({ data_format: 'CSV, กระดาษ' });
    assert.deepEqual(codes(mapped, gdc.storageFormat), ['csv']);
    assert.ok(observed(mapped).includes('unrecognisedChoice: data_format=กระดาษ'));
  });

  it('reads the words beside อื่นๆ in the same cell, and says so', () => {
    const one = mapRow({ license_id: 'อื่นๆ: ตามข้อตกลง' });
    assert.deepEqual(values(one, gdc.licenceNote), ['ตามข้อตกลง@th']);
    assert.match(repairs(one, 'license_id').join(), /other-in-cell/);
    const many = mapRow({ objective: 'พันธกิจหน่วยงาน, อื่น ๆ (งานวิจัย)' });
    assert.deepEqual(codes(many, gdc.objective), ['mission', 'other']);
    assert.deepEqual(values(many, gdc.objectiveNote), ['งานวิจัย@th']);
  });

  const days: readonly (readonly [cell: string, day: string, rule: string | undefined])[] = [
    ['2569-10-31', '2026-10-31', 'buddhist-year'],
    ['2026-10-31', '2026-10-31', undefined],
    ['31/10/2569', '2026-10-31', 'buddhist-year'],
    ['46326', '2026-10-31', 'counted-day'],
    ['2026-10-31T08:30:00', '2026-10-31', undefined],
  ];
  for (const [cell, day, rule] of days) {
    it(`reads the day ${cell}`, () => {
      const mapped = mapRow({ last_updated_date: cell });
      assert.deepEqual(values(mapped, dct.modified), [`${day}^^date`]);
      assert.equal(
        repairs(mapped, 'last_updated_date').some((one) => one.startsWith(rule ?? 'none')),
        rule !== undefined,
      );
    });
  }

  it('says neither yes nor no by a blank flag', () => {
    assert.deepEqual(values(mapRow(), gdc.highValue), []);
    assert.deepEqual(values(mapRow({ high_value_dataset: 'False' }), gdc.highValue), ['false^^boolean']);
  });

  it('tells the cell of a field, of a resource’s field, and the row of what has no column', () => {
    const mapped = mapRow({}, [{ dataset_name: 'fish-prices', name: 'ไฟล์', url: 'https://data.agency.example/a.csv' }]);
    const [node = ''] = values(mapped, dcat.distribution);
    assert.deepEqual(mapped.cellOf?.(placement.dataset, ['title']), { sheet: 'Temp2_Meta_Record', row: 6, column: 'B' });
    assert.deepEqual(mapped.cellOf?.(placement.dataset, ['tags']), { sheet: 'Temp2_Meta_Record', row: 6, column: 'E' });
    assert.deepEqual(mapped.cellOf?.(`${placement.dataset}#contact`, ['maintainer']), { sheet: 'Temp2_Meta_Record', row: 6, column: 'C' });
    assert.deepEqual(mapped.cellOf?.(node, ['url', 'resource_url']), { sheet: 'Temp3_Resource_Record', row: 6, column: 'C' });
    assert.deepEqual(mapped.cellOf?.(placement.dataset, ['groups']), { sheet: 'Temp2_Meta_Record', row: 6 });
  });

  it('tells the cell of each repair', () => {
    const mapped = mapRow({}, [{ name: 'ไฟล์', url: 'https://data.agency.example/a.xls', format: 'XSL' }]);
    const { cell } = mapped.repairs.find(({ field }) => field === 'resources[1].format') ?? {};
    assert.deepEqual(cell, { sheet: 'Temp3_Resource_Record', row: 6, column: 'C' });
  });

  it('has a node for each resource that stays when rows are moved, also for two alike', () => {
    const a = { name: 'ก', url: 'https://data.agency.example/a.csv' };
    const b = { name: 'ข', url: 'https://data.agency.example/b.csv' };
    const nodes = (resources: readonly Readonly<Record<string, string>>[]): string[] => values(mapRow({}, resources), dcat.distribution);
    assert.deepEqual(nodes([a, b]), nodes([b, a]));
    assert.equal(new Set(nodes([a, a, b])).size, 3);
  });

  it('has no landing page of its own making, and its own address where a resource has none', () => {
    const mapped = mapRow({}, [{ name: 'ไฟล์', format: 'CSV' }]);
    assert.deepEqual(values(mapped, dcat.landingPage), []);
    const [node = ''] = values(mapped, dcat.distribution);
    assert.deepEqual(values(mapped, dcat.accessURL, node), [placement.dataset]);
  });

  it('lists columns of the agency’s own as unmapped, whatever they are called', () => {
    const unknown = ['งบประมาณ', 'resources', '__proto__'].map((header) => ({ column: 'Z', header, value: '1' }));
    assert.deepEqual(
      mapRow({}, [], { unknown }).unmapped.filter((field) => field !== 'dataset_name'),
      ['งบประมาณ', 'resources', '__proto__'],
    );
  });

  it('is refused when its JSON is no row', () => {
    for (const json of [
      null,
      [],
      {},
      { nativeId: 'a', kind: 'x', resources: [], cells: {}, unknown: [] },
      { nativeId: 'a', kind: 'record', resources: [null] },
    ])
      assert.throws(() => mapTemplateRow(json, placement, vocabulary), /not a row of the template/);
  });
});
