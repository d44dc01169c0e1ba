import { type Request, type Response, Router } from 'express';
import type { PublishedGraph } from '../../catalog/directory.js';
import { datasetIri, recordIri } from '../../catalog/iris.js';
import { Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';
import { Graph } from '../../rdf/graph.js';
import { documentOf, serialiseDocument, storedText } from '../documents.js';
import { chooseRepresentation, describe, knownSuffix, type Representation, representations, splitSuffix } from '../negotiate.js';
import { datasetPage } from '../pages/dataset.js';
import { datasetsPage } from '../pages/datasets.js';
import { renderPage } from '../pages/render.js';
import type { ServeParts } from '../parts.js';
import { collectionDocument, pageLinks, readPage } from './collection.js';
import { agencyChoices, datasetLines, viewOf } from './lines.js';

/** `/datasets` and everything below it. */
export function datasetRoutes(parts: ServeParts): Router {
  const router = Router();
  router.param('suffix', knownSuffix);

  router.get(['/datasets', '/datasets.:suffix'], (request, response) => {
    const { suffix } = splitSuffix(request.path.slice(1));
    const representation = chooseRepresentation(request, suffix);
    const page = readPage(request, parts, '/datasets');
    const graphs = parts.directory.datasets({ after: page.after, limit: page.limit, agency: page.agency });
    const total = parts.directory.countDatasets(page.agency);
    const links = pageLinks(parts, page, graphs, total);
    describe(request, response, `${parts.base}/datasets`, representation);
    if (representation === 'html') {
      return renderPage(parts, request, response, (language) => {
        const local = (href: string | undefined): string | undefined => href?.slice(parts.base.length);
        const first = page.after === '' ? undefined : local(links.first);
        const lines = datasetLines(parts, graphs, language);
        const agencies = agencyChoices(parts, language);
        return datasetsPage({ lines, total, first, next: local(links.next), agencies, agency: page.agencyId }, language);
      });
    }
    response.type(representations[representation]).send(collectionDocument(parts, { page, links, graphs, total, representation }));
  });

  router.get('/datasets/:agency/:name', (request, response) => {
    const { name, suffix } = splitSuffix(request.params.name);
    sendDataset(request, response, datasetIri(parts.base, request.params.agency, name), suffix);
  });

  // The record's own IRI leads to the document it stands in.
  router.get('/datasets/:agency/:name/record', (request, response) => {
    sendDataset(request, response, datasetIri(parts.base, request.params.agency, request.params.name), undefined);
  });

  router.get('/datasets/:agency/:name/distributions/:id', (request, response) => {
    const dataset = datasetIri(parts.base, request.params.agency, request.params.name);
    published(parts, dataset);
    response.redirect(303, new URL(dataset).pathname);
  });

  function sendDataset(request: Request, response: Response, dataset: string, suffix: Representation | undefined): void {
    const graph = published(parts, dataset);
    const representation = chooseRepresentation(request, suffix);
    describe(request, response, dataset, representation);
    response.set('Last-Modified', new Date(graph.at).toUTCString());
    const document = documentOf(parts, [graph]);
    if (representation === 'html') {
      const all = new Graph([...document.quads, ...document.included.flatMap(({ quads }) => quads)]);
      renderPage(parts, request, response, (language) => datasetPage(viewOf(parts, all, language), dataset, language));
      return;
    }
    response.type(representations[representation]).send(serialiseDocument(parts, document, representation, () => storedText(graph)));
  }

  return router;
}

/** A published dataset's graph. @throws Problem `gone` for one that was published, else `not-found`. */
function published(parts: ServeParts, dataset: string): PublishedGraph {
  const graph = parts.directory.graph(recordIri(dataset));
  if (graph !== undefined) return graph;
  const path = new URL(dataset).pathname;
  if (parts.directory.goneAt(recordIri(dataset)) !== undefined) {
    throw new Problem('gone', text(`ชุดข้อมูล ${path} ยุติการเผยแพร่แล้ว`, `The dataset ${path} is no longer published.`), {
      remedy: text('โปรดดูชุดข้อมูลอื่นของหน่วยงานที่ /datasets', 'See the agency’s other datasets under /datasets.'),
    });
  }
  throw new Problem('not-found', text(`ไม่มีชุดข้อมูล ${path}`, `There is no dataset ${path}.`), {
    remedy: text('โปรดดูรายการทั้งหมดที่ /datasets', 'See the list at /datasets.'),
  });
}
