import assert from 'node:assert/strict';
import {
  type FetchOptions,
  FetchProblem,
  type FetchReason,
  type GuardedClient,
  type OpenAnswer,
} from '../../../src/catalog/guarded-client.js';
import { text } from '../../../src/catalog/text.js';
import { createPatientClient, mostHosts, type PatientSettings } from '../../../src/harvest/client/patient.js';
import { readRetryAfter } from '../../../src/harvest/client/retry.js';
import { settings as limits } from '../../support/fetching.js';

const settings: PatientSettings = { ...limits, rate: 0, perHost: 4, tries: 4, waitMs: 120_000, backoffMs: 1000 };
const start = Date.parse('2026-11-23T02:00:00Z');
const url = 'https://portal.example/api';

/** What one request meets: a status with headers, or a failure. */
type Step = number | { status: number; retryAfter: string } | FetchReason;

/** A patient client over scripted answers, a clock that only sleeping moves, and chance that is always 1. */
function patient(script: readonly Step[], changes: Partial<PatientSettings> = {}, takes = 0) {
  const told = { requests: 0, discarded: 0, slept: [] as number[], atOnce: 0, mostAtOnce: 0, closed: false };
  let now = start;
  const steps = [...script];
  const open = async (asked: string, options: FetchOptions = {}): Promise<OpenAnswer> => {
    told.requests += 1;
    told.atOnce += 1;
    told.mostAtOnce = Math.max(told.mostAtOnce, told.atOnce);
    await new Promise((resolve) => setImmediate(resolve));
    told.atOnce -= 1;
    now += takes;
    if (options.signal?.aborted === true) throw failure('cancelled');
    const step = steps.shift() ?? 200;
    if (typeof step === 'string') throw failure(step);
    const status = typeof step === 'number' ? step : step.status;
    const headers: Record<string, string> = typeof step === 'number' ? {} : { 'retry-after': step.retryAfter };
    return {
      status,
      headers,
      url: asked,
      bytes: body(),
      discard: () => {
        told.discarded += 1;
      },
    };
  };
  const inner: GuardedClient = {
    open,
    get: () => Promise.reject(new Error('the patient client opens')),
    judge: () => ({ reason: 'scheme', detail: text('ก', 'a'), remedy: text('ก', 'a') }),
    close: async () => {
      told.closed = true;
    },
  };
  const client = createPatientClient(
    inner,
    { ...settings, ...changes },
    {
      now: () => now,
      random: () => 1,
      sleep: async (ms, signal) => {
        if (ms <= 0 || signal?.aborted === true) return;
        told.slept.push(ms);
        now += ms;
      },
    },
  );
  return {
    client,
    told,
    pass(ms: number) {
      now += ms;
    },
  };
}

async function* body(): AsyncGenerator<Buffer> {
  yield Buffer.from('body');
}

function failure(reason: FetchReason): FetchProblem {
  return new FetchProblem(reason, { detail: text('ขัดข้อง', 'failed'), remedy: text('ลองใหม่', 'try again') });
}

