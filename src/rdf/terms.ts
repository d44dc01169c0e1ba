import dataModel from '@rdfjs/data-model';
import type { DataFactory, Literal, NamedNode, Quad, Quad_Object, Quad_Subject, Term } from '@rdfjs/types';

export type { Literal, NamedNode, Quad, Quad_Object, Quad_Subject, Term } from '@rdfjs/types';

/** Plain objects with their parts as fields; n3's own terms work language and datatype out anew at each look. */
export const factory: DataFactory = dataModel;

/** An IRI as a term. */
export function iri(value: string): NamedNode {
  return factory.namedNode(value);
}

/** A literal of a datatype. */
export function typed(value: string, datatype: NamedNode): Literal {
  return factory.literal(value, datatype);
}

/** A literal with a language tag, or a plain string where `language` is undefined. */
export function tagged(value: string, language: string | undefined): Literal {
  return language === undefined ? factory.literal(value) : factory.literal(value, language);
}

const thai = /[฀-๿]/;
const letter = /\p{L}/u;

/** Text with the tag its letters ask for: th with any Thai letter, en with only others, none without letters (linked-data.md §4). */
export function natural(value: string): Literal {
  if (thai.test(value)) return tagged(value, 'th');
  return tagged(value, letter.test(value) ? 'en' : undefined);
}

export function quad(subject: Quad_Subject, predicate: NamedNode, object: Quad_Object, graph?: NamedNode): Quad {
  return factory.quad(subject, predicate, object, graph);
}

/** The same triples in the named graph `graph`, or in the default graph without one. */
export function inGraph(quads: Iterable<Quad>, graph?: NamedNode): Quad[] {
  return Array.from(quads, ({ subject, predicate, object }) =>
    quad(subject as Quad_Subject, predicate as NamedNode, object as Quad_Object, graph),
  );
}

/** A namespace whose terms are named once: a misspelt one does not compile. */
function namespace<Name extends string>(base: string, ...names: Name[]): Record<Name, NamedNode> & { readonly $: string } {
  const terms = Object.fromEntries(names.map((name) => [name, iri(base + name)])) as Record<Name, NamedNode>;
  return { ...terms, $: base };
}

