import { z } from 'zod';
import { text } from '../../catalog/text.js';
import type { HarvestPage, Walk, Walked } from '../walk.js';
import { emptyTally, softwareAdvice, tallied } from './advice.js';
import { toRecord } from './packages.js';
import { checkpointOf, type ListedPlace } from './place.js';
import type { Portal } from './portal.js';
import { foreignProblem, PortalProblem } from './portal-problem.js';

/** Packages asked for at one time. */
const atOnce = 4;
/** Packages in a row that cannot be shown until the portal is taken to be down. */
const mostUnread = 20;

const namesSchema = z.array(z.string().min(1).max(500));

/**
 * Reads a portal whose search is broken: every name of `package_list`, then each package by itself. A package that the portal
 * lists and cannot show leaves the walk open (`incremental`): what came is taken, nothing is held to be missing.
 * @throws PortalProblem when the list cannot be read either, is past its bound, or nothing can be shown.
 */
export async function* walkListed(
  portal: Portal,
  walk: Walk,
  why: PortalProblem | undefined,
  resume: ListedPlace | undefined,
): AsyncGenerator<HarvestPage, Walked> {
  const pageSize = walk.source.options.pageSize ?? walk.limits.pageSize;
  let place: ListedPlace = resume ?? { kind: 'listed', at: walk.clock().toISOString(), after: '', unread: 0, tally: emptyTally };
  const all = await namesOf(portal, walk);
  const names = all.filter((name) => name > place.after);
  let position = all.length - names.length;
  let unreadInRow = 0;
  for (let start = 0; start < names.length; start += atOnce) {
    walk.signal.throwIfAborted();
    const some = names.slice(start, start + Math.min(atOnce, pageSize));
    const shown = await Promise.all(some.map((name) => show(portal, name)));
    const packages = shown.flatMap((one) => (one.state === 'shown' ? [one.value] : []));
    const failed = shown.flatMap((one) => (one.state === 'failed' ? [one.problem] : []));
    unreadInRow = packages.length > 0 ? 0 : unreadInRow + failed.length;
    const [problem] = failed;
    if (problem !== undefined && unreadInRow >= mostUnread) throw problem;
    place = { ...place, after: some.at(-1) ?? place.after, unread: place.unread + failed.length, tally: tallied(place.tally, packages) };
    const records = packages.map((one, index) => toRecord(one, position + index, walk.vocabulary));
    position += some.length;
    if (records.length > 0) yield { records, total: all.length, checkpoint: checkpointOf(place) };
  }
  if (place.tally.records === 0 && place.unread > 0) throw why ?? foreignProblem(portal.address('package_show'), 'package_show');
  const advice = [...(await softwareAdvice(portal, place.tally)), ...portal.advice, brokenSearch(why)];
  if (place.unread === 0) return { mode: 'full', marks: { fullAt: place.at }, advice };
  return { mode: 'incremental', marks: walk.source.marks, advice: [...advice, unreadAdvice(place.unread)] };
}

/** In order, so that a walk that is begun anew knows where it was. */
async function namesOf(portal: Portal, { limits }: Walk): Promise<readonly string[]> {
  const parsed = namesSchema.safeParse(await portal.ask('package_list'));
  const url = portal.address('package_list');
  if (!parsed.success) throw foreignProblem(url, 'package_list');
  if (parsed.data.length > limits.maxRecords)
    throw new PortalProblem(url, text(`มีรายการมากกว่า ${limits.maxRecords} ระเบียน`, `more than ${limits.maxRecords} records`));
  return [...new Set(parsed.data)].sort();
}

type Shown = { state: 'shown'; value: unknown } | { state: 'failed'; problem: PortalProblem };

/** One package. @throws FetchProblem when there is no answer at all. */
async function show(portal: Portal, name: string): Promise<Shown> {
  try {
    return { state: 'shown', value: await portal.ask('package_show', { id: name }) };
  } catch (error) {
    if (error instanceof PortalProblem && error.ofAction) return { state: 'failed', problem: error };
    throw error;
  }
}

function brokenSearch(why: PortalProblem | undefined) {
  const said = why === undefined ? text('', '') : text(` (${why.detail.th})`, ` (${why.detail.en})`);
  return text(
    `การค้นหา (package_search) ของระบบต้นทางใช้ไม่ได้ จึงอ่านทีละชุดข้อมูล โปรดแจ้งผู้ดูแลระบบต้นทาง${said.th}`,
    `The portal’s search (package_search) does not work, so its datasets were read one by one; tell its administrator${said.en}.`,
  );
}

function unreadAdvice(count: number) {
  return text(
    `มี ${count} ชุดข้อมูลที่อยู่ในรายการแต่ระบบต้นทางแสดงไม่ได้ รอบนี้จึงไม่ถือว่าชุดข้อมูลใดหายไป`,
    `${count} datasets are listed but cannot be shown by the portal, so no dataset counts as missing this time.`,
  );
}
