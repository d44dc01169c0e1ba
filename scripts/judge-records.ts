import { readFileSync } from 'node:fs';
import type { Finding } from '../src/catalog/report.js';
import { isObject } from '../src/map/ckan-package.js';
import { mapCkan } from '../src/map/map.js';
import { documentQuads, stampQuads } from '../src/publish/record-graph.js';
import { agencyQuads } from '../src/publish/reference-graphs.js';
import { Graph } from '../src/rdf/graph.js';
import { loadVocabulary } from '../src/rdf/vocabulary.js';
import { loadShapes } from '../src/validate/shapes.js';
import { Validator } from '../src/validate/validator.js';

/**
 * Runs real records through mapping and validation: node dist/scripts/judge-records.js PATHS…
 * Each path is a JSON list of CKAN packages. Tells the most frequent findings and repairs, exceptions and fields without a
 * home. Exit code 1 when a record made the program throw, or a field has no home.
 */
const base = 'http://localhost';
const most = 10;
const vocabulary = loadVocabulary('vocab');
const validator = new Validator(loadShapes('shapes'), vocabulary.graph);
const agency = { id: '99000001', name: { th: 'หน่วยงานตัวอย่าง', en: 'Example Agency' } };
const background = new Graph(
  agencyQuads(base, { ...agency, code: agency.id, level: 'central', ministry: undefined, parentId: undefined, province: undefined }),
);

/** How often something was seen, and in how many records. */
class Tally {
  readonly #counts = new Map<string, { times: number; records: Set<number> }>();

  add(what: string, record: number): void {
    const count = this.#counts.get(what) ?? { times: 0, records: new Set() };
    count.times += 1;
    count.records.add(record);
    this.#counts.set(what, count);
  }

  print(title: string, limit = Number.POSITIVE_INFINITY): void {
    const rows = [...this.#counts].sort(([, a], [, b]) => b.records.size - a.records.size || b.times - a.times);
    console.log(`\n${title}${rows.length > limit ? ` (${limit} of ${rows.length})` : rows.length === 0 ? ': none' : ''}`);
    for (const [what, { times, records }] of rows.slice(0, limit))
      console.log(`${String(records.size).padStart(6)} records ${String(times).padStart(6)} times  ${what}`);
  }

  get size(): number {
    return this.#counts.size;
  }
}

for (const path of process.argv.slice(2)) await judge(path);

async function judge(path: string): Promise<void> {
  const records = JSON.parse(readFileSync(path, 'utf8')) as unknown[];
  const [findings, repairs, unmapped, exceptions] = [new Tally(), new Tally(), new Tally(), new Tally()];
  let passed = 0;
  for (const [index, record] of records.entries()) {
    try {
      const found = await findingsOf(withId(record, index), index, repairs, unmapped);
      if (!found.some(({ severity }) => severity === 'violation')) passed += 1;
      for (const { severity, shape, name } of found) findings.add(`${severity.padEnd(9)} ${shape.replace(/^.*#/, '')} · ${name.th}`, index);
    } catch (error) {
      exceptions.add(String(error), index);
    }
  }
  console.log(`\n== ${path}: ${records.length} records, ${passed} pass the gate`);
  findings.print('Findings', most);
  repairs.print('Repairs', most);
  exceptions.print('Exceptions');
  unmapped.print('Fields without a home');
  if (exceptions.size + unmapped.size > 0) process.exitCode = 1;
}

/** A partial record may lack its id; keys that begin with an underscore are the collector's notes. */
function withId(record: unknown, index: number): unknown {
  if (!isObject(record)) return record;
  const resources = Array.isArray(record.resources)
    ? record.resources.map((one) => (isObject(one) ? withoutNotes(one) : one))
    : record.resources;
  return { id: `record-${index}`, ...withoutNotes(record), resources };
}

function withoutNotes(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !key.startsWith('_')));
}

async function findingsOf(record: unknown, index: number, repairs: Tally, unmapped: Tally): Promise<Finding[]> {
  const dataset = `${base}/datasets/${agency.id}/record-${index}`;
  const placement = { base, agencyId: agency.id, agencyName: agency.name, dataset, sourceUrl: 'https://portal.example' };
  const mapped = mapCkan(record, placement, vocabulary);
  for (const { rule } of mapped.repairs) repairs.add(rule, index);
  for (const field of mapped.unmapped) unmapped.add(field, index);
  const stamp = stampQuads(dataset, { issued: '2026-01-01T00:00:00Z', modified: '2026-01-01T00:00:00Z' });
  const { places, given } = mapped;
  return validator.validate({
    quads: [...mapped.quads, ...mapped.observations, ...stamp, ...documentQuads(mapped.quads)],
    background,
    places,
    given,
  });
}
