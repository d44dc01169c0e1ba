import { datasetIri } from '../catalog/iris.js';
import type { Assessment } from '../catalog/report.js';
import type { Source } from '../catalog/source.js';
import type { Version } from '../catalog/version.js';
import { rejudgeVersion } from './judge-version.js';
import { chunkSize, type FlowParts } from './parts.js';
import { placements } from './placement.js';
import { transactBatch } from './write-batch.js';

/** What a reprocess did, counted. */
export interface Reprocessed {
  readonly assessed: number;
  readonly passed: number;
  readonly returned: number;
  readonly unreadable: number;
}

/**
 * Assesses anew, without fetching, what was assessed under another flow version (design.md §2). Killed at any point, it goes
 * on where it was when run again.
 */
export async function reprocess(parts: FlowParts, progress: (done: Reprocessed) => void): Promise<Reprocessed> {
  let done: Reprocessed = { assessed: 0, passed: 0, returned: 0, unreadable: 0 };
  const sources = new Map<number, Source>((await parts.registry.read.sources.list()).map((source) => [source.id, source]));
  for (let after = 0; ; ) {
    const versions = await parts.registry.read.versions.stale(parts.flowVersion, after, chunkSize);
    if (versions.length === 0) return done;
    after = versions.at(-1)?.id ?? after;
    done = await reprocessChunk(parts, versions, sources, done);
    progress(done);
    parts.nudge();
  }
}

async function reprocessChunk(
  parts: FlowParts,
  versions: readonly Version[],
  sources: ReadonlyMap<number, Source>,
  before: Reprocessed,
): Promise<Reprocessed> {
  const { read } = parts.registry;
  const at = parts.clock().toISOString();
  const known = await Promise.all(
    versions.map(async (version) => ({
      version,
      record: await read.records.get(version.recordId),
      earlier: await read.versions.assessed(version.id),
    })),
  );
  const results = await parts.pool.assess(
    await Promise.all(
      known.map(async ({ version, record }) => {
        const placed = await placements(parts, record.agencyId, sources.get(version.sourceId) as Source);
        const dataset = datasetIri(parts.base, record.segment, record.slug);
        const { mediaType } = version;
        return {
          bytes: await read.versions.bytes(version.id),
          mediaType,
          at,
          agency: placed.agency,
          placement: { ...placed.placement, dataset },
        };
      }),
    ),
  );
  const judged = known.flatMap((one, index) => {
    const result = results[index];
    return result?.state === 'assessed' ? [{ ...one, assessment: result.assessment }] : [];
  });
  const changed = judged.filter(
    ({ version, assessment, earlier }) =>
      version.state === 'published' && assessment.report.gate === 'passed' && assessment.graph !== earlier?.graph,
  );
  const composed = await parts.pool.compose(
    changed.map(({ record, assessment }) => ({
      graph: assessment.graph,
      dataset: datasetIri(parts.base, record.segment, record.slug),
      base: parts.base,
      stamp: { issued: record.firstPublishedAt ?? at, modified: at },
    })),
  );
  const publications = new Map(changed.map(({ version }, index) => [version.id, composed[index]]));
  await transactBatch(parts.registry, async (batch) => {
    for (const { version, record, assessment } of judged) {
      const dataset = datasetIri(parts.base, record.segment, record.slug);
      await rejudgeVersion(batch, { dataset, version, assessment, composed: publications.get(version.id), at, by: '<reprocess>' });
    }
  });
  return count(
    before,
    judged.map((one) => one.assessment),
    versions.length - judged.length,
  );
}

function count(before: Reprocessed, assessments: readonly Assessment[], unreadable: number): Reprocessed {
  const passed = assessments.filter((assessment) => assessment.report.gate === 'passed').length;
  return {
    assessed: before.assessed + assessments.length,
    passed: before.passed + passed,
    returned: before.returned + assessments.length - passed,
    unreadable: before.unreadable + unreadable,
  };
}
