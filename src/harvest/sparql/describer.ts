import { FetchProblem } from '../../catalog/guarded-client.js';
import { AnswerProblem } from '../../rdf/federation/answer-problem.js';
import type { Row } from '../../rdf/federation/query-thread.js';
import { Graph } from '../../rdf/graph.js';
import { factory, type NamedNode, type Quad, type Quad_Object, type Quad_Subject, quad } from '../../rdf/terms.js';
import { nameTerms } from '../dcat/words.js';
import { deepestPart, isAskable, wayOf } from './links.js';
import { countRows, describe, describeRecordsOf } from './queries.js';

/** Asks the endpoint and waits for all rows. */
export type Ask = (query: string) => Promise<Row[]>;

/** Nodes of one query: 50 of 100 characters make a query of 40 KB. */
const nodesAtOnce = 50;
/** Names kept from page to page: publishers, themes and licences come again and again. */
const mostNames = 20_000;

/** Reads what an endpoint says of datasets, in as few queries as it answers whole. */
export class Describer {
  readonly #ask: Ask;
  readonly #endpoint: string;
  /** Most triples of what is described at once. */
  readonly #triples: number;
  readonly #names = new Map<string, readonly Quad[]>();
  /** Rows that were once proven to be all: a limit on rows is above this, so that no result up to it needs proof. */
  #proven = 0;
  #results = 0;

  constructor(ask: Ask, endpoint: string, triples: number) {
    this.#ask = ask;
    this.#endpoint = endpoint;
    this.#triples = triples;
  }

  /**
   * All that is said of these datasets, of their parts and of the parts of those, and the names of what they lean on.
   * @throws Problem `source-failed`; `isTooMuch` tells those that fewer datasets may avoid.
   */
  async describe(datasets: readonly string[]): Promise<Graph> {
    const graph = new Graph();
    const asked = new Set(datasets);
    const names = new Set<string>();
    for (let depth = 0, nodes = [...datasets]; nodes.length > 0; depth += 1) {
      const parts: string[] = [];
      for (let at = 0; at < nodes.length; at += nodesAtOnce) {
        for (const one of await this.#said(nodes.slice(at, at + nodesAtOnce))) {
          graph.add(one);
          const { value } = one.object;
          if (one.object.termType !== 'NamedNode' || !isAskable(value)) continue;
          const way = wayOf(one.predicate.value);
          if (way === 'name') names.add(value);
          if (way !== 'part' || depth === deepestPart || asked.has(value)) continue;
          asked.add(value);
          parts.push(value);
        }
        if (graph.size + parts.length > this.#triples) throw new AnswerProblem('too-many-rows', this.#endpoint, String(this.#triples));
      }
      nodes = parts;
    }
    for (let at = 0; at < datasets.length; at += nodesAtOnce)
      for (const one of await this.#said(datasets.slice(at, at + nodesAtOnce), describeRecordsOf)) graph.add(one);
    await this.#addNames(graph, [...names]);
    return graph;
  }

  async #addNames(graph: Graph, names: readonly string[]): Promise<void> {
    if (this.#names.size + names.length > mostNames) this.#names.clear();
    const unknown = names.filter((name) => !this.#names.has(name));
    for (let at = 0; at < unknown.length; at += nodesAtOnce) {
      const chunk = unknown.slice(at, at + nodesAtOnce);
      const said = await this.#said(chunk, describeNames);
      for (const name of chunk) this.#names.set(name, []);
      for (const one of said) this.#names.set(one.subject.value, [...(this.#names.get(one.subject.value) ?? []), one]);
    }
    for (const name of names) for (const one of this.#names.get(name) ?? []) graph.add(one);
  }

  /** What a query brings of these nodes; they are halved as long as the endpoint cuts the result. */
  async #said(nodes: readonly string[], query: (nodes: readonly string[]) => string = describe): Promise<Quad[]> {
    try {
      const rows = await this.#ask(query(nodes));
      if (rows.length > this.#proven) await this.#prove(rows.length, countRows(query(nodes)));
      this.#results += 1;
      return rows.flatMap((row) => this.#toQuads(row));
    } catch (error) {
      if (nodes.length === 1 || !isTooMuch(error)) throw error;
      const half = Math.ceil(nodes.length / 2);
      return [...(await this.#said(nodes.slice(0, half), query)), ...(await this.#said(nodes.slice(half), query))];
    }
  }

  /** @throws AnswerProblem `capped` when there are other than as many rows as came. */
  async #prove(rows: number, count: string): Promise<void> {
    if (countOf(await this.#ask(count)) !== rows) throw new AnswerProblem('capped', this.#endpoint, String(rows));
    this.#proven = rows;
  }

  /** None for a row whose object is a triple. */
  #toQuads({ s, p, o }: Row): Quad[] {
    if (s === undefined || s.termType === 'Literal' || p?.termType !== 'NamedNode')
      throw new AnswerProblem('no-results', this.#endpoint, 'a row that is no statement');
    return o === undefined ? [] : [quad(this.#apart(s) as Quad_Subject, p as NamedNode, this.#apart(o) as Quad_Object)];
  }

  /** Labels of blank nodes mean something within one result only. */
  #apart(term: Quad_Object): Quad_Object {
    return term.termType === 'BlankNode' ? factory.blankNode(`r${this.#results}_${term.value}`) : term;
  }
}

function describeNames(nodes: readonly string[]): string {
  return describe(nodes, [...nameTerms]);
}

/** The one number of a counting query; undefined when it has none. */
export function countOf(rows: readonly Row[]): number | undefined {
  const value = rows.length === 1 ? rows[0]?.n?.value : undefined;
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

/** True for what an endpoint may answer when it is asked for less. */
export function isTooMuch(error: unknown): boolean {
  if (error instanceof AnswerProblem) return ['capped', 'partial', 'too-many-rows', 'too-heavy'].includes(error.reason);
  return error instanceof FetchProblem && (error.reason === 'too-large' || error.reason === 'unpacked-too-large');
}
