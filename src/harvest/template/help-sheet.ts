import type { Worksheet } from 'exceljs';
import { labelOf } from './data-sheet.js';
import { datasetHints, requiredFields, resourceHints } from './hints.js';
import { layouts, type SheetLayout, templateName } from './layout.js';
import { box, colours, fill, font, heightOf } from './look.js';

const steps: readonly (readonly [th: string, en: string])[] = [
  [
    '1. เลือกชีต Temp2 ตามประเภทข้อมูล แล้วกรอกหนึ่งแถวต่อหนึ่งชุดข้อมูล ตั้งแต่แถวที่ 6',
    '1. Choose the sheet Temp2 of your kind of data and fill in one dataset a row, from row 6 on.',
  ],
  [
    '2. กรอกไฟล์หรือบริการของแต่ละชุดข้อมูลในชีต Temp3 ประเภทเดียวกัน โดยให้ dataset_name เหมือน name ของชุดข้อมูล',
    '2. List the files and services of each dataset in the sheet Temp3 of the same kind; dataset_name equals the dataset’s name.',
  ],
  [
    '3. ช่องหัวสีเขียวเข้มที่มี * ต้องกรอก ช่องอื่นกรอกเมื่อมีข้อมูล',
    '3. Columns in dark green with * must be filled in; the others where you have something to say.',
  ],
  [
    '4. name เป็นชื่ออ้างอิงถาวร ใช้ a-z 0-9 - _ และคงเดิมทุกครั้งที่ส่ง ระบบจึงรู้ว่าเป็นชุดข้อมูลเดิม',
    '4. name stays the same for good (a-z 0-9 - _), so that a later upload updates the same dataset.',
  ],
  [
    '5. วันที่กรอกได้ทั้ง พ.ศ. และ ค.ศ. เช่น 2569-05-01 หรือ 2026-05-01 และใช้เซลล์วันที่ของ Excel ได้',
    '5. Days may be in Buddhist or Common Era, 2569-05-01 or 2026-05-01; Excel’s own dates are fine too.',
  ],
  [
    '6. ช่องที่เลือกได้หลายค่าให้คั่นด้วยจุลภาค เช่น CSV, XLS หากเลือก “อื่นๆ” ให้พิมพ์ อื่นๆ: แล้วตามด้วยคำอธิบาย',
    '6. Several choices in one cell: put commas between, as CSV, XLS. For another, type อื่นๆ: and what it is.',
  ],
  [
    '7. ไฟล์เดียวมีได้หลายหน่วยงาน โดยระบุรหัสหรือชื่อหน่วยงานใน owner_org ของแต่ละแถว (ต้องมีการมอบหมายจากหน่วยงานนั้น)',
    '7. One file may hold datasets of several agencies: owner_org names each row’s (under a mandate from it).',
  ],
  [
    '8. ห้ามกรอกข้อมูลส่วนบุคคล รหัสผ่าน หรือข้อมูลที่มีชั้นความลับ ระบบจะไม่รับแถวที่เป็นข้อมูลลับ',
    '8. Put in no personal data, password or secret; rows of secret data are not taken.',
  ],
  [
    '9. ตรวจไฟล์ก่อนส่งได้ที่หน้า /validate ของระบบ แล้วดาวน์โหลดไฟล์ที่มีข้อที่ต้องแก้ไขกำกับไว้ แก้แล้วส่งไฟล์นั้นได้ทันที',
    '9. Check the file at /validate, download it with notes on what to mend, correct it and send that very file.',
  ],
  [
    '10. เพิ่มคอลัมน์หรือสลับลำดับคอลัมน์ได้ แต่อย่าลบแถวหัวตาราง (แถวที่ 4) คอลัมน์ที่ระบบไม่รู้จักจะเก็บไว้และแจ้งให้ทราบ',
    '10. Columns may be added or moved; keep the header (row 4). Columns that are not known are kept and told.',
  ],
];

/** Steps in both languages, then one dataset and one resource filled in as an example. */
export function writeHelp(sheet: Worksheet): void {
  sheet.columns = [{ width: 64 }, { width: 58 }, { width: 14 }];
  const title = sheet.addRow(['วิธีกรอกแบบฟอร์มคำอธิบายข้อมูล', 'How to fill in the metadata template']);
  title.height = 32;
  for (const letter of ['A', 'B']) sheet.getCell(`${letter}1`).font = font(15, { bold: true, color: { argb: colours.accent } });
  for (const [th, en] of steps) {
    const row = sheet.addRow([th, en]);
    row.height =
      heightOf([
        [th, 64],
        [en, 58],
      ]) + 6;
    for (const letter of ['A', 'B']) {
      const cell = row.getCell(letter);
      cell.font = font(10, letter === 'B' ? { color: { argb: colours.soft } } : {});
      cell.alignment = { wrapText: true, vertical: 'top' };
    }
  }
  const [dataset, , , , , resource] = layouts;
  if (dataset !== undefined) writeExample(sheet, dataset, 'ตัวอย่างชุดข้อมูล', 'A dataset as an example');
  if (resource !== undefined) writeExample(sheet, resource, 'ตัวอย่างทรัพยากรข้อมูล', 'A resource as an example');
  sheet.views = [{ state: 'frozen', ySplit: 1, showGridLines: false }];
  sheet.pageSetup = { orientation: 'portrait', paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0 };
}

/** One line a column, since a row of 26 would not fit a screen. */
function writeExample(sheet: Worksheet, { side, name, fields }: SheetLayout, th: string, en: string): void {
  sheet.addRow([]);
  const head = sheet.addRow([`${th} · ${en} (${name})`, 'ตัวอย่าง · Example', 'ต้องกรอก *']);
  head.height = 24;
  head.eachCell((cell) => {
    cell.font = font(10, { bold: true, color: { argb: colours.onAccent } });
    cell.fill = fill(colours.accent);
    cell.border = box;
    cell.alignment = { vertical: 'middle', wrapText: true };
  });
  for (const field of fields) {
    const label = labelOf(side, field);
    const hint = (side === 'dataset' ? datasetHints : resourceHints)[field];
    const row = sheet.addRow([
      `${label.th} · ${label.en} (${templateName(side, field)})`,
      hint?.[2] ?? '',
      requiredFields[side].has(field) ? '*' : '',
    ]);
    row.height = heightOf([
      [String(row.getCell(1).value), 64],
      [String(row.getCell(2).value), 58],
    ]);
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      cell.font = font(10, column === 2 ? { color: { argb: colours.accent } } : {});
      cell.border = box;
      cell.numFmt = '@';
      cell.alignment = { wrapText: true, vertical: 'top', horizontal: column === 3 ? 'center' : 'left' };
    });
  }
}
