import { recordIri } from '../catalog/iris.js';
import { contextPath } from '../rdf/context.js';
import { Graph } from '../rdf/graph.js';
import { writeNode } from '../rdf/jsonld-writer.js';
import { parseNQuads } from '../rdf/parse.js';
import { mergeNQuads, toNQuads } from '../rdf/serialise.js';
import { adms, dcat, dct, foaf, iri, type Literal, type Quad, quad, rdf, typed, xsd } from '../rdf/terms.js';

/** What only publication knows of a record: when we first published it, and this log entry's moment (linked-data.md §3). */
export interface RecordStamp {
  readonly issued: string;
  readonly modified: string;
}

/** The statements of a stamp in the record graph of `dataset`. */
export function stampQuads(dataset: string, stamp: RecordStamp): Quad[] {
  const record = iri(recordIri(dataset));
  return [
    quad(record, dct.issued, moment(stamp.issued), record),
    quad(record, dct.modified, moment(stamp.modified), record),
    quad(record, adms.status, iri('http://purl.org/adms/status/Completed'), record),
  ];
}

/** To the second: the form that every engine keeps as it is (Oxigraph writes .500Z as .5Z). */
function moment(iso: string): Literal {
  return typed(iso.replace(/\.\d+Z$/, 'Z'), xsd.dateTime);
}

/** What a log row of a dataset carries. */
export interface DatasetPublication {
  readonly nquads: string;
  readonly jsonld: string;
  /** Documents that the record names and that are neither ours nor pinned. */
  readonly documents: readonly string[];
}

/**
 * Completes a mapped record graph for the log.
 * @param graph N-Quads of an assessment.
 * @param isPinned true for an IRI that stands in vocab/: an agency that names it must not get its graph.
 */
export function composeDataset(
  graph: string,
  dataset: string,
  base: string,
  stamp: RecordStamp,
  isPinned: (iri: string) => boolean,
): DatasetPublication {
  const stamped = stampQuads(dataset, stamp);
  const quads = [...parseNQuads(graph), ...stamped];
  const node = writeNode(new Graph(quads), dataset);
  return {
    nquads: mergeNQuads(graph, stamped),
    jsonld: JSON.stringify({ '@context': `${base}${contextPath}`, ...node }),
    documents: documentsOf(quads).filter((document) => document !== base && !document.startsWith(`${base}/`) && !isPinned(document)),
  };
}

/** Says of the documents that a record names what their graphs say: the shapes look for it, as a reader of the dataset document would. */
export function documentQuads(quads: readonly Quad[]): Quad[] {
  return documentsOf(quads).map((document) => quad(iri(document), rdf.type, foaf.Document));
}

function documentsOf(quads: readonly Quad[]): string[] {
  const named = quads
    .filter(({ predicate }) => predicate.equals(dcat.landingPage) || predicate.equals(foaf.page))
    .map(({ object }) => object.value);
  return [...new Set(named)].sort();
}

/** The graph of a document that records name: its class, nothing else (linked-data.md §1). */
export function documentGraph(document: string): string {
  const node = iri(document);
  return toNQuads([quad(node, rdf.type, foaf.Document, node)]);
}
