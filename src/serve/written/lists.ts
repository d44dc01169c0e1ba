import type { PublishedGraph } from '../../catalog/directory.js';
import { catalogueIri } from '../../catalog/iris.js';
import { type Text, text } from '../../catalog/text.js';
import { Graph } from '../../rdf/graph.js';
import { writeNode } from '../../rdf/jsonld-writer.js';
import { dct, hydra, iri, quad, rdf, tagged, typed, xsd } from '../../rdf/terms.js';
import { documentOf, serialiseDocument } from '../documents.js';
import type { DocumentParts } from '../parts.js';
import { agencyCatalogues, linesWithout } from './catalogue.js';
import type { ListTask, Written } from './task.js';

/** All agencies, each whole, as one collection. */
export function agenciesDocument(parts: DocumentParts, task: ListTask): Written {
  const graphs = parts.directory.agencies().map(({ graph }) => graph);
  return listDocument(parts, task, {
    path: '/agencies',
    title: text('หน่วยงาน', 'Agencies'),
    graphs,
    memberOf: ({ graph }) => `${graph}#org`,
  });
}

/** All agencies' own catalogues, with who answers for each; that the whole has them as its parts is said at /catalog. */
export function cataloguesDocument(parts: DocumentParts, task: ListTask): Written {
  const whole = catalogueIri(parts.base);
  const graphs = agencyCatalogues(parts).map((graph) => ({ ...graph, nquads: linesWithout(graph.nquads, `<${whole}> `) }));
  return listDocument(parts, task, {
    path: '/catalogs',
    title: text('บัญชีข้อมูลของหน่วยงาน', 'Catalogues of agencies'),
    graphs,
    memberOf: ({ graph }) => graph,
  });
}

interface List {
  readonly path: string;
  readonly title: Text;
  readonly graphs: readonly PublishedGraph[];
  readonly memberOf: (graph: PublishedGraph) => string;
}

function listDocument(parts: DocumentParts, { representation }: ListTask, { path, title, graphs, memberOf }: List): Written {
  const modified = parts.directory.position().at;
  const collection = `${parts.base}${path}`;
  const node = iri(collection);
  const document = documentOf(parts, graphs, [
    quad(node, rdf.type, hydra.Collection),
    quad(node, dct.title, tagged(title.th, 'th')),
    quad(node, dct.title, tagged(title.en, 'en')),
    quad(node, hydra.totalItems, typed(String(graphs.length), xsd.integer)),
    ...graphs.map((graph) => quad(node, hydra.member, iri(memberOf(graph)))),
  ]);
  const json = (): string => JSON.stringify(writeNode(new Graph(document.quads), collection));
  return { text: serialiseDocument(parts, document, representation, json), modified, links: [] };
}
