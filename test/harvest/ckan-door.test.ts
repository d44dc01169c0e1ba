import assert from 'node:assert/strict';
import { ckanDoor } from '../../src/harvest/ckan-door.js';
import { vocabulary } from '../support/mapping.js';
import { completeRecord } from '../support/packages.js';

function doorOf(changes: Readonly<Record<string, unknown>>) {
  return ckanDoor(completeRecord(changes), vocabulary);
}

describe('The door', () => {
  const open: readonly Readonly<Record<string, unknown>>[] = [
    {},
    { allow_harvest: undefined },
    { allow_harvest: 'True' },
    { allow_harvest: true },
    { allow_harvest: '' },
    { state: undefined },
    { private: 'False' },
    { data_category: undefined, data_classification: undefined },
    { data_category: 'ข้อมูลส่วนบุคคล', data_classification: 'ชั้นเผยแพร่ภายในองค์กร' },
    { data_category: 'ข้อมูลใช้ภายใน' },
    { data_category: 'หมวดที่ไม่รู้จัก' },
    { name: 'harvested-water' },
    { extras: 'nonsense' },
    { extras: [null, { key: 'allow_harvest', value: 'True' }] },
  ];
  for (const changes of open) {
    it(`is open to ${JSON.stringify(changes)}`, () => assert.deepEqual(doorOf(changes), { state: 'open' }));
  }

  const withdrawn: readonly Readonly<Record<string, unknown>>[] = [
    { allow_harvest: 'False' },
    { allow_harvest: 'false' },
    { allow_harvest: false },
    { allow_harvest: ' False ' },
    { allow_harvest: '0' },
    { allow_harvest: 'no' },
    { allow_harvest: undefined, extras: [{ key: 'allow_harvest', value: 'False' }] },
    { allow_harvest: '', extras: [{ key: 'allow_harvest', value: false }] },
    { private: true },
    { private: 'True' },
    { state: 'deleted' },
    { state: 'draft' },
  ];
  for (const changes of withdrawn) {
    it(`hears a withdrawal in ${JSON.stringify(changes)}`, () => assert.equal(doorOf(changes).state, 'withdrawn'));
  }

  const secret: readonly Readonly<Record<string, unknown>>[] = [
    { data_category: 'ข้อมูลความมั่นคง' },
    { data_category: 'ข้อมูลความมั่นคง', data_classification: 'เปิดเผย' },
    { data_category: 'ข้อมูลความลับทางราชการ' },
    { data_category: 'ความลับ' },
    { data_category: 'National security' },
    { data_category: 'ข้อมูลความมั่นคงของรัฐ' },
    { data_category: ['ข้อมูลสาธารณะ', 'ข้อมูลความมั่นคง'] },
    { data_category: '["ข้อมูลความมั่นคง"]' },
    { data_category: 'ข้อมูลความ\u200bมั่นคง' },
    { data_category: undefined, extras: [{ key: 'data_category', value: 'ข้อมูลความมั่นคง' }] },
    { data_classification: 'ลับ' },
    { data_classification: 'ลับมาก' },
    { data_classification: 'ลับที่สุด' },
    { data_classification: 'ชั้นลับ' },
    { data_classification: '03' },
    { data_classification: 'Top Secret' },
    { data_classification: 'ลับเฉพาะ' },
    { data_category: 'ข้อมูลส่วนบุคคล', data_classification: 'ลับ' },
  ];
  for (const changes of secret) {
    it(`refuses ${JSON.stringify(changes)}`, () => assert.equal(doorOf(changes).state, 'refused'));
  }

  it('leaves out what is a harvest source and no dataset', () => {
    assert.equal(doorOf({ name: 'harvest-water' }).state, 'left-out');
    assert.equal(doorOf({ type: 'harvest' }).state, 'left-out');
  });

  it('refuses a secret even where consent is withdrawn too', () => {
    assert.equal(doorOf({ data_category: 'ข้อมูลความมั่นคง', allow_harvest: 'False' }).state, 'refused');
  });

  it('gives a reason in both languages that quotes nothing of a secret', () => {
    for (const changes of [...withdrawn, ...secret]) {
      const door = doorOf({ ...changes, title: 'ชื่อที่ต้องไม่ปรากฏ' });
      assert.ok(door.state !== 'open');
      assert.match(door.reasonTh, /[ก-ฮ]/);
      assert.match(door.reason, /[a-z]/);
      assert.doesNotMatch(door.reason + door.reasonTh, /ชื่อที่ต้องไม่ปรากฏ|water-stations/);
    }
  });
});
