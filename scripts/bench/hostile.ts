import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request } from 'undici';
import type { Clients, Seen } from './directory-clients.js';
import { percentile } from './http.js';
import { LoopDelays, worstSeconds } from './seconds.js';
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

/** A query that was ended: when, and after how many milliseconds. */
interface Ended {
  readonly at: number;
  readonly ms: number;
}

/** Endless queries, kept running beside clients of the directory. */
export function benchHostile(records: number, seconds: number): Promise<void> {
  const ended: Ended[] = [];
  const log = (line: string): void => {
    const ms = /ended with its replica after (\d+) ms/.exec(line)?.[1];
    if (ms !== undefined) ended.push({ at: Date.now(), ms: Number(ms) });
  };
  // Without a budget, or the four would be kept out after two queries each.
  return withServed(records, (served) => run(served, records, seconds, ended), {
    settings: { SPARQL_CLIENT_MS: '0', SPARQL_REPLICAS: records > 50_000 ? '1' : '2' },
    log,
  });
}

async function run(served: Served, records: number, seconds: number, ended: Ended[]): Promise<void> {
  const { serving, config } = served;
  await served.flow();
  await pause(3000);
  const before = rssMb();
  const limit = config.sparql.timeoutMs;
  const agents = Object.keys(queries).map((_, index) => new Agent({ localAddress: `127.0.0.${index + 2}` }));
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, rssMb());
  }, 200);
  const slugs = (await served.app.flow.records(agency.id))
    .filter(({ record }) => record.audience === 'public')
    .map(({ record }) => record.slug);
  // The threads that write pages of lists start at the first one.
  await (await request(`${serving.url}/datasets?limit=1`)).body.dump();
  // From the other end, so that those beside the queries ask for something new as well.
  const quiet = await directory(serving.url, [...slugs].reverse(), Math.min(5, seconds));
  const delays = new LoopDelays();
  const until = performance.now() + seconds * 1000;
  const [beside, ...outcomes] = await Promise.all([
    directory(serving.url, slugs, seconds),
    ...Object.values(queries).map((query, index) => keepAsking(`${serving.url}/sparql`, query, agents[index] as Agent, until)),
  ]);
  await Promise.all(agents.map((agent) => agent.close()));
  await serving.caughtUp();
  await pause(3000);
  clearInterval(watch);
  const loop = delays.stop();
  console.log(`hostile: ${records} datasets, ${config.sparql.replicas} replicas, ${seconds} s, limit ${limit} ms`);
  console.log(`  directory, 50 clients, ${thinkMs} ms between requests, nobody else: ${told(quiet)}`);
  console.log(`  the same beside four endless queries: ${told(beside)}`);
  for (const second of worstSeconds(beside.answers, loop, ended).slice(0, 3)) console.log(`    ${second}`);
  for (const failure of [...quiet.failures.slice(0, 5), ...beside.failures.slice(0, 5)]) console.log(`    ${failure}`);
  for (const [index, name] of Object.keys(queries).entries()) console.log(`  ${name.padEnd(20)} ${JSON.stringify(outcomes[index])}`);
  const late = ended.map(({ ms }) => (ms / limit - 1) * 100).sort((a, b) => a - b);
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

/** What is asked of a dataset that nobody asked for before: itself, and every sixth time the page of the list that begins after it. */
const forms: readonly ((path: string) => string)[] = [
  (path) => path,
  (path) => `${path}.ttl`,
  (path) => `${path}.html`,
  (path) => path,
  (path) => `${path}.ttl`,
  (path) => `/datasets?after=${path.slice('/datasets/'.length)}`,
];

/** Every other request is for one of the first 200 datasets or the list, the others for each of the rest in turn. */
async function directory(url: string, slugs: readonly string[], seconds: number): Promise<Seen> {
  const datasets = slugs.map((slug) => `/datasets/${agency.id}/${slug}`);
  const popular = datasets.slice(0, 200).flatMap((path, index) => [path, `${path}.ttl`, index % 2 === 0 ? '/datasets' : `${path}.html`]);
  const others = datasets.slice(200);
  const rest = others.map((path, index) => forms[index % forms.length]?.(path) ?? path);
  const child = fork(new URL('./directory-clients.js', import.meta.url));
  child.send({ url, popular, rest: rest.length > 0 ? rest : popular, clients: 50, seconds, thinkMs } satisfies Clients);
  const [seen] = (await once(child, 'message')) as [Seen];
  return seen;
}

function told({ failures, answers }: Seen): string {
  const of = (some: Seen['answers'], shares: readonly number[]): string[] => {
    const times = some.map(({ ms }) => ms).sort((a, b) => a - b);
    return shares.map((share) => percentile(times, share).toFixed(1));
  };
  const [p50, p99, most] = of(answers, [0.5, 0.99, 1]);
  const [first] = of(
    answers.filter(({ popular }) => !popular),
    [0.99],
  );
  return `${answers.length} requests, ${failures.length} failed, p50 ${p50} ms, p99 ${p99} ms (of what is asked for the first time ${first} ms), longest ${most} ms`;
}

function rssMb(): number {
  return process.memoryUsage.rss() / 1024 / 1024;
}
