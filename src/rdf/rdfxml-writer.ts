import rdflib from 'rdflib';
import { prefixes, type Quad, type Term } from './terms.js';

const { sym, lit, st, graph, BlankNode, Serializer } = rdflib;

/** What XML 1.0 cannot hold, not even escaped: control characters, halves of pairs and the two that are no characters. */
const notXml = /(?![\t\n\r\x7f-\x9f])[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

/**
 * RDF/XML of triples, graph names left out; characters that XML cannot hold are left out too. The statements go to the writer
 * as they are: filling a store of rdflib's first would take five times as long.
 */
export function toRdfXml(quads: Iterable<Quad>): string {
  const writer = Serializer(graph());
  writer.setBase('');
  writer.setNamespaces(prefixes as Record<string, string>);
  const statements = Array.from(quads, ({ subject, predicate, object }) => st(resource(subject), sym(predicate.value), node(object)));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writer.statementsToXML(statements).replaceAll('\r', '&#13;')}`; // a reader would take a bare one for a line's end
}

function resource(term: Term) {
  return term.termType === 'BlankNode' ? new BlankNode(term.value) : sym(term.value);
}

function node(term: Term) {
  if (term.termType !== 'Literal') return resource(term);
  const value = term.value.replace(notXml, '');
  return term.language === '' ? lit(value, undefined, sym(term.datatype.value)) : lit(value, term.language);
}
