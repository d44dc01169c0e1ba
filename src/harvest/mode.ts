import type { Source } from '../catalog/source.js';
import type { Walk } from './walk.js';

/** Deletions are only seen when everything is read; a week is as long as a dataset may stay up that its owner deleted. */
const usualFullEveryDays = 7;
const dayMs = 24 * 3_600_000;

/**
 * How much the next run of a source reads: everything when it was never read whole, when that is due again, or when its last walk
 * left no mark to go on from (a portal that ignores filters leaves none); else what changed.
 */
export function modeFor({ marks, options }: Pick<Source, 'marks' | 'options'>, now: Date): Walk['mode'] {
  const mark = marks.modifiedSince ?? marks.etag ?? marks.lastModified;
  if (mark === undefined || marks.fullAt === undefined) return 'full';
  const age = now.getTime() - Date.parse(marks.fullAt);
  // A moment in the future is a clock that was wrong.
  return age >= 0 && age < (options.fullEveryDays ?? usualFullEveryDays) * dayMs ? 'incremental' : 'full';
}
