import type { ServerResponse } from 'node:http';
import { json, searchAnswer, send, sendError, sendJson } from './answers.js';
import { type Offered, offer, packageOf, type SimulatedPackage } from './offered.js';
import { Index, type Traits } from './search.js';

/** One request while the portal misbehaves. */
export interface Exchange {
  readonly url: URL;
  readonly response: ServerResponse;
  readonly offered: readonly Offered[];
  readonly traits: Traits;
  readonly authorised: boolean;
  /** Answers well. */
  behave(offered?: readonly Offered[]): void;
  /** Offers other packages from now on. */
  change(offered: readonly Offered[]): void;
}

interface Play {
  /** One line of --help. */
  readonly about: string;
  answer(exchange: Exchange): void;
}

/** How a portal can fail, one request at a time. */
export const plays = {
  '500': {
    about: 'answers 500 with an error of CKAN',
    answer: ({ response }) => sendError(response, 500, 'Internal', 'Internal Server Error'),
  },
  '502': { about: 'a gateway’s 502 page', answer: ({ response }) => send(response, 502, 'text/html', '<h1>502 Bad Gateway</h1>') },
  '503': { about: 'answers 503', answer: ({ response }) => send(response, 503, 'text/html', '<h1>Service Unavailable</h1>') },
  '401': {
    about: 'asks for a token',
    answer: ({ response }) => sendError(response, 401, 'Authorization Error', 'Access denied: token required'),
  },
  '403': {
    about: 'forbids, with a firewall’s page',
    answer: ({ response }) => send(response, 403, 'text/html', '<h1>Request blocked</h1>'),
  },
  '429': {
    about: 'answers 429 and says to come back in a second',
    answer: ({ response }) => sendJson(response, 429, { success: false }, { 'retry-after': '1' }),
  },
  '429-long': {
    about: 'answers 429 and says to come back in a day',
    answer: ({ response }) => sendJson(response, 429, { success: false }, { 'retry-after': '86400' }),
  },
  hang: { about: 'takes the request and never answers', answer: () => undefined },
  cut: { about: 'closes the connection without an answer', answer: ({ response }) => void response.destroy() },
  drip: { about: 'sends one byte each 50 ms, without end', answer: ({ response }) => drip(response) },
  truncated: {
    about: 'sends half of the JSON as if it were all',
    answer: (exchange) => {
      const body = searchAnswer(search(exchange));
      send(exchange.response, 200, json, body.subarray(0, body.length / 2));
    },
  },
  interrupted: {
    about: 'announces the whole body and closes after half of it',
    answer: (exchange) => {
      const body = searchAnswer(search(exchange));
      exchange.response.writeHead(200, { 'content-type': json, 'content-length': body.length });
      exchange.response.write(body.subarray(0, body.length / 2), () => exchange.response.destroy());
    },
  },
  html: {
    about: 'a web page that checks the browser, with status 200',
    answer: ({ response }) => send(response, 200, 'text/html', '<!doctype html><title>Checking your browser</title>'),
  },
  empty: { about: 'an empty body with status 200', answer: ({ response }) => send(response, 200, json, '') },
  'no-records': {
    about: 'says that it has no records, with status 200',
    answer: ({ response }) => send(response, 200, json, searchAnswer({ count: 0, page: [] })),
  },
  'not-ckan': { about: 'JSON of another program', answer: ({ response }) => sendJson(response, 200, { hello: 'world' }) },
  'ckan-error': {
    about: 'success: false with status 200',
    answer: ({ response }) => sendError(response, 200, 'Search Error', 'SOLR is not running'),
  },
  'short-count': {
    about: 'counts all packages and brings the first half only',
    answer: (exchange) => {
      const half = search(exchange, exchange.offered.slice(0, Math.floor(exchange.offered.length / 2)));
      send(exchange.response, 200, json, searchAnswer({ count: search(exchange).count, page: half.page }));
    },
  },
  oversized: {
    about: 'sends 1,000 rows whatever was asked for',
    answer: (exchange) => {
      exchange.url.searchParams.set('rows', '1000');
      exchange.behave();
    },
  },
  'repeated-page': {
    about: 'sends the first page again and again',
    answer: (exchange) => {
      exchange.url.searchParams.set('start', '0');
      exchange.url.searchParams.delete('fq');
      exchange.behave();
    },
  },
  'page-loop': { about: 'pages 2 and 3 take turns for ever; filters are ignored', answer: (exchange) => loop(exchange) },
  'changed-ids': {
    about: 'every package has a new id, as after a new installation',
    answer: (exchange) => exchange.behave(remade(exchange, (one) => ({ ...one, id: `ffffffff${one.id.slice(8)}` }))),
  },
  'half-gone': {
    about: 'half of the packages are gone, and it counts so',
    answer: (exchange) => exchange.behave(exchange.offered.filter((_, index) => index % 2 === 0)),
  },
  'wrong-encoding': {
    about: 'TIS-620 where JSON must be UTF-8',
    answer: (exchange) => send(exchange.response, 200, 'application/json', toThai(searchAnswer(search(exchange)).toString('utf8'))),
  },
  bom: {
    about: 'a byte order mark before the JSON',
    answer: (exchange) => send(exchange.response, 200, json, `\ufeff${searchAnswer(search(exchange))}`),
  },
  'old-form': {
    about: 'count and results without their envelope',
    answer: (exchange) => {
      const { count, page } = search(exchange);
      sendJson(exchange.response, 200, { count, results: page.map(packageOf) });
    },
  },
  'private-redirect': {
    about: 'redirects to a private address',
    answer: ({ response }) => void response.writeHead(302, { location: 'http://10.0.0.1/api/3/action/package_search' }).end(),
  },
  growing: {
    about: 'one more package, first in order, before each answer',
    answer: (exchange) => {
      const [first] = exchange.offered;
      const at = String(exchange.offered.length).padStart(12, '0');
      if (first !== undefined)
        exchange.change([...offer([{ ...packageOf(first), id: `00000000-${at}`, name: `added-${at}` }]), ...exchange.offered]);
      exchange.behave();
    },
  },
  shrinking: {
    about: 'one package fewer, the first in order, before each answer',
    answer: (exchange) => {
      exchange.change(exchange.offered.slice(1));
      exchange.behave();
    },
  },
  'no-filter': {
    about: 'filter queries are ignored',
    answer: (exchange) => {
      exchange.url.searchParams.delete('fq');
      exchange.behave();
    },
  },
  'refused-filter': {
    about: 'filter queries are answered with an error',
    answer: (exchange) => {
      if (exchange.url.searchParams.has('fq')) sendError(exchange.response, 409, 'Search Error', 'Query is invalid');
      else exchange.behave();
    },
  },
  'search-broken': {
    about: 'package_search fails, package_list and package_show work',
    answer: (exchange) => {
      if (exchange.url.pathname.endsWith('package_search')) sendError(exchange.response, 409, 'Search Error', 'SOLR is not running');
      else exchange.behave();
    },
  },
  'withdrawn-one': { about: 'allow_harvest turned False for one package', answer: (exchange) => exchange.behave(withdrawn(exchange, 1)) },
  'withdrawn-most': {
    about: 'allow_harvest turned False for three quarters of the packages',
    answer: (exchange) => exchange.behave(withdrawn(exchange, Math.ceil(exchange.offered.length * 0.75))),
  },
  'many-distributions': {
    about: 'the first package has 10,000 distributions',
    answer: (exchange) => exchange.behave(remade(exchange, (one, index) => (index === 0 ? { ...one, resources: manyResources() } : one))),
  },
  deep: { about: 'the first package is nested 50,000 deep', answer: (exchange) => exchange.behave(nested(exchange.offered)) },
} as const satisfies Readonly<Record<string, Play>>;

