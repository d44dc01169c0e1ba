import assert from 'node:assert/strict';
import { natural, prefixes, tagged, xsd } from '../../src/rdf/terms.js';

describe('Text in its natural language', () => {
  const texts: readonly (readonly [text: string, language: string])[] = [
    ['น้ำ', 'th'],
    ['PM2.5 รายวัน', 'th'],
    ['๒๕๖๙', 'th'],
    ['Water', 'en'],
    ['PM2.5', 'en'],
    ['étude', 'en'],
    ['2569', ''],
    ['-', ''],
    ['( > 150 )', ''],
    ['', ''],
  ];
  for (const [text, language] of texts) {
    it(`${JSON.stringify(text)} is ${language === '' ? 'of none' : `tagged ${language}`}`, () => {
      const literal = natural(text);
      assert.equal(literal.language, language);
      assert.equal(literal.value, text);
      if (language === '') assert.ok(literal.equals(tagged(text, undefined)) && literal.datatype.equals(xsd.string));
    });
  }
});

describe('Prefixes', () => {
  it('each stand for a namespace of their own', () => {
    const bases = Object.values(prefixes);
    assert.equal(new Set(bases).size, bases.length);
    for (const base of bases) assert.match(base, /^https?:\/\/.+[#/]$/);
  });
});
