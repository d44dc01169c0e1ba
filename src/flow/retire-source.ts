import { datasetIri } from '../catalog/iris.js';
import { type Source, sourceName } from '../catalog/source.js';
import { goneStates } from '../catalog/states.js';
import { endRunsOf } from './end-run.js';
import { LeaseLost, withLease } from './lease.js';
import { moveSource } from './manage-source.js';
import { chunkSize, type FlowParts } from './parts.js';
import { unpublishRecord } from './publish-record.js';
import { transactBatch } from './write-batch.js';

/**
 * Retires a source: no harvest any more, none that waits or is held either, and every record that no other source brings is taken down with a tombstone
 * (lessons.md A11). Broken off, it goes on where it was when asked again.
 * @param keep leaves what is published as it is.
 * @returns how many records were taken down.
 */
export async function retireSource(parts: FlowParts, given: Source, by: string, keep: boolean): Promise<number> {
  if (given.state === 'retired') return 0;
  return withLease(parts, given, async (lease) => {
    const source = await moveSource(parts, given, 'retiring', by, keep ? 'records kept' : undefined);
    await parts.registry.transact((stores) => endRunsOf(stores, source.id, by, parts.clock().toISOString()));
    let taken = 0;
    if (!keep) {
      const identities = await parts.registry.read.records.identities(source.id);
      for (let start = 0; start < identities.length; start += chunkSize) {
        const some = identities.slice(start, start + chunkSize);
        taken += await transactBatch(parts.registry, async (batch) => {
          if (!(await batch.stores.sources.holds(lease))) throw new LeaseLost(sourceName(source));
          let down = 0;
          for (const { recordId, nativeId } of some) {
            const holders = (await batch.stores.records.sourcesOf(recordId)).filter((id) => id !== source.id);
            if (holders.length === 0 && (await takeDown(parts, batch, recordId, by))) down += 1;
            await batch.stores.records.missing(source.id, [nativeId], parts.clock().toISOString());
          }
          return down;
        });
        parts.nudge();
      }
    }
    await moveSource(parts, source, 'retired', by);
    return taken;
  });
}

async function takeDown(parts: FlowParts, batch: Parameters<typeof unpublishRecord>[0], recordId: number, by: string): Promise<boolean> {
  const at = parts.clock().toISOString();
  const record = await batch.stores.records.get(recordId);
  if (record.newestVersionId === undefined) return false;
  const newest = await batch.stores.versions.get(record.newestVersionId);
  if (goneStates.has(newest.state) && record.publishedVersionId === undefined) return false;
  const why = 'its source was retired';
  if (!goneStates.has(newest.state)) await batch.move(newest, ['retired'], by, at, why);
  if (record.publishedVersionId !== undefined && record.publishedVersionId !== newest.id)
    await batch.move({ id: record.publishedVersionId, recordId }, ['retired'], by, at, why);
  await unpublishRecord(batch, record, datasetIri(parts.base, record.segment, record.slug), at);
  return true;
}
