import type { HarvestedRecord } from '../harvested-record.js';
import type { HarvestPage, Walk, Walked } from '../walk.js';
import { emptyTally, softwareAdvice, tallied } from './advice.js';
import { collapsed, repeated, restless, short, tooMany, twiceAdvice } from './disagreement.js';
import { isNameless, modifiedOf, toRecord } from './packages.js';
import { checkpointOf, type FullPlace } from './place.js';
import type { Found, Portal } from './portal.js';
import { PortalProblem } from './portal-problem.js';

/** A portal that loses more than this share of its records (and more than a few) while it is read is failing, not being edited. */
const mostLost = { share: 0.1, floor: 5 };
/** A search index may hold a few records twice; many are pages that overlap, and others are missing in their place. */
const mostTwice = { share: 0.01, floor: 5 };
/** A portal that changes each time it is read is left for a quieter hour. */
const mostSweeps = 3;

/**
 * Reads every record of a portal: by id, page after page of what follows the last one, so that nothing slips past when records
 * come and go meanwhile; by position where the portal ignores filters. It ends only when what was brought agrees with what the
 * portal counts, before and after; if the portal changed while it was read by position, it is read again.
 * @throws PortalProblem for a repeated page, a total that does not agree, or a portal that is never still.
 */
export async function* walkFull(portal: Portal, walk: Walk, resume: FullPlace | undefined): AsyncGenerator<HarvestPage, Walked> {
  let place = resume === undefined ? await begin(portal, walk) : await rejoin(portal, walk, resume);
  for (;;) {
    place = yield* sweep(portal, walk, place);
    if (await isWhole(portal, place)) return endOf(portal, walk, place);
    if (place.sweep >= mostSweeps) throw restless(portal, place);
    place = { ...(await begin(portal, walk)), at: place.at, newest: place.newest, sweep: place.sweep + 1 };
  }
}

/** Goes on after a crash: by position, only if the record before is still the one that was brought last. */
async function rejoin(portal: Portal, walk: Walk, place: FullPlace): Promise<FullPlace> {
  if (place.byId || place.brought === 0) return place;
  const { results } = await readFrom(portal, place.brought - 1, 1);
  const same = results.some((one) => toRecord(one, place.brought - 1, walk.vocabulary).nativeId === place.after);
  return same ? place : { ...place, moved: true };
}

/** The newest modification is asked for before the first page: what changes later is found by the next walk. */
async function begin(portal: Portal, walk: Walk): Promise<FullPlace> {
  const { count, results } = await portal.search({ sort: 'metadata_modified desc', rows: 1 });
  const newest = modifiedOf(results[0]);
  return {
    kind: 'full',
    at: walk.clock().toISOString(),
    newest: newest !== undefined && (await heedsMoments(portal, newest)) ? newest : undefined,
    sweep: 1,
    total: count,
    brought: 0,
    byId: true,
    proven: false,
    moved: false,
    twice: 0,
    tally: emptyTally,
  };
}

/** Whether the portal heeds a filter on `metadata_modified`, without which asking for what changed would miss records. */
async function heedsMoments(portal: Portal, newest: string): Promise<boolean> {
  try {
    const { results } = await portal.search({ fq: `metadata_modified:[${newest} TO *]`, sort: 'metadata_modified asc', rows: 1 });
    const [oldest] = results.map(modifiedOf);
    return oldest !== undefined && oldest >= newest;
  } catch (error) {
    if (error instanceof PortalProblem && error.ofAction) return false;
    throw error;
  }
}

