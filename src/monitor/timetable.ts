import { createHash } from 'node:crypto';

/**
 * When a source's next harvest falls due: its interval after now, plus a share of it that is the source's own, so that a
 * hundred sources with one timetable do not all run at once.
 */
export function nextRunAt(now: Date, everyMinutes: number, source: string): string {
  const byte = createHash('sha256').update(source).digest().readUInt16BE(0) / 0xffff;
  return new Date(now.getTime() + everyMinutes * 60_000 * (1 + byte * 0.05)).toISOString();
}
