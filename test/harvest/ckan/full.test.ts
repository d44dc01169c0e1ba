import assert from 'node:assert/strict';
import type { Failure } from '../../../scripts/simulate-agency.js';
import { manyRecords } from '../../support/packages.js';
import { messageIn, withPortal } from '../../support/portal.js';

const all = (count: number): string[] => manyRecords(count).map(({ id }) => id);

describe('A full walk over CKAN', () => {
  for (const filters of [true, false]) {
    const way = filters ? 'by id' : 'by position';

    for (const count of [0, 1, 9, 10, 11, 20, 57]) {
      it(`brings ${count} records ${way}, each once, and leaves the marks of its end`, () =>
        withPortal(manyRecords(count), { filters }, async (_, walk) => {
          const { records, end, pages } = await walk();
          assert.deepEqual(
            records.map(({ nativeId }) => nativeId),
            all(count),
          );
          assert.equal(end?.mode, 'full');
          assert.equal(end?.marks.fullAt, '2026-11-23T02:00:00.000Z');
          assert.ok(pages.every(({ total }) => total === count));
        }));
    }

    it(`accepts a portal that caps rows below what was asked, ${way}`, () =>
      withPortal(manyRecords(25), { filters, rowsMax: 3 }, async (_, walk) => {
        const { records, end } = await walk();
        assert.deepEqual(
          records.map(({ nativeId }) => nativeId),
          all(25),
        );
        assert.equal(end?.mode, 'full');
      }));

    for (const crashed of [1, 2, 3]) {
      it(`goes on after a crash past page ${crashed}, ${way}, and still counts every record`, () =>
        withPortal(manyRecords(35), { filters }, async (_, walk) => {
          const before = await walk({ pages: crashed });
          const after = await walk({ resume: before.pages.at(-1)?.checkpoint });
          assert.deepEqual(
            [...before.records, ...after.records].map(({ nativeId }) => nativeId),
            all(35),
          );
          assert.equal(after.end?.mode, 'full');
        }));
    }

    it(`reads what a portal brought meanwhile that changed once while it was read, ${way}`, () =>
      withPortal(manyRecords(25), { filters }, async (portal, walk) => {
        portal.play(undefined, undefined, undefined, 'shrinking');
        const { records, end } = await walk();
        const ids = new Set(records.map(({ nativeId }) => nativeId));
        assert.equal(end?.mode, 'full');
        for (const id of all(25).slice(1)) assert.ok(ids.has(id), `${id} slipped past`);
      }));

    const failures: readonly (readonly [Failure, RegExp])[] = [
      ['short-count', /counts 25 records but brought \d+/],
      ['repeated-page', /the same page came again/],
      ['half-gone', /fell from 25 to 13 while it was read/],
      ['html', /web page instead of JSON/],
      ['empty', /its answer is empty/],
      ['truncated', /broken or cut/],
      ['not-ckan', /not one of CKAN’s package_search/],
      ['ckan-error', /CKAN says that it failed: “SOLR is not running”/],
      ['no-records', /fell from 25 to 0 while it was read/],
    ];
    for (const [failure, says] of failures) {
      it(`fails for ${failure} in its middle, ${way}`, () =>
        withPortal(manyRecords(25), { filters }, async (portal, walk) => {
          portal.fail(failure, filters ? 4 : 5);
          const brought = await walk();
          assert.match(messageIn(brought), says);
          assert.equal(brought.end, undefined);
        }));
    }
  }

  it('fails when every record comes under another id from its middle on', () =>
    withPortal(manyRecords(25), {}, async (portal, walk) => {
      portal.fail('changed-ids', 4);
      assert.match(messageIn(await walk()), /counts 25 records but brought 45/);
    }));

  it('does not go in circles where pages 2 and 3 take turns', () =>
    withPortal(manyRecords(100), { filters: false }, async (portal, walk) => {
      portal.fail('page-loop');
      const brought = await walk();
      assert.match(messageIn(brought), /the same page came again \(after 30 records\)/);
      assert.ok(brought.asked.length < 10);
    }));

  it('reads a portal by position whose order is not the one asked for, if it is the same each time', () =>
    withPortal(manyRecords(25).reverse(), { sorts: false }, async (_, walk) => {
      const { records, end } = await walk();
      assert.equal(records.length, 25);
      assert.equal(end?.mode, 'full');
      assert.equal(new Set(records.map(({ nativeId }) => nativeId)).size, 25);
    }));

  it('reads a portal by position that answers filters with an error, and leaves no mark to ask for changes from', () =>
    withPortal(manyRecords(25), {}, async (portal, walk) => {
      portal.fail('refused-filter');
      const { records, end } = await walk();
      assert.deepEqual(
        records.map(({ nativeId }) => nativeId),
        all(25),
      );
      assert.deepEqual(end?.marks, { fullAt: '2026-11-23T02:00:00.000Z' });
    }));

  it('fails after three tries when a portal read by position is never still', () =>
    withPortal(manyRecords(25), { filters: false }, async (portal, walk) => {
      portal.fail('growing', 4);
      const brought = await walk({ limits: { maxRecords: 1000 } });
      assert.match(messageIn(brought), /changed while it was read, or came more than once, 3 times in a row/);
    }));

  it('takes a record once that the search index has twice, and tells of it', () =>
    withPortal([...manyRecords(25), ...manyRecords(25).slice(3, 5), ...manyRecords(10).slice(9)], {}, async (_, walk) => {
      const { records, end } = await walk();
      assert.deepEqual(
        records.map(({ nativeId }) => nativeId),
        all(25),
      );
      assert.equal(end?.mode, 'full');
      assert.match(end?.advice[0]?.en ?? '', /has 3 records twice/);
      assert.match(end?.advice[0]?.th ?? '', /3 ระเบียนที่ซ้ำ/);
    }));

  it('fails when so many come twice that others must be missing', () =>
    withPortal([...manyRecords(25), ...manyRecords(25).slice(0, 12)], {}, async (_, walk) => {
      assert.match(messageIn(await walk()), /came more than once, 3 times in a row/);
    }));

  it('is whole by id though records come and go before the one it is at', () =>
    withPortal(manyRecords(25), {}, async (portal, walk) => {
      portal.fail('shrinking', 3);
      const { records, end } = await walk();
      assert.equal(end?.mode, 'full');
      assert.equal(records.length, 25);
    }));

  it('begins anew by position when another record stands where it stopped', () =>
    withPortal(manyRecords(35), { filters: false }, async (portal, walk) => {
      const before = await walk({ pages: 2 });
      portal.offer(manyRecords(36).slice(1));
      const after = await walk({ resume: before.pages.at(-1)?.checkpoint });
      assert.equal(after.end?.mode, 'full');
      const ids = new Set([...before.records, ...after.records].map(({ nativeId }) => nativeId));
      assert.equal(ids.size, 36);
    }));

  it('takes a checkpoint of another version for none', () =>
    withPortal(manyRecords(5), {}, async (_, walk) => {
      for (const resume of ['nonsense', '{}', '{"kind":"full","start":3}', '5']) assert.equal((await walk({ resume })).records.length, 5);
    }));

  it('marks the newest modification of before it began, and no moment that is still to come', () =>
    withPortal(
      manyRecords(5, (index) => ({ metadata_modified: `2026-11-0${index + 1}T08:00:00.123456` })),
      {},
      async (portal, walk) => {
        assert.equal((await walk()).end?.marks.modifiedSince, '2026-11-05T08:00:00.123Z');
        portal.offer(manyRecords(5, () => ({ metadata_modified: '2099-01-01T00:00:00' })));
        assert.equal((await walk()).end?.marks.modifiedSince, '2026-11-23T02:00:00.000Z');
        portal.offer(manyRecords(5, () => ({ metadata_modified: undefined })));
        assert.equal((await walk()).end?.marks.modifiedSince, undefined);
      },
    ));

  it('reads TIS-620, a byte order mark and the old form of an answer, and tells of the first', () =>
    withPortal(manyRecords(12), {}, async (portal, walk) => {
      const [, well] = (await walk()).records;
      for (const failure of ['wrong-encoding', 'bom', 'old-form'] as const) {
        portal.fail(failure);
        const { records, end } = await walk();
        assert.equal(records.length, 12, failure);
        assert.equal(records[1]?.fingerprint, well?.fingerprint, failure);
        assert.equal(
          end?.advice.some(({ en }) => /windows-874/.test(en)),
          failure === 'wrong-encoding',
        );
      }
    }));
});
