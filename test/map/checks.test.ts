import assert from 'node:assert/strict';
import { classesOfCategory } from '../../src/map/checks.js';
import { gdc, iri, skos } from '../../src/rdf/terms.js';
import { map, mapResource, observed, repairs, values, vocabulary } from '../support/mapping.js';

const label = (scheme: string, code: string): string => vocabulary.label(vocabulary.code(scheme, code).value)?.th ?? '';

describe('Category, classification and condition', () => {
  const concepts = (scheme: string): string[] =>
    vocabulary.graph
      .subjects(skos.inScheme, iri(`https://w3id.org/dcat-ap-th/vocab/${scheme}`))
      .map(({ value }) => value.slice(value.lastIndexOf('/') + 1));

  it('are ruled for every category', () => assert.deepEqual(Object.keys(classesOfCategory).sort(), concepts('data-category').sort()));

  for (const [category, allowed] of Object.entries(classesOfCategory)) {
    for (const classification of concepts('classification')) {
      const fits = allowed.includes(classification);
      it(`${fits ? 'agree' : 'do not agree'}: ${category} and ${classification}`, () => {
        const mapped = map({
          data_category: label('data-category', category),
          data_classification: label('classification', classification),
        });
        assert.equal(observed(mapped).filter((one) => one.startsWith('classMismatch: data_category=')).length, fits ? 0 : 1);
      });
    }
  }

  it('agree without a classification, as in 2.1', () => assert.deepEqual(observed(map({ data_classification: undefined })), []));

  it('do not agree where public data have a condition', () => {
    assert.deepEqual(observed(map({ accessible_condition: 'ต้องลงทะเบียน' })), [
      'classMismatch: data_category=ข้อมูลสาธารณะ data_classification=เปิดเผย accessible_condition=ต้องลงทะเบียน',
    ]);
  });
});

describe('Dates that do not make sense together', () => {
  const orders: readonly (readonly [changes: Record<string, string>, says: string])[] = [
    [{ created_date: '2026-11-01' }, 'first=created_date 2026-11-01 last=last_updated_date 2026-10-31'],
    [{ data_release_date: '2023-01-01' }, 'first=created_date 2024-01-15 last=data_release_date 2023-01-01'],
    [{ data_release_calendar: '2569-01-01' }, 'first=last_updated_date 2026-10-31 last=data_release_calendar 2026-01-01'],
    [{ last_year_of_data: '2570' }, 'first=last_year_of_data 2027 last=last_updated_date 2026-10-31'],
  ];
  for (const [changes, says] of orders)
    it(`are observed: ${Object.keys(changes)[0]}`, () => assert.deepEqual(observed(map(changes)), [`dateOrder: ${says}`]));

  it('may be the same day, and the last year that of the update', () => {
    assert.deepEqual(observed(map({ created_date: '2026-10-31', data_release_calendar: '2026-10-31', last_year_of_data: '2569' })), []);
  });
});

describe('Answers that say nothing', () => {
  const unknown = { objective: ['ไม่ทราบ'], data_format: ['ไม่ทราบ'], data_source: 'ไม่ทราบ' };

  it('are observed from three of them on', () => {
    assert.deepEqual(observed(map(unknown)), ['everythingUnknown: objective, data_source, data_format']);
    assert.deepEqual(observed(map({ ...unknown, data_source: 'ระบบทะเบียน' })), []);
  });

  it('do not count beside one that does', () => {
    assert.deepEqual(observed(map({ ...unknown, objective: ['ไม่ทราบ', 'พันธกิจหน่วยงาน'] })), []);
  });

  for (const [field, value] of [
    ['notes', 'ไม่มีรายละเอียด'],
    ['data_source', 'ไม่ระบุ'],
    ['title', 'ทดสอบ'],
    ['title', 'test 1'],
    ['notes', 'xxxx'],
  ] as const) {
    it(`that fill a text are observed: ${field} ${value}`, () =>
      assert.deepEqual(observed(map({ [field]: value })), [`placeholderText: ${field}=${value}`]));
  }

  it('that are part of a title are none', () => assert.deepEqual(observed(map({ title: 'ผลการทดสอบทางการศึกษา' })), []));

  it('of an interval are observed, not one that is written in words', () => {
    assert.deepEqual(observed(map({ update_frequency_interval: '' })), ['emptyInterval: update_frequency_interval']);
    assert.deepEqual(observed(map({ update_frequency_interval: '-' })), ['emptyInterval: update_frequency_interval']);
    assert.deepEqual(observed(map({ update_frequency_interval: 'รายเดือน' })), []);
    assert.deepEqual(observed(map({ update_frequency_unit: 'ตามเวลาจริง', update_frequency_interval: '' })), []);
  });
});

describe('Keywords with broken characters', () => {
  it('are counted', () => assert.deepEqual(observed(map({ tags: ['ก\ufffd', 'ข\ufffd', 'แม่น้ำ'] })), ['brokenTag: 2']));
});

describe('A format unlike its file', () => {
  const formats: readonly (readonly [format: string, url: string, says: string | undefined])[] = [
    ['XLS', 'https://a.example/data.csv', 'format=XLS url=….csv'],
    ['PDF', 'https://a.example/data.xlsx?v=2', 'format=PDF url=….xlsx'],
    ['XLS', 'https://a.example/data.xlsx', undefined],
    ['JPG', 'https://a.example/data.jpeg', undefined],
    ['SHP', 'https://a.example/data.zip', undefined],
    ['CSV', 'https://a.example/data', undefined],
    ['CSV', 'https://a.example/page.php', undefined],
    ['MAP', 'https://a.example/data.csv', undefined],
    ['', 'https://a.example/data.csv', undefined],
  ];
  for (const [format, url, says] of formats) {
    it(`is ${says === undefined ? 'not ' : ''}observed: ${format} ${url}`, () =>
      assert.deepEqual(observed(mapResource({ format, url })), says === undefined ? [] : [`formatMismatch: ${says}`]));
  }
});

describe('Units of measure', () => {
  it('are separated', () => {
    const mapped = map({ unit_of_measure: 'คน,ร้อยละ' });
    assert.deepEqual(values(mapped, gdc.unitOfMeasure), ['คน@th', 'ร้อยละ@th']);
    assert.deepEqual(repairs(mapped, 'unit_of_measure'), ['unit-list: คน,ร้อยละ → คน · ร้อยละ']);
  });

  it('with a stroke are one', () => assert.deepEqual(values(map({ unit_of_measure: 'บาท/คน/วัน' }), gdc.unitOfMeasure), ['บาท/คน/วัน@th']));
});
