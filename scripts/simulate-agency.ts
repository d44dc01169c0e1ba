import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

/** Ways the simulated portal can misbehave. */
export const failures = ['500', 'hang', 'truncated', 'html', 'short-count', 'repeated-page', 'oversized'] as const;
export type Failure = (typeof failures)[number];

export interface SimulatedPackage {
  readonly id: string;
  readonly [key: string]: unknown;
}

/** A CKAN portal on loopback: `package_search` and `package_show` over given packages, and failures on demand. */
export interface SimulatedAgency {
  readonly url: string;
  /** `host:port` for the guarded client's setting. */
  readonly address: string;
  /** How many requests it has had. */
  readonly requests: number;
  /** Replaces what it offers. */
  offer(packages: readonly SimulatedPackage[]): void;
  /** Misbehaves from now on, once `after` further requests were answered well; undefined behaves again. */
  fail(failure: Failure | undefined, after?: number): void;
  close(): Promise<void>;
}

/** Starts a simulated agency on 127.0.0.1; port 0 lets the system choose. */
export async function simulateAgency(packages: readonly SimulatedPackage[], port = 0): Promise<SimulatedAgency> {
  let offered = inOrder(packages);
  let failing: { failure: Failure; after: number } | undefined;
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (failing !== undefined && failing.after <= 0) {
      misbehave(failing.failure, url, response, offered);
      return;
    }
    if (failing !== undefined) failing = { ...failing, after: failing.after - 1 };
    behave(url, response, offered);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${address}`,
    address,
    get requests() {
      return requests;
    },
    offer(next) {
      offered = inOrder(next);
    },
    fail(failure, after = 0) {
      failing = failure === undefined ? undefined : { failure, after };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** CKAN sorts by the id it is asked to sort by. */
function inOrder(packages: readonly SimulatedPackage[]): readonly SimulatedPackage[] {
  return [...packages].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function behave(url: URL, response: ServerResponse, packages: readonly SimulatedPackage[]): void {
  const page = /^\/dataset\/([^/]+)$/.exec(url.pathname)?.[1];
  if (page !== undefined) {
    sendPage(
      response,
      packages.find((one) => one.name === decodeURIComponent(page) || one.id === page),
    );
    return;
  }
  const action = url.pathname.replace('/api/3/action/', '');
  if (action === 'package_search') {
    sendJson(response, 200, search(url, packages));
    return;
  }
  if (action === 'package_show') {
    const found = packages.find((one) => one.id === url.searchParams.get('id') || one.name === url.searchParams.get('id'));
    if (found !== undefined) {
      sendJson(response, 200, { success: true, result: found });
      return;
    }
  }
  sendJson(response, 404, { success: false, error: { __type: 'Not Found Error', message: 'Not found' } });
}

function search(url: URL, packages: readonly SimulatedPackage[], count = packages.length) {
  const start = Number(url.searchParams.get('start') ?? 0);
  const rows = Math.min(Number(url.searchParams.get('rows') ?? 10), 1000);
  return { success: true, result: { count, sort: url.searchParams.get('sort'), results: packages.slice(start, start + rows) } };
}

function misbehave(failure: Failure, url: URL, response: ServerResponse, packages: readonly SimulatedPackage[]): void {
  const table: Record<Failure, () => void> = {
    '500': () => sendJson(response, 500, { success: false, error: { message: 'Internal Server Error' } }),
    hang: () => undefined,
    truncated: () => {
      const body = JSON.stringify(search(url, packages));
      response.writeHead(200, { 'content-type': 'application/json' }).end(body.slice(0, body.length / 2));
    },
    html: () => void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Checking your browser</title>'),
    'short-count': () => sendJson(response, 200, search(url, packages.slice(0, Math.floor(packages.length / 2)), packages.length)),
    oversized: () => {
      url.searchParams.set('rows', '1000');
      sendJson(response, 200, search(url, packages));
    },
    'repeated-page': () => {
      url.searchParams.set('start', '0');
      sendJson(response, 200, search(url, packages));
    },
  };
  table[failure]();
}

/** A dataset's page at its source, so that links of the demo lead somewhere. */
function sendPage(response: ServerResponse, found: SimulatedPackage | undefined): void {
  const title = String(found?.title ?? 'ไม่พบชุดข้อมูล').replace(/[<>&"]/g, ' ');
  const note = 'ระบบบัญชีข้อมูลหน่วยงานจำลอง · Simulated agency catalogue';
  response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html><html lang="th"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1><p>${note}</p></html>`);
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(value));
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: 'string', default: '5000' }, fail: { type: 'string' }, help: { type: 'boolean', default: false } },
  });
  const [file] = positionals;
  if (values.help || file === undefined) {
    console.log(
      `Usage: node dist/scripts/simulate-agency.js FILE.json [--port 5000] [--fail ${failures.join('|')}]\nServes the CKAN packages of a JSON array as a portal on 127.0.0.1, for trying a harvest:\n  HARVEST_LOOPBACK=127.0.0.1:5000 npx banchi source add AGENCY/ckan http://127.0.0.1:5000`,
    );
    return;
  }
  const agency = await simulateAgency(JSON.parse(readFileSync(file, 'utf8')) as SimulatedPackage[], Number(values.port));
  if (values.fail !== undefined) agency.fail(values.fail as Failure);
  console.log(`${agency.url}/api/3/action/package_search`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
