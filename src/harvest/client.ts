import { lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Agent, type Dispatcher, request } from 'undici';
import { Problem } from '../catalog/problem.js';
import { text } from '../catalog/text.js';

export interface ClientLimits {
  readonly connectMs: number;
  readonly idleMs: number;
  readonly totalMs: number;
  readonly answerBytes: number;
  /** `host:port` pairs on loopback that may be reached. */
  readonly loopback: readonly string[];
}

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** Fetches what agencies point to, and nothing that they should not be able to point to. */
export interface GuardedClient {
  /** @throws Problem `source-failed` saying which address failed, how, and what to do. */
  get(url: string): Promise<Answer>;
  close(): Promise<void>;
}

const redirects = 5;
const userAgent = 'Banchi/0.1 (+https://w3id.org/dcat-ap-th/)';

/** Networks that an agency's address must never lead to. */
const refused = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  refused.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  refused.addSubnet(network, prefix, 'ipv6');

function isRefused(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return refused.check(address, 'ipv4');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped === undefined ? refused.check(address, 'ipv6') : refused.check(mapped, 'ipv4');
}

/** Resolves a name and fails if any address it has is refused; the connection is made to the address that was checked. */
const guardedLookup: LookupFunction = (hostname, options, callback) => {
  systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const bad = addresses.find(({ address }) => isRefused(address));
    if (bad !== undefined) return callback(new RefusedAddress(hostname, bad.address), '', 0);
    const first = addresses[0];
    if (options.all === true) return (callback as unknown as (error: null, all: typeof addresses) => void)(null, addresses);
    return first === undefined ? callback(new Error(`${hostname} has no address`), '', 0) : callback(null, first.address, first.family);
  });
};

class RefusedAddress extends Error {
  constructor(host: string, address: string) {
    super(`${host} leads to ${address}, a private or local network`);
  }
}

export function createGuardedClient(limits: ClientLimits): GuardedClient {
  const timeouts = { headersTimeout: limits.idleMs, bodyTimeout: limits.idleMs };
  const guarded = new Agent({ ...timeouts, connect: { timeout: limits.connectMs, lookup: guardedLookup } });
  const local = new Agent({ ...timeouts, connect: { timeout: limits.connectMs } });

  function dispatcherFor(url: URL): Dispatcher {
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Error(`${url.protocol} addresses are not fetched`);
    const port = url.port || (url.protocol === 'https:' ? '443' : '80');
    if (limits.loopback.includes(`${url.hostname}:${port}`)) return local;
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && isRefused(host)) throw new RefusedAddress(host, host);
    return guarded;
  }

  async function fetchFollowing(url: string, signal: AbortSignal): Promise<Answer> {
    let at = new URL(url);
    for (let hop = 0; hop <= redirects; hop += 1) {
      const response = await request(at, {
        dispatcher: dispatcherFor(at),
        signal,
        headers: { 'user-agent': userAgent, accept: 'application/json, */*;q=0.1' },
      });
      const location = response.headers.location;
      if (response.statusCode >= 300 && response.statusCode < 400 && typeof location === 'string') {
        await response.body.dump();
        at = new URL(location, at);
        continue;
      }
      const contentType = response.headers['content-type'];
      return {
        status: response.statusCode,
        contentType: typeof contentType === 'string' ? contentType : '',
        body: await readBounded(response.body, limits.answerBytes),
      };
    }
    throw new Error(`more than ${redirects} redirects`);
  }

  return {
    async get(url) {
      try {
        return await fetchFollowing(url, AbortSignal.timeout(limits.totalMs));
      } catch (error) {
        throw explain(url, error, limits);
      }
    },
    async close() {
      await Promise.all([guarded.destroy(), local.destroy()]);
    },
  };
}

async function readBounded(body: AsyncIterable<Buffer>, most: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > most) throw new Error(`the answer is larger than ${most} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Third parties' errors become ours here and nowhere else. */
function explain(url: string, error: unknown, limits: ClientLimits): Problem {
  const cause = error instanceof Error ? (error.cause instanceof Error ? error.cause : error) : new Error(String(error));
  // A DOMException's code is a number that says less than its name.
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
  const known = reasons(limits)[code];
  const [th, en] = known ?? [`เรียกข้อมูลไม่สำเร็จ (${cause.message})`, cause.message];
  return new Problem('source-failed', text(`${url}: ${th}`, `${url}: ${en}`), {
    cause: error,
    remedy: text(
      'โปรดตรวจสอบว่าที่อยู่ถูกต้องและเปิดให้เรียกจากภายนอก แล้วลองใหม่',
      'Check that the address is right and can be reached from outside, then try again.',
    ),
  });
}

function reasons(limits: ClientLimits): Readonly<Record<string, readonly [string, string]>> {
  return {
    TimeoutError: [`ตอบกลับไม่ครบภายใน ${limits.totalMs / 1000} วินาที`, `the answer was not complete within ${limits.totalMs / 1000} s`],
    UND_ERR_CONNECT_TIMEOUT: [`เชื่อมต่อไม่ได้ภายใน ${limits.connectMs / 1000} วินาที`, `no connection within ${limits.connectMs / 1000} s`],
    UND_ERR_HEADERS_TIMEOUT: [`ไม่ตอบกลับภายใน ${limits.idleMs / 1000} วินาที`, `no answer within ${limits.idleMs / 1000} s`],
    UND_ERR_BODY_TIMEOUT: [`หยุดส่งข้อมูลเกิน ${limits.idleMs / 1000} วินาที`, `the answer stopped for more than ${limits.idleMs / 1000} s`],
    ECONNREFUSED: ['ระบบต้นทางปฏิเสธการเชื่อมต่อ', 'the connection was refused'],
    ENOTFOUND: ['ไม่พบชื่อโดเมนนี้', 'the host name is not known'],
    UND_ERR_SOCKET: ['การเชื่อมต่อขาดก่อนได้รับคำตอบครบ', 'the connection was closed before the answer was complete'],
  };
}
