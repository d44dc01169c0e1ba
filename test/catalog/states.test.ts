import assert from 'node:assert/strict';
import { goneStates, transition, type VersionState, versionStates } from '../../src/catalog/states.js';

/** design.md §4 and process.md §3: every state and those that may follow it. */
const table: Readonly<Record<VersionState, readonly VersionState[]>> = {
  received: ['inspecting', 'superseded'],
  inspecting: ['returned', 'awaiting'],
  returned: ['awaiting', 'superseded', 'hidden', 'retired'],
  awaiting: ['confirmed', 'refused', 'returned', 'superseded', 'hidden', 'retired'],
  confirmed: ['approving', 'superseded', 'hidden', 'retired'],
  approving: ['published', 'refused', 'superseded', 'hidden', 'retired'],
  published: ['superseded', 'hidden', 'revoking', 'retired'],
  refused: ['superseded', 'hidden', 'retired'],
  superseded: [],
  hidden: ['awaiting', 'returned', 'superseded', 'retired'],
  revoking: ['revoked', 'published'],
  revoked: ['superseded', 'hidden'],
  retired: ['awaiting', 'returned', 'superseded', 'hidden'],
};

const states = Object.keys(versionStates) as VersionState[];

describe('A version', () => {
  it('has the states of the table and no others', () => assert.deepEqual(states.toSorted(), Object.keys(table).sort()));

  for (const from of Object.keys(table) as VersionState[]) {
    it(`can go from ${from} to ${table[from].join(', ') || 'nowhere'}, and nowhere else`, () => {
      for (const to of states) {
        if (table[from].includes(to)) assert.equal(transition(from, to), to);
        else assert.throws(() => transition(from, to), new RegExp(`cannot go from ${from} to ${to}`));
      }
    });
  }

  it('passes through confirmation on every way to publication', () => {
    const before = states.filter((from) => table[from].includes('published') && from !== 'revoking');
    assert.deepEqual(before, ['approving']);
    assert.deepEqual(
      states.filter((from) => table[from].includes('approving')),
      ['confirmed'],
    );
    assert.deepEqual(
      states.filter((from) => table[from].includes('confirmed')),
      ['awaiting'],
    );
  });

  it('is named in both languages in every state', () => {
    for (const { label } of Object.values(versionStates)) {
      assert.match(label.th, /[ก-ฮ]/);
      assert.match(label.en, /[A-Z]/);
    }
    assert.equal(new Set(Object.values(versionStates).map(({ label }) => label.th)).size, states.length);
  });

  it('is gone where it was public and is no more', () => assert.deepEqual([...goneStates].sort(), ['hidden', 'retired', 'revoked']));
});
