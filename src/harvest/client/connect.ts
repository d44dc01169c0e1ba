import { once } from 'node:events';
import { isIP, type Socket } from 'node:net';
import { buildConnector } from 'undici';
import { text } from '../../catalog/text.js';
import { isLoopback, refusedNetwork } from './addresses.js';
import { Failure } from './failure.js';
import { bareHost, hostAndPort, portOf } from './judge.js';
import type { ClientSettings } from './limits.js';
import type { HostAddress, Network } from './network.js';
import type { Tunnel } from './tunnel.js';

type Connector = buildConnector.connector;

/**
 * How every connection is made: look the host up once, check every address it has, connect to those addresses and no
 * others (through the tunnel when there is one), then TLS under the host's name. One bound of time covers all of it.
 */
export function createConnector(settings: ClientSettings, network: Network, tunnel: Tunnel | undefined, closing: AbortSignal): Connector {
  const secure = buildConnector({ timeout: settings.connectMs, allowH2: false, ...(network.ca === undefined ? {} : { ca: network.ca }) });

  async function reach(url: URL, signal: AbortSignal): Promise<Socket> {
    const local = settings.loopback.includes(hostAndPort(url));
    const addresses = await checkedAddresses(bareHost(url.hostname), network, local);
    signal.throwIfAborted();
    if (tunnel !== undefined && !local) return tunnel.open(addresses, portOf(url), signal);
    const socket = network.dial(addresses, portOf(url));
    const end = () => socket.destroy();
    signal.addEventListener('abort', end, { once: true });
    try {
      await once(socket, 'connect', { signal });
    } catch (error) {
      socket.destroy();
      throw error;
    } finally {
      signal.removeEventListener('abort', end);
    }
    return socket;
  }

  return (options, callback) => {
    const late = new AbortController();
    let settled = false;
    let opened: Socket | undefined;
    const finish = (error: Error | undefined, socket: Socket | undefined): void => {
      if (settled) return void socket?.destroy();
      settled = true;
      clearTimeout(timer);
      closing.removeEventListener('abort', closed);
      if (error === undefined && socket !== undefined) callback(null, socket);
      else {
        opened?.on('error', () => undefined).destroy();
        callback(error ?? new Failure('connection-cut'), null);
      }
    };
    const give = (failure: Failure): void => {
      finish(failure, undefined);
      late.abort(failure);
    };
    const closed = (): void => give(new Failure('cancelled'));
    const timer = setTimeout(() => give(new Failure('connect-timeout')), settings.connectMs);
    closing.addEventListener('abort', closed, { once: true });

    reach(new URL(`${options.protocol}//${options.host ?? options.hostname}`), late.signal).then(
      (socket) => {
        if (settled) return void socket.destroy();
        opened = socket;
        socket.setNoDelay(true);
        if (options.protocol !== 'https:') return finish(undefined, socket);
        secure({ ...options, httpSocket: socket }, (error, secured) => finish(error ?? undefined, secured ?? undefined));
      },
      (error: unknown) => finish(error instanceof Error ? error : new Error(String(error)), undefined),
    );
  };
}

/** All addresses of a host, when each of them may be connected to: one bad address among good ones is a trap. */
async function checkedAddresses(host: string, network: Network, local: boolean): Promise<readonly HostAddress[]> {
  const family = isIP(host);
  const addresses = family === 0 ? await network.resolve(host) : [{ address: host, family }];
  if (addresses.length === 0) throw new Failure('unknown-host');
  for (const { address } of addresses) {
    if (local && isLoopback(address)) continue;
    const what = refusedNetwork(address);
    if (local || what !== undefined) {
      const is = what ?? text('ไม่ใช่ loopback', 'not loopback');
      throw new Failure('refused-network', text(`${address} (${is.th})`, `${address} (${is.en})`));
    }
  }
  return addresses;
}
