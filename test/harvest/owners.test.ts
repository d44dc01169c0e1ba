import assert from 'node:assert/strict';
import type { Agency } from '../../src/catalog/agency.js';
import { ownersOf } from '../../src/harvest/owners.js';

const agencies = [
  agency('99000001', 'กรมประมงทดสอบ', 'Test Fisheries Department'),
  agency('99000002', 'กรมป่าไม้ทดสอบ', 'Test Forest Department'),
  agency('99000003', 'กรมอุทยานทดสอบ', 'Test Parks Department'),
  agency('99000004', 'สำนักงานสถิติทดสอบ', 'Test Statistical Office'),
];

function agency(id: string, th: string, en: string): Agency {
  return { id, code: `C${id}`, name: { th, en }, level: 'central', ministry: undefined, parentId: undefined, province: undefined };
}

describe('The owner that a source names', () => {
  const alone = ownersOf(agencies, '99000001', new Set());
  const shared = ownersOf(agencies, '99000001', new Set(['99000002']));

  it('is the source’s own agency when it names none, or itself by code, id or name', () => {
    for (const owner of [
      undefined,
      {},
      { id: '99000001' },
      { name: 'C99000001' },
      { title: ' กรมประมงทดสอบ ' },
      { title: 'TEST  Fisheries department' },
    ])
      assert.deepEqual(alone(owner), { state: 'own' });
  });

  it('is a part of the agency when nobody knows it and the source carries no others', () => {
    assert.deepEqual(alone({ title: 'กองแผนงาน' }), { state: 'own' });
  });

  it('is another agency only under its mandate', () => {
    assert.deepEqual(shared({ title: 'กรมป่าไม้ทดสอบ' }), { state: 'mandated', agencyId: '99000002' });
    const stranger = alone({ title: 'กรมป่าไม้ทดสอบ' });
    assert.equal(stranger.state, 'stranger');
    assert.deepEqual(stranger.state === 'stranger' && stranger.nearest.map(({ id }) => id), ['99000002']);
  });

  it('is a stranger with the nearest three agencies when nobody knows it and the source carries others', () => {
    const stranger = shared({ title: 'กรมอุทยานแห่งชาติ ทดสอบ' });
    assert.equal(stranger.state === 'stranger' && stranger.nearest[0]?.id, '99000003');
    assert.equal(stranger.state === 'stranger' && stranger.nearest.length, 3);
  });

  it('is judged in bounded time whatever its length', () => {
    const stranger = shared({ title: 'ก'.repeat(1_000_000) });
    assert.equal(stranger.state, 'stranger');
  });
});
