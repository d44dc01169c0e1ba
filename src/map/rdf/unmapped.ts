import { dcat, foaf, iri, org, prefixed, prov, rdf, skos, type Term } from '../../rdf/terms.js';
import { shown } from '../screen.js';
import type { RecordReader } from './reader.js';

/** Nodes that a description may bring along and that are described elsewhere: concepts, documents, organisations, the catalogue. */
const others: ReadonlySet<string> = new Set(
  [
    skos.Concept,
    skos.ConceptScheme,
    foaf.Document,
    foaf.Agent,
    org.Organization,
    dcat.Catalog,
    prov.Entity,
    ...['Frequency', 'LinguisticSystem', 'MediaType', 'MediaTypeOrExtent', 'LicenseDocument'].map((name) =>
      iri(`http://purl.org/dc/terms/${name}`),
    ),
  ].map(({ value }) => value),
);

/** What a catalogue says of what it lists. */
const ofCatalogues: ReadonlySet<string> = new Set([dcat.dataset, dcat.record, dcat.service].map(({ value }) => value));

/** Properties with a value that the mapping has no home for, by what they were said of: `spdx:checksum` of a distribution as `dcat:distribution/…`. */
export function unmappedOf(reader: RecordReader, focus: Term, distributions: readonly Term[]): string[] {
  const isDistribution = new Set(distributions.map(({ value }) => value));
  const whose = (subject: string): string => {
    if (subject === focus.value) return '';
    if (isDistribution.has(subject)) return 'dcat:distribution/';
    const [type] = reader.classesOf(subject);
    return type === undefined ? '…/' : `${prefixed(type)}/`;
  };
  const isKnown = (subject: string, property: string): boolean =>
    property === rdf.type.value ||
    ofCatalogues.has(property) ||
    (subject !== focus.value && reader.classesOf(subject).some((type) => others.has(type)));
  return reader.unread(whose, isKnown).map(shown);
}
