import type { App, Serving } from '../../src/compose.js';
import { type Measured, measure } from './http.js';
import { agency, row, type Served, showStages, withServed } from './served.js';
import { Watch } from './threads.js';

/** N records from a portal in another process through the whole flow, then requests over HTTP. */
export function benchFlow(records: number): Promise<void> {
  return withServed(records, async (served) => {
    await runFlow(served, records);
    const again = performance.now();
    const { counts } = await served.harvest();
    console.log(`second harvest: ${counts.unchanged} unchanged in ${(performance.now() - again).toFixed(0)} ms`);
    await runHttp(served.app, served.serving);
  });
}

async function runFlow(served: Served, records: number): Promise<void> {
  const watch = new Watch();
  const { counts, published, stages } = await served.flow();
  const { cpuMs, endMb } = watch.end();
  console.log(`flow: ${records} records, ${counts.created} created, ${published.length} published`);
  const all = showStages(stages, records);
  row('CPU, all threads', cpuMs, records);
  console.log(`  ${(records / (all / 1000)).toFixed(0)} records/s; RSS ${endMb.toFixed(0)} MB`);
}

async function runHttp(app: App, serving: Serving): Promise<void> {
  const slugs = (await app.flow.records(agency.id)).filter(({ record }) => record.audience === 'public').map(({ record }) => record.slug);
  console.log('HTTP, 8 connections');
  const paths = (suffix: string): string[] => slugs.slice(0, 500).map((slug) => `/datasets/${agency.id}/${slug}${suffix}`);
  show('dataset as JSON-LD', await measure(serving.url, paths(''), 'application/ld+json'));
  show('dataset as Turtle', await measure(serving.url, paths(''), 'text/turtle'));
  show('dataset page', await measure(serving.url, paths(''), 'text/html'));
  show('list of 20 as JSON-LD', await measure(serving.url, ['/datasets'], 'application/ld+json'));
  show('healthz (floor)', await measure(serving.url, ['/healthz'], 'application/json'));
}

function show(name: string, { perSecond, p50, p99 }: Measured): void {
  console.log(`  ${name.padEnd(28)} ${perSecond.toFixed(0).padStart(6)} requests/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
}
