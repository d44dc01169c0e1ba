import type { Socket } from 'node:net';
import { Agent } from 'undici';
import { Failure } from './failure.js';
import { bareHost } from './judge.js';
import type { HostAddress } from './network.js';

/** Addresses of one host that are tried through the proxy. */
const attempts = 3;

/** A way through the operator's HTTP proxy to an address that was checked here. */
export interface Tunnel {
  open(addresses: readonly HostAddress[], port: number, signal: AbortSignal): Promise<Socket>;
  close(): Promise<void>;
}

/**
 * Asks the proxy for a tunnel (CONNECT) to the checked address itself, also for http, so that the proxy looks up nothing: a name
 * would let its answer differ from the one that was checked. undici's ProxyAgent always sends the name.
 */
export function createTunnel(proxy: string, connectMs: number): Tunnel {
  const url = new URL(proxy);
  const agent = new Agent({ connect: { timeout: connectMs }, headersTimeout: connectMs });
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  const headers: Record<string, string> =
    url.username === '' ? {} : { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` };

  async function ask(authority: string, signal: AbortSignal): Promise<Socket> {
    try {
      const { statusCode, socket } = await agent.connect({
        origin: url.origin,
        path: authority,
        headers: { ...headers, host: authority },
        signal,
      });
      if (statusCode === 200) return socket as Socket;
      socket.on('error', () => socket.destroy()).destroy();
      throw new Failure('proxy', `status ${statusCode}`);
    } catch (error) {
      if (error instanceof Failure || signal.aborted) throw error;
      throw new Failure('proxy', `${bareHost(url.hostname)}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  return {
    async open(addresses, port, signal) {
      let last: unknown = new Failure('unknown-host');
      for (const { address, family } of addresses.slice(0, attempts)) {
        try {
          return await ask(`${family === 6 ? `[${address}]` : address}:${port}`, signal);
        } catch (error) {
          if (signal.aborted) throw error;
          last = error;
        }
      }
      throw last;
    },
    close: () => agent.destroy(),
  };
}
