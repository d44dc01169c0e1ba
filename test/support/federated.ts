import type { Config } from '../../src/config.js';
import { agencyId, base, startApp, type TestApp } from './app.js';
import { harvestAndConfirm } from './harvested.js';
import { manyRecords } from './packages.js';
import { roomy } from './sparql.js';
import { type Misbehaviour, sparqlEndpoint, type TestEndpoint } from './sparql-endpoint.js';

export const says = 'https://agency.example/says';

/** IRI of one of the catalogue's datasets. */
export function datasetOf(number: string): string {
  return `${base}/datasets/${agencyId}/dataset-${number}`;
}

/** What the agency's endpoint knows: of two datasets of the catalogue, and of one that it does not have. */
export const known = ['0001', '0002', '0099'].map((number) => ({ dataset: datasetOf(number), text: `เรื่องที่ ${number}` }));

export interface TestFederated {
  readonly test: TestApp;
  readonly agency: TestEndpoint;
  /** An endpoint whose source is not approved. */
  readonly stranger: TestEndpoint;
  /** Address of the server. */
  readonly server: string;
  ask(query: string, options?: AskOptions): Promise<Response>;
  end(): Promise<void>;
}

export interface AskOptions {
  readonly accept?: string;
  /** Parameters besides the query. */
  readonly more?: readonly (readonly [string, string])[];
  /** Path of the service that is asked. */
  readonly path?: string;
  readonly signal?: AbortSignal;
}

/** A catalogue of twelve datasets, and an agency with an endpoint of its own. */
export async function startFederated(limits: Partial<Config['sparql']> = {}, misbehave?: Misbehaviour): Promise<TestFederated> {
  const data = known.map(({ dataset, text }) => `<${dataset}> <${says}> "${text}"@th .`);
  const agency = await sparqlEndpoint(data.join('\n'), misbehave);
  const stranger = await sparqlEndpoint(data.join('\n'));
  const test = await startApp({
    packages: manyRecords(12),
    loopback: [agency.address, stranger.address],
    config: { sparql: { ...roomy, timeoutMs: 15_000, most: { bytes: 1_000_000, rows: 500 }, ...limits } },
  });
  const end = async (): Promise<void> => {
    await test.end();
    await agency.end();
    await stranger.end();
  };
  try {
    const manual = { agencyId, kind: 'sparql', policy: 'manual', policyBy: undefined, everyMinutes: undefined } as const;
    await test.app.flow.registerSource({ ...manual, key: 'sparql', url: agency.url, headers: { authorization: 'Bearer secret' } }, 'test');
    await test.app.flow.approveSource(`${agencyId}/sparql`, 'test');
    await test.app.flow.registerSource({ ...manual, key: 'waiting', url: stranger.url }, 'test');
    const serving = await test.serve();
    await harvestAndConfirm(test);
    await serving.caughtUp();
    const ask = (
      query: string,
      { accept = 'text/csv', more = [], path = '/sparql/federated', ...init }: AskOptions = {},
    ): Promise<Response> =>
      fetch(`${serving.url}${path}`, {
        method: 'POST',
        body: new URLSearchParams([['query', query], ...more.map(([name, value]) => [name, value])]),
        headers: { accept },
        ...init,
      });
    return { test, agency, stranger, server: serving.url, ask, end };
  } catch (error) {
    await end();
    throw error;
  }
}
