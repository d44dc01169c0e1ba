import { Router } from 'express';
import type { PublishedGraph } from '../../catalog/directory.js';
import { agencyGraph } from '../../catalog/iris.js';
import { Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';
import { Graph } from '../../rdf/graph.js';
import { writeNode } from '../../rdf/jsonld-writer.js';
import { parseNQuads } from '../../rdf/parse.js';
import { dct, foaf } from '../../rdf/terms.js';
import { documentOf, serialiseDocument } from '../documents.js';
import { datasetLines, viewOf } from '../lines.js';
import { chooseRepresentation, describe, knownSuffix, representations, splitSuffix } from '../negotiate.js';
import { type AgencyView, agenciesPage, agencyPage } from '../pages/agency.js';
import type { Language } from '../pages/page.js';
import { languageOf, renderPage } from '../pages/render.js';
import type { ServeParts } from '../parts.js';
import { eachInTurns } from '../streaming.js';
import { askingFor, sendTask } from '../written/send.js';

const shown = 20;
/** Agencies read at a time. */
const atOnce = 10;

/** `/agencies` and each agency. */
export function agencyRoutes(parts: ServeParts): Router {
  const router = Router();
  router.param('suffix', knownSuffix);

  router.get(['/agencies', '/agencies.:suffix'], async (request, response) => {
    const representation = chooseRepresentation(request, splitSuffix(request.path.slice(1)).suffix);
    const resource = `${parts.base}/agencies`;
    if (representation !== 'html') return sendTask(parts, request, response, { resource, task: { kind: 'agencies', representation } });
    const modified = parts.directory.position().at;
    const views = await eachInTurns(parts.directory.agencies(), atOnce, ({ graph, datasets }) =>
      agencyView(graph, datasets, languageOf(request)),
    );
    describe(request, response, resource, representation, { modified });
    renderPage(parts, request, response, (language) => agenciesPage(views, language));
  });

  router.get('/agencies/:name', async (request, response) => {
    const { name, suffix } = splitSuffix(request.params.name);
    const graph = parts.directory.graph(agencyGraph(parts.base, name));
    if (graph === undefined)
      throw new Problem('not-found', text(`ไม่มีหน่วยงานรหัส ${name}`, `There is no agency ${name}.`), {
        remedy: text('โปรดดูรายการทั้งหมดที่ /agencies', 'See the list at /agencies.'),
      });
    const representation = chooseRepresentation(request, suffix);
    const organisation = `${graph.graph}#org`;
    // The page counts and lists what the agency has published, so it changes with that.
    const modified = representation === 'html' ? parts.directory.position().at : graph.at;
    describe(request, response, graph.graph, representation, { modified, links: [{ href: organisation, rel: 'cite-as' }] });
    if (representation === 'html') {
      const total = parts.directory.countDatasets(organisation);
      const graphs = parts.directory.datasets({ after: '', limit: shown, agency: organisation });
      const all = total > shown ? `/datasets?agency=${name}` : undefined;
      const lines = await datasetLines(parts, graphs, languageOf(request), askingFor(request, response));
      return renderPage(parts, request, response, (language) => agencyPage(agencyView(graph, total, language), lines, all, language));
    }
    const document = documentOf(parts, [graph]);
    response
      .type(representations[representation])
      .send(serialiseDocument(parts, document, representation, () => JSON.stringify(writeNode(new Graph(document.quads), organisation))));
  });

  function agencyView(graph: PublishedGraph, datasets: number, language: Language): AgencyView {
    const organisation = `${graph.graph}#org`;
    const view = viewOf(parts, new Graph(parseNQuads(graph.nquads)), language);
    return {
      name: view.text(organisation, foaf.name) ?? organisation,
      href: new URL(graph.graph).pathname,
      code: view.text(organisation, dct.identifier) ?? '',
      kind: view.labels(organisation, dct.type).join(', '),
      datasets,
    };
  }

  return router;
}
