import oxigraph from 'oxigraph';
import { pino } from 'pino';
import { Client } from 'undici';
import { type App, compose } from '../../src/compose.js';
import type { Config } from '../../src/config.js';
import { virtuosoEngine, withoutVirtuoso } from '../virtuoso.js';
import { percentile } from './http.js';
import { agency, base, type Served, withServed } from './served.js';

const prefixes = `PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
`;
const csv = '<http://publications.europa.eu/resource/authority/file-type/CSV>';

/** What people and programs ask a catalogue, from a look-up to a scan of everything. */
const queries: Readonly<Record<string, string>> = {
  'one dataset': `SELECT ?p ?o { <${base}/datasets/${agency.id}/dataset-7> ?p ?o }`,
  'is there such a dataset': `ASK { <${base}/datasets/${agency.id}/dataset-7> a dcat:Dataset }`,
  'describe a dataset': `DESCRIBE <${base}/datasets/${agency.id}/dataset-7>`,
  'files of a dataset': `SELECT ?x ?u { <${base}/datasets/${agency.id}/dataset-7> dcat:distribution ?x . ?x dcat:accessURL ?u }`,
  '20 titles': 'SELECT ?d ?t { ?d a dcat:Dataset ; dct:title ?t } LIMIT 20',
  '20 newest': 'SELECT ?d ?m { ?d a dcat:Dataset ; dct:modified ?m } ORDER BY DESC(?m) LIMIT 20',
  'number of datasets': 'SELECT (COUNT(*) AS ?n) { ?d a dcat:Dataset }',
  'datasets of each agency': 'SELECT ?a (COUNT(?d) AS ?n) { ?d a dcat:Dataset ; dct:publisher ?a } GROUP BY ?a',
  'provinces with labels':
    'SELECT ?c ?l { ?p skos:inScheme <https://w3id.org/dcat-ap-th/vocab/province> ; skos:notation ?c ; skos:prefLabel ?l } ORDER BY ?c',
  'CSV files by licence': `SELECT ?l (COUNT(?x) AS ?n) { ?x dct:format ${csv} ; dct:license ?l } GROUP BY ?l`,
  'titles that hold a word': 'SELECT ?d { ?d a dcat:Dataset ; dct:title ?t FILTER(CONTAINS(STR(?t), "99")) } LIMIT 50',
  '1,000 datasets as a graph': 'CONSTRUCT { ?d dct:title ?t } WHERE { ?d a dcat:Dataset ; dct:title ?t } LIMIT 1000',
};

const formats: Readonly<Record<string, string>> = { DESCRIBE: 'text/turtle', CONSTRUCT: 'text/turtle' };
const repeats = 20;

/** Twelve queries over HTTP beside the same engine in this process and beside Virtuoso, over the same graphs. */
export function benchSparql(records: number): Promise<void> {
  return withServed(records, async (served) => {
    await served.flow();
    await served.app.stop();
    await restarted(served, records);
  });
}

async function restarted({ config }: Served, records: number): Promise<void> {
  const start = performance.now();
  const app = compose({ ...config, sparql: { ...config.sparql, budgetMs: 0 } }, { log: pino({ level: 'warn' }) });
  const table: Record<string, Columns> = {};
  try {
    const serving = await app.serve();
    const listening = performance.now() - start;
    await serving.caughtUp();
    const ready = performance.now() - start;
    const { followers } = (await (await fetch(`${serving.url}/readyz`)).json()) as { followers: unknown[] };
    console.log(`sparql: ${records} datasets, ${followers.length - 1} replicas`);
    console.log(`  start to listening ${listening.toFixed(0)} ms, to SPARQL ready ${ready.toFixed(0)} ms; RSS ${rssMb()} MB`);
    const client = new Client(serving.url);
    const store = await inProcess(app);
    for (const [name, body] of Object.entries(queries)) table[name] = await compare(client, store, prefixes + body);
    await client.close();
    console.log(`  RSS with the store in this process ${rssMb()} MB`);
  } finally {
    await app.stop();
  }
  if (withoutVirtuoso === undefined) await besideVirtuoso(config, table);
  else console.log(`  without Virtuoso: ${withoutVirtuoso}`);
  const columns = Object.keys(Object.values(table)[0] ?? {}) as (keyof Columns)[];
  console.log(`  ${'p50, ms'.padEnd(26)} ${columns.map((one) => one.padStart(15)).join('')}`);
  for (const [name, row] of Object.entries(table))
    console.log(`  ${name.padEnd(26)} ${columns.map((one) => (row[one]?.toFixed(2) ?? '').padStart(15)).join('')}`);
}

