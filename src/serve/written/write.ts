import { createHash } from 'node:crypto';
import { serialiseTriples } from '../documents.js';
import type { DocumentParts } from '../parts.js';
import { ProfileDocuments } from '../profile-documents.js';
import { voidQuads } from '../void.js';
import { catalogueDocument } from './catalogue.js';
import { collectionDocument } from './collection.js';
import { datasetDocument, datasetPageDocument, linesDocument, linksetDocument } from './dataset.js';
import { dcatUsPart } from './dcat-us.js';
import { agenciesDocument, cataloguesDocument } from './lists.js';
import type { DocumentTask, ListTask, Task, Written, WrittenDocument } from './task.js';

type Write<Kind extends DocumentTask['kind']> = (parts: DocumentParts, task: Task<Kind>) => Written | undefined;

const byKind: { readonly [Kind in DocumentTask['kind']]: Write<Kind> } = {
  collection: collectionDocument,
  catalogue: catalogueDocument,
  agencies: agenciesDocument,
  catalogues: cataloguesDocument,
  void: voidDocument,
  dataset: datasetDocument,
  'dataset-page': datasetPageDocument,
  linkset: linksetDocument,
  lines: linesDocument,
  profile: profileDocument,
  'dcat-us': dcatUsPart,
};

/** Writes the document of a task. @returns undefined where there is nothing of that name any more. */
export function writeDocument(parts: DocumentParts, task: DocumentTask): WrittenDocument | undefined {
  const write = byKind[task.kind] as Write<DocumentTask['kind']>;
  const written = write(parts, task as never);
  if (written === undefined) return undefined;
  const { text, ...said } = written;
  const body = Buffer.from(text);
  // As Express makes them: weak, since a proxy may pack the body.
  const etag = `W/"${body.length.toString(16)}-${createHash('sha1').update(body).digest('base64').slice(0, 27)}"`;
  return { ...said, body, etag };
}

function voidDocument(parts: DocumentParts, { representation }: ListTask): Written {
  const modified = parts.directory.position().at;
  return { text: serialiseTriples(parts, voidQuads(parts), representation, `${parts.base}/.well-known/void`), modified, links: [] };
}

/** The profile's documents stand in memory; they are put in order once. */
const profiles = new WeakMap<DocumentParts, ProfileDocuments>();

function profileDocument(parts: DocumentParts, { path, representation }: Task<'profile'>): Written | undefined {
  const documents = profiles.get(parts) ?? new ProfileDocuments(parts.vocabulary, parts.shapes);
  profiles.set(parts, documents);
  const document = documents.at(path);
  return document && { text: serialiseTriples(parts, [...document.graph], representation), modified: '', links: [] };
}
