import assert from 'node:assert/strict';
import { toNTriples } from '../../src/rdf/serialise.js';
import { dcat, vcard } from '../../src/rdf/terms.js';
import { classes, dataset, map, observed, repairs, values } from '../support/mapping.js';
import { completeRecord, fixture } from '../support/packages.js';

const contact = `${dataset}#contact`;
const agency = 'หน่วยงานทดสอบ@th';

function contactOf(maintainer: string, maintainer_email = 'water@agency.example') {
  const mapped = map({ maintainer, maintainer_email });
  return { mapped, name: values(mapped, vcard.fn, contact), mail: values(mapped, vcard.hasEmail, contact) };
}

/** All that leaves the mapping and may be shown to somebody: graph, observations, repairs, values beside findings. */
function shown({ mapped }: ReturnType<typeof contactOf>): string {
  return [
    toNTriples(mapped.quads),
    toNTriples(mapped.observations),
    JSON.stringify(mapped.repairs),
    mapped.given('maintainer'),
    mapped.given('maintainer_email'),
    mapped.unmapped.join(),
  ].join('\n');
}

describe('The contact', () => {
  it('is a unit and its mailbox', () => {
    const { mapped, name, mail } = contactOf('กลุ่มคุณภาพน้ำ');
    assert.deepEqual(values(mapped, dcat.contactPoint), [contact]);
    assert.deepEqual(classes(mapped, contact), ['Kind', 'Organization']);
    assert.deepEqual(name, ['กลุ่มคุณภาพน้ำ@th']);
    assert.deepEqual(mail, ['mailto:water@agency.example']);
    assert.deepEqual(observed(mapped), []);
    assert.equal(mapped.given('maintainer'), 'กลุ่มคุณภาพน้ำ');
  });

  const units = [
    'คุณภาพชีวิตผู้สูงอายุ',
    'กลุ่ม คุณภาพน้ำ',
    'นายทะเบียนบัญชีข้อมูล',
    'สำนักงาน นายกรัฐมนตรี',
    'อบต. นายาง',
    'อำเภอ นางรอง',
    'ฝ่าย ศ.ป.อ.',
    'กองแผนงาน (กลุ่มสถิติ)',
    'Drainage Division',
    'Missions Office',
    'กลุ่มงาน 1-2567',
    'ศูนย์บริการ 1111',
    'อาจารย์ประจำหลักสูตร',
    'จังหวัดร้อยเอ็ด',
    'กองพลเรือน',
    'Professional Standards Division',
    'Msc Programme Office',
  ];
  for (const unit of units) {
    it(`is taken for a unit: ${unit}`, () => {
      const { mapped, name } = contactOf(unit);
      assert.deepEqual(name, [`${unit}@${/[ก-ฮ]/.test(unit) ? 'th' : 'en'}`]);
      assert.deepEqual(repairs(mapped, 'maintainer'), []);
    });
  }

  const persons = [
    'นายสมชาย ใจดี',
    'นาย สมชาย ใจดี',
    'นางสาวสมชาย ใจดี',
    'นางสมชาย ใจดี',
    'น.ส.สมชาย ใจดี',
    'คุณสมชาย ใจดี',
    'ดร.สมชาย ใจดี',
    'ผศ.สมชาย ใจดี',
    'ว่าที่ร้อยตรีสมชาย ใจดี',
    'พ.ต.อ.สมชาย ใจดี',
    'นาย\u200bสมชาย  ใจดี',
    'น\u200eายสมชาย ใจดี',
    'นส.สมชาย ใจดี',
    'ดร สมชาย ใจดี',
    'นพ.สมชาย ใจดี',
    'ม.ล.สมชาย ใจดี',
    'แพทย์หญิงสมชาย ใจดี',
    'พันตำรวจเอก สมชาย ใจดี',
    'ร้อยเอกสมชาย ใจดี',
    'จ่าสิบเอกสมชาย ใจดี',
    'ด.ต.สมชาย ใจดี',
    'อาจารย์สมชาย ใจดี',
    'ผู้ช่วยศาสตราจารย์สมชาย ใจดี',
    'พระมหาสมชาย ใจดี',
  ];
  for (const person of persons) {
    it(`is the agency where a person is named: ${person}`, () => {
      const result = contactOf(person);
      assert.deepEqual(result.name, [agency]);
      assert.deepEqual(observed(result.mapped), ['personalContact: maintainer']);
      assert.ok(repairs(result.mapped, 'maintainer').some((line) => line.startsWith('person-name: ') && line.endsWith(' → หน่วยงานทดสอบ')));
      assert.doesNotMatch(shown(result), /สมชาย|ใจดี/);
    });
  }

  for (const person of [
    'Mr. Somchai Jaidee',
    'Mr.Somchai Jaidee',
    'Ｍｒ．Somchai Jaidee',
    'Asst. Prof. Somchai Jaidee',
    'Mrs Somchai Jaidee',
    'Miss Somchai Jaidee',
    'Dr. Somchai Jaidee',
  ]) {
    it(`is the agency where a person is named in English: ${person}`, () => {
      const result = contactOf(person);
      assert.deepEqual(result.name, [agency]);
      assert.doesNotMatch(shown(result), /Somchai|Jaidee/);
    });
  }

  for (const mixed of [
    'กลุ่มคุณภาพน้ำ (นายสมชาย ใจดี)',
    'กลุ่มคุณภาพน้ำ นางสาวสมชาย ใจดี โทร. 081-234-5678',
    'กลุ่มคุณภาพน้ำ/คุณสมชาย ใจดี',
    'กลุ่มคุณภาพน้ำ-นายสมชาย ใจดี',
    'กลุ่มคุณภาพน้ำ [นายสมชาย ใจดี]',
    'กลุ่มคุณภาพน้ำ “นายสมชาย ใจดี”',
  ]) {
    it(`is the unit where a person stands beside it: ${mixed}`, () => {
      const result = contactOf(mixed);
      assert.deepEqual(result.name, ['กลุ่มคุณภาพน้ำ@th']);
      assert.doesNotMatch(shown(result), /สมชาย|ใจดี|5678/);
    });
  }

  const numbers = [
    '0812345678',
    '081-234-5678',
    '081 234 5678',
    '08-1234-5678',
    '08.1234.5678',
    '๐๘๑-๒๓๔-๕๖๗๘',
    '+66 81 234 5678',
    '+66(0)81 234 5678',
    '(081) 234-5678',
    '02-123-5678',
    '0 2123 5678',
    '0-2123-5678',
    '(02) 123-5678 ต่อ 123',
    '0 2123 5678-9',
    'โทร. 0 2123 5678',
    'โทรศัพท์: 0812345678',
    '(โทร 081-234-5678)',
    'Tel. 0812345678',
    'มือถือ 0812345678, 0898765678',
  ];
  for (const number of numbers) {
    it(`leaves the telephone number out: ${number}`, () => {
      const result = contactOf(`กลุ่มคุณภาพน้ำ ${number}`);
      assert.deepEqual(result.name, ['กลุ่มคุณภาพน้ำ@th']);
      assert.deepEqual(observed(result.mapped), ['personalContact: maintainer']);
      assert.deepEqual(repairs(result.mapped, 'maintainer'), ['phone-number: กล… → กล…']);
      assert.doesNotMatch(shown(result), /5678|๕๖๗๘/);
    });
  }

  it('has no name when only a number stands there', () => {
    const { mapped, name } = contactOf('0812345678');
    assert.deepEqual(name, []);
    assert.deepEqual(repairs(mapped, 'maintainer'), ['phone-number: 08… → ']);
  });

  it('is none at all when neither name nor address can be used', () => {
    const { mapped, name, mail } = contactOf('-', 'ไม่มี');
    assert.deepEqual([...name, ...mail, ...values(mapped, dcat.contactPoint)], []);
    assert.deepEqual(repairs(mapped, 'maintainer'), ['placeholder: - → ']);
  });
});

