import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import type { FetchProblem, FetchReason } from '../../src/catalog/guarded-client.js';
import type { ClientSettings } from '../../src/harvest/client/limits.js';
import type { Network } from '../../src/harvest/client/network.js';

/** Documentation ranges are refused, so a public address must be a real one; nothing is ever sent to it. */
export const publicAddress = '93.184.215.14';

export const settings: ClientSettings = {
  connectMs: 1000,
  idleMs: 400,
  totalMs: 1200,
  answerBytes: 100_000,
  unpackedBytes: 5_000_000,
  unpackRatio: 200,
  redirects: 5,
  loopback: [],
  proxy: undefined,
  contact: 'https://catalogue.test/contact',
};

/** A network of names in memory whose every address is reached on 127.0.0.1; it notes what was asked of it. */
export interface FakeNetwork extends Network {
  readonly dialled: string[];
  readonly resolved: string[];
}

/** `names` gives, per name, the addresses of each look-up in turn; the last goes on. */
export function fakeNetwork(names: Readonly<Record<string, readonly (readonly string[])[]>>): FakeNetwork {
  const [dialled, resolved]: [string[], string[]] = [[], []];
  return {
    dialled,
    resolved,
    ca: readFileSync('test/support/tls/test-only-cert.pem', 'utf8'),
    async resolve(host) {
      const answers = names[host];
      if (answers === undefined) throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' });
      const turn = resolved.filter((one) => one === host).length;
      resolved.push(host);
      return (answers[Math.min(turn, answers.length - 1)] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    },
    dial(addresses, port) {
      dialled.push(...addresses.map(({ address }) => address));
      return connect({ host: '127.0.0.1', port });
    },
  };
}

/** A server on loopback whose behaviour a test sets; ended by `end`. */
export interface LoopbackServer {
  readonly port: number;
  end(): Promise<void>;
}

export function httpServer(answer: RequestListener): Promise<LoopbackServer> {
  return listening(createServer({ keepAliveTimeout: 500 }, answer));
}

export function httpsServer(answer: RequestListener): Promise<LoopbackServer> {
  const [key, cert] = ['key', 'cert'].map((part) => readFileSync(`test/support/tls/test-only-${part}.pem`));
  return listening(createTlsServer({ key, cert }, answer));
}

/** A server that writes bytes of its own, for answers that are not HTTP as it should be. */
export function rawServer(answer: (socket: Socket) => void): Promise<LoopbackServer> {
  return listening(createTcpServer((socket) => void socket.on('error', () => socket.destroy()).once('data', () => answer(socket))));
}

export function listening(server: Server): Promise<LoopbackServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => void sockets.add(socket.on('close', () => sockets.delete(socket))));
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({
        port: (server.address() as AddressInfo).port,
        end: () =>
          new Promise((ended) => {
            for (const socket of sockets) socket.destroy();
            server.close(() => ended());
          }),
      }),
    );
  });
}

/** Accepts a FetchProblem of this reason. */
export function because(reason: FetchReason, says = /./): (error: unknown) => boolean {
  return (error) => {
    const { reason: given, detail } = error as FetchProblem;
    if (given !== reason || !says.test(detail.en)) throw new Error(`expected ${reason} ${says}, was ${given}: ${detail?.en ?? error}`);
    return true;
  };
}
