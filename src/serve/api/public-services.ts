import { resultFormats } from '../../catalog/directory.js';
import { text } from '../../catalog/text.js';
import { faces } from '../report/faces.js';
import { workbookType } from '../report/workbook.js';
import { get, html, type PublicOperation } from './public-operation.js';
import type { QueryParameter } from './public-parameters.js';

const sparqlTypes = [...new Set([...resultFormats.bindings, ...resultFormats.graph])];
const graphs = ['default-graph-uri', 'named-graph-uri', 'format'] as const satisfies readonly QueryParameter[];
const sparqlProblems = {
  413: 'The query or its result is too large; nothing is cut.',
  429: 'Too many queries at a time, or in a minute; see Retry-After.',
  503: 'It took too long, too many wait, or the data is still being loaded; see Retry-After.',
};
const refusedType = { 415: 'Such a body is not taken.' };
const select = 'SELECT (COUNT(*) AS ?datasets) WHERE { ?dataset a <http://www.w3.org/ns/dcat#Dataset> }';
const sparqlBody = { 'application/x-www-form-urlencoded': `query=${encodeURIComponent(select)}`, 'application/sparql-query': select };
const dataset = '@prefix dcat: <http://www.w3.org/ns/dcat#> . <https://data.agency.example/1> a dcat:Dataset .';

/** What works for who asks: queries, the validator, the template. */
export const serviceOperations: readonly PublicOperation[] = [
  get('/sparql', 'query', text('ถามด้วย SPARQL 1.1', 'Ask by SPARQL 1.1'), {
    types: [...sparqlTypes, 'text/html'],
    parameters: ['query', ...graphs],
    statuses: sparqlProblems,
  }),
  {
    method: 'post',
    path: '/sparql',
    id: 'queryByPost',
    words: text('ถามด้วย SPARQL 1.1 คำสั่งยาว', 'Ask by SPARQL 1.1, with a long query'),
    types: sparqlTypes,
    parameters: graphs,
    body: sparqlBody,
    statuses: { ...sparqlProblems, ...refusedType, 403: 'Updates are not taken.' },
  },
  get('/sparql/federated', 'queryFederated', text('ถามข้ามหน่วยงานด้วย SERVICE', 'Ask agencies’ endpoints too, with SERVICE'), {
    types: [...resultFormats.bindings, 'text/turtle'],
    parameters: ['query', 'format'],
    statuses: sparqlProblems,
  }),
  {
    method: 'post',
    path: '/sparql/federated',
    id: 'queryFederatedByPost',
    words: text('ถามข้ามหน่วยงานด้วย SERVICE คำสั่งยาว', 'The same with a long query'),
    types: resultFormats.bindings,
    parameters: ['format'],
    body: sparqlBody,
    statuses: { ...sparqlProblems, ...refusedType, 403: 'Updates are not taken.' },
  },
  get('/validate', 'showValidator', text('หน้าตรวจสอบคำอธิบายข้อมูล', 'The page to check metadata on'), { types: html, parameters: ['lang'] }),
  {
    method: 'post',
    path: '/validate',
    id: 'validate',
    words: text('ตรวจสอบคำอธิบายข้อมูล ไม่เก็บข้อมูลไว้', 'Check metadata; nothing is kept'),
    types: [...Object.values(faces).map(({ mediaType }) => mediaType), workbookType],
    parameters: ['profile', 'format', 'lang'],
    body: {
      'text/turtle': dataset,
      'application/ld+json': '{"@type":"http://www.w3.org/ns/dcat#Dataset"}',
      'application/rdf+xml': undefined,
      'application/n-triples': undefined,
      'application/json': undefined,
      [workbookType]: undefined,
      'multipart/form-data': undefined,
      'application/x-www-form-urlencoded': `text=${encodeURIComponent(dataset)}&type=text%2Fturtle`,
    },
    statuses: {
      408: 'It comes too slowly while others wait.',
      413: 'Too large.',
      ...refusedType,
      422: 'It has no dataset, or is too complex to be judged.',
      502: 'What stands at the address cannot be fetched.',
    },
  },
  get('/template.xlsx', 'readTemplate', text('แบบฟอร์ม Excel เปล่า', 'The empty Excel template'), { types: [workbookType] }),
];
