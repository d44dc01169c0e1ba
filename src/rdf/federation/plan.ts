import sparqljs from 'sparqljs';
import { columnsOf } from './columns.js';
import type { FederatedQuery } from './federated-query.js';
import type { TemplateTerm, TemplateTriple } from './messages.js';

/** What is made of the solutions of a SELECT: the engine itself would cut graphs by their triples, and let a part of one pass for all. */
export type Plan =
  /** Columns, each with the variable of the SELECT that it shows. */
  | { readonly make: 'bindings'; readonly columns: readonly { readonly name: string; readonly variable: string }[] }
  | { readonly make: 'boolean' }
  | { readonly make: 'construct'; readonly template: readonly TemplateTriple[] }
  /** `variables` are undefined for all that the solutions bind. */
  | { readonly make: 'describe'; readonly iris: readonly string[]; readonly variables: readonly string[] | undefined };

type Planned = Pick<FederatedQuery, 'kind' | 'query' | 'plan' | 'dataset'>;

/**
 * Makes a SELECT of any query, and says what is made of its solutions.
 * @param text of the query as it came; it stays so where nothing of it has to change.
 * @param how.renamed what variables of `parsed` were called before.
 */
export function planOf(
  text: string,
  parsed: sparqljs.Query,
  { changed, renamed }: { readonly changed: boolean; readonly renamed: ReadonlyMap<string, string> },
): Planned {
  const { from, ...rest } = parsed;
  const dataset = from && { defaultGraphs: from.default.map(textOf), namedGraphs: from.named.map(textOf) };
  const asSelect = (parts: object): string =>
    new sparqljs.Generator().stringify({ ...rest, ...parts, queryType: 'SELECT' } as sparqljs.SelectQuery);
  const all = [new sparqljs.Wildcard()];
  if (rest.queryType === 'SELECT') {
    const names = rest.variables.map((one) => textOf('variable' in one ? one.variable : one));
    const variables = rest.variables.some(isWildcard) ? columnsOf(rest.where ?? [], rest.values) : names;
    const columns = variables.map((variable) => ({ name: renamed.get(variable) ?? variable, variable }));
    return {
      kind: 'bindings',
      plan: { make: 'bindings', columns },
      dataset,
      query: changed || dataset !== undefined ? asSelect({}) : text,
    };
  }
  if (rest.queryType === 'ASK')
    return { kind: 'boolean', plan: { make: 'boolean' }, dataset, query: asSelect({ variables: all, limit: 1 }) };
  if (rest.queryType === 'CONSTRUCT') {
    const triples = rest.template ?? [];
    const variables = new Map(triples.flatMap(variablesOf).map((term) => [term.value, term]));
    const query = asSelect({ template: undefined, variables: variables.size === 0 ? all : [...variables.values()] });
    return { kind: 'graph', plan: { make: 'construct', template: triples.map(templateOf) }, dataset, query };
  }
  const terms = (rest as sparqljs.DescribeQuery).variables as readonly sparqljs.Term[];
  const iris = terms.filter(({ termType }) => termType === 'NamedNode').map(textOf);
  const variables = terms.filter(({ termType }) => termType === 'Variable');
  const isAll = terms.some(isWildcard);
  const query = asSelect({ variables: isAll || variables.length === 0 ? all : variables });
  return { kind: 'graph', plan: { make: 'describe', iris, variables: isAll ? undefined : variables.map(textOf) }, dataset, query };
}

function isWildcard(one: object): boolean {
  return 'termType' in one && one.termType === 'Wildcard';
}

function textOf({ value }: { readonly value: string }): string {
  return value;
}

function partsOf({ subject, predicate, object }: sparqljs.Triple): readonly sparqljs.Term[] {
  return [subject, predicate as sparqljs.Term, object];
}

function variablesOf(triple: sparqljs.Triple): sparqljs.Term[] {
  return partsOf(triple).filter(({ termType }) => termType === 'Variable');
}

function templateOf(triple: sparqljs.Triple): TemplateTriple {
  const [subject, predicate, object] = partsOf(triple).map(templateTerm);
  if (subject === undefined || predicate === undefined || object === undefined) throw new Error('a triple has three terms');
  return [subject, predicate, object];
}

function templateTerm(term: sparqljs.Term): TemplateTerm {
  if (term.termType === 'Variable') return ['variable', term.value];
  if (term.termType === 'NamedNode') return ['iri', term.value];
  if (term.termType === 'BlankNode') return ['blank', term.value];
  if (term.termType !== 'Literal') throw new Error(`a template has no ${term.termType}`);
  return ['literal', term.value, term.language, term.datatype.value];
}