type Columns = Partial<
  Record<'HTTP first' | 'HTTP repeated' | 'HTTP 304' | 'in-process' | 'HTTP costs' | 'Virtuoso alone' | 'with Virtuoso', number>
>;

async function compare(client: Client, store: oxigraph.Store, query: string): Promise<Columns> {
  const accept = acceptOf(query);
  const ask = (mark: number, headers = {}) => timed(() => get(client, `${query} #${mark}`, { accept, ...headers }));
  const direct: number[] = [];
  const first: number[] = [];
  // In turn, so that whatever else this machine does falls on both.
  for (let round = 0; round < repeats; round += 1) {
    first.push((await ask(round)).ms);
    direct.push((await timed(() => store.query(query, { results_format: accept, use_default_graph_as_union: true }))).ms);
  }
  const repeated: number[] = [];
  const unchanged: number[] = [];
  for (let round = 0; round < repeats; round += 1) {
    const { ms, value } = await ask(round);
    repeated.push(ms);
    unchanged.push((await ask(round, { 'if-none-match': value })).ms);
  }
  const [a, b, c, d] = [first, repeated, unchanged, direct].map(median) as [number, number, number, number];
  return { 'HTTP first': a, 'HTTP repeated': b, 'HTTP 304': c, 'in-process': d, 'HTTP costs': a - d };
}

/** The same registry with Virtuoso in place of our own engine: how long it takes to fill, and both ways to ask it. */
async function besideVirtuoso(config: Config, table: Record<string, Columns>): Promise<void> {
  const virtuoso = await virtuosoEngine(1024);
  const app = compose(
    { ...config, sparql: { ...config.sparql, budgetMs: 0, engine: virtuoso.address, replicas: 6 } },
    { log: pino({ level: 'warn' }) },
  );
  try {
    const start = performance.now();
    const serving = await app.serve();
    await serving.caughtUp();
    console.log(`  Virtuoso filled in ${(performance.now() - start).toFixed(0)} ms; RSS of this process then ${rssMb()} MB`);
    const [client, peer] = [new Client(serving.url), new Client(new URL(virtuoso.address.query).origin)];
    for (const [name, body] of Object.entries(queries)) {
      const query = prefixes + body;
      const accept = acceptOf(query);
      const alone: number[] = [];
      const through: number[] = [];
      for (let round = 0; round < repeats; round += 1) {
        through.push((await timed(() => get(client, `${query} #${round}`, { accept }))).ms);
        alone.push((await timed(() => post(peer, `${query} #${round}`, accept))).ms);
      }
      Object.assign(table[name] ?? {}, { 'Virtuoso alone': median(alone), 'with Virtuoso': median(through) });
    }
    await Promise.all([client.close(), peer.close()]);
  } finally {
    await app.stop();
    await virtuoso.end();
  }
}

async function post(client: Client, query: string, accept: string): Promise<void> {
  const headers = { accept, 'content-type': 'application/x-www-form-urlencoded' };
  const { statusCode, body } = await client.request({
    path: '/sparql',
    method: 'POST',
    headers,
    body: new URLSearchParams({ query }).toString(),
  });
  const said = await body.text();
  if (statusCode !== 200) throw new Error(`${query} answered ${statusCode}: ${said}`);
}

function acceptOf(query: string): string {
  return formats[/\n(\w+) [^\n]*$/.exec(query)?.[1] ?? ''] ?? 'application/sparql-results+json';
}

/** @returns the validator of the answer. @throws Error unless it is one. */
async function get(client: Client, query: string, headers: Record<string, string>): Promise<string> {
  const {
    statusCode,
    body,
    headers: said,
  } = await client.request({ path: `/sparql?${new URLSearchParams({ query })}`, method: 'GET', headers });
  await body.arrayBuffer();
  if (statusCode !== 200 && statusCode !== 304) throw new Error(`${query} answered ${statusCode}`);
  return String(said.etag);
}

async function timed<Value>(work: () => Value | Promise<Value>): Promise<{ ms: number; value: Value }> {
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, value };
}

function median(times: number[]): number {
  return percentile(
    times.sort((a, b) => a - b),
    0.5,
  );
}

async function inProcess(app: App): Promise<oxigraph.Store> {
  const store = new oxigraph.Store();
  await app.flow.dump(async (nquads) => store.load(nquads, { format: 'application/n-quads', no_transaction: true }));
  return store;
}

function rssMb(): string {
  return (process.memoryUsage.rss() / 1024 / 1024).toFixed(0);
}
