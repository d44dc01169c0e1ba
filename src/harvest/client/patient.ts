import { type Answer, type FetchOptions, FetchProblem, type GuardedClient, type OpenAnswer } from '../../catalog/guarded-client.js';
import { text } from '../../catalog/text.js';
import { Circuit } from './circuit.js';
import { explain } from './explain.js';
import { Failure } from './failure.js';
import { hostAndPort } from './judge.js';
import type { ClientLimits } from './limits.js';
import { Pace, type PaceSettings } from './pace.js';
import { healthOf, mayRetry, type Tried, waitBefore } from './retry.js';
import { wholeAnswer } from './whole-answer.js';

export interface PatientSettings extends PaceSettings, ClientLimits {
  /** Tries of one request, the first among them. */
  readonly tries: number;
  /** Longest time spent waiting between the tries of one request. */
  readonly waitMs: number;
  /** Wait before the second try, doubled each time; a random share of it is taken. */
  readonly backoffMs: number;
}

/** Time and chance, passed in. */
export interface Timing {
  now(): number;
  random(): number;
  /** Comes back after so long, or at once when aborted. */
  sleep(ms: number, signal: AbortSignal | undefined): Promise<void>;
}

interface Host {
  readonly pace: Pace;
  readonly circuit: Circuit;
}

/** Hosts remembered at a time. */
export const mostHosts = 1000;

/**
 * The guarded client with patience: passing failures are tried again, hosts are asked at a pace they bear and left alone while
 * they are down, and what a host asks for in `Retry-After` is obeyed, or the answer returned when that is longer than we wait.
 * What can never succeed is tried once. Hosts on the loopback list, there for tests and demo, are not paced.
 */
export function createPatientClient(inner: GuardedClient, settings: PatientSettings, timing: Timing): GuardedClient {
  const hosts = new Map<string, Host>();

  function hostOf(url: string): Host | undefined {
    if (!URL.canParse(url)) return undefined;
    const name = hostAndPort(new URL(url));
    const known = hosts.get(name);
    if (known !== undefined) return known;
    if (hosts.size >= mostHosts) for (const [other, { pace }] of hosts) if (pace.idle) return replace(other, name);
    return remember(name);
  }

  function replace(other: string, name: string): Host {
    hosts.delete(other);
    return remember(name);
  }

  function remember(name: string): Host {
    const bounds = settings.loopback.includes(name) ? { rate: 0, perHost: Number.POSITIVE_INFINITY } : settings;
    const host = { pace: new Pace(bounds), circuit: new Circuit() };
    hosts.set(name, host);
    return host;
  }

  /** One try, in its turn. */
  async function take<Result>(host: Host, options: FetchOptions, once: () => Promise<Result>): Promise<Result> {
    await host.pace.enter(options.signal);
    try {
      await timing.sleep(host.pace.reserve(timing.now()), options.signal);
      return await once();
    } finally {
      host.pace.leave();
    }
  }

  async function persist<Result extends OpenAnswer | Answer>(
    url: string,
    options: FetchOptions,
    once: () => Promise<Result>,
    drop: (result: Result) => void,
  ): Promise<Result> {
    const host = options.once === true ? undefined : hostOf(url);
    if (host === undefined) return once();
    const rest = host.circuit.enter(timing.now());
    if (rest > 0) throw resting(url, rest, settings);
    let waited = 0;
    for (let tries = 1; ; tries += 1) {
      let result: Result | undefined;
      let tried: Tried;
      try {
        result = await take(host, options, once);
        tried = { status: result.status, retryAfter: result.headers?.['retry-after'] };
      } catch (error) {
        tried = { error };
      }
      const now = timing.now();
      const wait = waitBefore(tried, tries, settings.backoffMs, now, timing.random());
      const goesOn =
        tries < settings.tries && mayRetry(tried, tries) && waited + wait <= settings.waitMs && options.signal?.aborted !== true;
      if (!goesOn) {
        host.circuit.tell(options.signal?.aborted === true ? 'unknown' : healthOf(tried), now);
        if (result !== undefined) return result;
        throw 'error' in tried ? afterTries(tried.error, tries) : new Error('a try gave neither an answer nor an error');
      }
      if (result !== undefined) {
        drop(result);
        host.pace.pauseUntil(now + wait);
      }
      waited += wait;
      await timing.sleep(wait, options.signal);
    }
  }

  return {
    get: (url, options = {}) =>
      persist<Answer>(
        url,
        options,
        async () => wholeAnswer(await inner.open(url, options)),
        () => undefined,
      ),
    open: (url, options = {}) =>
      persist<OpenAnswer>(
        url,
        options,
        () => inner.open(url, options),
        (answer) => answer.discard(),
      ),
    judge: (url) => inner.judge(url),
    close: () => inner.close(),
  };
}

function resting(url: string, ms: number, limits: ClientLimits): FetchProblem {
  const seconds = String(Math.ceil(ms / 1000));
  return explain(url, undefined, new Failure('resting', text(`${seconds} วินาที`, `${seconds} s`)), limits);
}

/** Tells a person that it was no accident of one moment. */
function afterTries(error: unknown, tries: number): unknown {
  if (tries === 1 || !(error instanceof FetchProblem)) return error;
  const { reason, detail, remedy } = error;
  if (remedy === undefined) return error;
  return new FetchProblem(
    reason,
    { detail: text(`${detail.th} (ลองแล้ว ${tries} ครั้ง)`, `${detail.en} (tried ${tries} times)`), remedy },
    error,
  );
}
