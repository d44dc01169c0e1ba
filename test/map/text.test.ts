import assert from 'node:assert/strict';
import { asciiDigits, cleanText, isPlaceholder } from '../../src/map/text.js';
import { dct } from '../../src/rdf/terms.js';
import { map, repairs, values } from '../support/mapping.js';

/** The text, what it becomes, and the rules that did it. */
const cases: readonly (readonly [what: string, given: string, clean: string, rules: readonly string[]])[] = [
  ['leaves clean Thai alone', 'สำนักงานสถิติ 2567', 'สำนักงานสถิติ 2567', []],
  ['reads named entities', 'R&amp;D &quot;น้ำ&quot;', 'R&D "น้ำ"', ['html-entities']],
  ['reads numbered entities', '&#3609;&#xE49;&#xE33;', 'น้ำ', ['html-entities']],
  ['reads a hard space as a space', 'ปี&nbsp;2550', 'ปี 2550', ['html-entities', 'white-space']],
  ['leaves a query in a bare URL alone', 'https://a.example/?page=1&section=2&copy=3', 'https://a.example/?page=1&section=2&copy=3', []],
  ['takes tags out', '<p class="x">หนึ่ง</p><p>สอง</p>', 'หนึ่ง\nสอง', ['html-tags', 'white-space']],
  ['takes escaped tags out', '&lt;b&gt;น้ำ&lt;/b&gt;', 'น้ำ', ['html-entities', 'html-tags']],
  ['breaks the line at a break', 'หนึ่ง<br/>สอง<BR>สาม', 'หนึ่ง\nสอง\nสาม', ['html-tags']],
  ['keeps real text in angle brackets', 'แท็ก <dataset> ใน XML', 'แท็ก <dataset> ใน XML', []],
  ['keeps escaped real text in angle brackets', 'แท็ก &lt;dataset&gt;', 'แท็ก <dataset>', ['html-entities']],
  ['keeps a comparison', '( > 150 หน่วย/เดือน) และ < 5', '( > 150 หน่วย/เดือน) และ < 5', []],
  ['joins sara am', 'ทํางานประจํา', 'ทำงานประจำ', ['sara-am']],
  ['joins sara am with the tone mark between', 'น\u0e4d\u0e49\u0e32', 'น\u0e49\u0e33', ['sara-am']],
  ['joins sara am with the tone mark before', 'น\u0e49\u0e4d\u0e32', 'น\u0e49\u0e33', ['sara-am']],
  ['puts a lost sara am back', 'สานักงานสถิติ จานวนประชากร อาเภอเมือง', 'สำนักงานสถิติ จำนวนประชากร อำเภอเมือง', ['sara-am-lost']],
  ['leaves words alone that look like it', 'ผู้ประสานักงาน สำนักงาน', 'ผู้ประสานักงาน สำนักงาน', []],
  ['joins sara am across an invisible character', 'ท\u0e4d\u200b\u0e32', 'ทำ', ['zero-width', 'sara-am']],
  ['takes invisible characters out', '\ufeffสัญชาติ\u200b ณ\u200b วัน\u00adที่', 'สัญชาติ ณ วันที่', ['zero-width']],
  ['takes marks of direction and joiners out', 'ก\u200eข\u034fค\u2063ง\ufe0f', 'กขคง', ['zero-width']],
  ['reads full-width characters as ordinary ones', 'ＡＰＩ　２５６７ 𝟘𝟙', 'API 2567 01', ['full-width']],
  ['takes control characters out', 'น้ำ\u0000ฝน\u001b', 'น้ำฝน', ['zero-width']],
  ['makes line ends uniform', 'หนึ่ง\r\nสอง\rสาม', 'หนึ่ง\nสอง\nสาม', ['line-ends']],
  ['takes surplus white space out', '  หนึ่ง\t สอง \n\n\n\nสาม ', 'หนึ่ง สอง\n\nสาม', ['white-space']],
  ['composes letters without a word', 'e\u0301tude', '\u00e9tude', []],
];

