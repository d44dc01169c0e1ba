/** How to fill in a column: in Thai, in English, and an example. */
export type Hint = readonly [th: string, en: string, example: string];

const day: Hint = ['วันที่ ปี-เดือน-วัน พ.ศ. หรือ ค.ศ.', 'Day as year-month-day, either era', '2569-05-01'];
const year: Hint = ['ปี พ.ศ. หรือ ค.ศ. 4 หลัก', 'Year of 4 digits, either era', '2565'];
const choose: Hint = ['เลือกจากรายการ', 'Choose from the list', ''];
const flag: Hint = ['เลือก True หรือ False ถ้าไม่ทราบให้เว้นว่าง', 'True or False; leave blank if unknown', 'True'];
const several = (example: string): Hint => ['เลือกจากรายการ หลายค่าให้คั่นด้วย , ', 'From the list; several with commas between', example];
const choice = (example: string): Hint => [choose[0], choose[1], example];
const degrees = (example: string): Hint => ['องศาทศนิยม', 'Decimal degrees', example];

const shared = {
  data_collect: choice('บุคคล'),
  disaggregate: several('เพศ, อายุ/กลุ่มอายุ'),
  unit_of_measure: ['หน่วยของตัวเลข', 'Unit of the figures', 'คน'],
  unit_of_multiplier: choice('หน่วย'),
  geographic_data_set: choice('ชั้นข้อมูลแหล่งน้ำ'),
  equivalent_scale: choice('1:50,000'),
  positional_accuracy: ['ความคลาดเคลื่อนทางตำแหน่ง', 'Positional error', '± 10 เมตร'],
} as const satisfies Record<string, Hint>;

/** Hints for the columns of datasets. */
export const datasetHints: Readonly<Record<string, Hint>> = {
  name: [
    'ชื่ออ้างอิง a-z 0-9 - _ ไม่ซ้ำในไฟล์ และไม่เปลี่ยนเมื่อส่งครั้งต่อไป',
    'Short name: a-z 0-9 - _, unique, kept from upload to upload',
    'fish-prices',
  ],
  data_type: ['เลือกจากรายการ ถ้าว่างใช้ประเภทตามชีต', 'From the list; blank means the sheet’s', 'ข้อมูลระเบียน'],
  data_type_other: ['ระบุว่าเป็นข้อมูลประเภทใด', 'Say what kind of data it is', 'ไฟล์เสียง'],
  title: ['ชื่อเต็มของชุดข้อมูล', 'Full title', 'ราคาสัตว์น้ำรายเดือน'],
  owner_org: ['รหัสหรือชื่อหน่วยงานเจ้าของข้อมูล', 'Code or name of the owner', 'กรมตัวอย่าง'],
  maintainer: ['ชื่อฝ่ายงาน ไม่ใช่ชื่อบุคคล', 'A unit, not a person', 'กลุ่มสถิติการประมง'],
  maintainer_email: ['อีเมลกลางของฝ่ายงาน', 'Mailbox of the unit', 'stat@example.go.th'],
  tag_string: ['คำค้น หลายคำให้คั่นด้วย ,', 'Keywords with commas between', 'ราคา, สัตว์น้ำ, ประมง'],
  notes: ['อธิบายว่าข้อมูลมีอะไร ครอบคลุมช่วงใด', 'What the data holds and covers', 'ราคาเฉลี่ยรายเดือนของสัตว์น้ำที่ท่าเทียบเรือ'],
  objective: several('พันธกิจหน่วยงาน, เพื่อการให้บริการประชาชน'),
  update_frequency_unit: choice('เดือน'),
  update_frequency_interval: ['ตัวเลข เช่น ทุก 3 เดือน ให้ใส่ 3', 'Number: every 3 months is 3', '1'],
  geo_coverage: choice('ประเทศ'),
  data_source: ['ข้อมูลมาจากที่ใด', 'Where the data comes from', 'ระบบสำรวจราคาของหน่วยงาน'],
  data_format: several('CSV, XLS'),
  data_category: choice('ข้อมูลสาธารณะ'),
  data_classification: choice('เปิดเผย'),
  license_id: choice('Creative Commons Attributions'),
  accessible_condition: ['เงื่อนไขการเข้าถึง ถ้าไม่มีให้เว้นว่าง', 'Conditions of access; blank if none', 'ไม่มีการจำกัดการเข้าถึงข้อมูล'],
  created_date: day,
  last_updated_date: day,
  data_release_calendar: ['วันที่จะเผยแพร่ครั้งถัดไป ปี-เดือน-วัน', 'Day of the next release', '2569-12-15'],
  data_release_date: day,
  url: ['หน้าเว็บของชุดข้อมูล', 'Web page of the dataset', 'https://www.example.go.th/fish-prices'],
  data_support: choice('หน่วยงานของรัฐ'),
  data_language: several('ไทย, อังกฤษ'),
  high_value_dataset: flag,
  reference_data: flag,
  official_statistics: flag,
  first_year_of_data: year,
  last_year_of_data: ['ปีล่าสุดที่เผยแพร่ พ.ศ. หรือ ค.ศ.', 'Latest year published', '2568'],
  calculation_method: ['คำนวณอย่างไร', 'How it was computed', 'ค่าเฉลี่ยถ่วงน้ำหนัก'],
  standard: ['มาตรฐานที่ใช้จัดทำ', 'Standard followed', 'ISIC Rev.4'],
  west_bound_longitude: degrees('97.34'),
  east_bound_longitude: degrees('105.64'),
  north_bound_longitude: degrees('20.46'),
  south_bound_longitude: degrees('5.61'),
  reference_period: ['ปีหรือช่วงปีของข้อมูล', 'Year or range of years', '2565-2568'],
  ...shared,
};

