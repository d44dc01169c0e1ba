import type { SelectQuery } from '../../rdf/select-query.js';
import { termToNTriples } from '../../rdf/serialise.js';
import { dcat, foaf, iri, tagged } from '../../rdf/terms.js';

/** What a source without a query of its own is asked for: every dcat:Dataset, whatever graph it stands in. */
export const everyDataset: SelectQuery = {
  from: '',
  body: `SELECT ?dataset WHERE { { ?dataset a <${dcat.Dataset.value}> } UNION { GRAPH ?anyGraph { ?dataset a <${dcat.Dataset.value}> } } }`,
};

/** How many datasets there are that have an IRI, as `?n`. */
export function countDatasets({ from, body }: SelectQuery): string {
  return countBound(from, body, 'isIRI(?dataset)');
}

/** How many there are without one, as `?n`. */
export function countNameless({ from, body }: SelectQuery): string {
  return countBound(from, body, '!isIRI(?dataset)');
}

/** The subquery keeps variables of somebody else's query apart from ours. */
function countBound(from: string, body: string, which: string): string {
  return `SELECT (COUNT(DISTINCT ?dataset) AS ?n) ${from} WHERE { { SELECT ?dataset WHERE { { ${body} } FILTER(${which}) } } }`;
}

/**
 * The next datasets by IRI. What comes after the last one seen stays the same when others come or go, and endpoints that refuse
 * a large OFFSET or cut sorted results (Virtuoso: 10,000) answer it.
 */
export function nextDatasets({ from, body }: SelectQuery, after: string | undefined, limit: number): string {
  const beyond = after === undefined ? '' : ` && STR(?dataset) > ${termToNTriples(tagged(after, undefined))}`;
  return `SELECT DISTINCT ?dataset ${from} WHERE { { ${body} } FILTER(isIRI(?dataset)${beyond}) } ORDER BY STR(?dataset) LIMIT ${limit}`;
}

/** Steps from a node through blank nodes, which no later query could name. */
export const blankSteps = 3;

/** What is said of these nodes and of the blank nodes within them, as `?s ?p ?o`; with `only`, these properties of the nodes alone. */
export function describe(nodes: readonly string[], only?: readonly string[]): string {
  return `SELECT DISTINCT ?s ?p ?o WHERE ${described(nodes, only)}`;
}

/** What catalogue records say of these nodes and of themselves, as `?s ?p ?o`: when a dataset was listed, or that it is withdrawn. */
export function describeRecordsOf(nodes: readonly string[]): string {
  const records = inEveryGraph(start('n', nodes), `?s <${foaf.primaryTopic.value}> ?n . ?s ?p ?o`);
  return `SELECT DISTINCT ?s ?p ?o WHERE ${records}`;
}

/** How many rows that has, as `?n`: an endpoint that cuts results does not cut a single row. */
export function countRows(query: string): string {
  return `SELECT (COUNT(*) AS ?n) WHERE { ${query} }`;
}

function described(nodes: readonly string[], only: readonly string[] | undefined): string {
  if (only !== undefined) {
    const properties = only.map((property) => termToNTriples(iri(property))).join(', ');
    return inEveryGraph(start('s', nodes), `?s ?p ?o FILTER(?p IN (${properties}))`);
  }
  const paths = Array.from({ length: blankSteps + 1 }, (_, steps) => {
    const places = Array.from({ length: steps + 1 }, (_, step) => (step === steps ? 's' : `n${step}`));
    const links = places.slice(1).map((place, step) => `?${places[step]} ?by${step} ?${place} FILTER(isBlank(?${place}))`);
    return inEveryGraph(start(String(places[0]), nodes), [...links, '?s ?p ?o'].join(' . ').replaceAll(') . ', ') '));
  });
  return `{ ${paths.join(' UNION ')} }`;
}

function start(variable: string, nodes: readonly string[]): string {
  return `VALUES ?${variable} { ${nodes.map((node) => termToNTriples(iri(node))).join(' ')} }`;
}

/** Default graphs are the union of all at some endpoints and apart from the others at others. */
function inEveryGraph(values: string, pattern: string): string {
  return `{ { ${values} ${pattern} } UNION { ${values} GRAPH ?anyGraph { ${pattern} } } }`;
}
