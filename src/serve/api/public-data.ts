import { text } from '../../catalog/text.js';
import { linksetType } from '../signposting.js';
import { get, type PublicOperation, represented, unknown } from './public-operation.js';
import type { QueryParameter } from './public-parameters.js';

const paged = ['limit', 'after', 'modified_since', 'lang'] as const satisfies readonly QueryParameter[];
const left = { ...unknown, 410: 'It is no longer published: a tombstone, in any of the representations.' };
const feedTypes = ['application/trig', 'application/ld+json', 'application/n-quads', 'text/html'];
const past = { ...unknown, 410: 'Older than the feed reaches back; begin with a dump.' };

/** Catalogues, datasets, agencies, and what changed of them. */
export const dataOperations: readonly PublicOperation[] = [
  get('/catalog', 'readCatalogue', text('บัญชีข้อมูลทั้งหมด ทีละหน้า', 'The whole catalogue, page by page'), {
    ...represented,
    parameters: [...paged, 'agencyFilter'],
  }),
  get('/catalogs', 'listCatalogues', text('บัญชีข้อมูลของทุกหน่วยงาน', 'Catalogues of all agencies'), { ...represented, parameters: ['lang'] }),
  get('/catalogs/{agency}', 'readAgencyCatalogue', text('บัญชีข้อมูลของหน่วยงาน ทีละหน้า', 'An agency’s catalogue, page by page'), {
    ...represented,
    parameters: paged,
    statuses: unknown,
  }),
  get('/datasets', 'listDatasets', text('รายการชุดข้อมูล ทีละหน้า', 'Datasets, page by page'), {
    ...represented,
    parameters: [...paged, 'agencyFilter'],
  }),
  get('/datasets/{agency}/{name}', 'readDataset', text('ชุดข้อมูลหนึ่งชุด', 'One dataset'), {
    ...represented,
    parameters: ['lang'],
    statuses: left,
  }),
  get('/datasets/{agency}/{name}/record', 'readDatasetRecord', text('ระเบียนของชุดข้อมูลในบัญชี', 'Its record in the catalogue'), {
    ...represented,
    parameters: ['lang'],
    statuses: left,
  }),
  get('/datasets/{agency}/{name}/linkset', 'readLinkset', text('ลิงก์ของชุดข้อมูล (RFC 9264)', 'Its links (RFC 9264)'), {
    types: [linksetType],
    statuses: left,
  }),
  get('/datasets/{agency}/{name}/distributions/{id}', 'findDistribution', text('ทรัพยากรข้อมูล', 'A distribution'), {
    types: [],
    statuses: { ...left, 303: 'It stands in its dataset’s document.' },
  }),
  get('/agencies', 'listAgencies', text('รายชื่อหน่วยงาน', 'Agencies'), { ...represented, parameters: ['lang'] }),
  get('/agencies/{agency}', 'readAgency', text('หน่วยงานหนึ่งแห่ง', 'One agency'), {
    ...represented,
    parameters: ['lang'],
    statuses: unknown,
  }),
  get('/changes', 'readChanges', text('การเปลี่ยนแปลงทั้งหมด (LDES)', 'All changes (LDES)'), {
    types: feedTypes,
    parameters: ['afterPosition', 'lang'],
    statuses: { 303: 'Leads to the page that goes on after that position.', 410: past[410] },
  }),
  get('/changes/{seq}', 'readChangesPage', text('การเปลี่ยนแปลงหนึ่งหน้า', 'One page of changes'), {
    types: feedTypes,
    parameters: ['lang'],
    statuses: past,
  }),
  get('/feed.atom', 'readFeed', text('การเปลี่ยนแปลงล่าสุด (Atom)', 'The newest changes (Atom)'), { types: ['application/atom+xml'] }),
  get('/feed/{seq}.atom', 'readFeedArchive', text('การเปลี่ยนแปลงก่อนหน้า (Atom)', 'Earlier changes (Atom)'), {
    types: ['application/atom+xml'],
    statuses: past,
  }),
  get('/dumps', 'listDumps', text('ไฟล์ข้อมูลทั้งหมด', 'Dumps'), { types: ['application/json', 'text/html'], parameters: ['lang'] }),
  get('/dumps/latest.nq.gz', 'findLatestDump', text('ไฟล์ข้อมูลทั้งหมดล่าสุด', 'The newest dump'), {
    types: [],
    statuses: { 302: 'Where it is.' },
  }),
  get('/dumps/{dump}', 'readDump', text('ไฟล์ข้อมูลทั้งหมดหนึ่งไฟล์', 'One dump: N-Quads, packed'), {
    types: ['application/gzip'],
    statuses: { ...unknown, 206: 'The part that Range asks for.', 410: 'There is a newer one.', 416: 'There is no such part.' },
  }),
  get('/data.json', 'readDcatUs', text('บัญชีข้อมูลทั้งหมดตาม DCAT-US 3', 'The whole catalogue after DCAT-US 3'), {
    types: ['application/json'],
  }),
];
