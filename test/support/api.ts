import { readFileSync } from 'node:fs';
import type { Scope } from '../../src/catalog/key.js';
import { agencyId, startApp, type TestApp, type TestOptions } from './app.js';
import { projectFolder } from './mapping.js';

/** A served program with keys to ask it with. */
export interface TestApi {
  readonly test: TestApp;
  readonly url: string;
  /** Makes a key of the test agency, or of the centre. @returns its token. */
  key(scopes: readonly Scope[], options?: { agencyId?: string | undefined; days?: number }): Promise<string>;
  /** Asks with a key; a path below /api. */
  ask(method: string, path: string, token: string | undefined, options?: Asking): Promise<Answer>;
  /** Sends one dataset of the test agency. */
  put(identifier: string, body: string | Uint8Array, options?: Asking & { token?: string }): Promise<Answer>;
  /** A key of the test agency with all its scopes. */
  readonly token: string;
}

export interface Asking {
  readonly body?: string | Uint8Array | FormData;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON. */
  readonly json: Answered;
}

/** What our answers have, as far as tests look. */
export interface Answered {
  readonly [member: string]: unknown;
  readonly detail?: string;
  readonly remedy?: string;
  readonly outcome?: string;
  readonly dataset?: string;
  readonly fingerprint?: string | null;
  readonly state?: { readonly code: string };
  readonly versions?: readonly { readonly state: { readonly code: string } }[];
  readonly counts?: Readonly<Record<string, number>>;
  readonly records?: readonly { readonly identifier: string; readonly outcome: string; readonly reason: { readonly en: string } | null }[];
}

export async function startApi(options: TestOptions = {}): Promise<TestApi> {
  const test = await startApp(options);
  const { url } = await test.serve();
  const { flow } = test.app;
  const make: TestApi['key'] = async (scopes, { agencyId: owner = agencyId, days } = {}) => {
    const agency = scopes.some((scope) => ['inspect', 'categorise', 'administer'].includes(scope)) ? undefined : owner;
    return (await flow.createKey({ agencyId: agency, scopes, name: 'test program', ...(days === undefined ? {} : { days }) }, 'test'))
      .token;
  };
  const ask: TestApi['ask'] = async (method, path, token, { body, type, headers = {} } = {}) => {
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(type === undefined ? {} : { 'content-type': type }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: body as BodyInit }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      get json() {
        return JSON.parse(text) as Answered;
      },
    };
  };
  const token = await make(['submit', 'confirm', 'manage']);
  return {
    test,
    url,
    key: make,
    ask,
    token,
    put: (identifier, body, { token: by = token, type = 'application/ld+json', headers = {} } = {}) =>
      ask('PUT', `/agencies/${agencyId}/records/${encodeURIComponent(identifier)}`, by, { body, type, headers }),
  };
}

/** The dataset of test/fixtures/fish-prices.jsonld, which passes, with other values; undefined takes one out. */
export function pushedDataset(changes: Readonly<Record<string, unknown>> = {}): string {
  const dataset = JSON.parse(readFileSync(projectFolder('test/fixtures/fish-prices.jsonld'), 'utf8')) as Record<string, unknown>;
  return JSON.stringify({ ...dataset, ...changes });
}

/** Path of a record of the test agency below /api. */
export function recordPath(identifier: string): string {
  return `/agencies/${agencyId}/records/${encodeURIComponent(identifier)}`;
}

/** Asks until the run has ended or is held. */
export async function ended(api: Pick<TestApi, 'ask'>, location: string, token: string): Promise<Answered> {
  const path = new URL(location).pathname.replace(/^\/api/, '');
  for (let tries = 0; tries < 400; tries += 1) {
    const { json } = await api.ask('GET', path, token);
    if (!['queued', 'running', 'applying'].includes(String(json.state))) return json;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`the run ${location} does not end`);
}
