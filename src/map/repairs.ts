import type { Repair } from '../catalog/report.js';
import { type Text, text } from '../catalog/text.js';
import { shown } from './screen.js';

/** Every way the mapping mends a dirty value (thai-metadata.md §4), in words for the report. */
export const repairRules = {
  'html-entities': text('แปลงรหัสอักขระ HTML เป็นตัวอักษร', 'HTML entities turned into characters'),
  'html-tags': text('ตัดแท็ก HTML ออก', 'HTML tags taken out'),
  'sara-am': text('แก้สระอำที่พิมพ์แยกเป็นสองอักขระ', 'Sara am typed as two characters joined'),
  'sara-am-lost': text('เติมสระอำที่หายไปจากคำ เช่น “สานักงาน”', 'Sara am that a word has lost put back, as in “สานักงาน”'),
  'zero-width': text('ตัดอักขระที่มองไม่เห็นออก', 'Invisible characters taken out'),
  'full-width': text('แปลงอักขระแบบเต็มความกว้างเป็นอักขระปกติ', 'Full-width characters turned into ordinary ones'),
  'line-ends': text('ปรับการขึ้นบรรทัดใหม่ให้เป็นแบบเดียวกัน', 'Line ends made uniform'),
  'white-space': text('ตัดช่องว่างส่วนเกิน', 'Surplus white space taken out'),
  'legacy-key': text('ย้ายค่าจากชื่อช่องเดิมมายังช่องปัจจุบัน', 'Value moved from a field’s former name'),
  'json-list': text('อ่านรายการที่เก็บเป็นข้อความ JSON', 'List stored as JSON text read as a list'),
  'choice-spelling': text('ปรับคำที่เลือกให้ตรงกับรายการมาตรฐาน', 'Choice aligned to the standard list'),
  'choice-list': text('แยกค่าที่คั่นด้วยเครื่องหมายเป็นหลายตัวเลือก', 'Choices written in one text separated'),
  'choice-in-note': text('อ่านตัวเลือกจากข้อความในช่อง “อื่นๆ”', 'Choices read from the text given for “other”'),
  flag: text('อ่านค่าเป็นใช่หรือไม่ใช่', 'Value read as yes or no'),
  'number-form': text('แปลงค่าพิกัดเป็นองศาทศนิยม', 'Coordinate brought into decimal degrees'),
  'unit-list': text('แยกหน่วยวัดที่คั่นด้วยเครื่องหมาย', 'Units of measure written in one text separated'),
  surplus: text('ตัดค่าส่วนที่เกินจำนวนสูงสุดที่ระบบรับได้ออก', 'Values beyond the number that is read left out'),
  masked: text('ปกปิดข้อมูลส่วนบุคคลหรือรหัสสำหรับเข้าถึงระบบ', 'Personal data, or a key that opens a system, masked'),
  'interval-empty': text('ไม่ได้ระบุค่าความถี่ จึงถือว่าเป็น 1', 'Empty interval counted as 1'),
  'interval-number': text('อ่านตัวเลขจากค่าความถี่ที่เป็นข้อความ', 'Number read from an interval given as text'),
  'interval-text': text('ค่าความถี่ไม่ใช่ตัวเลข จึงถือว่าเป็น 1', 'Interval that is not a number counted as 1'),
  'buddhist-year': text('แปลงปีพุทธศักราชเป็นคริสต์ศักราช', 'Buddhist year turned into Common Era'),
  'date-form': text('ปรับวันที่ให้เป็นรูปแบบ ISO', 'Date brought into ISO form'),
  'no-condition': text('ถือว่าไม่มีเงื่อนไขในการเข้าถึงข้อมูล', 'Read as: no condition of access'),
  placeholder: text('ตัดค่าที่ไม่มีความหมาย เช่น “-”', 'Placeholder such as “-” taken out'),
  'person-name': text('ไม่เผยแพร่ชื่อบุคคล ใช้ชื่อหน่วยงานแทน', 'Person’s name not published, the agency’s name stands instead'),
  'phone-number': text('ไม่เผยแพร่หมายเลขโทรศัพท์', 'Telephone number not published'),
  'personal-mail': text('ไม่เผยแพร่อีเมลส่วนบุคคล', 'Personal e-mail address not published'),
  'mail-form': text('ปรับรูปแบบอีเมล', 'E-mail address tidied'),
  'tag-broken': text('ตัดคำสำคัญที่อักขระเสียหาย', 'Keyword with a broken character taken out'),
  'tag-repeated': text('ตัดคำสำคัญที่ซ้ำ', 'Repeated keyword taken out'),
  'url-form': text('ปรับ URL ให้เป็นรูปแบบมาตรฐาน', 'URL brought into standard form'),
  'url-unusable': text('ใช้หน้าชุดข้อมูลที่ต้นทางแทน URL ที่ใช้ไม่ได้', 'Unusable URL replaced by the dataset’s page at its source'),
  'downloadall-zip': text('ไม่นับไฟล์ ZIP รวมทรัพยากรข้อมูลที่ระบบสร้างเอง', 'Synthetic ZIP of all resources left out'),
  'dictionary-resource': text('แสดงพจนานุกรมข้อมูลเป็นเอกสารประกอบ', 'Data dictionary linked as documentation'),
  'resource-url-missing': text('ทรัพยากรข้อมูลไม่มี URL จึงเชื่อมโยงไปยังหน้าชุดข้อมูลที่ต้นทาง', 'Resource without a URL linked to the source’s page'),
  'sheet-type': text('ใช้ประเภทชุดข้อมูลตามชีตที่กรอก', 'Data type taken from the sheet'),
  'counted-day': text('แปลงเลขลำดับวันของ Excel เป็นวันที่', 'Day that Excel counted turned into a date'),
  'other-in-cell': text('แยกข้อความประกอบ “อื่นๆ” ออกจากตัวเลือกในเซลล์เดียวกัน', 'Text for “other” separated from the choice in the same cell'),
  'format-spelling': text('ปรับชื่อรูปแบบไฟล์ให้ตรงกับตารางมาตรฐาน', 'Format aligned to the standard table'),
  'term-form': text(
    'แทนชื่อคลาสหรือคุณสมบัติแบบเก่าหรือสะกดต่างด้วยชื่อปัจจุบัน',
    'Former or misspelt name of a class or property replaced by the present one',
  ),
  'schema-org': text('แปลงคำศัพท์ schema.org เป็น DCAT', 'Term of schema.org turned into DCAT'),
  'iri-form': text('แทน IRI ที่เขียนต่างรูปแบบด้วย IRI มาตรฐาน', 'IRI in another form replaced by the standard one'),
  'iri-aligned': text('แทนค่าจากรายการอื่นด้วยค่าที่ตรงกันในรายการมาตรฐาน', 'Value of another list replaced by its match in the standard list'),
  'iri-text': text('อ่าน IRI ที่เขียนเป็นข้อความ', 'IRI written as text read as an IRI'),
  'language-tag': text('เติมหรือแก้รหัสภาษาของข้อความ', 'Language tag of a text added or mended'),
  'literal-type': text('แก้ชนิดข้อมูลของค่า', 'Datatype of a value mended'),
  'class-added': text('เติมคลาสที่ DCAT-AP กำหนดให้โหนด', 'Class that DCAT-AP asks for added to a node'),
  'node-made': text('แทนข้อความหรือ IRI ด้วยโหนดที่ DCAT-AP กำหนด', 'Text or IRI replaced by the node that DCAT-AP asks for'),
  moved: text('ย้ายค่ามายังคุณสมบัติที่ถูกต้อง', 'Value moved to the property it belongs to'),
  implied: text('อ่านค่าที่ไม่ได้ระบุจากคุณสมบัติอื่นของชุดข้อมูล', 'Value that is not stated read off another property'),
  'publisher-agency': text('ใช้หน่วยงานที่ลงทะเบียนเป็นผู้เผยแพร่', 'The registered agency stands as the publisher'),
  'dataset-link': text('เก็บความเชื่อมโยงกับชุดข้อมูลอื่นเป็น dct:relation', 'Link to another dataset kept as dct:relation'),
  'too-long': text('ตัดข้อความส่วนที่ยาวเกินที่ระบบรับได้ออก', 'What is longer than a text may be left out'),
} as const satisfies Record<string, Text>;

export type RepairRule = keyof typeof repairRules;

const longest = 200;

/**
 * A repair as the report keeps it: what must not be seen is masked; of long values the part around the first difference, the
 * version has them whole.
 */
export function repair(field: string, before: string, after: string, rule: RepairRule): Repair {
  const [was, is] = [shown(before), shown(after)];
  const start = Math.max(0, firstDifference(was, is) - longest / 4);
  return { field, before: cut(was, start), after: cut(is, start), rule };
}

function firstDifference(a: string, b: string): number {
  let index = 0;
  while (index < a.length && a[index] === b[index]) index += 1;
  return index;
}

function cut(value: string, start: number): string {
  if (value.length <= longest) return value;
  const end = start + longest;
  return `${start > 0 ? '…' : ''}${value.slice(start, end)}${end < value.length ? '…' : ''}`;
}
