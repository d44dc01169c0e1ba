import { createHash } from 'node:crypto';
import type { Language } from '../../catalog/text.js';
import { LedgerMark, tabIconHref } from './icons.js';
import type { Page, Section } from './page.js';
import { say } from './page.js';
import { fontPath } from './style/fonts.js';
import { style } from './style.js';

/** The sheet's address changes with the sheet, so that a new page never meets an old one from a cache. */
const styleHref = `/assets/style.css?${createHash('sha256').update(style).digest('hex').slice(0, 8)}`;

interface Frame {
  readonly page: Page;
  readonly language: Language;
  /** Address of the same page in the other language, where there is one. */
  readonly otherLanguage: string | undefined;
  readonly base: string;
}

/** The frame of every page: head, masthead with menu and language, main, footer. */
export function Layout({ page, language, otherLanguage, base }: Frame) {
  const other = language === 'th' ? 'en' : 'th';
  return (
    <html lang={language}>
      <Head page={page} language={language} otherLanguage={otherLanguage} />
      <body>
        <a class="skip" href="#main">
          {say(language, 'ข้ามไปยังเนื้อหา', 'Skip to content')}
        </a>
        <header class="masthead">
          <div>
            <a class="brand" href="/">
              <LedgerMark /> {say(language, 'ระบบบัญชีข้อมูลภาครัฐ', 'Government Data Catalogue')} <span lang="en">Banchi</span>
            </a>
            <Menu section={page.section} language={language} />
            {otherLanguage === undefined ? null : (
              <a class="language" lang={other} hreflang={other} href={otherLanguage}>
                {other === 'en' ? 'English' : 'ไทย'}
              </a>
            )}
          </div>
        </header>
        <main id="main" class="main" tabIndex={-1}>
          {page.body}
        </main>
        <footer class="footer">
          <div>
            <p>
              {say(
                language,
                'คำอธิบายข้อมูลตามมาตรฐาน DCAT-AP 3.0.1 และแนวทางบัญชีข้อมูลภาครัฐ',
                'Metadata after DCAT-AP 3.0.1 and the Thai government data catalogue guideline',
              )}
            </p>
            <p class="inline">
              <span>{say(language, 'บัญชีข้อมูลทั้งหมดสำหรับโปรแกรม', 'The whole catalogue for programs')}</span>
              <a href="/catalog.ttl">Turtle</a>
              <a href="/catalog.jsonld">JSON-LD</a>
              <a href="/catalogs">{say(language, 'รายหน่วยงาน', 'By agency')}</a>
              <a href="/.well-known/void">{say(language, 'ช่องทางทั้งหมด', 'All ways')}</a>
              <a href={`${base}/context/1.jsonld`}>{say(language, 'บริบท JSON-LD', 'JSON-LD context')}</a>
            </p>
          </div>
        </footer>
      </body>
    </html>
  );
}

function Head({ page, language, otherLanguage }: Omit<Frame, 'base'>) {
  const other = language === 'th' ? 'en' : 'th';
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{`${page.title} · ${say(language, 'ระบบบัญชีข้อมูลภาครัฐ (Banchi)', 'Government Data Catalogue (Banchi)')}`}</title>
      {page.description === undefined ? null : <meta name="description" content={page.description} />}
      {/* The letters of the page's own language come first; without this the words jump when the font arrives. */}
      <link rel="preload" as="font" type="font/woff2" href={fontPath(language === 'th' ? 'thai' : 'latin', 400)} crossOrigin="anonymous" />
      <link rel="stylesheet" href={styleHref} />
      {page.assets?.styles.map((href) => (
        <link rel="stylesheet" href={href} />
      ))}
      {page.assets?.scripts.map((src) => (
        <script type={src.endsWith('.mjs') ? 'module' : undefined} defer src={src} />
      ))}
      <link rel="icon" href={tabIconHref} />
      <link rel="alternate" type="application/atom+xml" href="/feed.atom" />
      {otherLanguage === undefined ? null : <link rel="alternate" hreflang={other} href={otherLanguage} />}
      {page.alternates === undefined ? null : <link rel="alternate" type="text/turtle" href={`${page.alternates}.ttl`} />}
      {page.alternates === undefined ? null : <link rel="alternate" type="application/ld+json" href={`${page.alternates}.jsonld`} />}
      {page.alternates === undefined ? null : <link rel="alternate" type="application/rdf+xml" href={`${page.alternates}.rdf`} />}
      {page.structured === undefined ? null : <Structured value={page.structured} />}
    </head>
  );
}

/** A block of data, which no browser runs; what agencies wrote cannot end it. */
function Structured({ value }: { value: Readonly<Record<string, unknown>> }) {
  const __html = JSON.stringify(value).replaceAll('<', '\\u003c');
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html }} />;
}

function Menu({ section, language }: { section: Section | undefined; language: Language }) {
  const entries: readonly (readonly [Section, string, string])[] = [
    ['datasets', '/datasets', say(language, 'ชุดข้อมูล', 'Datasets')],
    ['agencies', '/agencies', say(language, 'หน่วยงาน', 'Agencies')],
    ['validate', '/validate', say(language, 'ตรวจสอบ', 'Validate')],
    ['profile', '/vocab/profile', say(language, 'มาตรฐาน', 'Standard')],
    ['sparql', '/sparql', 'SPARQL'],
  ];
  return (
    <nav aria-label={say(language, 'เมนูหลัก', 'Main menu')}>
      {entries.map(([name, href, label]) => (
        <a href={href} aria-current={name === section ? 'true' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  );
}
