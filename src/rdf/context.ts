import { adms, dcat, dcatap, dct, foaf, gdc, geo, hydra, type NamedNode, org, prov, rdfs, skos, vcard, xsd } from './terms.js';

/**
 * How a value stands in our JSON-LD: `text` a language map, `iri` an IRI or an embedded node, `string` untagged text, or a
 * datatype. `many` values stand in an array even when there is one.
 */
export interface ContextTerm {
  readonly name: string;
  readonly property: NamedNode;
  readonly kind: 'text' | 'iri' | 'string' | NamedNode;
  readonly many: boolean;
}

function one(name: string, property: NamedNode, kind: ContextTerm['kind']): ContextTerm {
  return { name, property, kind, many: false };
}

function many(name: string, property: NamedNode, kind: ContextTerm['kind']): ContextTerm {
  return { name, property, kind, many: true };
}

/**
 * The JSON-LD context and the writer, in one table. Order is the order of keys in what we write. One property may have a
 * name per datatype (`issued` is a day, `issuedAt` a moment).
 */
export const contextTerms: readonly ContextTerm[] = [
  many('title', dct.title, 'text'),
  many('description', dct.description, 'text'),
  many('name', foaf.name, 'text'),
  many('label', rdfs.label, 'text'),
  many('prefLabel', skos.prefLabel, 'text'),
  many('altLabel', skos.altLabel, 'text'),
  many('identifier', dct.identifier, 'string'),
  many('keyword', dcat.keyword, 'text'),
  one('publisher', dct.publisher, 'iri'),
  many('creator', dct.creator, 'iri'),
  many('contactPoint', dcat.contactPoint, 'iri'),
  many('fn', vcard.fn, 'text'),
  many('hasEmail', vcard.hasEmail, 'iri'),
  many('dcType', dct.type, 'iri'),
  many('theme', dcat.theme, 'iri'),
  many('objective', gdc.objective, 'iri'),
  many('objectiveNote', gdc.objectiveNote, 'text'),
  many('dataTypeNote', gdc.dataTypeNote, 'text'),
  one('accrualPeriodicity', dct.accrualPeriodicity, 'iri'),
  one('updateUnit', gdc.updateUnit, 'iri'),
  one('updateEvery', gdc.updateEvery, xsd.integer),
  many('updateUnitNote', gdc.updateUnitNote, 'text'),
  one('spatialLevel', gdc.spatialLevel, 'iri'),
  many('spatialLevelNote', gdc.spatialLevelNote, 'text'),
  many('spatial', dct.spatial, 'iri'),
  many('temporal', dct.temporal, 'iri'),
  many('provenance', dct.provenance, 'iri'),
  many('storageFormat', gdc.storageFormat, 'iri'),
  many('storageFormatNote', gdc.storageFormatNote, 'text'),
  one('dataCategory', gdc.dataCategory, 'iri'),
  one('classification', gdc.classification, 'iri'),
  one('accessRights', dct.accessRights, 'iri'),
  many('accessCondition', gdc.accessCondition, 'iri'),
  one('licence', gdc.licence, 'iri'),
  many('licenceNote', gdc.licenceNote, 'text'),
  one('license', dct.license, 'iri'),
  many('rights', dct.rights, 'iri'),
  many('language', dct.language, 'iri'),
  many('languageNote', gdc.languageNote, 'text'),
  many('supporter', gdc.supporter, 'iri'),
  many('supporterNote', gdc.supporterNote, 'text'),
  many('collectionUnit', gdc.collectionUnit, 'iri'),
  many('collectionUnitNote', gdc.collectionUnitNote, 'text'),
  many('disaggregation', gdc.disaggregation, 'iri'),
  many('disaggregationNote', gdc.disaggregationNote, 'text'),
  many('unitOfMeasure', gdc.unitOfMeasure, 'text'),
  one('unitMultiplier', gdc.unitMultiplier, 'iri'),
  many('unitMultiplierNote', gdc.unitMultiplierNote, 'text'),
  many('calculationMethod', gdc.calculationMethod, 'text'),
  many('geographicLayer', gdc.geographicLayer, 'iri'),
  one('equivalentScale', gdc.equivalentScale, 'iri'),
  many('equivalentScaleNote', gdc.equivalentScaleNote, 'text'),
  many('positionalAccuracy', gdc.positionalAccuracy, 'text'),
  many('referencePeriod', gdc.referencePeriod, 'text'),
  one('startDate', dcat.startDate, xsd.gYear),
  one('endDate', dcat.endDate, xsd.gYear),
  one('bbox', dcat.bbox, geo.wktLiteral),
  one('centroid', dcat.centroid, geo.wktLiteral),
  one('spatialResolutionInMeters', dcat.spatialResolutionInMeters, xsd.decimal),
  one('highValue', gdc.highValue, xsd.boolean),
  one('referenceData', gdc.referenceData, xsd.boolean),
  one('officialStatistics', gdc.officialStatistics, xsd.boolean),
  one('allowHarvest', gdc.allowHarvest, xsd.boolean),
  many('version', dcat.version, 'text'),
  many('versionNotes', adms.versionNotes, 'text'),
  one('created', dct.created, xsd.date),
  one('issued', dct.issued, xsd.date),
  one('modified', dct.modified, xsd.date),
  one('issuedAt', dct.issued, xsd.dateTime),
  one('modifiedAt', dct.modified, xsd.dateTime),
  one('nextRelease', gdc.nextRelease, xsd.date),
  many('landingPage', dcat.landingPage, 'iri'),
  many('page', foaf.page, 'iri'),
  many('relation', dct.relation, 'iri'),
  many('otherIdentifier', adms.identifier, 'iri'),
  many('notation', skos.notation, 'string'),
  many('schemaAgency', adms.schemaAgency, 'text'),
  many('distribution', dcat.distribution, 'iri'),
  many('accessURL', dcat.accessURL, 'iri'),
  many('downloadURL', dcat.downloadURL, 'iri'),
  many('accessService', dcat.accessService, 'iri'),
  many('endpointURL', dcat.endpointURL, 'iri'),
  many('endpointDescription', dcat.endpointDescription, 'iri'),
  many('servesDataset', dcat.servesDataset, 'iri'),
  one('format', dct.format, 'iri'),
  one('mediaType', dcat.mediaType, 'iri'),
  one('byteSize', dcat.byteSize, xsd.nonNegativeInteger),
  one('availability', dcatap.availability, 'iri'),
  one('status', adms.status, 'iri'),
  many('conformsTo', dct.conformsTo, 'iri'),
  one('primaryTopic', foaf.primaryTopic, 'iri'),
  many('wasDerivedFrom', prov.wasDerivedFrom, 'iri'),
  many('definition', skos.definition, 'text'),
  many('comment', rdfs.comment, 'text'),
  many('inScheme', skos.inScheme, 'iri'),
  many('topConceptOf', skos.topConceptOf, 'iri'),
  many('hasTopConcept', skos.hasTopConcept, 'iri'),
  many('broader', skos.broader, 'iri'),
  many('narrower', skos.narrower, 'iri'),
  many('related', skos.related, 'iri'),
  many('exactMatch', skos.exactMatch, 'iri'),
  many('closeMatch', skos.closeMatch, 'iri'),
  many('broadMatch', skos.broadMatch, 'iri'),
  many('subOrganizationOf', org.subOrganizationOf, 'iri'),
  many('homepage', foaf.homepage, 'iri'),
  many('dataset', dcat.dataset, 'iri'),
  many('record', dcat.record, 'iri'),
  many('service', dcat.service, 'iri'),
  many('catalog', dcat.catalog, 'iri'),
  many('themeTaxonomy', dcat.themeTaxonomy, 'iri'),
  one('totalItems', hydra.totalItems, xsd.integer),
  one('view', hydra.view, 'iri'),
  one('first', hydra.first, 'iri'),
  one('next', hydra.next, 'iri'),
  one('nextPage', hydra.nextPage, 'iri'),
  one('last', hydra.last, 'iri'),
  many('member', hydra.member, 'iri'),
];

