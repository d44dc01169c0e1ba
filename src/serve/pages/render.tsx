import type { Request, Response } from 'express';
import { renderToString } from 'preact-render-to-string';
import { requestUrl } from '../negotiate.js';
import type { ServeParts } from '../parts.js';
import { Layout } from './layout.js';
import type { Language, Page } from './page.js';

/** Renders a page in the reader's language: `?lang`, then the cookie, then Thai. */
export function renderPage(
  parts: Pick<ServeParts, 'base'>,
  request: Request,
  response: Response,
  page: (language: Language) => Page,
): void {
  const framing = framingOf(parts, request);
  describePage(request, response, framing.language);
  response.type('html').send(pageText(page(framing.language), framing));
}

/** What stands around a page. */
export interface Framing {
  readonly language: Language;
  /** Address of the same page in the other language, where there is one. */
  readonly otherLanguage: string | undefined;
  readonly base: string;
}

export function framingOf({ base }: Pick<ServeParts, 'base'>, request: Request): Framing {
  const language = languageOf(request);
  const here = requestUrl(request, base);
  here.searchParams.set('lang', language === 'th' ? 'en' : 'th');
  // A link asks by GET: it would lose the answer to what was posted.
  return { language, otherLanguage: request.method === 'POST' ? undefined : `${here.pathname}${here.search}`, base };
}

/** The page's text, the same wherever it is written. */
export function pageText(page: Page, framing: Framing): string {
  return `<!doctype html>${renderToString(<Layout page={page} {...framing} />)}`;
}

/** What a page's headers say of its language. */
export function describePage(request: Request, response: Response, language: Language): void {
  if (request.query.lang === language) response.cookie('lang', language, { sameSite: 'lax', maxAge: 365 * 24 * 3_600_000 });
  response.vary('Cookie');
  response.set('Content-Language', language);
}

/** The language that a page will be in, for what is made before it. */
export function languageOf(request: Request): Language {
  const asked = request.query.lang;
  if (asked === 'th' || asked === 'en') return asked;
  return /(?:^|;\s*)lang=en(?:;|$)/.test(request.headers.cookie ?? '') ? 'en' : 'th';
}
