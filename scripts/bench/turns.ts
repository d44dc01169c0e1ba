import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { percentile } from './http.js';
import type { Answered, Asked } from './one-client.js';
import { agency, type Served, withServed } from './served.js';

const times = 10;
const html = 'text/html';

/** Everything long that can be asked for: the most members, the largest files, each way of writing them. */
const paths: readonly (readonly [string, string?])[] = [
  ...['rdf', 'ttl', 'nt', 'jsonld', 'html'].flatMap((suffix) => [
    [`/datasets.${suffix}?limit=100`] as const,
    [`/catalog.${suffix}?limit=100`] as const,
    [`/datasets.${suffix}`] as const,
  ]),
  [`/catalogs/${agency.id}.rdf?limit=100`],
  ...['rdf', 'ttl', 'jsonld', 'html'].map((suffix) => [`DATASET.${suffix}`] as const),
  ...['application/trig', 'application/ld+json', html].map((accept) => ['/changes?after=0', accept] as const),
  ['/feed.atom', '*/*'],
  ['/data.json', '*/*'],
  ['/.well-known/void.rdf'],
  ...['rdf', 'ttl', 'jsonld', 'html'].flatMap((suffix) => [[`/shapes/gdc.${suffix}`] as const, [`/vocab/province.${suffix}`] as const]),
  ['/shapes/dcat-ap-dataset.rdf'],
  ['/shapes', html],
  ['/vocab', html],
  ['/ns.rdf'],
  ['/ns', html],
  ['/docs/mapping', html],
];

/** How long the main thread is held up by the longest answers, one at a time, and by a dump. */
export function benchTurns(records: number): Promise<void> {
  return withServed(records, async (served) => {
    await served.flow();
    const [first] = (await served.app.flow.records(agency.id)).filter(({ record }) => record.audience === 'public');
    const dataset = `/datasets/${agency.id}/${first?.record.slug}`;
    const client = new Worker(new URL('./one-client.js', import.meta.url));
    try {
      await pause(500);
      console.log(
        `turns: ${records} datasets; ms of the answer (first, median) and of the main thread’s longest turn (first, median, most)`,
      );
      for (const [path, accept = '*/*'] of paths) await measure(served, client, path.replace('DATASET', dataset), accept);
      await measureDump(served);
    } finally {
      await client.terminate();
    }
  });
}

async function measure({ serving }: Served, client: Worker, path: string, accept: string): Promise<void> {
  const answers: number[] = [];
  const turns: number[] = [];
  let bytes = 0;
  for (let time = 0; time < times; time += 1) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    await pause(5);
    delay.reset();
    const answered = once(client, 'message');
    client.postMessage({ url: `${serving.url}${await followed(serving.url, path)}`, accept } satisfies Asked);
    const [answer] = (await answered) as [Answered];
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    await pause(5);
    delay.disable();
    answers.push(answer.ms);
    turns.push(delay.max / 1e6);
    bytes = answer.bytes;
  }
  const told = [answers[0], median(answers), turns[0], median(turns), Math.max(...turns)].map((ms) => (ms ?? 0).toFixed(1).padStart(8));
  console.log(`  ${`${path} ${accept}`.padEnd(52)} ${(bytes / 1024).toFixed(0).padStart(6)} KB ${told.join('')}`);
}

/** The page that a position leads to; asked for beforehand, so that the redirect is no part of what is measured. */
async function followed(url: string, path: string): Promise<string> {
  if (!path.startsWith('/changes?')) return path;
  const { headers } = await fetch(`${url}${path}`, { redirect: 'manual' });
  return headers.get('location') ?? path;
}

/** Beside the dump's own thread, the followers apply what makes it due. */
async function measureDump({ app, serving }: Served): Promise<void> {
  await app.flow.registerAgency({ ...agency, id: '99000002', code: '99000002' }, 'bench');
  await serving.caughtUp();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await pause(5);
  delay.reset();
  const start = performance.now();
  await serving.dumped();
  const ms = performance.now() - start;
  delay.disable();
  const [p50, p99, most] = [delay.percentile(50), delay.percentile(99), delay.max].map((ns) => (ns / 1e6).toFixed(1));
  console.log(`  a dump: ${ms.toFixed(0)} ms; turns of the main thread p50 ${p50}, p99 ${p99}, longest ${most} ms`);
}

function median(values: readonly number[]): number {
  return percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}
