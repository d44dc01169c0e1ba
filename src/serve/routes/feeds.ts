import { type Request, type Response, Router } from 'express';
import type { ChangeMark } from '../../catalog/directory.js';
import { Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';
import { atomEnd, atomEntry, atomHead } from '../feeds/atom.js';
import { feedNames, jsonld, nquads, pageQuads, rootQuads, trig } from '../feeds/ldes.js';
import { type ChangePage, ChangePages } from '../feeds/pages.js';
import { changesPage } from '../pages/changes.js';
import { renderPage } from '../pages/render.js';
import type { ServeParts } from '../parts.js';
import { eachInTurns, isFresh, sendPieces } from '../streaming.js';

const formats = { 'application/trig': trig, 'application/ld+json': jsonld, 'application/n-quads': nquads } as const;
const types = [...Object.keys(formats), 'text/html'] as (keyof typeof formats | 'text/html')[];
/** Fewest entries of the feed document that readers subscribe to. */
const inFeed = 50;
const whole = /^\d{1,15}$/;

/** `/changes`, an LDES after DCAT-AP Feeds, and the same as Atom. */
export function feedRoutes(parts: ServeParts): Router {
  const router = Router();
  const { base, directory } = parts;
  const names = feedNames(base);
  const pages = new ChangePages(parts);

  router.get('/changes', async (request, response) => {
    const { after } = request.query;
    if (after !== undefined) return resume(response, after);
    const type = chosen(request, response);
    response.set('Cache-Control', 'public, max-age=5');
    if (type === 'text/html') return sendPage(request, response, pages.newest());
    const format = formats[type](names, 0);
    const oldest = pages.oldest();
    const days = Math.round(parts.feedMs / (24 * 3_600_000));
    if (isFresh(response, { tag: `changes-${oldest?.seq ?? 0}-${days}-${types.indexOf(type)}`, modified: '' })) return;
    response.type(format.type);
    const quads = rootQuads(names, pages, days);
    response.send(format.head(quads) + format.end);
  });

  router.get('/changes/:seq', async (request, response) => {
    const type = chosen(request, response);
    const page = pages.page(numberOf(request.params.seq));
    if (type === 'text/html') return sendPage(request, response, page.first);
    if (isUnchanged(response, page, type)) return;
    const format = formats[type](names, page.first.seq);
    response.type(format.type);
    await sendPieces(
      response,
      (function* () {
        yield format.head(pageQuads(names, page));
        for (const changes of pages.members(page)) yield changes.map((change) => format.between + format.member(change)).join('');
        yield format.end;
      })(),
    );
  });

  router.get('/feed.atom', async (_request, response) => {
    const count = directory.changes.count();
    const newest = pages.newest();
    const last = directory.changes.mark(count - 1);
    response.set('Cache-Control', 'public, max-age=5').type('application/atom+xml');
    const page = newest === undefined ? undefined : pages.page(newest.seq);
    // All that no archive has yet, so that nothing falls between.
    const start = Math.max(0, Math.min(count - inFeed, page?.first.ordinal ?? count));
    const kept = directory.changes.kept(start, count - start);
    if (isFresh(response, { tag: `atom-${last?.seq ?? 0}-${kept}-${page?.previous?.seq ?? 0}`, modified: last?.published ?? '' })) return;
    const head = atomHead({
      id: `${base}/feed.atom`,
      updated: last?.published ?? parts.clock().toISOString(),
      isArchive: false,
      links: { self: `${base}/feed.atom`, 'prev-archive': page?.previous && archiveOf(page.previous) },
    });
    await sendPieces(
      response,
      (function* () {
        yield head;
        for (const changes of pages.newestFirst(start, count)) yield changes.map((change) => atomEntry(change)).join('');
        yield atomEnd;
      })(),
    );
  });

  router.get('/feed/:seq.atom', async (request, response) => {
    const page = pages.page(numberOf(request.params.seq));
    if (!page.isFull) throw nothing(request.path);
    response.type('application/atom+xml');
    const { previous, next } = page;
    const isNextFull = next !== undefined && pages.page(next.seq).isFull;
    // An archive names its neighbours that are archives too.
    if (isUnchanged(response, page, `atom-${previous?.seq ?? 0}-${isNextFull ? 1 : 0}`)) return;
    const updated = directory.changes.mark(page.first.ordinal + page.count - 1)?.published ?? page.first.published;
    const self = archiveOf(page.first);
    const links = {
      self,
      current: `${base}/feed.atom`,
      'prev-archive': previous && archiveOf(previous),
      'next-archive': isNextFull ? archiveOf(next) : undefined,
    };
    await sendPieces(
      response,
      (function* () {
        yield atomHead({ id: self, updated, isArchive: true, links });
        for (const changes of pages.members(page)) yield changes.map((change) => atomEntry(change)).join('');
        yield atomEnd;
      })(),
    );
  });

  function archiveOf({ seq }: ChangeMark): string {
    return `${base}/feed/${seq}.atom`;
  }

  /** To the page where a reader that knows everything up to a log position goes on. */
  function resume(response: Response, after: unknown): void {
    if (typeof after !== 'string' || !whole.test(after))
      throw new Problem('bad-request', text(`after=${String(after)} ไม่ถูกต้อง`, `after=${String(after)} is wrong.`), {
        remedy: text('โปรดใช้ตำแหน่งจากชื่อไฟล์ใน /dumps', 'Use the position that a dump of /dumps is named by.'),
      });
    const start = pages.following(Number(after));
    response.redirect(303, start === undefined ? '/changes' : `/changes/${start.seq}`);
  }

  function chosen(request: Request, response: Response): (typeof types)[number] {
    response.vary('Accept');
    const accepted = request.accepts([...types, 'application/json']);
    const type = accepted === 'application/json' ? 'application/ld+json' : types.find((one) => one === accepted);
    if (type !== undefined) return type;
    throw new Problem('not-acceptable', text(`มีเฉพาะรูปแบบ ${types.join(', ')}`, `There is ${types.join(', ')}.`));
  }

  function isUnchanged(response: Response, page: ChangePage, kind: string): boolean {
    // Full pages change too, when a dataset is stopped; so nobody keeps one for long without asking.
    response.set('Cache-Control', `public, max-age=${page.isFull ? 60 : 5}`);
    return isFresh(response, { tag: `changes-${pages.tag(page)}-${kind.replace(/[^\w-]/g, '')}`, modified: '' });
  }

  async function sendPage(request: Request, response: Response, first: ChangeMark | undefined): Promise<void> {
    response.set('Cache-Control', 'no-cache');
    const page = first && pages.page(first.seq);
    const parted = page === undefined ? [] : pages.newestFirst(page.first.ordinal, page.first.ordinal + page.count);
    const changes = await eachInTurns(parted, 1, (some) =>
      some.map(({ type, graph, published, jsonld: written }) => {
        const dataset = graph.replace(/\/record$/, '');
        const { title } = (written === '' ? {} : JSON.parse(written)) as { title?: Readonly<Record<string, readonly string[]>> };
        return { type, href: new URL(dataset).pathname, title: title ?? {}, published };
      }),
    );
    const view = {
      changes: changes.flat(),
      older: page?.previous && `/changes/${page.previous.seq}`,
      newer: page?.next && `/changes/${page.next.seq}`,
    };
    renderPage(parts, request, response, (language) => changesPage(view, language));
  }

  return router;
}

function numberOf(seq: string): number {
  return whole.test(seq) ? Number(seq) : Number.NaN;
}

function nothing(path: string): Problem {
  return new Problem('not-found', text(`ไม่พบ ${path}`, `There is nothing at ${path}.`));
}
