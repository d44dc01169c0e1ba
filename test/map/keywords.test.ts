import assert from 'node:assert/strict';
import { dcat } from '../../src/rdf/terms.js';
import { map, repairs, values } from '../support/mapping.js';

function keywords(names: readonly unknown[]) {
  return map({ tags: names.map((name) => ({ name })) });
}

describe('Keywords', () => {
  it('are the names of the tags, tagged with their language', () => {
    assert.deepEqual(values(keywords(['น้ำ', 'water', '2567', 'PM2.5 รายวัน']), dcat.keyword), [
      '2567',
      'PM2.5 รายวัน@th',
      'water@en',
      'น้ำ@th',
    ]);
  });

  it('cut inside a character are taken out, and that is a repair', () => {
    const mapped = keywords(['การจับกุ\ufffd', 'ยาเสพติด']);
    assert.deepEqual(values(mapped, dcat.keyword), ['ยาเสพติด@th']);
    assert.deepEqual(repairs(mapped, 'tags'), ['tag-broken: การจับกุ\ufffd → ']);
  });

  it('are trimmed and cleaned', () => {
    const mapped = keywords([' น้ำฝน ', 'น\u0e4d\u0e49\u0e32บาดาล', 'R&amp;D']);
    assert.deepEqual(values(mapped, dcat.keyword), ['R&D@en', 'น้ำฝน@th', 'น้ำบาดาล@th'].sort());
    assert.deepEqual(
      mapped.repairs.filter(({ field }) => field === 'tags').map(({ rule }) => rule),
      ['white-space', 'sara-am', 'html-entities'],
    );
  });

  it('that differ in case alone are one', () => {
    const mapped = keywords(['Water', 'WATER', 'water', 'น้ำ', 'น้ำ ']);
    assert.deepEqual(values(mapped, dcat.keyword), ['Water@en', 'น้ำ@th']);
    assert.deepEqual(repairs(mapped, 'tags').filter((line) => line.startsWith('tag-repeated')).length, 3);
  });

  it('that say nothing are taken out', () => {
    const mapped = keywords(['-', '', 'น้ำ']);
    assert.deepEqual(values(mapped, dcat.keyword), ['น้ำ@th']);
    assert.deepEqual(repairs(mapped, 'tags'), ['placeholder: - → ']);
  });

  it('are split on commas alone where they stand in one text', () => {
    const mapped = map({ tags: [], tag_string: 'น้ำ ฝน,สถานี, แม่น้ำ/คลอง' });
    assert.deepEqual(values(mapped, dcat.keyword), ['น้ำ ฝน@th', 'สถานี@th', 'แม่น้ำ/คลอง@th']);
  });

  it('may be plain texts', () => assert.deepEqual(values(map({ tags: ['น้ำ', 7, null] }), dcat.keyword), ['น้ำ@th']));

  it('are none when there are no tags', () => assert.deepEqual(values(map({ tags: [] }), dcat.keyword), []));

  it('are quoted in a finding as they were sent', () => {
    assert.equal(map({ tags: [{ name: 'ก\ufffd' }, { display_name: 'น้ำ' }] }).given('tags'), 'ก\ufffd, น้ำ');
  });
});
