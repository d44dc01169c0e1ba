import assert from 'node:assert/strict';
import { walkCkan } from '../../../src/harvest/ckan.js';
import { fixture, manyRecords } from '../../support/packages.js';
import { messageIn, withPortal } from '../../support/portal.js';
import { answeringClient, testWalk, walked } from '../../support/walk.js';

describe('The bounds of a walk over CKAN', () => {
  it('leave out a record nested too deep, and bring the rest', () =>
    withPortal(manyRecords(12), {}, async (portal, walk) => {
      portal.fail('deep');
      const { records, end } = await walk();
      assert.equal(end?.mode, 'full');
      assert.deepEqual(
        records.slice(0, 2).map(({ nativeId, door }) => `${nativeId} ${door.state}`),
        ['00000000-0000-4000-8000-000000000001 left-out', '00000000-0000-4000-8000-000000000002 open'],
      );
      assert.equal(records.length, 12);
    }));

  it('refuse a page of more records than were asked for, before they are looked at', async () => {
    const body = `{"success":true,"result":{"count":50,"results":[${Array(50).fill('{}').join(',')}]}}`;
    const walk = testWalk(
      'ckan',
      answeringClient(() => ({ body })),
    );
    await assert.rejects(walked(walkCkan, walk), /asked for 1 records and sent 50/);
  });

  it('stop a portal that counts more records than may be, after one request', () =>
    withPortal(manyRecords(11), {}, async (_, walk) => {
      const brought = await walk({ limits: { maxRecords: 10 } });
      assert.match(messageIn(brought), /more than 10 records/);
      assert.equal(brought.asked.length, 1);
    }));

  it('stop a portal that grows for ever, by id and by position', async () => {
    for (const filters of [true, false])
      await withPortal(manyRecords(25), { filters }, async (portal, walk) => {
        portal.fail('growing', 4);
        const { error, asked } = await walk({ limits: { maxRecords: 100 } });
        assert.ok(filters || error !== undefined);
        assert.ok(asked.length < 60, `${asked.length} requests`);
      });
  });

  it('take a record of 10,000 distributions as it is', () =>
    withPortal(manyRecords(3), {}, async (portal, walk) => {
      portal.fail('many-distributions');
      const { records } = await walk();
      assert.equal(records.length, 3);
      assert.ok((records[0]?.bytes.length ?? 0) > 1_000_000);
    }));

  it('ask for no page again that they have: one request a page and five besides', () =>
    withPortal(manyRecords(95), {}, async (_, walk) => {
      const { asked, pages } = await walk();
      assert.equal(pages.length, 10);
      assert.ok(asked.length <= 15, `${asked.length} requests`);
    }));

  it('keep nothing of a record’s owner that is no word', () =>
    withPortal(
      [
        { ...fixture('complete-record'), id: 'a', organization: { id: 'org-1', name: 'fisheries', title: 'กรมประมงตัวอย่าง', extra: 1 } },
        { ...fixture('complete-record'), id: 'b', organization: null, owner_org: 'org-2' },
        { ...fixture('complete-record'), id: 'c', organization: { id: 7, title: 'x'.repeat(5000) }, owner_org: 'org-3' },
        { ...fixture('complete-record'), id: 'd', organization: 'nonsense', owner_org: { id: 1 } },
      ],
      {},
      async (_, walk) => {
        const { records } = await walk();
        assert.deepEqual(
          records.map(({ owner }) => owner),
          [{ id: 'org-1', name: 'fisheries', title: 'กรมประมงตัวอย่าง' }, { id: 'org-2' }, { id: undefined, title: undefined }, undefined],
        );
      },
    ));
});
