import { type Request, type Response, Router } from 'express';
import type { PublishedGraph } from '../../catalog/directory.js';
import { datasetIri, distributionIri, recordIri } from '../../catalog/iris.js';
import { Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';
import { agencyChoices, datasetLines, longRecord } from '../lines.js';
import { chooseRepresentation, describe, knownSuffix, type Representation, splitSuffix } from '../negotiate.js';
import { datasetsPage } from '../pages/datasets.js';
import { framingOf, languageOf, renderPage } from '../pages/render.js';
import type { ServeParts } from '../parts.js';
import { linksetType } from '../signposting.js';
import { sendTombstone } from '../tombstones.js';
import { type CollectionPage, pageRelations, readMembers } from '../written/collection.js';
import { askingFor, sendTask, sendWritten, writtenFor } from '../written/send.js';
import { readPage } from './collection.js';

/** `/datasets` and everything below it. */
export function datasetRoutes(parts: ServeParts): Router {
  const router = Router();
  router.param('suffix', knownSuffix);

  router.get(['/datasets', '/datasets.:suffix'], async (request, response) => {
    const { suffix } = splitSuffix(request.path.slice(1));
    const representation = chooseRepresentation(request, suffix);
    const page = readPage(request, parts, '/datasets');
    if (representation === 'html') return sendList(request, response, page);
    await sendTask(parts, request, response, { resource: `${parts.base}/datasets`, task: { kind: 'collection', page, representation } });
  });

  router.get('/datasets/:agency/:name', async (request, response) => {
    const { name, suffix } = splitSuffix(request.params.name);
    await sendDataset(request, response, datasetIri(parts.base, request.params.agency, name), suffix);
  });

  // The record's own IRI leads to the document it stands in.
  router.get(['/datasets/:agency/:name/record', '/datasets/:agency/:name/record.:suffix'], async (request, response) => {
    const { suffix } = splitSuffix(request.path.slice(request.path.lastIndexOf('/') + 1));
    await sendDataset(request, response, datasetOf(request), suffix);
  });

  router.get('/datasets/:agency/:name/linkset', async (request, response) => {
    const graph = published(request, response, datasetOf(request));
    if (graph === undefined) return;
    const task = { kind: 'linkset', graph: graph.graph } as const;
    const written = await writtenFor(parts, request, response, { task, isShort: graph.nquads.length <= longRecord });
    if (written === undefined) return;
    response.set('Last-Modified', new Date(graph.at).toUTCString());
    sendWritten(response, linksetType, written);
  });

  // A distribution stands in its dataset's document; a suffix asks for that in the same form.
  router.get('/datasets/:agency/:name/distributions/:id', (request, response) => {
    const dataset = datasetOf(request);
    const { name: id, suffix } = splitSuffix(String(request.params.id));
    const graph = published(request, response, dataset);
    if (graph === undefined) return;
    const distribution = distributionIri(dataset, id);
    if (!graph.nquads.startsWith(`<${distribution}> `) && !graph.nquads.includes(`\n<${distribution}> `)) throw nothingAt(distribution);
    response.redirect(303, `${new URL(dataset).pathname}${suffix === undefined ? '' : `.${suffix}`}`);
  });

  function datasetOf({ params: { agency, name } }: Request): string {
    return datasetIri(parts.base, String(agency), String(name));
  }

  async function sendList(request: Request, response: Response, page: CollectionPage): Promise<void> {
    const modified = parts.directory.position().at;
    const { graphs, total, links } = readMembers(parts, page);
    const lines = await datasetLines(parts, graphs, languageOf(request), askingFor(request, response));
    describe(request, response, `${parts.base}/datasets`, 'html', { modified, links: pageRelations(links) });
    renderPage(parts, request, response, (language) => {
      const local = (href: string | undefined): string | undefined => href?.slice(parts.base.length);
      const first = page.after === '' ? undefined : local(links.first);
      const agencies = agencyChoices(parts, language);
      return datasetsPage({ lines, total, first, next: local(links.next), agencies, agency: page.agencyId }, language);
    });
  }

  async function sendDataset(request: Request, response: Response, dataset: string, suffix: Representation | undefined): Promise<void> {
    const graph = published(request, response, dataset, suffix);
    if (graph === undefined) return;
    const representation = chooseRepresentation(request, suffix);
    const { graph: name } = graph;
    const task =
      representation === 'html'
        ? ({ kind: 'dataset-page', graph: name, framing: framingOf(parts, request) } as const)
        : ({ kind: 'dataset', graph: name, representation } as const);
    await sendTask(parts, request, response, { resource: dataset, task, isShort: graph.nquads.length <= longRecord });
  }

  /** A published dataset's graph; for one that left, its tombstone is sent. @throws Problem `not-found` for what never was. */
  function published(request: Request, response: Response, dataset: string, suffix?: Representation): PublishedGraph | undefined {
    const graph = parts.directory.graph(recordIri(dataset));
    if (graph !== undefined) return graph;
    const gone = parts.directory.gone(recordIri(dataset));
    if (gone === undefined) throw nothingAt(dataset);
    sendTombstone(parts, request, response, { ...gone, dataset }, suffix);
    return undefined;
  }

  return router;
}

function nothingAt(resource: string): Problem {
  const path = new URL(resource).pathname;
  return new Problem('not-found', text(`ไม่มีชุดข้อมูล ${path}`, `There is no dataset ${path}.`), {
    remedy: text('โปรดดูรายการทั้งหมดที่ /datasets', 'See the list at /datasets.'),
  });
}
