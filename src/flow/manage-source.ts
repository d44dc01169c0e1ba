import type { Mandate } from '../catalog/mandate.js';
import { Problem } from '../catalog/problem.js';
import { type Source, type SourceOptions, type SourceState, sourceName } from '../catalog/source.js';
import { text } from '../catalog/text.js';
import { checkOwnQuery } from '../harvest/sparql/own-query.js';
import { readDate } from '../map/dates.js';
import { bangkokDay } from '../monitor/currency.js';
import { checkHeaders } from './check-headers.js';
import type { FlowParts } from './parts.js';
import { unknownAgency } from './register.js';

/** Which state of a source may follow which. */
const next: Readonly<Record<SourceState, readonly SourceState[]>> = {
  pending: ['active', 'retiring'],
  active: ['paused', 'retiring'],
  paused: ['active', 'retiring'],
  retiring: ['retired'],
  retired: [],
};

/** @throws Problem `conflict` for a step that no source takes. */
export function checkMove(source: Source, to: SourceState): void {
  if (source.state !== to && !next[source.state].includes(to))
    throw new Problem(
      'conflict',
      text(
        `${sourceName(source)} อยู่ในสถานะ ${source.state} จึงเปลี่ยนเป็น ${to} ไม่ได้`,
        `${sourceName(source)} is ${source.state} and cannot become ${to}.`,
      ),
    );
}

/**
 * Moves a source to another state; nothing when it is there already.
 * @throws Problem `conflict` for a step that no source takes.
 */
export async function moveSource(parts: FlowParts, source: Source, to: SourceState, by: string, why?: string): Promise<Source> {
  if (source.state === to) return source;
  checkMove(source, to);
  const at = parts.clock().toISOString();
  await parts.registry.transact(async (stores) => {
    await stores.sources.setState(source.id, to);
    if (to === 'retiring') await stores.sources.setNextRun(source.id, undefined);
    else if (to === 'active' && source.everyMinutes !== undefined) await stores.sources.setNextRun(source.id, at);
    const reason = why === undefined ? {} : { why };
    await stores.audit.add([{ at, by, act: 'state', subject: `source:${source.id}`, from: source.state, to, ...reason }]);
  });
  return parts.registry.read.sources.get(source.id);
}

/**
 * Changes what reading a source takes; `undefined` takes an option away.
 * @throws Problem `bad-request` or `bad-query` for a query that cannot be used.
 */
export async function setOptions(parts: FlowParts, source: Source, options: Partial<SourceOptions>, by: string): Promise<Source> {
  checkOwnQuery(source.kind, options.query);
  const merged = Object.fromEntries(Object.entries({ ...source.options, ...options }).filter(([, value]) => value !== undefined));
  const at = parts.clock().toISOString();
  await parts.registry.transact(async (stores) => {
    await stores.sources.setOptions(source.id, merged);
    // Another way of reading makes what the last reading left behind worthless.
    await stores.sources.setMarks(source.id, {});
    await stores.audit.add([{ at, by, act: 'source-options', subject: `source:${source.id}`, why: Object.keys(options).join(', ') }]);
  });
  return parts.registry.read.sources.get(source.id);
}

/** Keeps the secret headers of a source, sealed, or forgets them. They are never given back. @throws Problem as `checkHeaders`. */
export async function setSecret(
  parts: FlowParts,
  source: Source,
  headers: Readonly<Record<string, string>> | undefined,
  by: string,
): Promise<void> {
  checkHeaders(headers);
  const sealed = headers === undefined ? undefined : parts.vault.seal(JSON.stringify(headers));
  const at = parts.clock().toISOString();
  await parts.registry.transact(async (stores) => {
    await stores.sources.setSecret(source.id, sealed);
    const names = headers === undefined ? 'removed' : Object.keys(headers).join(', ');
    await stores.audit.add([{ at, by, act: 'source-secret', subject: `source:${source.id}`, why: names }]);
  });
}

/**
 * Lets a source carry the records of another agency, from today. The last day may be written in either era.
 * @throws Problem `not-found` for an unknown agency, `bad-request` for its own or a last day that is none or is past.
 */
export async function giveMandate(
  parts: FlowParts,
  source: Source,
  given: { agencyId: string; confirms: boolean; toDay: string | undefined },
  by: string,
): Promise<Mandate> {
  const now = parts.clock();
  const at = now.toISOString();
  if (given.agencyId === source.agencyId)
    throw new Problem('bad-request', text('หน่วยงานไม่ต้องมอบหมายให้แหล่งข้อมูลของตนเอง', 'An agency needs no mandate for a source of its own.'));
  const toDay = given.toDay === undefined ? undefined : lastDay(given.toDay, bangkokDay(now));
  return parts.registry.transact(async (stores) => {
    if ((await stores.agencies.find(given.agencyId)) === undefined) throw unknownAgency(given.agencyId);
    const mandate = await stores.mandates.add({ ...given, toDay, sourceId: source.id, fromDay: bangkokDay(now), by, at });
    // What was set aside for want of it shows in no list of changes.
    await stores.sources.setMarks(source.id, {});
    const why = `${given.agencyId}${given.confirms ? ', confirming included' : ''}${toDay === undefined ? '' : `, until ${toDay}`}`;
    await stores.audit.add([{ at, by, act: 'give-mandate', subject: `source:${source.id}`, why }]);
    return mandate;
  });
}

/** A day to come, in ISO. @throws Problem `bad-request`. */
function lastDay(given: string, today: string): string {
  const read = readDate(given);
  if (read.state === 'read' && read.iso >= today) return read.iso;
  throw new Problem(
    'bad-request',
    read.state === 'read'
      ? text(`วันสิ้นสุด ${given} ผ่านไปแล้ว`, `The last day ${given} is past.`)
      : text(`“${given}” ไม่ใช่วันที่ที่อ่านได้`, `“${given}” is no day that can be read.`),
    { remedy: text('โปรดระบุเป็น ปี-เดือน-วัน เช่น 2570-09-30 หรือ 2027-09-30', 'Give it as year-month-day, such as 2027-09-30 or 2570-09-30.') },
  );
}

/**
 * Ends an agency's mandate: what comes of its records from now on is set aside. What stands under it stays until its owner says
 * otherwise.
 * @returns how many mandates were ended.
 */
export async function revokeMandate(parts: FlowParts, source: Source, agencyId: string, by: string): Promise<number> {
  const at = parts.clock().toISOString();
  return parts.registry.transact(async (stores) => {
    const ended = await stores.mandates.revoke(source.id, agencyId, at);
    if (ended > 0) await stores.sources.setMarks(source.id, {});
    if (ended > 0) await stores.audit.add([{ at, by, act: 'revoke-mandate', subject: `source:${source.id}`, why: agencyId }]);
    return ended;
  });
}
