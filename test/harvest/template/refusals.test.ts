import assert from 'node:assert/strict';
import { Problem } from '../../../src/catalog/problem.js';
import { type TemplateLimits, templateLimits } from '../../../src/harvest/template/limits.js';
import { readTemplate } from '../../../src/harvest/template/read-template.js';
import { completeCells, recordBook, sheetOf, workbookOf } from '../../support/workbooks.js';
import { rawBook, zipOf } from '../../support/zips.js';

const sheetXml = (inside: string): string => `<worksheet><sheetData>${inside}</sheetData></worksheet>`;

async function refused(bytes: Buffer, says: RegExp, kind: string, limits: Partial<TemplateLimits> = {}): Promise<void> {
  await assert.rejects(readTemplate(bytes, { ...templateLimits, ...limits }), (error: unknown) => {
    assert.ok(error instanceof Problem, String(error));
    assert.equal(error.kind, kind);
    assert.match(error.detail.en, says);
    assert.match(error.detail.th, /[ก-๙]/);
    assert.match(error.remedy?.th ?? '', /[ก-๙]/);
    return true;
  });
}

const ole = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.from(text, 'utf16le')]);

describe('A file that is no template', () => {
  const cases: readonly (readonly [claim: string, bytes: () => Buffer | Promise<Buffer>, says: RegExp, kind: string])[] = [
    ['a workbook with a password', () => ole('EncryptedPackage'), /locked with a password/, 'unprocessable'],
    ['an old .xls', () => ole('Workbook'), /old Excel/, 'unsupported-media-type'],
    ['a CSV under another name', () => Buffer.from('name,title\na,b\n'), /text, such as CSV/, 'unsupported-media-type'],
    ['a web page', () => Buffer.from('<!DOCTYPE html><title>Sign in</title>'), /web page/, 'unsupported-media-type'],
    ['a picture', () => Buffer.from([0x89, 0x50, 0, 1, 2]), /no Excel workbook/, 'unsupported-media-type'],
    ['nothing at all', () => Buffer.alloc(0), /no Excel workbook/, 'unsupported-media-type'],
    ['a zip of something else', () => zipOf([{ name: 'a.txt', content: Buffer.from('a') }]), /no Excel workbook/, 'unsupported-media-type'],
    ['an .ods', () => zipOf([{ name: 'content.xml', content: Buffer.from('<a/>') }]), /OpenDocument/, 'unsupported-media-type'],
    [
      'an .xlsb',
      () => zipOf(rawBook('', [{ name: 'xl/workbook.bin', content: Buffer.from('x') }])),
      /binary workbook/,
      'unsupported-media-type',
    ],
    [
      'a workbook with macros',
      () => zipOf(rawBook('', [{ name: 'xl/vbaProject.bin', content: Buffer.from('x') }])),
      /macros/,
      'unsupported-media-type',
    ],
    ['an encrypted zip', () => zipOf(rawBook('').map((file) => ({ ...file, encrypted: true }))), /password/, 'unprocessable'],
    ['broken XML', () => zipOf(rawBook('<worksheet><sheetData>')), /XML inside/, 'malformed'],
    ['XML with a document type', () => zipOf(rawBook('<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>')), /DOCTYPE/, 'unprocessable'],
    ['XML nested without end', () => zipOf(rawBook('<a>'.repeat(100_000))), /XML inside/, 'malformed'],
    ['another workbook', () => workbookOf([{ name: 'Sheet1', header: ['ก', 'ข'], rows: [['1', '2']] }]), /no sheet of it/, 'no-dataset'],
    [
      'a workbook cut short',
      async () => {
        const whole = await recordBook([completeCells]);
        return whole.subarray(0, whole.length - 200);
      },
      /cut short or damaged/,
      'malformed',
    ],
  ];
  for (const [claim, bytes, says, kind] of cases)
    it(`is refused with what it is: ${claim}`, async () => refused(await bytes(), says, kind));

  it('is refused where a file of it unpacks to more than was stated', async () => {
    const lying = rawBook(sheetXml('<row/>'.repeat(10_000))).map((file) =>
      file.name.includes('sheet1') ? { ...file, statedSize: 100 } : file,
    );
    await refused(zipOf(lying), /cut short or damaged/, 'malformed');
  });
});

describe('A workbook past a bound', () => {
  const bomb = (): Buffer => zipOf(rawBook('', [{ name: 'xl/sharedStrings.xml', content: Buffer.alloc(64 * 1024 * 1024, 0x20) }]));

  it('that is a zip bomb is refused by its directory, before anything is unpacked', async () => {
    const bytes = bomb();
    assert.ok(bytes.length < 200_000);
    const before = process.memoryUsage().rss;
    await refused(bytes, /more than 200 times its packed size/, 'too-complex');
    assert.ok(process.memoryUsage().rss - before < 32 * 1024 * 1024);
  });

  const bounds: readonly (readonly [limit: keyof TemplateLimits, most: number, says: RegExp])[] = [
    ['entries', 5, /more than 5 files inside it/],
    ['unpackedBytes', 5000, /more than 5,000 bytes once unpacked/],
    ['sheets', 1, /more than 1 sheets/],
    ['rows', 3, /more than 3 rows/],
    ['cells', 40, /more than 40 filled cells/],
    ['characters', 300, /more than 300 characters/],
  ];
  for (const [limit, most, says] of bounds) {
    it(`on ${limit} is refused with the limit, and one within it is read`, async () => {
      const bytes = await recordBook([completeCells, { ...completeCells, name: 'b' }, { ...completeCells, name: 'c' }]);
      await refused(bytes, says, 'too-large', { [limit]: most });
      assert.equal((await readTemplate(bytes)).rows.length, 3);
    });
  }

  it('on columns is read up to it, and the rest is told', async () => {
    const header = ['name', 'title', 'notes', 'url', 'far', 'farther'];
    const bytes = await workbookOf([{ name: 'Temp2_Meta_Record', header, rows: [['a', 'b', 'c', 'd', 'e', 'f']] }]);
    const { rows, notes } = await readTemplate(bytes, { ...templateLimits, columns: 5 });
    assert.deepEqual(
      rows[0]?.unknown.map(({ value }) => value),
      ['e'],
    );
    assert.match(notes.map(({ en }) => en).join(), /2 cells stand right of the last column/);
  });

  it('on notes tells so many and counts the others', async () => {
    const sheets = Array.from({ length: 10 }, (_, index) => ({ name: `บันทึก ${index}`, header: ['ก'], rows: [['ข']] }));
    const bytes = await workbookOf([sheetOf('Temp2_Meta_Record', [completeCells]), ...sheets]);
    const { notes } = await readTemplate(bytes, { ...templateLimits, notes: 4 });
    assert.equal(notes.length, 5);
    assert.equal(notes.at(-1)?.en, 'and 6 more.');
  });

  it('by a merged range of a million rows costs nothing', async () => {
    const merged = `<worksheet><sheetData><row r="6"><c r="A6" t="str"><v>x</v></c></row></sheetData><mergeCells><mergeCell ref="A6:A1048576"/></mergeCells></worksheet>`;
    const { rows } = await readTemplate(zipOf(rawBook(merged)));
    assert.equal(rows.length, 0);
  });
});
