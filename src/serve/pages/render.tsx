import type { Request, Response } from 'express';
import { renderToString } from 'preact-render-to-string';
import { requestUrl } from '../negotiate.js';
import type { ServeParts } from '../parts.js';
import { Layout } from './layout.js';
import type { Language, Page } from './page.js';

/** Renders a page in the reader's language: `?lang`, then the cookie, then Thai. */
export function renderPage(parts: ServeParts, request: Request, response: Response, page: (language: Language) => Page): void {
  const language = languageOf(request);
  if (request.query.lang === language) response.cookie('lang', language, { sameSite: 'lax', maxAge: 365 * 24 * 3_600_000 });
  const here = requestUrl(request, parts.base);
  here.searchParams.set('lang', language === 'th' ? 'en' : 'th');
  response.vary('Cookie');
  response.set('Content-Language', language);
  // A link asks by GET: it would lose the answer to what was posted.
  const otherLanguage = request.method === 'POST' ? undefined : `${here.pathname}${here.search}`;
  const layout = <Layout page={page(language)} language={language} otherLanguage={otherLanguage} base={parts.base} />;
  response.type('html').send(`<!doctype html>${renderToString(layout)}`);
}

/** The language that a page will be in, for what is made before it. */
export function languageOf(request: Request): Language {
  const asked = request.query.lang;
  if (asked === 'th' || asked === 'en') return asked;
  return /(?:^|;\s*)lang=en(?:;|$)/.test(request.headers.cookie ?? '') ? 'en' : 'th';
}
