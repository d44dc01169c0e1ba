import { type Text, text } from '../../catalog/text.js';

export const words = text('ข้อความ ระบุภาษา', 'text with its language');
export const wordsRule = text(
  'ทำความสะอาดและคัดกรอง เติมหรือแก้รหัสภาษาตามตัวอักษร',
  'Cleaned and screened; the language tag is added or mended by the letters.',
);
export const day = text('วัน เดือน หรือปี', 'day, month or year');
export const dayRule = text(
  'อ่านปีพุทธศักราช เลขไทย และเวลาได้ ค่าที่เป็นไปไม่ได้จะตั้งข้อสังเกต หลายค่าใช้ค่าล่าสุดของ dct:modified และค่าแรกสุดของคุณสมบัติอื่น',
  'Buddhist years, Thai digits and moments are read, an implausible one is observed; of several the newest dct:modified, else the oldest.',
);
const link = text('IRI ของหน้าเว็บ', 'IRI of a page');
const linkRule = text('ปรับเป็นรูปแบบมาตรฐาน ปกปิดรหัสผ่านและกุญแจ', 'In standard form; passwords and keys are masked.');
export const node = (name: string): Text => text(`โหนด ${name}`, `${name} node`);

/** A property that is more than a row of a table: its value, where it goes and by what rule. */
type Own = readonly [property: string, value: Text, target: string, rule: Text];

