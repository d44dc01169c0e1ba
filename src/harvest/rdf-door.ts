import { Graph } from '../rdf/graph.js';
import { adms, foaf, gdc, type NamedNode, type Quad, rdfs, skos } from '../rdf/terms.js';
import type { Vocabulary } from '../rdf/vocabulary.js';
import { isSecret, refused, withdrawn } from './ckan-door.js';
import type { Door } from './harvested-record.js';

/** How RDF says that a dataset, or the catalogue record about it, is withdrawn: the EU's table, and ADMS before it. */
const withdrawnStatus: ReadonlySet<string> = new Set([
  'http://publications.europa.eu/resource/authority/dataset-status/WITHDRAWN',
  'http://purl.org/adms/status/Withdrawn',
]);

/** Judges a dataset that came as RDF at the door, the strictest rule first (process.md §2). */
export function rdfDoor(focus: NamedNode, quads: readonly Quad[], vocabulary: Vocabulary): Door {
  const graph = new Graph(quads);
  // A value may be a concept, a text, or a node that only bears a label.
  const values = (property: NamedNode): string[] =>
    graph
      .objects(focus, property)
      .flatMap((term) => [term, ...[skos.prefLabel, rdfs.label].flatMap((label) => graph.objects(term, label))])
      .map((term) => named(term.value));
  const categories = [...values(gdc.dataCategory), ''];
  const classes = [...values(gdc.classification), ''];
  if (categories.some((category) => classes.some((one) => isSecret(category, one, vocabulary)))) return refused;
  const about = [focus, ...graph.subjects(foaf.primaryTopic, focus)];
  if (about.some((node) => graph.objects(node, adms.status).some(({ value }) => withdrawnStatus.has(value))))
    return withdrawn('adms:status is withdrawn', 'หน่วยงานกำหนดสถานะเป็นถอนการเผยแพร่ (adms:status)');
  return { state: 'open' };
}

/** The code that a concept's IRI ends in, or the label as it is: the vocabulary knows both. */
function named(value: string): string {
  const tidy = value.replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '').trim();
  return /^https?:\/\/\S+?[/#]([^/#\s]+)[/#]?$/.exec(tidy)?.[1] ?? tidy;
}
