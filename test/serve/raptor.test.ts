import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { agencyId, base, startApp, type TestApp } from '../support/app.js';
import { harvestAndConfirm } from '../support/harvested.js';
import { completeRecord, fixture, manyRecords } from '../support/packages.js';

const syntaxes = { ttl: 'turtle', rdf: 'rdfxml', nt: 'ntriples' } as const;
const isThere = spawnSync('rapper', ['--version']).status === 0;

/** Another people's parser over what we write; Debian's raptor2-utils has it. */
describe(isThere ? 'Raptor reads' : 'Raptor reads (skipped: rapper of raptor2-utils is not installed)', () => {
  let test: TestApp;
  let url: string;

  before(async function () {
    if (!isThere) return this.skip();
    const words = 'ข้อความ "อ้าง" \\ & <b> \u0001\u000b \u{1f30a} บรรทัด\r\nใหม่';
    test = await startApp({
      packages: [completeRecord({ notes: words }), { ...fixture('geospatial-dataset'), name: 'geo' }, ...manyRecords(3)],
    });
    const serving = await test.serve();
    url = serving.url;
    await harvestAndConfirm(test);
    await serving.caughtUp();
  });
  after(() => test?.end());

  const documents = [
    `/datasets/${agencyId}/water-stations`,
    `/datasets/${agencyId}/geo`,
    '/datasets',
    '/catalog',
    `/catalogs/${agencyId}`,
    '/agencies',
    '/.well-known/void',
    '/ns',
    '/vocab/theme',
    '/vocab/profile',
    '/shapes/gdc',
  ];
  for (const path of documents) {
    it(`${path} in Turtle, RDF/XML and N-Triples without a warning, and finds as many triples in each`, async () => {
      const counts: number[] = [];
      for (const [suffix, syntax] of Object.entries(syntaxes)) {
        const body = await (await fetch(`${url}${path}.${suffix}`)).text();
        const { code, said } = await rapper(['-c', '-i', syntax, '-', `${base}${path}`], body);
        assert.equal(code, 0, said);
        assert.ok(!/warning|error/i.test(said), `${suffix}: ${said}`);
        counts.push(Number(/returned (\d+) triples/.exec(said)?.[1]));
      }
      assert.ok((counts[0] ?? 0) > 0);
      assert.equal(new Set(counts).size, 1, counts.join(', '));
    });
  }
});

function rapper(given: readonly string[], input: string): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('rapper', given);
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      said += part;
    });
    child.on('error', reject).on('close', (code) => resolve({ code, said }));
    child.stdin.end(input);
  });
}
