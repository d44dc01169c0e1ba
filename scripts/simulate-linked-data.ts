import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, extname } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Store } from 'oxigraph';

/** Linked data on loopback: one document, and a SPARQL endpoint over the same triples. */
export interface SimulatedLinkedData {
  /** Where the document is fetched. */
  readonly document: string;
  readonly endpoint: string;
  /** `host:port` for the guarded client's setting. */
  readonly address: string;
  /** What the endpoint answers from; change it at any time. */
  readonly store: Store;
  /** Each of the newest 1,000 queries with its method, oldest first. */
  readonly asked: { readonly method: string; readonly query: string }[];
  /** Headers of the last request. */
  readonly headers: Record<string, unknown>;
  close(): Promise<void>;
}

/** Takes a query in hand in place of the endpoint: returns true when it did. */
export type Misbehaviour = (query: string, response: ServerResponse, store: Store) => boolean;

export interface LinkedData {
  /** File name, whose extension tells the syntax. */
  readonly name: string;
  readonly text: string;
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.ttl': 'text/turtle',
  '.trig': 'application/trig',
  '.nt': 'application/n-triples',
  '.nq': 'application/n-quads',
  '.rdf': 'application/rdf+xml',
};

/** What an honest endpoint answers to a SELECT or ASK. */
export function resultsOf(store: Store, query: string): string {
  return String(store.query(query, { results_format: 'application/sparql-results+json' }));
}

/** Starts serving on 127.0.0.1; port 0 lets the system choose. @throws Error for an extension that tells no syntax, or a file that cannot be read in it. */
export async function simulateLinkedData(data: LinkedData, port = 0, misbehave: Misbehaviour = () => false): Promise<SimulatedLinkedData> {
  const mediaType = mediaTypes[extname(data.name)];
  if (mediaType === undefined) throw new Error(`${data.name}: the extension must be one of ${Object.keys(mediaTypes).join(' ')}`);
  const store = new Store();
  store.load(data.text, { format: mediaType, base_iri: 'http://localhost/' });
  const asked: { method: string; query: string }[] = [];
  const headers: Record<string, unknown> = {};
  const document = `/${encodeURIComponent(data.name)}`;

  function answerQuery(query: string, response: ServerResponse): void {
    if (misbehave(query, response, store)) return;
    try {
      response.writeHead(200, { 'content-type': 'application/sparql-results+json' }).end(resultsOf(store, query));
    } catch (error) {
      response.writeHead(400, { 'content-type': 'text/plain' }).end(String(error));
    }
  }

  const server = createServer({ keepAliveTimeout: 500 }, async (request, response) => {
    const { method = '', url = '/' } = request;
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    Object.assign(headers, request.headers);
    if (pathname === document) return void response.writeHead(200, { 'content-type': `${mediaType}; charset=utf-8` }).end(data.text);
    if (pathname !== '/sparql') return void response.writeHead(404, { 'content-type': 'text/plain' }).end('not here\n');
    const query = (method === 'POST' ? new URLSearchParams(await text(request)) : searchParams).get('query') ?? '';
    asked.push({ method, query });
    if (asked.length > 1000) asked.shift();
    answerQuery(query, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    document: `http://${address}${document}`,
    endpoint: `http://${address}/sparql`,
    address,
    store,
    asked,
    headers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const usage = `Usage: node dist/scripts/simulate-linked-data.js FILE [--port 5001]
Serves an RDF file (${Object.keys(mediaTypes).join(' ')}) on 127.0.0.1, as a document and by SPARQL, for trying a harvest:
  HARVEST_LOOPBACK=127.0.0.1:5001 npx banchi source add AGENCY/dcat http://127.0.0.1:5001/FILE --kind dcat
  HARVEST_LOOPBACK=127.0.0.1:5001 npx banchi source add AGENCY/sparql http://127.0.0.1:5001/sparql --kind sparql

  --port 5001   port to listen on; 0 lets the system choose`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: 'string', default: '5001' }, help: { type: 'boolean', default: false } },
  });
  const [file] = positionals;
  if (values.help || file === undefined) {
    console.log(usage);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const serving = await simulateLinkedData({ name: basename(file), text: readFileSync(file, 'utf8') }, Number(values.port));
  console.log(`${serving.document}\n${serving.endpoint}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
