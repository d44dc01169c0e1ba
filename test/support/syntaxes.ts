import jsonld from 'jsonld';
import n3 from 'n3';
import { type Quad, type Term, xsd } from '../../src/rdf/terms.js';

/** The same triples as a stranger would write them in one syntax. */
export interface Written {
  readonly name: string;
  readonly mediaType: string;
  readonly extension: string;
  readonly text: string;
}

/** Triples in every syntax that is read, each by a writer that shares nothing with our readers but n3's lexer. */
export async function inEverySyntax(quads: readonly Quad[]): Promise<Written[]> {
  const json = JSON.stringify(await jsonld.fromRDF(nquads(quads) as unknown as object, { format: 'application/n-quads' }));
  return [
    { name: 'Turtle', mediaType: 'text/turtle', extension: 'ttl', text: written(quads, 'text/turtle') },
    { name: 'TriG', mediaType: 'application/trig', extension: 'trig', text: written(quads, 'application/trig') },
    { name: 'N-Triples', mediaType: 'application/n-triples', extension: 'nt', text: nquads(quads) },
    { name: 'N-Quads', mediaType: 'application/n-quads', extension: 'nq', text: nquads(quads) },
    { name: 'JSON-LD', mediaType: 'application/ld+json', extension: 'jsonld', text: json },
    { name: 'RDF/XML', mediaType: 'application/rdf+xml', extension: 'rdf', text: rdfXml(quads) },
    { name: 'HTML with RDFa', mediaType: 'text/html', extension: 'html', text: rdfa(quads) },
    {
      name: 'HTML with JSON-LD',
      mediaType: 'text/html',
      extension: 'html',
      text: `<!doctype html><html><head><title>x</title><script type="application/ld+json">${json.replaceAll('<', '\\u003c')}</script></head></html>`,
    },
  ];
}

function written(quads: readonly Quad[], format: string): string {
  let text = '';
  const writer = new n3.Writer({ format });
  writer.addQuads(quads as n3.Quad[]);
  writer.end((_error: Error | null, result: string) => {
    text = result;
  });
  return text;
}

function nquads(quads: readonly Quad[]): string {
  return written(quads, 'application/n-quads');
}

function escaped(text: string): string {
  return text.replace(/[&<>"\n]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function rdfXml(quads: readonly Quad[]): string {
  const statements = quads.map(({ subject, predicate, object }) => {
    const at = Math.max(predicate.value.lastIndexOf('#'), predicate.value.lastIndexOf('/')) + 1;
    const [base, name] = [predicate.value.slice(0, at), predicate.value.slice(at)];
    const about = subject.termType === 'BlankNode' ? `rdf:nodeID="${subject.value}"` : `rdf:about="${escaped(subject.value)}"`;
    return `<rdf:Description ${about}><p:${name} xmlns:p="${base}"${xmlObject(object)}</p:${name}></rdf:Description>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n${statements.join('\n')}\n</rdf:RDF>\n`;
}

function xmlObject(object: Term): string {
  if (object.termType === 'BlankNode') return ` rdf:nodeID="${object.value}">`;
  if (object.termType !== 'Literal') return ` rdf:resource="${escaped(object.value)}">`;
  if (object.language !== '') return ` xml:lang="${object.language}">${escaped(object.value)}`;
  return object.datatype.equals(xsd.string)
    ? `>${escaped(object.value)}`
    : ` rdf:datatype="${object.datatype.value}">${escaped(object.value)}`;
}

function rdfa(quads: readonly Quad[]): string {
  const name = (term: Term): string => (term.termType === 'BlankNode' ? `[_:${term.value}]` : escaped(term.value));
  const statements = quads.map(({ subject, predicate, object }) => {
    const start = `<span about="${name(subject)}" property="${escaped(predicate.value)}"`;
    if (object.termType !== 'Literal') return `${start} resource="${name(object)}"></span>`;
    const language = object.language === '' ? '' : ` lang="${object.language}"`;
    const isTyped = object.language === '' && !object.datatype.equals(xsd.string);
    return `${start}${language}${isTyped ? ` datatype="${object.datatype.value}"` : ''} content="${escaped(object.value)}"></span>`;
  });
  return `<!doctype html>\n<html><head><title>x</title></head><body>\n${statements.join('\n')}\n</body></html>\n`;
}
