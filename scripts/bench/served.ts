import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { type App, compose, type Serving } from '../../src/compose.js';
import { type Config, readConfig } from '../../src/config.js';
import type { Confirmed } from '../../src/flow/confirm-records.js';
import type { Harvesting, RunResult } from '../../src/flow/harvest-source.js';

export const agency = {
  id: '99000001',
  code: '99000001',
  name: { th: 'หน่วยงานทดสอบ', en: 'Bench' },
  level: 'central',
  ministry: undefined,
  parentId: undefined,
  province: undefined,
} as const;
export const base = 'http://bench.test';

/** Milliseconds of each stage. */
export interface Stages {
  readonly walk: number;
  readonly decide: number;
  readonly assess: number;
  readonly confirm: number;
  readonly follow: number;
}

/** The whole program, serving, with one source: a portal of generated records in a process of its own. */
export interface Served {
  readonly app: App;
  readonly serving: Serving;
  readonly dataDir: string;
  readonly config: Config;
  harvest(harvesting?: Harvesting): Promise<Pick<RunResult, 'counts'> & { readonly stages: Pick<Stages, 'walk' | 'decide' | 'assess'> }>;
  /** Harvests, confirms all that passed, and waits for the followers. */
  flow(): Promise<{ readonly counts: RunResult['counts']; readonly published: Confirmed['published']; readonly stages: Stages }>;
}

/** Starts portal and program, lets `work` measure, and ends both. @param log takes each line that the program logs. */
export async function withServed(
  records: number,
  work: (served: Served) => Promise<void>,
  { settings = {}, log }: { settings?: Readonly<Record<string, string>>; log?: (line: string) => void } = {},
): Promise<void> {
  const portal = spawn(process.execPath, [fileURLToPath(new URL('./portal.js', import.meta.url)), String(records)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(portal.stdout, 'data')) as [Buffer];
  const address = line.toString().trim();
  const dataDir = await mkdtemp(join(tmpdir(), 'banchi-bench-'));
  const marks = { fetched: 0, decided: 0 };
  const config = readConfig({ PORT: '0', HOST: '127.0.0.1', BASE_URL: base, BANCHI_DATA: dataDir, HARVEST_LOOPBACK: address, ...settings });
  const app = compose(config, {
    log: log === undefined ? pino({ level: 'warn' }) : pino({ level: 'warn' }, { write: log }),
    reporter: {
      pageStaged() {
        marks.fetched = performance.now();
      },
      runDecided() {
        marks.decided = performance.now();
      },
    },
  });

  async function harvest(harvesting: Harvesting = {}): ReturnType<Served['harvest']> {
    const start = performance.now();
    const { run, counts } = await app.flow.harvest(`${agency.id}/ckan`, 'bench', harvesting);
    if (marks.fetched < start) marks.fetched = start; // no page came
    if (run.state !== 'succeeded') throw new Error(`the run ended ${run.state}: ${run.reason}`);
    const { fetched, decided } = marks;
    return { counts, stages: { walk: fetched - start, decide: decided - fetched, assess: performance.now() - decided } };
  }

  try {
    const serving = await app.serve();
    await app.flow.registerAgency(agency, 'bench');
    const rest = { policy: 'manual', policyBy: undefined, everyMinutes: undefined } as const;
    await app.flow.registerSource({ agencyId: agency.id, key: 'ckan', kind: 'ckan', url: `http://${address}`, ...rest }, 'bench');
    await app.flow.approveSource(`${agency.id}/ckan`, 'bench');
    await work({
      app,
      serving,
      dataDir,
      config,
      harvest,
      async flow() {
        const { counts, stages } = await harvest();
        const harvested = performance.now();
        const { published } = await app.flow.confirm({ agencyId: agency.id, records: 'all', audience: undefined, by: 'bench' });
        const confirmed = performance.now();
        await serving.caughtUp();
        return { counts, published, stages: { ...stages, confirm: confirmed - harvested, follow: performance.now() - confirmed } };
      },
    });
  } finally {
    await app.stop();
    portal.stdin.end();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** One line of a table: what, milliseconds, and milliseconds a record. */
export function row(name: string, ms: number, records: number): void {
  console.log(`  ${name.padEnd(34)} ${ms.toFixed(0).padStart(7)} ms  ${(ms / records).toFixed(3)} ms/record`);
}

export function showStages(stages: Stages, records: number): number {
  row('harvest: walk and stage', stages.walk, records);
  row('harvest: decide', stages.decide, records);
  row('map, validate, write', stages.assess, records);
  row('confirm, compose, publish', stages.confirm, records);
  row('followers catch up', stages.follow, records);
  const all = Object.values(stages).reduce((sum, ms) => sum + ms, 0);
  row('all', all, records);
  return all;
}
