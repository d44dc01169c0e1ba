import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import oxigraph from 'oxigraph';
import { pino } from 'pino';
import { type App, compose, type Serving } from '../../src/compose.js';
import { readConfig } from '../../src/config.js';
import { type Measured, measure } from './http.js';

const agency = '99000001';
const base = 'http://bench.test';

const queries: Readonly<Record<string, string>> = {
  'point: one dataset': `SELECT ?p ?o { <${base}/datasets/${agency}/dataset-7> ?p ?o }`,
  'list: 20 titles': 'SELECT ?d ?t { ?d a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/title> ?t } LIMIT 20',
  'join: CSV distributions by licence':
    'SELECT ?l (COUNT(?x) AS ?n) { ?x <http://purl.org/dc/terms/format> <http://publications.europa.eu/resource/authority/file-type/CSV> ; <http://purl.org/dc/terms/license> ?l } GROUP BY ?l',
};

/** N records from a portal in another process through the whole flow, then requests over HTTP. */
export async function benchFlow(records: number): Promise<void> {
  const portal = spawn(process.execPath, [fileURLToPath(new URL('./portal.js', import.meta.url)), String(records)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(portal.stdout, 'data')) as [Buffer];
  const address = line.toString().trim();
  const dataDir = await mkdtemp(join(tmpdir(), 'banchi-bench-'));
  const stage = { fetched: 0, decided: 0, applied: 0 };
  const config = readConfig({ PORT: '0', HOST: '127.0.0.1', BASE_URL: base, BANCHI_DATA: dataDir, HARVEST_LOOPBACK: address });
  const app = compose(config, {
    log: pino({ level: 'warn' }),
    reporter: {
      pageStaged() {
        stage.fetched = performance.now();
      },
      runDecided() {
        stage.decided = performance.now();
      },
      recordsApplied() {
        stage.applied = performance.now();
      },
    },
  });
  try {
    const serving = await app.serve();
    await app.flow.registerAgency(
      {
        id: agency,
        code: agency,
        name: { th: 'หน่วยงานทดสอบ', en: 'Bench' },
        level: 'central',
        ministry: undefined,
        parentId: undefined,
        province: undefined,
      },
      'bench',
    );
    await app.flow.registerSource(
      {
        agencyId: agency,
        key: 'ckan',
        kind: 'ckan',
        url: `http://${address}`,
        policy: 'manual',
        policyBy: undefined,
        everyMinutes: undefined,
      },
      'bench',
    );
    await runFlow(app, serving, records, stage);
    await runAgain(app);
    await runHttp(app, serving);
  } finally {
    await app.stop();
    portal.stdin.end();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function runFlow(
  app: App,
  serving: Serving,
  records: number,
  stage: { fetched: number; decided: number; applied: number },
): Promise<void> {
  const start = performance.now();
  const cpuBefore = process.cpuUsage();
  const { run, counts } = await app.flow.harvest(`${agency}/ckan`, 'bench');
  if (run.state !== 'succeeded') throw new Error(`the run ended ${run.state}: ${run.reason}`);
  const harvested = performance.now();
  const { published } = await app.flow.confirm({ agencyId: agency, records: 'all', audience: undefined, by: 'bench' });
  const confirmed = performance.now();
  await serving.caughtUp();
  const end = performance.now();
  const cpu = process.cpuUsage(cpuBefore);
  const row = (name: string, ms: number): void =>
    console.log(`  ${name.padEnd(34)} ${ms.toFixed(0).padStart(7)} ms  ${(ms / records).toFixed(3)} ms/record`);
  console.log(`flow: ${records} records, ${counts.created} created, ${published.length} published`);
  row('harvest: walk and stage', stage.fetched - start);
  row('harvest: decide', stage.decided - stage.fetched);
  row('map, validate, write', stage.applied - stage.decided);
  row('confirm, compose, publish', confirmed - harvested);
  row('followers catch up', end - confirmed);
  row('all', end - start);
  row('CPU, all threads', (cpu.user + cpu.system) / 1000);
  console.log(
    `  ${(records / ((end - start) / 1000)).toFixed(0)} records/s; RSS ${(process.memoryUsage.rss() / 1024 / 1024).toFixed(0)} MB`,
  );
}

async function runAgain(app: App): Promise<void> {
  const start = performance.now();
  const { counts } = await app.flow.harvest(`${agency}/ckan`, 'bench');
  console.log(`second harvest: ${counts.unchanged} unchanged in ${(performance.now() - start).toFixed(0)} ms`);
}

async function runHttp(app: App, serving: Serving): Promise<void> {
  const slugs = (await app.flow.records(agency)).filter(({ record }) => record.audience === 'public').map(({ record }) => record.slug);
  console.log('HTTP, 8 connections');
  const paths = (suffix: string): string[] => slugs.slice(0, 500).map((slug) => `/datasets/${agency}/${slug}${suffix}`);
  show('dataset as JSON-LD', await measure(serving.url, paths(''), 'application/ld+json'));
  show('dataset as Turtle', await measure(serving.url, paths(''), 'text/turtle'));
  show('dataset page', await measure(serving.url, paths(''), 'text/html'));
  show('list of 20 as JSON-LD', await measure(serving.url, ['/datasets'], 'application/ld+json'));
  show('healthz (floor)', await measure(serving.url, ['/healthz'], 'application/json'));
  const store = await inProcess(app);
  for (const [name, query] of Object.entries(queries)) {
    const overHttp = await measure(serving.url, [`/sparql?query=${encodeURIComponent(query)}`], 'application/sparql-results+json', 1, 2);
    const times: number[] = [];
    const end = performance.now() + 1000;
    while (performance.now() < end) {
      const start = performance.now();
      store.query(query, { results_format: 'application/sparql-results+json', use_default_graph_as_union: true });
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    const direct = times[Math.floor(times.length / 2)] ?? 0;
    console.log(
      `  SPARQL ${name.padEnd(38)} HTTP p50 ${overHttp.p50.toFixed(2)} ms, p99 ${overHttp.p99.toFixed(2)} ms; Oxigraph in-process p50 ${direct.toFixed(2)} ms`,
    );
  }
}

async function inProcess(app: App): Promise<oxigraph.Store> {
  const store = new oxigraph.Store();
  await app.flow.dump(async (nquads) => store.load(nquads, { format: 'application/n-quads', no_transaction: true }));
  return store;
}

function show(name: string, { perSecond, p50, p99 }: Measured): void {
  console.log(`  ${name.padEnd(28)} ${perSecond.toFixed(0).padStart(6)} requests/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
}