/** Properties that are more than a row of a table. */
export const ownProperties: Readonly<Record<'dataset' | 'resource', readonly Own[]>> = {
  dataset: [
    [
      'dct:identifier',
      text('ข้อความ', 'text'),
      'dct:identifier; adms:identifier → #id-n',
      text('ค่าแรกคงเดิม หากไม่มีใช้ IRI เดิม', 'The first unchanged, else the original IRI.'),
    ],
    ['adms:identifier', node('adms:Identifier'), 'adms:identifier → #id-n', text('ไม่เกิน 20 ค่า', 'At most 20.')],
    ['dct:publisher', node('foaf:Agent'), 'dct:publisher', text('หน่วยงานที่ลงทะเบียนแหล่งข้อมูล', 'The agency that registered the source.')],
    [
      'dct:creator',
      node('foaf:Agent'),
      'dct:creator → #creator-n',
      text('หน่วยงานย่อย ไม่เผยแพร่ชื่อบุคคล', 'A unit; a person is not published.'),
    ],
    [
      'dcat:contactPoint',
      node('vcard:Organization'),
      'dcat:contactPoint → #contact',
      text(
        'vcard:fn และ vcard:hasEmail ของฝ่ายงาน บุคคล (vcard:Individual) แทนด้วยฝ่ายงานหรือหน่วยงาน ไม่เผยแพร่โทรศัพท์',
        'vcard:fn and vcard:hasEmail of a unit; a person (vcard:Individual) gives way to the unit or the agency, telephones are not published.',
      ),
    ],
    [
      'dcat:keyword',
      words,
      'dcat:keyword',
      text('คำที่ชำรุดหรือซ้ำถูกตัดออก ข้อความเดียวที่มีหลายคำจะแยกให้', 'Broken and repeated ones are left out; a list in one text is separated.'),
    ],
    [
      'dcat:theme',
      text('หมวดหมู่ข้อมูลของสหภาพยุโรปหรือของ `theme`', 'EU data theme, or a concept of `theme`'),
      'dcat:theme',
      text('หมวดของไทยเพิ่มหมวดของสหภาพยุโรปที่ตรงกัน', 'A Thai theme brings the EU theme it is matched to.'),
    ],
    ['gdc:updateEvery', text('จำนวนเต็ม', 'integer'), 'gdc:updateEvery', text('หากว่างถือว่าเป็น 1', 'Empty counts as 1.')],
    [
      'dct:accrualPeriodicity',
      text('ความถี่ตามตารางของสหภาพยุโรป', 'EU frequency'),
      'dct:accrualPeriodicity, gdc:updateUnit, gdc:updateEvery',
      text('ใช้หาหน่วยและค่าความถี่เมื่อไม่มี gdc:updateUnit', 'Unit and interval are read off it where gdc:updateUnit is not stated.'),
    ],
    [
      'dct:spatial',
      text(
        'ประเทศ ภาค จังหวัด หรือ dct:Location ที่มี dcat:bbox (WKT, GeoJSON)',
        'country, region, province, or dct:Location with dcat:bbox (WKT, GeoJSON)',
      ),
      'dct:spatial → #place-n',
      text(
        'ใช้หาขอบเขต (gdc:spatialLevel) เมื่อไม่ได้ระบุ สถานที่อื่นเก็บเป็นข้อความ',
        'Tells gdc:spatialLevel where it is not stated; other places are kept in words.',
      ),
    ],
    [
      'dct:temporal',
      node('dct:PeriodOfTime'),
      'dct:temporal → #period',
      text('อ่านข้อความ “2558–2562” และช่วงแบบ ISO ได้', '“2558–2562” and intervals of ISO are read too.'),
    ],
    [
      'dct:accessRights',
      text('สิทธิการเข้าถึงตามตารางของสหภาพยุโรป', 'EU access right'),
      'dct:accessRights',
      text(
        'ใช้ค่าที่เข้มงวดกว่าระหว่างค่าที่ระบุกับหมวดหมู่ PUBLIC บอกหมวดหมู่สาธารณะ',
        'The stricter of what is stated and what the category gives; PUBLIC implies public data.',
      ),
    ],
    [
      'dct:license',
      text('สัญญาอนุญาต', 'licence'),
      'gdc:licence',
      text('ใช้เมื่อไม่มี gdc:licence แล้วระบุที่การเผยแพร่แต่ละรายการ', 'Where gdc:licence is not stated; then on each distribution.'),
    ],
    [
      'gdc:accessCondition',
      node('dct:RightsStatement'),
      'gdc:accessCondition → #access-condition',
      text('dct:rights ของชุดข้อมูลอ่านเป็นเงื่อนไขเช่นกัน', 'dct:rights of the dataset is read as one too.'),
    ],
    ['dcat:landingPage', link, 'dcat:landingPage', text('หากไม่มีใช้ IRI เดิม', 'The original IRI without one.')],
    ['foaf:page', link, 'foaf:page', linkRule],
    [
      'dct:relation',
      text('IRI ของชุดข้อมูลอื่น', 'IRI of another dataset'),
      'dct:relation',
      text(
        'รวม dct:source, dct:hasPart, dct:isPartOf, dcat:inSeries ฯลฯ',
        'With dct:source, dct:hasPart, dct:isPartOf, dcat:inSeries and others.',
      ),
    ],
    [
      'dcat:distribution',
      node('dcat:Distribution'),
      'dcat:distribution → {dataset}/distributions/{id}',
      text('ไม่เกิน 10,000 รายการ', 'At most 10,000.'),
    ],
    ['gdc:referencePeriod', words, 'gdc:referencePeriod', wordsRule],
    ['adms:versionNotes', words, 'adms:versionNotes', wordsRule],
    ['dcat:spatialResolutionInMeters', text('เลขทศนิยม', 'decimal'), 'dcat:spatialResolutionInMeters', text('หน่วยเป็นเมตร', 'In metres.')],
    ['gdc:allowHarvest', text('จริงหรือเท็จ', 'boolean'), '—', text('ความยินยอม พิจารณาในขั้นรวบรวม', 'Consent, judged at the door.')],
  ],
  resource: [
    [
      'dcat:accessURL',
      link,
      'dcat:accessURL',
      text('หากไม่มีใช้ dcat:downloadURL หรือหน้าของชุดข้อมูลแทนและตั้งข้อสังเกต', 'Without one dcat:downloadURL, else the dataset’s page, observed.'),
    ],
    ['dcat:downloadURL', link, 'dcat:downloadURL', linkRule],
    [
      'dct:format',
      text('ชนิดแฟ้มตามตารางของสหภาพยุโรป', 'EU file type'),
      'dct:format',
      text(
        'อ่านชื่อ นามสกุล และชนิดสื่อได้ บอก gdc:storageFormat เมื่อไม่ได้ระบุ',
        'Labels, extensions and media types are read; tells gdc:storageFormat where it is not stated.',
      ),
    ],
    [
      'dcat:mediaType',
      text('ชนิดสื่อของ IANA', 'IANA media type'),
      'dcat:mediaType',
      text('ที่ไม่มีในรายการใช้ชนิดสื่อปกติของรูปแบบนั้น', 'One that the list lacks gives way to the usual one of the format.'),
    ],
    ['dcat:byteSize', text('จำนวนไบต์', 'bytes'), 'dcat:byteSize', text('อ่าน “1.2 MB” และ “12,345” ได้', '“1.2 MB” and “12,345” are read.')],
    [
      'dct:license',
      text('สัญญาอนุญาต', 'licence'),
      'dct:license',
      text('หากไม่ระบุใช้ของชุดข้อมูล บอก gdc:licence เมื่อทุกรายการตรงกัน', 'The dataset’s without one; tells gdc:licence where all agree.'),
    ],
    ['dct:rights', node('dct:RightsStatement'), 'dct:rights → #access-condition', text('เงื่อนไขของรายการนั้น', 'A condition of its own.')],
    [
      'dcat:accessService',
      node('dcat:DataService'),
      'dcat:accessService → {dataset}#service-n',
      text('ต้องมี dcat:endpointURL', 'Needs dcat:endpointURL.'),
    ],
    ['dct:temporal', node('dct:PeriodOfTime'), 'dct:temporal → #period', text('เช่นเดียวกับชุดข้อมูล', 'As of the dataset.')],
    ['dct:language', text('ภาษาตามตารางของสหภาพยุโรป', 'EU language'), 'dct:language', text('ค่าอื่นตั้งข้อสังเกต', 'Others are observed.')],
    ['dct:conformsTo', node('dct:Standard'), 'dct:conformsTo → #standard-n', wordsRule],
    [
      'dcatap:availability',
      text('แผนการเปิดให้เข้าถึงตามตารางของสหภาพยุโรป', 'EU planned availability'),
      'dcatap:availability',
      text('ค่าอื่นตั้งข้อสังเกต', 'Others are observed.'),
    ],
    [
      'adms:status',
      text('สถานะตามตารางของสหภาพยุโรป', 'EU distribution status'),
      'adms:status',
      text('ค่าอื่นตั้งข้อสังเกต', 'Others are observed.'),
    ],
    ['foaf:page', link, 'foaf:page', linkRule],
  ],
};