/** Reads from where the place is to the last record. @returns the place there. */
async function* sweep(portal: Portal, walk: Walk, from: FullPlace): AsyncGenerator<HarvestPage, FullPlace> {
  const rows = walk.source.options.pageSize ?? walk.limits.pageSize;
  const seen = new Set<string>();
  let place = from;
  for (;;) {
    walk.signal.throwIfAborted();
    const after = place.byId ? place.after : undefined;
    const { count, results } =
      after === undefined ? await readFrom(portal, place.brought, rows) : await readAfter(portal, place, after, rows);
    const records = results.map((one, index) => toRecord(one, place.brought + index, walk.vocabulary));
    const inOrder = follows(records, after);
    if (after !== undefined && !inOrder) {
      if (place.proven) throw repeated(portal, place);
      place = { ...place, byId: false };
      continue;
    }
    const fresh = after === undefined ? unseen(records, seen) : records;
    if (records.length > 0 && fresh.length === 0) throw repeated(portal, place);
    if (records.length === 0 && (after === undefined ? place.brought < count && !place.moved : count > 0)) throw short(portal, place);
    const brought = place.brought + records.length;
    if (brought > walk.limits.maxRecords) throw tooMany(portal, walk);
    place = {
      ...place,
      brought,
      moved: place.moved || (after === undefined && count !== place.total),
      twice: place.twice + records.length - fresh.length,
      byId: place.byId && inOrder,
      after: records.at(-1)?.nativeId ?? place.after,
      proven: place.proven || (after !== undefined && records.length > 0),
      tally: tallied(place.tally, results),
    };
    if (fresh.length > 0) yield { records: fresh, total: place.total, checkpoint: checkpointOf(place) };
    const left = after === undefined ? count - brought : count - records.length;
    if (left <= 0 || records.length === 0) return place;
  }
}

/** Those that did not come before, which they have from then on. */
function unseen(records: readonly HarvestedRecord[], seen: Set<string>): HarvestedRecord[] {
  return records.filter(({ nativeId }) => !seen.has(nativeId) && seen.add(nativeId));
}

function readFrom(portal: Portal, start: number, rows: number): Promise<Found> {
  return portal.search({ sort: 'id asc', rows, start });
}

/** What follows an id; a portal that refuses the filter answers with nothing that follows, and is read by position then. */
async function readAfter(portal: Portal, place: FullPlace, after: string, rows: number): Promise<Found> {
  try {
    return await portal.search({ sort: 'id asc', rows, fq: `id:{"${after}" TO *]` });
  } catch (error) {
    if (!place.proven && error instanceof PortalProblem && error.ofAction) return readFrom(portal, 0, 1);
    throw error;
  }
}

/** Whether each record has an id that comes after the one before it, and that a query can name. */
function follows(records: readonly HarvestedRecord[], after: string | undefined): boolean {
  let last = after;
  for (const record of records) {
    if (isNameless(record) || /["\\\s]/.test(record.nativeId) || (last !== undefined && record.nativeId <= last)) return false;
    last = record.nativeId;
  }
  return true;
}

/**
 * Asks once more how many there are. By id, whatever stood throughout was brought, so a count that moved need only lie around
 * what came; by position, nothing may have moved at all.
 * @throws PortalProblem when the portal was still and yet brought another number than it counts.
 */
async function isWhole(portal: Portal, { total, brought, byId, moved, twice }: FullPlace): Promise<boolean> {
  const { count } = await portal.search({ rows: 0 });
  if (total - count > Math.max(mostLost.floor, total * mostLost.share)) throw collapsed(portal, total, count);
  if (twice > Math.max(mostTwice.floor, total * mostTwice.share)) return false;
  if (!moved && count === total) {
    if (brought === total) return true;
    throw short(portal, { total, brought });
  }
  return byId && Math.min(total, count) <= brought && brought <= Math.max(total, count);
}

async function endOf(portal: Portal, walk: Walk, { at, newest, tally, twice }: FullPlace): Promise<Walked> {
  const advice = [...(await softwareAdvice(portal, tally)), ...portal.advice, ...(twice === 0 ? [] : [twiceAdvice(twice)])];
  return {
    mode: 'full',
    marks: { fullAt: at, ...(newest === undefined ? {} : { modifiedSince: notAfter(newest, walk.clock()) }) },
    advice,
  };
}

/** A moment of the portal, or now when that is earlier: a date of the year 2099 must not hide what changes until then. */
export function notAfter(moment: string, now: Date): string {
  return Date.parse(moment) > now.getTime() ? now.toISOString() : moment;
}
