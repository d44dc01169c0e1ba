import { contextDocument, contextPath } from './context.js';

type Context = { readonly '@context': unknown };

/**
 * Contexts that JSON-LD may name by IRI; nothing is fetched. DCAT-AP's and schema.org's are written here, for the part of each that
 * describes datasets: their terms mean what the published contexts say.
 */
const bundled: readonly { readonly name: string; readonly address: RegExp; readonly context: () => Context }[] = [
  // Whoever serves it, what stands at this path below a base of ours is our context.
  { name: contextPath, address: new RegExp(`^https?://[^?#]+${contextPath.replaceAll('.', '\\.')}$`), context: contextDocument },
  {
    name: 'https://semiceu.github.io/DCAT-AP/releases/3.0.1/context/dcat-ap.jsonld',
    address:
      /^https?:\/\/(?:semiceu\.github\.io\/DCAT-AP|raw\.githubusercontent\.com\/SEMICeu\/DCAT-AP\/master)\/releases\/3\.[\w.-]+\/context\/dcat-ap\.jsonld$/,
    context: dcatAp,
  },
  {
    name: 'https://schema.org/',
    address:
      /^https?:\/\/(?:www\.)?schema\.org(?:\/|\/docs\/jsonldcontext\.json(?:ld)?|\/version\/latest\/schemaorg-current-https?\.jsonld)?$/,
    context: schemaOrg,
  },
];

/** A context by its address; undefined for one that is not here. */
export function bundledContext(address: string): Context | undefined {
  return bundled.find((one) => one.address.test(address))?.context();
}

/** What may be named, for people. */
export const bundledNames: readonly string[] = bundled.map(({ name }) => name);

const prefixes: Readonly<Record<string, string>> = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatap: 'http://data.europa.eu/r5r/',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  locn: 'http://www.w3.org/ns/locn#',
  odrl: 'http://www.w3.org/ns/odrl/2/',
  prov: 'http://www.w3.org/ns/prov#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  time: 'http://www.w3.org/2006/time#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

/**
 * DCAT-AP 3's terms, each known only within its class, as `term property kind`: `@` an IRI, `-` text, else a datatype. Several
 * classes share rows by naming others first.
 */
const shared = `title dct:title -|description dct:description -|applicableLegislation dcatap:applicableLegislation @|language dct:language @|
  licence dct:license @|publisher dct:publisher @|creator dct:creator @|rights dct:rights @|accessRights dct:accessRights @|
  conformsTo dct:conformsTo @|contactPoint dcat:contactPoint @|documentation foaf:page @|keyword dcat:keyword -|theme dcat:theme @|
  landingPage dcat:landingPage @|releaseDate dct:issued -|modificationDate dct:modified -|frequency dct:accrualPeriodicity @|
  geographicalCoverage dct:spatial @|temporalCoverage dct:temporal @|spatialResolution dcat:spatialResolutionInMeters xsd:decimal|
  temporalResolution dcat:temporalResolution xsd:duration|hasPolicy odrl:hasPolicy @`;

