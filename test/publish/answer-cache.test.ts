import assert from 'node:assert/strict';
import { AnswerCache } from '../../src/publish/sparql/answer-cache.js';

describe('The cache of answers', () => {
  const answer = (bytes: number) => ({ body: new Uint8Array(bytes), format: 'text/csv', etag: '"x"' });

  it('never holds more bytes than it may, and drops what was not asked for longest', () => {
    const cache = new AnswerCache(20_000);
    for (let key = 0; key < 1000; key += 1) {
      cache.put(`key ${key}`, 'v1', answer(1500));
      assert.ok(cache.get('key 0', 'v1') !== undefined);
      assert.ok(cache.bytes <= 20_000);
    }
    const kept = Array.from({ length: 1000 }, (_, key) => key).filter((key) => cache.get(`key ${key}`, 'v1') !== undefined);
    assert.deepEqual(kept, [0, 991, 992, 993, 994, 995, 996, 997, 998, 999]);
  });

  it('counts empty answers too', () => {
    const cache = new AnswerCache(20_000);
    for (let key = 0; key < 10_000; key += 1) cache.put(`key ${key}`, 'v1', answer(0));
    assert.ok(cache.bytes <= 20_000);
    assert.equal(Array.from({ length: 10_000 }, (_, key) => key).filter((key) => cache.get(`key ${key}`, 'v1') !== undefined).length, 40);
  });

  it('keeps nothing that is larger than an eighth of it, and nothing at all when it may hold nothing', () => {
    const cache = new AnswerCache(20_000);
    cache.put('large', 'v1', answer(2001));
    assert.equal(cache.get('large', 'v1'), undefined);
    const none = new AnswerCache(0);
    none.put('small', 'v1', answer(0));
    assert.equal(none.get('small', 'v1'), undefined);
  });

  it('holds answers of one version', () => {
    const cache = new AnswerCache(20_000);
    cache.put('key', 'v1', answer(10));
    assert.equal(cache.get('key', 'v2'), undefined);
    assert.equal(cache.bytes, 0);
    assert.equal(cache.get('key', 'v1'), undefined);
  });
});
