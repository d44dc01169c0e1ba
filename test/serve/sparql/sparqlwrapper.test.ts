import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { known, startFederated, type TestFederated } from '../../support/federated.js';

/** Debian's package is for Debian's Python, which another may stand before. */
const python = ['/usr/bin/python3', 'python3'].find((one) => spawnSync(one, ['-c', 'import SPARQLWrapper, rdflib']).status === 0);
const leftOut = ' (left out: no SPARQLWrapper for Python here; .ci/run installs python3-sparqlwrapper)';
const program = fileURLToPath(new URL('../../../../test/fixtures/sparqlwrapper-client.py', import.meta.url));

interface Told {
  readonly json: readonly string[];
  readonly language: readonly string[];
  readonly xml: readonly string[];
  readonly csv: string;
  readonly tsv: string;
  readonly conneg: number;
  readonly ask: boolean;
  readonly askXml: string;
  readonly construct: Readonly<Record<string, number>>;
  readonly describe: number;
  readonly error: string;
}

describe(`SPARQLWrapper, from Python${python === undefined ? leftOut : ''}`, function () {
  this.timeout(60_000);
  let federated: TestFederated;
  let told: Readonly<Record<string, Told>> & { readonly emptyDataset: number };

  before(async function () {
    if (python === undefined) return this.skip();
    federated = await startFederated({ most: { bytes: 1_000_000, rows: 5000 } });
    told = await run(`${federated.server}/sparql`);
  });
  after(() => federated?.end());

  /** What the program prints, given these; it talks to loopback alone. */
  async function run<Told>(...given: readonly string[]): Promise<Told> {
    const env = { PATH: '/usr/bin:/bin', PYTHONIOENCODING: 'utf-8', no_proxy: '*', PYTHONDONTWRITEBYTECODE: '1' };
    const { stdout } = await promisify(execFile)(python ?? '', [program, ...given], { env, timeout: 50_000, encoding: 'utf8' });
    return JSON.parse(stdout) as Told;
  }

  for (const way of ['get', 'form', 'direct']) {
    it(`reads bindings, booleans, graphs and errors by ${way}`, () => {
      const found = told[way];
      assert.ok(found !== undefined);
      assert.equal(found.json.length, 12);
      assert.ok(found.json.every((title) => title.startsWith('ชุดข้อมูล')));
      assert.deepEqual(found.language, ['th']);
      assert.deepEqual(found.xml, found.json);
      assert.deepEqual(columnsOf(found.csv, '\r\n', ','), found.json);
      assert.deepEqual(
        columnsOf(found.tsv, '\n', '\t'),
        found.json.map((title) => `"${title}"@th`),
      );
      assert.equal(found.conneg, 12);
      assert.deepEqual([found.ask, found.askXml], [true, 'true']);
      assert.deepEqual(found.construct, { turtle: 12, n3: 12, xml: 12, rdfxml: 12 });
      assert.ok(found.describe > 100);
      assert.match(found.error, /line 1, column/);
    });
  }

  it('names a dataset of the protocol', () => {
    assert.equal(told.emptyDataset, 0);
  });

  it('joins an agency’s endpoint at /sparql/federated', async () => {
    const { joined } = await run<{ joined: string[] }>(`${federated.server}/sparql/federated`, federated.agency.url);
    assert.deepEqual(
      joined,
      known.slice(0, 2).map(({ text }) => text),
    );
  });
});

/** The second column of a table. */
function columnsOf(table: string, lineEnd: string, between: string): string[] {
  const [, ...rows] = table.trimEnd().split(lineEnd);
  return rows.map((row) => row.split(between)[1] ?? '');
}
