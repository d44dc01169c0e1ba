import { screen } from '../map/screen.js';
import { cleanText } from '../map/text.js';
import { dcat, natural, prefixed, type Quad, type Quad_Subject, quad, rdf, type Term } from '../rdf/terms.js';

/**
 * What the shapes must be told of RDF that no mapping has read: personal data and keys in texts and addresses, on the
 * distribution that has them, else on the dataset. Mail addresses of contacts have a rule of their own.
 */
export function observeRdf(dataset: Term, quads: readonly Quad[]): Quad[] {
  const distributions = new Set(
    quads
      .filter(({ predicate, object }) => predicate.equals(rdf.type) && object.equals(dcat.Distribution))
      .map(({ subject }) => subject.value),
  );
  const observed = quads.flatMap(({ subject, predicate, object }) => {
    if (!isRead(object)) return [];
    const { sightings } = screen(cleanText(object.value, () => undefined));
    const node = distributions.has(subject.value) ? subject : dataset;
    return sightings.map(({ kind, observation }) =>
      quad(node as Quad_Subject, observation, natural(`${prefixed(predicate.value)}: ${kind}`)),
    );
  });
  // A report names them in one order, whatever order the syntax gave the triples.
  return observed.sort((a, b) => (a.object.value < b.object.value ? -1 : 1));
}

/** Words and web addresses; numbers and days of a datatype hold no secret, and our own terms none either. */
function isRead(object: Term): boolean {
  if (object.termType === 'Literal') return object.language !== '' || object.datatype.value.endsWith('#string');
  return object.termType === 'NamedNode' && /^https?:/i.test(object.value);
}
