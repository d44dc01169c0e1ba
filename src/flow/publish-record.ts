import type { Audience } from '../catalog/audience.js';
import { recordIri } from '../catalog/iris.js';
import type { NewPublication } from '../catalog/publication.js';
import type { DatasetRecord } from '../catalog/record.js';
import type { Stores } from '../catalog/registry.js';
import type { UpdatePromise } from '../catalog/report.js';
import { type GoneReason, writeTombstone } from '../catalog/tombstone.js';
import { dueOn } from '../monitor/currency.js';
import { type DatasetPublication, documentGraph } from '../publish/record-graph.js';
import type { WriteBatch } from './write-batch.js';

export interface Publishing {
  readonly record: DatasetRecord;
  readonly dataset: string;
  readonly versionId: number;
  readonly composed: DatasetPublication;
  readonly promise: UpdatePromise;
  readonly audience: Audience;
  readonly at: string;
}

/** Writes a confirmed version to the log as its record's publication; the caller has moved its state. */
export async function publishRecord(batch: WriteBatch, publishing: Publishing): Promise<void> {
  const { stores } = batch;
  const { record, versionId, composed, audience, at } = publishing;
  await stores.records.setPublished(record.id, { versionId, audience, at });
  await stores.currency.set(record.id, dueOn(publishing.promise));
  const documents = await documentEntries(stores, record.id, audience === 'public' ? composed.documents : [], at);
  const entry: NewPublication = {
    graph: recordIri(publishing.dataset),
    kind: 'dataset',
    op: 'put',
    audience,
    nquads: composed.nquads,
    jsonld: composed.jsonld,
    at,
  };
  batch.publish(entry, ...documents);
}

export interface Leaving {
  readonly record: DatasetRecord;
  readonly dataset: string;
  readonly reason: GoneReason;
  readonly at: string;
}

/**
 * Takes a record's publication back: a tombstone in the log, no due date any more. Of one that left before, what its tombstone and the
 * feeds still tell goes as well where it leaves now for a reason that keeps nothing.
 */
export async function unpublishRecord(batch: WriteBatch, leaving: Leaving): Promise<void> {
  const { stores } = batch;
  const { record, dataset, reason, at } = leaving;
  if (record.publishedVersionId === undefined) return silence(batch, leaving);
  await stores.records.setPublished(record.id, undefined);
  await stores.currency.set(record.id, undefined);
  const documents = await documentEntries(stores, record.id, [], at);
  const audience = record.audience ?? 'public';
  const graph = recordIri(dataset);
  const jsonld = writeTombstone(reason, (await stores.log.newest(graph))?.jsonld);
  batch.publish({ graph, kind: 'dataset', op: 'delete', audience, nquads: '', jsonld, at }, ...documents);
}

async function silence(batch: WriteBatch, { dataset, reason, at }: Leaving): Promise<void> {
  const newest = await batch.stores.log.newest(recordIri(dataset));
  // The log leaves out what silences nothing.
  if (newest?.op === 'delete') batch.publish({ ...newest, jsonld: writeTombstone(reason), at });
}

/** Graphs of documents: put with the first record that names one, deleted with the last (linked-data.md §1). */
async function documentEntries(stores: Stores, recordId: number, documents: readonly string[], at: string): Promise<NewPublication[]> {
  const { gained, lost } = await stores.records.setDocuments(recordId, documents);
  const entry = (graph: string, op: 'put' | 'delete', nquads: string): NewPublication => ({
    graph,
    kind: 'document',
    op,
    audience: 'public',
    nquads,
    jsonld: '',
    at,
  });
  return [...gained.map((graph) => entry(graph, 'put', documentGraph(graph))), ...lost.map((graph) => entry(graph, 'delete', ''))];
}
