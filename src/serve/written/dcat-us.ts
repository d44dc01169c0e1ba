import type { PublishedGraph } from '../../catalog/directory.js';
import { Graph } from '../../rdf/graph.js';
import { documentOf } from '../documents.js';
import { dcatUsDataset } from '../exports/dcat-us.js';
import { View } from '../pages/view.js';
import type { DocumentParts } from '../parts.js';
import type { DocumentTask, Written } from './task.js';

/** Datasets of one part: some 60 KB, made in a tenth of a second. */
const inPart = 50;

/** The next datasets in DCAT-US 3's form, one a line, without what stands around and between the parts. */
export function dcatUsPart(parts: DocumentParts, { after }: Extract<DocumentTask, { kind: 'dcat-us' }>): Written {
  const found = parts.directory.datasets({ after, limit: inPart + 1 });
  const graphs = found.slice(0, inPart);
  const text = graphs.map((graph) => JSON.stringify(ofRecord(parts, graph))).join(',\n');
  return { text, modified: '', links: [], after: found.length > inPart ? graphs.at(-1)?.graph : undefined };
}

function ofRecord(parts: DocumentParts, graph: PublishedGraph): Record<string, unknown> {
  const document = documentOf(parts, [graph]);
  const all = new Graph([...document.quads, ...document.included.flatMap(({ quads }) => quads)]);
  return dcatUsDataset(new View(all, 'th', (node) => parts.vocabulary.label(node)), graph.graph.replace(/\/record$/, ''));
}
