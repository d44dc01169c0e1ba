import type { Partition } from '../catalog/directory.js';
import { catalogueIri } from '../catalog/iris.js';
import { Graph } from '../rdf/graph.js';
import { parseNQuads } from '../rdf/parse.js';
import { dct, foaf, iri, ldes, prefixed, prefixes, type Quad, quad, rdf, rdfs, tagged, tree, typed, voidNs, xsd } from '../rdf/terms.js';
import type { DocumentParts } from './parts.js';

/** Syntaxes of our documents, by their names at W3C. */
const formats = ['Turtle', 'RDF_XML', 'N-Triples', 'JSON-LD', 'N-Quads'];

/** What the whole of the published data is, how much of what, and where to get it (VoID). */
export function voidQuads({ base, directory }: Pick<DocumentParts, 'base' | 'directory'>): Quad[] {
  const document = iri(`${base}/.well-known/void`);
  const data = iri(`${document.value}#dataset`);
  const catalogue = iri(catalogueIri(base));
  const described = new Graph(parseNQuads(directory.graph(catalogue.value)?.nquads ?? ''));
  const copied = [dct.title, dct.description, dct.publisher, dct.license].flatMap((property) =>
    described.find(catalogue, property).map(({ object }) => quad(data, property, object)),
  );
  const partitions = directory.partitions();
  const triples = partitions.filter(({ kind }) => kind === 'property').reduce((sum, { count }) => sum + count, 0);
  const used = Object.values(prefixes).filter((space) => partitions.some((one) => one.iri.startsWith(space)));
  const example = directory.datasetNames(0, 1)[0]?.graph.replace(/\/record$/, '');
  return [
    quad(document, rdf.type, voidNs.DatasetDescription),
    quad(document, dct.title, tagged('คำอธิบายข้อมูลที่เผยแพร่ (VoID)', 'th')),
    quad(document, dct.title, tagged('What is published (VoID)', 'en')),
    quad(document, foaf.primaryTopic, data),
    quad(data, rdf.type, voidNs.Dataset),
    ...copied,
    quad(data, dct.modified, typed(directory.position().at.replace(/\.\d+Z$/, 'Z'), xsd.dateTime)),
    quad(data, foaf.homepage, iri(`${base}/`)),
    quad(data, voidNs.uriSpace, tagged(`${base}/`, undefined)),
    quad(data, voidNs.sparqlEndpoint, iri(`${base}/sparql`)),
    quad(data, voidNs.dataDump, iri(`${base}/dumps/latest.nq.gz`)),
    quad(data, rdfs.seeAlso, iri(`${base}/changes#stream`)),
    quad(iri(`${base}/changes#stream`), rdf.type, ldes.EventStream),
    quad(iri(`${base}/changes#stream`), tree.view, iri(`${base}/changes`)),
    ...used.map((space) => quad(data, voidNs.vocabulary, iri(space))),
    ...formats.map((format) => quad(data, voidNs.feature, iri(`http://www.w3.org/ns/formats/${format}`))),
    ...(example === undefined ? [] : [quad(data, voidNs.exampleResource, iri(example))]),
    quad(data, voidNs.triples, typed(String(triples), xsd.integer)),
    ...partitions.flatMap((partition) => partitionQuads(document.value, data, partition)),
  ];
}

function partitionQuads(document: string, data: ReturnType<typeof iri>, { kind, iri: about, count }: Partition): Quad[] {
  const node = iri(`${document}#${kind}-${encodeURIComponent(prefixed(about))}`);
  const amount = typed(String(count), xsd.integer);
  return kind === 'class'
    ? [quad(data, voidNs.classPartition, node), quad(node, voidNs.class, iri(about)), quad(node, voidNs.entities, amount)]
    : [quad(data, voidNs.propertyPartition, node), quad(node, voidNs.property, iri(about)), quad(node, voidNs.triples, amount)];
}
