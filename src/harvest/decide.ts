import type { Identity } from '../catalog/record.js';
import type { Outcome, RunRecord } from '../catalog/run.js';
import { goneStates, type VersionState } from '../catalog/states.js';
import { type Text, text } from '../catalog/text.js';
import { hashedId } from './harvested-record.js';
import type { Walked } from './walk.js';

/** What the registry knows of a source's records before a run changes anything. */
export interface Known {
  readonly identities: readonly Identity[];
  /** By native id: flow version of the newest assessment, and state of the newest version. */
  readonly newest: ReadonlyMap<string, { readonly flowVersion: string; readonly state: VersionState }>;
  readonly flowVersion: string;
}

export interface Guard {
  readonly share: number;
  readonly floor: number;
}

/** A known record that the walk did not bring, and what follows. */
export interface Absent {
  readonly nativeId: string;
  readonly outcome: 'missing' | 'retired' | 'hidden';
  readonly reason: Text | undefined;
}

const secret = text('ต้นทางเปลี่ยนเป็นข้อมูลความมั่นคงหรือข้อมูลที่มีชั้นความลับ', 'it became security or secret data at its source');

export interface RunPlan {
  readonly decided: readonly { nativeId: string; outcome: Outcome }[];
  /** Known records that the complete walk did not bring, or brought as secret now: these are hidden at once. */
  readonly absent: readonly Absent[];
  /** Set when so many are absent that a person must look. */
  readonly held: { readonly absent: number; readonly known: number } | undefined;
  /** Set when so many were withdrawn at once that a person must be asked, after they are hidden. */
  readonly hiddenMany: { readonly hidden: number; readonly known: number } | undefined;
  /** Records that were missing and are back. */
  readonly back: readonly { nativeId: string; fingerprint: string }[];
}

/**
 * The one deciding step of a run, after a complete walk: what came, against what is known. A record is unchanged only when
 * fingerprint and flow version both equal; one is missing at the first miss and retired at the second; too many misses at
 * once hold the run (lessons.md A2). An explicit withdrawal is no miss, nor is a record that became secret: it comes under its
 * hashed id, and waiting for a second walk would leave it public.
 * @param mode what an incremental walk did not bring has not changed; nothing is missing then.
 */
export function decideRun(staged: readonly RunRecord[], known: Known, guard: Guard, mode: Walked['mode'] = 'full'): RunPlan {
  const identities = new Map(known.identities.map((identity) => [identity.nativeId, identity]));
  const decided = staged.map((record) => ({
    nativeId: record.nativeId,
    outcome: outcomeOf(record, identities.get(record.nativeId), known),
  }));
  const brought = new Set(staged.map((record) => record.nativeId));
  const living = known.identities.filter(({ nativeId }) => isLiving(known.newest.get(nativeId)?.state));
  const absent = living
    .filter(({ nativeId }) => !brought.has(nativeId) && (mode === 'full' || brought.has(hashedId(nativeId))))
    .map((identity) => absenceOf(identity, brought));
  // Only first misses count: a run that a person accepted is not held again for the same records.
  const missed = absent.filter(({ outcome }) => outcome === 'missing').length;
  const toNothing = missed > 0 && (staged.length === 0 || (missed === living.length && missed > 1));
  const isMany = (count: number): boolean => count >= guard.floor && count > living.length * guard.share;
  const hidden = [...decided, ...absent].filter(({ outcome }) => outcome === 'hidden').length;
  const back = staged.flatMap(({ nativeId, fingerprint }) =>
    fingerprint !== undefined && identities.get(nativeId)?.missingSince !== undefined
      ? [{ nativeId, fingerprint: identities.get(nativeId)?.fingerprint ?? fingerprint }]
      : [],
  );
  return {
    decided,
    absent,
    back,
    held: toNothing || isMany(missed) ? { absent: missed, known: living.length } : undefined,
    hiddenMany: isMany(hidden) ? { hidden, known: living.length } : undefined,
  };
}

function absenceOf(identity: Identity, brought: ReadonlySet<string>): Absent {
  const { nativeId } = identity;
  if (brought.has(hashedId(nativeId))) return { nativeId, outcome: 'hidden', reason: secret };
  return { nativeId, outcome: identity.missingSince === undefined ? 'missing' : 'retired', reason: undefined };
}

function outcomeOf(record: RunRecord, identity: Identity | undefined, known: Known): Outcome {
  const newest = known.newest.get(record.nativeId);
  // What is hidden already cannot be hidden once more; what left otherwise takes the rest of its words with it.
  if (record.outcome === 'hidden') return newest === undefined || newest.state === 'hidden' ? 'set-aside' : 'hidden';
  if (record.outcome !== undefined) return record.outcome;
  if (identity === undefined || newest === undefined) return 'created';
  const same = identity.fingerprint === record.fingerprint && newest.flowVersion === known.flowVersion;
  return same && isLiving(newest.state) ? 'unchanged' : 'changed';
}

/** A record that has a version and was not taken down: one that never was readable has none, and cannot go missing. */
function isLiving(state: VersionState | undefined): boolean {
  return state !== undefined && !goneStates.has(state);
}
