import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../../src/config.js';
import { createGuardedClient } from '../../src/harvest/client/client.js';
import { createPatientClient } from '../../src/harvest/client/patient.js';
import type { Walk, Walked } from '../../src/harvest/walk.js';
import { walkers } from '../../src/harvest/walkers.js';
import { loadVocabulary } from '../../src/rdf/vocabulary.js';
import { measure } from './http.js';
import { benchSource } from './source.js';

/** N packages walked with nothing behind it, beside what the simulated portal can answer at most. */
export async function benchWalk(records: number): Promise<void> {
  const portal = spawn(process.execPath, [fileURLToPath(new URL('./portal.js', import.meta.url)), String(records)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(portal.stdout, 'data')) as [Buffer];
  const address = line.toString().trim();
  const config = readConfig({ HARVEST_LOOPBACK: address }).harvest;
  const client = createPatientClient(createGuardedClient(config), config, {
    now: Date.now,
    random: Math.random,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  try {
    const paths = Array.from(
      { length: 100 },
      (_, index) => `/api/3/action/package_search?sort=id+asc&rows=${config.pageSize}&start=${(index * config.pageSize) % records}`,
    );
    const { perSecond, p50, p99 } = await measure(`http://${address}`, paths, 'application/json');
    const at = `${(perSecond * config.pageSize).toFixed(0)} records/s`;
    console.log(
      `portal alone, pages of ${config.pageSize}, 8 connections: ${perSecond.toFixed(0)} requests/s, ${at}, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
    );
    const source = benchSource('ckan', `http://${address}`);
    const walk: Walk = {
      source,
      mode: 'full',
      resume: undefined,
      document: undefined,
      headers: {},
      client,
      vocabulary: loadVocabulary('vocab'),
      limits: { ...config, spoolDir: '/nonexistent' },
      read: () => Promise.reject(new Error('a walk over CKAN reads no documents')),
      clock: () => new Date(),
      signal: new AbortController().signal,
    };
    const end = await walkAll('everything', walk);
    await walkAll('what changed in the last hour', { ...walk, mode: 'incremental', source: { ...source, marks: end.marks } });
  } finally {
    await client.close();
    portal.stdin.end();
  }
}

async function walkAll(what: string, walk: Walk): Promise<Walked> {
  const walker = walkers.ckan;
  if (walker === undefined) throw new Error('CKAN has no walker');
  let [brought, bytes, most] = [0, 0, 0];
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const pages = walker(walk);
  for (let next = await pages.next(); ; next = await pages.next()) {
    if (next.done === true) {
      const seconds = (performance.now() - start) / 1000;
      const { user, system } = process.cpuUsage(cpu);
      console.log(
        `walk, ${what}: ${brought} records (${next.value.mode}), ${(bytes / 2 ** 20).toFixed(0)} MB in ${seconds.toFixed(1)} s, ${(brought / seconds).toFixed(0)} records/s; CPU ${((user + system) / 1e6).toFixed(1)} s; RSS at most ${most.toFixed(0)} MB`,
      );
      return next.value;
    }
    brought += next.value.records.length;
    for (const record of next.value.records) bytes += record.bytes.length;
    most = Math.max(most, process.memoryUsage.rss() / 2 ** 20);
  }
}