/** Links that lead to a node are written on the node: the key, the property read backwards, and whether its subject is embedded. */
export const reverseTerms: readonly { readonly name: string; readonly property: NamedNode; readonly embed: boolean }[] = [
  { name: 'isPrimaryTopicOf', property: foaf.primaryTopic, embed: true },
  { name: 'inCatalog', property: dcat.dataset, embed: false },
  { name: 'recordInCatalog', property: dcat.record, embed: false },
];

const classes: readonly NamedNode[] = [
  dcat.Catalog,
  dcat.CatalogRecord,
  dcat.Dataset,
  dcat.DatasetSeries,
  dcat.DataService,
  dcat.Distribution,
  dcat.Resource,
  foaf.Agent,
  foaf.Document,
  org.Organization,
  vcard.Kind,
  dct.ProvenanceStatement,
  dct.RightsStatement,
  dct.Standard,
  dct.Location,
  dct.PeriodOfTime,
  adms.Identifier,
  prov.Entity,
  skos.Concept,
  skos.ConceptScheme,
  hydra.Collection,
  hydra.PartialCollectionView,
  hydra.PagedCollection,
  gdc.RecordDataset,
  gdc.StatisticalDataset,
  gdc.GeospatialDataset,
  gdc.MultipleDataset,
  gdc.OtherDataset,
];

/** Classes by IRI → the name they have in our JSON-LD. vcard:Organization keeps its prefix, since org:Organization has the name. */
export const classNames: ReadonlyMap<string, string> = new Map([
  ...classes.map((term) => [term.value, term.value.slice(Math.max(term.value.lastIndexOf('#'), term.value.lastIndexOf('/')) + 1)] as const),
  [vcard.Organization.value, 'ContactOrganization'],
]);

/** Path of the context below the base; immutable once released, a change takes a new number. */
export const contextPath = '/context/1.jsonld';
/** The day that this version of the context was made; another one would have another address. */
export const contextIssued = '2026-11-23';

/** The JSON-LD 1.1 context that `contextPath` serves. */
export function contextDocument(): { '@context': Record<string, unknown> } {
  const terms = contextTerms.map((term) => [term.name, { '@id': term.property.value, ...coercion(term) }]);
  const reverse = reverseTerms.map((term) => [term.name, { '@reverse': term.property.value, '@type': '@id', '@container': '@set' }]);
  const names = [...classNames].map(([iri, name]) => [name, iri]);
  return {
    '@context': {
      '@version': 1.1,
      '@protected': true,
      id: '@id',
      type: { '@id': '@type', '@container': '@set' },
      included: '@included',
      ...Object.fromEntries([...names, ...terms, ...reverse]),
    },
  };
}

function coercion({ kind, many }: ContextTerm): Record<string, unknown> {
  if (kind === 'text') return { '@container': ['@language', '@set'] };
  const container = many ? { '@container': '@set' } : {};
  if (kind === 'iri') return { '@type': '@id', ...container };
  if (kind === 'string') return container;
  return { '@type': kind.value, ...container };
}
