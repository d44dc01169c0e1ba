import assert from 'node:assert/strict';
import { WrongKeys } from '../../../src/serve/api/wrong-keys.js';

describe('Wrong keys', () => {
  it('are counted for each client, an IPv6 network being one', () => {
    const wrong = new WrongKeys();
    const tries = (address: string, count: number): number | undefined => {
      let wait: number | undefined;
      for (let at = 0; at < count; at += 1) wait = wrong.note(address, 0);
      return wait;
    };
    assert.equal(tries('192.0.2.1', 20), undefined);
    assert.equal(wrong.note('::ffff:192.0.2.1', 0), 60, 'the same address, written as IPv6');
    assert.equal(wrong.note('192.0.2.2', 0), undefined);
    assert.equal(tries('2001:db8:1:2:3::1', 20), undefined);
    assert.equal(wrong.note('2001:db8:1:2::9', 30_000), 30);
    assert.equal(wrong.note('2001:db8:1:3::1', 0), undefined);
    assert.equal(wrong.note('192.0.2.1', 60_000), undefined, 'a minute later it begins anew');
  });

  it('are forgotten, the oldest first, past 10,000 clients', () => {
    const wrong = new WrongKeys();
    for (let at = 0; at < 12_000; at += 1) wrong.note(`10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`, 0);
    assert.equal(wrong.size, 10_000);
  });
});
