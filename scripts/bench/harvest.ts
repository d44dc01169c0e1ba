import { join } from 'node:path';
import { datasetIri } from '../../src/catalog/iris.js';
import type { Harvesting } from '../../src/flow/harvest-source.js';
import { mapCkan } from '../../src/map/map.js';
import { composeDataset } from '../../src/publish/record-graph.js';
import { agencyQuads } from '../../src/publish/reference-graphs.js';
import { Graph } from '../../src/rdf/graph.js';
import { toNQuads } from '../../src/rdf/serialise.js';
import { loadVocabulary } from '../../src/rdf/vocabulary.js';
import { openDatabase } from '../../src/registry/open.js';
import { loadShapes } from '../../src/validate/shapes.js';
import { Validator } from '../../src/validate/validator.js';
import { generateRecords } from './records.js';
import { agency, base, row, type Served, showStages, withServed } from './served.js';
import { Watch } from './threads.js';

/** Records of the floors: enough for a steady figure, few enough not to be waited for. */
const sample = 1000;

/** N records of a portal in another process through the whole flow, the same once more, and what the parts take by themselves. */
export function benchHarvest(records: number): Promise<void> {
  return withServed(records, async (served) => {
    const first = await runFirst(served, records);
    await runAgain(served, 'again, what changed', {}, records, first);
    await runAgain(served, 'again, all of it', { mode: 'full' }, records, first);
    await runFloors(served, Math.min(sample, records));
  });
}

async function runFirst(served: Served, records: number): Promise<number> {
  const watch = new Watch();
  const { counts, published, stages } = await served.flow();
  const { cpuMs, threads, peakMb, endMb } = watch.end();
  console.log(`harvest: ${records} records, ${counts.created} created, ${published.length} published`);
  const all = showStages(stages, records);
  row('CPU, all threads', cpuMs, records);
  for (const { name, ms } of threads.filter((thread) => thread.ms > cpuMs / 200)) row(`  thread ${name}`, ms, records);
  console.log(
    `  ${(records / (all / 1000)).toFixed(0)} records/s on ${(cpuMs / all).toFixed(2)} cores; RSS ${peakMb.toFixed(0)} MB at most, ${endMb.toFixed(0)} MB at the end`,
  );
  return all;
}

/** Nothing changed meanwhile. */
async function runAgain(served: Served, name: string, harvesting: Harvesting, records: number, first: number): Promise<void> {
  const watch = new Watch();
  const start = performance.now();
  const { counts, stages } = await served.harvest(harvesting);
  const all = performance.now() - start;
  const { cpuMs, peakMb } = watch.end();
  const changed = counts.created + counts.changed + counts.missing + counts.hidden + counts.retired;
  console.log(`${name}: ${counts.unchanged} unchanged, ${changed} changed, ${((all / first) * 100).toFixed(1)} % of the first run's time`);
  row('walk and stage', stages.walk, records);
  row('decide and end', stages.decide + stages.assess, records);
  row('CPU, all threads', cpuMs, records);
  console.log(`  RSS ${peakMb.toFixed(0)} MB at most`);
}

/** What one thread takes for the work that nothing can spare: the graph and its judgement, and the rows in a file. */
async function runFloors({ dataDir }: Served, records: number): Promise<void> {
  const folder = (name: string): string => join(import.meta.dirname, '..', '..', '..', name);
  const vocabulary = loadVocabulary(folder('vocab'));
  const validator = new Validator(loadShapes(folder('shapes')), vocabulary.graph);
  const background = new Graph(agencyQuads(base, agency));
  const at = '2026-11-23T02:00:00Z';
  const texts = generateRecords(2 * records).map((one) => JSON.stringify(one));
  const rows: { graph: string; nquads: string; jsonld: string; bytes: string }[] = [];
  let judging = 0;
  for (const [index, bytes] of texts.entries()) {
    const start = performance.now();
    const dataset = datasetIri(base, agency.id, `dataset-${index}`);
    const placement = { base, agencyId: agency.id, agencyName: agency.name, dataset, sourceUrl: 'https://portal.example' };
    const { quads, observations, places, given } = mapCkan(JSON.parse(bytes), placement, vocabulary);
    await validator.validate({ quads: [...quads, ...observations], background, places, given });
    if (index < records) continue; // until the compiler has seen all of it
    judging += performance.now() - start;
    const { nquads, jsonld } = composeDataset(toNQuads(quads), dataset, base, { issued: at, modified: at }, () => false);
    rows.push({ graph: dataset, nquads, jsonld, bytes });
  }
  console.log('floors, one thread:');
  row('map and validate', judging, records);
  row('rows into SQLite, 25 at a time', insert(join(dataDir, 'floor.sqlite'), rows), records);
}

function insert(path: string, rows: readonly { graph: string; nquads: string; jsonld: string; bytes: string }[]): number {
  const database = openDatabase(path);
  database.exec(
    'CREATE TABLE floor (seq INTEGER PRIMARY KEY, graph TEXT NOT NULL, nquads TEXT NOT NULL, jsonld TEXT NOT NULL, bytes TEXT NOT NULL)',
  );
  const statement = database.prepare('INSERT INTO floor (graph, nquads, jsonld, bytes) VALUES (?, ?, ?, ?)');
  const start = performance.now();
  for (let from = 0; from < rows.length; from += 25) {
    database.exec('BEGIN IMMEDIATE');
    for (const { graph, nquads, jsonld, bytes } of rows.slice(from, from + 25)) statement.run(graph, nquads, jsonld, bytes);
    database.exec('COMMIT');
  }
  const ms = performance.now() - start;
  database.close();
  return ms;
}
