import assert from 'node:assert/strict';
import { goneReasons, goneWords, keepsWords, readTombstone, writeTombstone } from '../../src/catalog/tombstone.js';

const jsonld = JSON.stringify({ title: { th: ['ข้อมูลน้ำฝน'], en: ['Rainfall'] }, description: { th: ['รายวัน'] } });

describe('A tombstone', () => {
  for (const reason of goneReasons) {
    const keeps = reason === 'retired' || reason === 'revoked';
    it(`${keeps ? 'keeps the title and nothing else' : 'keeps no word'} of what is ${reason}, and says why in both languages`, () => {
      const { title, ...rest } = readTombstone(writeTombstone(reason, jsonld));
      assert.deepEqual(title, keeps ? { th: ['ข้อมูลน้ำฝน'], en: ['Rainfall'] } : {});
      assert.deepEqual(rest, { reason });
      assert.equal(keepsWords(reason), keeps);
      assert.match(goneWords(reason).th, /[ก-๙]/);
      assert.match(goneWords(reason).en, /^[A-Z].*\.$/);
    });
  }

  it('of what left for no known reason says so and keeps nothing', () => {
    assert.deepEqual(readTombstone(''), { reason: undefined, title: {} });
    assert.equal(keepsWords(undefined), false);
    assert.equal(goneWords(undefined).en, 'The reason is not known.');
  });

  it('is written without a title where none is known', () => {
    assert.deepEqual(readTombstone(writeTombstone('retired')), { reason: 'retired', title: {} });
    assert.deepEqual(readTombstone(writeTombstone('retired', '{}')), { reason: 'retired', title: {} });
  });
});
