import { Agent, type Dispatcher, request } from 'undici';
import type { FetchOptions, GuardedClient, OpenAnswer } from '../../catalog/guarded-client.js';
import { createConnector } from './connect.js';
import { describe, explain } from './explain.js';
import { Failure } from './failure.js';
import { firstHop, type Hop, isRedirect, nextHop } from './hop.js';
import { judgeUrl } from './judge.js';
import { type ClientLimits, type ClientSettings, headerBytes } from './limits.js';
import { type Network, systemNetwork } from './network.js';
import { createTunnel } from './tunnel.js';
import { acceptEncoding, unpack } from './unpack.js';
import { wholeAnswer } from './whole-answer.js';

/** Connections to one origin at a time, and how long an idle one is kept. */
const connections = 8;
const keepAliveMs = 4000;
/** A redirect's body up to this is read so that its connection can be used again. */
const redirectBytes = 16 * 1024;
/** Statuses without a body, whatever their headers say of its encoding. */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

type Response = Dispatcher.ResponseData;

/** The only way out of this service to addresses that others give. */
export function createGuardedClient(settings: ClientSettings, network: Network = systemNetwork): GuardedClient {
  const closing = new AbortController();
  const tunnel = settings.proxy === undefined ? undefined : createTunnel(settings.proxy, settings.connectMs);
  const agent = new Agent({
    connections,
    pipelining: 1,
    keepAliveTimeout: keepAliveMs,
    keepAliveMaxTimeout: keepAliveMs,
    maxHeaderSize: headerBytes,
    headersTimeout: settings.idleMs,
    bodyTimeout: settings.idleMs,
    connect: createConnector(settings, network, tunnel, closing.signal),
  });
  const userAgent = `Banchi/0.1 (+${settings.contact})`;

  function send({ url, secret, form }: Hop, options: FetchOptions, signal: AbortSignal): Promise<Response> {
    return request(url, {
      dispatcher: agent,
      ...(form === undefined ? {} : { method: 'POST', body: form }),
      signal,
      headers: {
        accept: options.accept ?? 'application/json, */*;q=0.1',
        'accept-encoding': acceptEncoding,
        ...(options.ifNoneMatch === undefined ? {} : { 'if-none-match': options.ifNoneMatch }),
        ...(options.ifModifiedSince === undefined ? {} : { 'if-modified-since': options.ifModifiedSince }),
        // A source may ask for a name of its own; a secret header in another case must not stand beside ours.
        ...(Object.keys(secret).some((name) => name.toLowerCase() === 'user-agent') ? {} : { 'user-agent': userAgent }),
        ...secret,
        ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
    });
  }

  async function open(given: string, options: FetchOptions = {}): Promise<OpenAnswer> {
    const limits: ClientLimits = {
      ...settings,
      answerBytes: options.answerBytes ?? settings.answerBytes,
      unpackedBytes: options.unpackedBytes ?? settings.unpackedBytes,
      totalMs: options.totalMs ?? settings.totalMs,
    };
    const deadline = AbortSignal.timeout(limits.totalMs);
    const signal = options.signal === undefined ? deadline : AbortSignal.any([deadline, options.signal]);
    let at: string | undefined;
    try {
      let hop = firstHop(given, options, limits);
      for (let redirects = 0; ; redirects += 1) {
        const response = await send(hop, options, signal);
        const location = one(response.headers.location);
        if (!isRedirect(response.statusCode, location)) return answerOf(response, hop.url, given, at, limits);
        await leave(response, signal);
        if (redirects >= limits.redirects) throw new Failure('too-many-redirects');
        at = URL.canParse(location, hop.url) ? new URL(location, hop.url).href : location;
        hop = nextHop(hop, response.statusCode, location, limits);
      }
    } catch (error) {
      throw explain(given, at, error, limits);
    }
  }

  return {
    open,
    get: async (url, options) => wholeAnswer(await open(url, options)),
    judge(url) {
      const judged = judgeUrl(url, settings.loopback);
      return judged instanceof Failure ? describe(url, undefined, judged, settings) : undefined;
    },
    async close() {
      closing.abort();
      await Promise.all([agent.destroy(), tunnel?.close()]);
    },
  };
}

/** @throws Failure for an encoding that is not read or a body announced larger than may be. */
function answerOf(response: Response, url: URL, given: string, at: string | undefined, limits: ClientLimits): OpenAnswer {
  const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, one(value) ?? '']));
  const discard = (): void => void response.body.on('error', () => undefined).destroy();
  try {
    if (Number(headers['content-length']) > limits.answerBytes && !bodiless.has(response.statusCode)) throw new Failure('too-large');
    const encodings = bodiless.has(response.statusCode) ? '' : (headers['content-encoding'] ?? '');
    const bytes = explained(unpack(response.body, encodings, limits), (error) => explain(given, at, error, limits));
    return { status: response.statusCode, headers, url: url.href, bytes, discard };
  } catch (error) {
    discard();
    throw error;
  }
}

async function* explained(bytes: AsyncIterable<Buffer>, say: (error: unknown) => Error): AsyncGenerator<Buffer> {
  try {
    yield* bytes;
  } catch (error) {
    throw say(error);
  }
}

/** Ends a redirect's body: read when it is announced small, cut otherwise. */
async function leave({ headers, body }: Response, signal: AbortSignal): Promise<void> {
  if (Number(headers['content-length'] ?? Number.POSITIVE_INFINITY) <= redirectBytes) await body.dump({ limit: redirectBytes, signal });
  else body.on('error', () => undefined).destroy();
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value;
}
