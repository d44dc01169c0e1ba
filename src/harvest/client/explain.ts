import { type AddressFault, FetchProblem, type FetchReason } from '../../catalog/guarded-client.js';
import { text } from '../../catalog/text.js';
import { Failure } from './failure.js';
import type { ClientLimits } from './limits.js';
import { mask } from './mask.js';
import { words } from './words.js';

/** Third parties' error codes as our reasons. */
const reasons: Readonly<Record<string, FetchReason>> = {
  TimeoutError: 'total-timeout',
  AbortError: 'cancelled',
  UND_ERR_ABORTED: 'cancelled',
  UND_ERR_DESTROYED: 'cancelled',
  UND_ERR_CLOSED: 'cancelled',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  ETIMEDOUT: 'connect-timeout',
  UND_ERR_HEADERS_TIMEOUT: 'idle-timeout',
  UND_ERR_BODY_TIMEOUT: 'idle-timeout',
  UND_ERR_HEADERS_OVERFLOW: 'headers-too-large',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'connection-cut',
  UND_ERR_SOCKET: 'connection-cut',
  HTTPParserError: 'not-http',
  ECONNRESET: 'connection-cut',
  EPIPE: 'connection-cut',
  ECONNREFUSED: 'connection-refused',
  EHOSTUNREACH: 'connection-refused',
  ENETUNREACH: 'connection-refused',
  EADDRNOTAVAIL: 'connection-refused',
  ENOTFOUND: 'unknown-host',
  ENODATA: 'unknown-host',
  EAI_AGAIN: 'name-lookup',
  EAI_FAIL: 'name-lookup',
  CERT_HAS_EXPIRED: 'certificate',
  CERT_NOT_YET_VALID: 'certificate',
  CERT_REVOKED: 'certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
};

/** Families of codes, for what has too many to name. */
const families: readonly (readonly [RegExp, FetchReason])[] = [
  [/^HPE_/, 'not-http'],
  [/^ERR_SSL_/, 'certificate'],
  [/^(?:Z_|ERR_BROTLI|ERR__ERROR_FORMAT|ERR_ZSTD|ZSTD_|BR_)/, 'broken-encoding'],
];

/** Third parties' errors become ours here and nowhere else. `asked` is the address given, `at` the one a redirect had led to. */
export function explain(asked: string, at: string | undefined, error: unknown, limits: ClientLimits): FetchProblem {
  if (error instanceof FetchProblem) return error;
  const failure = failureOf(error);
  const { reason, ...said } = describe(asked, at, failure, limits);
  return new FetchProblem(reason, said, error);
}

/** The same words without an error being thrown, for an address that is judged before anything is fetched. */
export function describe(asked: string, at: string | undefined, failure: Failure, limits: ClientLimits): AddressFault {
  const [say, remedy] = words[failure.reason];
  const { th, en } = say(text(mask(failure.about.th), mask(failure.about.en)), limits);
  const from = mask(asked);
  const to = at === undefined ? from : mask(at);
  const where = from === to ? text(from, from) : text(`${from} (ส่งต่อไปยัง ${to})`, `${from} (redirected to ${to})`);
  return { reason: failure.reason, detail: text(`${where.th}: ${th}`, `${where.en}: ${en}`), remedy };
}

function failureOf(error: unknown): Failure {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (at instanceof Failure) return at;
    const code = codeOf(at);
    const reason = reasons[code] ?? families.find(([family]) => family.test(code))?.[1];
    if (reason !== undefined) return new Failure(reason, at.message.split('\n')[0]);
  }
  return new Failure('other', error instanceof Error ? error.message : String(error));
}

/** A DOMException's code is a number that says less than its name; of several attempts the first tells. */
function codeOf(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code;
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  return first instanceof Error ? codeOf(first) : error.name;
}
