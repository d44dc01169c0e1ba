import type { DirectoryQuery, QueryAnswer, QueryAsked } from '../../catalog/directory.js';
import type { GuardedClient, OpenAnswer } from '../../catalog/guarded-client.js';
import { Problem } from '../../catalog/problem.js';

/** The local data as an endpoint to the engine; nobody can have an address under `.invalid` (RFC 2606). */
export const localEndpoint = 'http://local.invalid/sparql';
/** A second source that holds nothing: to a single one the engine sends the whole query, SERVICE included. */
export const emptyEndpoint = 'http://empty.invalid/sparql';

/** Whose query it is, and what it takes for its data. */
export interface Asking {
  readonly client: string;
  readonly dataset: Pick<DirectoryQuery, 'defaultGraphs' | 'namedGraphs'>;
}

export interface LocalParts {
  /** Answers from the local data. */
  readonly local: (asked: QueryAsked, signal: AbortSignal) => Promise<QueryAnswer>;
  /** Fetches from other endpoints. */
  readonly client: GuardedClient;
}

/** A client that answers for the two made-up addresses itself: the local data are never asked for over HTTP. */
export function withLocal({ local, client }: LocalParts, asking: () => Asking): GuardedClient {
  // One after the other: together they would be more queries of one client than it may have in hand.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (asked: QueryAsked, signal: AbortSignal): Promise<QueryAnswer> => {
    const answer = last.then(() => {
      signal.throwIfAborted();
      return local(asked, signal);
    });
    last = answer.catch(() => undefined);
    return answer;
  };
  return {
    get: (url, options) => client.get(url, options),
    judge: (url) => client.judge(url),
    close: () => Promise.resolve(),
    async open(url, options = {}) {
      const at = url.split('?')[0];
      if (at !== localEndpoint && at !== emptyEndpoint) return client.open(url, { ...options, once: true });
      const query = new URLSearchParams(options.form).get('query') ?? new URL(url).searchParams.get('query') ?? '';
      if (at === emptyEndpoint) return whole(url, nothing(query), json);
      const { dataset, client: name } = asking();
      const answer = await inTurn({ ...dataset, formats, query, client: name, known: [] }, options.signal ?? new AbortController().signal);
      if (answer.state === 'answered') return whole(url, answer.body, answer.format);
      // Such as a graph of the protocol's dataset that is no IRI.
      if (answer.state === 'bad-query') throw new Problem('bad-query', answer.reason);
      throw new Error(`the local data answered ${answer.state}`);
    },
  };
}

const json = 'application/sparql-results+json';

const formats = { bindings: json, boolean: json, graph: 'application/n-triples' } as const;

/** No rows; a count is 0, and nothing is so. */
function nothing(query: string): Uint8Array {
  const zero = { type: 'literal', value: '0', datatype: 'http://www.w3.org/2001/XMLSchema#integer' };
  const counted = /^\s*SELECT\s*\(\s*COUNT\(\s*\*\s*\)\s*AS\s*\?(\w+)/i.exec(query)?.[1];
  const bindings = counted === undefined ? [] : [{ [counted]: zero }];
  const answer = /^\s*ASK\b/i.test(query) ? { head: {}, boolean: false } : { head: { vars: [] }, results: { bindings } };
  return new TextEncoder().encode(JSON.stringify(answer));
}

function whole(url: string, body: Uint8Array, type: string): OpenAnswer {
  async function* bytes(): AsyncGenerator<Buffer> {
    yield Buffer.from(body);
  }
  return { status: 200, headers: { 'content-type': type }, url, bytes: bytes(), discard: () => undefined };
}
