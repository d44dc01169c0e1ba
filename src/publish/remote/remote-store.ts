import type { LogReader, Publication } from '../../catalog/publication.js';
import type { Holding } from '../follower-messages.js';
import { asText } from './dialect.js';
import { type Engine, EngineProblem } from './engine.js';
import { clearAll, countTriples, type EngineState, openEngine, tryWriting, writePosition } from './engine-state.js';
import { bunches, updatesOf, type Writing } from './updates.js';

/** One update, of some hundred triples, takes milliseconds; an engine that needs longer is not well. */
const updateMs = 60_000;
/** How often the position is asked for again, though nothing is written: an engine restored from a backup is behind. */
const lookMs = 60_000;
const countMs = 10 * 60_000;

/** A SPARQL engine elsewhere as a follower of the log: a graph is replaced in bounded updates, the position moves last. */
export class RemoteStore {
  readonly #engine: Engine;
  readonly #registry: string;
  readonly #turn: Int32Array;
  readonly #log: (message: string) => void;
  #state: EngineState | undefined;
  #looked = Number.NEGATIVE_INFINITY;
  #counted = Number.NEGATIVE_INFINITY;
  #triples = 0;
  /** How often the engine was found behind what it held: the same position is another state then, for what is remembered. */
  #setbacks = 0;

  /**
   * @param registry which registry this is.
   * @param turn a number that is odd while the graphs are being changed and another one afterwards: an answer during which it
   * stayed the same and even is one of a single state.
   */
  constructor(engine: Engine, registry: string, turn: Int32Array, log: (message: string) => void) {
    this.#engine = engine;
    this.#registry = registry;
    this.#turn = turn;
    this.#log = log;
  }

  get position(): number {
    return this.#state?.position ?? 0;
  }

  get holds(): Holding | undefined {
    if (this.#state === undefined) return undefined;
    const { position, mark } = this.#state;
    return { version: `${position} ${mark}${' again'.repeat(this.#setbacks)}`, triples: this.#triples, turn: Atomics.load(this.#turn, 0) };
  }

  /**
   * Sees where the engine is, before each writing too: what it was emptied of or restored from must not be taken for what it holds.
   * One that followed another history of the log begins anew.
   * @returns true where it is behind what it held: its answers lack something until it has caught up.
   * @throws EngineProblem
   */
  async look(log: LogReader): Promise<boolean> {
    const now = performance.now();
    const before = this.position;
    if (this.#state !== undefined && log.head() <= before && now - this.#looked < lookMs) return false;
    const state = await openEngine(this.#engine, this.#registry);
    const isOther = state.position > 0 && log.mark(state.position) !== state.mark;
    const held = isOther ? { ...state, position: 0, mark: '' } : state;
    if (held.position < before) {
      this.#setbacks += 1;
      this.#state = held;
      return true;
    }
    if (isOther) {
      this.#log('the SPARQL engine followed another history of the registry and begins anew');
      this.#begin();
      await clearAll(this.#engine, state);
      await writePosition(this.#engine, state, held);
      this.#end();
    }
    this.#state = held;
    this.#looked = now;
    // What failed after the position was written is whole all the same.
    if (log.head() <= held.position) this.#end();
    return false;
  }

  /** Counts the triples now and then, when it has caught up; an engine that cannot count them in time answers all the same. */
  async count(): Promise<void> {
    if (this.#state === undefined || performance.now() - this.#counted < countMs) return;
    try {
      this.#triples = await countTriples(this.#engine, this.#state);
    } catch (error) {
      if (!(error instanceof EngineProblem)) throw error;
      this.#log(`the SPARQL engine does not count its triples: ${error.message}`);
    }
    this.#counted = performance.now();
  }

  /** What fails is done again from the position on; replay is harmless. @throws EngineProblem */
  async apply(rows: readonly Publication[], head: number, mark: string): Promise<void> {
    const state = this.#state;
    if (state === undefined) throw new Error('the engine is looked at before rows are applied');
    const newest = [...new Map(rows.map((row) => [row.graph, row])).values()];
    this.#begin();
    try {
      const first = state.position === 0 ? newest.filter(({ op }) => op === 'put') : newest;
      for (const bunch of bunches(first, state.dialect.most)) await this.#put(bunch, state);
      await writePosition(this.#engine, state, { position: head, mark });
    } catch (error) {
      this.#looked = Number.NEGATIVE_INFINITY;
      throw error;
    }
    this.#state = { ...state, position: head, mark };
    this.#end();
    if (this.#triples === 0) this.#counted = Number.NEGATIVE_INFINITY;
  }

  async #put(bunch: readonly Publication[], state: EngineState): Promise<void> {
    const { most, toStored } = state.dialect;
    const writing: Writing = { most, toStored, clears: true };
    if (await this.#writes(bunch, writing)) return;
    // One of them the engine does not take; it must not hold up the others, nor the followers.
    for (const row of bunch) {
      if ((await this.#writes([row], writing)) || (await this.#writes([row], { ...writing, toStored: asText }))) continue;
      // An engine that says no to this as well, says no to everything.
      await tryWriting(this.#engine, row.seq);
      this.#log(`the SPARQL engine does not take the graph <${row.graph}>, which is left out: ${this.#refusal}`);
      await this.#writes([{ ...row, op: 'delete' }], writing);
    }
  }

  #refusal = '';

  /** @returns false where the engine says no to what is written. */
  async #writes(rows: readonly Publication[], writing: Writing): Promise<boolean> {
    try {
      for (const update of updatesOf(rows, writing)) await this.#engine.update(update, updateMs);
      return true;
    } catch (error) {
      if (!(error instanceof EngineProblem) || error.failure !== 'refused') throw error;
      this.#refusal = error.message;
      return false;
    }
  }

  #begin(): void {
    if (Atomics.load(this.#turn, 0) % 2 === 0) Atomics.add(this.#turn, 0, 1);
  }

  #end(): void {
    if (Atomics.load(this.#turn, 0) % 2 === 1) Atomics.add(this.#turn, 0, 1);
  }
}
