import { type Request, type Response, Router } from 'express';
import { agencyIri, catalogueIri } from '../../catalog/iris.js';
import { Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';
import { contextDocument, contextPath } from '../../rdf/context.js';
import { Graph } from '../../rdf/graph.js';
import { writeNode } from '../../rdf/jsonld-writer.js';
import { parseNQuads } from '../../rdf/parse.js';
import { dct } from '../../rdf/terms.js';
import { documentOf, serialiseDocument, storedText, withNodes } from '../documents.js';
import { chooseRepresentation, describe, knownSuffix, representations, splitSuffix } from '../negotiate.js';
import { homePage } from '../pages/home.js';
import { renderPage } from '../pages/render.js';
import type { ServeParts } from '../parts.js';
import { hydraNode, hydraQuads, pageLinks, readPage } from './collection.js';
import { agencyChoices, datasetLines, viewOf } from './lines.js';

/** Datasets and agencies that the home page shows. */
const shown = 6;

/** `/`, `/catalog` and the JSON-LD context. */
export function catalogueRoutes(parts: ServeParts): Router {
  const router = Router();
  router.param('suffix', knownSuffix);

  router.get('/', (request, response) => {
    if (request.accepts([...Object.values(representations)]) === representations.html) return sendHome(request, response);
    response.vary('Accept');
    response.redirect(303, '/catalog');
  });

  router.get(['/catalog', '/catalog.:suffix'], (request, response) => {
    const representation = chooseRepresentation(request, splitSuffix(request.path.slice(1)).suffix);
    const catalogue = catalogueIri(parts.base);
    describe(request, response, catalogue, representation, { modified: parts.directory.position().at });
    if (representation === 'html') return sendHome(request, response);
    // Every page repeats what describes the catalogue, and has whole records as its members (linked-data.md §3).
    const graph = ownGraph();
    const page = readPage(request, parts, '/catalog');
    const graphs = parts.directory.datasets(page);
    const total = parts.directory.countDatasets(page.agency);
    const links = pageLinks(parts, page, graphs, total);
    const document = documentOf(parts, [graph, ...graphs], hydraQuads(links, total));
    const json = () => {
      const { type: _, ...paging } = hydraNode(links, total);
      const own = writeNode(new Graph(parseNQuads(graph.nquads)), catalogue);
      return withNodes({ ...own, ...paging, type: [...(own.type as string[]), 'Collection'].sort() }, 'dataset', graphs.map(storedText));
    };
    response.type(representations[representation]).send(serialiseDocument(parts, document, representation, json));
  });

  router.get(contextPath, (_request, response) => {
    response.set('Cache-Control', 'public, max-age=86400');
    response.type('application/ld+json').send(JSON.stringify(contextDocument()));
  });

  function ownGraph() {
    const graph = parts.directory.graph(catalogueIri(parts.base));
    if (graph === undefined)
      throw new Problem('unavailable', text('กำลังเตรียมบัญชีข้อมูล', 'The catalogue is being prepared.'), { retryAfter: 2 });
    return graph;
  }

  function sendHome(request: Request, response: Response): void {
    const catalogue = catalogueIri(parts.base);
    const own = new Graph(parseNQuads(ownGraph().nquads));
    renderPage(parts, request, response, (language) => {
      const view = viewOf(parts, own, language);
      const agencies = agencyChoices(parts, language);
      const largest = agencies
        .filter(({ datasets }) => datasets > 0)
        .sort((a, b) => b.datasets - a.datasets)
        .slice(0, shown);
      // A few of each, so that the examples are not all one agency's.
      const each = Math.ceil(shown / Math.max(1, largest.length));
      const graphs = largest.flatMap(({ id }) => parts.directory.datasets({ after: '', limit: each, agency: agencyIri(parts.base, id) }));
      return homePage(
        {
          title: view.text(catalogue, dct.title) ?? '',
          description: view.text(catalogue, dct.description) ?? '',
          datasets: parts.directory.countDatasets(),
          agencies: agencies.length,
          lines: datasetLines(parts, graphs.slice(0, shown), language),
          largest,
        },
        language,
      );
    });
  }

  return router;
}
