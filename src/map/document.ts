import { datasetFields, resourceFields, type SchemaField } from '../catalog/fields.js';
import type { Cell, MappingDocument, MappingTable } from '../catalog/mapping-table.js';
import { type Text, text } from '../catalog/text.js';
import type { Graph } from '../rdf/graph.js';
import { gdc, iri, observations, prefixed, rdfs, sh } from '../rdf/terms.js';
import { classesOfCategory, dayOrderTable, placeholderFields, unknownFields } from './checks.js';
import { housekeeping, legacyKeys } from './ckan-package.js';
import { datasetClasses } from './dataset.js';
import { fieldLines } from './field-lines.js';
import { rdfExamples, rdfTables } from './rdf/document.js';
import { repairRules } from './repairs.js';

/** What the page says before its tables. */
const introduction = text(
  'ประเภท: R ระเบียน · S สถิติ · G ภูมิสารสนเทศ · M หลากหลายประเภท · O อื่นๆ. `#part` คือโหนดย่อยของชุดข้อมูลหรือการเผยแพร่',
  'Types: R ระเบียน · S สถิติ · G ภูมิสารสนเทศ · M หลากหลายประเภท · O อื่นๆ. `#part` is a node of the dataset or distribution.',
);

/**
 * The whole mapping for people, from the tables that the mapping runs on.
 * @param vocabulary triples of vocab/, for the words of observations; `shapes` those of shapes/, for the rules that judge them.
 */
export function mappingDocument(vocabulary: Graph, shapes: Graph): MappingDocument {
  return { introduction, tables: [...tables(vocabulary, shapes), ...rdfTables()], examples: rdfExamples() };
}

function tables(vocabulary: Graph, shapes: Graph): MappingTable[] {
  return [
    fieldTable('dataset', text('ช่องของชุดข้อมูล', 'Fields of a dataset'), datasetFields),
    fieldTable('resource', text('ช่องของทรัพยากรข้อมูล', 'Fields of a resource'), resourceFields),
    {
      id: 'data-types',
      heading: text('ประเภทชุดข้อมูล', 'Data types'),
      columns: ['`dct:type`', text('คลาสสำหรับกฎ', 'class for the rules')],
      rows: Object.entries(datasetClasses).map(([name, term]) => [`data-type/${name}`, prefixed(term.value)]),
    },
    {
      id: 'category',
      heading: text('หมวดหมู่ข้อมูลและระดับชั้นข้อมูล', 'Category and classification'),
      columns: [text('หมวดหมู่', 'category'), text('ระดับชั้นที่ใช้คู่กันได้', 'classifications that go with it')],
      rows: Object.entries(classesOfCategory).map(([category, classes]) => [category, classes.join(', ')]),
      notes: [
        text(
          'ข้อมูลสาธารณะต้องไม่มีเงื่อนไขในการเข้าถึง คู่อื่นจะตั้งข้อสังเกตด้วย `gdc:classMismatch` และใช้ค่าที่เข้มงวดกว่า',
          'Public data have no condition of access. Others are observed as `gdc:classMismatch`; the stricter holds.',
        ),
      ],
    },
    { id: 'together', heading: text('ช่องที่พิจารณาร่วมกัน', 'Fields looked at together'), columns: [], rows: [], notes: together() },
    {
      id: 'former-names',
      heading: text('ชื่อเดิมของช่อง', 'Former names of fields'),
      columns: [text('ชื่อเดิม', 'former'), text('ชื่อปัจจุบัน', 'present')],
      rows: [
        ...Object.entries(legacyKeys).map(([former, present]) => [code(former), code(present)]),
        ['`telephone_number`', text('ไม่เผยแพร่', 'never published')],
      ],
    },
    {
      id: 'repairs',
      heading: text('การปรับแก้: ค่าที่ไม่เรียบร้อยและวิธีจัดการ', 'Repairs: dirty values and what is done'),
      columns: [text('กฎ', 'rule'), 'ไทย', 'English'],
      rows: Object.entries(repairRules).map(([rule, { th, en }]) => [code(rule), th, en]),
    },
    {
      id: 'observations',
      heading: text('ข้อสังเกต: สิ่งที่บอกแก่กฎการตรวจ ไม่เผยแพร่', 'Observations: what the shapes are told, never published'),
      columns: [text('ข้อสังเกต', 'observation'), text('ความหมาย', 'what'), text('กฎ', 'rule'), text('ระดับ', 'severity')],
      rows: observationRows(vocabulary, shapes),
    },
    {
      id: 'unread',
      heading: text('ช่องที่ไม่นำไปใช้', 'Read by nobody'),
      columns: [],
      rows: [],
      notes: [
        text(
          `ช่องภายในของ CKAN ความยินยอมที่ใช้ในขั้นรวบรวม และข้อมูลบุคคลที่ไม่เผยแพร่: ${unread()} ช่องอื่นที่มีค่าจะแสดงในรายงานว่ายังไม่ได้จับคู่`,
          `Housekeeping of CKAN, consent that the harvest reads, and persons that are never published: ${unread()}. Any other field with a value is listed as unmapped in the report.`,
        ),
      ],
    },
  ];
}

