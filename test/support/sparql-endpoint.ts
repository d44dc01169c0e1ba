import type { ServerResponse } from 'node:http';
import type { Store } from 'oxigraph';
import { type Misbehaviour, simulateLinkedData } from '../../scripts/simulate-linked-data.js';

export { type Misbehaviour, resultsOf } from '../../scripts/simulate-linked-data.js';

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

/** @param data TriG that the endpoint answers from. */
export async function sparqlEndpoint(data: string, misbehave?: Misbehaviour): Promise<TestEndpoint> {
  const { endpoint, close, address, store, asked, headers } = await simulateLinkedData(
    { name: 'catalogue.trig', text: data },
    0,
    misbehave,
  );
  return { url: endpoint, address, store, asked, headers, end: close };
}

export function send(response: ServerResponse, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': 'application/sparql-results+json', ...headers }).end(body);
}

/** A store that is asked of through the guarded client with small bounds of time. */
export const quick = { connectMs: 1000, idleMs: 600, totalMs: 1500 };
