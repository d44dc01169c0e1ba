import { Router } from 'express';
import type { PublishedGraph } from '../../catalog/directory.js';
import { catalogueIri } from '../../catalog/iris.js';
import { Graph } from '../../rdf/graph.js';
import { parseNQuads } from '../../rdf/parse.js';
import { dct, foaf } from '../../rdf/terms.js';
import { documentOf } from '../documents.js';
import { dcatUsDataset } from '../exports/dcat-us.js';
import type { ServeParts } from '../parts.js';
import { isFresh, sendPieces } from '../streaming.js';
import { viewOf } from './lines.js';

/** Datasets made into JSON before other requests have their turn. */
const atOnce = 10;

/** `/data.json`: the whole catalogue in DCAT-US 3's form, streamed. */
export function exportRoutes(parts: ServeParts): Router {
  const router = Router();
  router.get('/data.json', async (_request, response) => {
    const { seq, at } = parts.directory.position();
    response.type('json');
    if (isFresh(response, { tag: `data-${seq}`, modified: at })) return;
    await sendPieces(response, pieces());
  });

  function* pieces(): Generator<string> {
    yield `${JSON.stringify(catalogue()).slice(0, -1)},"dataset":[`;
    let first = true;
    for (const graphs of pagesOf(parts, atOnce)) {
      const texts = graphs.map((graph) => JSON.stringify(ofRecord(graph)));
      yield `${first ? '' : ',\n'}${texts.join(',\n')}`;
      first = false;
    }
    yield ']}\n';
  }

  function ofRecord(graph: PublishedGraph): Record<string, unknown> {
    const document = documentOf(parts, [graph]);
    const all = new Graph([...document.quads, ...document.included.flatMap(({ quads }) => quads)]);
    return dcatUsDataset(viewOf(parts, all, 'th'), graph.graph.replace(/\/record$/, ''));
  }

  function catalogue(): Record<string, unknown> {
    const node = catalogueIri(parts.base);
    const view = viewOf(parts, new Graph(parseNQuads(parts.directory.graph(node)?.nquads ?? '')), 'th');
    const publisher = view.nodes(node, dct.publisher)[0];
    return {
      '@id': node,
      '@type': 'Catalog',
      title: view.text(node, dct.title),
      description: view.text(node, dct.description),
      modified: parts.directory.position().at,
      publisher: publisher && { '@id': publisher, '@type': 'Organization', name: view.text(publisher, foaf.name) },
      conformsTo: { '@type': 'Standard', '@id': 'https://doi-do.github.io/dcat-us/', title: 'DCAT-US 3.0' },
    };
  }
  return router;
}

/** Every dataset, some at a time, in keyset order. */
function* pagesOf(parts: ServeParts, limit: number): Generator<PublishedGraph[]> {
  for (let after = ''; ; ) {
    const graphs = parts.directory.datasets({ after, limit });
    const last = graphs.at(-1);
    if (last === undefined) return;
    yield graphs;
    after = last.graph;
  }
}
