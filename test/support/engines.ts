import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { Store } from 'oxigraph';
import { freePort, type TestEngine } from '../../scripts/virtuoso.js';

export { type TestEngine, virtuosoEngine, withoutVirtuoso } from '../../scripts/virtuoso.js';

export interface OxigraphOptions {
  /** Whether the default graph is the union of all. */
  readonly union?: boolean;
  /** What a user must prove: nothing, or a password in one of these ways. */
  readonly asks?: 'Basic' | 'MD5' | 'SHA-256';
  /** Takes a request in hand in place of the engine: returns true when it did. */
  readonly misbehave?: (sent: URLSearchParams, response: ServerResponse) => boolean;
}

export interface OxigraphEngine extends TestEngine {
  readonly store: Store;
  /** Updates and queries in the order in which they came. */
  readonly sent: URLSearchParams[];
  /** Requests that were sent back for their password. */
  readonly refused: () => number;
}

export const user = { user: 'ผู้ดูแล', password: 'รหัส "ลับ"' };

/** Oxigraph behind the SPARQL 1.1 Protocol on loopback. */
export async function oxigraphEngine(options: OxigraphOptions = {}): Promise<OxigraphEngine> {
  const store = new Store();
  const sent: URLSearchParams[] = [];
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/sparql`;
  const guard = new Guard(options.asks);
  let server: Server | undefined;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!guard.lets(request, response)) return;
    const fields = new URLSearchParams(await text(request));
    sent.push(fields);
    if (options.misbehave?.(fields, response) === true) return;
    try {
      const [query, update] = [fields.get('query'), fields.get('update')];
      if (update !== null) store.update(update);
      const format = request.headers.accept ?? '';
      const body =
        query === null
          ? ''
          : String(
              store.query(query, {
                results_format: format,
                use_default_graph_as_union: options.union !== false && !/\bFROM\b/.test(query),
              }),
            );
      response.writeHead(200, { 'content-type': format === '*/*' ? 'text/plain' : format }).end(body);
    } catch (error) {
      response.writeHead(400, { 'content-type': 'text/plain' }).end(String(error));
    }
  }

  async function start(): Promise<void> {
    server = createServer((request, response) => void answer(request, response));
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  }

  async function kill(): Promise<void> {
    const closed = new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
    server?.closeAllConnections();
    server = undefined;
    await closed;
  }

  await start();
  const credentials = options.asks === undefined ? undefined : user;
  return {
    name: 'Oxigraph',
    address: { query: url, update: url, credentials },
    store,
    sent,
    refused: () => guard.refused,
    start,
    kill,
    end: kill,
  };
}

/** Asks for a password as RFC 7617 and RFC 7616 say; a nonce is good for three requests. */
class Guard {
  readonly #asks: OxigraphOptions['asks'];
  #nonce = '';
  #uses = 0;
  refused = 0;

  constructor(asks: OxigraphOptions['asks']) {
    this.#asks = asks;
  }

  lets(request: IncomingMessage, response: ServerResponse): boolean {
    if (this.#asks === undefined || this.#knows(request.headers.authorization ?? '')) return true;
    this.refused += 1;
    this.#nonce = randomBytes(8).toString('hex');
    this.#uses = 0;
    const digest = `Digest realm="a, b", qop="auth,auth-int", algorithm=${this.#asks}, nonce="${this.#nonce}", opaque="x\\"y"`;
    request.resume();
    response.writeHead(401, { 'www-authenticate': this.#asks === 'Basic' ? 'Basic realm="a"' : [`Basic realm="a"`, digest] }).end();
    return false;
  }

  #knows(header: string): boolean {
    const { user: name, password } = user;
    if (this.#asks === 'Basic') return header === `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
    const hash = (value: string): string =>
      createHash(this.#asks === 'MD5' ? 'md5' : 'sha256')
        .update(value)
        .digest('hex');
    const field = (key: string): string => new RegExp(`\\b${key}="?((?:[^",\\\\]|\\\\.)*)`).exec(header)?.[1] ?? '';
    this.#uses += 1;
    const nc = this.#uses.toString(16).padStart(8, '0');
    const response = hash(`${hash(`${name}:a, b:${password}`)}:${this.#nonce}:${nc}:${field('cnonce')}:auth:${hash('POST:/sparql')}`);
    return this.#uses <= 3 && field('nc') === nc && field('response') === response && header.includes('opaque="x\\"y"');
  }
}