export const rdf = namespace('http://www.w3.org/1999/02/22-rdf-syntax-ns#', 'type', 'first', 'rest', 'nil', 'value');
export const rdfs = namespace(
  'http://www.w3.org/2000/01/rdf-schema#',
  'label',
  'comment',
  'subClassOf',
  'subPropertyOf',
  'range',
  'seeAlso',
);
export const xsd = namespace(
  'http://www.w3.org/2001/XMLSchema#',
  'string',
  'boolean',
  'integer',
  'nonNegativeInteger',
  'decimal',
  'date',
  'dateTime',
  'gYear',
  'gYearMonth',
  'duration',
  'anyURI',
);
export const owl = namespace('http://www.w3.org/2002/07/owl#', 'Ontology', 'Class', 'versionInfo', 'versionIRI');
export const skos = namespace(
  'http://www.w3.org/2004/02/skos/core#',
  'Concept',
  'ConceptScheme',
  'prefLabel',
  'altLabel',
  'notation',
  'inScheme',
  'exactMatch',
  'closeMatch',
  'topConceptOf',
  'hasTopConcept',
  'definition',
  'scopeNote',
  'editorialNote',
  'broader',
  'narrower',
  'related',
  'broadMatch',
  'narrowMatch',
  'relatedMatch',
);
export const dct = namespace(
  'http://purl.org/dc/terms/',
  'title',
  'description',
  'identifier',
  'publisher',
  'creator',
  'type',
  'language',
  'license',
  'rights',
  'accessRights',
  'accrualPeriodicity',
  'provenance',
  'issued',
  'modified',
  'created',
  'format',
  'conformsTo',
  'spatial',
  'temporal',
  'source',
  'hasPart',
  'ProvenanceStatement',
  'RightsStatement',
  'Standard',
  'Location',
  'PeriodOfTime',
  'isPartOf',
  'relation',
  'isReferencedBy',
  'references',
  'requires',
  'replaces',
  'isReplacedBy',
  'hasVersion',
  'isVersionOf',
  'subject',
);
export const dcat = namespace(
  'http://www.w3.org/ns/dcat#',
  'Catalog',
  'CatalogRecord',
  'Dataset',
  'DatasetSeries',
  'DataService',
  'Distribution',
  'Resource',
  'dataset',
  'record',
  'service',
  'distribution',
  'keyword',
  'theme',
  'contactPoint',
  'landingPage',
  'accessURL',
  'downloadURL',
  'accessService',
  'endpointURL',
  'servesDataset',
  'mediaType',
  'byteSize',
  'themeTaxonomy',
  'catalog',
  'startDate',
  'endDate',
  'bbox',
  'centroid',
  'version',
  'hasVersion',
  'isVersionOf',
  'previousVersion',
  'inSeries',
  'prev',
  'first',
  'last',
  'endpointDescription',
  'spatialResolutionInMeters',
  'temporalResolution',
);
export const foaf = namespace(
  'http://xmlns.com/foaf/0.1/',
  'Agent',
  'Person',
  'Document',
  'name',
  'mbox',
  'phone',
  'primaryTopic',
  'page',
  'homepage',
);
export const org = namespace('http://www.w3.org/ns/org#', 'Organization', 'subOrganizationOf');
export const vcard = namespace(
  'http://www.w3.org/2006/vcard/ns#',
  'Kind',
  'Organization',
  'Individual',
  'fn',
  'hasEmail',
  'hasTelephone',
  'value',
  'organization-name',
);
export const adms = namespace('http://www.w3.org/ns/adms#', 'Identifier', 'identifier', 'status', 'schemaAgency', 'versionNotes');
export const prov = namespace('http://www.w3.org/ns/prov#', 'Entity', 'wasDerivedFrom', 'generatedAtTime', 'used');
export const prof = namespace('http://www.w3.org/ns/dx/prof/', 'Profile', 'isProfileOf', 'hasResource', 'hasArtifact');
export const sh = namespace(
  'http://www.w3.org/ns/shacl#',
  'NodeShape',
  'PropertyShape',
  'property',
  'path',
  'name',
  'description',
  'message',
  'severity',
  'Violation',
  'Warning',
  'Info',
  'targetClass',
  'targetSubjectsOf',
  'alternativePath',
  'minCount',
  'maxCount',
  'nodeKind',
  'class',
  'equals',
  'hasValue',
  'in',
  'disjoint',
  'pattern',
  'flags',
  'minLength',
  'datatype',
  'minInclusive',
  'node',
  'qualifiedValueShape',
  'IRI',
  'Literal',
  'BlankNodeOrIRI',
  'ValidationReport',
  'ValidationResult',
  'conforms',
  'result',
  'focusNode',
  'resultPath',
  'value',
  'sourceShape',
  'sourceConstraintComponent',
  'resultSeverity',
  'resultMessage',
);
export const hydra = namespace(
  'http://www.w3.org/ns/hydra/core#',
  'Collection',
  'PartialCollectionView',
  'PagedCollection',
  'view',
  'member',
  'totalItems',
  'first',
  'next',
  'last',
  'nextPage',
);
export const activity = namespace(
  'https://www.w3.org/ns/activitystreams#',
  'Tombstone',
  'Create',
  'Update',
  'Delete',
  'formerType',
  'deleted',
  'summary',
  'object',
  'published',
);
export const ldes = namespace(
  'https://w3id.org/ldes#',
  'EventStream',
  'timestampPath',
  'versionOfPath',
  'retentionPolicy',
  'DurationAgoPolicy',
);
export const tree = namespace(
  'https://w3id.org/tree#',
  'Node',
  'view',
  'member',
  'relation',
  'node',
  'path',
  'value',
  'GreaterThanOrEqualToRelation',
  'shape',
);
export const geo = namespace('http://www.opengis.net/ont/geosparql#', 'wktLiteral');
export const locn = namespace('http://www.w3.org/ns/locn#', 'geometry', 'geographicName');
export const dcatap = namespace('http://data.europa.eu/r5r/', 'availability');
export const schema = namespace('http://schema.org/', 'Dataset');
export const voidNs = namespace(
  'http://rdfs.org/ns/void#',
  'Dataset',
  'DatasetDescription',
  'uriSpace',
  'sparqlEndpoint',
  'dataDump',
  'vocabulary',
  'triples',
  'entities',
  'classPartition',
  'propertyPartition',
  'class',
  'property',
  'exampleResource',
  'feature',
  'inDataset',
);
export const sd = namespace(
  'http://www.w3.org/ns/sparql-service-description#',
  'Service',
  'Dataset',
  'Graph',
  'NamedGraph',
  'endpoint',
  'supportedLanguage',
  'SPARQL11Query',
  'feature',
  'UnionDefaultGraph',
  'BasicFederatedQuery',
  'resultFormat',
  'defaultDataset',
  'defaultGraph',
  'namedGraph',
  'name',
);
export const gdc = namespace(
  'https://w3id.org/dcat-ap-th/ns#',
  'RecordDataset',
  'StatisticalDataset',
  'GeospatialDataset',
  'MultipleDataset',
  'OtherDataset',
  'datasetClass',
  'underTheme',
  'dataTypeNote',
  'objective',
  'objectiveNote',
  'updateUnit',
  'updateUnitNote',
  'updateEvery',
  'spatialLevel',
  'spatialLevelNote',
  'storageFormat',
  'storageFormatNote',
  'dataCategory',
  'classification',
  'licence',
  'licenceNote',
  'accessCondition',
  'nextRelease',
  'supporter',
  'supporterNote',
  'collectionUnit',
  'collectionUnitNote',
  'languageNote',
  'disaggregation',
  'disaggregationNote',
  'unitOfMeasure',
  'unitMultiplier',
  'unitMultiplierNote',
  'calculationMethod',
  'geographicLayer',
  'equivalentScale',
  'equivalentScaleNote',
  'positionalAccuracy',
  'referencePeriod',
  'highValue',
  'referenceData',
  'officialStatistics',
  'allowHarvest',
  'unrecognisedChoice',
  'otherUnexplained',
  'implausibleDate',
  'dateOrder',
  'implausibleBox',
  'emptyInterval',
  'everythingUnknown',
  'placeholderText',
  'classMismatch',
  'brokenTag',
  'personalContact',
  'personalData',
  'credential',
  'missingResourceUrl',
  'formatMismatch',
  'orphanResource',
  'repeatedName',
  'mediaType',
  'fileExtension',
  'basis',
  'field',
  'column',
  'remedy',
  'item',
  'coveredBy',
  'gate',
  'passed',
  'failed',
);