describe('cleanText', () => {
  for (const [what, given, clean, rules] of cases) {
    it(what, () => {
      const applied: string[] = [];
      assert.equal(
        cleanText(given, (rule) => applied.push(rule)),
        clean,
      );
      assert.deepEqual(applied, rules);
    });

    it(`${what}, and finds nothing more to do`, () => {
      const again: string[] = [];
      assert.equal(
        cleanText(clean, (rule) => again.push(rule)),
        clean,
      );
      assert.deepEqual(again, []);
    });
  }

  // An expression that tries each of the spaces anew would not come to its end before the test’s time is over.
  it('takes a million spaces for one', () =>
    assert.equal(
      cleanText(`ก${' '.repeat(1e6)}ข`, () => undefined),
      'ก ข',
    ));

  it('tells of each step what was there before it and after it', () => {
    const steps: string[] = [];
    cleanText('ก&amp;ข\r\nค', (rule, before, after) => steps.push(`${rule}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`));
    assert.deepEqual(steps, ['html-entities: "ก&amp;ข\\r\\nค" → "ก&ข\\r\\nค"', 'line-ends: "ก&ข\\r\\nค" → "ก&ข\\nค"']);
  });
});

describe('A placeholder', () => {
  for (const value of ['-', '–', '--', '.', '_', '/', '* * *', 'n/a', 'N/A', 'NA', 'none', 'NULL', 'undefined']) {
    it(`is ${JSON.stringify(value)}`, () => assert.ok(isPlaceholder(value)));
  }

  for (const value of ['ไม่มี', '0', 'ก', 'A-1', 'none of these']) {
    it(`is not ${JSON.stringify(value)}`, () => assert.ok(!isPlaceholder(value)));
  }
});

describe('Texts of a record', () => {
  it('come cleaned, with a repair for each rule', () => {
    const mapped = map({ title: 'ทะเบียน &amp; แผนที่\u200b', notes: 'บรรทัดแรก\r\n( > 150 หน่วย/เดือน)' });
    assert.deepEqual(values(mapped, dct.title), ['ทะเบียน & แผนที่@th']);
    assert.deepEqual(values(mapped, dct.description), ['บรรทัดแรก\n( > 150 หน่วย/เดือน)@th']);
    assert.deepEqual(repairs(mapped, 'title'), [
      'html-entities: ทะเบียน &amp; แผนที่\u200b → ทะเบียน & แผนที่\u200b',
      'zero-width: ทะเบียน & แผนที่\u200b → ทะเบียน & แผนที่',
    ]);
    assert.deepEqual(repairs(mapped, 'notes'), ['line-ends: บรรทัดแรก\r\n( > 150 หน่วย/เดือน) → บรรทัดแรก\n( > 150 หน่วย/เดือน)']);
  });

  it('are left out, with a repair, where only a mark stands', () => {
    const mapped = map({ notes: '-', data_source: 'n/a' });
    assert.deepEqual(values(mapped, dct.description), []);
    assert.deepEqual(values(mapped, dct.provenance), []);
    assert.deepEqual([...repairs(mapped, 'notes'), ...repairs(mapped, 'data_source')], ['placeholder: - → ', 'placeholder: n/a → ']);
  });

  it('are cut around the first difference in a repair, not in the graph', () => {
    const long = `${'ข้อมูล'.repeat(60)}&amp;`;
    const mapped = map({ notes: long });
    assert.deepEqual(values(mapped, dct.description), [`${'ข้อมูล'.repeat(60)}&@th`]);
    for (const { before, after } of mapped.repairs) assert.ok(before.length <= 202 && after.length <= 202);
    assert.ok(mapped.repairs.some(({ before }) => before.startsWith('…') && before.endsWith('&amp;')));
  });
});

describe('asciiDigits', () => {
  it('writes each Thai digit and leaves the rest', () => assert.equal(asciiDigits('๐๑๒๓๔/๒๕๖๓ ก9'), '01234/2563 ก9'));
});
