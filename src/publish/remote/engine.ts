import { Agent, errors, request } from 'undici';
import { messageOf } from '../../catalog/problem.js';
import { Authorisation, type Credentials } from './credentials.js';

/** Where a SPARQL engine of the operator's is reached. */
export interface EngineAddress {
  readonly query: string;
  readonly update: string;
  /** Sent to an endpoint that asks for them, and to no other. */
  readonly credentials: Credentials | undefined;
}

/** Why an engine did not do what it was asked. */
export type EngineFailure =
  /** It said no to this text: a syntax it does not know, a value it cannot hold. */
  | 'refused'
  /** It is not there, does not let us in, or fails whatever it is asked. */
  | 'unavailable'
  | 'too-slow'
  | 'too-large';

export class EngineProblem extends Error {
  override readonly name = 'EngineProblem';
  readonly failure: EngineFailure;
  /** The engine's own, without its address: for strangers. */
  readonly words: string;

  constructor(failure: EngineFailure, message: string, { words = message, ...options }: ErrorOptions & { words?: string } = {}) {
    super(message, options);
    this.failure = failure;
    this.words = words;
  }
}

export interface Asked {
  readonly accept: string;
  /** Bytes of an answer that are taken. */
  readonly most: number;
  readonly ms: number;
  /** Form fields besides the text. */
  readonly fields?: Readonly<Record<string, string>>;
}

export interface EngineAnswer {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Letters of an engine's own words that are told on: Virtuoso repeats the whole query after them. */
const mostWords = 500;

/** Speaks the SPARQL 1.1 Protocol to one engine, by POST of a form alone: Virtuoso 7 hangs on a query posted as such. */
export class Engine {
  readonly #address: EngineAddress;
  readonly #agent = new Agent({ connections: 16, connect: { timeout: 5000 } });
  readonly #authorisations = new Map<string, Authorisation>();

  constructor(address: EngineAddress) {
    this.#address = address;
  }

  query(text: string, asked: Asked): Promise<EngineAnswer> {
    return this.#post(this.#address.query, { query: text, ...asked.fields }, asked);
  }

  async update(text: string, ms: number): Promise<void> {
    await this.#post(this.#address.update, { update: text }, { accept: '*/*', most: 1024 * 1024, ms });
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  async #post(url: string, fields: Readonly<Record<string, string>>, { accept, most, ms }: Asked): Promise<EngineAnswer> {
    const body = new URLSearchParams(fields).toString();
    const signal = AbortSignal.timeout(ms);
    try {
      for (let tries = 0; ; tries += 1) {
        const { statusCode, headers, body: stream } = await this.#send(url, body, accept, signal);
        const bytes = await read(stream, most);
        if (statusCode === 200 || statusCode === 204) return { body: bytes, headers };
        if (statusCode === 401 && tries === 0 && this.#takesUp(url, headers['www-authenticate'])) continue;
        const words = wordsOf(bytes);
        throw new EngineProblem(failureOf(statusCode), `${placeOf(url)} answered ${statusCode}: ${words}`, { words });
      }
    } catch (error) {
      if (error instanceof EngineProblem) throw error;
      if (signal.aborted || error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError)
        throw new EngineProblem('too-slow', `${placeOf(url)} did not answer within ${ms} ms`, { cause: error });
      throw new EngineProblem('unavailable', `${placeOf(url)} cannot be reached: ${messageOf(error)}`, { cause: error });
    }
  }

  #send(url: string, body: string, accept: string, signal: AbortSignal) {
    const { pathname, search } = new URL(url);
    const authorization = this.#authorisations.get(url)?.header('POST', pathname + search);
    return request(url, {
      method: 'POST',
      body,
      dispatcher: this.#agent,
      signal,
      headers: {
        accept,
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
        ...(authorization === undefined ? {} : { authorization }),
      },
    });
  }

  /** Whether a 401 asks for something that we have; a stale nonce is a 401 too, and brings the new one. */
  #takesUp(url: string, header: string | string[] | undefined): boolean {
    if (this.#address.credentials === undefined || header === undefined) return false;
    const authorisation = this.#authorisations.get(url) ?? new Authorisation(this.#address.credentials);
    this.#authorisations.set(url, authorisation);
    return authorisation.challenged([header].flat().join(', '));
  }
}

/** A server that does not know us, the address or our load says nothing of the text; every other answer may be about it. */
function failureOf(status: number): EngineFailure {
  return [401, 403, 404, 405, 407, 408, 429, 502, 503, 504].includes(status) || status < 400 ? 'unavailable' : 'refused';
}

async function read(stream: AsyncIterable<Buffer>, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of stream) {
    length += part.length;
    if (length > most) throw new EngineProblem('too-large', `the answer is larger than ${most} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** An address without what may be a key. */
function placeOf(url: string): string {
  return url.replace(/[?#].*$/s, '');
}

function wordsOf(bytes: Buffer): string {
  const words = bytes.toString('utf8').split(/\n\s*\n/)[0] ?? '';
  return words.replace(/\s+/g, ' ').trim().slice(0, mostWords) || 'nothing more';
}
