import { type Request, type Response, Router } from 'express';
import type { PublishedGraph } from '../../catalog/directory.js';
import { agencyCatalogueIri, agencyIri, catalogueIri } from '../../catalog/iris.js';
import { Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';
import { contextDocument, contextIssued, contextPath } from '../../rdf/context.js';
import { Graph } from '../../rdf/graph.js';
import { parseNQuads } from '../../rdf/parse.js';
import { dct } from '../../rdf/terms.js';
import { agencyChoices, datasetLines, ownerName, viewOf } from '../lines.js';
import { chooseRepresentation, describe, knownSuffix, representations, splitSuffix } from '../negotiate.js';
import { cataloguePage } from '../pages/catalogue.js';
import { cataloguesPage } from '../pages/catalogues.js';
import { homePage } from '../pages/home.js';
import { languageOf, renderPage } from '../pages/render.js';
import type { ServeParts } from '../parts.js';
import { eachInTurns } from '../streaming.js';
import { agencyCatalogues } from '../written/catalogue.js';
import { type CollectionPage, pageRelations, readMembers } from '../written/collection.js';
import { askingFor, sendTask } from '../written/send.js';
import { readPage } from './collection.js';

/** Datasets and agencies that the home page shows. */
const shown = 6;
/** Catalogues read at a time. */
const atOnce = 10;

/** `/`, `/catalog`, `/catalogs` and the JSON-LD context. */
export function catalogueRoutes(parts: ServeParts): Router {
  const router = Router();
  router.param('suffix', knownSuffix);
  const ofAll = { href: `${parts.base}/catalogs`, rel: 'collection' };

  router.get('/', async (request, response) => {
    if (request.accepts([...Object.values(representations)]) === representations.html) return sendHome(request, response);
    response.vary('Accept');
    response.redirect(303, '/catalog');
  });

  router.get(['/catalog', '/catalog.:suffix'], async (request, response) => {
    const representation = chooseRepresentation(request, splitSuffix(request.path.slice(1)).suffix);
    if (representation === 'html') {
      describe(request, response, catalogueIri(parts.base), representation, { modified: parts.directory.position().at });
      return sendHome(request, response);
    }
    const page = readPage(request, parts, '/catalog');
    const { graph: resource } = ownGraph();
    await sendTask(parts, request, response, { resource, task: { kind: 'catalogue', page, representation } });
  });

  router.get(['/catalogs', '/catalogs.:suffix'], async (request, response) => {
    const representation = chooseRepresentation(request, splitSuffix(request.path.slice(1)).suffix);
    const resource = `${parts.base}/catalogs`;
    if (representation !== 'html') return sendTask(parts, request, response, { resource, task: { kind: 'catalogues', representation } });
    const modified = parts.directory.position().at;
    const choices = new Map(agencyChoices(parts, languageOf(request)).map((choice) => [choice.id, choice]));
    const lines = await eachInTurns(agencyCatalogues(parts), atOnce, ({ graph, nquads }) => {
      const view = viewOf(parts, new Graph(parseNQuads(nquads)), languageOf(request));
      const { href = '/agencies', name = '', datasets = 0 } = choices.get(graph.slice(graph.lastIndexOf('/') + 1)) ?? {};
      return { href: new URL(graph).pathname, title: view.text(graph, dct.title) ?? graph, agency: { href, name }, datasets };
    });
    describe(request, response, resource, representation, { modified });
    const names = new Intl.Collator(languageOf(request));
    lines.sort((a, b) => names.compare(a.title, b.title));
    renderPage(parts, request, response, (language) => cataloguesPage(lines, language));
  });

  router.get('/catalogs/:name', async (request, response) => {
    const { name: id, suffix } = splitSuffix(request.params.name);
    const graph = parts.directory.graph(agencyCatalogueIri(parts.base, id));
    if (graph === undefined)
      throw new Problem('not-found', text(`ไม่มีบัญชีข้อมูลของหน่วยงานรหัส ${id}`, `There is no catalogue of an agency ${id}.`), {
        remedy: text('โปรดดูรายการทั้งหมดที่ /catalogs', 'See the list at /catalogs.'),
      });
    const representation = chooseRepresentation(request, suffix);
    const page = readPage(request, parts, `/catalogs/${id}`, id);
    if (representation === 'html') return sendAgencyCatalogue(request, response, graph, page);
    await sendTask(parts, request, response, { resource: graph.graph, task: { kind: 'catalogue', page, representation }, links: [ofAll] });
  });

  router.get(contextPath, (_request, response) => {
    response.set({ 'Cache-Control': 'public, max-age=86400', 'Last-Modified': new Date(contextIssued).toUTCString() });
    response.type('application/ld+json').send(JSON.stringify(contextDocument()));
  });

  function ownGraph() {
    const graph = parts.directory.graph(catalogueIri(parts.base));
    if (graph === undefined)
      throw new Problem('unavailable', text('กำลังเตรียมบัญชีข้อมูล', 'The catalogue is being prepared.'), { retryAfter: 2 });
    return graph;
  }

  async function sendAgencyCatalogue(request: Request, response: Response, graph: PublishedGraph, page: CollectionPage): Promise<void> {
    const modified = parts.directory.position().at;
    const { graphs, total, links } = readMembers(parts, page);
    const lines = await datasetLines(parts, graphs, languageOf(request), askingFor(request, response));
    describe(request, response, graph.graph, 'html', { modified, links: [...pageRelations(links), ofAll] });
    const local = (href: string): string => href.slice(parts.base.length);
    renderPage(parts, request, response, (language) => {
      const view = viewOf(parts, new Graph(parseNQuads(graph.nquads)), language);
      return cataloguePage(
        {
          path: page.path,
          title: view.text(graph.graph, dct.title) ?? '',
          description: view.text(graph.graph, dct.description) ?? '',
          agency: { href: `/agencies/${page.agencyId}`, name: ownerName(parts, page.agency ?? '', language) },
          total,
          lines,
          first: page.after === '' ? undefined : local(links.first),
          next: links.next === undefined ? undefined : local(links.next),
        },
        language,
      );
    });
  }

  async function sendHome(request: Request, response: Response): Promise<void> {
    const catalogue = catalogueIri(parts.base);
    const own = new Graph(parseNQuads(ownGraph().nquads));
    const agencies = agencyChoices(parts, languageOf(request));
    const largest = agencies
      .filter(({ datasets }) => datasets > 0)
      .sort((a, b) => b.datasets - a.datasets)
      .slice(0, shown);
    // A few of each, so that the examples are not all one agency's.
    const each = Math.ceil(shown / Math.max(1, largest.length));
    const graphs = largest.flatMap(({ id }) => parts.directory.datasets({ after: '', limit: each, agency: agencyIri(parts.base, id) }));
    const lines = await datasetLines(parts, graphs.slice(0, shown), languageOf(request), askingFor(request, response));
    renderPage(parts, request, response, (language) => {
      const view = viewOf(parts, own, language);
      return homePage(
        {
          title: view.text(catalogue, dct.title) ?? '',
          description: view.text(catalogue, dct.description) ?? '',
          datasets: parts.directory.countDatasets(),
          agencies: agencies.length,
          lines,
          largest,
        },
        language,
      );
    });
  }

  return router;
}
