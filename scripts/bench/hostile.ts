import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Agent, request } from 'undici';
import type { Clients, Seen } from './directory-clients.js';
import { percentile } from './http.js';
import { agency, type Served, withServed } from './served.js';

/** Queries that have no end worth waiting for, or none at all. */
const queries: Readonly<Record<string, string>> = {
  'cartesian product': 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }',
  'deep property path': 'SELECT (COUNT(*) AS ?n) { ?a (!<urn:none>|^!<urn:none>)+ ?b . ?b (!<urn:none>|^!<urn:none>)+ ?c }',
  'huge ORDER BY': 'SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c DESC(?f) LIMIT 10',
  'regex scan': 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(STR(?c), "(a|b|c)*z$") && REGEX(STR(?f), ".*(ก|ข).*ฮ$")) }',
};

/** Between an answer and a client’s next request: 50 of them are 200 requests a second. */
const thinkMs = 250;

/** Endless queries, kept running beside clients of the directory. */
export function benchHostile(records: number, seconds: number): Promise<void> {
  const ended: number[] = [];
  const log = (line: string): void => {
    const ms = /ended with its replica after (\d+) ms/.exec(line)?.[1];
    if (ms !== undefined) ended.push(Number(ms));
  };
  // Without a budget, or the four would be kept out after two queries each.
  return withServed(records, (served) => run(served, records, seconds, ended), {
    settings: { SPARQL_CLIENT_MS: '0', SPARQL_REPLICAS: records > 50_000 ? '1' : '2' },
    log,
  });
}

async function run(served: Served, records: number, seconds: number, ended: number[]): Promise<void> {
  const { serving, config } = served;
  await served.flow();
  await pause(3000);
  const before = rssMb();
  const limit = config.sparql.timeoutMs;
  const agents = Object.keys(queries).map((_, index) => new Agent({ localAddress: `127.0.0.${index + 2}` }));
  const until = performance.now() + seconds * 1000;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, rssMb());
  }, 200);
  const slugs = (await served.app.flow.records(agency.id))
    .filter(({ record }) => record.audience === 'public')
    .map(({ record }) => record.slug);
  const quiet = await directory(serving.url, slugs, Math.min(5, seconds));
  const [beside, ...outcomes] = await Promise.all([
    directory(serving.url, slugs, seconds),
    ...Object.values(queries).map((query, index) => keepAsking(`${serving.url}/sparql`, query, agents[index] as Agent, until)),
  ]);
  await Promise.all(agents.map((agent) => agent.close()));
  await serving.caughtUp();
  await pause(3000);
  clearInterval(watch);
  console.log(`hostile: ${records} datasets, ${config.sparql.replicas} replicas, ${seconds} s, limit ${limit} ms`);
  console.log(`  directory, 50 clients, ${thinkMs} ms between requests, nobody else: ${told(quiet)}`);
  console.log(`  the same beside four endless queries: ${told(beside)}`);
  for (const failure of beside.failures.slice(0, 5)) console.log(`    ${failure}`);
  for (const [index, name] of Object.keys(queries).entries()) console.log(`  ${name.padEnd(20)} ${JSON.stringify(outcomes[index])}`);
  const late = ended.map((ms) => (ms / limit - 1) * 100).sort((a, b) => a - b);
  console.log(`  ${ended.length} queries ended at their limit, the latest ${percentile(late, 1).toFixed(1)} % after it`);
  console.log(`  RSS before ${before.toFixed(0)} MB, at most ${peak.toFixed(0)} MB, after ${rssMb().toFixed(0)} MB`);
}

/** Asks again as soon as there is an answer. @returns how often each answer came. */
async function keepAsking(endpoint: string, query: string, agent: Agent, until: number): Promise<Record<string, number>> {
  const outcomes: Record<string, number> = {};
  for (let asked = 0; performance.now() < until; asked += 1) {
    const search = new URLSearchParams({ query: `${query} #${asked}` });
    const { statusCode, body } = await request(`${endpoint}?${search}`, { dispatcher: agent, headersTimeout: 0, bodyTimeout: 0 });
    const text = await body.text();
    const problem = statusCode === 200 ? 'answered' : (JSON.parse(text) as { type: string }).type.replace('urn:banchi:problem:', '');
    outcomes[problem] = (outcomes[problem] ?? 0) + 1;
    if (problem !== 'query-timeout') await pause(200);
  }
  return outcomes;
}

function directory(url: string, slugs: readonly string[], seconds: number): Promise<Seen> {
  const datasets = slugs.slice(0, 200).map((slug) => `/datasets/${agency.id}/${slug}`);
  const paths = datasets.flatMap((path, index) => [path, `${path}.ttl`, index % 2 === 0 ? '/datasets' : `${path}.html`]);
  const workerData: Clients = { url, paths, clients: 50, seconds, thinkMs };
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./directory-clients.js', import.meta.url), { workerData });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

function told({ failures, times }: Seen): string {
  const [p50, p99, most] = [0.5, 0.99, 1].map((share) => percentile(times, share).toFixed(1));
  return `${times.length} requests, ${failures.length} failed, p50 ${p50} ms, p99 ${p99} ms, longest ${most} ms`;
}

function rssMb(): number {
  return process.memoryUsage.rss() / 1024 / 1024;
}