const classes: Readonly<Record<string, readonly [type: string, own: string]>> = {
  Catalogue: [
    'dcat:Catalog',
    `${shared}|catalogue dcat:catalog @|dataset dcat:dataset @|service dcat:service @|record dcat:record @|themes dcat:themeTaxonomy @|
    homepage foaf:homepage @|hasPart dct:hasPart @`,
  ],
  CatalogueRecord: [
    'dcat:CatalogRecord',
    `title dct:title -|description dct:description -|language dct:language @|applicationProfile dct:conformsTo @|changeType adms:status @|
    listingDate dct:issued -|modificationDate dct:modified -|primaryTopic foaf:primaryTopic @|sourceMetadata dct:source @`,
  ],
  Dataset: [
    'dcat:Dataset',
    `${shared}|datasetDistribution dcat:distribution @|hasVersion dcat:hasVersion @|identifier dct:identifier -|inSeries dcat:inSeries @|
    isReferencedBy dct:isReferencedBy @|otherIdentifier adms:identifier @|provenance dct:provenance @|
    qualifiedAttribution prov:qualifiedAttribution @|qualifiedRelation dcat:qualifiedRelation @|relatedResource dct:relation @|
    sample adms:sample @|source dct:source @|type dct:type @|version dcat:version -|versionNotes adms:versionNotes -|
    wasGeneratedBy prov:wasGeneratedBy @`,
  ],
  DatasetSeries: ['dcat:DatasetSeries', shared],
  DataService: [
    'dcat:DataService',
    `${shared}|endpointDescription dcat:endpointDescription @|endpointUrl dcat:endpointURL @|servesDataset dcat:servesDataset @|
    format dct:format @`,
  ],
  Distribution: [
    'dcat:Distribution',
    `${shared}|accessService dcat:accessService @|accessUrl dcat:accessURL @|downloadUrl dcat:downloadURL @|
    availability dcatap:availability @|byteSize dcat:byteSize xsd:nonNegativeInteger|checksum spdx:checksum @|
    compressionFormat dcat:compressFormat @|format dct:format @|linkedSchemas dct:conformsTo @|mediaType dcat:mediaType @|
    packagingFormat dcat:packageFormat @|status adms:status @`,
  ],
  Agent: ['foaf:Agent', 'name foaf:name -|type dct:type @'],
  Kind: ['vcard:Kind', 'formattedName vcard:fn -|email vcard:hasEmail @|contactPage vcard:hasURL @'],
  Checksum: ['spdx:Checksum', 'algorithm spdx:algorithm @|checksumValue spdx:checksumValue xsd:hexBinary'],
  Concept: ['skos:Concept', 'preferredLabel skos:prefLabel -'],
  ConceptScheme: ['skos:ConceptScheme', 'title dct:title -'],
  Identifier: ['adms:Identifier', 'notation skos:notation -'],
  Location: ['dct:Location', 'bbox dcat:bbox -|centroid dcat:centroid -|geometry locn:geometry -'],
  PeriodOfTime: ['dct:PeriodOfTime', 'startDate dcat:startDate -|endDate dcat:endDate -|beginning time:hasBeginning @|end time:hasEnd @'],
  Relationship: ['dcat:Relationship', 'hadRole dcat:hadRole @|relation dct:relation @'],
  LicenceDocument: ['dct:LicenseDocument', 'type dct:type @'],
  LinguisticSystem: ['dct:LinguisticSystem', ''],
  ProvenanceStatement: ['dct:ProvenanceStatement', ''],
  RightsStatement: ['dct:RightsStatement', ''],
  Standard: ['dct:Standard', ''],
};

function dcatAp(): Context {
  const terms = Object.entries(classes).map(([name, [type, own]]) => [name, { '@id': full(type), '@context': scope(own) }]);
  return { '@context': { id: '@id', type: '@type', ...Object.fromEntries(terms) } };
}

function scope(rows: string): Record<string, unknown> {
  const terms = rows
    .split('|')
    .map((row) => row.trim().split(' '))
    .filter(([term]) => term !== '');
  return Object.fromEntries(
    terms.map(([term = '', property = '', kind = '-']) => {
      const coercion = kind === '-' ? {} : { '@type': kind === '@' ? '@id' : full(kind) };
      return [term, { '@id': full(property), ...coercion }];
    }),
  );
}

function full(name: string): string {
  const [prefix = '', local = ''] = name.split(':');
  return `${prefixes[prefix]}${local}`;
}

/** Properties of schema.org whose text is an address. */
const addresses =
  'url sameAs license contentUrl embedUrl downloadUrl image logo isBasedOn additionalType usageInfo acquireLicensePage mainEntityOfPage'.split(
    ' ',
  );
const [days, moments] = [['datePublished', 'dateModified', 'dateCreated', 'startDate', 'endDate', 'expires'], ['uploadDate']];

function schemaOrg(): Context {
  const vocabulary = 'http://schema.org/';
  const typedAs = (names: readonly string[], type: string) => names.map((name) => [name, { '@id': vocabulary + name, '@type': type }]);
  return {
    '@context': {
      '@vocab': vocabulary,
      schema: vocabulary,
      id: '@id',
      type: '@type',
      ...Object.fromEntries([
        ...typedAs(addresses, '@id'),
        ...typedAs(days, `${vocabulary}Date`),
        ...typedAs(moments, `${vocabulary}DateTime`),
      ]),
    },
  };
}
