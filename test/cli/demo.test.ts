import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { VersionState } from '../../src/catalog/states.js';
import { type App, compose } from '../../src/compose.js';
import { readConfig } from '../../src/config.js';
import { Graph } from '../../src/rdf/graph.js';
import { parse } from '../../src/rdf/parse.js';
import { local } from '../support/cases.js';
import { validator } from '../support/judging.js';
import { projectFolder } from '../support/mapping.js';

const main = fileURLToPath(new URL('../../src/main.js', import.meta.url));
const base = 'http://catalogue.test';

/** Agencies of the demo by how they hand over. */
const agencies = { ckan: '99070100', template: '99840101', dcat: '99150300', sparql: '99180500', push: '99310800' } as const;

describe('The demo', function () {
  this.timeout(120_000);
  let folder: string;
  let output: string;
  let app: App;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'banchi-demo-'));
    const env = { PATH: process.env.PATH ?? '', PORT: '0', BASE_URL: base, BANCHI_DATA: folder };
    output = await new Promise((resolve, reject) => {
      execFile(process.execPath, [main, 'demo', '--exit'], { env }, (error, stdout, stderr) =>
        error === null ? resolve(stdout) : reject(new Error(`${error.message}\n${stdout}\n${stderr}`)),
      );
    });
    app = compose(readConfig({ PORT: '0', BASE_URL: base, BANCHI_DATA: join(folder, 'demo'), LOG_LEVEL: 'warn' }));
  });
  after(async () => {
    await app?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function slugs(agencyId: string, state: VersionState): Promise<string[]> {
    const records = await app.flow.records(agencyId);
    return records.flatMap((one) => (one.state === state ? [one.record.slug] : [])).sort();
  }

  it('publishes what portals hand over', async () => {
    const published = await slugs(agencies.ckan, 'published');
    assert.ok(published.includes('aquaculture-farm-register') && published.length > 20, published.join());
  });

  it('publishes what a workbook hands over, and gives back what is faulty', async () => {
    assert.deepEqual(await slugs(agencies.template, 'published'), [
      'building-permits',
      'elderly-allowance',
      'flood-shelters',
      'registered-population',
      'waste-collection',
    ]);
    assert.deepEqual(await slugs(agencies.template, 'returned'), ['municipal-revenue', 'road-repairs']);
  });

  it('publishes what an RDF document hands over, but for what was not consented to', async () => {
    assert.deepEqual(await slugs(agencies.dcat, 'published'), [
      'climate-projections',
      'cyclone-tracks',
      'daily-rainfall',
      'station-maintenance',
      'temperature-normals',
    ]);
    assert.deepEqual(await slugs(agencies.dcat, 'returned'), ['drought-index']);
    const aside = await app.flow.aside(agencies.dcat);
    assert.deepEqual(
      aside.map(({ record }) => record.reason),
      ['gdc:allowHarvest is false'],
    );
  });

  it('publishes what a SPARQL endpoint hands over, and keeps nothing of what is secret', async () => {
    assert.deepEqual(await slugs(agencies.sparql, 'published'), [
      'monuments',
      'museum-objects',
      'museum-visitors',
      'palm-leaf-manuscripts',
    ]);
    assert.deepEqual(await slugs(agencies.sparql, 'returned'), ['oral-histories']);
    const [aside] = await app.flow.aside(agencies.sparql);
    assert.match(aside?.record.nativeId ?? '', /^sha256:/);
    const registry = await readFile(join(folder, 'demo', 'registry.sqlite'));
    assert.equal(registry.includes('ผังห้องมั่นคง'), false);
    assert.equal(registry.includes('คัมภีร์ใบลาน'), true);
  });

  it('publishes what a program sends, one dataset at a time, and sees that one has not changed', async () => {
    assert.deepEqual(await slugs(agencies.push, 'published'), ['accessibility', 'ridership', 'stations', 'timetable']);
    assert.deepEqual(await slugs(agencies.push, 'returned'), ['lost-property']);
    assert.match(output, /PUT stations\.jsonld +201 created/);
    assert.match(output, /PUT accessibility\.jsonld +200 unchanged/);
  });

  it('is what README’s lines for programs are about: its agency, its files', async () => {
    const readme = await readFile(projectFolder('README.md'), 'utf8');
    const section = readme.slice(readme.indexOf('## Push your records'), readme.indexOf('## Settings'));
    assert.deepEqual(new Set(section.match(/(?<=agencies\/|key create )\d{8}/g)), new Set([agencies.push]));
    const files = section.match(/(?<=@)data\/demo\/\S+/g) ?? [];
    assert.equal(files.length, 2);
    for (const file of files) {
      const [line = ''] = (await readFile(projectFolder(file), 'utf8')).split(/\n(?=\{)/);
      assert.deepEqual((JSON.parse(line) as { identifier: unknown }).identifier, ['park-and-ride']);
    }
    const [key] = await app.flow.keys(agencies.push);
    assert.deepEqual(key?.scopes, ['submit', 'confirm', 'manage']);
  });

  it('turns Buddhist years into those of the Common Era in each kind, and says so', async () => {
    for (const [agencyId, slug] of [
      [agencies.template, 'waste-collection'],
      [agencies.dcat, 'climate-projections'],
      [agencies.sparql, 'palm-leaf-manuscripts'],
      [agencies.push, 'accessibility'],
    ] as const) {
      const [report] = await app.flow.reports(agencyId, slug);
      const rules = report?.assessment.report.repairs.map(({ rule }) => rule) ?? [];
      assert.ok(rules.includes('buddhist-year'), `${slug}: ${rules.join()}`);
    }
  });

  it('tells the cell of the workbook that is to be mended', async () => {
    const [report] = await app.flow.reports(agencies.template, 'municipal-revenue');
    const cells = report?.assessment.report.findings.flatMap(({ severity, shape, cell }) =>
      severity === 'violation' ? [`${local(shape)} ${cell?.sheet}!${cell?.column}${cell?.row}`] : [],
    );
    assert.deepEqual(cells?.sort(), ['licence-required Temp2_Meta_Stat!P7', 'objective-required Temp2_Meta_Stat!H7']);
    assert.match(output, /Temp2_Meta_Stat!P7 /);
  });

  it('leaves the workbook behind, which our reader takes, and the one that was given back', async () => {
    // What was refused at the door is not in what is given back.
    for (const [name, passed] of [
      [`${agencies.template}.xlsx`, 6],
      [`${agencies.template}-returned.xlsx`, 5],
    ] as const) {
      const bytes = await readFile(join(folder, 'demo', 'workbooks', name));
      const { datasets } = await app.flow.validate({ bytes, mediaType: undefined, name, profile: 'dcat-ap-th' });
      assert.deepEqual([datasets.passed, datasets.failed], [passed, 2], name);
    }
  });

  it('ends with what to try: an address of each kind, a preview, an upload, a key and a confirmation', () => {
    for (const id of Object.values(agencies)) assert.match(output, new RegExp(`  ${base}/datasets/${id}/[a-z-]+\\n`));
    assert.match(output, /npx banchi harvest 99150300\/dcat --dry-run\n/);
    assert.match(output, /npx banchi harvest 99840101\/template --file \S+99840101\.xlsx\n/);
    assert.match(output, /npx banchi report 99840101 municipal-revenue\n/);
    assert.match(output, /curl -X PUT -H 'Authorization: Bearer bk_[\w-]+' .*\/api\/agencies\/99310800\/records\/accessibility\n/);
    assert.match(output, /npx banchi confirm 99210200 --all\n/);
  });

  it('publishes nothing that breaks a rule, read by its Turtle document alone', async () => {
    const serving = await app.serve();
    await serving.caughtUp();
    let judged = 0;
    for (const id of [agencies.template, agencies.dcat, agencies.sparql, agencies.push]) {
      for (const { state, record } of await app.flow.records(id)) {
        if (state !== 'published' || record.audience !== 'public') continue;
        const response = await fetch(`${serving.url}/datasets/${id}/${record.slug}.ttl`);
        assert.equal(response.status, 200, record.slug);
        const quads = parse(await response.text(), { label: record.slug });
        const findings = await validator.validate({ quads, background: new Graph(), places: new Map(), given: () => '' });
        assert.deepEqual(
          findings.filter(({ severity }) => severity === 'violation').map(({ shape, focus }) => `${local(shape)} ${focus}`),
          [],
          record.slug,
        );
        judged += 1;
      }
    }
    assert.equal(judged, 16);
  });
});
