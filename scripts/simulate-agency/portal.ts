import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json, searchAnswer, send, sendError, sendJson } from './answers.js';
import { type Failure, plays } from './failures.js';
import { type Offered, offer, packageOf, type SimulatedPackage } from './offered.js';
import { Index, type Traits, usualTraits } from './search.js';

/** A CKAN portal on loopback: the read side of its API over given packages, and failures on demand. */
export interface SimulatedAgency {
  readonly url: string;
  /** `host:port` for the guarded client's setting. */
  readonly address: string;
  /** How many requests it has had. */
  readonly requests: number;
  /** Path and query of each of its newest 1,000 requests, oldest first. */
  readonly asked: readonly string[];
  /** What it is like; change it at any time. */
  readonly traits: Traits;
  /** Replaces what it offers. */
  offer(packages: Iterable<SimulatedPackage>): void;
  /** Misbehaves from now on, once `after` further requests were answered well; undefined behaves again. */
  fail(failure: Failure | undefined, after?: number): void;
  /** Plays these, one a request (undefined is a good answer), and behaves again. */
  play(...steps: (Failure | undefined)[]): void;
  close(): Promise<void>;
}

/** Starts a simulated agency on 127.0.0.1; port 0 lets the system choose. */
export async function simulateAgency(
  packages: Iterable<SimulatedPackage>,
  port = 0,
  traits: Partial<Traits> = {},
): Promise<SimulatedAgency> {
  let offered = offer(packages);
  let index = new Index(offered);
  let script: (Failure | undefined)[] = [];
  let lasting: { failure: Failure; after: number } | undefined;
  let requests = 0;
  const asked: string[] = [];
  const present: Traits = { ...usualTraits, ...traits };
  const change = (next: readonly Offered[]): void => {
    offered = next;
    index = new Index(offered);
  };
  /** What this request gets: the script's next step, else the lasting failure once its time has come. */
  const next = (): Failure | undefined => {
    if (script.length > 0) return script.shift();
    if (lasting === undefined) return undefined;
    if (lasting.after <= 0) return lasting.failure;
    lasting = { ...lasting, after: lasting.after - 1 };
    return undefined;
  };

  const server = createServer((request, response) => {
    requests += 1;
    asked.push(request.url ?? '');
    if (asked.length > 1000) asked.shift();
    const url = new URL(request.url ?? '/', 'http://localhost');
    const authorised = present.token !== undefined && request.headers.authorization === present.token;
    const behave = (among?: readonly Offered[]): void =>
      answer({
        url,
        request,
        response,
        offered: among ?? offered,
        index: among === undefined ? index : new Index(among),
        traits: present,
        authorised,
      });
    const failure = next();
    if (failure === undefined) behave();
    else plays[failure].answer({ url, response, offered, traits: present, authorised, behave, change });
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
    asked,
    traits: present,
    offer: (packages) => change(offer(packages)),
    fail(failure, after = 0) {
      script = [];
      lasting = failure === undefined ? undefined : { failure, after };
    },
    play(...steps) {
      script = steps;
      lasting = undefined;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Request {
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly offered: readonly Offered[];
  readonly index: Index;
  readonly traits: Traits;
  readonly authorised: boolean;
}

/** CKAN's actions that a harvester calls. */
const actions: Readonly<Record<string, (request: Request) => void>> = {
  package_search: ({ url, response, index, traits, authorised }) =>
    send(response, 200, json, searchAnswer(index.search(url.searchParams, traits, authorised))),
  package_list: ({ response, index, traits }) => {
    const all = new URLSearchParams({ rows: '1000000' });
    sendJson(response, 200, {
      success: true,
      result: index.search(all, { ...traits, rowsMax: 1_000_000 }, false).page.map((one) => one.name),
    });
  },
  package_show: ({ url, response, offered, authorised }) => {
    const asked = url.searchParams.get('id');
    const found = offered.find((one) => one.id === asked || one.name === asked);
    if (found === undefined) sendError(response, 404, 'Not Found Error', 'Not found');
    else if (found.isPrivate && !authorised) sendError(response, 403, 'Authorization Error', 'Access denied');
    else sendJson(response, 200, { success: true, result: packageOf(found) });
  },
  status_show: ({ response, traits }) =>
    sendJson(response, 200, { success: true, result: { ckan_version: '2.10.4', site_title: 'จำลอง', extensions: traits.extensions } }),
};

function answer(request: Request): void {
  const { url, response, offered } = request;
  const page = /^\/dataset\/([^/]+)$/.exec(url.pathname)?.[1];
  if (page !== undefined) {
    const found = offered.find((one) => one.name === decodeURIComponent(page) || one.id === page);
    sendPage(response, found === undefined ? undefined : packageOf(found));
    return;
  }
  const action = actions[url.pathname.replace('/api/3/action/', '')];
  if (action === undefined) sendError(response, 404, 'Not Found Error', 'Not found');
  else action(request);
}

/** A dataset's page at its source, so that links of the demo lead somewhere. */
function sendPage(response: ServerResponse, found: SimulatedPackage | undefined): void {
  const title = String(found?.title ?? 'ไม่พบชุดข้อมูล').replace(/[<>&"]/g, ' ');
  const note = 'ระบบบัญชีข้อมูลหน่วยงานจำลอง · Simulated agency catalogue';
  const html = `<!doctype html><html lang="th"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1><p>${note}</p></html>`;
  send(response, found === undefined ? 404 : 200, 'text/html; charset=utf-8', html);
}
