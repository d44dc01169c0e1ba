import assert from 'node:assert/strict';
import type { TemplateRow } from '../../../src/catalog/template-row.js';
import { type ReadTemplate, readTemplate } from '../../../src/harvest/template/read-template.js';
import { completeCells, completeResource, recordBook, sheetOf, type TestSheet, workbookOf } from '../../support/workbooks.js';

const meta = 'Temp2_Meta_Record';

async function readSheets(...sheets: TestSheet[]): Promise<ReadTemplate> {
  return readTemplate(await workbookOf(sheets));
}

function only(read: ReadTemplate): TemplateRow {
  assert.equal(read.rows.length, 1);
  return read.rows[0] as TemplateRow;
}

const said = (read: ReadTemplate): string => read.notes.map(({ en }) => en).join('\n');

describe('The template’s columns', () => {
  const headers: readonly (readonly [claim: string, header: readonly string[]])[] = [
    ['by names of fields', ['name', 'title', 'maintainer', 'license_id']],
    ['by Thai labels', ['ชื่อใน URL', 'ชื่อชุดข้อมูล', 'ชื่อฝ่ายงานสำหรับติดต่อ', 'สัญญาอนุญาตให้ใช้ข้อมูล']],
    ['by English labels', ['Name in the URL', 'Dataset Name', 'Contact Person', 'License']],
    [
      'by labels with marks, numbers and brackets',
      ['1. name *', '2) ชื่อชุดข้อมูล (title)*', 'Contact Person / ชื่อฝ่ายงานสำหรับติดต่อ', '* License :'],
    ],
    ['by several lines in a cell', ['ชื่อใน URL *\nName\nname', 'ชื่อชุดข้อมูล *\nDataset Name\ntitle', 'x\nmaintainer', 'สัญญา\nlicense_id']],
    ['by labels in capitals and with odd spaces', ['NAME', ' Dataset  name ', 'CONTACT PERSON', 'LICENSE']],
  ];
  for (const [claim, header] of headers) {
    it(`are found ${claim}`, async () => {
      const { cells, columns } = only(await readSheets({ name: meta, header, rows: [['a-name', 'ชื่อ', 'กลุ่มงาน', 'อื่นๆ']] }));
      assert.deepEqual(cells, { name: 'a-name', title: 'ชื่อ', maintainer: 'กลุ่มงาน', license_id: 'อื่นๆ' });
      assert.deepEqual(columns, { name: 'A', title: 'B', maintainer: 'C', license_id: 'D' });
    });
  }

  it('may stand in any order and on any of the first rows', async () => {
    const header = ['license_id', 'maintainer', 'title', 'name'];
    for (const headerRow of [1, 2, 9]) {
      const row = only(
        await readSheets({ name: meta, header, headerRow, firstRow: headerRow + 1, rows: [['อื่นๆ', 'กลุ่มงาน', 'ชื่อ', 'a-name']] }),
      );
      assert.equal(row.nativeId, 'a-name');
      assert.deepEqual([row.row, row.columns.title], [headerRow + 1, 'C']);
    }
  });

  it('are read by position where there is no header, and the note says so', async () => {
    const { rows } = sheetOf(meta, [completeCells]);
    const read = await readSheets({ name: meta, header: [], rows });
    assert.equal(only(read).cells.license_id, 'Creative Commons Attributions');
    assert.equal(only(read).row, 6);
    assert.match(said(read), /Temp2_Meta_Record: no header was found.*order of columns/);
  });

  it('are read by the positions of version 2.1 where what should be a classification is none', async () => {
    const { header, rows } = sheetOf(meta, [completeCells]);
    const at = header.indexOf('data_classification');
    const old = rows.map((row) => row.filter((_, index) => index !== at));
    const { cells } = only(await readSheets({ name: meta, header: [], rows: old }));
    assert.deepEqual(
      [cells.data_classification, cells.license_id, cells.created_date],
      [undefined, 'Creative Commons Attributions', '2565-01-15'],
    );
  });

  it('that are unknown are kept with their value and told', async () => {
    const read = await readTemplate(await workbookOf([sheetOf(meta, [{ ...completeCells, งบประมาณ: '1,000' }], ['งบประมาณ'])]));
    assert.deepEqual(only(read).unknown, [{ column: 'AA', header: 'งบประมาณ', value: '1,000' }]);
    assert.match(said(read), /unknown columns AA “งบประมาณ”/);
  });

  it('named twice are read once, and the second is told', async () => {
    const read = await readSheets({
      name: meta,
      header: ['name', 'title', 'Dataset Name', 'notes', 'url'],
      rows: [['a', 'หนึ่ง', 'สอง', 'ค', 'ง']],
    });
    assert.equal(only(read).cells.title, 'หนึ่ง');
    assert.match(said(read), /C “Dataset Name”/);
  });
});

