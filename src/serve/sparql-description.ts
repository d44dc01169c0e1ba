import { catalogueIri } from '../catalog/iris.js';

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
 * The description of a service in Turtle (SPARQL 1.1 Service Description).
 * @param path of the endpoint. @param triples of the default graph, where it is known.
 */
export function serviceDescription(base: string, path: string, triples: number | undefined): string {
  const endpoint = `${base}${path}`;
  const federated = path === '/sparql' ? '' : ', sd:BasicFederatedQuery';
  const catalogue = catalogueIri(base);
  const count = triples === undefined ? '' : ` ; void:triples ${triples}`;
  return `@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix void: <http://rdfs.org/ns/void#> .

<${endpoint}> a sd:Service ;
  sd:endpoint <${endpoint}> ;
  sd:supportedLanguage sd:SPARQL11Query ;
  sd:feature sd:UnionDefaultGraph${federated} ;
  sd:resultFormat ${formats.map((name) => `<http://www.w3.org/ns/formats/${name}>`).join(', ')} ;
  sd:defaultDataset <${endpoint}#dataset> .

<${endpoint}#dataset> a sd:Dataset ;
  sd:defaultGraph <${endpoint}#default-graph> ;
  sd:namedGraph <${endpoint}#catalogue-graph> .

<${endpoint}#default-graph> a sd:Graph${count} .

<${endpoint}#catalogue-graph> a sd:NamedGraph ;
  sd:name <${catalogue}> ;
  sd:graph <${catalogue}> .

<${catalogue}> a sd:Graph ;
  dcat:service <${catalogue}#sparql> .
`;
}
