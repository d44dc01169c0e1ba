import { datasetIri, recordIri } from '../catalog/iris.js';
import { Problem } from '../catalog/problem.js';
import { text } from '../catalog/text.js';
import { datasetJsonLd, rebaseNQuads } from '../rdf/rebase.js';
import { chunkSize, type FlowParts } from './parts.js';
import { publishReferences } from './references.js';

/**
 * Moves every IRI of ours from the registry's base to the configured one: old graphs get tombstones, new ones are put, and
 * the former base is kept so that its addresses redirect. Done in one transaction, for half a move would be two catalogues.
 * @throws Problem `conflict` when nothing was published yet or the base is the same.
 */
export async function rebase(parts: FlowParts, by: string): Promise<{ from: string; to: string; datasets: number }> {
  const to = parts.base;
  const { read } = parts.registry;
  const from = await read.settings.get('base-url');
  if (from === undefined)
    throw new Problem('conflict', text('ยังไม่มีการเผยแพร่ จึงไม่มีข้อมูลที่ต้องย้าย', 'Nothing is published yet, so there is nothing to move.'));
  if (from === to)
    throw new Problem('conflict', text(`ระบบนี้เผยแพร่ภายใต้ ${to} อยู่แล้ว`, `The registry publishes under ${to} already.`), {
      remedy: text('โปรดตั้งค่า BASE_URL เป็นที่อยู่ใหม่ก่อน', 'Set BASE_URL to the new address first.'),
    });
  const at = parts.clock().toISOString();
  let datasets = 0;
  await parts.registry.transact(async (stores) => {
    await stores.versions.rewriteGraphs((graph) => rebaseNQuads(graph, from, to), chunkSize);
    const gone: string[] = [];
    for (const { record } of await stores.records.summaries({})) {
      const dataset = datasetIri(to, record.segment, record.slug);
      const old = await stores.log.newest(recordIri(datasetIri(from, record.segment, record.slug)));
      if (old?.op === 'delete') gone.push(recordIri(dataset));
      if (old === undefined || old.op === 'delete') continue;
      const nquads = rebaseNQuads(old.nquads, from, to);
      await stores.log.append([
        { ...old, op: 'delete', nquads: '', jsonld: '', at },
        { ...old, graph: recordIri(dataset), nquads, jsonld: datasetJsonLd(nquads, dataset, to), at },
      ]);
      datasets += 1;
    }
    await stores.log.bury(gone, at);
    for (const kind of ['agency', 'catalogue'] as const) {
      for (const { graph, audience } of await stores.log.graphs(kind)) {
        if (graph.startsWith(`${from}/`)) await stores.log.append([{ graph, kind, op: 'delete', audience, nquads: '', jsonld: '', at }]);
      }
    }
    const former = JSON.parse((await stores.settings.get('former-bases')) ?? '[]') as string[];
    await stores.settings.set('former-bases', JSON.stringify([...former.filter((base) => base !== to), from]));
    await stores.settings.set('base-url', to);
    await stores.audit.add([{ at, by, act: 'rebase', subject: 'catalogue', from, to }]);
  });
  await publishReferences(parts);
  return { from, to, datasets };
}