describe('The patient client', () => {
  for (const step of [
    429,
    502,
    503,
    504,
    'connection-refused',
    'connection-cut',
    'connect-timeout',
    'idle-timeout',
    'name-lookup',
  ] as const) {
    it(`tries again after ${step}, waiting longer each time`, async () => {
      const { client, told } = patient([step, step, step]);
      assert.equal((await client.get(url)).body, 'body');
      assert.equal(told.requests, 4);
      assert.deepEqual(
        told.slept.filter((ms) => ms >= 1000),
        [1000, 2000, 4000],
      );
    });
  }

  for (const step of [
    200,
    304,
    400,
    401,
    403,
    404,
    409,
    'refused-network',
    'scheme',
    'too-large',
    'certificate',
    'total-timeout',
    'unknown-host',
  ] as const) {
    it(`tries ${step} once`, async () => {
      const { client, told } = patient([step]);
      await client.get(url).then(
        ({ status }) => assert.equal(status, step),
        (error) => assert.equal(error.reason, step),
      );
      assert.equal(told.requests, 1);
      assert.deepEqual(told.slept, []);
    });
  }

  it('tries a 500 twice', async () => {
    const { client, told } = patient([500, 500, 200]);
    assert.equal((await client.get(url)).status, 500);
    assert.equal(told.requests, 2);
  });

  it('gives the last answer, or the last failure with the number of tries in both languages, when all tries failed', async () => {
    assert.equal((await patient([503, 503, 503, 503]).client.get(url)).status, 503);
    const { client, told } = patient(Array<Step>(9).fill('connect-timeout'));
    await assert.rejects(client.get(url), (error: FetchProblem) => {
      assert.equal(error.reason, 'connect-timeout');
      assert.match(error.detail.en, /tried 4 times/);
      assert.match(error.detail.th, /ลองแล้ว 4 ครั้ง/);
      return true;
    });
    assert.equal(told.requests, 4);
  });

  it('obeys Retry-After in seconds and as a date', async () => {
    const { client, told } = patient([
      { status: 429, retryAfter: '7' },
      { status: 503, retryAfter: 'Mon, 23 Nov 2026 02:00:30 GMT' },
    ]);
    assert.equal((await client.get(url)).status, 200);
    assert.deepEqual(told.slept, [7000, 23_000]);
  });

  it('gives the answer back when Retry-After is longer than it waits, and does not come before', async () => {
    const { client, told } = patient([{ status: 429, retryAfter: '86400' }]);
    const answer = await client.get(url);
    assert.deepEqual([answer.status, answer.headers?.['retry-after']], [429, '86400']);
    assert.deepEqual([told.requests, told.slept], [1, []]);
  });

  it('waits no longer in all than its bound', async () => {
    const { client, told } = patient([503, 503, 503, 503], { waitMs: 3000 });
    assert.equal((await client.get(url)).status, 503);
    assert.deepEqual(told.slept, [1000, 2000]);
  });

  it('doubles its wait up to 30 s and no further', async () => {
    const { client, told } = patient(Array<Step>(9).fill(503), { tries: 8, waitMs: 1_000_000 });
    await client.get(url);
    assert.deepEqual(told.slept, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  it('stops at once when cancelled', async () => {
    const cancelling = new AbortController();
    const { client, told } = patient([503, 503]);
    cancelling.abort();
    await assert.rejects(client.get(url, { signal: cancelling.signal }), (error: FetchProblem) => error.reason === 'cancelled');
    assert.equal(told.requests, 1);
    assert.deepEqual(told.slept, []);
  });

  it('asks a host at its rate after a second’s worth at once', async () => {
    const { client, told } = patient([], { rate: 10 });
    for (let count = 0; count < 31; count += 1) await client.get(url);
    const slept = told.slept.reduce((sum, ms) => sum + ms, 0);
    assert.ok(Math.abs(slept - 2000) <= 1, `${slept} ms for 31 requests`);
  });

  it('does not pace a host on the loopback list, nor one host for another', async () => {
    const { client, told } = patient([], { rate: 1, loopback: ['127.0.0.1:5000'] });
    for (let count = 0; count < 50; count += 1) await client.get('http://127.0.0.1:5000/');
    for (let count = 0; count < 50; count += 1) await client.get(`https://host${count}.example/`);
    assert.deepEqual(told.slept, []);
  });

  it('has no more requests to one host waiting for an answer than may be', async () => {
    const { client, told } = patient([], { perHost: 3 });
    await Promise.all(Array.from({ length: 20 }, () => client.get(url)));
    assert.equal(told.requests, 20);
    assert.equal(told.mostAtOnce, 3);
  });

  it('lets a cancelled request out of the queue without losing its place to nobody', async () => {
    const { client, told } = patient([], { perHost: 1 });
    const cancelling = new AbortController();
    const waiting = [client.get(url), client.get(url, { signal: cancelling.signal }), client.get(url)];
    cancelling.abort();
    const results = await Promise.allSettled(waiting);
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    assert.equal(told.atOnce, 0);
  });

  it('leaves a host alone after five failed requests, and lets one through after a minute', async () => {
    const { client, told, pass } = patient(Array<Step>(6).fill('connection-refused'), { tries: 1 });
    for (let count = 0; count < 5; count += 1) await assert.rejects(client.get(url));
    await assert.rejects(client.get(url), (error: FetchProblem) => {
      assert.equal(error.reason, 'resting');
      assert.match(error.detail.en, /left alone for another 60 s/);
      assert.match(error.detail.th, /พักการเรียกไว้อีก 60 วินาที/);
      return true;
    });
    assert.equal(told.requests, 5);
    await client.get('https://other.example/').catch(() => undefined);
    assert.equal(told.requests, 6);
    pass(60_000);
    const [probe, beside] = await Promise.allSettled([client.get(url), client.get(url)]);
    assert.deepEqual([probe?.status, beside?.status], ['fulfilled', 'rejected']);
    assert.equal((await client.get(url)).status, 200);
  });

  it('rests again when the one let through fails', async () => {
    const { client, told, pass } = patient(Array<Step>(6).fill(502), { tries: 1 });
    for (let count = 0; count < 5; count += 1) await client.get(url);
    pass(60_000);
    assert.equal((await client.get(url)).status, 502);
    await assert.rejects(client.get(url), /left alone/);
    assert.equal(told.requests, 6);
  });

  it('holds refusals and cancellations against no host', async () => {
    const { client, told } = patient([403, 404, 429, 'cancelled', 'refused-network', 401, 'too-large', 403], { tries: 1 });
    for (let count = 0; count < 9; count += 1) await client.get(url).catch(() => undefined);
    assert.equal(told.requests, 9);
  });

  it('tries once for a person who waits, and what fails then is held against no host', async () => {
    const { client, told } = patient(Array<Step>(8).fill(503));
    for (let count = 0; count < 8; count += 1) assert.equal((await client.open(url, { once: true })).status, 503);
    assert.equal((await client.open(url)).status, 200);
    assert.equal(told.requests, 9);
    assert.equal(told.discarded, 0);
  });

  it('discards the body of an answer it tries again after', async () => {
    const { client, told } = patient([503, 502]);
    assert.equal((await client.open(url)).status, 200);
    assert.equal(told.discarded, 2);
  });

  it('forgets hosts past its bound, and goes on', async () => {
    const { client, told } = patient([], { rate: 1 });
    for (let count = 0; count < mostHosts + 50; count += 1) await client.get(`https://host${count}.example/`);
    assert.equal(told.requests, mostHosts + 50);
  });

  it('passes judgement and closing on, and an address that is none', async () => {
    const { client, told } = patient([]);
    assert.equal(client.judge('ftp://x')?.reason, 'scheme');
    assert.equal((await client.get('no address')).status, 200);
    await client.close();
    assert.equal(told.closed, true);
  });
});

describe('Retry-After', () => {
  const cases: readonly (readonly [string | undefined, number | undefined])[] = [
    [undefined, undefined],
    ['', undefined],
    ['0', 0],
    [' 12 ', 12_000],
    ['-5', undefined],
    ['soon', undefined],
    ['Mon, 23 Nov 2026 02:01:00 GMT', 60_000],
    ['Mon, 23 Nov 2020 02:01:00 GMT', 0],
    ['99999999999999999999', undefined],
  ];
  for (const [value, ms] of cases) it(`${JSON.stringify(value)} is ${ms} ms`, () => assert.equal(readRetryAfter(value, start), ms));
});
