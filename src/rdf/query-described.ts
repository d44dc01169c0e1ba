import type sparqljs from 'sparqljs';
import { columnsOf } from './federation/columns.js';
import { factory } from './terms.js';

/** What a DESCRIBE names: IRIs, and variables, of which `*` means all that it could select. */
export function describedTerms({ variables, where, values }: sparqljs.DescribeQuery): (sparqljs.IriTerm | sparqljs.VariableTerm)[] {
  return variables.flatMap((one) => (one.termType === 'Wildcard' ? columnsOf(where ?? [], values).map(variable) : [one]));
}

/**
 * A DESCRIBE as a CONSTRUCT of all triples of each node: `DESCRIBE <a> ?b WHERE …` as `CONSTRUCT { ?s ?p ?o } WHERE { { VALUES ?s { <a> } ?s ?p ?o }
 * UNION { { SELECT DISTINCT ?s { { SELECT (?b AS ?s) WHERE … } FILTER(ISIRI(?s)) } } ?s ?p ?o } }`. The LIMIT of the query counts its rows, not its
 * nodes, and where a row has no value every triple there is would join.
 * @param own begins names that the query does not use.
 * @param nothing an IRI of which nothing is stated.
 */
export function asConstruct(parsed: sparqljs.DescribeQuery, own: string, nothing: string): sparqljs.ConstructQuery {
  const { variables: _, where = [], values, prefixes, base, from, type, ...modifiers } = parsed;
  const [node, predicate, object] = ['s', 'p', 'o'].map((name) => variable(own + name)) as [
    sparqljs.VariableTerm,
    sparqljs.VariableTerm,
    sparqljs.VariableTerm,
  ];
  const terms = describedTerms(parsed);
  const fixed = terms.filter((one) => one.termType === 'NamedNode');
  const iris = terms.length === 0 ? [factory.namedNode(nothing)] : fixed;
  const select = { type, queryType: 'SELECT', prefixes: {} };
  const rows = { ...modifiers, ...select, where, ...(values === undefined ? {} : { values }) };
  const nodesOf = (one: sparqljs.VariableTerm) => ({
    ...select,
    distinct: true,
    variables: [node],
    where: [
      { type: 'group', patterns: [{ ...rows, variables: [{ expression: one, variable: node }] }] },
      { type: 'filter', expression: { type: 'operation', operator: 'isiri', args: [node] } },
    ],
  });
  const nodes = [
    ...(iris.length === 0 ? [] : [{ type: 'values', values: iris.map((one) => ({ [`?${own}s`]: one })) }]),
    ...terms.filter((one) => one.termType === 'Variable').map((one) => ({ type: 'group', patterns: [nodesOf(one)] })),
  ];
  const triple = { subject: node, predicate, object };
  const all = nodes.map((one) => ({ type: 'group', patterns: [one, { type: 'bgp', triples: [triple] }] }));
  return {
    type,
    queryType: 'CONSTRUCT',
    prefixes,
    ...(base === undefined ? {} : { base }),
    ...(from === undefined ? {} : { from }),
    template: [triple],
    where: all.length === 1 ? all : [{ type: 'union', patterns: all }],
  } as unknown as sparqljs.ConstructQuery;
}

function variable(name: string): sparqljs.VariableTerm {
  return factory.variable?.(name) as sparqljs.VariableTerm;
}
