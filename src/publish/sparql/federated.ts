import { type QueryAnswer, type QueryAsked, resultFormats } from '../../catalog/directory.js';
import type { GuardedClient, OpenAnswer } from '../../catalog/guarded-client.js';
import { AnswerProblem } from '../../rdf/federation/answer-problem.js';
import type { JudgedFederated } from '../../rdf/federation/federated-query.js';
import { QueryThread, type Row } from '../../rdf/federation/query-thread.js';
import { scanQuery } from '../../rdf/query-bounds.js';
import { bindingsWriters, booleanWriters } from '../../rdf/write-bindings.js';
import { type BudgetLimits, ClientBudget } from './client-budget.js';
import type { ResultBounds } from './judge.js';
import { problems } from './problems.js';

export interface FederatedLimits extends BudgetLimits {
  readonly timeoutMs: number;
  readonly most: ResultBounds;
}

export interface FederatedParts {
  /** Answers from the local data. */
  readonly local: (asked: QueryAsked, signal: AbortSignal) => Promise<QueryAnswer>;
  /** Fetches from other endpoints. */
  readonly client: GuardedClient;
  /** Endpoints that may be asked. */
  readonly endpoints: () => Promise<ReadonlySet<string>>;
}

/** The local data as an endpoint to the engine; nobody can have an address under `.invalid` (RFC 2606). */
const localEndpoint = 'http://local.invalid/sparql';
/** A second source that holds nothing: to a single one the engine sends the whole query, SERVICE included. */
const emptyEndpoint = 'http://empty.invalid/sparql';

/** Queries that run at a time, each in a thread of some 150 MB. */
const mostThreads = 2;
/** Requests of one query, those for the local data included. */
const mostRequests = 200;
const memoryMb = 512;

/** A thread, and whose query it runs. */
interface Slot {
  readonly thread: QueryThread;
  readonly asking: { client: string };
}

/** SPARQL over the local data and what queries name in SERVICE: endpoints of registered agencies, and no others. */
export class FederatedQueries {
  readonly #parts: FederatedParts;
  readonly #limits: FederatedLimits;
  readonly #budget: ClientBudget;
  readonly #slots = new Set<Slot>();
  /** Kept for the next query, since starting a thread takes a second. */
  #idle: Slot | undefined;

  constructor(parts: FederatedParts, limits: FederatedLimits) {
    this.#parts = parts;
    this.#limits = limits;
    this.#budget = new ClientBudget(limits, () => performance.now());
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#slots, ...(this.#idle === undefined ? [] : [this.#idle])].map(({ thread }) => thread.end()));
  }

  /** Answers a query. @throws Problem as the local service does, and `source-failed` for an endpoint that does not answer well. */
  async run(asked: QueryAsked, signal: AbortSignal): Promise<QueryAnswer> {
    scanQuery(asked.query);
    if (!/SERVICE/i.test(asked.query)) return this.#parts.local(asked, signal);
    const allowed = await this.#parts.endpoints();
    if (this.#slots.size >= mostThreads) throw problems.busy();
    const { client } = asked;
    const leave = this.#budget.enter(client);
    const slot = this.#take(client);
    const { thread } = slot;
    const started = performance.now();
    try {
      const judged = await thread.judge(asked.query, [...allowed]);
      return judged === undefined ? await this.#parts.local(asked, signal) : await this.#answer(thread, judged, asked, signal);
    } catch (error) {
      if (signal.aborted) throw problems.gone();
      throw error instanceof AnswerProblem ? this.#inOurWords(error) : error;
    } finally {
      this.#budget.charge(client, performance.now() - started);
      leave();
      await this.#giveBack(slot);
    }
  }

  async #answer(
    thread: QueryThread,
    judged: NonNullable<JudgedFederated>,
    { formats }: QueryAsked,
    signal: AbortSignal,
  ): Promise<QueryAnswer> {
    if ('reason' in judged) return { state: 'bad-query', reason: judged.reason };
    const { kind, query, services } = judged;
    const format = formats[kind];
    if (format === undefined) return { state: 'not-acceptable', formats: resultFormats[kind] };
    const rows: Row[] = [];
    for await (const some of thread.select(query, [localEndpoint, emptyEndpoint], signal, services)) rows.push(...some);
    const variables = judged.variables ?? [...new Set(rows.flatMap((row) => Object.keys(row)))].sort();
    const text = kind === 'boolean' ? booleanWriters[format]?.(rows.length > 0) : bindingsWriters[format]?.(variables, rows);
    if (text === undefined) throw new Error(`nothing writes ${format}`);
    const body = new TextEncoder().encode(text);
    if (body.length > this.#limits.most.bytes) throw problems.tooLarge('bytes', this.#limits.most);
    return { state: 'answered', body, format, etag: undefined, origin: 'run' };
  }

  #take(client: string): Slot {
    const idle = this.#idle?.thread.ended === false ? this.#idle : undefined;
    const slot = idle ?? this.#start();
    this.#idle = undefined;
    slot.asking.client = client;
    this.#slots.add(slot);
    return slot;
  }

