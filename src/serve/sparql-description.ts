import { agencyCatalogueIri, catalogueIri } from '../catalog/iris.js';
import { iri, type NamedNode, type Quad, quad, rdf, sd, typed, voidNs, xsd } from '../rdf/terms.js';
import { nameOfFile } from '../rdf/turtle-file.js';
import { graphWriters } from '../rdf/write-graph.js';
import type { ServeParts } from './parts.js';

const profileBase = 'https://w3id.org/dcat-ap-th/';

/** Result formats, by their names at W3C. */
const formats = [
  'SPARQL_Results_JSON',
  'SPARQL_Results_XML',
  'SPARQL_Results_CSV',
  'SPARQL_Results_TSV',
  'Turtle',
  'N-Triples',
  'RDF_XML',
  'JSON-LD',
  'TriG',
  'N-Quads',
];

/**
 * What a service is and what it answers from (SPARQL 1.1 Service Description): its features and formats, the default graph with its
 * size, and the graphs of the system: the catalogue, agencies and their catalogues, vocabularies. There is a graph for each dataset
 * too; those are found by asking.
 * @param path of the endpoint.
 */
export function descriptionQuads(parts: ServeParts, path: string): Quad[] {
  const { base } = parts;
  const service = iri(`${base}${path}`);
  const part = (name: string): NamedNode => iri(`${service.value}#${name}`);
  const [dataset, everything] = [part('dataset'), part('default-graph')];
  const triples = parts.triples();
  return [
    quad(service, rdf.type, sd.Service),
    quad(service, sd.endpoint, service),
    quad(service, sd.supportedLanguage, sd.SPARQL11Query),
    quad(service, sd.feature, sd.UnionDefaultGraph),
    ...(path === '/sparql' ? [] : [quad(service, sd.feature, sd.BasicFederatedQuery)]),
    ...formats.map((name) => quad(service, sd.resultFormat, iri(`http://www.w3.org/ns/formats/${name}`))),
    quad(service, sd.defaultDataset, dataset),
    quad(dataset, rdf.type, sd.Dataset),
    quad(dataset, sd.defaultGraph, everything),
    quad(everything, rdf.type, sd.Graph),
    ...(triples === undefined ? [] : [quad(everything, voidNs.triples, typed(String(triples), xsd.integer))]),
    ...systemGraphs(parts).flatMap(({ name, graph }) => [
      quad(dataset, sd.namedGraph, part(name)),
      quad(part(name), rdf.type, sd.NamedGraph),
      quad(part(name), sd.name, iri(graph)),
    ]),
  ];
}

interface SystemGraph {
  readonly name: string;
  readonly graph: string;
}

function systemGraphs({ base, directory, vocabulary }: ServeParts): SystemGraph[] {
  const agencies = directory.agencies().map(({ graph }) => graph.graph);
  const idOf = (graph: string): string => graph.slice(graph.lastIndexOf('/') + 1);
  return [
    { name: 'catalogue', graph: catalogueIri(base) },
    ...agencies.map((graph) => ({ name: `agency-${idOf(graph)}`, graph })),
    ...agencies.map((graph) => ({ name: `catalogue-${idOf(graph)}`, graph: agencyCatalogueIri(base, idOf(graph)) })),
    // Schemes of ours and of others may have files of the same name.
    ...vocabulary.files.map((file) => ({
      name: `${file.iri.startsWith(profileBase) ? 'vocabulary' : 'pinned'}-${nameOfFile(file)}`,
      graph: file.iri,
    })),
  ];
}

/** Writes the description in a media type of graphs; each text once, as long as nothing is published. */
export function describingService(parts: ServeParts, path: string): (mediaType: string) => string {
  const written = new Map<string, string>();
  let state = '';
  return (mediaType) => {
    const now = `${parts.directory.position().seq} ${parts.triples()}`;
    if (now !== state) written.clear();
    state = now;
    const text = written.get(mediaType) ?? graphWriters[mediaType]?.(descriptionQuads(parts, path));
    if (text === undefined) throw new Error(`nothing writes ${mediaType}`);
    written.set(mediaType, text);
    return text;
  };
}
