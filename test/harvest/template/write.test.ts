import assert from 'node:assert/strict';
import ExcelJS from 'exceljs';
import type { Finding, Severity } from '../../../src/catalog/report.js';
import type { Cell, TemplateRow } from '../../../src/catalog/template-row.js';
import { layouts, ownSheets, templateName } from '../../../src/harvest/template/layout.js';
import { readTemplate } from '../../../src/harvest/template/read-template.js';
import type { Returned } from '../../../src/harvest/template/returned-lines.js';
import { writeReturned } from '../../../src/harvest/template/write-returned.js';
import { writeTemplate } from '../../../src/harvest/template/write-template.js';
import { choiceTable } from '../../../src/map/choices.js';
import { vocabulary } from '../../support/mapping.js';
import { completeCells, completeResource, filledIn, recordBook, sheetOf, workbookOf } from '../../support/workbooks.js';

async function open(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  return workbook;
}

function found(severity: Severity, cell: Cell, th: string): Finding {
  const words = { th, en: `${th} (en)` };
  return {
    shape: 'https://w3id.org/dcat-ap-th/shapes#x',
    severity,
    focus: 'https://catalogue.test/d',
    place: { kind: 'dataset', name: 'd' },
    cell,
    fields: ['title'],
    value: undefined,
    given: undefined,
    name: words,
    message: words,
    remedy: words,
    basis: 'มรด. 3-1',
  };
}

/** What was read, without where it stands. */
const content = (rows: readonly TemplateRow[]) =>
  rows.map(({ nativeId, kind, cells, unknown, resources }) => ({
    nativeId,
    kind,
    cells,
    unknown: unknown.map(({ header, value }) => [header, value]),
    resources: resources.map((line) => line.cells),
  }));

async function givenBack(bytes: Buffer, findings: readonly Finding[] = []): Promise<Buffer> {
  const read = await readTemplate(bytes);
  const returned: Returned = {
    name: 'test.xlsx',
    rows: read.rows.map((row) => ({ row, findings, notes: [], passed: findings.length === 0 })),
    orphans: read.orphans.map((line) => ({ line, findings: [] })),
  };
  return writeReturned(vocabulary, choiceTable, returned);
}

describe('The empty template', () => {
  let bytes: Buffer;
  let workbook: ExcelJS.Workbook;
  before(async () => {
    bytes = await writeTemplate(vocabulary, choiceTable);
    workbook = await open(bytes);
  });

  it('has the same bytes each time', async () => assert.ok(bytes.equals(await writeTemplate(vocabulary, choiceTable))));

  it('has help, the ten sheets in the order of the standard, and the lists', () => {
    assert.deepEqual(
      workbook.worksheets.map(({ name }) => name),
      [ownSheets.help, ...layouts.map(({ name }) => name), ownSheets.lists],
    );
  });

  it('has for each column the labels in both languages, the name of the field and a hint', () => {
    for (const layout of layouts) {
      const sheet = workbook.getWorksheet(layout.name);
      for (const [index, field] of layout.fields.entries()) {
        const [th = '', en = '', name] = (sheet?.getCell(4, index + 1).text ?? '').split('\n');
        assert.match(th, /[ก-๙]|URL/, `${layout.name} ${field}`);
        assert.match(en, /[A-Za-z]/, `${layout.name} ${field}`);
        assert.equal(name, templateName(layout.side, field));
        assert.match(sheet?.getCell(5, index + 1).text ?? '', /^\(.*[ก-๙].*\)\n\(.*[A-Za-z].*\)$/, `${layout.name} ${field}`);
      }
    }
  });

  it('has a drop-down for every choice, of values that the vocabulary knows', () => {
    const lists = workbook.getWorksheet(ownSheets.lists);
    for (const [index, scheme] of [...new Set(choiceTable.map((row) => row.scheme))].entries()) {
      const labels = (lists?.getColumn(index + 1).values ?? []).slice(3).map(String);
      assert.ok(labels.length > 2, scheme);
      for (const label of labels) assert.equal(vocabulary.find(scheme, label)?.preferred, true, `${scheme} ${label}`);
    }
    const validations = (workbook.getWorksheet('Temp2_Meta_Record') as unknown as { dataValidations: { model: Record<string, unknown> } })
      .dataValidations;
    assert.ok(Object.keys(validations.model).length > 0);
  });

  it('is read as no record, with nothing to tell', async () => {
    assert.deepEqual(await readTemplate(bytes), { rows: [], repeated: [], orphans: [], notes: [] });
  });

  it('filled in is read as what was filled in', async () => {
    const filled = await filledIn(bytes, [
      { sheet: 'Temp2_Meta_Record', row: 6, cells: completeCells },
      { sheet: 'Temp3_Resource_Record', row: 6, cells: completeResource },
    ]);
    const expected = await readTemplate(await recordBook([completeCells]));
    const read = await readTemplate(filled);
    assert.deepEqual(content(read.rows), content(expected.rows));
    assert.deepEqual(read.notes, []);
  });
});

