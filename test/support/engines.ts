import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { Store } from 'oxigraph';
import type { EngineAddress } from '../../src/publish/remote/engine.js';
import { freePort } from './sparql.js';

/** A SPARQL engine that the program is given as its own; ended by `end`. */
export interface TestEngine {
  readonly name: string;
  readonly address: EngineAddress;
  /** Ends it at once; what it has written so far stays, as far as it had promised. */
  kill(): Promise<void>;
  /** Starts it again at the same address. */
  start(): Promise<void>;
  end(): Promise<void>;
}

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

/** Why Virtuoso is left out; undefined where it is there. */
export const withoutVirtuoso =
  spawnSync('virtuoso-t', ['-?']).error === undefined ? undefined : 'virtuoso-t of virtuoso-opensource-7 is not installed';

/** A Virtuoso 7 in a folder of its own, which listens on loopback alone. */
export async function virtuosoEngine(): Promise<TestEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'banchi-virtuoso-'));
  await mkdir(join(folder, 'db'));
  const [port, http] = [await freePort(), await freePort()];
  const settings = join(folder, 'virtuoso.ini');
  await writeFile(settings, virtuosoSettings(folder, port, http));
  const query = `http://127.0.0.1:${http}/sparql`;
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    const started = spawn('virtuoso-t', ['+configfile', settings, '+foreground'], { cwd: folder, stdio: 'ignore' });
    child = started;
    for (let tries = 0; tries < 300; tries += 1) {
      if (started.exitCode !== null) throw new Error(`virtuoso-t ended with ${started.exitCode}: see ${folder}/db/virtuoso.log`);
      const answer = await fetch(`${query}?query=${encodeURIComponent('ASK {}')}`).catch(() => undefined);
      await answer?.text();
      if (answer?.ok === true) return;
      await pause(100);
    }
    throw new Error('virtuoso-t did not answer within 30 s');
  }

  async function kill(): Promise<void> {
    if (child === undefined || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    await rm(join(folder, 'db', 'virtuoso.lck'), { force: true });
  }

  await start();
  return {
    name: 'Virtuoso',
    address: { query, update: `${query}-auth`, credentials: { user: 'dba', password: 'dba' } },
    start,
    kill,
    async end() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function virtuosoSettings(folder: string, port: number, http: number): string {
  const db = join(folder, 'db');
  return `[Database]
DatabaseFile = ${db}/virtuoso.db
ErrorLogFile = ${db}/virtuoso.log
LockFile = ${db}/virtuoso.lck
TransactionFile = ${db}/virtuoso.trx
xa_persistent_file = ${db}/virtuoso.pxa
MaxCheckpointRemap = 2000
Striping = 0
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = ${db}/virtuoso-temp.db
TransactionFile = ${db}/virtuoso-temp.trx
MaxCheckpointRemap = 2000
Striping = 0
[Parameters]
ServerPort = 127.0.0.1:${port}
DisableUnixSocket = 1
ServerThreads = 20
CheckpointInterval = 0
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
[HTTPServer]
ServerPort = 127.0.0.1:${http}
ServerRoot = ${folder}
MaxClientConnections = 20
[SPARQL]
ResultSetMaxRows = 1000000
`;
}
