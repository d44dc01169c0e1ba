import { Router } from 'express';
import { catalogueIri } from '../../catalog/iris.js';
import { Graph } from '../../rdf/graph.js';
import { parseNQuads } from '../../rdf/parse.js';
import { dct, foaf } from '../../rdf/terms.js';
import { viewOf } from '../lines.js';
import type { Asking, ServeParts } from '../parts.js';
import { isFresh, sendPieces } from '../streaming.js';
import { askingFor } from '../written/send.js';
import type { WrittenDocument } from '../written/task.js';

/** `/data.json`: the whole catalogue in DCAT-US 3's form, streamed. */
export function exportRoutes(parts: ServeParts): Router {
  const router = Router();
  router.get('/data.json', async (request, response) => {
    const { seq, at } = parts.directory.position();
    response.type('json');
    if (isFresh(response, { tag: `data-${seq}`, modified: at })) return;
    const asking = askingFor(request, response);
    const first = await part('', asking);
    if (first !== undefined) await sendPieces(response, pieces(first, asking));
  });

  /** The first part is there before anything is sent: without it the answer is a problem, not half a file. */
  async function* pieces(first: WrittenDocument, asking: Asking): AsyncGenerator<string | Uint8Array> {
    yield `${JSON.stringify(catalogue()).slice(0, -1)},"dataset":[`;
    for (let now: WrittenDocument | undefined = first; now !== undefined; ) {
      yield now.body;
      if (now.after === undefined) break;
      now = await part(now.after, asking);
      if (now === undefined) return; // the client has gone
      yield ',\n';
    }
    yield ']}\n';
  }

  function part(after: string, asking: Asking): Promise<WrittenDocument | undefined> {
    return parts.document({ kind: 'dcat-us', after }, asking);
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
      conformsTo: { '@type': 'Standard', '@id': 'https://resources.data.gov/resources/dcat-us3/', title: 'DCAT-US 3.0' },
    };
  }
  return router;
}
