import { adms, dcat, dct, foaf, hydra, org, prov, rdfs, skos } from '../../rdf/terms.js';

const values = (...terms: readonly { readonly value: string }[]): ReadonlySet<string> => new Set(terms.map(({ value }) => value));

const schemaBases = ['http://schema.org/', 'https://schema.org/'];

/** schema.org is written with http and with https. */
export function schema(name: string): string[] {
  return schemaBases.map((base) => `${base}${name}`);
}

/** Whoever is one of these is a record. */
export const datasetClasses: ReadonlySet<string> = new Set([dcat.Dataset.value, dcat.DatasetSeries.value, ...schema('Dataset')]);

export const catalogClasses: ReadonlySet<string> = new Set([dcat.Catalog.value, ...schema('DataCatalog'), hydra.Collection.value]);

/** Neighbours of which a record needs no more than the name. */
export const namedClasses: ReadonlySet<string> = new Set([
  ...datasetClasses,
  ...catalogClasses,
  foaf.Agent.value,
  'http://xmlns.com/foaf/0.1/Organization',
  org.Organization.value,
  skos.Concept.value,
  skos.ConceptScheme.value,
  ...schema('Organization'),
  ...schema('GovernmentOrganization'),
]);

/** What leads to such a neighbour, whatever its class. */
export const namedLinks: ReadonlySet<string> = new Set([
  ...values(
    dct.publisher,
    dct.creator,
    dct.isPartOf,
    dct.hasPart,
    dct.source,
    dcat.theme,
    prov.wasDerivedFrom,
    dcat.dataset,
    skos.inScheme,
  ),
  ...['relation', 'references', 'isReferencedBy', 'isVersionOf', 'hasVersion', 'replaces', 'isReplacedBy', 'requires'].map(
    (name) => dct.$ + name,
  ),
  ...['inSeries', 'catalog', 'prev', 'next', 'first', 'last', 'hasVersion', 'previousVersion'].map((name) => dcat.$ + name),
  ...['publisher', 'creator', 'provider', 'includedInDataCatalog', 'isPartOf', 'hasPart', 'isBasedOn'].flatMap(schema),
]);

/** The name of such a neighbour. */
export const nameTerms: ReadonlySet<string> = new Set([
  ...values(
    dct.title,
    dct.identifier,
    dct.type,
    foaf.name,
    skos.prefLabel,
    skos.notation,
    skos.inScheme,
    rdfs.label,
    org.subOrganizationOf,
  ),
  adms.identifier.value,
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#type',
  ...schema('name'),
  ...schema('identifier'),
  ...schema('alternateName'),
]);

/** Links from a dataset's service or catalogue to all the datasets it has: those of others are not this record's. */
export const outward: ReadonlySet<string> = values(dcat.servesDataset, dcat.dataset, dcat.record, dcat.service);

/** Links that are followed backwards, to what speaks of the dataset without being named by it. */
export const backward: ReadonlySet<string> = values(foaf.primaryTopic, dcat.servesDataset);

/** Where the next page stands: Hydra's term, its older one, and XHTML's. */
export const nextTerms: ReadonlySet<string> = values(hydra.next, hydra.nextPage, { value: 'http://www.w3.org/1999/xhtml/vocab#next' });

export const totalTerm = hydra.totalItems.value;

/** Whose record it is, the best first. */
export const ownerTerms: readonly string[] = [dct.publisher.value, ...schema('publisher'), ...schema('provider'), dct.creator.value];

export const identifierTerms: readonly string[] = [dct.identifier.value, ...schema('identifier'), ...schema('url')];

export const agentNames: readonly string[] = [foaf.name.value, skos.prefLabel.value, ...schema('name'), dct.title.value, rdfs.label.value];
