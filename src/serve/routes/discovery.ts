import { type Response, Router } from 'express';
import { Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';
import { chooseRepresentation, describe, knownSuffix, splitSuffix } from '../negotiate.js';
import { renderPage } from '../pages/render.js';
import { voidPage } from '../pages/void.js';
import type { ServeParts } from '../parts.js';
import { linkset, linksetType } from '../signposting.js';
import { isFresh } from '../streaming.js';
import { sendTask } from '../written/send.js';
import { escaped } from '../xml.js';

/** Addresses in one sitemap; the protocol takes 50,000. */
const inSitemap = 5000;
const openPages = [
  '/',
  '/datasets',
  '/agencies',
  '/catalogs',
  '/vocab',
  '/vocab/profile',
  '/shapes',
  '/docs/mapping',
  '/sparql',
  '/validate',
];
const apiCatalogPath = '/.well-known/api-catalog';

/** What crawlers and programs look for first: VoID, the catalogue of APIs, robots.txt and sitemaps. */
export function discoveryRoutes(parts: ServeParts): Router {
  const router = Router();
  const { base, directory } = parts;
  router.param('suffix', knownSuffix);

  router.get(['/.well-known/void', '/.well-known/void.:suffix'], async (request, response) => {
    const node = `${base}/.well-known/void`;
    const representation = chooseRepresentation(request, splitSuffix(request.path.slice(1)).suffix);
    if (representation !== 'html') return sendTask(parts, request, response, { resource: node, task: { kind: 'void', representation } });
    describe(request, response, node, representation, { modified: directory.position().at });
    const counts = { datasets: directory.countDatasets(), agencies: directory.agencies().length, partitions: directory.partitions() };
    renderPage(parts, request, response, (language) => voidPage(counts, language));
  });

  // RFC 9727: what there is to call, as a linkset.
  router.get(apiCatalogPath, (_request, response) => {
    const links = ['/sparql', '/sparql/federated', '/datasets', '/catalog', '/changes', '/api'].map((path) => ({
      href: `${base}${path}`,
      rel: 'item',
    }));
    const [items] = linkset(`${base}${apiCatalogPath}`, links).linkset as unknown[];
    const described = (path: string, relations: Record<string, { href: string; type: string }[]>) => ({
      anchor: `${base}${path}`,
      ...relations,
    });
    const body = {
      linkset: [
        items,
        described('/api', { 'service-desc': [{ href: `${base}/openapi.json`, type: 'application/json' }] }),
        described('/sparql', {
          'service-desc': [{ href: `${base}/sparql`, type: 'text/turtle' }],
          'service-meta': [{ href: `${base}/.well-known/void`, type: 'text/turtle' }],
        }),
        described('/sparql/federated', { 'service-desc': [{ href: `${base}/sparql/federated`, type: 'text/turtle' }] }),
        described('/datasets', { 'service-doc': [{ href: `${base}/vocab/profile`, type: 'text/html' }] }),
      ],
    };
    response.set('Link', `<${base}${apiCatalogPath}>; rel="api-catalog"`);
    response.set('Content-Type', `${linksetType}; profile="https://www.rfc-editor.org/info/rfc9727"`);
    response.send(Buffer.from(JSON.stringify(body)));
  });

  router.get('/robots.txt', (_request, response) => {
    const closed = ['/api/', '/console/', '/sparql?', '/sparql/federated?', '/validate?'].map((path) => `Disallow: ${path}\n`).join('');
    response.type('text/plain').send(`User-agent: *\n${closed}Crawl-delay: 1\n\nSitemap: ${base}/sitemap.xml\n`);
  });

  router.get('/sitemap.xml', (_request, response) => {
    if (unchanged(response)) return;
    const pages = Math.max(1, Math.ceil(directory.countDatasets() / inSitemap));
    const lines = Array.from(
      { length: pages },
      (_, page) => `<sitemap><loc>${escaped(`${base}/sitemaps/${page + 1}.xml`)}</loc></sitemap>`,
    );
    sendXml(response, 'sitemapindex', lines);
  });

  router.get('/sitemaps/:page.xml', (request, response) => {
    const page = /^[1-9]\d{0,5}$/.test(request.params.page) ? Number(request.params.page) - 1 : -1;
    const names = page < 0 ? [] : directory.datasetNames(page * inSitemap, inSitemap);
    if (page !== 0 && names.length === 0)
      throw new Problem('not-found', text(`ไม่มี ${request.path}`, `There is no ${request.path}.`), {
        remedy: text('ดูรายการทั้งหมดที่ /sitemap.xml', 'See the list at /sitemap.xml.'),
      });
    if (unchanged(response)) return;
    const own = page === 0 ? openPages.map((path) => `<url><loc>${escaped(`${base}${path}`)}</loc></url>`) : [];
    const datasets = names.map(
      ({ graph, modified }) => `<url><loc>${escaped(graph.replace(/\/record$/, ''))}</loc><lastmod>${modified}</lastmod></url>`,
    );
    sendXml(response, 'urlset', [...own, ...datasets]);
  });

  function unchanged(response: Response): boolean {
    const { seq, at } = directory.position();
    return isFresh(response, { tag: `sitemap-${seq}`, modified: at });
  }

  return router;
}

function sendXml(response: Response, root: string, lines: readonly string[]): void {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${lines.join('\n')}\n</${root}>\n`;
  response.type('application/xml').send(body);
}
