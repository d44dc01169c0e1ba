import { type Text, text } from '../catalog/text.js';
import type { Row } from './side.js';

/** A field whose mapping is more than a row of a table: what it becomes, by what rule, and which file does it. */
export interface OwnRuleRow extends Row {
  readonly target: string;
  readonly rule: Text;
  readonly file: string;
}

/** Every field that no other table has. A test holds this list against the schema. */
export const ownRuleTable: readonly OwnRuleRow[] = [
  own(
    'id',
    'dct:identifier',
    text(
      'ตัวระบุเดิมจากต้นทางโดยไม่เปลี่ยนแปลง เว้นแต่มีข้อมูลส่วนบุคคล ชื่อใน IRI ของระบบมาจาก `name` หรือจากตัวระบุนี้',
      'The native identifier, unchanged unless it holds personal data; the slug of our IRI comes from `name` or from it.',
    ),
    'record.ts',
  ),
  own(
    'name',
    'adms:identifier → #id-2',
    text('เก็บเป็นรหัสคู่กับชื่อเครื่องของพอร์ทัล เพราะไม่ซ้ำเฉพาะในพอร์ทัลนั้น', 'Notation beside the portal’s host; unique per host only.'),
    'record.ts',
  ),
  own(
    'owner_org',
    'dct:publisher',
    text(
      'หน่วยงานที่ลงทะเบียนแหล่งข้อมูล เพราะรหัสองค์กรของพอร์ทัลไม่มีความหมายนอกพอร์ทัลนั้น',
      'The agency that registered the source: a portal’s own id of an organisation means nothing elsewhere.',
    ),
    'dataset.ts',
  ),
  own(
    'allow_harvest',
    '—',
    text(
      'ความยินยอม หากเป็น “False” คือการถอนความยินยอม ซึ่งจัดการตั้งแต่ขั้นรวบรวม ไม่ใช่คำอธิบายข้อมูล',
      'Consent: “False” is a withdrawal and is handled at harvest; never a statement about the data.',
    ),
    '../harvest/',
  ),
  own(
    'reference_url_catalog',
    'adms:identifier → #id-3; record prov:wasDerivedFrom',
    text(
      'สำเนาของชุดข้อมูลจากบัญชีอื่น ไม่ระบุเป็น dct:source เพราะระบบนี้ไม่ได้เผยแพร่ต้นฉบับ',
      'A copy of another catalogue’s dataset; never dct:source, since we do not publish the origin.',
    ),
    'record.ts',
  ),
  own(
    'maintainer',
    'dcat:contactPoint → vcard:fn',
    text(
      'ชื่อฝ่ายงาน หากเป็นชื่อบุคคลจะใช้ชื่อฝ่ายงานหรือหน่วยงานแทน และตัดหมายเลขโทรศัพท์ออก',
      'A unit. A person’s name gives way to the unit’s or the agency’s, telephone numbers are taken out.',
    ),
    'contact.ts',
  ),
  own(
    'maintainer_email',
    'dcat:contactPoint → vcard:hasEmail',
    text(
      'อีเมลกลางของฝ่ายงาน ไม่เผยแพร่อีเมลที่มีชื่อหรือหมายเลขของบุคคล และอีเมลของผู้ให้บริการทั่วไปเมื่อไม่ได้ระบุฝ่ายงาน',
      'The mailbox of the unit; an address with a person’s name or number in it, or at a free provider where no unit is named, is not published.',
    ),
    'contact.ts',
  ),
  own(
    'tag_string',
    'dcat:keyword',
    text('แยกที่เครื่องหมายจุลภาค ใช้เฉพาะเมื่อไม่มี `tags`', 'Split at commas, only where there are no `tags`.'),
    'keywords.ts',
  ),
  own(
    'tags',
    'dcat:keyword',
    text('หนึ่งแท็กเป็นหนึ่งคำสำคัญ คำที่ชำรุดหรือซ้ำจะถูกตัดออกและบันทึกไว้', 'One keyword per tag; broken and repeated ones are left out and recorded.'),
    'keywords.ts',
  ),
  own(
    'update_frequency_interval',
    'gdc:updateEvery, dct:accrualPeriodicity',
    text(
      'หากว่างหรือเป็นข้อความถือว่าเป็น 1 และใช้คู่กับหน่วยเพื่อหาความถี่ตามตารางของสหภาพยุโรป',
      'Empty or text counts as 1; with the unit it gives the EU frequency (linked-data.md §4).',
    ),
    'dataset.ts',
  ),
  own(
    'url',
    'dcat:landingPage',
    text('หากไม่ได้ระบุ ใช้หน้าชุดข้อมูลในบัญชีข้อมูลของต้นทาง', 'Else the dataset’s page in the source’s catalogue.'),
    'dataset.ts',
  ),
  own(
    'groups',
    '—',
    text(
      'หลักฐานสำหรับกำหนดหมวดหมู่ เก็บไว้กับรุ่นของคำอธิบายเพื่อใช้เพิ่มคุณค่าภายหลัง',
      'Evidence for the theme; kept in the version, read by enrichment.',
    ),
    'map.ts',
  ),
  own(
    'metadata_created',
    'record#source dct:issued',
    text('เวลาของ CKAN ที่ไม่ระบุเขตเวลาถือเป็น UTC และไม่นำไปใช้กับระเบียนของระบบนี้', 'A naive timestamp of CKAN is UTC; never on our record.'),
    'record.ts',
  ),
  own('metadata_modified', 'record#source dct:modified', text('เช่นเดียวกับข้างต้น', 'As above.'), 'record.ts'),
  ofResource(
    'id',
    'IRI of the distribution',
    text('UUID ของ CKAN หากไม่มีใช้ค่าแฮชฐานสิบหก 12 หลัก', 'CKAN’s UUID, else 12 hex digits of a hash.'),
    'distributions.ts',
  ),
  ofResource(
    'url',
    'dcat:accessURL, dcat:downloadURL',
    text(
      'เป็น downloadURL เมื่อชี้ถึงแฟ้ม หากไม่มีใช้หน้าของต้นทางแทนและตั้งข้อสังเกต ชื่อผู้ใช้ รหัสผ่าน และกุญแจใน URL จะถูกปกปิด',
      'downloadURL where it names a file; without one the source’s page stands in, observed. User, password and keys in it are masked.',
    ),
    'distributions.ts',
  ),
  ofResource(
    'format',
    'dct:format; dcat:accessService',
    text(
      'ชนิดแฟ้มตามตารางของสหภาพยุโรป หากไม่ระบุหรือไม่มีในตารางใช้นามสกุลแฟ้ม ส่วนรูปแบบที่เป็น API ถือเป็นบริการข้อมูล',
      'EU file type, by the extension where none is given or the table lacks it; an API-like one is a data service.',
    ),
    'formats.ts',
  ),
  ofResource(
    'mimetype',
    'dcat:mediaType',
    text('ชนิดสื่อของ IANA หากไม่ระบุใช้ชนิดสื่อปกติของรูปแบบนั้น', 'IANA’s, else the usual one of the format.'),
    'formats.ts',
  ),
  ofResource('size', 'dcat:byteSize', text('เมื่อเป็นจำนวนบวก', 'Where it is a positive number.'), 'formats.ts'),
  ofResource(
    'created',
    'dct:issued',
    text('เมื่อ resource_data_release_date ไม่มีค่า', 'Where resource_data_release_date tells nothing.'),
    'days.ts',
  ),
  ofResource(
    'last_modified',
    'dct:modified',
    text('เมื่อ resource_last_updated_date ไม่มีค่า', 'Where resource_last_updated_date tells nothing.'),
    'days.ts',
  ),
];

function own(field: string, target: string, rule: Text, file: string): OwnRuleRow {
  return { field, on: 'dataset', target, rule, file };
}

function ofResource(field: string, target: string, rule: Text, file: string): OwnRuleRow {
  return { field, on: 'resource', target, rule, file };
}
