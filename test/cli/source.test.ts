import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { base, type TestApp, withTestApp } from '../support/app.js';
import { manyRecords } from '../support/packages.js';

const main = fileURLToPath(new URL('../../src/main.js', import.meta.url));

/** Runs a command over the registry of a test app, with these lines on its standard input. */
function run({ config }: TestApp, args: readonly string[], input = ''): Promise<{ code: number; said: string }> {
  const env = {
    PATH: process.env.PATH ?? '',
    BANCHI_DATA: config.dataDir,
    BASE_URL: base,
    HARVEST_LOOPBACK: config.harvest.loopback.join(','),
  };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [main, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), said: stdout + stderr }),
    );
    child.stdin?.end(input);
  });
}

describe('banchi source', function () {
  this.timeout(60_000);

  it('add takes a token from a file, keeps it sealed, and harvests what only it opens', () =>
    withTestApp({}, async (test) => {
      const folder = await mkdtemp(join(tmpdir(), 'banchi-token-'));
      try {
        const file = join(folder, 'token');
        await writeFile(file, 'let-me-in\n');
        test.portal.traits.token = 'let-me-in';
        test.portal.offer(manyRecords(2, (index) => (index === 0 ? { private: true } : {})));
        const name = '99000001/with-token';
        const { code, said } = await run(test, [
          'source',
          'add',
          name,
          `${test.portal.url}/dataset/`,
          '--token-file',
          file,
          '--full-every',
          '0',
        ]);
        assert.equal(code, 0, said);
        assert.match(said, /the portal's address is used/);
        const kept = await test.app.flow.source(name);
        assert.equal(kept.url, test.portal.url);
        assert.equal(kept.options.fullEveryDays, 0);
        assert.equal(kept.hasSecret, true);
        assert.doesNotMatch(said + (await readFile(join(test.config.dataDir, 'registry.sqlite'), 'latin1')), /let-me-in/);
        await test.app.flow.approveSource(name, 'test');
        const { counts } = await test.app.flow.harvest(name, 'test');
        assert.deepEqual([counts.created, counts['set-aside']], [1, 1]);
      } finally {
        await rm(folder, { recursive: true });
      }
    }));

  it('secret reads a token from standard input, and refuses what is none without showing it', () =>
    withTestApp({}, async (test) => {
      assert.match((await run(test, ['source', 'secret', '99000001/ckan', '--token-file', '-'], 'let-me-in')).said, /kept: authorization/);
      const wrong = await run(test, ['source', 'secret', '99000001/ckan', '--token-file', '-'], 'two words\nof-secret');
      assert.equal(wrong.code, 2);
      assert.doesNotMatch(wrong.said, /of-secret/);
    }));

  it('set says how a source is read', () =>
    withTestApp({}, async (test) => {
      const { code, said } = await run(test, [
        'source',
        'set',
        '99000001/ckan',
        '--user-agent',
        'Banchi of the centre',
        '--page-size',
        '50',
      ]);
      assert.equal(code, 0, said);
      assert.deepEqual((await test.app.flow.source('99000001/ckan')).options, {
        fullEveryDays: 0,
        userAgent: 'Banchi of the centre',
        pageSize: 50,
      });
      assert.equal((await run(test, ['source', 'set', '99000001/ckan', '--page-size', '0'])).code, 2);
    }));
});
