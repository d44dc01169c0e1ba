import type { FetchOptions } from '../../catalog/guarded-client.js';
import { Failure } from './failure.js';
import { judgeUrl } from './judge.js';
import type { ClientLimits } from './limits.js';

/** One request of a chain of redirects; `secret` are the source's own headers as long as they may be sent. */
export interface Hop {
  readonly url: URL;
  /** What is posted; undefined for a GET. */
  readonly form: string | undefined;
  readonly secret: Readonly<Record<string, string>>;
}

/** Headers that belong to the connection or to us; a source's setting must not reach them. */
const ours = /^(?:host|connection|content-.*|transfer-encoding|te|trailer|upgrade|expect|keep-alive|proxy-.*|accept-encoding|range)$/i;
const headerName = /^[\w!#$%&'*+.^`|~-]+$/;
const headerValue = /^[\t\x20-\x7e]*$/;
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** The first request. @throws Failure for an address or a header that is refused. */
export function firstHop(given: string, options: FetchOptions, limits: ClientLimits): Hop {
  const url = judgeUrl(given, limits.loopback);
  if (url instanceof Failure) throw url;
  const secret = options.headers ?? {};
  const refused = refusedHeader(secret);
  if (refused !== undefined) throw new Failure('request-header', refused);
  return { url, secret, form: options.form };
}

/** The first header that no request is sent with: one that is ours to set, or is none. */
export function refusedHeader(headers: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(headers).find(([name, value]) => ours.test(name) || !headerName.test(name) || !headerValue.test(value))?.[0];
}

/** True for an answer that sends the reader elsewhere. */
export function isRedirect(status: number, location: string | undefined): location is string {
  return redirectStatuses.has(status) && location !== undefined;
}

/**
 * The request a redirect leads to. A source's headers are dropped when it leaves the origin, all but its User-Agent, which is no key
 * and what the server was opened for; with such headers, a way from https to
 * http is refused, since what answers there cannot be the service the key was for. A form is posted again within the origin, to
 * another it is not sent; `303` asks for a GET (RFC 9110, 15.4).
 * @throws Failure for an address that is refused.
 */
export function nextHop(hop: Hop, status: number, location: string, limits: ClientLimits): Hop {
  const { url, secret } = hop;
  const form = status === 303 ? undefined : hop.form;
  if (!URL.canParse(location, url)) throw new Failure('broken-redirect', location);
  const to = new URL(location, url);
  const next = judgeUrl(to, limits.loopback);
  if (next instanceof Failure) throw next;
  if (next.origin === url.origin) return { url: next, secret, form };
  const name = Object.fromEntries(Object.entries(secret).filter(([header]) => /^user-agent$/i.test(header)));
  if (url.protocol === 'https:' && next.protocol === 'http:' && Object.keys(secret).length > Object.keys(name).length)
    throw new Failure('insecure-redirect', next.origin);
  if (form !== undefined) throw new Failure('redirected-post', next.origin);
  return { url: next, secret: name, form };
}
