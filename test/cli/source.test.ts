import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addAgency } from '../support/agencies.js';
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

  it('add and approve say what to do next with a source of each kind', () =>
    withTestApp({}, async (test) => {
      const added = async (name: string, ...rest: readonly string[]) =>
        (await run(test, ['source', 'add', `99000001/${name}`, ...rest])).said;
      assert.match(await added('portal', test.portal.url), /preview: banchi harvest 99000001\/portal --dry-run\n.*approve/);
      assert.match((await run(test, ['source', 'approve', '99000001/portal'])).said, /harvest: banchi harvest 99000001\/portal\n/);
      const sheet = await added('sheet', '--kind', 'template');
      assert.match(sheet, /approve[\s\S]*consent: banchi source consent 99000001\/sheet[\s\S]*--file FILE\.xlsx/);
      assert.doesNotMatch(sheet, /--dry-run/);
      assert.match(await added('program', '--kind', 'push'), /approve[\s\S]*banchi key create 99000001 --scope submit/);
    }));

  it('mandate names the agencies, ends one, and says when there is none', () =>
    withTestApp({}, async (test) => {
      await addAgency(test, '99000002', 'กรมป่าไม้ทดสอบ', 'Test Forest Department');
      const mandate = async (...args: readonly string[]) => run(test, ['source', 'mandate', '99000001/ckan', ...args]);
      assert.match((await mandate()).said, /No agency has given a mandate/);
      assert.match((await mandate('99000002', '--until', '30/9/2633')).said, /99000002 {2}กรมป่าไม้ทดสอบ · .* until 2090-09-30\n/);
      assert.match((await mandate('99000002', '--revoke')).said, /1 mandates ended\n.*revoked/);
      assert.equal((await mandate('--revoke')).code, 2);
    }));

  it('retire without --yes tells what it would do and does nothing', () =>
    withTestApp({}, async (test) => {
      const { code, said } = await run(test, ['source', 'retire', '99000001/ckan']);
      assert.equal(code, 2);
      assert.match(said, /cannot be undone[\s\S]*source pause 99000001\/ckan/);
      assert.equal((await test.app.flow.source('99000001/ckan')).state, 'active');
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
