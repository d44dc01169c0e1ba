import { dcat, foaf, iri, type NamedNode, org, prefixed, prov, type Quad, rdf, skos, type Term } from '../../rdf/terms.js';
import type { RecordReader } from './reader.js';

/** Nodes that a description may bring along and that are described elsewhere: concepts, documents, organisations, the catalogue. */
const others: readonly NamedNode[] = [
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
];

/** What a catalogue says of what it lists. */
const ofCatalogues: ReadonlySet<string> = new Set([dcat.dataset, dcat.record, dcat.service].map(({ value }) => value));

/** Properties with a value that the mapping has no home for, by what they were said of: `spdx:checksum` of a distribution as `dcat:distribution/…`. */
export function unmappedOf(reader: RecordReader, focus: Term, distributions: readonly Term[]): string[] {
  const isDistribution = new Set(distributions.map(({ value }) => value));
  const whose = (subject: Term): string => {
    if (subject.equals(focus)) return '';
    if (isDistribution.has(subject.value)) return 'dcat:distribution/';
    const type = reader.graph.object(subject, rdf.type);
    return type === undefined ? '…/' : `${prefixed(type.value)}/`;
  };
  const isKnown = ({ subject, predicate }: Quad): boolean =>
    predicate.equals(rdf.type) ||
    ofCatalogues.has(predicate.value) ||
    (!subject.equals(focus) && others.some((one) => reader.graph.find(subject, rdf.type, one).length > 0));
  return reader.unread(whose, isKnown);
}
