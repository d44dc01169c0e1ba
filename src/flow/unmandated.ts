import { holding } from '../catalog/mandate.js';
import type { Source } from '../catalog/source.js';
import { type Text, text } from '../catalog/text.js';
import { bangkokDay } from '../monitor/currency.js';
import type { FlowParts } from './parts.js';

/**
 * Records of a run that belong to another agency whose mandate has ended since they were read: a walk takes hours, and a held run
 * waits for days.
 */
export async function unmandated(
  parts: FlowParts,
  source: Source,
  runId: number,
): Promise<{ readonly nativeId: string; readonly reason: Text }[]> {
  const { mandates, runs } = parts.registry.read;
  const given = await mandates.list(source.id);
  // A source that never had one brings none of another's, and a run may have 50,000 rows.
  if (given.length === 0) return [];
  const mandated = new Set(holding(given, bangkokDay(parts.clock())).map(({ agencyId }) => agencyId));
  return (await runs.staged(runId)).flatMap(({ nativeId, agencyId }) => {
    if (agencyId === undefined || mandated.has(agencyId)) return [];
    const reason = text(
      `เป็นของหน่วยงาน ${agencyId} ซึ่งการมอบหมายสิ้นสุดไปแล้วก่อนนำเข้า`,
      `it belongs to agency ${agencyId}, whose mandate ended before it was taken`,
    );
    return [{ nativeId, reason }];
  });
}