/** Hints for the columns of resources. */
export const resourceHints: Readonly<Record<string, Hint>> = {
  dataset_name: ['ให้เหมือนคอลัมน์ name ของชุดข้อมูล', 'The dataset’s name, letter by letter', 'fish-prices'],
  name: ['ชื่อไฟล์หรือบริการ', 'Title of the file or service', 'ราคาสัตว์น้ำ ปี 2569'],
  url: ['ที่อยู่เต็มสำหรับดาวน์โหลด', 'Full address of the file', 'https://data.example.go.th/fish-2569.csv'],
  description: ['อธิบายไฟล์นี้', 'What this file holds', 'ราคาเฉลี่ยรายเดือน'],
  format: ['รูปแบบไฟล์', 'Format of the file', 'CSV'],
  resource_accessible_condition: ['เงื่อนไขการเข้าถึง ถ้าไม่มีให้เว้นว่าง', 'Conditions of access; blank if none', ''],
  resource_last_updated_date: day,
  resource_created_date: day,
  resource_data_release_date: day,
  resource_data_release_calendar: ['วันที่จะเผยแพร่ครั้งถัดไป ปี-เดือน-วัน', 'Day of the next release', '2569-12-15'],
  resource_first_year_of_data: year,
  resource_last_year_of_data: year,
  resource_official_statistics: flag,
  ...Object.fromEntries(Object.entries(shared).map(([field, hint]) => [`resource_${field}`, hint])),
};

/** The 14 items of the guideline, the name that joins, and what a resource must have (thai-metadata.md §1). */
export const requiredFields: Readonly<Record<'dataset' | 'resource', ReadonlySet<string>>> = {
  dataset: new Set([
    'name',
    'data_type',
    'data_type_other',
    'title',
    'owner_org',
    'maintainer',
    'maintainer_email',
    'tag_string',
    'notes',
    'objective',
    'update_frequency_unit',
    'update_frequency_interval',
    'geo_coverage',
    'data_source',
    'data_format',
    'data_category',
    'license_id',
  ]),
  resource: new Set(['dataset_name', 'name', 'url', 'format']),
};

/** Columns whose cells are text, so that Excel makes no day of 1:4,000 and no number of a name. */
export const textFields = /^(?:name|dataset_name|tag_string)$|_date$|_calendar$|year_of_data$|scale$|period$|interval$/;

/** Widths in characters; the others have the usual one. */
export const widths: Readonly<Record<string, number>> = {
  name: 24,
  dataset_name: 24,
  title: 42,
  notes: 56,
  description: 46,
  data_source: 34,
  tag_string: 32,
  objective: 34,
  url: 44,
  maintainer: 30,
  maintainer_email: 28,
  accessible_condition: 34,
  owner_org: 28,
  license_id: 30,
  data_category: 24,
};
export const usualWidth = 22;
export const findingsWidth = 90;

/** Formats that files mostly have, for the drop-down of `format`. */
export const usualFormats = [
  'CSV',
  'XLSX',
  'XLS',
  'JSON',
  'GeoJSON',
  'XML',
  'PDF',
  'DOCX',
  'SHP',
  'KML',
  'API',
  'WMS',
  'ZIP',
  'HTML',
  'TXT',
];