describe('The template’s sheets', () => {
  it('are all ten read, each with its type', async () => {
    const kinds = { Record: 'record', Multi: 'multiple', Other: 'other', Stat: 'statistics', GIS: 'geospatial' };
    const names = Object.keys(kinds);
    const read = await readTemplate(
      await workbookOf(
        names.flatMap((name) => [
          sheetOf(`Temp2_Meta_${name}`, [{ name: `set-${name}`, title: name, notes: 'ก' }]),
          sheetOf(`Temp3_Resource_${name}`, [{ dataset_name: `set-${name}`, resource_name: 'ไฟล์', format: 'CSV' }]),
        ]),
      ),
    );
    assert.deepEqual(
      read.rows.map(({ kind }) => kind),
      Object.values(kinds),
    );
    assert.deepEqual(
      read.rows.map(({ resources }) => resources.length),
      [1, 1, 1, 1, 1],
    );
    assert.deepEqual([read.orphans.length, read.notes.length], [0, 0]);
  });

  it('of another name are read when their header is the template’s', async () => {
    const read = await readSheets({ ...sheetOf(meta, [completeCells]), name: 'ข้อมูลสถิติ 2569' });
    assert.equal(only(read).cells.title, 'ราคาสัตว์น้ำรายเดือน');
  });

  it('that are none of the template are told with their rows', async () => {
    const read = await readSheets(sheetOf(meta, [completeCells]), { name: 'บันทึก', header: ['ก', 'ข'], rows: [['1', '2']] });
    assert.match(said(read), /Sheet บันทึก: none of the template’s.*\(2 rows\)/);
  });

  it('have a row of hints that is no data, and a lone remark that is none', async () => {
    const sheet = sheetOf(meta, [completeCells, { name: 'หมายเหตุ: ข้อมูล ณ วันที่ 1' }]);
    const hints = await readTemplate(
      await workbookOf([sheet], (workbook) => {
        workbook.worksheets[0]?.getRow(5).splice(1, 4, 'ชื่อภาษาอังกฤษ', 'ประเภท', 'ชื่อเต็ม', 'ชื่อหน่วยงาน');
      }),
    );
    assert.equal(hints.rows.length, 1);
    assert.match(said(hints), /row 5: read as hints/);
    assert.match(said(hints), /row 7: only one cell/);
  });

  it('whose data begins right under the header lose no row', async () => {
    const read = await readSheets({ ...sheetOf(meta, [completeCells]), firstRow: 5 });
    assert.equal(only(read).row, 5);
  });
});

