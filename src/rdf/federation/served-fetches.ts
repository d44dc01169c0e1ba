import { FetchProblem, type GuardedClient, type OpenAnswer } from '../../catalog/guarded-client.js';
import { Problem } from '../../catalog/problem.js';
import { type Text, text } from '../../catalog/text.js';
import { AnswerProblem } from './answer-problem.js';
import type { AnswerType, FromThread, ToThread } from './messages.js';

/** What the requests of a query may reach and take. */
export interface FetchRules {
  readonly client: GuardedClient;
  /** Secret headers of an endpoint. */
  readonly headersOf: (endpoint: string) => Readonly<Record<string, string>>;
  /** Most requests of one query. */
  readonly requests: number;
  /** Largest unpacked answer. */
  readonly unpackedBytes: number;
}

const types: Readonly<Record<string, AnswerType>> = {
  'application/sparql-results+json': 'application/sparql-results+json',
  'application/json': 'application/sparql-results+json',
  'text/json': 'application/sparql-results+json',
  'application/sparql-results+xml': 'application/sparql-results+xml',
  'application/xml': 'application/sparql-results+xml',
  'text/xml': 'application/sparql-results+xml',
  'text/turtle': 'text/turtle',
  'application/x-turtle': 'text/turtle',
  'application/n-triples': 'text/turtle',
};

/** Most of an error’s text that is repeated. */
const excerptLength = 200;

interface Judged {
  readonly type: AnswerType;
  readonly cap?: number;
}

interface Served {
  readonly answer: OpenAnswer;
  readonly chunks: AsyncIterator<Buffer>;
}

/** Fetches for a thread through the guarded client, one query at a time; of each answer one chunk is sent for one that is asked for. */
export class ServedFetches {
  readonly #rules: FetchRules;
  readonly #post: (message: ToThread) => void;
  readonly #served = new Map<number, Served>();
  #endpoints: readonly string[] = [];
  #silent: ReadonlySet<string> = new Set();
  #ending = new AbortController();
  #requests = 0;
  /** Why the first request failed that did. */
  problem: Problem | undefined;

  constructor(rules: FetchRules, post: (message: ToThread) => void) {
    this.#rules = rules;
    this.#post = post;
  }

  /** Forgets the query before, and serves one over these endpoints. @param silent those whose failure the query does not mind. */
  begin(endpoints: readonly string[], silent: readonly string[] = []): void {
    this.end();
    this.#silent = new Set(silent);
    this.#ending = new AbortController();
    this.#endpoints = endpoints;
    this.#requests = 0;
    this.problem = undefined;
  }