  async #giveBack(slot: Slot): Promise<void> {
    this.#slots.delete(slot);
    if (slot.thread.ended || this.#idle !== undefined) await slot.thread.end();
    else this.#idle = slot;
  }

  #start(): Slot {
    const { timeoutMs, most } = this.#limits;
    const asking = { client: '' };
    const thread = new QueryThread({
      client: withLocal(this.#parts, asking),
      // What an agency's source is harvested with is not for strangers to use.
      headersOf: () => ({}),
      requests: mostRequests,
      unpackedBytes: most.bytes,
      queryMs: timeoutMs,
      rows: most.rows,
      characters: most.bytes,
      memoryMb,
    });
    return { thread, asking };
  }

  #inOurWords(problem: AnswerProblem): Error {
    if (problem.reason === 'too-slow') return problems.tooSlow(this.#limits.timeoutMs);
    if (problem.reason === 'too-many-rows') return problems.tooLarge('rows', this.#limits.most);
    return problem.reason === 'too-heavy' ? problems.tooLarge('bytes', this.#limits.most) : problem;
  }
}

/** A client that answers for the two made-up addresses itself: the local data are never asked for over HTTP. */
function withLocal({ local, client }: FederatedParts, asking: { readonly client: string }): GuardedClient {
  return {
    get: (url, options) => client.get(url, options),
    judge: (url) => client.judge(url),
    close: () => Promise.resolve(),
    async open(url, options = {}) {
      const at = url.split('?')[0];
      if (at !== localEndpoint && at !== emptyEndpoint) return client.open(url, { ...options, once: true });
      const query = new URLSearchParams(options.form).get('query') ?? new URL(url).searchParams.get('query') ?? '';
      if (at === emptyEndpoint) return whole(url, 200, nothing(query));
      const answer = await local({ ...asBindings, query, client: asking.client }, options.signal ?? new AbortController().signal);
      if (answer.state === 'answered') return whole(url, 200, answer.body);
      return whole(url, 400, new TextEncoder().encode(answer.state === 'bad-query' ? answer.reason.en : answer.state));
    },
  };
}

const json = 'application/sparql-results+json';

const asBindings = {
  formats: { bindings: json, boolean: json, graph: undefined },
  defaultGraphs: undefined,
  namedGraphs: undefined,
  known: [],
} as const;

/** No rows; a count is 0, and nothing is so. */
function nothing(query: string): Uint8Array {
  const zero = { type: 'literal', value: '0', datatype: 'http://www.w3.org/2001/XMLSchema#integer' };
  const counted = /^\s*SELECT\s*\(\s*COUNT\(\s*\*\s*\)\s*AS\s*\?(\w+)/i.exec(query)?.[1];
  const bindings = counted === undefined ? [] : [{ [counted]: zero }];
  const answer = /^\s*ASK\b/i.test(query) ? { head: {}, boolean: false } : { head: { vars: [] }, results: { bindings } };
  return new TextEncoder().encode(JSON.stringify(answer));
}

function whole(url: string, status: number, body: Uint8Array): OpenAnswer {
  async function* bytes(): AsyncGenerator<Buffer> {
    yield Buffer.from(body);
  }
  return { status, headers: { 'content-type': json }, url, bytes: bytes(), discard: () => undefined };
}
