import assert from 'node:assert/strict';
import { fingerprintOf, hashedId } from '../../src/harvest/harvested-record.js';
import { completeRecord } from '../support/packages.js';

/** The same JSON with the keys of every object in the reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, member]) => [key, reversed(member)] as const)
      .reverse(),
  );
}

describe('A fingerprint', () => {
  const fingerprint = fingerprintOf(completeRecord());

  it('is a SHA-256', () => assert.match(fingerprint, /^[0-9a-f]{64}$/));

  it('is the same whatever the order of keys, at every depth', () => {
    assert.notEqual(JSON.stringify(reversed(completeRecord())), JSON.stringify(completeRecord()));
    assert.equal(fingerprintOf(reversed(completeRecord())), fingerprint);
  });

  it('is the same whatever was counted of visits', () => {
    assert.equal(fingerprintOf(completeRecord({ tracking_summary: { total: 7 }, num_followers: 3 })), fingerprint);
  });

  it('depends on the order of a list', () => assert.notEqual(fingerprintOf([1, 2]), fingerprintOf([2, 1])));

  const changes: readonly Readonly<Record<string, unknown>>[] = [
    { title: 'อื่น' },
    { metadata_modified: '2026-11-02T00:00:00.000000' },
    { new_field: '' },
    { tags: [] },
    { title: undefined },
    { private: 'false' },
  ];
  for (const change of changes) {
    it(`changes with ${JSON.stringify(change)}`, () => assert.notEqual(fingerprintOf(completeRecord(change)), fingerprint));
  }

  it('tells values of different kinds apart', () => {
    const values = [1, '1', true, 'true', null, 'null', {}, [], '', [null], { a: null }];
    assert.equal(new Set(values.map(fingerprintOf)).size, values.length);
  });
});

describe('The id of a refused record', () => {
  it('is the same each time and tells nothing of the record’s own', () => {
    assert.equal(hashedId('secret-id'), hashedId('secret-id'));
    assert.notEqual(hashedId('secret-id'), hashedId('secret-id-2'));
    assert.match(hashedId('secret-id'), /^sha256:[0-9a-f]{32}$/);
  });
});