function fieldTable(side: 'dataset' | 'resource', heading: Text, schema: readonly SchemaField[]): MappingTable {
  const labels = new Map(schema.map(([name, th, en, types]) => [name, { label: text(`${th} · ${en}`, `${th} · ${en}`), types }]));
  const lines = fieldLines(side);
  const order = [...schema.map(([name]) => name), ...lines.map(({ field }) => field).filter((field) => !labels.has(field))];
  return {
    id: side,
    heading,
    columns: [text('ช่อง', 'field'), text('ชื่อ', 'label'), text('ปลายทาง', 'target'), text('กฎ', 'rule'), text('ประเภท', 'types')],
    rows: order.map((name) => {
      const line = lines.find(({ field }) => field === name);
      if (line === undefined) throw new Error(`no table of the mapping has ${name}`);
      return [code(name), labels.get(name)?.label ?? 'CKAN', line.target, line.rule, labels.get(name)?.types ?? ''];
    }),
  };
}

function together(): Text[] {
  const order = `${dayOrderTable.map(([first, last]) => `\`${first}\` ≤ \`${last}\``).join(', ')}; \`first_year_of_data\` ≤ \`last_year_of_data\``;
  const unknown = unknownFields.map(code).join(', ');
  const placeholders = placeholderFields.map(code).join(', ');
  return [
    text(`ลำดับของวันที่: ${order} ≤ ปีของ \`last_updated_date\``, `Order of days: ${order} ≤ the year of \`last_updated_date\`.`),
    text(`ตอบว่า “ไม่ทราบ” ตั้งแต่สามช่องขึ้นไปใน ${unknown}`, `ไม่ทราบ in three or more of ${unknown}.`),
    text(`ข้อความที่ใส่เพียงให้เต็มช่องใน ${placeholders}`, `Words that only fill the field in ${placeholders}.`),
    text(
      'สิ่งที่ระบุเฉพาะในทรัพยากรข้อมูล (ปี หน่วยวัด การจำแนก ชั้นข้อมูล มาตราส่วน ฯลฯ) นับในกฎเฉพาะประเภทของชุดข้อมูล แต่ไม่เผยแพร่เป็นของชุดข้อมูล',
      'What only the resources of a dataset say (years, unit, breakdown, layer, scale, …) counts for the rules of its type, and is not published of the dataset.',
    ),
  ];
}

/** Each observation with the rule that judges it and its severity. */
function observationRows(vocabulary: Graph, shapes: Graph): Cell[][] {
  return [...observations].map((observation) => {
    const rule = shapes.subjects(sh.path, iri(observation))[0];
    const label = vocabulary.objects(iri(observation), rdfs.label).map((term) => term.value);
    const severity = rule === undefined ? undefined : (shapes.object(rule, sh.severity) ?? sh.Violation);
    return [
      code(`gdc:${observation.slice(gdc.$.length)}`),
      label.join(' · '),
      rule === undefined ? '' : code(`shape:${rule.value.replace(/^.*#/, '')}`),
      severity === undefined ? '' : severity.value.slice(sh.$.length).toLowerCase(),
    ];
  });
}

function unread(): string {
  return [...housekeeping].sort().map(code).join(', ');
}

function code(value: string): string {
  return `\`${value}\``;
}