describe('The template’s cells', () => {
  const day = new Date(Date.UTC(2026, 9, 31));
  const buddhist = new Date(Date.UTC(2569, 9, 31));
  const cases: readonly (readonly [claim: string, given: Parameters<typeof cellOf>[0], value: string | undefined])[] = [
    ['a real date', day, '2026-10-31'],
    ['a real date with a Buddhist year', buddhist, '2569-10-31'],
    ['a real date with a time', new Date(Date.UTC(2026, 9, 31, 8, 30)), '2026-10-31T08:30:00'],
    ['a date as text', '31/10/2569', '31/10/2569'],
    ['a number', 3, '3'],
    ['a number with a tail of the machine', 0.1 + 0.2, '0.3'],
    ['a flag', true, 'True'],
    ['a formula’s last result', { formula: 'A1&"x"', result: 'ผลลัพธ์' }, 'ผลลัพธ์'],
    ['a formula’s date', { formula: 'TODAY()', result: day }, '2026-10-31'],
    ['rich text', { richText: [{ text: 'หนา' }, { text: ' และบาง' }] }, 'หนา และบาง'],
    ['text with line ends and spaces around', ' ก\r\nข ', 'ก\nข'],
    ['what looks like markup', '<b>&amp; _x0041_', '<b>&amp; _x0041_'],
    ['nothing', null, undefined],
  ];
  async function cellOf(value: Date | string | number | boolean | object | null): Promise<string | undefined> {
    const read = await readSheets(sheetOf(meta, [{ ...completeCells, last_updated_date: value as never }]));
    return only(read).cells.last_updated_date;
  }
  for (const [claim, given, value] of cases) it(`hold ${claim}`, async () => assert.equal(await cellOf(given), value));

  it('of a formula that failed or was never computed are empty, and told', async () => {
    const read = await readSheets(
      sheetOf(meta, [{ ...completeCells, notes: { error: '#REF!' } as never, title: { formula: 'B1' } as never }]),
    );
    assert.deepEqual([only(read).cells.notes, only(read).cells.title], [undefined, undefined]);
    assert.match(said(read), /cell H6: its formula failed/);
    assert.match(said(read), /cell C6: its formula has no result/);
  });

  it('merged downwards say the same in each row; across they do not', async () => {
    const bytes = await workbookOf(
      [sheetOf(meta, [completeCells, { ...completeCells, name: 'b', owner_org: null, notes: null }])],
      (workbook) => {
        workbook.worksheets[0]?.mergeCells('D6:D7');
        workbook.worksheets[0]?.mergeCells('G7:H7');
      },
    );
    const { rows } = await readTemplate(bytes);
    assert.deepEqual(
      rows.map(({ cells }) => cells.owner_org),
      ['หน่วยงานทดสอบ', 'หน่วยงานทดสอบ'],
    );
    assert.equal(rows[1]?.cells.notes, undefined);
  });

  it('of an address are the address behind the words', async () => {
    const link = { text: 'ดาวน์โหลด', hyperlink: 'https://data.agency.example/a.csv' };
    const { rows } = await readTemplate(await recordBook([completeCells], [{ ...completeResource, resource_url: link }]));
    assert.equal(rows[0]?.resources[0]?.cells.url, link.hyperlink);
  });
});

describe('Rows of the template', () => {
  it('join resources by name, whatever case and spaces, else by title', async () => {
    const { rows, orphans } = await readTemplate(
      await recordBook(
        [completeCells, { ...completeCells, name: 'boats', title: 'ทะเบียนเรือ' }],
        [
          { ...completeResource, dataset_name: ' Fish-Prices ' },
          { ...completeResource, dataset_name: 'ทะเบียนเรือ' },
        ],
      ),
    );
    assert.deepEqual(
      rows.map(({ resources }) => resources.length),
      [1, 1],
    );
    assert.equal(orphans.length, 0);
  });

  it('of resources without a dataset are kept as orphans', async () => {
    const { orphans } = await readTemplate(await recordBook([completeCells], [{ ...completeResource, dataset_name: 'another' }]));
    assert.deepEqual(
      orphans.map(({ sheet, row }) => [sheet, row]),
      [['Temp3_Resource_Record', 6]],
    );
  });

  it('with a name that was taken are kept apart, and told where it stood first', async () => {
    const { rows, repeated } = await readTemplate(await recordBook([completeCells, { ...completeCells, title: 'อีกชุด' }]));
    assert.equal(rows.length, 1);
    assert.deepEqual(
      repeated.map(({ row, first }) => [row.row, first.row, first.column]),
      [[7, 6, 'A']],
    );
  });

  it('without a name have one of their own that stays while owner and title do', async () => {
    const idOf = async (changes: object): Promise<string> =>
      only(await readTemplate(await recordBook([{ ...completeCells, name: '-', ...changes }], []))).nativeId;
    const first = await idOf({});
    assert.match(first, /^row-[0-9a-f]{16}$/);
    assert.equal(await idOf({ notes: 'คำอธิบายใหม่', license_id: 'อื่นๆ' }), first);
    assert.notEqual(await idOf({ title: 'ชื่อใหม่' }), first);
    assert.notEqual(await idOf({ owner_org: 'หน่วยงานอื่น' }), first);
  });
});
