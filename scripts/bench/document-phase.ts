import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Readable, type Transform } from 'node:stream';
import { fileURLToPath } from 'node:url';
import n3 from 'n3';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import { createGuardedClient } from '../../src/harvest/client/client.js';
import { walkDocuments } from '../../src/harvest/dcat/walk-documents.js';
import { loadVocabulary } from '../../src/rdf/vocabulary.js';
import { benchSource } from './source.js';

/** One measurement in a process of its own, so that its memory is its own: `walk` or `floor` of a document at an address. */
const [what, name, address, size] = process.argv.slice(2) as ['walk' | 'floor', 'n-quads' | 'rdf-xml', string, string];
const url = `http://${address}/${name}/${size}`;
const gigabytes = 64 * 1024 ** 3;

const vocabulary = loadVocabulary(fileURLToPath(new URL('../../../vocab', import.meta.url)));

let peak = 0;
const timer = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss);
}, 20);
const delay = monitorEventLoopDelay({ resolution: 5 });
const start = performance.now();
delay.enable();
const found = what === 'walk' ? await walk() : await floor();
delay.disable();
clearInterval(timer);
const seconds = (performance.now() - start) / 1000;
const megabytes = Number(size) / 1024 / 1024;
const rest =
  what === 'walk'
    ? `, main thread blocked at most ${(delay.max / 1e6).toFixed(0)} ms, p99 ${(delay.percentile(99) / 1e6).toFixed(0)} ms`
    : '';
console.log(
  `${name.padEnd(8)} ${what.padEnd(6)} ${(megabytes / seconds).toFixed(1).padStart(6)} MB/s  ${seconds.toFixed(1).padStart(6)} s  peak ${(peak / 1024 / 1024).toFixed(0)} MB  ${found}${rest}`,
);

async function walk(): Promise<string> {
  const client = createGuardedClient({
    connectMs: 10_000,
    idleMs: 30_000,
    totalMs: 3_600_000,
    answerBytes: gigabytes,
    unpackedBytes: gigabytes,
    unpackRatio: 200,
    redirects: 0,
    loopback: [address],
    proxy: undefined,
    contact: 'https://bench.test/',
  });
  const spoolDir = mkdtempSync(join(tmpdir(), 'banchi-bench-'));
  const source = benchSource('dcat', url);
  const pages = walkDocuments({
    source,
    client,
    mode: 'full',
    resume: undefined,
    document: undefined,
    headers: {},
    read: () => Promise.reject(new Error('this walk reads no documents that were sent')),
    vocabulary,
    limits: { pageSize: 100, maxRecords: 10_000_000, wholeBytes: 64 * 1024 * 1024, streamBytes: gigabytes, spoolDir },
    clock: () => new Date(),
    signal: new AbortController().signal,
  });
  let records = 0;
  for (let next = await pages.next(); next.done !== true; next = await pages.next()) records += next.value.records.length;
  await client.close();
  rmSync(spoolDir, { recursive: true });
  return `${records} datasets, ${(records / ((performance.now() - start) / 1000)).toFixed(0)} datasets/s`;
}

/** What the library alone takes to parse it, in one thread and with nothing kept. */
async function floor(): Promise<string> {
  const answer = await fetch(url);
  const parser = (name === 'n-quads' ? new n3.StreamParser({ format: 'application/n-quads' }) : new RdfXmlParser()) as unknown as Transform;
  let quads = 0;
  parser.on('data', () => {
    quads += 1;
  });
  const source = Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]);
  await new Promise((resolve, reject) => source.pipe(parser).on('end', resolve).on('error', reject));
  return `${quads} statements`;
}
