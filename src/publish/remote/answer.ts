import { type DirectoryQuery, type ResultFormats, resultFormats } from '../../catalog/directory.js';
import { messageOf } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';
import { parse } from '../../rdf/parse.js';
import { portableQuery } from '../../rdf/query-portable.js';
import { readQuery } from '../../rdf/query-read.js';
import { type Bindings, readBindings } from '../../rdf/read-bindings.js';
import { factory, type Quad } from '../../rdf/terms.js';
import { bindingsWriters, booleanWriters } from '../../rdf/write-bindings.js';
import { graphWriters } from '../../rdf/write-graph.js';
import type { JudgedAnswer, ResultBounds } from '../sparql/judge.js';
import { fromStored } from './dialect.js';
import { type Engine, type EngineAnswer, EngineProblem } from './engine.js';
import { type EngineState, lookAt } from './engine-state.js';

/** What is asked of an engine, whatever the client takes: its answers are written anew, the same from every make of engine. */
const accepted: Readonly<Record<keyof ResultFormats, string>> = {
  bindings: 'application/sparql-results+json',
  boolean: 'application/sparql-results+json',
  graph: 'application/n-triples',
};
/** An answer as the engine writes it may be longer than as we do. */
const longer = 2;
/** How long what an engine is and hides is remembered. */
const rememberedMs = 60_000;

/** Judges queries and has them answered by an engine elsewhere. */
export class RemoteAnswers {
  readonly #engine: Engine;
  readonly #most: ResultBounds;
  readonly #timeoutMs: number;
  #state: EngineState | undefined;
  #looked = Number.NEGATIVE_INFINITY;

  constructor(engine: Engine, most: ResultBounds, timeoutMs: number) {
    this.#engine = engine;
    this.#most = most;
    this.#timeoutMs = timeoutMs;
  }

  async answer(query: DirectoryQuery): Promise<JudgedAnswer> {
    const started = performance.now();
    const judged = readQuery(query.query, this.#most.rows);
    if ('reason' in judged) return { state: 'bad-query', reason: judged.reason };
    const { kind } = judged;
    const format = query.formats[kind];
    if (format === undefined) return { state: 'not-acceptable', formats: resultFormats[kind] };
    try {
      const { dialect, hidden } = await this.#look();
      const { defaultGraphs, namedGraphs } = query;
      const isNamed = (defaultGraphs ?? namedGraphs) !== undefined;
      const portable = portableQuery(judged.query, {
        dataset: isNamed ? { default: defaultGraphs ?? [], named: namedGraphs ?? [] } : undefined,
        standIns: dialect.standIns,
        mostSorted: dialect.mostSorted,
        hidden,
        hides: dialect.canHide,
      });
      if ('reason' in portable) return { state: 'bad-query', reason: portable.reason };
      const ms = Math.max(1, Math.round(this.#timeoutMs - (performance.now() - started)));
      const answer = await this.#engine.query((portable.ofAll ? dialect.hides(hidden) : '') + portable.text, {
        accept: accepted[kind],
        most: this.#most.bytes * longer,
        ms,
        fields: dialect.deadline(ms),
      });
      const cut = dialect.cut(answer.headers);
      if (cut === 'too-slow') return { state: 'too-slow' };
      if (cut === 'rows') return { state: 'too-large', bound: 'rows', swollen: false };
      return this.#written(kind, format, readAnswer(kind, answer), portable.own);
    } catch (error) {
      if (!(error instanceof EngineProblem)) throw error;
      if (error.failure === 'too-slow') return { state: 'too-slow' };
      if (error.failure === 'too-large') return { state: 'too-large', bound: 'bytes', swollen: false };
      if (error.failure === 'refused') return { state: 'bad-query', reason: text(error.words, error.words) };
      return { state: 'unavailable', message: error.message };
    }
  }

  #written(kind: keyof ResultFormats, format: string, read: Bindings | readonly Quad[], own: string): JudgedAnswer {
    if (!('rows' in read)) return this.#bounded(format, graphWriters[format]?.(read.map(restored)));
    const { variables, rows } = read;
    const columns = variables.filter((name) => !name.startsWith(own));
    if (kind === 'boolean') return this.#bounded(format, booleanWriters[format]?.(rows.length > 0));
    if (rows.length > this.#most.rows) return { state: 'too-large', bound: 'rows', swollen: false };
    return this.#bounded(format, bindingsWriters[format]?.(columns, rows.map(restoredRow)));
  }

  #bounded(format: string, written: string | undefined): JudgedAnswer {
    if (written === undefined) throw new Error(`nothing writes ${format}`);
    const body = new TextEncoder().encode(written);
    if (body.length > this.#most.bytes) return { state: 'too-large', bound: 'bytes', swollen: false };
    return { state: 'answered', format, body, version: undefined };
  }

  async #look(): Promise<EngineState> {
    const now = performance.now();
    if (this.#state === undefined || now - this.#looked > rememberedMs) {
      this.#state = await lookAt(this.#engine);
      this.#looked = now;
    }
    return this.#state;
  }
}

/** @throws EngineProblem for what is no answer: a page of a proxy, say. */
function readAnswer(kind: keyof ResultFormats, { body }: EngineAnswer): Bindings | readonly Quad[] {
  const said = body.toString('utf8');
  try {
    return kind === 'graph' ? parse(said, { label: 'answer', format: 'N-Quads' }) : readBindings(said);
  } catch (error) {
    throw new EngineProblem('unavailable', `it does not answer in ${accepted[kind]}: ${messageOf(error)}`, { cause: error });
  }
}

function restored({ subject, predicate, object }: Quad): Quad {
  return factory.quad(subject, predicate, fromStored(object));
}

function restoredRow(row: Bindings['rows'][number]): Bindings['rows'][number] {
  return Object.fromEntries(Object.entries(row).map(([name, term]) => [name, fromStored(term)]));
}
