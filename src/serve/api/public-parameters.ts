import { type Text, text } from '../../catalog/text.js';
import { representations } from '../negotiate.js';

/** A parameter of an address that anybody may ask. */
export interface PublicParameter {
  readonly in: 'path' | 'query' | 'header';
  readonly words: Text;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly example?: string | number;
}

const string = { type: 'string' };
const position = { type: 'integer', minimum: 1 };

/** In an address: the same name means the same everywhere. */
export const pathParameters = {
  agency: { in: 'path', words: text('รหัสหน่วยงาน', 'Code of an agency'), schema: string, example: '99070100' },
  name: {
    in: 'path',
    words: text('ชื่อของชุดข้อมูลในที่อยู่', 'Name of a dataset in its address'),
    schema: { type: 'string', pattern: '^[a-z0-9][a-z0-9_-]*$' },
    example: 'fish-landings',
  },
  id: { in: 'path', words: text('รหัสของทรัพยากรข้อมูล', 'Id of a distribution'), schema: string },
  suffix: {
    in: 'path',
    words: text('รูปแบบของเอกสาร ใช้แทน Accept', 'Representation, in place of Accept'),
    schema: { type: 'string', enum: Object.keys(representations) },
    example: 'ttl',
  },
  scheme: { in: 'path', words: text('ชื่อชุดคำศัพท์ หรือ profile', 'Name of a vocabulary, or “profile”'), schema: string, example: 'theme' },
  code: { in: 'path', words: text('รหัสของคำในชุดคำศัพท์', 'Code of a concept'), schema: string },
  rules: { in: 'path', words: text('ชื่อไฟล์กฎการตรวจ', 'Name of a file of rules'), schema: string, example: 'gdc' },
  version: { in: 'path', words: text('รุ่นของกฎการตรวจ', 'Version of the rules'), schema: string, example: '1.0.0' },
  seq: {
    in: 'path',
    words: text('ตำแหน่งที่หน้าเริ่มต้น โปรดใช้ลิงก์จากหน้าอื่น', 'Position that a page begins with; links of other pages lead to it'),
    schema: position,
  },
  page: { in: 'path', words: text('ลำดับของแผนผังเว็บไซต์', 'Number of a sitemap'), schema: position, example: 1 },
  dump: {
    in: 'path',
    words: text('ชื่อไฟล์จาก /dumps', 'Name of a file, from /dumps'),
    schema: { type: 'string', pattern: '^banchi-\\d+\\.nq\\.gz$' },
  },
} as const satisfies Readonly<Record<string, PublicParameter>>;

/** In the query of an address. */
export const queryParameters = {
  limit: {
    in: 'query',
    words: text('จำนวนชุดข้อมูลต่อหน้า', 'Datasets on a page'),
    schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
    example: 10,
  },
  after: {
    in: 'query',
    words: text('เริ่มต่อจากชุดข้อมูลนี้ โปรดใช้ลิงก์ next', 'Begins after this dataset; the link “next” has it'),
    schema: { type: 'string', pattern: '^[\\w-]+/[\\w-]+$' },
  },
  agencyFilter: { in: 'query', words: text('เฉพาะของหน่วยงานรหัสนี้', 'Of this agency only'), schema: string, example: '99070100' },
  modified_since: {
    in: 'query',
    words: text('เฉพาะที่เปลี่ยนแปลงตั้งแต่วันหรือเวลานี้', 'Only what changed here on that day, or at that moment, or later'),
    schema: string,
    example: '2026-01-31',
  },
  lang: { in: 'query', words: text('ภาษาของหน้าเว็บ', 'Language of a page'), schema: { type: 'string', enum: ['th', 'en'] }, example: 'en' },
  q: { in: 'query', words: text('คำที่ค้นหา', 'Words to look for, on the page'), schema: { type: 'string', maxLength: 100 } },
  afterPosition: {
    in: 'query',
    words: text('ตำแหน่งที่ไฟล์ข้อมูลทั้งหมดมีอยู่แล้ว ระบบจะพาไปหน้าที่ต่อจากนั้น', 'Position that a dump holds; leads to the page that goes on from there'),
    schema: { type: 'integer', minimum: 0 },
  },
  query: {
    in: 'query',
    words: text('คำสั่ง SPARQL 1.1', 'A SPARQL 1.1 query'),
    schema: { type: 'string', maxLength: 65_536 },
    example: 'SELECT ?dataset WHERE { ?dataset a <http://www.w3.org/ns/dcat#Dataset> } LIMIT 10',
  },
  'default-graph-uri': {
    in: 'query',
    words: text('กราฟหลักของคำสั่ง ระบุซ้ำได้', 'Default graph of the query; any number'),
    schema: { type: 'array', items: string },
  },
  'named-graph-uri': {
    in: 'query',
    words: text('กราฟที่มีชื่อของคำสั่ง ระบุซ้ำได้', 'Named graph of the query; any number'),
    schema: { type: 'array', items: string },
  },
  format: {
    in: 'query',
    words: text('รูปแบบของคำตอบ ใช้แทน Accept เช่น json, csv, ttl', 'Form of the answer in place of Accept: json, csv, ttl, …'),
    schema: string,
    example: 'json',
  },
  profile: {
    in: 'query',
    words: text('โพรไฟล์ที่ใช้ตรวจ', 'Profile to judge by'),
    schema: { type: 'string', enum: ['dcat-ap-th', 'dcat-ap'], default: 'dcat-ap-th' },
  },
} as const satisfies Readonly<Record<string, PublicParameter>>;

/** Parameters whose name in the address is another than the one here, which would mean two things. */
export const namesInAddress: Readonly<Record<string, string>> = { agencyFilter: 'agency', afterPosition: 'after' };

export type PathParameter = keyof typeof pathParameters;
export type QueryParameter = keyof typeof queryParameters;
