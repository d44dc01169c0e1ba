import { prefixes, type Quad, rdf, type Term, xsd } from './terms.js';

type Value = string | { readonly '@id': string } | { readonly '@value': string; readonly '@language'?: string; readonly '@type'?: string };
type Node = Record<string, string | string[] | Value[]>;

/** Any triples as flat JSON-LD with the project's prefixes in its own context, one object a node; graph names left out. */
export function toFlatJsonLd(quads: Iterable<Quad>): string {
  const nodes = new Map<string, Node>();
  const used = new Set<string>();
  const short = (iri: string): string => {
    const found = Object.entries(prefixes).find(([, base]) => iri.startsWith(base) && /^[\w-]+$/.test(iri.slice(base.length)));
    if (found === undefined) return iri;
    used.add(found[0]);
    return `${found[0]}:${iri.slice(found[1].length)}`;
  };
  for (const { subject, predicate, object } of quads) {
    const id = nodeId(subject);
    const node = nodes.get(id) ?? { '@id': id };
    nodes.set(id, node);
    const key = predicate.equals(rdf.type) ? '@type' : short(predicate.value);
    const value = key === '@type' ? short(object.value) : writtenValue(object, short);
    const values = node[key] as Value[] | undefined;
    if (values === undefined) node[key] = [value] as Value[];
    else values.push(value);
  }
  const context = Object.fromEntries([...used].sort().map((prefix) => [prefix, prefixes[prefix]]));
  return JSON.stringify({ '@context': context, '@graph': [...nodes.values()] }, undefined, 1);
}

function nodeId(term: Term): string {
  return term.termType === 'BlankNode' ? `_:${term.value}` : term.value;
}

function writtenValue(term: Term, short: (iri: string) => string): Value {
  if (term.termType !== 'Literal') return { '@id': nodeId(term) };
  if (term.language !== '') return { '@value': term.value, '@language': term.language };
  return term.datatype.equals(xsd.string) ? { '@value': term.value } : { '@value': term.value, '@type': short(term.datatype.value) };
}
