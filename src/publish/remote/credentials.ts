import { createHash, randomBytes } from 'node:crypto';

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** A way in that a server offered: HTTP Basic (RFC 7617), or Digest (RFC 7616) with its fields. */
type Challenge = { readonly scheme: 'basic' } | { readonly scheme: 'digest'; readonly fields: Readonly<Record<string, string>> };

/** Hashes of RFC 7616 by their names there; a server that names none means the first. */
const hashes: Readonly<Record<string, string>> = { MD5: 'md5', 'SHA-256': 'sha256' };

/** Proves who asks to one server, in the way that the server last asked for: nothing is sent to one that does not ask. */
export class Authorisation {
  readonly #credentials: Credentials;
  #challenge: Challenge | undefined;
  /** How often the server's nonce was used. */
  #uses = 0;

  constructor(credentials: Credentials) {
    this.#credentials = credentials;
  }

  /**
   * Takes up what a 401 asks for. @param header all its WWW-Authenticate fields.
   * @returns false where there is no way in that we know.
   */
  challenged(header: string): boolean {
    this.#challenge = readChallenge(header);
    this.#uses = 0;
    return this.#challenge !== undefined;
  }

  /** The Authorization field of a request; undefined before the server has asked. @param target path and query of its address. */
  header(method: string, target: string): string | undefined {
    const { user, password } = this.#credentials;
    if (this.#challenge === undefined) return undefined;
    if (this.#challenge.scheme === 'basic') return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    const { realm = '', nonce = '', opaque, algorithm = 'MD5', qop } = this.#challenge.fields;
    const hash = (text: string): string =>
      createHash(hashes[algorithm] ?? 'md5')
        .update(text)
        .digest('hex');
    const [secret, asked] = [hash(`${user}:${realm}:${password}`), hash(`${method}:${target}`)];
    this.#uses += 1;
    const uses = this.#uses.toString(16).padStart(8, '0');
    const own = randomBytes(16).toString('hex');
    const counted = qop === undefined ? '' : `${uses}:${own}:auth:`;
    const fields = [
      ...quoted({ username: user, realm, nonce, uri: target, response: hash(`${secret}:${nonce}:${counted}${asked}`) }),
      ...(opaque === undefined ? [] : quoted({ opaque })),
      `algorithm=${algorithm}`,
      ...(qop === undefined ? [] : ['qop=auth', `nc=${uses}`, ...quoted({ cnonce: own })]),
    ];
    // A field holds bytes; a name in Thai is its UTF-8.
    return `Digest ${Buffer.from(fields.join(', '), 'utf8').toString('latin1')}`;
  }
}

function quoted(fields: Readonly<Record<string, string>>): string[] {
  return Object.entries(fields).map(([name, value]) => `${name}="${value.replace(/[\\"]/g, '\\$&')}"`);
}

/** The best way in of several: Digest, whose password does not travel, before Basic. */
function readChallenge(header: string): Challenge | undefined {
  const offers = [...header.matchAll(/(?:^|,)\s*(basic|digest)(?:\s+|\s*$)((?:[^",]|"(?:[^"\\]|\\.)*"|,(?!\s*(?:basic|digest)\s))*)/gi)];
  for (const [, scheme = '', rest = ''] of offers) {
    if (scheme.toLowerCase() !== 'digest') continue;
    const fields = Object.fromEntries(
      [...rest.matchAll(/(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/g)].map(([, name = '', inQuotes, bare]) => [
        name.toLowerCase(),
        inQuotes?.replace(/\\(.)/g, '$1') ?? bare ?? '',
      ]),
    );
    const takes = fields.qop === undefined || /\bauth\b(?!-)/.test(fields.qop);
    if (takes && Object.hasOwn(hashes, fields.algorithm ?? 'MD5')) return { scheme: 'digest', fields };
  }
  return offers.some(([, scheme = '']) => scheme.toLowerCase() === 'basic') ? { scheme: 'basic' } : undefined;
}
