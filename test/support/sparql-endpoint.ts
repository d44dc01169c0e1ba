import type { ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { Store } from 'oxigraph';
import { httpServer } from './fetching.js';

/** A SPARQL endpoint on loopback over an Oxigraph of its own; ended by `end`. */
export interface TestEndpoint {
  readonly url: string;
  /** As the loopback setting writes it. */
  readonly address: string;
  readonly store: Store;
  /** Queries in the order in which they came, each with its method. */
  readonly asked: { readonly method: string; readonly query: string }[];
  /** Headers of the last request. */
  readonly headers: Record<string, unknown>;
  end(): Promise<void>;
}

/** Takes an answer in hand in place of the endpoint: returns true when it did. */
export type Misbehaviour = (query: string, response: ServerResponse, store: Store) => boolean;

export async function sparqlEndpoint(data: string, misbehave: Misbehaviour = () => false): Promise<TestEndpoint> {
  const store = new Store();
  store.load(data, { format: 'application/trig' });
  const asked: { method: string; query: string }[] = [];
  const headers: Record<string, unknown> = {};
  const server = await httpServer(async (request, response) => {
    const { method = '', url = '/' } = request;
    const parameters = method === 'POST' ? new URLSearchParams(await text(request)) : new URL(url, 'http://endpoint').searchParams;
    const query = parameters.get('query') ?? '';
    asked.push({ method, query });
    Object.assign(headers, request.headers);
    if (misbehave(query, response, store)) return;
    try {
      send(response, resultsOf(store, query));
    } catch (error) {
      response.writeHead(400, { 'content-type': 'text/plain' }).end(String(error));
    }
  });
  const address = `127.0.0.1:${server.port}`;
  return { url: `http://${address}/sparql`, address, store, asked, headers, end: server.end };
}

/** What an honest endpoint answers. */
export function resultsOf(store: Store, query: string): string {
  return String(store.query(query, { results_format: 'application/sparql-results+json' }));
}

export function send(response: ServerResponse, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': 'application/sparql-results+json', ...headers }).end(body);
}

/** A store that is asked of through the guarded client with small bounds of time. */
export const quick = { connectMs: 1000, idleMs: 600, totalMs: 1500 };
