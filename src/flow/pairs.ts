import type { Pair, PairEvidence } from '../catalog/pair.js';
import type { OpenRun } from '../catalog/run.js';
import { type Source, sourceName } from '../catalog/source.js';
import { Index, traitsOf } from '../harvest/likeness.js';
import { endRunsOf } from './end-run.js';
import { LeaseLost } from './lease.js';
import { chunkSize, type FlowParts } from './parts.js';

/** Indexes of the records that the source before brought. */
interface Known {
  readonly nativeIds: Index;
  readonly names: Index;
  readonly urls: Index;
  readonly titles: Index;
}

/**
 * Which records of a source that takes another's place are the known ones (process.md §1): by native id, name, web addresses or
 * title, each only where it is unmistakable on both sides. Proposed at its first run; afterwards its identities are known.
 */
export async function proposePairs(parts: FlowParts, source: Source, run: { readonly id: number }): Promise<Pair[]> {
  const { read } = parts.registry;
  if (source.replacesId === undefined || (await read.records.identities(source.id)).length > 0) return [];
  const known = await indexKnown(parts, source.replacesId);
  const proposed: Pair[] = [];
  for (let after = 0; ; ) {
    const rows = await read.runs.stagedBytes(run.id, after, chunkSize);
    if (rows.length === 0) return unmistakable(proposed);
    after = rows.at(-1)?.position ?? after;
    for (const { nativeId, name, bytes } of rows) {
      const pair = pairOf(known, nativeId, name, bytes);
      if (pair !== undefined) proposed.push(pair);
    }
  }
}

function pairOf(known: Known, nativeId: string, name: string | undefined, bytes: string): Pair | undefined {
  const { urls, texts } = traitsOf(bytes);
  const tries: readonly (readonly [PairEvidence, number | undefined])[] = [
    ['native-id', known.nativeIds.only([nativeId])],
    ['name', name === undefined ? undefined : known.names.only([name])],
    ['url', known.urls.only(urls)],
    ['title', known.titles.only(texts)],
  ];
  for (const [evidence, recordId] of tries) if (recordId !== undefined) return { nativeId, recordId, evidence };
  return undefined;
}

/** Two new records that mean one known record: the surer evidence has it, and none has it where both are as sure. */
function unmistakable(proposed: readonly Pair[]): Pair[] {
  const order: readonly PairEvidence[] = ['native-id', 'name', 'url', 'title'];
  const claims = new Map<number, Pair[]>();
  for (const pair of proposed) claims.set(pair.recordId, [...(claims.get(pair.recordId) ?? []), pair]);
  return [...claims.values()].flatMap((pairs) => {
    const surest = Math.min(...pairs.map(({ evidence }) => order.indexOf(evidence)));
    const best = pairs.filter(({ evidence }) => order.indexOf(evidence) === surest);
    return best.length === 1 ? best : [];
  });
}

async function indexKnown(parts: FlowParts, sourceId: number): Promise<Known> {
  const { read } = parts.registry;
  const known: Known = { nativeIds: new Index(), names: new Index(), urls: new Index(), titles: new Index() };
  for (const { nativeId, recordId } of await read.records.identities(sourceId)) {
    const record = await read.records.get(recordId);
    if (record.newestVersionId === undefined) continue;
    known.nativeIds.add(nativeId, recordId);
    known.names.add(record.slug, recordId);
    for (const url of traitsOf(await read.versions.bytes(record.newestVersionId)).urls) known.urls.add(url, recordId);
    const title = (await read.versions.assessment(record.newestVersionId))?.title;
    if (title) known.titles.add(title, recordId);
  }
  return known;
}

/**
 * Takes the pairs of a held run as they were proposed, without those refused: IRI, decisions and history go on under the new
 * source. The old source is retired; what it had and nobody brought again is missing from now on, under the usual rules.
 * @returns false when the run is not held for pairs.
 */
export async function acceptPairs(
  parts: FlowParts,
  source: Source,
  run: OpenRun,
  by: string,
  refused: ReadonlySet<string> = new Set(),
): Promise<boolean> {
  const { read } = parts.registry;
  const proposed = await read.pairs.list(run.id);
  if (proposed.length === 0 || source.replacesId === undefined) return false;
  const old = await read.sources.get(source.replacesId);
  const accepted = proposed.filter(({ nativeId }) => !refused.has(nativeId));
  const paired = new Set(accepted.map(({ recordId }) => recordId));
  const staged = new Set((await read.runs.staged(run.id)).map(({ nativeId }) => nativeId));
  const left = (await read.records.identities(old.id)).filter(({ recordId, nativeId }) => !paired.has(recordId) && !staged.has(nativeId));
  const at = parts.clock().toISOString();
  await parts.registry.transact(async (stores) => {
    if (!(await stores.sources.holds(run.lease))) throw new LeaseLost(sourceName(source));
    for (const { nativeId, recordId } of [...accepted, ...left])
      await stores.records.addIdentity({ sourceId: source.id, nativeId, recordId, at });
    await stores.sources.setState(old.id, 'retired');
    await stores.sources.setNextRun(old.id, undefined);
    await endRunsOf(stores, old.id, by, at);
    await stores.pairs.clear(run.id);
    const why = `${accepted.length} of ${proposed.length} pairs with ${sourceName(old)} accepted`;
    await stores.audit.add([
      { at, by, act: 'accept-pairs', subject: `run:${run.id}`, why },
      { at, by, act: 'state', subject: `source:${old.id}`, from: old.state, to: 'retired', why: `replaced by ${sourceName(source)}` },
    ]);
  });
  return true;
}
