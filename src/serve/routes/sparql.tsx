import express, { type Request, type Response, Router } from 'express';
import { type AnswerOrigin, resultFormats } from '../../catalog/directory.js';
import { Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';
import { clientOf } from '../client.js';
import { renderPage } from '../pages/render.js';
import { sparqlPage } from '../pages/sparql.js';
import type { ServeParts } from '../parts.js';
import { describingService } from '../sparql-description.js';
import { wantedFormats } from '../sparql-formats.js';
import { formType, type ProtocolRequest, queryType, readProtocolRequest, updateType } from '../sparql-request.js';

/** A query of 64 Ki letters, three bytes each, each of them written as `%E0`. */
const largestBody = '640kb';

const methods = 'GET, HEAD, POST, OPTIONS';

/** How RFC 9211 says where an answer comes from. */
const cacheStatus: Readonly<Record<AnswerOrigin, string>> = {
  run: 'banchi; fwd=miss',
  joined: 'banchi; fwd=miss; collapsed',
  cached: 'banchi; hit',
};

/** `/sparql` and `/sparql/federated`: SPARQL 1.1 Protocol, query side: GET, POST form, POST direct (linked-data.md §7). */
export function sparqlRoutes(parts: ServeParts): Router {
  const router = Router();
  endpoint(router, parts, '/sparql', (asked, signal) => parts.query(asked, signal));
  endpoint(router, parts, '/sparql/federated', (asked, signal) => parts.federated(asked, signal));
  return router;
}

function endpoint(router: Router, parts: ServeParts, path: string, run: ServeParts['query']): void {
  const description = describingService(parts, path);

  router.get(path, async (request, response) => {
    const asked = readProtocolRequest(request, undefined);
    if (asked.query !== undefined) return answer(request, response, asked, asked.query);
    response.vary('Accept');
    if (wantsPage(request, asked.format)) {
      const { address } = asked;
      allowScripts(response);
      return renderPage(parts, request, response, (language) =>
        sparqlPage({ base: parts.base, path }, language, {
          example: address.get('example') ?? undefined,
          query: address.get('edit') ?? undefined,
        }),
      );
    }
    const { graph } = wantedFormats(request, asked.format);
    if (graph === undefined) throw notAcceptable([...resultFormats.graph, 'text/html']);
    response.type(graph).send(description(graph));
  });

  router.post(
    path,
    express.raw({ type: [formType, queryType, updateType], limit: largestBody }),
    async (request: Request, response: Response) => {
      const asked = readProtocolRequest(request, Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
      await answer(request, response, asked, asked.query ?? '');
    },
  );

  router.options(path, (_request, response) => {
    response
      .set({
        Allow: methods,
        'Access-Control-Allow-Methods': methods,
        'Access-Control-Allow-Headers': 'Accept, Content-Type, If-None-Match, User-Agent, X-Requested-With',
        'Access-Control-Max-Age': '86400',
      })
      .status(204)
      .end();
  });

  router.all(path, (request, response) => {
    response.set('Allow', methods);
    throw new Problem('method-not-allowed', text(`${path} ไม่รองรับวิธีเรียก ${request.method}`, `${path} does not take ${request.method}.`));
  });

  async function answer(request: Request, response: Response, asked: ProtocolRequest, query: string): Promise<void> {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const { defaultGraphs, namedGraphs, format } = asked;
    const isPost = request.method === 'POST';
    const result = await run(
      {
        query,
        formats: wantedFormats(request, format),
        defaultGraphs,
        namedGraphs,
        client: clientOf(request),
        known: isPost ? [] : validators(request),
      },
      gone.signal,
    );
    if (gone.signal.aborted) return;
    if (result.state === 'bad-query') throw new Problem('bad-query', result.reason);
    if (result.state === 'not-acceptable') throw notAcceptable(result.formats);
    response.vary('Accept');
    // Answers to GET may be kept and asked about; one that is another each time may not.
    response.set('Cache-Control', isPost || result.etag === undefined ? 'no-store' : 'no-cache');
    if (result.etag !== undefined && !isPost) response.set('ETag', result.etag);
    if (result.state === 'unchanged') {
      response.status(304).end();
      return;
    }
    const type = result.format.startsWith('text/') ? `${result.format}; charset=utf-8` : result.format;
    const { buffer, byteOffset, length } = result.body;
    response.writeHead(200, { 'Content-Type': type, 'Content-Length': length, 'Cache-Status': cacheStatus[result.origin] });
    response.end(request.method === 'HEAD' ? undefined : Buffer.from(buffer, byteOffset, length));
  }
}

/** A page is for who prefers it to any RDF: to a program that takes anything the service describes itself. */
function wantsPage(request: Request, format: readonly string[]): boolean {
  if (format.length > 0) return /^(?:text\/)?html$/i.test(format[0] ?? '');
  const types = [...resultFormats.graph, 'application/json', 'application/xml', 'text/xml', 'text/html'];
  return request.accepts(types) === 'text/html';
}

/** The editor is the one page with scripts, ours and by their addresses; it asks this server and nobody else. */
function allowScripts(response: Response): void {
  const policy = response.getHeader('Content-Security-Policy');
  response.set('Content-Security-Policy', `${String(policy)};script-src 'self';connect-src 'self'`);
}

/** Validators that the client names in If-None-Match, weak ones without their mark. */
function validators(request: Request): string[] {
  return (request.headers['if-none-match'] ?? '').match(/"[^"]*"/g) ?? [];
}

function notAcceptable(formats: readonly string[]): Problem {
  return new Problem('not-acceptable', text(`มีเฉพาะรูปแบบ ${formats.join(', ')}`, `There is ${formats.join(', ')}.`), {
    remedy: text('โปรดระบุใน Accept หรือพารามิเตอร์ format', 'Name one in Accept or in the parameter “format”.'),
  });
}