describe('The workbook that is given back', () => {
  it('is read as the same records, also what the template has no column for', async () => {
    const book = await workbookOf([
      sheetOf(
        'Temp2_Meta_Record',
        [{ ...completeCells, งบประมาณ: '1,000', data_support: 'อื่นๆ', data_support_other: 'สมาคม' }],
        ['data_support_other', 'งบประมาณ'],
      ),
      sheetOf('Temp2_Meta_GIS', [{ ...completeCells, name: 'map', d_type: null }]),
      sheetOf('Temp3_Resource_Record', [completeResource, { ...completeResource, dataset_name: 'nobody' }]),
    ]);
    const [before, returned] = [await readTemplate(book), await givenBack(book)];
    const after = await readTemplate(returned);
    assert.deepEqual(content(after.rows), content(before.rows));
    assert.deepEqual(
      after.orphans.map(({ cells }) => cells),
      before.orphans.map(({ cells }) => cells),
    );
    assert.deepEqual(content((await readTemplate(await givenBack(returned))).rows), content(before.rows));
  });

  it('has a colour and a note on the cell, all of it in the last column, and a link from the first sheet', async () => {
    const violation = found('violation', { sheet: 'Temp2_Meta_Record', row: 6, column: 'C' }, 'ชื่อสั้นเกินไป');
    const workbook = await open(
      await givenBack(await recordBook([completeCells]), [violation, found('info', { sheet: 'Temp2_Meta_Record', row: 6 }, 'เล็กน้อย')]),
    );
    const sheet = workbook.getWorksheet('Temp2_Meta_Record');
    const cell = sheet?.getCell('C6');
    assert.match(JSON.stringify(cell?.note), /✗ ต้องแก้ไข · Must be mended.*ชื่อสั้นเกินไป.*→/);
    assert.match(JSON.stringify(cell?.fill), /FFFBDCD9/);
    const last = sheet?.getRow(4).cellCount ?? 0;
    assert.match(sheet?.getCell(4, last).text ?? '', /^ข้อที่ต้องแก้ไข\nWhat to mend\n_findings$/);
    assert.match(sheet?.getCell(6, last).text ?? '', /ยังไม่ผ่านเกณฑ์[\s\S]*1\. ✗ ต้องแก้ไข · ชื่อสั้นเกินไป/);
    assert.doesNotMatch(sheet?.getCell(6, last).text ?? '', /เล็กน้อย/);
    const summary = workbook.getWorksheet(ownSheets.summary);
    assert.equal(workbook.worksheets[0]?.name, ownSheets.summary);
    assert.equal(summary?.getCell('C7').hyperlink, "#'Temp2_Meta_Record'!C6");
  });

  it('tells of a row as a whole on its first cell, wherever the agency’s columns stood', async () => {
    const book = await workbookOf([
      { name: 'Temp2_Meta_Record', header: ['title', 'license_id', 'name', 'notes'], rows: [['ชื่อ', 'อื่นๆ', 'a', 'ค']] },
    ]);
    const row = found('warning', { sheet: 'Temp2_Meta_Record', row: 6 }, 'ทั้งแถว');
    const title = found('warning', { sheet: 'Temp2_Meta_Record', row: 6, column: 'A' }, 'ที่ชื่อ');
    const sheet = (await open(await givenBack(book, [row, title]))).getWorksheet('Temp2_Meta_Record');
    assert.match(JSON.stringify(sheet?.getCell('A6').note), /ทั้งแถว/);
    assert.match(JSON.stringify(sheet?.getCell('C6').note), /ที่ชื่อ/);
  });

  it('holds what looks like a formula as text in a cell made for text', async () => {
    const evil = {
      ...completeCells,
      title: '=HYPERLINK("https://x.example","a")',
      notes: '+1',
      maintainer: '@SUM(A1)',
      data_source: '-2+3',
    };
    const bytes = await givenBack(await recordBook([evil], [{ ...completeResource, description: "=cmd|' /C calc'!A0" }]));
    const workbook = await open(bytes);
    const sheet = workbook.getWorksheet('Temp2_Meta_Record');
    for (const cell of ['C6', 'H6', 'E6', 'M6'].map((name) => sheet?.getCell(name)))
      assert.deepEqual([cell?.type, cell?.numFmt], [ExcelJS.ValueType.String, '@'], cell?.address);
    workbook.eachSheet((one) => one.eachRow((row) => row.eachCell((cell) => assert.notEqual(cell.type, ExcelJS.ValueType.Formula))));
  });
});
