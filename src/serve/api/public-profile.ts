import { text } from '../../catalog/text.js';
import { linksetType } from '../signposting.js';
import { get, html, type PublicOperation, represented, unknown } from './public-operation.js';

/** The profile's documents, and what crawlers, programs and operators look for. */
export const profileOperations: readonly PublicOperation[] = [
  get('/ns', 'readOntology', text('คำศัพท์ของโพรไฟล์', 'Terms of the profile'), { ...represented, parameters: ['lang'] }),
  get('/vocab', 'listVocabularies', text('ชุดคำศัพท์', 'Vocabularies'), { ...represented, parameters: ['q', 'lang'] }),
  get('/vocab/{scheme}', 'readVocabulary', text('ชุดคำศัพท์หนึ่งชุด', 'One vocabulary'), {
    ...represented,
    parameters: ['q', 'lang'],
    statuses: unknown,
  }),
  get('/vocab/{scheme}/{code}', 'readConcept', text('คำหนึ่งคำในชุดคำศัพท์', 'One concept'), {
    ...represented,
    parameters: ['lang'],
    statuses: unknown,
  }),
  get('/shapes', 'listRules', text('กฎการตรวจ (SHACL)', 'Rules (SHACL)'), { ...represented, parameters: ['q', 'lang'] }),
  get('/shapes/{rules}', 'readRules', text('กฎการตรวจหนึ่งไฟล์', 'One file of rules'), {
    ...represented,
    parameters: ['lang'],
    statuses: unknown,
  }),
  get('/shapes/{version}/{rules}', 'readRulesOfVersion', text('กฎการตรวจของรุ่นหนึ่ง', 'Rules of a version'), {
    ...represented,
    parameters: ['lang'],
    statuses: unknown,
  }),
  get('/context/1.jsonld', 'readContext', text('บริบท JSON-LD', 'The JSON-LD context'), { types: ['application/ld+json'] }),
  get('/.well-known/void', 'describeData', text('คำอธิบายข้อมูลที่เผยแพร่ (VoID)', 'What is published (VoID)'), {
    ...represented,
    parameters: ['lang'],
  }),
  get('/.well-known/api-catalog', 'listApis', text('รายการ API (RFC 9727)', 'APIs (RFC 9727)'), { types: [linksetType] }),
  get('/sitemap.xml', 'listSitemaps', text('แผนผังเว็บไซต์', 'Sitemaps'), { types: ['application/xml'] }),
  get('/sitemaps/{page}.xml', 'readSitemap', text('แผนผังเว็บไซต์หนึ่งส่วน', 'One sitemap'), { types: ['application/xml'], statuses: unknown }),
  get('/robots.txt', 'readRobots', text('ข้อกำหนดสำหรับโปรแกรมเก็บข้อมูล', 'Rules for crawlers'), { types: ['text/plain'] }),
  get('/docs/mapping', 'showMapping', text('การแปลงข้อมูลเป็น DCAT-AP-TH', 'The mapping, field by field'), {
    types: html,
    parameters: ['lang'],
  }),
  get('/docs/components', 'showComponents', text('ส่วนประกอบของหน้าเว็บ', 'Components of the pages'), { types: html, parameters: ['lang'] }),
  get('/openapi.json', 'describeApi', text('เอกสารนี้', 'This document'), { types: ['application/json'] }),
  get('/healthz', 'isAlive', text('ระบบทำงานอยู่', 'The process answers'), { types: ['application/json'] }),
  get('/readyz', 'isReady', text('ระบบพร้อมให้บริการ', 'The directory answers; how far each follower is'), {
    types: ['application/json'],
    statuses: { 503: 'It is still starting.' },
  }),
];