  /** Ends all requests. */
  end(): void {
    this.#ending.abort();
    for (const id of [...this.#served.keys()]) this.drop(id);
  }

  async fetch(request: Extract<FromThread, { kind: 'fetch' }>): Promise<void> {
    const { id } = request;
    const { signal } = this.#ending;
    // With several endpoints the engine first asks each for a description of itself: it is told what it was told already, nothing.
    if (request.form === undefined && !request.url.includes('?')) return this.#post({ kind: 'response', id, type: 'text/turtle' });
    try {
      const { answer, type, ...cap } = await this.#open(request, signal);
      if (signal.aborted) return answer.discard();
      this.#served.set(id, { answer, chunks: answer.bytes[Symbol.asyncIterator]() });
      this.#post({ kind: 'response', id, type, ...cap });
    } catch (error) {
      const endpoint = this.#endpointOf(request.url);
      // A bound that is passed is the query’s own failure, whichever request passes it.
      const isBound = error instanceof AnswerProblem && error.reason === 'too-many-requests';
      if (endpoint === undefined || isBound || !this.#silent.has(endpoint)) this.#broken(id, error, signal);
      else if (!signal.aborted) this.#post({ kind: 'broken', id, silent: true });
    }
  }

  async pull(id: number): Promise<void> {
    const { signal } = this.#ending;
    try {
      const next = await this.#served.get(id)?.chunks.next();
      if (signal.aborted) return;
      if (next === undefined || next.done === true) {
        this.#served.delete(id);
        this.#post({ kind: 'end', id });
      } else this.#post({ kind: 'chunk', id, bytes: next.value });
    } catch (error) {
      this.#served.delete(id);
      this.#broken(id, error, signal);
    }
  }

  drop(id: number): void {
    this.#served.get(id)?.answer.discard();
    this.#served.delete(id);
  }

  /** @throws Problem for an address that the query may not reach, and an answer that is no result. */
  async #open(request: Extract<FromThread, { kind: 'fetch' }>, signal: AbortSignal): Promise<{ answer: OpenAnswer } & Judged> {
    const { client, headersOf, requests, unpackedBytes } = this.#rules;
    const endpoint = this.#endpointOf(request.url);
    if (endpoint === undefined) throw new AnswerProblem('elsewhere', String(this.#endpoints[0]), withoutQuery(request.url));
    this.#requests += 1;
    if (this.#requests > requests) throw new AnswerProblem('too-many-requests', endpoint, String(requests));
    const { accept, form } = request;
    const answer = await client.open(request.url, {
      accept,
      signal,
      unpackedBytes,
      headers: headersOf(endpoint),
      ...(form === undefined ? {} : { form }),
    });
    try {
      return { answer, ...(await this.#judge(endpoint, answer)) };
    } catch (error) {
      answer.discard();
      throw error;
    }
  }

  #endpointOf(url: string): string | undefined {
    return this.#endpoints.find((one) => isAt(url, one));
  }

  /** What kind of result an answer is. @throws AnswerProblem when it is none, or says that it is a part of one. */
  async #judge(endpoint: string, { status, headers, bytes }: OpenAnswer): Promise<Judged> {
    const [mediaType = ''] = (headers['content-type'] ?? '').toLowerCase().split(';');
    const isPage = /^(?:text\/html|application\/xhtml\+xml)$/.test(mediaType.trim());
    if (status !== 200) throw new AnswerProblem('status', endpoint, isPage ? String(status) : `${status} ${await excerpt(bytes)}`.trim());
    if (isPage) throw new AnswerProblem('web-page', endpoint);
    const type = types[mediaType.trim()];
    if (type === undefined) throw new AnswerProblem('no-results', endpoint, mediaType.slice(0, excerptLength));
    // Virtuoso's "anytime" queries answer 200 with what they had found by then.
    const sqlState = headers['x-sql-state'];
    if (sqlState !== undefined) throw new AnswerProblem('partial', endpoint, sqlState.slice(0, excerptLength));
    const cap = Number(headers['x-sparql-maxrows'] ?? Number.NaN);
    return cap > 0 ? { type, cap } : { type };
  }

  #broken(id: number, error: unknown, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.problem ??= error instanceof FetchProblem ? shortened(error) : error instanceof Problem ? error : undefined;
    this.problem ??= new AnswerProblem('engine', String(this.#endpoints[0]), String(error));
    this.#post({ kind: 'broken', id });
  }
}

/** The beginning of an error’s text, on one line. */
async function excerpt(bytes: AsyncIterable<Buffer>): Promise<string> {
  for await (const chunk of bytes)
    return chunk
      .subarray(0, 4 * excerptLength)
      .toString('utf8')
      .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
      .slice(0, excerptLength)
      .trim();
  return '';
}

function isAt(url: string, endpoint: string): boolean {
  return URL.canParse(url) && withoutQuery(url) === withoutQuery(endpoint);
}

function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

/** The same problem without the query in its addresses, which would fill a page. */
function shortened(problem: FetchProblem): FetchProblem {
  const detail: Text = text(shorter(problem.detail.th), shorter(problem.detail.en));
  return new FetchProblem(problem.reason, { detail, remedy: problem.remedy ?? text('', '') }, problem);
}

function shorter(sentence: string): string {
  return sentence.replace(/\?query=[^\s:]*?(\)?)(?=[\s:]|$)/g, '$1');
}
