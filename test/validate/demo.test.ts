import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { SimulatedPackage } from '../../scripts/simulate-agency.js';
import { Graph } from '../../src/rdf/graph.js';
import { parse } from '../../src/rdf/parse.js';
import { agencyId, base, startApp, type TestApp } from '../support/app.js';
import { local } from '../support/cases.js';
import { harvestAndConfirm } from '../support/harvested.js';
import { validator } from '../support/judging.js';
import { projectFolder } from '../support/mapping.js';
import { completeRecord } from '../support/packages.js';

/** Every dataset of the demo's portals, in one. */
function demoPackages(): SimulatedPackage[] {
  const read = (file: string): unknown => JSON.parse(readFileSync(projectFolder(`data/demo/${file}`), 'utf8'));
  const agencies = read('agencies.json') as { kind: string; file: string }[];
  return agencies.flatMap(({ kind, file }) => (kind === 'ckan' ? (read(file) as SimulatedPackage[]) : []));
}

/** What enrichment fills in (dcat:theme, dct:spatial, dct:temporal). */
const filledLater = ['theme', 'spatial', 'temporal'].map((what) => `dcat-ap-dataset-${what}-recommended`);

describe('Every published dataset of the demo’s portals, by its Turtle document alone', () => {
  let test: TestApp;
  let address: string;
  const documents = new Map<string, string>();

  before(async function () {
    this.timeout(60_000);
    test = await startApp({ packages: [...demoPackages(), completeRecord()] });
    await harvestAndConfirm(test);
    const serving = await test.serve();
    await serving.caughtUp();
    address = serving.url;
    const published = (await test.app.flow.records()).filter(({ state, record }) => state === 'published' && record.audience === 'public');
    for (const { record } of published) {
      const response = await fetch(`${address}/datasets/${record.segment}/${record.slug}.ttl`);
      assert.equal(response.status, 200, record.slug);
      documents.set(record.slug, await response.text());
    }
  });
  after(() => test.end());

  async function judge(turtle: string): Promise<string[]> {
    const quads = parse(turtle, { label: 'document' });
    const findings = await validator.validate({ quads, background: new Graph(), places: new Map(), given: () => '' });
    return findings.map(({ severity, shape, focus }) => `${severity} ${local(shape)} ${focus}`);
  }

  it('has no violation of either file of shapes', async () => {
    assert.ok(documents.size > 10, String(documents.size));
    for (const [slug, turtle] of documents) {
      const violations = (await judge(turtle)).filter((line) => line.startsWith('violation'));
      assert.deepEqual(violations, [], slug);
    }
  });

  it('has, where the record is clean, no warning but for what enrichment fills in', async () => {
    const dataset = `${base}/datasets/${agencyId}/water-stations`;
    const warnings = (await judge(documents.get('water-stations') ?? '')).filter((line) => line.startsWith('warning'));
    assert.deepEqual(
      warnings.filter((line) => !filledLater.some((rule) => line === `warning ${rule} ${dataset}`)),
      [],
    );
  });

  it('is judged at all: without its licence or title it fails', async () => {
    const turtle = documents.get('water-stations') ?? '';
    const broken = turtle.replaceAll(/\bdct:title\b/g, 'dct:alternative').replaceAll(/\bgdc:licence\b/g, 'gdc:licenceNote');
    const rules = (await judge(broken)).map((line) => line.split(' ')[1]);
    assert.ok(rules.includes('title-required') && rules.includes('licence-required'), rules.join());
  });
});
