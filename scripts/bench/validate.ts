import { fileURLToPath } from 'node:url';
import n3 from 'n3';
import { Validator as ShaclEngine } from 'shacl-engine';
import { datasetIri } from '../../src/catalog/iris.js';
import { type MappedRecord, mapCkan } from '../../src/map/map.js';
import { documentQuads, stampQuads } from '../../src/publish/record-graph.js';
import { agencyQuads } from '../../src/publish/reference-graphs.js';
import { Graph } from '../../src/rdf/graph.js';
import { factory, type Quad } from '../../src/rdf/terms.js';
import { loadVocabulary } from '../../src/rdf/vocabulary.js';
import { loadShapes } from '../../src/validate/shapes.js';
import { Validator } from '../../src/validate/validator.js';
import { generateRecords } from './records.js';

const base = 'http://bench.test';
const agency = {
  id: '99000001',
  code: '99000001',
  name: { th: 'หน่วยงานทดสอบ', en: 'Bench' },
  level: 'central',
  ministry: undefined,
  parentId: undefined,
  province: undefined,
} as const;
const at = '2026-11-23T02:00:00Z';

/** A record as the flow judges it. */
interface Sample {
  readonly quads: readonly Quad[];
  readonly mapped: MappedRecord;
}

/** Validation by all shapes: ours, and shacl-engine over an n3 Store of the record and all that stands behind it. */
export async function benchValidate(records: number): Promise<void> {
  const vocabulary = loadVocabulary(folder('vocab'));
  const shapes = loadShapes(folder('shapes'));
  const background = new Graph(agencyQuads(base, agency));
  const samples = generateRecords(records).map((one): Sample => {
    const dataset = datasetIri(base, agency.id, String(one.name));
    const mapped = mapCkan(
      one,
      { base, agencyId: agency.id, agencyName: agency.name, dataset, sourceUrl: 'https://portal.example' },
      vocabulary,
    );
    const { quads, observations } = mapped;
    return { mapped, quads: [...quads, ...observations, ...stampQuads(dataset, { issued: at, modified: at }), ...documentQuads(quads)] };
  });

  const validator = new Validator(shapes, vocabulary.graph);
  const ours = (sample: Sample): Promise<readonly unknown[]> =>
    validator.validate({ quads: sample.quads, background, places: sample.mapped.places, given: sample.mapped.given });

  const engine = new ShaclEngine(new n3.Store([...shapes.quads]), { factory });
  const naive = async (sample: Sample): Promise<readonly unknown[]> =>
    (await engine.validate({ dataset: new n3.Store([...sample.quads, ...background, ...vocabulary.graph]) })).results;

  console.log(
    `${shapes.rules.size} rules, ${vocabulary.graph.size} triples of vocabularies, ${median(samples.map(({ quads }) => quads.length))} triples a record`,
  );
  report('banchi', await times(samples, ours));
  report('shacl-engine over n3', await times(samples.slice(0, 200), naive));
}

function folder(name: string): string {
  return fileURLToPath(new URL(`../../../${name}`, import.meta.url));
}

/** Milliseconds of each, after a tenth that only warms up. */
async function times(samples: readonly Sample[], judge: (sample: Sample) => Promise<readonly unknown[]>): Promise<number[]> {
  const measured: number[] = [];
  for (const sample of [...samples.slice(0, Math.ceil(samples.length / 10)), ...samples]) {
    const start = performance.now();
    await judge(sample);
    measured.push(performance.now() - start);
  }
  return measured.slice(-samples.length);
}

function report(name: string, measured: readonly number[]): void {
  const p95 = [...measured].sort((a, b) => a - b)[Math.floor(measured.length * 0.95)] ?? 0;
  console.log(`${name.padEnd(22)} median ${median(measured).toFixed(3)} ms a record, p95 ${p95.toFixed(3)} ms, ${measured.length} records`);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
