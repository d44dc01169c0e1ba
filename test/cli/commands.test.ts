import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { agencyId, base, source, startApp, type TestApp } from '../support/app.js';
import { completeRecord, manyRecords } from '../support/packages.js';

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const main = fileURLToPath(new URL('../../src/main.js', import.meta.url));

describe('The commands', function () {
  this.timeout(60_000);
  let test: TestApp;

  before(async () => {
    test = await startApp({ packages: [...manyRecords(4), completeRecord({ id: 'r', name: 'no-licence', license_id: '' })] });
  });
  after(() => test.end());

  function run(...args: string[]): Promise<Ran> {
    const { dataDir, harvest } = test.config;
    const env = { PATH: process.env.PATH ?? '', BANCHI_DATA: dataDir, BASE_URL: base, HARVEST_LOOPBACK: harvest.loopback.join(',') };
    return new Promise((resolve) => {
      const maxBuffer = 16 * 2 ** 20; // a dump holds all vocabularies, some 2 MB
      execFile(process.execPath, [main, ...args], { env, maxBuffer }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
      });
    });
  }

  for (const command of [
    'serve',
    'demo',
    'agency add',
    'agency list',
    'source add',
    'source list',
    'source mandate',
    'source retire',
    'run list',
    'run show',
    'template',
    'key create',
    'key list',
    'key revoke',
    'harvest',
    'confirm',
    'report',
    'validate',
    'notices',
    'reprocess',
    'rebase',
    'dump',
    'doctor',
    'doctor unmapped',
  ]) {
    it(`explain themselves: ${command} --help`, async () => {
      const { code, stdout } = await run(...command.split(' '), '--help');
      assert.equal(code, 0);
      assert.match(stdout, /Usage: .*\n\n.*[ก-๙]/);
    });
  }

  it('register, harvest, report, confirm and dump, with exit codes a script can trust', async () => {
    const added = await run('agency', 'add', '99000002', '--name', 'หน่วยงานที่สอง', '--name-en', 'Second Agency');
    assert.equal(added.code, 0, added.stderr);
    assert.match((await run('agency', 'list')).stdout, /99000002 {2}หน่วยงานที่สอง · Second Agency/);
    assert.equal((await run('source', 'add', '99000002/ckan', test.portal.url, '--every', '60')).code, 0);
    const listed = JSON.parse((await run('source', 'list', '99000002', '--json')).stdout) as { key: string; everyMinutes: number }[];
    assert.deepEqual(
      listed.map(({ key, everyMinutes }) => [key, everyMinutes]),
      [['ckan', 60]],
    );

    const harvested = await run('harvest', source, '--json');
    assert.equal(harvested.code, 0, harvested.stderr);
    assert.equal((JSON.parse(harvested.stdout) as { counts: { created: number } }).counts.created, 5);

    const report = await run('report', agencyId, 'no-licence');
    assert.equal(report.code, 1);
    assert.match(report.stdout, /license_id[\s\S]*เช่น[\s\S]*for example/);
    assert.equal((await run('report', agencyId, 'dataset-0001')).code, 0);
    const { datasets } = JSON.parse((await run('report', agencyId, '--json')).stdout) as { datasets: Record<string, number> };
    assert.deepEqual(datasets, { found: 5, judged: 5, passed: 4, failed: 1 });
    assert.match((await run('notices', agencyId)).stdout, /โปรดแก้ไข 1 ข้อ/);

    assert.equal((await run('confirm', agencyId)).code, 2);
    assert.equal((await run('confirm', agencyId, 'no-licence')).code, 1);
    const confirmed = await run('confirm', agencyId, 'dataset-0001', 'dataset-0002', '--by', 'registrar', '--json');
    assert.deepEqual((JSON.parse(confirmed.stdout) as { published: string[] }).published, ['dataset-0001', 'dataset-0002']);
    assert.match((await run('confirm', agencyId, '--all')).stdout, /2 datasets published/);

    const file = join(test.config.dataDir, 'dump.nq');
    const dump = await run('dump', '--output', file);
    assert.equal(dump.code, 0, dump.stderr);
    assert.ok(readFileSync(file, 'utf8').includes(`<${base}/datasets/${agencyId}/dataset-0004/record> .`));
    assert.equal((await run('dump')).stdout, readFileSync(file, 'utf8'));
    assert.equal((await run('doctor')).code, 0);
    assert.match((await run('reprocess')).stdout, /0 versions assessed/);
  });

  it('register an endpoint with a query of its own, and refuse one that would ask elsewhere', async () => {
    const file = join(test.config.dataDir, 'own.rq');
    const add = ['source', 'add', `${agencyId}/endpoint`, 'https://data.example.go.th/sparql', '--kind', 'sparql', '--query-file', file];
    assert.match((await run(...add)).stderr, /own\.rq cannot be opened/);
    writeFileSync(file, 'SELECT ?dataset WHERE { SERVICE <https://other.example/> { ?dataset ?p ?o } }');
    const refused = await run(...add);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /ไม่รับ SERVICE\nThe SPARQL query cannot be used: SERVICE is not allowed\.\n→/);
    writeFileSync(file, 'SELECT ?dataset WHERE { ?dataset a ?class }');
    assert.match((await run(...add.with(5, 'ckan'))).stderr, /Only a source of kind sparql/);
    assert.equal((await run(...add)).code, 0);
    const listed = JSON.parse((await run('source', 'list', agencyId, '--json')).stdout) as { key: string; options: { query?: string } }[];
    assert.equal(listed.find(({ key }) => key === 'endpoint')?.options.query, 'SELECT ?dataset WHERE { ?dataset a ?class }');
  });

  const wrong: { args: string[]; code: number; says: RegExp }[] = [
    { args: ['nothing'], code: 2, says: /unknown command/ },
    { args: ['harvest'], code: 2, says: /missing required argument/ },
    { args: ['harvest', 'nobody/x'], code: 1, says: /ไม่มีหน่วยงานรหัส nobody\nThere is no agency nobody[\s\S]*→/ },
    { args: ['report', agencyId, 'nothing'], code: 1, says: /no dataset nothing/ },
    { args: ['agency', 'add', 'A B', '--name', 'ก', '--name-en', 'A'], code: 2, says: /cannot be an agency’s code/ },
    { args: ['source', 'add', `${agencyId}/x`, 'nonsense'], code: 2, says: /not a web address/ },
    { args: ['source', 'add', `${agencyId}/x`, 'http://169.254.1.1/'], code: 2, says: /link-local/ },
    {
      args: ['source', 'add', `${agencyId}/x`, 'http://me:hush@catalog.example/'],
      code: 2,
      says: /\*\*\*@catalog\.example\/: the address has a user name/,
    },
    { args: ['confirm', agencyId, '--all', '--audience', 'everybody'], code: 2, says: /Allowed choices are public, government, agency/ },
    { args: ['rebase'], code: 1, says: /publishes under .* already/ },
  ];
  for (const { args, code, says } of wrong) {
    it(`say what is wrong and end with ${code}: banchi ${args.join(' ')}`, async () => {
      const ran = await run(...args);
      assert.equal(ran.code, code, ran.stderr);
      assert.match(ran.stderr, says);
    });
  }

  it('name every wrong setting', async () => {
    const ran = await new Promise<string>((resolve) => {
      execFile(
        process.execPath,
        [main, 'doctor'],
        { env: { PATH: process.env.PATH ?? '', PORT: 'x', POOL_THREADS: '0', HARVEST_PROXY: 'socks://me:hush@proxy' } },
        (_error, _stdout, stderr) => resolve(stderr),
      );
    });
    assert.match(ran, /PORT=x[\s\S]*POOL_THREADS=0[\s\S]*HARVEST_PROXY=socks:\/\/\*\*\*@proxy/);
    assert.doesNotMatch(ran, /hush/, 'a proxy’s password stays hidden');
  });

  it('make a key, list it without its secret, and revoke it', async () => {
    const made = await run('key', 'create', agencyId, '--scope', 'submit', 'confirm', '--name', 'our program', '--days', '30', '--json');
    assert.equal(made.code, 0, made.stderr);
    const { id, token, scopes } = JSON.parse(made.stdout) as { id: string; token: string; scopes: string[] };
    assert.ok(token.startsWith(`${id}_`));
    assert.deepEqual(scopes, ['submit', 'confirm']);
    const listed = await run('key', 'list', agencyId);
    assert.match(listed.stdout, new RegExp(`${id} .*our program`));
    assert.equal(listed.stdout.includes(token.slice(20)), false);
    assert.equal((await run('key', 'revoke', id)).code, 0);
    assert.match((await run('key', 'list', agencyId)).stdout, /revoked/);
    assert.equal((await run('key', 'revoke', id)).code, 1);
    assert.equal((await run('key', 'create', '--centre', '--scope', 'submit', '--name', 'x')).code, 2);
    assert.equal((await run('key', 'create', '--scope', 'submit', '--name', 'x')).code, 2);
    assert.equal((await run('key', 'create', agencyId, '--scope', 'everything', '--name', 'x')).code, 2);
  });
});
