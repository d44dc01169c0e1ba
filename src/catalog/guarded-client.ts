import { Problem } from './problem.js';
import type { Text } from './text.js';

/** Why an address was not fetched, or its answer not taken. Each has its words in harvest/client/words.ts. */
export const fetchReasons = [
  'not-an-address',
  'scheme',
  'credentials',
  'port',
  'refused-network',
  'refused-name',
  'request-header',
  'unknown-host',
  'name-lookup',
  'connection-refused',
  'connection-cut',
  'connect-timeout',
  'idle-timeout',
  'total-timeout',
  'cancelled',
  'resting',
  'certificate',
  'proxy',
  'not-http',
  'headers-too-large',
  'too-many-redirects',
  'broken-redirect',
  'insecure-redirect',
  'redirected-post',
  'too-large',
  'unpacked-too-large',
  'unpack-ratio',
  'unknown-encoding',
  'broken-encoding',
  'other',
] as const;
export type FetchReason = (typeof fetchReasons)[number];

/** An address that could not be fetched; `reason` is for programs, the words are for whoever can mend it. */
export class FetchProblem extends Problem {
  readonly reason: FetchReason;

  constructor(reason: FetchReason, words: FetchWords, cause?: unknown) {
    super('source-failed', words.detail, { remedy: words.remedy, cause });
    this.name = 'FetchProblem';
    this.reason = reason;
  }
}

export interface FetchWords {
  readonly detail: Text;
  readonly remedy: Text;
}

/** Why an address can never be fetched, known without the network. */
export interface AddressFault extends FetchWords {
  readonly reason: FetchReason;
}

export interface FetchOptions {
  /** Media types asked for. */
  readonly accept?: string;
  /** Headers of this source, such as a key. Secret: they are dropped for good when a redirect leaves the origin. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Validators of the copy we have; the answer is then 304 without a body when nothing changed. */
  readonly ifNoneMatch?: string;
  readonly ifModifiedSince?: string;
  /** A form (`a=1&b=2`) that is posted; without it the request is a GET. It is never posted to another origin than the one asked for. */
  readonly form?: string;
  /** Ends the request early. */
  readonly signal?: AbortSignal;
  /** For a person who waits: tried once, out of turn, and its failure is not held against the host. */
  readonly once?: boolean;
  /** Bounds of this request in place of the configured ones, for documents known to be big. */
  readonly answerBytes?: number;
  readonly unpackedBytes?: number;
  readonly totalMs?: number;
}

/** A whole answer as text. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** The body before it was decoded. */
  readonly bytes?: Buffer;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Where it came from after all redirects. */
  readonly url?: string;
}

/** An answer whose body is still to be read. Read `bytes` to its end, leave its loop, or call `discard`. */
export interface OpenAnswer {
  readonly status: number;
  /** Names in lower case; a repeated header is one value joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  /** Where the answer came from after all redirects. */
  readonly url: string;
  /**
   * The unpacked body, readable once. The time limit of the request goes on while it is read.
   * @throws FetchProblem while it is read.
   */
  readonly bytes: AsyncIterable<Buffer>;
  /** Ends the answer without reading it. */
  discard(): void;
}

/** Fetches what agencies and strangers point to, and nothing that they should not be able to point to. */
export interface GuardedClient {
  /** The whole answer, decoded as UTF-8. @throws FetchProblem saying which address failed, how, and what to do. */
  get(url: string, options?: FetchOptions): Promise<Answer>;
  /** The answer as a stream, for big documents and for bytes in other charsets. @throws FetchProblem as `get`. */
  open(url: string, options?: FetchOptions): Promise<OpenAnswer>;
  /** Why this address can never be fetched, in the words that fetching it would give; undefined when it may be tried. */
  judge(url: string): AddressFault | undefined;
  close(): Promise<void>;
}
