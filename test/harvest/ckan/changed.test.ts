import assert from 'node:assert/strict';
import type { SimulatedPackage } from '../../../scripts/simulate-agency.js';
import { manyRecords } from '../../support/packages.js';
import { messageIn, withPortal } from '../../support/portal.js';

const marks = { modifiedSince: '2026-11-20T10:00:00.000Z', fullAt: '2026-11-20T00:00:00.000Z' };
const incremental = { mode: 'incremental', marks } as const;

/** `old` records of before the mark, then `fresh` of after it, a minute apart. */
function records(
  old: number,
  fresh: number,
  changes: (index: number) => Readonly<Record<string, unknown>> = () => ({}),
): SimulatedPackage[] {
  return manyRecords(old + fresh, (index) => ({
    metadata_modified:
      index < old ? '2026-11-01T00:00:00.5' : new Date(Date.parse('2026-11-21T00:00:00Z') + index * 60_000).toISOString().slice(0, -1),
    ...changes(index),
  }));
}

describe('A walk over what changed in CKAN', () => {
  for (const fresh of [1, 9, 10, 11, 35]) {
    it(`brings the ${fresh} records that changed, oldest first, and the mark of the newest`, () =>
      withPortal(records(30, fresh), {}, async (_, walk) => {
        const { records: brought, end, asked } = await walk(incremental);
        assert.deepEqual(
          brought.map(({ nativeId }) => nativeId),
          records(30, fresh)
            .slice(30)
            .map(({ id }) => id),
        );
        assert.equal(end?.mode, 'incremental');
        assert.equal(end?.marks.fullAt, marks.fullAt);
        assert.equal(end?.marks.modifiedSince, new Date(Date.parse('2026-11-21T00:00:00Z') + (29 + fresh) * 60_000).toISOString());
        assert.ok(asked.length <= Math.ceil(fresh / 9) + 1, `${asked.length} requests`);
      }));
  }

  it('asks from an hour before the newest change known, since an index lags behind', () =>
    withPortal(
      records(5, 0, (index) => (index === 0 ? { metadata_modified: '2026-11-20T09:00:00.000001' } : {})),
      {},
      async (_, walk) => {
        const { records: brought, asked } = await walk(incremental);
        assert.equal(brought.length, 1);
        assert.match(decodeURIComponent(asked[0] ?? ''), /metadata_modified:\[2026-11-20T09:00:00\.000Z\+TO/);
      },
    ));

  it('brings nothing and keeps its marks when nothing changed', () =>
    withPortal(records(30, 0), {}, async (_, walk) => {
      const { records: brought, end } = await walk(incremental);
      assert.equal(brought.length, 0);
      assert.deepEqual(end?.marks, marks);
      assert.equal(end?.mode, 'incremental');
    }));

  it('brings all of many records that changed at one moment', () =>
    withPortal(
      records(5, 45, (index) => (index < 5 ? {} : { metadata_modified: '2026-11-21T00:00:00' })),
      {},
      async (_, walk) => {
        const { records: brought, asked } = await walk(incremental);
        assert.equal(new Set(brought.map(({ nativeId }) => nativeId)).size, 45);
        assert.ok(asked.length <= 8, `${asked.length} requests`);
      },
    ));

  it('hears a withdrawal', () =>
    withPortal(
      records(10, 3, (index) => (index === 11 ? { allow_harvest: 'False' } : {})),
      {},
      async (_, walk) => {
        const { records: brought } = await walk(incremental);
        assert.deepEqual(
          brought.map(({ door }) => door.state),
          ['open', 'withdrawn', 'open'],
        );
      },
    ));

  it('sees private and deleted records with a token, and only then', () =>
    withPortal(
      records(10, 3, (index) => ({ 10: { private: true }, 11: { state: 'deleted' } })[index] ?? {}),
      { token: 'let-me-in' },
      async (_, walk) => {
        const states = async (headers: Record<string, string>) =>
          (await walk({ ...incremental, headers })).records.map(({ door }) => door.state);
        assert.deepEqual(await states({ authorization: 'let-me-in' }), ['withdrawn', 'withdrawn', 'open']);
        assert.deepEqual(await states({}), ['open']);
        assert.deepEqual(await states({ 'user-agent': 'Agency’s own name'.replace('’', '') }), ['open']);
      },
    ));

  it('goes on after a crash from the page it was at', () =>
    withPortal(records(10, 35), {}, async (_, walk) => {
      const before = await walk({ ...incremental, pages: 2 });
      const after = await walk({ ...incremental, resume: before.pages.at(-1)?.checkpoint });
      assert.equal(new Set([...before.records, ...after.records].map(({ nativeId }) => nativeId)).size, 35);
      assert.equal(after.end?.mode, 'incremental');
      assert.ok(after.asked.length <= 4);
    }));

  for (const failure of ['no-filter', 'refused-filter'] as const) {
    it(`reads everything from a portal that does not do as asked: ${failure}`, () =>
      withPortal(records(20, 5), {}, async (portal, walk) => {
        portal.fail(failure);
        const { records: brought, end } = await walk(incremental);
        assert.equal(new Set(brought.map(({ nativeId }) => nativeId)).size, 25);
        assert.equal(end?.mode, 'full');
        assert.equal(end?.marks.modifiedSince, undefined);
      }));
  }

  it('reads everything when a portal says that nothing changed though something did', () =>
    withPortal(records(20, 5), {}, async (portal, walk) => {
      portal.play('no-records');
      const { records: brought, end } = await walk(incremental);
      assert.equal(end?.mode, 'full');
      assert.equal(brought.length, 25);
    }));

  it('reads everything from a portal whose order is not the one asked for', () =>
    withPortal(records(0, 25).reverse(), { sorts: false }, async (_, walk) => assert.equal((await walk(incremental)).end?.mode, 'full')));

  for (const [failure, says] of [
    ['500', /status 500/],
    ['html', /web page instead of JSON/],
    ['truncated', /broken or cut/],
    ['short-count', /counts 35 changed records but brought/],
  ] as const) {
    it(`fails for ${failure} in its middle`, () =>
      withPortal(records(0, 35), {}, async (portal, walk) => {
        portal.fail(failure, 1);
        const brought = await walk(incremental);
        assert.match(messageIn(brought), says);
        assert.equal(brought.end, undefined);
      }));
  }

  it('stops when it is cancelled', () =>
    withPortal(records(0, 35), {}, async (_, walk) => {
      const brought = await walk({ ...incremental, signal: AbortSignal.abort(new Error('enough')) });
      assert.equal(messageIn(brought), 'enough');
      assert.equal(brought.asked.length, 0);
    }));
});
