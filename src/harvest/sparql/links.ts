import { adms, dcat, dct, foaf, rdf, rdfs, vcard } from '../../rdf/terms.js';
import { namedLinks, outward } from '../dcat/words.js';

const values = (...terms: readonly { readonly value: string }[]): ReadonlySet<string> => new Set(terms.map(({ value }) => value));
const named = (base: string, ...names: readonly string[]): string[] => names.map((name) => base + name);

/** What leads to a neighbour of which a record needs no more than the name: agencies, concepts, licences, other datasets. */
const nameLinks: ReadonlySet<string> = new Set([
  ...namedLinks,
  ...values(dct.type, dct.language, dct.license, dct.accessRights, dct.accrualPeriodicity, dct.format, dcat.mediaType, adms.status),
  ...named(dct.$, 'contributor', 'subject', 'isRequiredBy'),
  ...named(dcat.$, 'compressFormat', 'packageFormat', 'hadRole', 'hasCurrentVersion', 'isVersionOf'),
  'http://data.europa.eu/r5r/availability',
]);

/** What leads to a document, a mailbox, or to all that a catalogue or service has: nothing that is described for this record. */
const endLinks: ReadonlySet<string> = new Set([
  ...values(rdf.type, rdfs.seeAlso, foaf.page, foaf.homepage, vcard.hasEmail, dcat.landingPage, dcat.accessURL, dcat.downloadURL),
  ...outward,
  dcat.endpointURL.value,
  ...named(dcat.$, 'endpointDescription', 'catalog'),
  ...named(vcard.$, 'hasTelephone', 'hasURL'),
]);

/** How far a property is followed: its object is a part with all that is said of it, has a name, or ends the way. */
export function wayOf(predicate: string): 'part' | 'name' | 'end' {
  if (nameLinks.has(predicate)) return 'name';
  return endLinks.has(predicate) ? 'end' : 'part';
}

/** Steps from a dataset to the parts of its parts; blank nodes on the way do not count. */
export const deepestPart = 2;

const longestIri = 2000;
const askable = /^(?:https?|urn|ark|info):[^\p{Cc} <>"{}|\\^`]+$/iu;

/** True for an IRI that can stand in a query. */
export function isAskable(value: string): boolean {
  return value.length <= longestIri && askable.test(value);
}
