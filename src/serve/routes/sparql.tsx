import express, { type Request, type Response, Router } from 'express';
import { catalogueIri } from '../../catalog/iris.js';
import { Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';
import { requestUrl } from '../negotiate.js';
import { renderPage } from '../pages/render.js';
import { sparqlPage } from '../pages/sparql.js';
import type { ServeParts } from '../parts.js';

const formType = 'application/x-www-form-urlencoded';
const queryType = 'application/sparql-query';
const largestBody = '256kb';

/** `/sparql`: SPARQL 1.1 Protocol, query side: GET, POST form, POST direct (linked-data.md §7). */
export function sparqlRoutes(parts: ServeParts): Router {
  const router = Router();
  const endpoint = `${parts.base}/sparql`;

  router.get('/sparql', async (request, response) => {
    const parameters = urlParameters(request);
    if (parameters.has('query')) return answer(request, response, only(parameters, 'query'), parameters);
    if (request.accepts(['text/turtle', 'text/html']) === 'text/html')
      return renderPage(parts, request, response, (language) => sparqlPage(endpoint, language, parameters.get('example') ?? undefined));
    response
      .vary('Accept')
      .type('text/turtle')
      .send(serviceDescription(endpoint, catalogueIri(parts.base)));
  });

  router.post(
    '/sparql',
    express.text({ type: [formType, queryType, 'application/sparql-update'], limit: largestBody, defaultCharset: 'utf-8' }),
    async (request, response) => {
      const type = request.is([formType, queryType, 'application/sparql-update']);
      const body = typeof request.body === 'string' ? request.body : '';
      const url = urlParameters(request);
      if (type === queryType) return answer(request, response, body, url);
      if (type === 'application/sparql-update') throw readOnly();
      if (type !== formType) {
        throw new Problem(
          'unsupported-media-type',
          text(
            `ไม่รองรับ ${request.headers['content-type'] ?? 'คำขอที่ไม่ระบุชนิด'}`,
            `${request.headers['content-type'] ?? 'A body without a media type'} is not supported.`,
          ),
          {
            remedy: text(`โปรดใช้ ${formType} หรือ ${queryType}`, `Use ${formType} or ${queryType}.`),
          },
        );
      }
      const form = new URLSearchParams(body);
      if (form.has('update')) throw readOnly();
      // Graph parameters are read from the address on POST too.
      for (const name of ['default-graph-uri', 'named-graph-uri']) for (const value of url.getAll(name)) form.append(name, value);
      await answer(request, response, only(form, 'query'), form);
    },
  );

  router.options('/sparql', (_request, response) => {
    response
      .set({
        Allow: 'GET, HEAD, POST, OPTIONS',
        'Access-Control-Allow-Methods': 'GET, HEAD, POST, OPTIONS',
        'Access-Control-Allow-Headers': 'Content-Type, Accept',
      })
      .status(204)
      .end();
  });

  router.all('/sparql', (request, response) => {
    response.set('Allow', 'GET, HEAD, POST, OPTIONS');
    throw new Problem('method-not-allowed', text(`/sparql ไม่รองรับวิธีเรียก ${request.method}`, `/sparql does not take ${request.method}.`));
  });

  async function answer(request: Request, response: Response, query: string, parameters: URLSearchParams): Promise<void> {
    const graphs = (name: string): string[] | undefined => (parameters.has(name) ? parameters.getAll(name) : undefined);
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const asked = {
      query,
      accept: acceptedTypes(request, parameters),
      defaultGraphs: graphs('default-graph-uri'),
      namedGraphs: graphs('named-graph-uri'),
    };
    const result = await parts.query(asked, gone.signal);
    if (result.state === 'bad-query') throw new Problem('bad-query', text(result.message, result.message));
    if (result.state === 'not-acceptable')
      throw new Problem(
        'not-acceptable',
        text(`คำสั่งนี้มีผลลัพธ์เฉพาะรูปแบบ ${result.formats.join(', ')}`, `For this query there is ${result.formats.join(', ')}.`),
      );
    response.vary('Accept').set('Content-Type', `${result.format}; charset=utf-8`).send(Buffer.from(result.body));
  }

  return router;
}

/** Short names that people use for `format`. */
const shortNames: ReadonlyMap<string, string> = new Map([
  ['json', 'application/sparql-results+json'],
  ['xml', 'application/sparql-results+xml'],
  ['csv', 'text/csv'],
  ['tsv', 'text/tab-separated-values'],
  ['ttl', 'text/turtle'],
  ['nt', 'application/n-triples'],
]);

function acceptedTypes(request: Request, parameters: URLSearchParams): string[] {
  const format = parameters.get('format');
  if (format !== null) return [shortNames.get(format) ?? format];
  return request.accepts();
}

function urlParameters(request: Request): URLSearchParams {
  return requestUrl(request, 'http://localhost').searchParams;
}

/** @throws Problem `bad-request` when the parameter is missing, repeated or not UTF-8. */
function only(parameters: URLSearchParams, name: string): string {
  const [value, ...more] = parameters.getAll(name);
  if (value === undefined) throw new Problem('bad-request', text(`ไม่มีพารามิเตอร์ ${name}`, `The parameter “${name}” is missing.`));
  if (more.length > 0)
    throw new Problem(
      'bad-request',
      text(
        `ระบุพารามิเตอร์ ${name} ซ้ำ ${more.length + 1} ครั้ง โปรดระบุเพียงครั้งเดียว`,
        `The parameter “${name}” is given ${more.length + 1} times; once is right.`,
      ),
    );
  if (value.includes('\ufffd'))
    throw new Problem('bad-request', text(`พารามิเตอร์ ${name} ไม่ใช่ UTF-8`, `The parameter “${name}” is not UTF-8.`));
  return value;
}

function readOnly(): Problem {
  return new Problem(
    'forbidden',
    text('บริการนี้ใช้สืบค้นได้เท่านั้น ไม่สามารถแก้ไขข้อมูลได้', 'This endpoint answers queries only; it takes no updates.'),
  );
}

function serviceDescription(endpoint: string, catalogue: string): string {
  const results = [
    'SPARQL_Results_JSON',
    'SPARQL_Results_XML',
    'SPARQL_Results_CSV',
    'SPARQL_Results_TSV',
    'Turtle',
    'N-Triples',
    'RDF_XML',
  ];
  return `@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .

<${endpoint}> a sd:Service ;
  sd:endpoint <${endpoint}> ;
  sd:supportedLanguage sd:SPARQL11Query ;
  sd:feature sd:UnionDefaultGraph ;
  sd:resultFormat ${results.map((name) => `<http://www.w3.org/ns/formats/${name}>`).join(', ')} ;
  sd:availableGraphs <${endpoint}#graphs> ;
  sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ] .

<${catalogue}> dcat:service <${catalogue}#sparql> .
`;
}
