import { z } from 'zod';
import { tallySchema } from './advice.js';

const count = z.number().int().min(0);

/** Where a full walk is. */
const fullSchema = z.object({
  kind: z.literal('full'),
  /** When it began, and the newest modification before it began: the marks of its end. */
  at: z.string(),
  newest: z.string().optional(),
  /** How often the portal was read from its first record, this time included. */
  sweep: count,
  /** Records the portal counted when this sweep began, and brought since. */
  total: count,
  brought: count,
  /** Last id brought; the next page is asked for by what follows it, as long as the portal can. */
  after: z.string().optional(),
  byId: z.boolean(),
  /** True once a page by id was what it must be: another kind of page is a fault from then on. */
  proven: z.boolean(),
  /** True when something of the portal changed while it was read by position, so that records may have slipped past. */
  moved: z.boolean(),
  /** Records that came more than once. */
  twice: count,
  tally: tallySchema,
});
export type FullPlace = z.infer<typeof fullSchema>;

/** Where a walk over what changed is: the moment asked from, and how many of that moment were brought. */
const changedSchema = z.object({ kind: z.literal('changed'), since: z.string(), start: count, newest: z.string(), brought: count });
export type ChangedPlace = z.infer<typeof changedSchema>;

/** Where a walk by `package_list` is. */
const listedSchema = z.object({ kind: z.literal('listed'), at: z.string(), after: z.string(), unread: count, tally: tallySchema });
export type ListedPlace = z.infer<typeof listedSchema>;

const placeSchema = z.discriminatedUnion('kind', [fullSchema, changedSchema, listedSchema]);
export type Place = z.infer<typeof placeSchema>;

export function checkpointOf(place: Place): string {
  return JSON.stringify(place);
}

/** The place of a checkpoint; undefined when there is none or it is of another version, so that the walk begins anew. */
export function placeOf(checkpoint: string | undefined): Place | undefined {
  if (checkpoint === undefined) return undefined;
  try {
    return placeSchema.safeParse(JSON.parse(checkpoint)).data;
  } catch {
    return undefined; // no JSON: written by another version
  }
}