/** The mapping's statements about the record for the shapes alone; never published (linked-data.md §6). */
export const observations: ReadonlySet<string> = new Set(
  [
    gdc.unrecognisedChoice,
    gdc.otherUnexplained,
    gdc.implausibleDate,
    gdc.dateOrder,
    gdc.implausibleBox,
    gdc.emptyInterval,
    gdc.everythingUnknown,
    gdc.placeholderText,
    gdc.classMismatch,
    gdc.brokenTag,
    gdc.personalContact,
    gdc.personalData,
    gdc.credential,
    gdc.missingResourceUrl,
    gdc.formatMismatch,
    gdc.orphanResource,
    gdc.repeatedName,
  ].map((term) => term.value),
);

/** The profile that our catalogue records conform to. */
export const profile = iri('https://w3id.org/dcat-ap-th/1.0.0');

/** Prefixes for people: Turtle output, the SPARQL page, the JSON-LD context. */
export const prefixes: Readonly<Record<string, string>> = {
  adms: adms.$,
  as: activity.$,
  dcat: dcat.$,
  dcatap: dcatap.$,
  dct: dct.$,
  foaf: foaf.$,
  gdc: gdc.$,
  geo: geo.$,
  hydra: hydra.$,
  ldes: ldes.$,
  locn: locn.$,
  org: org.$,
  owl: owl.$,
  prof: prof.$,
  prov: prov.$,
  rdf: rdf.$,
  rdfs: rdfs.$,
  schema: schema.$,
  sd: sd.$,
  sh: sh.$,
  skos: skos.$,
  tree: tree.$,
  vcard: vcard.$,
  void: voidNs.$,
  xsd: xsd.$,
};

/** True when two terms are the same term. */
export function same(a: Term, b: Term): boolean {
  return a.equals(b);
}

/** An IRI with its prefix, where there is one. */
export function prefixed(node: string): string {
  const found = Object.entries(prefixes).find(([, base]) => node.startsWith(base) && /^[\w-]+$/.test(node.slice(base.length)));
  return found === undefined ? node : `${found[0]}:${node.slice(found[1].length)}`;
}
