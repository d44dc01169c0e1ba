import { isIP } from 'node:net';
import type { Text } from '../../catalog/text.js';
import { carriers, publicIpv6, refusedRanges, reserved } from './ranges.js';

/** Names that never lead out of a machine or a network, whatever a resolver says. */
const localNames = ['localhost', 'local', 'internal', 'home.arpa', 'onion', 'localdomain'];

/** What an IP address is that must not be connected to; undefined for an address on the public network. */
export function refusedNetwork(address: string): Text | undefined {
  const bytes = bytesOf(address);
  if (bytes === undefined) return reserved;
  if (bytes.length === 16) {
    const carrier = compiledCarriers.find(({ network }) => fits(network, bytes));
    if (carrier !== undefined) return refusedNetwork(bytes.slice(carrier.at, carrier.at + 4).join('.'));
    // ISATAP writes the IPv4 address of a tunnel's end into the lower half.
    if ((bytes[8] === 0 || bytes[8] === 2) && bytes[9] === 0 && bytes[10] === 0x5e && bytes[11] === 0xfe) return reserved;
  }
  const range = compiledRanges.find(({ network }) => fits(network, bytes));
  if (range !== undefined) return range.what;
  return bytes.length === 16 && !fits(compiledPublic, bytes) ? reserved : undefined;
}

/** True for the addresses that the loopback exception may lead to. */
export function isLoopback(address: string): boolean {
  const bytes = bytesOf(address);
  return bytes !== undefined && (fits(loopback4, bytes) || fits(loopback6, bytes));
}

/** True for a host name that is local by definition. */
export function isLocalName(host: string): boolean {
  const name = host.replace(/\.+$/, '');
  return localNames.some((local) => name === local || name.endsWith(`.${local}`));
}

interface Network {
  readonly bytes: readonly number[];
  readonly prefix: number;
}

/** The bytes of an address in any notation the system gives; undefined when it is none. */
function bytesOf(address: string): readonly number[] | undefined {
  const bare = address.replace(/%.*$/, '');
  const family = isIP(bare);
  if (family === 4) return bare.split('.').map(Number);
  if (family === 0) return undefined;
  // URL writes every form of an IPv6 address, also with a dotted tail, as groups of hex.
  const [head = '', tail] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split('::');
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  const zeros = Array<number>(tail === undefined ? 0 : 8 - before.length - after.length).fill(0);
  return [...before, ...zeros, ...after].flatMap((group) => [group >> 8, group & 0xff]);
}

function groupsOf(part: string): number[] {
  return part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
}

function networkOf(cidr: string): Network {
  const [address = '', prefix = ''] = cidr.split('/');
  const bytes = bytesOf(address);
  if (bytes === undefined) throw new Error(`${cidr} is not a network`);
  return { bytes, prefix: Number(prefix) };
}

function fits({ bytes, prefix }: Network, address: readonly number[]): boolean {
  if (bytes.length !== address.length) return false;
  const whole = prefix >> 3;
  for (let at = 0; at < whole; at += 1) if (bytes[at] !== address[at]) return false;
  const mask = (0xff00 >> (prefix & 7)) & 0xff;
  return mask === 0 || ((bytes[whole] ?? 0) & mask) === ((address[whole] ?? 0) & mask);
}

const compiledRanges = refusedRanges.map(([cidr, what]) => ({ network: networkOf(cidr), what }));
const compiledCarriers = carriers.map(([cidr, at]) => ({ network: networkOf(cidr), at }));
const compiledPublic = networkOf(publicIpv6);
const loopback4 = networkOf('127.0.0.0/8');
const loopback6 = networkOf('::1/128');
