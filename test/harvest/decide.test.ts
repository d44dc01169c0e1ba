import assert from 'node:assert/strict';
import type { Outcome, RunRecord } from '../../src/catalog/run.js';
import type { VersionState } from '../../src/catalog/states.js';
import { decideRun, type Guard, type Known } from '../../src/harvest/decide.js';
import { hashedId } from '../../src/harvest/harvested-record.js';

const guard: Guard = { share: 0.1, floor: 5 };
const flowVersion = 'flow-2';

/** What is known of one record: fingerprint, state and flow version of its newest version, and since when it is missing. */
interface Past {
  readonly fingerprint?: string;
  readonly state?: VersionState;
  readonly flowVersion?: string;
  readonly missingSince?: string;
}

function known(pasts: Readonly<Record<string, Past>>): Known {
  const entries = Object.entries(pasts);
  return {
    flowVersion,
    identities: entries.map(([nativeId, past], index) => ({
      sourceId: 1,
      nativeId,
      recordId: index + 1,
      fingerprint: past.fingerprint ?? 'same',
      missingSince: past.missingSince,
    })),
    newest: new Map(
      entries.flatMap(([nativeId, { state, flowVersion: version }]) =>
        state === undefined ? [] : [[nativeId, { state, flowVersion: version ?? flowVersion }] as const],
      ),
    ),
  };
}

function came(nativeId: string, changes: Partial<RunRecord> = {}): RunRecord {
  return {
    runId: 1,
    nativeId,
    name: nativeId,
    fingerprint: 'same',
    mediaType: 'application/json',
    agencyId: undefined,
    outcome: undefined,
    reason: undefined,
    reasonTh: undefined,
    ...changes,
  };
}

const withdrawn = (nativeId: string): RunRecord => came(nativeId, { outcome: 'hidden', reason: 'allow_harvest is False' });
const refused = (nativeId: string): RunRecord =>
  came(hashedId(nativeId), { outcome: 'set-aside', fingerprint: undefined, name: undefined });

function outcomeOf(record: RunRecord, past?: Past): Outcome | undefined {
  return decideRun([record], known(past === undefined ? {} : { a: past }), guard).decided[0]?.outcome;
}

describe('What a run finds of a record that came', () => {
  const rows: readonly (readonly [what: string, past: Past | undefined, outcome: Outcome])[] = [
    ['one that is not known', undefined, 'created'],
    ['one with a reserved identity and no version', {}, 'created'],
    ['one of another fingerprint', { state: 'published', fingerprint: 'other' }, 'changed'],
    ['one of the same fingerprint', { state: 'published' }, 'unchanged'],
    ['one that was returned', { state: 'returned' }, 'unchanged'],
    ['one that awaits confirmation', { state: 'awaiting' }, 'unchanged'],
    ['one that was refused by its agency', { state: 'refused' }, 'unchanged'],
    ['one judged by another flow version', { state: 'published', flowVersion: 'flow-1' }, 'changed'],
    ['one that was missing', { state: 'published', missingSince: '2026-11-01' }, 'unchanged'],
    ['one that was retired', { state: 'retired', missingSince: '2026-11-01' }, 'changed'],
    ['one that was hidden, offered again', { state: 'hidden' }, 'changed'],
    ['one that was revoked', { state: 'revoked' }, 'changed'],
  ];
  for (const [what, past, outcome] of rows) {
    it(`${what} is ${outcome}`, () => assert.equal(outcomeOf(came('a'), past), outcome));
  }
});

describe('What a run finds of a record whose consent is withdrawn', () => {
  const rows: readonly (readonly [past: Past | undefined, outcome: Outcome])[] = [
    [undefined, 'set-aside'],
    [{}, 'set-aside'],
    [{ state: 'published' }, 'hidden'],
    [{ state: 'awaiting' }, 'hidden'],
    [{ state: 'returned' }, 'hidden'],
    [{ state: 'published', missingSince: '2026-11-01' }, 'hidden'],
    [{ state: 'hidden' }, 'set-aside'],
    [{ state: 'retired', missingSince: '2026-11-01' }, 'hidden'],
    [{ state: 'revoked' }, 'hidden'],
  ];
  for (const [past, outcome] of rows) {
    it(`is ${outcome} where it was ${past?.state ?? (past === undefined ? 'not known' : 'reserved')}`, () =>
      assert.equal(outcomeOf(withdrawn('a'), past), outcome));
  }

  it('is no miss, whatever its number', () => {
    const ids = Array.from({ length: 20 }, (_, index) => `r${index}`);
    const plan = decideRun(ids.map(withdrawn), known(Object.fromEntries(ids.map((id) => [id, { state: 'published' }]))), guard);
    assert.equal(plan.held, undefined);
    assert.deepEqual(plan.absent, []);
  });
});