describe('The address of the contact', () => {
  const tidied: readonly (readonly [given: string, address: string])[] = [
    ['mailto:water@agency.example', 'water@agency.example'],
    ['Water@Agency.Example', 'water@agency.example'],
    [' water @agency.example ', 'water@agency.example'],
    ['water@agency.example;', 'water@agency.example'],
    ['water@agency.example\u200b', 'water@agency.example'],
  ];
  for (const [given, address] of tidied) {
    it(`is tidied: ${JSON.stringify(given)}`, () => {
      const { mapped, mail } = contactOf('กลุ่ม', given);
      assert.deepEqual(mail, [`mailto:${address}`]);
      assert.deepEqual(repairs(mapped, 'maintainer_email'), [`mail-form: ${given.trim()} → ${address}`]);
    });
  }

  const malformed = [
    'water',
    'water@',
    '@agency.example',
    'water@agency',
    'a@b.example, c@d.example',
    'a\\b@c.example',
    'a|b@c.example',
    'a{b}@c.example',
  ];
  for (const given of malformed) {
    it(`is left out when it is none: ${given}`, () => {
      const { mapped, mail } = contactOf('กลุ่ม', given);
      assert.deepEqual(mail, []);
      assert.equal(mapped.given('maintainer_email'), given);
    });
  }

  it('at a free provider is published for a unit, and observed', () => {
    const { mapped, mail } = contactOf('กลุ่มคุณภาพน้ำ', 'water.unit@gmail.com');
    assert.deepEqual(mail, ['mailto:water.unit@gmail.com']);
    assert.deepEqual(observed(mapped), ['personalContact: maintainer_email']);
  });

  it('at a free provider is not published for a person', () => {
    const result = contactOf('นายสมชาย ใจดี', 'somchai.jaidee@gmail.com');
    assert.deepEqual(result.mail, []);
    assert.deepEqual(repairs(result.mapped, 'maintainer_email'), ['personal-mail: so… → ']);
    assert.doesNotMatch(shown(result), /สมชาย|somchai|jaidee/i);
  });

  it('is masked where a number or a person stands in its place', () => {
    const result = contactOf('กลุ่มคุณภาพน้ำ', 'นายสมชาย 081-234-5678');
    assert.deepEqual(observed(result.mapped), ['personalContact: maintainer_email']);
    assert.doesNotMatch(shown(result), /สมชาย|5678/);
  });
});

describe('A record with a person’s name as contact', () => {
  it('tells nothing of the person anywhere', () => {
    const mapped = map(fixture('record-with-persons-name-as-contact'));
    const everything = [toNTriples(mapped.quads), toNTriples(mapped.observations), JSON.stringify(mapped.repairs)].join('\n');
    assert.doesNotMatch(everything, /สมหญิง|รักเรียน|somying|9876/i);
    assert.deepEqual(values(mapped, vcard.fn, contact), [agency]);
    assert.ok(!mapped.unmapped.includes('telephone_number'));
    assert.equal(completeRecord().id, mapped.given('id'));
  });
});

describe('A contact of a million characters', () => {
  // Expressions that try a run of marks anew from each of them would not come to an end within the test’s time.
  for (const part of ['0.', '(', ' ', ',', '.', '0 ', 'นาย', 'a@', '() '])
    it(`of ${JSON.stringify(part)} is read`, () => {
      const long = `${part.repeat(1_000_000 / part.length)}x!`;
      assert.equal(contactOf(long, long).mail.length, 0);
    });
});