export type Failure = keyof typeof plays;
export const failures = Object.keys(plays) as readonly Failure[];

function search({ url, traits, authorised, offered }: Exchange, among = offered) {
  return new Index(among).search(url.searchParams, traits, authorised);
}

function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': json });
  const timer = setInterval(() => response.write(' '), 50);
  response.on('close', () => clearInterval(timer));
}

function loop(exchange: Exchange): void {
  const asked = exchange.url.searchParams;
  const rows = Number(asked.get('rows') ?? 10);
  const page = Math.floor(Number(asked.get('start') ?? 0) / rows);
  asked.delete('fq');
  if (page > 2) asked.set('start', String(rows * (page % 2 === 0 ? 2 : 1)));
  exchange.behave();
}

function remade({ offered }: Exchange, change: (one: SimulatedPackage, index: number) => SimulatedPackage): readonly Offered[] {
  return offer(offered.map((one, index) => change(packageOf(one), index)));
}

/** A withdrawal is a change: CKAN moves `metadata_modified`. */
function withdrawn(exchange: Exchange, count: number): readonly Offered[] {
  const change = { allow_harvest: 'False', metadata_modified: '2026-11-23T01:30:00.000000' };
  return remade(exchange, (one, index) => (index < count ? { ...one, ...change } : one));
}

function manyResources(): unknown[] {
  return Array.from({ length: 10_000 }, (_, index) => ({
    id: `resource-${index}`,
    name: `ไฟล์ที่ ${index}`,
    url: `https://portal.example/files/${index}.csv`,
    format: 'CSV',
  }));
}

function nested(offered: readonly Offered[]): readonly Offered[] {
  return offered.map((one, index) => {
    if (index > 0) return one;
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    return { ...one, bytes: Buffer.from(`{"deep":${deep},${one.bytes.toString('utf8').slice(1)}`) };
  });
}

/** Thai letters as TIS-620 has them; what it does not have becomes a question mark. */
function toThai(text: string): Buffer {
  return Buffer.from(
    Array.from(text, (letter) => {
      const code = letter.codePointAt(0) ?? 0;
      if (code < 0x80) return code;
      return code >= 0x0e01 && code <= 0x0e5b ? code - 0x0e00 + 0xa0 : 0x3f;
    }),
  );
}
