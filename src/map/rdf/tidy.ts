import type { Repair } from '../../catalog/report.js';
import {
  adms,
  dcat,
  dct,
  foaf,
  iri,
  type NamedNode,
  prefixed,
  type Quad,
  type Quad_Object,
  type Quad_Subject,
  quad,
  rdf,
  skos,
  vcard,
} from '../../rdf/terms.js';
import { repair } from '../repairs.js';

/** Namespaces as people write them that are meant to be another: compared without protocol. */
const namespaces: readonly (readonly [written: string, meant: string])[] = [
  ['www.w3.org/ns/dcat#', dcat.$],
  ['vocab.deri.ie/dcat#', dcat.$],
  ['purl.org/dc/terms/', dct.$],
  ['purl.org/dc/elements/1.1/', dct.$],
  ['xmlns.com/foaf/0.1/', foaf.$],
  ['www.w3.org/2006/vcard/ns#', vcard.$],
  ['www.w3.org/ns/adms#', adms.$],
  ['www.w3.org/2004/02/skos/core#', skos.$],
  ['www.w3.org/2000/01/rdf-schema#', 'http://www.w3.org/2000/01/rdf-schema#'],
  ['www.w3.org/1999/02/22-rdf-syntax-ns#', rdf.$],
  ['w3id.org/dcat-ap-th/ns#', 'https://w3id.org/dcat-ap-th/ns#'],
  ['data.europa.eu/r5r/', 'http://data.europa.eu/r5r/'],
  ['www.w3.org/ns/prov#', 'http://www.w3.org/ns/prov#'],
];

/** Terms that were called otherwise, or that people misspell. */
export const formerTerms: Readonly<Record<string, NamedNode>> = {
  [`${dct.$}licence`]: iri(`${dct.$}license`),
  [`${dcat.$}bytes`]: dcat.byteSize,
  [`${dcat.$}size`]: dcat.byteSize,
  [`${dcat.$}keywords`]: dcat.keyword,
  [`${dcat.$}distributions`]: dcat.distribution,
  [`${dcat.$}downloadUrl`]: dcat.downloadURL,
  [`${dcat.$}accessUrl`]: dcat.accessURL,
  [`${adms.$}version`]: dcat.version,
  'http://www.w3.org/2002/07/owl#versionInfo': dcat.version,
  'http://schema.org/startDate': dcat.startDate,
  'http://schema.org/endDate': dcat.endDate,
  'https://schema.org/startDate': dcat.startDate,
  'https://schema.org/endDate': dcat.endDate,
  [`${vcard.$}email`]: vcard.hasEmail,
  [`${vcard.$}telephone`]: vcard.hasTelephone,
  [`${vcard.$}tel`]: vcard.hasTelephone,
  [`${vcard.$}hasTel`]: vcard.hasTelephone,
};

/** The present name of a property or class; the same when it is that. */
function present(term: string): string {
  const former = formerTerms[term];
  if (former !== undefined) return former.value;
  const same = term.replace(/^https?:\/\//i, '');
  for (const [written, meant] of namespaces) {
    if (!same.startsWith(written)) continue;
    const now = meant + same.slice(written.length);
    return formerTerms[now]?.value ?? now;
  }
  return term;
}

/** Properties and classes under their present names; each that had another is one repair. */
export function tidyTerms(quads: readonly Quad[], repairs: Repair[]): readonly Quad[] {
  const known = new Map<string, string>();
  const look = (term: string): string => {
    const seen = known.get(term);
    if (seen !== undefined) return seen;
    const now = present(term);
    known.set(term, now);
    if (now !== term) repairs.push(repair(prefixed(now), term, now, 'term-form'));
    return now;
  };
  return quads.map((given) => {
    const property = look(given.predicate.value);
    const isType = property === rdf.type.value && given.object.termType === 'NamedNode';
    const value = isType ? look(given.object.value) : given.object.value;
    if (property === given.predicate.value && value === given.object.value) return given;
    return quad(given.subject as Quad_Subject, iri(property), (isType ? iri(value) : given.object) as Quad_Object);
  });
}
