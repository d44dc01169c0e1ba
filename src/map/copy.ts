import { recordIri, recordSourceIri } from '../catalog/iris.js';
import { iri, prov, type Quad } from '../rdf/terms.js';

/** Address of another catalogue's dataset that a mapped record says it is a copy of (`reference_url_catalog`); undefined for an original. */
export function copiedFrom(quads: readonly Quad[], dataset: string): string | undefined {
  const [record, own] = [iri(recordIri(dataset)), recordSourceIri(dataset)];
  return quads.find(
    ({ subject, predicate, object }) => predicate.equals(prov.wasDerivedFrom) && subject.equals(record) && object.value !== own,
  )?.object.value;
}
