import type { Assessment } from '../catalog/report.js';
import type { Source } from '../catalog/source.js';

type Compared = Pick<Assessment, 'materialHash' | 'guardedHash' | 'audience'>;

/**
 * Whether a standing confirmation covers a new version (process.md §3). Never a first registration, never a change of owner,
 * category, classification, licence or audience; `material` besides asks again for a change of title, type, one of the 14
 * items or a resource reference. It lapses on its day.
 * @param published the assessment of the version that is published now, if one is.
 */
export function standingConfirmation(
  source: Pick<Source, 'policy' | 'policyUntil'>,
  published: Compared | undefined,
  next: Compared,
  now: string,
): boolean {
  if (source.policy === 'manual' || published === undefined) return false;
  if (source.policyUntil === undefined || source.policyUntil < now) return false;
  if (published.guardedHash !== next.guardedHash || published.audience !== next.audience) return false;
  return source.policy === 'automatic' || published.materialHash === next.materialHash;
}

/** A standing confirmation lasts twelve months. @returns the ISO moment it lapses. */
export function standingUntil(from: Date): string {
  const until = new Date(from);
  until.setUTCFullYear(until.getUTCFullYear() + 1);
  return until.toISOString();
}
