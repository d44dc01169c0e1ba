import { factory, iri, type Quad_Object, type Term, tagged, typed } from '../terms.js';
import { bindingsWriters, booleanWriters } from '../write-bindings.js';
import { CleanTerms } from './clean-terms.js';
import { GraphAnswer } from './graph-answer.js';
import type { AnswerTask, TemplateTerm } from './messages.js';
import type { Plan } from './plan.js';
import { AnswerFault } from './whole-answer.js';

/** A solution as the engine tells it. */
export type Solution = Iterable<readonly [variable: { readonly value: string }, term: Term]>;

export interface Sources {
  /** Runs a SELECT over the endpoints of the task. */
  readonly select: (query: string) => AsyncIterable<Solution>;
  /** N-Triples of what the local data say of these resources. */
  readonly describe: (iris: readonly string[]) => Promise<string>;
}

type CleanSolution = ReadonlyMap<string, Quad_Object>;

/** Resources of one request, and characters of their IRIs: a query has at most 64 Ki. */
const inOneRequest = 100;
const charactersOfOne = 30_000;

/**
 * Answers a query in its format, whole.
 * @throws AnswerFault past a bound of rows or characters, and for an endpoint that fails.
 */
export async function writeAnswer(task: AnswerTask, sources: Sources): Promise<string> {
  const { plan, query } = task.asked;
  if (plan.make === 'construct') return construct(task, plan, sources.select(query));
  if (plan.make === 'describe') return describe(task, plan, sources);
  const rows: CleanSolution[] = [];
  for await (const solution of bounded(sources.select(query), task)) rows.push(solution);
  if (plan.make === 'boolean') return known(booleanWriters[task.format], task.format)(rows.length > 0);
  return known(bindingsWriters[task.format], task.format)(
    plan.columns.map(({ name }) => name),
    rows.map((row) => rowOf(row, plan.columns)),
  );
}

function rowOf(solution: CleanSolution, columns: Extract<Plan, { make: 'bindings' }>['columns']): Record<string, Quad_Object> {
  // Entries, not assignments: a variable may be called __proto__.
  return Object.fromEntries(
    columns.flatMap(({ name, variable }) => {
      const term = solution.get(variable);
      return term === undefined ? [] : [[name, term]];
    }),
  );
}

function known<Writer>(writer: Writer | undefined, format: string): Writer {
  if (writer === undefined) throw new Error(`nothing writes ${format}`);
  return writer;
}

/** Solutions with clean terms, as many as are allowed. */
async function* bounded(rows: AsyncIterable<Solution>, most: AnswerTask, terms = new CleanTerms()): AsyncGenerator<CleanSolution, void> {
  let [count, characters] = [0, 0];
  for await (const row of rows) {
    const solution = new Map<string, Quad_Object>();
    for (const [{ value: name }, term] of row) {
      const cleaned = terms.clean(term);
      if (cleaned !== undefined) solution.set(name, cleaned);
      characters += term.value.length;
    }
    count += 1;
    if (count > most.rows) throw new AnswerFault('too-many-rows', String(most.rows));
    if (characters > most.characters) throw new AnswerFault('too-heavy');
    yield solution;
  }
}

async function construct(
  task: AnswerTask,
  { template }: Extract<Plan, { make: 'construct' }>,
  solutions: AsyncIterable<Solution>,
): Promise<string> {
  const graph = new GraphAnswer(task);
  const terms = new CleanTerms();
  let number = 0;
  for await (const solution of bounded(solutions, task, terms)) {
    number += 1;
    for (const triple of template) {
      const [subject, predicate, object] = triple.map((term) => instance(term, solution, terms, number));
      graph.add(subject, predicate, object);
    }
  }
  return graph.write(task.format);
}

/** A term of the template for a solution; its blank nodes are others for each. */
function instance(term: TemplateTerm, solution: CleanSolution, terms: CleanTerms, number: number): Quad_Object | undefined {
  const [kind, value] = term;
  if (kind === 'variable') return solution.get(value);
  return kind === 'blank' ? terms.blank(`template ${number} ${value}`) : toTerm(term);
}

async function describe(task: AnswerTask, { iris, variables }: Extract<Plan, { make: 'describe' }>, sources: Sources): Promise<string> {
  const found = new Set(iris);
  if (variables === undefined || variables.length > 0)
    for await (const solution of bounded(sources.select(task.asked.query), task))
      for (const name of variables ?? solution.keys()) {
        const term = solution.get(name);
        if (term?.termType === 'NamedNode') found.add(term.value);
      }
  const graph = new GraphAnswer(task);
  for (const some of portions([...found])) for (const line of (await sources.describe(some)).split('\n')) graph.addLine(line);
  return graph.write(task.format);
}

function* portions(iris: readonly string[]): Generator<readonly string[], void> {
  let some: string[] = [];
  let characters = 0;
  for (const one of iris) {
    if (some.length > 0 && (some.length === inOneRequest || characters + one.length > charactersOfOne)) {
      yield some;
      [some, characters] = [[], 0];
    }
    some.push(one);
    characters += one.length;
  }
  if (some.length > 0) yield some;
}

/** A term that came in a message. */
export function toTerm(term: Exclude<TemplateTerm, readonly ['variable', string]>): Quad_Object {
  if (term[0] === 'iri') return iri(term[1]);
  if (term[0] === 'blank') return factory.blankNode(term[1]);
  const [, value, language, datatype] = term;
  return language === '' ? typed(value, iri(datatype)) : tagged(value, language);
}
