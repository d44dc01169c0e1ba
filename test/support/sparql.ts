import { type AddressInfo, createServer } from 'node:net';
import type { Config } from '../../src/config.js';
import { startApp, type TestApp } from './app.js';
import { harvestAndConfirm } from './harvested.js';
import { manyRecords } from './packages.js';

/** Limits that no test meets by chance. */
export const roomy: Config['sparql'] = {
  replicas: 1,
  timeoutMs: 5000,
  most: { bytes: 5_000_000, rows: 50_000 },
  queries: 100,
  budgetMs: 0,
  cacheBytes: 1_000_000,
  memoryMb: 256,
};

export interface TestSparql {
  readonly test: TestApp;
  /** Address of the server. */
  readonly url: string;
  /** Address of the endpoint on this machine. */
  readonly endpoint: string;
  get(query: string, options?: AskOptions): Promise<Response>;
  caughtUp(): Promise<void>;
  end(): Promise<void>;
}

export interface AskOptions {
  readonly accept?: string | undefined;
  readonly more?: readonly (readonly [string, string])[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly method?: string;
}

/** A catalogue of some datasets, served with these limits; under its own address where clients follow what it says of itself. */
export async function startSparql(
  limits: Partial<Config['sparql']> = {},
  options: { records?: number; ownAddress?: boolean } = {},
): Promise<TestSparql> {
  const port = options.ownAddress === true ? await freePort() : 0;
  const test = await startApp({
    packages: manyRecords(options.records ?? 12),
    config: {
      sparql: { ...roomy, ...limits },
      ...(port === 0 ? {} : { port, baseUrl: `http://127.0.0.1:${port}` }),
    },
  });
  try {
    const serving = await test.serve();
    await harvestAndConfirm(test);
    await serving.caughtUp();
    const endpoint = `${serving.url}/sparql`;
    return {
      test,
      url: serving.url,
      endpoint,
      get: (query, { accept, more = [], headers = {}, ...init } = {}) =>
        fetch(`${endpoint}?${new URLSearchParams([['query', query], ...more.map(([name, value]) => [name, value])])}`, {
          ...init,
          headers: { ...(accept === undefined ? {} : { accept }), ...headers },
        }),
      caughtUp: () => serving.caughtUp(),
      end: () => test.end(),
    };
  } catch (error) {
    await test.end();
    throw error;
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
