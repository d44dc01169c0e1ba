import { type Request, type Response, Router } from 'express';
import type { PublishedGraph } from '../../catalog/directory.js';
import { datasetIri, distributionIri, recordIri } from '../../catalog/iris.js';
import { Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';
import { Graph } from '../../rdf/graph.js';
import { parseNQuads } from '../../rdf/parse.js';
import { documentOf, serialiseDocument, storedText } from '../documents.js';
import { schemaOrgDataset } from '../exports/schema-org.js';
import { chooseRepresentation, describe, knownSuffix, type Representation, representations, splitSuffix } from '../negotiate.js';
import { datasetPage } from '../pages/dataset.js';
import { datasetsPage } from '../pages/datasets.js';
import { languageOf, renderPage } from '../pages/render.js';
import type { ServeParts } from '../parts.js';
import { describedBy, linkset, linksetType, signposts } from '../signposting.js';
import { sendTombstone } from '../tombstones.js';
import { type CollectionPage, pageRelations, readMembers } from '../written/collection.js';
import { sendTask } from '../written/send.js';
import { readPage } from './collection.js';
import { agencyChoices, datasetLines, viewOf } from './lines.js';

/** Characters of a record from which on writing it takes more than a few milliseconds; most have 10,000. */
const longRecord = 50_000;

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

  router.get('/datasets/:agency/:name/linkset', (request, response) => {
    const dataset = datasetOf(request);
    const graph = published(request, response, dataset);
    if (graph === undefined) return;
    const links = [...describedBy(dataset), ...signposts(dataset, parseNQuads(graph.nquads))];
    response.set('Last-Modified', new Date(graph.at).toUTCString());
    response.type(linksetType).send(JSON.stringify(linkset(dataset, links)));
  });

  // A distribution stands in its dataset's document; a suffix asks for that in the same form.
  router.get('/datasets/:agency/:name/distributions/:id', (request, response) => {
    const dataset = datasetOf(request);
    const { name: id, suffix } = splitSuffix(String(request.params.id));
    const graph = published(request, response, dataset);
    if (graph === undefined) return;
    const distribution = distributionIri(dataset, id);
    if (!parseNQuads(graph.nquads).some(({ subject }) => subject.value === distribution)) throw nothingAt(distribution);
    response.redirect(303, `${new URL(dataset).pathname}${suffix === undefined ? '' : `.${suffix}`}`);
  });

  function datasetOf({ params: { agency, name } }: Request): string {
    return datasetIri(parts.base, String(agency), String(name));
  }

  async function sendList(request: Request, response: Response, page: CollectionPage): Promise<void> {
    const modified = parts.directory.position().at;
    const { graphs, total, links } = readMembers(parts, page);
    const lines = await datasetLines(parts, graphs, languageOf(request));
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
    if (representation !== 'html' && graph.nquads.length > longRecord)
      return sendTask(parts, request, response, { resource: dataset, task: { kind: 'dataset', graph: graph.graph, representation } });
    const document = documentOf(parts, [graph]);
    describe(request, response, dataset, representation, { modified: document.modified, links: signposts(dataset, document.quads) });
    if (representation === 'html') {
      const all = new Graph([...document.quads, ...document.included.flatMap(({ quads }) => quads)]);
      renderPage(parts, request, response, (language) => {
        const view = viewOf(parts, all, language);
        return { ...datasetPage(view, dataset, language), structured: schemaOrgDataset(view, dataset, parts.base) };
      });
      return;
    }
    response.type(representations[representation]).send(serialiseDocument(parts, document, representation, () => storedText(graph)));
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
