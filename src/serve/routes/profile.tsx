import { type Request, type Response, Router } from 'express';
import { Problem } from '../../catalog/problem.js';
import { text } from '../../catalog/text.js';
import type { Quad } from '../../rdf/terms.js';
import { serialiseTriples } from '../documents.js';
import { chooseRepresentation, describe, knownSuffix, representations, requestUrl, splitSuffix } from '../negotiate.js';
import { conceptPage } from '../pages/concept.js';
import { findConcepts } from '../pages/concepts.js';
import { galleryPage } from '../pages/gallery.js';
import { mappingPage } from '../pages/mapping.js';
import type { Language, Page } from '../pages/page.js';
import { profilePage } from '../pages/profile.js';
import { renderPage } from '../pages/render.js';
import { ruleFilePage, shapesPage } from '../pages/rules.js';
import { schemePage, schemesPage } from '../pages/schemes.js';
import { termsPage } from '../pages/terms.js';
import type { ServeParts } from '../parts.js';
import { type ProfileDocument, ProfileDocuments } from '../profile-documents.js';
import { sendTask } from '../written/send.js';
import { ProfileViews } from './profile-views.js';
import { findRules, partsOf, ruleFile, ruleFileView } from './rule-views.js';

/** Concepts or rules that a search shows. */
const mostFound = 50;
/** Characters of a search that count. */
const longestSearch = 100;
/** Triples of a file from which on writing it takes more than a few milliseconds. */
const longFile = 300;

/** `/ns`, `/vocab` and `/shapes`: the profile's own documents, for people and as RDF. */
export function profileRoutes(parts: ServeParts): Router {
  const router = Router();
  router.param('suffix', knownSuffix);
  const documents = new ProfileDocuments(parts.vocabulary, parts.shapes);

  router.get(['/ns', '/ns.:suffix'], (request, response) => {
    const document = found(documents.at('/ns'), request.path);
    return send(request, response, { path: '/ns', quads: [...document.graph], from: [document] }, (language) =>
      termsPage(new ProfileViews(documents, language).terms(document), language),
    );
  });

  router.get(['/vocab', '/vocab.:suffix'], (request, response) => {
    const search = searchOf(request);
    return send(request, response, { path: '/vocab', quads: documents.heads(documents.schemes), from: documents.schemes }, (language) => {
      const views = new ProfileViews(documents, language);
      const hits = findConcepts(documents, search, mostFound + 1);
      return schemesPage(
        {
          search,
          found: hits.slice(0, mostFound).map(({ scheme, line }) => ({ scheme: views.schemeLine(scheme), line })),
          more: hits.length > mostFound,
          schemes: documents.schemes.map((scheme) => views.schemeLine(scheme)),
          external: documents.external.map((scheme) => views.schemeLine(scheme)),
        },
        language,
      );
    });
  });

  router.get('/vocab/:name', (request, response) => {
    const path = `/vocab/${splitSuffix(request.params.name).name}`;
    const document = found(documents.at(path), path);
    const search = searchOf(request);
    return send(request, response, { path, quads: [...document.graph], from: [document] }, (language) => {
      const views = new ProfileViews(documents, language);
      if (documents.schemes.includes(document)) return schemePage(views.scheme(document, search), language);
      return profilePage(views.profile(document), language);
    });
  });

  router.get('/vocab/:scheme/:name', (request, response) => {
    const { scheme: schemeName } = request.params;
    const { name } = splitSuffix(request.params.name);
    const path = `/vocab/${schemeName}/${name}`;
    const scheme = found(
      documents.schemes.find((one) => one.path === `/vocab/${schemeName}`),
      path,
    );
    const concept = `${scheme.iri}/${name}`;
    const quads = documents.conceptQuads(scheme, concept);
    if (quads.length === 0) throw missing(path, scheme);
    return send(request, response, { path, quads, from: [scheme] }, (language) =>
      conceptPage(new ProfileViews(documents, language).concept(scheme, concept), language),
    );
  });

  router.get(['/shapes', '/shapes.:suffix'], (request, response) => {
    const search = searchOf(request);
    return send(request, response, { path: '/shapes', quads: documents.heads(documents.shapes), from: documents.shapes }, (language) => {
      const hits = findRules(documents, search, mostFound + 1, language);
      // An index of other files has no rule of its own.
      const files = documents.shapes
        .map((one) => ruleFile(one, language))
        .filter(({ counts }) => Object.values(counts).some((count) => count > 0));
      return shapesPage(
        {
          search,
          found: hits.slice(0, mostFound),
          more: hits.length > mostFound,
          guideline: files.filter(({ href }) => href.startsWith('/shapes/gdc')),
          dcatAp: files.filter(({ href }) => !href.startsWith('/shapes/gdc')),
        },
        language,
      );
    });
  });

  router.get(['/shapes/:name', '/shapes/:version/:name'], (request, response) => {
    const path = `/shapes/${splitSuffix(String(request.params.name)).name}`;
    const document = found(documents.at(path), request.path);
    const { version } = request.params;
    const view = ruleFileView(document, 'en');
    if (version !== undefined && version !== view.version) throw missing(request.path);
    return send(request, response, { path, quads: [...document.graph], from: [document] }, (language) =>
      ruleFilePage(ruleFileView(document, language), partsOf(documents, document, language), language),
    );
  });

  router.get('/docs/mapping', (request, response) => {
    renderPage(parts, request, response, (language) => mappingPage(parts.mapping, language));
  });

  router.get('/docs/components', (request, response) => {
    renderPage(parts, request, response, galleryPage);
  });

  /** One document in the representation asked for; it changed when the newest of the files did that it is made from. */
  async function send(
    request: Request,
    response: Response,
    { path, quads, from }: { readonly path: string; readonly quads: readonly Quad[]; readonly from: readonly ProfileDocument[] },
    page: (language: Language) => Page,
  ): Promise<void> {
    const suffix = splitSuffix(request.path).suffix;
    const representation = chooseRepresentation(request, suffix);
    const resource = `${parts.base}${path}`;
    const modified = from
      .map((document) => parts.directory.graph(document.iri)?.at ?? document.modified ?? '')
      .reduce((latest, one) => (one > latest ? one : latest), '');
    if (representation !== 'html' && quads.length > longFile)
      return sendTask(parts, request, response, { resource, task: { kind: 'profile', path, representation }, modified });
    describe(request, response, resource, representation, { modified });
    if (representation === 'html') {
      renderPage(parts, request, response, page);
      return;
    }
    response.type(representations[representation]).send(serialiseTriples(parts, quads, representation));
  }

  function searchOf(request: Request): string {
    return (requestUrl(request, parts.base).searchParams.get('q') ?? '').trim().slice(0, longestSearch);
  }

  return router;
}

function found(document: ProfileDocument | undefined, path: string): ProfileDocument {
  if (document === undefined) throw missing(path);
  return document;
}

function missing(path: string, scheme?: ProfileDocument): Problem {
  const list = scheme?.path ?? (path.startsWith('/shapes') ? '/shapes' : '/vocab');
  return new Problem('not-found', text(`ไม่มี ${path}`, `There is no ${path}.`), {
    remedy: text(`ดูรายการทั้งหมดที่ ${list}`, `See the list at ${list}.`),
  });
}
