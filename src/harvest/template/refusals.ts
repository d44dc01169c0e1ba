import { Problem, type ProblemKind } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';

const saveAgain = text(
  'เปิดไฟล์ใน Excel หรือ LibreOffice แล้วบันทึกเป็น “Excel Workbook (.xlsx)” ก่อนส่งอีกครั้ง',
  'Open it in Excel or LibreOffice, save it as “Excel Workbook (.xlsx)” and send that.',
);

/** Why a file is not read as a workbook, each with the remedy. */
const refusals = {
  truncated: [
    'malformed',
    text('ไฟล์ .xlsx ไม่สมบูรณ์ อาจถูกตัดขาดระหว่างส่ง', 'The .xlsx file is cut short or damaged; it may have been cut on its way.'),
    text(
      'ส่งไฟล์ต้นฉบับอีกครั้ง หากยังไม่ได้ โปรดเปิดใน Excel แล้วบันทึกใหม่',
      'Send the original again; if that fails, open it in Excel and save it anew.',
    ),
  ],
  encrypted: [
    'unprocessable',
    text('ไฟล์ Excel ถูกล็อกด้วยรหัสผ่าน', 'The workbook is locked with a password.'),
    text(
      'เปิดไฟล์ใน Excel เลือก ไฟล์ > ข้อมูล > ป้องกันเวิร์กบุ๊ก > เข้ารหัสด้วยรหัสผ่าน ลบรหัสผ่านออกแล้วบันทึก',
      'In Excel choose File > Info > Protect Workbook > Encrypt with Password, empty the password and save.',
    ),
  ],
  'old-excel': [
    'unsupported-media-type',
    text('ไฟล์เป็น Excel รุ่นเก่า (.xls) ซึ่งระบบไม่รองรับ', 'This is a workbook of an old Excel (.xls), which is not read.'),
    saveAgain,
  ],
  'binary-excel': [
    'unsupported-media-type',
    text('ไฟล์เป็น Excel แบบไบนารี (.xlsb) ซึ่งระบบไม่รองรับ', 'This is a binary workbook (.xlsb), which is not read.'),
    saveAgain,
  ],
  macros: [
    'unsupported-media-type',
    text('ไฟล์มีมาโคร (.xlsm) ระบบไม่รับไฟล์ที่มีโปรแกรมอยู่ภายใน', 'The workbook holds macros (.xlsm); files with programs in them are not taken.'),
    saveAgain,
  ],
  opendocument: [
    'unsupported-media-type',
    text('ไฟล์เป็น OpenDocument (.ods) ซึ่งระบบไม่รองรับ', 'This is an OpenDocument spreadsheet (.ods), which is not read.'),
    saveAgain,
  ],
  'not-excel': ['unsupported-media-type', text('ไฟล์ไม่ใช่ Excel (.xlsx)', 'This is no Excel workbook (.xlsx).'), saveAgain],
  csv: [
    'unsupported-media-type',
    text('ไฟล์เป็นข้อความ (เช่น CSV) ไม่ใช่ไฟล์ Excel (.xlsx)', 'This is text, such as CSV, and no Excel workbook (.xlsx).'),
    text('นำข้อมูลไปกรอกในแบบฟอร์ม Excel ซึ่งดาวน์โหลดได้ที่ /template.xlsx', 'Put the rows into the Excel template, which is at /template.xlsx.'),
  ],
  'web-page': [
    'unsupported-media-type',
    text(
      'ได้รับหน้าเว็บแทนไฟล์ Excel (อาจเป็นหน้าเข้าสู่ระบบหรือหน้าแสดงตัวอย่าง)',
      'This is a web page instead of a workbook: a page to sign in, or a preview?',
    ),
    text('ใช้ที่อยู่สำหรับดาวน์โหลดไฟล์ .xlsx โดยตรง', 'Use the address from which the .xlsx file itself is downloaded.'),
  ],
  markup: ['malformed', text('โครงสร้าง XML ภายในไฟล์ .xlsx เสียหาย', 'The XML inside the .xlsx file is broken.'), saveAgain],
  doctype: [
    'unprocessable',
    text('XML ภายในไฟล์ .xlsx มี <!DOCTYPE ซึ่งระบบไม่รับ', 'The XML inside the .xlsx file has a <!DOCTYPE, which is not taken.'),
    saveAgain,
  ],
  'no-template': [
    'no-dataset',
    text(
      'อ่านไฟล์ Excel ได้ แต่ไม่พบชีตหรือหัวตารางของแบบฟอร์มคำอธิบายข้อมูล',
      'The workbook was read, but no sheet of it is one of the metadata template, nor has its headers.',
    ),
    text(
      'ใช้แบบฟอร์มที่ดาวน์โหลดได้จาก /template.xlsx หรือจากคำสั่ง banchi template โดยคงชื่อชีตและหัวตารางไว้',
      'Use the template at /template.xlsx or from “banchi template”; keep the names of its sheets and its headers.',
    ),
  ],
} as const satisfies Record<string, readonly [ProblemKind, ReturnType<typeof text>, ReturnType<typeof text>]>;

export type Refusal = keyof typeof refusals;

export function refuse(refusal: Refusal, cause?: unknown): Problem {
  const [kind, detail, remedy] = refusals[refusal];
  return new Problem(kind, detail, { remedy, ...(cause === undefined ? {} : { cause }) });
}

/** What is bounded, in words. */
const bounded = {
  entries: text('จำนวนไฟล์ภายใน', 'files inside it'),
  unpackedBytes: text('ขนาดหลังคลายไฟล์ (ไบต์)', 'bytes once unpacked'),
  ratio: text('อัตราการบีบอัด (เท่า)', 'times its packed size'),
  sheets: text('จำนวนชีต', 'sheets'),
  rows: text('จำนวนแถว', 'rows'),
  cells: text('จำนวนเซลล์', 'filled cells'),
  characters: text('จำนวนตัวอักษร', 'characters'),
} as const;

/** A workbook past a bound; the limit is named. */
export function beyond(limit: keyof typeof bounded, most: number): Problem {
  const { th, en } = bounded[limit];
  const number = most.toLocaleString('en');
  return new Problem(
    limit === 'ratio' ? 'too-complex' : 'too-large',
    text(`ไฟล์ Excel เกินขีดจำกัด: ${th} ต้องไม่เกิน ${number}`, `The workbook is past a limit: more than ${number} ${en}.`),
    {
      remedy: text(
        'แบ่งเป็นหลายไฟล์ ลบรูปภาพและแถวว่างที่จัดรูปแบบไว้ แล้วส่งทีละไฟล์',
        'Divide it into several files, take out pictures and formatted empty rows, and send them one by one.',
      ),
    },
  );
}
