import { walkChanged } from './ckan/changed.js';
import { walkFull } from './ckan/full.js';
import { walkListed } from './ckan/listed.js';
import { type Place, placeOf } from './ckan/place.js';
import { openPortal, type Portal } from './ckan/portal.js';
import { PortalProblem } from './ckan/portal-problem.js';
import type { HarvestPage, Walk, Walked } from './walk.js';

/**
 * Walks a CKAN portal (2.9 to 2.11, thai_gdc or plain): what changed when that is asked for and the portal can tell it, else
 * everything, by search or, where search is broken, one by one.
 * @throws Problem `source-failed` for no answer, an answer that is none, a count that does not agree, a repeated page; what was
 * brought until then is a part of the source and never looks like all of it.
 */
export async function* walkCkan(walk: Walk): AsyncGenerator<HarvestPage, Walked> {
  const portal = openPortal(walk);
  const place = placeOf(walk.resume);
  const mark = walk.source.marks.modifiedSince;
  if (walk.mode === 'incremental' && mark !== undefined && (place === undefined || place.kind === 'changed')) {
    const walked = yield* walkChanged(portal, walk, mark, place);
    if (walked !== undefined) return walked;
  }
  if (place?.kind === 'listed') return yield* walkListed(portal, walk, undefined, place);
  return yield* walkAll(portal, walk, place);
}

/** A search that fails at its first request is broken; one that fails later fails the walk. */
async function* walkAll(portal: Portal, walk: Walk, place: Place | undefined): AsyncGenerator<HarvestPage, Walked> {
  let begun = false;
  let why: PortalProblem;
  const pages = walkFull(portal, walk, place?.kind === 'full' ? place : undefined);
  try {
    for (let next = await pages.next(); ; next = await pages.next()) {
      if (next.done === true) return next.value;
      begun = true;
      yield next.value;
    }
  } catch (error) {
    if (begun || !(error instanceof PortalProblem) || !error.ofAction) throw error;
    why = error;
  }
  const listed = walkListed(portal, walk, why, undefined);
  let first: IteratorResult<HarvestPage, Walked>;
  try {
    first = await listed.next();
  } catch (error) {
    // Neither way works: the reason of the first tells more.
    throw error instanceof PortalProblem ? why : error;
  }
  if (first.done === true) return first.value;
  yield first.value;
  return yield* listed;
}
