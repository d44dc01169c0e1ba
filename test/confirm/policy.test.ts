import assert from 'node:assert/strict';
import type { Assessment } from '../../src/catalog/report.js';
import type { Policy } from '../../src/catalog/source.js';
import { standingConfirmation, standingUntil } from '../../src/confirm/policy.js';

type Compared = Pick<Assessment, 'materialHash' | 'guardedHash' | 'audience'>;

const now = '2026-11-23T02:00:00.000Z';
const later = '2027-11-23T02:00:00.000Z';
const published: Compared = { materialHash: 'm', guardedHash: 'g', audience: 'public' };

/** What is new in the next version, and under which policies it needs no asking. */
const cases: readonly (readonly [what: string, next: Compared, covered: readonly Policy[]])[] = [
  ['nothing of weight', published, ['material', 'automatic']],
  ['a material value', { ...published, materialHash: 'm2' }, ['automatic']],
  ['the owner, category, classification or licence', { ...published, guardedHash: 'g2' }, []],
  ['the audience', { ...published, audience: 'agency' }, []],
  ['everything', { materialHash: 'm2', guardedHash: 'g2', audience: 'government' }, []],
];

describe('A standing confirmation', () => {
  for (const [what, next, covered] of cases) {
    for (const policy of ['manual', 'material', 'automatic'] as const) {
      const covers = covered.includes(policy);
      it(`${covers ? 'covers' : 'does not cover'} a change of ${what} under the policy ${policy}`, () =>
        assert.equal(standingConfirmation({ policy, policyUntil: later }, published, next, now), covers));
    }
  }

  it('never covers a first registration', () => {
    for (const policy of ['material', 'automatic'] as const)
      assert.equal(standingConfirmation({ policy, policyUntil: later }, undefined, published, now), false);
  });

  const days: readonly (readonly [until: string | undefined, covers: boolean])[] = [
    [undefined, false],
    ['2026-11-23T01:59:59.999Z', false],
    ['2026-11-23T02:00:00.000Z', true],
    [later, true],
  ];
  for (const [policyUntil, covers] of days) {
    it(`${covers ? 'holds' : 'has lapsed'} at ${now} when it was given until ${policyUntil}`, () =>
      assert.equal(standingConfirmation({ policy: 'automatic', policyUntil }, published, published, now), covers));
  }

  for (const [from, until] of [
    ['2026-11-23T02:00:00.000Z', '2027-11-23T02:00:00.000Z'],
    ['2024-02-29T00:00:00.000Z', '2025-03-01T00:00:00.000Z'],
  ] as const) {
    it(`lasts twelve months: given ${from}, it lapses ${until}`, () => assert.equal(standingUntil(new Date(from)), until));
  }
});
