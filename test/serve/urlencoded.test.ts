import assert from 'node:assert/strict';
import { readUrlencoded } from '../../src/serve/urlencoded.js';

describe('A form that is percent-encoded', () => {
  for (const form of [
    '',
    'text=a+b%20c&type=text%2Fturtle',
    'text=%E0%B8%81%E0%B8%82&text=ก',
    'text=%ZZ%4&=x&y&&z==',
    'text=100%25+%&%74ext=%FF',
    'text=a%00b%0d%0ac',
  ]) {
    it(`is read as the URL standard says: ${form}`, () => {
      const expected = [...new URLSearchParams(form)];
      const read = [...readUrlencoded(Buffer.from(form))].filter(([name, value]) => name !== '' || value !== '');
      assert.deepEqual(read, expected);
    });
  }

  it('is read to the twentieth field and no further', () => {
    assert.equal([...readUrlencoded(Buffer.from('a&'.repeat(1_000_000)))].length, 20);
  });
});