describe('What a run finds of a record that is secret now', () => {
  it('is set aside under its hashed id', () => assert.equal(outcomeOf(refused('a')), 'set-aside'));

  it('is hidden at once where it was known, and is no miss', () => {
    const ids = Array.from({ length: 20 }, (_, index) => `r${index}`);
    const plan = decideRun(ids.map(refused), known(Object.fromEntries(ids.map((id) => [id, { state: 'published' }]))), guard);
    assert.deepEqual(new Set(plan.absent.map(({ outcome }) => outcome)), new Set(['hidden']));
    assert.equal(plan.absent.length, 20);
    assert.equal(plan.held, undefined);
  });

  it('is hidden no more than once', () => {
    assert.deepEqual(decideRun([refused('a')], known({ a: { state: 'hidden' } }), guard).absent, []);
  });
});

describe('What a run finds of a record that did not come', () => {
  const rows: readonly (readonly [past: Past, outcome: string | undefined])[] = [
    [{ state: 'published' }, 'missing'],
    [{ state: 'returned' }, 'missing'],
    [{ state: 'published', missingSince: '2026-11-01' }, 'retired'],
    [{ state: 'awaiting', missingSince: '2026-11-01' }, 'retired'],
    [{ state: 'retired', missingSince: '2026-11-01' }, undefined],
    [{ state: 'hidden' }, undefined],
    [{ state: 'revoked' }, undefined],
    [{}, undefined],
    [{ missingSince: '2026-11-01' }, undefined],
  ];
  for (const [past, outcome] of rows) {
    const was = `${past.state ?? 'without a version'}${past.missingSince === undefined ? '' : ' and missing'}`;
    it(`is ${outcome ?? 'nothing new'} where it was ${was}`, () => {
      const { absent } = decideRun([came('b')], known({ a: past, b: { state: 'published' } }), guard);
      assert.deepEqual(
        absent.map(({ nativeId, outcome: found }) => [nativeId, found]),
        outcome === undefined ? [] : [['a', outcome]],
      );
    });
  }
});

describe('Records that are back', () => {
  it('are those that were missing, with the fingerprint they had', () => {
    const plan = decideRun(
      [came('a', { fingerprint: 'new' }), came('b'), came('c')],
      known({ a: { state: 'published', fingerprint: 'old', missingSince: '2026-11-01' }, b: { state: 'published' } }),
      guard,
    );
    assert.deepEqual(plan.back, [{ nativeId: 'a', fingerprint: 'old' }]);
  });

  it('do not come to count as seen with a content that is not applied yet', () => {
    const plan = decideRun(
      [came('a', { fingerprint: 'new' })],
      known({ a: { state: 'published', fingerprint: 'old', missingSince: 'x' } }),
      guard,
    );
    assert.equal(plan.decided[0]?.outcome, 'changed');
    assert.notEqual(plan.back[0]?.fingerprint, 'new');
  });
});

describe('The guard', () => {
  /** Known and come: how many of each, and whether the run is held. */
  const rows: readonly (readonly [known: number, came: number, held: boolean])[] = [
    [20, 20, false],
    [20, 16, false],
    [20, 15, true],
    [40, 36, false],
    [40, 35, true],
    [50, 45, false],
    [50, 44, true],
    [100, 90, false],
    [100, 89, true],
    [5, 1, false],
    [4, 1, false],
    [1, 0, true],
    [4, 0, true],
    [0, 0, false],
    [0, 3, false],
  ];
  for (const [knownCount, cameCount, held] of rows) {
    it(`${held ? 'holds' : 'lets pass'} a run that brings ${cameCount} of ${knownCount}`, () => {
      const ids = Array.from({ length: Math.max(knownCount, cameCount) }, (_, index) => `r${index}`);
      const past = Object.fromEntries(ids.slice(0, knownCount).map((id) => [id, { state: 'published' } as const]));
      const plan = decideRun(
        ids.slice(0, cameCount).map((id) => came(id)),
        known(past),
        guard,
      );
      assert.deepEqual(plan.held, held ? { absent: knownCount - cameCount, known: knownCount } : undefined);
    });
  }

  it('counts neither what was taken down before nor what is no version', () => {
    const gone = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`gone${index}`, { state: 'retired' } as const]));
    assert.equal(decideRun([], known(gone), guard).held, undefined);
  });

  it('holds nothing for records that are new', () => {
    const many = Array.from({ length: 100 }, (_, index) => came(`new${index}`));
    assert.equal(decideRun(many, known({}), guard).held, undefined);
  });
});
