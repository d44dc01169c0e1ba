import { isIP } from 'node:net';
import { text } from '../../catalog/text.js';
import { isLocalName, refusedNetwork } from './addresses.js';
import { Failure } from './failure.js';
import { refusedPorts } from './ports.js';

/**
 * Reads an address and judges what can be judged without the network: scheme, credentials, port, a literal IP address, a
 * local name. `URL` has by then turned decimal, octal, hex and full-width forms into plain ones, and it is the `URL` that is
 * connected to, so no second reading can differ.
 */
export function judgeUrl(given: string | URL, loopback: readonly string[]): URL | Failure {
  if (!URL.canParse(String(given))) return new Failure('not-an-address');
  const url = new URL(given);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return new Failure('scheme', url.protocol);
  if (url.username !== '' || url.password !== '') return new Failure('credentials');
  if (loopback.includes(hostAndPort(url))) return url;
  const port = portOf(url);
  if (refusedPorts.has(port)) return new Failure('port', String(port));
  const host = bareHost(url.hostname);
  if (isIP(host) !== 0) {
    const what = refusedNetwork(host);
    return what === undefined ? url : new Failure('refused-network', text(`${host} (${what.th})`, `${host} (${what.en})`));
  }
  return isLocalName(host) ? new Failure('refused-name', host) : url;
}

export function portOf(url: URL): number {
  return Number(url.port || (url.protocol === 'https:' ? '443' : '80'));
}

/** As the loopback setting writes it. */
export function hostAndPort(url: URL): string {
  return `${url.hostname}:${portOf(url)}`;
}

/** A host without the brackets of an IPv6 literal. */
export function bareHost(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}
