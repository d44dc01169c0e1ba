import assert from 'node:assert/strict';
import { workbookType } from '../../src/harvest/template/is-workbook.js';
import { readTemplate } from '../../src/harvest/template/read-template.js';
import { startApp, type TestApp } from '../support/app.js';
import { completeCells, completeResource, recordBook } from '../support/workbooks.js';
import { zipOf } from '../support/zips.js';

describe('The template over HTTP', function () {
  this.timeout(60_000);
  let test: TestApp;
  let base: string;
  let book: Buffer;

  before(async () => {
    test = await startApp();
    base = (await test.serve()).url;
    book = await recordBook(
      [{ ...completeCells, license_id: 'ตามใจ', created_date: '2565-01-15' }],
      [completeResource, { ...completeResource, dataset_name: 'nobody' }],
    );
  });
  after(() => test.end());

  const post = (body: BodyInit | Buffer, headers: Record<string, string> = {}, query = ''): Promise<Response> =>
    fetch(`${base}/validate${query}`, { method: 'POST', body: Buffer.isBuffer(body) ? new Uint8Array(body) : body, headers });

  it('is there to download, and is answered 304 while it is the same', async () => {
    const response = await fetch(`${base}/template.xlsx`);
    assert.equal(response.headers.get('content-type'), workbookType);
    assert.match(response.headers.get('content-disposition') ?? '', /banchi-template\.xlsx/);
    assert.deepEqual((await readTemplate(Buffer.from(await response.arrayBuffer()))).rows, []);
    const again = await fetch(`${base}/template.xlsx`, {
      headers: { 'if-none-match': response.headers.get('etag') ?? '', 'cache-control': 'max-age=0' },
    });
    assert.equal(again.status, 304);
    assert.match(await (await fetch(`${base}/validate`, { headers: { accept: 'text/html' } })).text(), /href="\/template\.xlsx"/);
  });

  it('is judged whatever it is called, by sheet, row and column', async () => {
    for (const type of [workbookType, 'application/octet-stream', 'text/turtle']) {
      const response = await post(book, { 'content-type': type, accept: 'application/json' });
      const { gate, document, rules } = (await response.json()) as {
        gate: string;
        document: { syntax: string };
        rules: { rule: string; occurrences: { cell: unknown; fields: string[] }[] }[];
      };
      assert.deepEqual([response.status, gate, document.syntax], [200, 'failed', 'Excel']);
      const cellsOf = (rule: string): unknown[] => rules.find((one) => one.rule.endsWith(rule))?.occurrences.map(({ cell }) => cell) ?? [];
      assert.deepEqual(cellsOf('#template-resource-joined'), [{ sheet: 'Temp3_Resource_Record', row: 7, column: 'A' }]);
      const licence = rules.flatMap(({ occurrences }) => occurrences).find(({ fields }) => fields.includes('license_id'));
      assert.deepEqual(licence?.cell, { sheet: 'Temp2_Meta_Record', row: 6, column: 'Q' });
    }
  });

  const faces: readonly (readonly [accept: string, says: RegExp])[] = [
    ['text/plain', /ชีต Temp2_Meta_Record แถว 6 คอลัมน์ Q · sheet Temp2_Meta_Record, cell Q6/],
    ['text/csv', /Temp2_Meta_Record,6,Q6/],
    ['text/html', /ชีต Temp2_Meta_Record แถว 6 คอลัมน์ Q/],
    ['text/turtle', /sheet Temp2_Meta_Record, cell Q6/],
    ['application/ld+json', /sheet Temp2_Meta_Record, cell Q6/],
  ];
  for (const [accept, says] of faces)
    it(`tells the cell in ${accept}`, async () =>
      assert.match(await (await post(book, { 'content-type': workbookType, accept })).text(), says));

  it('tells the cell of what was mended', async () => {
    const told = await (await post(book, { 'content-type': workbookType, accept: 'text/plain' })).text();
    assert.match(told, /created_date \(ชีต Temp2_Meta_Record แถว 6 คอลัมน์ S · sheet Temp2_Meta_Record, cell S6\)/);
  });

  it('comes back as a workbook with what to mend, from a form too, and can be sent again', async () => {
    const asked = await post(book, { 'content-type': workbookType, accept: workbookType });
    assert.equal(asked.headers.get('content-type'), workbookType);
    assert.equal(asked.headers.get('cache-control'), 'no-store');
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(book)]), 'แบบฟอร์ม กรม.xlsx');
    form.set('format', 'xlsx');
    const sent = await post(form);
    assert.match(decodeURIComponent(sent.headers.get('content-disposition') ?? ''), /แบบฟอร์ม กรม-checked\.xlsx/);
    const workbook = Buffer.from(await sent.arrayBuffer());
    const [before, after] = [await readTemplate(book), await readTemplate(workbook)];
    assert.deepEqual(
      after.rows.map(({ cells }) => cells),
      before.rows.map(({ cells }) => cells),
    );
    const countsOf = async (bytes: Buffer): Promise<unknown> =>
      (
        (await (await post(bytes, { 'content-type': workbookType, accept: 'application/json' })).json()) as {
          counts: unknown;
        }
      ).counts;
    assert.deepEqual(await countsOf(workbook), await countsOf(book));
  });

  it('is offered on the report page as a file that nobody keeps', async () => {
    const page = await (await post(book, { 'content-type': workbookType, accept: 'text/html' })).text();
    const [, data = ''] = /download="[^"]*-checked\.xlsx" href="data:[^;"]*;base64,([^"]*)"/.exec(page) ?? [];
    assert.equal((await readTemplate(Buffer.from(data, 'base64'))).rows.length, 1);
  });

  it('is not what a document of another kind can come back as', async () => {
    const turtle = '<https://a.example/d> a <http://www.w3.org/ns/dcat#Dataset> .';
    const response = await post(turtle, { 'content-type': 'text/turtle', accept: workbookType });
    assert.equal(response.status, 406);
    assert.match(((await response.json()) as { detail: string }).detail, /for the Excel template; this document is Turtle/);
    assert.doesNotMatch(await (await post(turtle, { 'content-type': 'text/turtle', accept: 'text/html' })).text(), /-checked\.xlsx/);
  });

  it('is refused with why: a bomb, a CSV by another name, an empty one', async () => {
    const bomb = zipOf(
      ['[Content_Types].xml', 'xl/workbook.xml', 'xl/sharedStrings.xml'].map((name) => ({
        name,
        content: Buffer.alloc(20 * 1024 * 1024, 0x20),
      })),
    );
    const empty = Buffer.from(await (await fetch(`${base}/template.xlsx`)).arrayBuffer());
    const cases: readonly (readonly [Buffer, number, RegExp])[] = [
      [bomb, 422, /more than 200 times/],
      [Buffer.from('name,title\n'), 415, /such as CSV/],
      [empty, 422, /No dataset is filled in yet/],
    ];
    for (const [bytes, status, says] of cases) {
      const response = await post(bytes, { 'content-type': workbookType, accept: 'application/json' });
      const { detail } = (await response.json()) as { detail: string };
      assert.equal(response.status, status, detail);
      assert.match(detail, says);
    }
  });
});
