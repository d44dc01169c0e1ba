import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { request } from 'undici';
import type { SimulatedPackage } from '../../scripts/simulate-agency.js';
import { Graph } from '../../src/rdf/graph.js';
import { iri, skos } from '../../src/rdf/terms.js';
import { codeOf } from '../../src/rdf/vocabulary.js';
import { dcatUsDataset } from '../../src/serve/exports/dcat-us.js';
import { dcatUsFrequencies } from '../../src/serve/exports/dcat-us-frequencies.js';
import { View } from '../../src/serve/pages/view.js';
import { startApp, type TestApp } from '../support/app.js';
import { harvestAndConfirm } from '../support/harvested.js';
import { completeRecord, fixture, manyRecords } from '../support/packages.js';
import { shared } from '../support/shared.js';

const schema = JSON.parse(readFileSync(new URL('../../../test/fixtures/dcat-us-3.schema.json', import.meta.url), 'utf8')) as object;
const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false });
addFormats.default(ajv);
ajv.addFormat('iri', { type: 'string', validate: (text: string) => URL.canParse(text) && !/[\s<>"{}|\\^`]/.test(text) });
const validate = ajv.compile(schema);

function assertValid(document: unknown): void {
  assert.ok(validate(document), JSON.stringify(validate.errors?.slice(0, 5), undefined, 1));
}

/** The demo's records as their portals would offer them. */
function demoPackages(file: string): SimulatedPackage[] {
  return JSON.parse(readFileSync(new URL(`../../../data/demo/${file}`, import.meta.url), 'utf8')) as SimulatedPackage[];
}

interface Catalogue {
  readonly dataset: readonly { readonly '@id': string; readonly contactPoint: readonly unknown[]; readonly accrualPeriodicity?: string }[];
}

describe('/data.json', () => {
  let test: TestApp;
  let catalogue: Catalogue;

  before(async () => {
    const geo = { ...fixture('geospatial-dataset'), name: 'geo' };
    const often = manyRecords(4, (index) => ({
      update_frequency_unit: ['วัน', 'เดือน', 'ไม่มีการปรับปรุงหลังจากการจัดเก็บข้อมูล', 'ไม่ทราบ'][index],
    }));
    test = await startApp({
      packages: [completeRecord(), geo, ...often, ...demoPackages('fisheries.json'), ...demoPackages('province.json')],
    });
    const serving = await test.serve();
    await harvestAndConfirm(test);
    await serving.caughtUp();
    const { body } = await request(`${serving.url}/data.json`);
    catalogue = (await body.json()) as Catalogue;
  });
  after(() => test.end());

  it('is what the JSON schema of DCAT-US 3.0 asks for, with every kind of record that the demo publishes', () => {
    assert.ok(catalogue.dataset.length > 15, String(catalogue.dataset.length));
    assertValid(catalogue);
    assert.ok(catalogue.dataset.some(({ contactPoint }) => contactPoint.length > 0));
  });

  it('is an empty list, and valid, before anything is published', async () => {
    const empty = await startApp();
    try {
      const serving = await empty.serve();
      await serving.caughtUp();
      const { statusCode, body } = await request(`${serving.url}/data.json`);
      const document = (await body.json()) as Catalogue;
      assert.deepEqual([statusCode, document.dataset], [200, []]);
      assertValid(document);
    } finally {
      await empty.end();
    }
  });

  it('has a word for every frequency that the vocabulary pins, or knows that there is none', () => {
    const { vocabulary } = shared(test.config).rules;
    const scheme = 'http://publications.europa.eu/resource/authority/frequency';
    const codes = vocabulary.graph.subjects(skos.inScheme, iri(scheme)).map(({ value }) => codeOf(value));
    assert.deepEqual(codes.toSorted(), Object.keys(dcatUsFrequencies).toSorted());
    assert.ok(catalogue.dataset.some(({ accrualPeriodicity }) => accrualPeriodicity === 'daily'));
    for (const word of Object.values(dcatUsFrequencies).filter((one) => one !== undefined)) {
      const [dataset] = catalogue.dataset;
      assertValid({ ...catalogue, dataset: [{ ...dataset, accrualPeriodicity: word }] });
    }
  });

  it('leaves out a contact without a usable address, and nothing else', () => {
    const written = dcatUsDataset(new View(new Graph(), 'th', () => undefined), 'https://catalogue.test/datasets/a/b');
    assert.deepEqual(written, {
      '@id': 'https://catalogue.test/datasets/a/b',
      '@type': 'Dataset',
      identifier: 'https://catalogue.test/datasets/a/b',
      contactPoint: [],
    });
  });

  it('would be refused with a misspelt member, a wrong date, a frequency by its IRI or a language of three letters', () => {
    const [dataset] = catalogue.dataset;
    for (const wrong of [
      { titel: 'x' },
      { modified: '23/11/2569' },
      { accrualPeriodicity: 'http://publications.europa.eu/resource/authority/frequency/ANNUAL' },
      { language: ['tha'] },
      { contactPoint: [{ '@type': 'Kind', fn: 'ไม่มีอีเมล' }] },
      { publisher: undefined },
    ])
      assert.equal(validate({ ...catalogue, dataset: [{ ...dataset, ...wrong }] }), false, JSON.stringify(wrong));
  });
});
