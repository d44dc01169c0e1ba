import type { Request, Response } from 'express';
import type { GoneGraph } from '../catalog/directory.js';
import { Problem } from '../catalog/problem.js';
import { text } from '../catalog/text.js';
import { goneWords } from '../catalog/tombstone.js';
import { activity, dcat, dct, iri, type Quad, quad, rdf, tagged, typed, xsd } from '../rdf/terms.js';
import { serialiseTriples } from './documents.js';
import { acceptableRepresentation, type Representation, representations } from './negotiate.js';
import { renderPage } from './pages/render.js';
import { tombstonePage } from './pages/tombstone.js';
import type { ServeParts } from './parts.js';

/** What a tombstone says, in the terms of Activity Streams. */
function tombstoneQuads(dataset: string, gone: GoneGraph): Quad[] {
  const node = iri(dataset);
  const reason = goneWords(gone.reason);
  const titles = Object.entries(gone.title).flatMap(([language, values]) =>
    values.map((value) => quad(node, dct.title, tagged(value, language === '@none' ? undefined : language))),
  );
  return [
    quad(node, rdf.type, activity.Tombstone),
    quad(node, activity.formerType, dcat.Dataset),
    quad(node, activity.deleted, typed(gone.at.replace(/\.\d+Z$/, 'Z'), xsd.dateTime)),
    quad(node, activity.summary, tagged(reason.th, 'th')),
    quad(node, activity.summary, tagged(reason.en, 'en')),
    ...titles,
  ];
}

/**
 * Answers 410 with what is kept of a dataset: its title where that may stay, when it left and why; as a page or in RDF.
 * Whoever takes none of these gets the same as a problem.
 */
export function sendTombstone(
  parts: ServeParts,
  request: Request,
  response: Response,
  gone: GoneGraph & { readonly dataset: string },
  suffix: Representation | undefined,
): void {
  const { dataset } = gone;
  const reason = goneWords(gone.reason);
  const representation = acceptableRepresentation(request, suffix);
  if (representation === undefined) {
    const path = new URL(dataset).pathname;
    throw new Problem(
      'gone',
      text(
        `ชุดข้อมูล ${path} ยุติการเผยแพร่แล้วเมื่อ ${gone.at} (${reason.th})`,
        `The dataset ${path} is no longer published since ${gone.at}. ${reason.en}`,
      ),
      { remedy: text('โปรดดูชุดข้อมูลอื่นของหน่วยงานที่ /datasets', 'See the agency’s other datasets under /datasets.') },
    );
  }
  response.status(410).vary('Accept').set('Cache-Control', 'no-store');
  if (representation === 'html') {
    renderPage(parts, request, response, (language) => tombstonePage({ ...gone, reason }, language));
    return;
  }
  const quads = tombstoneQuads(dataset, gone);
  response.type(representations[representation]).send(serialiseTriples(parts, quads, representation, dataset));
}
