import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { Pool } from 'undici';
import { compose } from '../../src/compose.js';
import { readConfig } from '../../src/config.js';
import { percentile } from './http.js';
import { generateRecords } from './records.js';

interface Run {
  readonly name: string;
  readonly body: string;
  readonly contentType: string;
  readonly path: string;
  readonly connections: number;
  readonly seconds: number;
}

/**
 * POST /validate with a document of one dataset and one of `many`, in CKAN's JSON and in Turtle, beside `GET /healthz` of the same
 * server in the same run: what HTTP alone costs here.
 */
export async function benchValidateHttp(many: number): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'banchi-bench-'));
  const settings = { PORT: '0', HOST: '127.0.0.1', BANCHI_DATA: dataDir, LOG_LEVEL: 'silent', SPARQL_REPLICAS: '1', VALIDATE_QUEUE: '64' };
  const app = compose(readConfig(settings), { log: pino({ level: 'silent' }) });
  try {
    const { url } = await app.serve();
    const records = generateRecords(many);
    const runs: Run[] = [
      json('1 dataset, CKAN JSON → JSON', records.slice(0, 1), 8, 5),
      turtle('1 dataset, Turtle → JSON', 1, 8, 5),
      json(`${many} datasets, CKAN JSON → JSON`, records, 2, 15),
      turtle(`${many} datasets, Turtle → JSON`, many, 2, 15),
    ];
    await floor(url);
    for (const run of runs) await measure(url, run);
  } finally {
    await app.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function json(name: string, records: readonly object[], connections: number, seconds: number): Run {
  return { name, body: JSON.stringify(records), contentType: 'application/json', path: '/validate?format=json', connections, seconds };
}

/** Datasets with a publisher in common and a distribution of their own. */
function turtle(name: string, count: number, connections: number, seconds: number): Run {
  const prefixes =
    '@prefix : <https://data.agency.example/> . @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .';
  const agency = ':agency a <http://xmlns.com/foaf/0.1/Agent> ; <http://xmlns.com/foaf/0.1/name> "หน่วยงาน"@th .';
  const datasets = Array.from(
    { length: count },
    (_, index) =>
      `:d${index} a dcat:Dataset ; dct:title "ชุดข้อมูลที่ ${index}"@th ; dct:description "คำอธิบายของชุดข้อมูลที่ ${index}"@th ; dct:publisher :agency ;\n` +
      `  dcat:keyword "น้ำ"@th, "คุณภาพ"@th, "สถานี"@th ; dcat:distribution [ a dcat:Distribution ; dct:title "ไฟล์"@th ; dcat:accessURL :file${index} ] .`,
  );
  return {
    name,
    body: [prefixes, agency, ...datasets].join('\n'),
    contentType: 'text/turtle',
    path: '/validate?format=json',
    connections,
    seconds,
  };
}

async function floor(url: string): Promise<void> {
  const pool = new Pool(url, { connections: 8 });
  await report('GET /healthz (floor)', 8, 2, async () => {
    const { body } = await pool.request({ path: '/healthz', method: 'GET' });
    await body.dump();
  });
  await pool.close();
}

async function measure(url: string, { name, body, contentType, path, connections, seconds }: Run): Promise<void> {
  const pool = new Pool(url, { connections, headersTimeout: 120_000 });
  const request = async (): Promise<void> => {
    const answer = await pool.request({ path, method: 'POST', headers: { 'content-type': contentType }, body });
    const text = await answer.body.text();
    if (answer.statusCode !== 200) throw new Error(`${name} answered ${answer.statusCode}: ${text.slice(0, 300)}`);
  };
  // Threads start and compile the shapes with their first document.
  await Promise.all([request(), request()]);
  await report(`${name} (${(body.length / 1024).toFixed(0)} KB)`, connections, seconds, request);
  await pool.close();
}

async function report(name: string, connections: number, seconds: number, request: () => Promise<void>): Promise<void> {
  const times: number[] = [];
  const started = performance.now();
  const end = started + seconds * 1000;
  async function client(): Promise<void> {
    while (performance.now() < end) {
      const at = performance.now();
      await request();
      times.push(performance.now() - at);
    }
  }
  await Promise.all(Array.from({ length: connections }, client));
  const perSecond = times.length / ((performance.now() - started) / 1000);
  times.sort((a, b) => a - b);
  const [p50, p99] = [percentile(times, 0.5), percentile(times, 0.99)].map((ms) => ms.toFixed(1));
  console.log(
    `${name.padEnd(48)} ${perSecond.toFixed(1).padStart(8)}/s   p50 ${p50} ms   p99 ${p99} ms   (${connections} at once, ${times.length} requests)`,
  );
}
