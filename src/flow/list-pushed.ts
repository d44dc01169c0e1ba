import { datasetIri } from '../catalog/iris.js';
import type { PushedLine } from '../catalog/pushed.js';
import type { FlowParts } from './parts.js';
import { fingerprintNow, pushSourceOf } from './pushed-record.js';

/**
 * What an agency has sent, in the order of its identifiers.
 * @param page at most so many, after this identifier.
 * @throws Problem `not-found` for an unknown agency or one that may not push.
 */
export async function listPushed(
  parts: FlowParts,
  agencyId: string,
  { after = '', limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<PushedLine[]> {
  const { read } = parts.registry;
  const source = await pushSourceOf(parts, agencyId);
  const known = (await read.records.identities(source.id)).map(({ nativeId }) => nativeId).sort();
  const asked = known.filter((nativeId) => nativeId > after).slice(0, limit);
  const records = await read.records.identified(source.id, asked);
  const lines: PushedLine[] = [];
  for (const nativeId of asked) {
    const record = records.get(nativeId);
    if (record?.newestVersionId === undefined) continue;
    const newest = await read.versions.get(record.newestVersionId);
    lines.push({
      agencyId,
      identifier: nativeId,
      dataset: datasetIri(parts.base, record.segment, record.slug),
      state: newest.state,
      fingerprint: fingerprintNow({ record, newest }),
      audience: record.audience,
    });
  }
  return lines;
}
