import type { Cell, MappingExample, MappingTable } from '../../catalog/mapping-table.js';
import { type Text, text } from '../../catalog/text.js';
import { prefixed } from '../../rdf/terms.js';
import { exampleJsonLd, exampleTurtle } from './example.js';
import { otherTables } from './other-tables.js';
import { propertyLines } from './properties.js';
import { datasetRows, downloadRows, partRows, type SchemaRow } from './schema-org.js';
import { formerTerms } from './tidy.js';

/** The mapping of descriptions in RDF for people, from the tables that it runs on. */
export function rdfTables(): MappingTable[] {
  return [
    properties('dataset', text('RDF: คุณสมบัติของชุดข้อมูล', 'RDF: properties of a dataset')),
    properties('resource', text('RDF: คุณสมบัติของการเผยแพร่ (dcat:Distribution)', 'RDF: properties of a distribution')),
    {
      id: 'rdf-nodes',
      heading: text('RDF: ชื่อและเจ้าของ', 'RDF: names and owners'),
      columns: [],
      rows: [],
      notes: nodeNotes,
    },
    {
      id: 'rdf-tables',
      heading: text('RDF: รายการอื่นที่อ่านได้', 'RDF: other lists that are read'),
      columns: [text('รายการ', 'list'), text('ใช้กับชุดคำศัพท์', 'for the scheme')],
      rows: otherTables.map(({ name, schemes }) => [name, schemes.map(code).join(', ')]),
    },
    {
      id: 'rdf-former',
      heading: text('RDF: ชื่อเดิมหรือสะกดต่าง', 'RDF: former and misspelt names'),
      columns: [text('ชื่อที่พบ', 'found'), text('ชื่อปัจจุบัน', 'present')],
      rows: Object.entries(formerTerms).map(([former, present]) => [code(prefixed(former)), code(prefixed(present.value))]),
    },
    {
      id: 'schema-org',
      heading: text('schema.org/Dataset', 'schema.org/Dataset'),
      columns: [text('คลาส', 'class'), text('คุณสมบัติ', 'property'), text('ปลายทาง', 'target')],
      rows: [...rowsOf('Dataset', datasetRows), ...rowsOf('DataDownload', downloadRows), ...rowsOf('Organization, Place, …', partRows)],
      notes: [
        text(
          'อ่านได้ทั้ง `http://schema.org/` และ `https://schema.org/` คุณสมบัติอื่นแสดงในรายงานว่ายังไม่ได้จับคู่ รายการบังคับที่ schema.org ไม่มี ให้ระบุด้วยคุณสมบัติ `gdc:` ในเอกสารเดียวกัน',
          'Both `http://schema.org/` and `https://schema.org/` are read; any other property is listed as unmapped. Items that schema.org has no words for stand beside it as `gdc:` properties.',
        ),
      ],
    },
  ];
}

/** A dataset to start from, in both syntaxes. */
export function rdfExamples(): MappingExample[] {
  const note = text(
    'ครบทั้ง 14 รายการของ มรด. 3-1:2565 และผ่านกฎทุกข้อ ตัวเลือกระบุเป็น IRI ของชุดคำศัพท์ที่ `/vocab` หรือเป็นข้อความตามตัวเลือกก็ได้',
    'It has all 14 items of มรด. 3-1:2565 and passes every rule. Choices are IRIs of the schemes at `/vocab`; their labels as text are read too.',
  );
  return [
    {
      id: 'example',
      heading: text('ตัวอย่าง DCAT-AP-TH (Turtle)', 'Example of DCAT-AP-TH (Turtle)'),
      note,
      language: 'turtle',
      source: exampleTurtle,
    },
    {
      id: 'example-jsonld',
      heading: text('ตัวอย่าง DCAT-AP-TH (JSON-LD)', 'Example of DCAT-AP-TH (JSON-LD)'),
      note: text(
        'เนื้อหาเดียวกัน `@context` คือบริบทของระบบนี้ที่ `/context/1.jsonld`',
        'The same. Its `@context` is this catalogue’s own, at `/context/1.jsonld`.',
      ),
      language: 'json',
      source: exampleJsonLd('https://catalogue.example'),
    },
  ];
}

const nodeNotes: readonly Text[] = [
  text(
    'ชุดข้อมูลและส่วนประกอบได้ IRI ของระบบนี้ IRI เดิมและตัวระบุอื่นเก็บเป็น `adms:identifier` (พร้อมชื่อผู้เผยแพร่เดิมใน `adms:schemaAgency`) และระเบียนระบุ `prov:wasDerivedFrom` ไปยัง IRI เดิม ส่วน `dct:identifier` คงเดิม',
    'The dataset and its parts get our IRIs. The original IRI and other identifiers become `adms:identifier`s (with the original publisher’s name as `adms:schemaAgency`), the record is `prov:wasDerivedFrom` the original IRI, and `dct:identifier` travels unchanged.',
  ),
  text(
    '`dct:publisher` คือหน่วยงานที่ลงทะเบียนแหล่งข้อมูลเสมอ หน่วยงานย่อยที่จัดทำเก็บเป็น `dct:creator` ไม่เผยแพร่ชื่อบุคคล',
    '`dct:publisher` is always the agency that registered the source; units that made the data stay as `dct:creator`; persons are not published.',
  ),
  text(
    '`gdc:allowHarvest` เป็น false คือการถอนความยินยอม ระบบระงับการเผยแพร่ในรอบเดียวกัน หากไม่ระบุถือตามความยินยอมที่ให้ไว้กับแหล่งข้อมูล ข้อมูลความมั่นคงและข้อมูลที่มีชั้นความลับไม่รับตั้งแต่ต้น',
    '`gdc:allowHarvest` false withdraws the consent, and the dataset is hidden in the same run; without it the consent given with the source holds. Security and secret data are refused at the door.',
  ),
  text(
    'ความเชื่อมโยงกับชุดข้อมูลอื่น (`dct:hasPart`, `dcat:inSeries`, `dct:source` ฯลฯ) เก็บเป็น `dct:relation` เพราะระบบไม่ทราบว่าปลายทางเผยแพร่อยู่หรือไม่',
    'Links to other datasets (`dct:hasPart`, `dcat:inSeries`, `dct:source`, …) are kept as `dct:relation`: what they lead to may not be published here.',
  ),
  text(
    'ค่าที่ไม่ได้ระบุแต่อ่านได้จากคุณสมบัติอื่นบันทึกเป็นการปรับแก้ `implied` คุณสมบัติที่ยังไม่มีปลายทางแสดงในรายงาน',
    'What is not stated and is read off another property is the repair `implied`; properties without a home are listed in the report.',
  ),
];

function properties(side: 'dataset' | 'resource', heading: Text): MappingTable {
  return {
    id: side === 'dataset' ? 'rdf-dataset' : 'rdf-distribution',
    heading,
    columns: [text('คุณสมบัติ', 'property'), text('ค่า', 'value'), text('ปลายทาง', 'target'), text('รายการ', 'item'), text('กฎ', 'rule')],
    rows: propertyLines(side).map(({ property, value, target, item, rule }) => [code(property), value, target, item, rule]),
  };
}

function rowsOf(kind: string, rows: readonly SchemaRow[]): Cell[][] {
  return rows.map(({ name, property }) => [
    kind,
    code(`schema:${name}`),
    property === undefined ? text('ไม่เผยแพร่', 'not published') : code(prefixed(property.value)),
  ]);
}

function code(value: string): string {
  return `\`${value}\``;
}
