import type { Source } from '../catalog/source.js';
import type { Walk } from './walk.js';

/** Everything is read again after this many days, since what was deleted shows in no list of changes. */
const fullEveryDays = 7;

/** How much of a source is read now: what changed, where that can be asked for and all was read not long ago. */
export function modeFor({ kind, marks, options }: Pick<Source, 'kind' | 'marks' | 'options'>, now: Date): Walk['mode'] {
  if (kind !== 'ckan' || marks.modifiedSince === undefined || marks.fullAt === undefined) return 'full';
  const days = (now.getTime() - Date.parse(marks.fullAt)) / 86_400_000;
  return days < (options.fullEveryDays ?? fullEveryDays) ? 'incremental' : 'full';
}
