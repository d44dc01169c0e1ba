import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { failures, type SimulatedAgency, simulateAgency } from '../../scripts/simulate-agency.js';
import { manyRecords } from '../support/packages.js';

const script = fileURLToPath(new URL('../../scripts/simulate-agency.js', import.meta.url));

function run(...args: string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), said: stdout + stderr }),
    );
  });
}

describe('The simulated agency', () => {
  it('explains each of its failures', async () => {
    const { code, said } = await run('--help');
    assert.equal(code, 0);
    for (const failure of failures) assert.match(said, new RegExp(`^ {2}${failure} {2,}\\S`, 'm'));
  });

  it('names the failures that there are for one that is none, without a stack', async () => {
    const { code, said } = await run('x.json', '--fail', 'nonsense');
    assert.equal(code, 2);
    assert.match(said, /“nonsense” is no failure; there are .*half-gone/);
    assert.doesNotMatch(said, /at main/);
  });

  describe('as a portal', () => {
    let portal: SimulatedAgency;
    before(async () => {
      portal = await simulateAgency(
        manyRecords(30, (index) => ({
          metadata_modified: `2026-11-${String(30 - index).padStart(2, '0')}T00:00:00`,
          private: index === 29,
        })),
        0,
        { token: 'let-me-in', rowsMax: 20 },
      );
    });
    after(() => portal.close());

    async function search(query: Readonly<Record<string, string>>, headers: Record<string, string> = {}) {
      const answer = await fetch(`${portal.url}/api/3/action/package_search?${new URLSearchParams(query)}`, { headers });
      const { result } = (await answer.json()) as { result: { count: number; results: { name: string }[] } };
      return { count: result.count, names: result.results.map(({ name }) => Number(name.slice(-4))) };
    }

    it('sorts, pages and caps its rows', async () => {
      assert.deepEqual(await search({ sort: 'id asc', rows: '3', start: '1' }), { count: 29, names: [2, 3, 4] });
      assert.deepEqual((await search({ sort: 'metadata_modified asc', rows: '2' })).names, [29, 28]);
      assert.equal((await search({ rows: '100' })).names.length, 20);
      assert.deepEqual(await search({ rows: '0' }), { count: 29, names: [] });
    });

    it('filters by id and by moment, with open and closed bounds', async () => {
      const following = (open: string) => search({ sort: 'id asc', fq: `id:${open}"00000000-0000-4000-8000-000000000027" TO *]` });
      assert.deepEqual((await following('{')).names, [28, 29]);
      assert.deepEqual((await following('[')).names, [27, 28, 29]);
      const since = await search({ fq: '+metadata_modified:[2026-11-29T00:00:00Z TO *]', sort: 'id asc' });
      assert.deepEqual(since, { count: 2, names: [1, 2] });
    });

    it('shows private packages to its token alone', async () => {
      assert.equal((await search({ include_private: 'true' }, { authorization: 'let-me-in' })).count, 30);
      assert.equal((await search({ include_private: 'true' }, { authorization: 'wrong' })).count, 29);
      assert.equal((await search({}, { authorization: 'let-me-in' })).count, 29);
    });

    it('plays its script request by request and behaves again', async () => {
      portal.play('500', undefined, '401');
      const statuses: number[] = [];
      for (let count = 0; count < 4; count += 1) statuses.push((await fetch(`${portal.url}/api/3/action/package_list`)).status);
      assert.deepEqual(statuses, [500, 200, 401, 200]);
    });

    it('withdraws consent from most of its packages, or from one', async () => {
      for (const [failure, expected] of [
        ['withdrawn-one', 1],
        ['withdrawn-most', 23],
      ] as const) {
        portal.fail(failure);
        portal.traits.rowsMax = 100;
        const answer = await fetch(`${portal.url}/api/3/action/package_search?rows=100&include_private=true`, {
          headers: { authorization: 'let-me-in' },
        });
        const { result } = (await answer.json()) as { result: { results: { allow_harvest: string }[] } };
        assert.equal(result.results.filter((one) => one.allow_harvest === 'False').length, expected);
        portal.fail(undefined);
      }
    });
  });
});
