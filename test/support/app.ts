import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type SimulatedAgency, type SimulatedPackage, simulateAgency } from '../../scripts/simulate-agency.js';
import type { Policy, SourceOptions } from '../../src/catalog/source.js';
import { type App, compose, type Overrides, type Serving } from '../../src/compose.js';
import { type Config, readConfig } from '../../src/config.js';
import { shared } from './shared.js';

export const base = 'https://catalogue.test';
export const agencyId = '99000001';
export const source = `${agencyId}/ckan`;
export const registrar = 'registrar';

/** A composed program over a folder of its own and one simulated agency; ended by `end`. */
export interface TestApp {
  readonly app: App;
  readonly portal: SimulatedAgency;
  readonly config: Config;
  /** Time as the program sees it; set it to move on. */
  readonly clock: { now: Date };
  /** Serves on a free port. */
  serve(): Promise<Serving>;
  /** Ends the program and composes it anew over the same folder, as after a restart. */
  restart(overrides?: { config?: Partial<Config>; overrides?: Overrides }): Promise<TestApp>;
  end(): Promise<void>;
}

export interface TestOptions {
  readonly packages?: readonly SimulatedPackage[];
  readonly policy?: Policy;
  /** Of the source; unless told otherwise it is read whole each time, so that what is gone is seen. */
  readonly source?: SourceOptions;
  /** Secret headers of the source. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly config?: Partial<Config>;
  readonly harvest?: Partial<Config['harvest']>;
  /** Other host:port pairs on loopback that the program may reach. */
  readonly loopback?: readonly string[];
  readonly overrides?: Overrides;
}

export async function startApp(options: TestOptions = {}): Promise<TestApp> {
  const dataDir = await mkdtemp(join(tmpdir(), 'banchi-test-'));
  const portal = await simulateAgency(options.packages ?? []);
  const config = testConfig(dataDir, portal, options);
  const clock = { now: new Date('2026-11-23T02:00:00Z') };
  const test = await orClose(portal, () => composeTest(config, portal, clock, options.overrides));
  await test.app.flow.registerAgency(
    {
      id: agencyId,
      code: agencyId,
      name: { th: 'หน่วยงานทดสอบ', en: 'Test Agency' },
      level: 'central',
      ministry: undefined,
      parentId: undefined,
      province: undefined,
    },
    'test',
  );
  const policy = options.policy ?? 'manual';
  await test.app.flow.registerSource(
    {
      agencyId,
      key: 'ckan',
      kind: 'ckan',
      url: portal.url,
      policy,
      policyBy: policy === 'manual' ? undefined : registrar,
      everyMinutes: undefined,
      options: options.source ?? { fullEveryDays: 0 },
      headers: options.headers,
    },
    'test',
  );
  await test.app.flow.approveSource(source, 'test');
  return test;
}

/** A program that cannot start must not leave its portal running. */
async function orClose(portal: SimulatedAgency, start: () => TestApp): Promise<TestApp> {
  try {
    return start();
  } catch (error) {
    await portal.close();
    throw error;
  }
}

export function testConfig(
  dataDir: string,
  portal: SimulatedAgency,
  options: Pick<TestOptions, 'config' | 'harvest' | 'loopback'> = {},
): Config {
  const config = readConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    BASE_URL: base,
    BANCHI_DATA: dataDir,
    LOG_LEVEL: 'silent',
    SPARQL_REPLICAS: '1',
  });
  return {
    ...config,
    ...options.config,
    harvest: {
      ...config.harvest,
      loopback: [portal.address, ...(options.loopback ?? [])],
      pageSize: 10,
      leaseMs: 2000,
      tries: 2,
      backoffMs: 1,
      ...options.harvest,
    },
  };
}

function composeTest(config: Config, portal: SimulatedAgency, clock: { now: Date }, overrides: Overrides = {}): TestApp {
  const app = compose(config, { clock: () => new Date(clock.now), log: pino({ level: 'silent' }), ...shared(config), ...overrides });
  return {
    app,
    portal,
    config,
    clock,
    serve: () => app.serve(),
    async restart(changes = {}) {
      await app.stop();
      return composeTest({ ...config, ...changes.config }, portal, clock, changes.overrides ?? overrides);
    },
    async end() {
      await app.stop();
      await portal.close();
      await rm(config.dataDir, { recursive: true, force: true });
    },
  };
}

/** Runs `work` over a test app and ends it whatever happens. */
export async function withTestApp(options: TestOptions, work: (test: TestApp) => Promise<void>): Promise<void> {
  const test = await startApp(options);
  try {
    await work(test);
  } finally {
    await test.end();
  }
}
