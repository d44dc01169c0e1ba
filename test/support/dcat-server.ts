import { mkdtemp, readdir, rm } from 'node:fs/promises';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Source } from '../../src/catalog/source.js';
import { createGuardedClient } from '../../src/harvest/client/client.js';
import { walkDocuments } from '../../src/harvest/dcat/walk-documents.js';
import type { HarvestedRecord } from '../../src/harvest/harvested-record.js';
import type { HarvestPage, Walk, Walked } from '../../src/harvest/walk.js';
import { httpServer, settings } from './fetching.js';
import { testSource, testWalk } from './walk.js';

/** What a document server answers under one path: a body and its type, or whatever a function does with the answer. */
export type Served =
  | {
      readonly type?: string;
      readonly body: string | Buffer;
      readonly headers?: Readonly<Record<string, string>>;
      readonly status?: number;
    }
  | ((response: ServerResponse, request: IncomingMessage) => void);

/** A walk over a document server on loopback, which notes what was asked of it. */
export interface DocumentServer {
  readonly origin: string;
  readonly spoolDir: string;
  readonly asked: { readonly url: string; readonly headers: IncomingHttpHeaders }[];
  /** Walks from that path. */
  walk(path: string, changes?: Partial<Walk>, source?: Partial<Source>): Promise<Brought>;
  /** The first page of a walk that is left there, as by a crash. */
  first(path: string): Promise<HarvestPage>;
}

/** What a walk brought, and how it ended. */
export interface Brought {
  readonly records: HarvestedRecord[];
  readonly pages: HarvestPage[];
  readonly end: Walked;
  /** Ids of the records that were taken, and of those set aside with the reason. */
  readonly ids: string[];
  readonly aside: Readonly<Record<string, string>>;
}

/** `paths` is told the server's own address, which pages link to. Afterwards no spool is left. */
export async function withDocuments(
  paths: (origin: string) => Readonly<Record<string, Served>>,
  work: (server: DocumentServer) => Promise<void>,
): Promise<void> {
  const asked: { url: string; headers: IncomingHttpHeaders }[] = [];
  let served: Readonly<Record<string, Served>> = {};
  const server = await httpServer((request, response) => {
    const url = request.url ?? '';
    asked.push({ url, headers: request.headers });
    const found = served[url];
    if (found === undefined) response.writeHead(404).end('not here');
    else if (typeof found === 'function') found(response, request);
    else response.writeHead(found.status ?? 200, { 'content-type': found.type ?? 'text/turtle', ...found.headers }).end(found.body);
  });
  const origin = `http://127.0.0.1:${server.port}`;
  served = paths(origin);
  const client = createGuardedClient({ ...settings, loopback: [`127.0.0.1:${server.port}`] });
  const spoolDir = await mkdtemp(join(tmpdir(), 'banchi-spool-'));
  const pages = (path: string, changes: Partial<Walk> = {}, source: Partial<Source> = {}): AsyncGenerator<HarvestPage, Walked> => {
    const walk = testWalk('dcat', client, { source: { ...testSource, kind: 'dcat', url: `${origin}${path}`, ...source }, ...changes });
    return walkDocuments({ ...walk, limits: { ...walk.limits, streamBytes: 64 * 1024 * 1024, ...changes.limits, spoolDir } });
  };
  try {
    const first = async (path: string): Promise<HarvestPage> => {
      for await (const page of pages(path)) return page;
      throw new Error('there is no page');
    };
    await work({ origin, spoolDir, asked, first, walk: async (path, changes, source) => brought(pages(path, changes, source)) });
    const left = await readdir(spoolDir);
    if (left.length > 0) throw new Error(`spools were left behind: ${left.join(', ')}`);
  } finally {
    await client.close();
    await server.end();
    await rm(spoolDir, { recursive: true, force: true });
  }
}

async function brought(walk: AsyncGenerator<HarvestPage, Walked>): Promise<Brought> {
  const pages: HarvestPage[] = [];
  for (let next = await walk.next(); ; next = await walk.next()) {
    if (next.done !== true) {
      pages.push(next.value);
      continue;
    }
    const records = pages.flatMap((page) => page.records);
    return {
      records,
      pages,
      end: next.value,
      ids: records.filter(({ door }) => door.state === 'open').map(({ nativeId }) => nativeId),
      aside: Object.fromEntries(records.flatMap(({ nativeId, door }) => (door.state === 'open' ? [] : [[nativeId, door.reason]]))),
    };
  }
}

export const prefixes = `@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix ex: <https://agency.example/> .
`;

/** A dataset of that name in Turtle. */
export function datasetOf(name: string, more = ''): string {
  return `ex:${name} a dcat:Dataset ; dct:title "ชุดข้อมูล ${name}"@th${more} .\n`;
}
