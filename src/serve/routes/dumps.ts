import { basename } from 'node:path';
import { type Response, Router } from 'express';
import type { Dump } from '../../catalog/dump.js';
import { Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';
import { dumpsPage } from '../pages/dumps.js';
import { renderPage } from '../pages/render.js';
import type { ServeParts } from '../parts.js';

/** `/dumps`: everything public in one file. */
export function dumpRoutes(parts: ServeParts): Router {
  const router = Router();

  router.get('/dumps', (request, response) => {
    const dump = parts.dump();
    response.vary('Accept').set('Cache-Control', 'no-cache');
    if (dump !== undefined) response.set('Last-Modified', new Date(dump.writtenAt).toUTCString());
    if (request.accepts(['text/html', 'application/json']) !== 'application/json')
      return renderPage(parts, request, response, (language) => dumpsPage(dump && { ...dump, href: pathOf(dump) }, language));
    response.json({ dumps: dump === undefined ? [] : [described(dump)] });
  });

  router.get('/dumps/latest.nq.gz', (_request, response) => {
    const dump = parts.dump();
    if (dump === undefined)
      throw new Problem('unavailable', text('กำลังเตรียมไฟล์ข้อมูลทั้งหมด', 'The dump is being prepared.'), { retryAfter: 30 });
    describe(response, dump);
    response.set('Cache-Control', 'no-cache').redirect(302, pathOf(dump));
  });

  router.get('/dumps/:name', (request, response, next) => {
    const dump = parts.dump();
    const seq = /^banchi-(\d{1,15})\.nq\.gz$/.exec(request.params.name)?.[1];
    if (dump === undefined || seq === undefined || Number(seq) !== dump.seq) {
      const isPast = seq !== undefined && dump !== undefined && Number(seq) < dump.seq;
      throw new Problem(isPast ? 'gone' : 'not-found', text(`ไม่มีไฟล์ ${request.path}`, `There is no ${request.path}.`), {
        remedy: text('ไฟล์ล่าสุดอยู่ที่ /dumps/latest.nq.gz', 'The newest is /dumps/latest.nq.gz.'),
      });
    }
    describe(response, dump);
    response.set({
      'Content-Type': 'application/gzip',
      'Content-Disposition': `attachment; filename="${basename(dump.file)}"`,
      'Cache-Control': 'public, max-age=60',
      ETag: `"${dump.sha256}"`,
      // RFC 9530: of the file as it is sent.
      'Repr-Digest': `sha-256=:${Buffer.from(dump.sha256, 'hex').toString('base64')}:`,
    });
    response.sendFile(dump.file, { cacheControl: false, dotfiles: 'allow' }, (error?: Error & { code?: string }) => {
      // Nobody is left to tell when the client went, or when part of the file is sent.
      if (error !== undefined && error.code !== 'ECONNABORTED' && !response.headersSent) next(error);
    });
  });

  /** Where it stands, and where what changed since is told. */
  function describe(response: Response, dump: Dump): void {
    response.set({
      'X-Log-Position': String(dump.seq),
      Link: `<${parts.base}/changes?after=${dump.seq}>; rel="monitor", <${parts.base}/.well-known/void>; rel="describedby"`,
    });
  }

  function described({ file: _, ...dump }: Dump): Record<string, unknown> {
    const name = `banchi-${dump.seq}.nq.gz`;
    return {
      ...dump,
      url: `${parts.base}/dumps/${name}`,
      mediaType: 'application/n-quads',
      changes: `${parts.base}/changes?after=${dump.seq}`,
    };
  }

  function pathOf({ seq }: Dump): string {
    return `/dumps/banchi-${seq}.nq.gz`;
  }

  return router;
}
