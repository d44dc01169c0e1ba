import { text } from '../../catalog/text.js';
import type { HarvestPage, Walk, Walked } from '../walk.js';
import { tooMany } from './disagreement.js';
import { notAfter } from './full.js';
import { modifiedOf, toRecord } from './packages.js';
import { type ChangedPlace, checkpointOf } from './place.js';
import type { Found, Portal } from './portal.js';
import { PortalProblem } from './portal-problem.js';

/**
 * What changed this long before the newest change known is asked for again: a portal writes its database first and its search
 * index later, minutes later when busy, and with several servers their clocks differ.
 */
const overlapMs = 3_600_000;

/**
 * Reads what changed since the last walk, oldest first, going on from the moment of the last record of each page, so that a
 * record which changes meanwhile only comes again. Deletions are not seen.
 * @returns undefined when the portal does not do as asked: everything must be read then. Records brought until then are no loss.
 * @throws PortalProblem as a full walk.
 */
export async function* walkChanged(
  portal: Portal,
  walk: Walk,
  mark: string,
  resume: ChangedPlace | undefined,
): AsyncGenerator<HarvestPage, Walked | undefined> {
  const rows = walk.source.options.pageSize ?? walk.limits.pageSize;
  const first = new Date(Date.parse(mark) - overlapMs).toISOString();
  let place: ChangedPlace = resume ?? { kind: 'changed', since: first, start: 0, newest: mark, brought: 0 };
  const seen = new Set<string>();
  let expected: number | undefined;
  for (;;) {
    walk.signal.throwIfAborted();
    const found = await read(portal, place, rows);
    if (found === undefined) return undefined;
    const { count, results } = found;
    expected ??= place.brought + count - place.start;
    const moments = results.map(modifiedOf);
    if (!isAscending(moments, place.since)) return undefined;
    const records = results.map((one, index) => toRecord(one, place.brought + index, walk.vocabulary));
    const fresh = records.filter(({ nativeId }) => !seen.has(nativeId));
    for (const { nativeId } of fresh) seen.add(nativeId);
    if (seen.size > walk.limits.maxRecords) throw tooMany(portal, walk);
    const last = moments.at(-1) ?? place.since;
    const goesOn = last > place.since;
    const next: ChangedPlace = {
      kind: 'changed',
      since: goesOn ? last : place.since,
      start: goesOn ? 0 : place.start + results.length,
      newest: last > place.newest ? last : place.newest,
      brought: place.brought + fresh.length,
    };
    const isLast = place.start + results.length >= count;
    place = next;
    if (fresh.length > 0) yield { records: fresh, checkpoint: checkpointOf(place) };
    if (isLast) break;
    if (results.length === 0) throw short(portal, expected, place.brought);
  }
  if (place.brought < expected && !(await hasShrunk(portal, first, place.brought))) return undefined;
  if (place.brought === 0 && !(await isQuiet(portal, first))) return undefined;
  const modifiedSince = notAfter(place.newest, walk.clock());
  return { mode: 'incremental', marks: { ...walk.source.marks, modifiedSince }, advice: portal.advice };
}

/** A page of what changed; undefined when the portal refuses the filter. With a token, what was deleted is asked for too. */
async function read(portal: Portal, { since, start }: Pick<ChangedPlace, 'since' | 'start'>, rows: number): Promise<Found | undefined> {
  const states = portal.authorised ? ' +state:(active OR deleted)' : '';
  try {
    return await portal.search({ fq: `+metadata_modified:[${since} TO *]${states}`, sort: 'metadata_modified asc, id asc', rows, start });
  } catch (error) {
    if (error instanceof PortalProblem && error.ofAction) return undefined;
    throw error;
  }
}

function isAscending(moments: readonly (string | undefined)[], since: string): boolean {
  let last = since;
  for (const moment of moments) {
    if (moment === undefined || moment < last) return false;
    last = moment;
  }
  return true;
}

/** Whether fewer are counted now than were brought: some were deleted while the rest was read. */
async function hasShrunk(portal: Portal, since: string, brought: number): Promise<boolean> {
  const found = await read(portal, { since, start: 0 }, 0);
  return found !== undefined && found.count <= brought;
}

/** Whether it is true that nothing changed: a portal that cannot read the filter may count nothing at all. */
async function isQuiet(portal: Portal, since: string): Promise<boolean> {
  const { results } = await portal.search({ sort: 'metadata_modified desc', rows: 1 });
  const newest = modifiedOf(results[0]);
  return newest === undefined ? results.length === 0 : newest < since;
}

function short(portal: Portal, expected: number, brought: number): PortalProblem {
  return new PortalProblem(
    portal.address('package_search'),
    text(`แจ้งว่ามีการเปลี่ยนแปลง ${expected} ระเบียน แต่ส่งมา ${brought}`, `it counts ${expected} changed records but brought ${brought}`),
  );
}
