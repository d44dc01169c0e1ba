import type { Language } from '../../catalog/text.js';
import type { Page } from './page.js';
import { say } from './page.js';

/** The frame of every page: head, masthead with menu and language, main, footer. */
export function Layout({ page, language, otherLanguage, base }: { page: Page; language: Language; otherLanguage: string; base: string }) {
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${page.title} · ${say(language, 'ระบบบัญชีข้อมูลภาครัฐ (Banchi)', 'Government Data Catalogue (Banchi)')}`}</title>
        <link rel="stylesheet" href="/assets/style.css" />
        {page.alternates === undefined ? null : <link rel="alternate" type="text/turtle" href={`${page.alternates}.ttl`} />}
        {page.alternates === undefined ? null : <link rel="alternate" type="application/ld+json" href={`${page.alternates}.jsonld`} />}
      </head>
      <body>
        <a class="skip" href="#main">
          {say(language, 'ข้ามไปยังเนื้อหา', 'Skip to content')}
        </a>
        <header class="masthead">
          <a class="brand" href="/">
            {say(language, 'ระบบบัญชีข้อมูลภาครัฐ', 'Government Data Catalogue')} <span>Banchi</span>
          </a>
          <nav>
            <a href="/datasets">{say(language, 'ชุดข้อมูล', 'Datasets')}</a>
            <a href="/agencies">{say(language, 'หน่วยงาน', 'Agencies')}</a>
            <a href="/sparql">SPARQL</a>
            <a class="language" lang={language === 'th' ? 'en' : 'th'} href={otherLanguage}>
              {language === 'th' ? 'English' : 'ไทย'}
            </a>
          </nav>
        </header>
        <main id="main">{page.body}</main>
        <footer>
          <p>
            {say(
              language,
              'คำอธิบายข้อมูลตามมาตรฐาน DCAT-AP 3.0.1 และแนวทางบัญชีข้อมูลภาครัฐ',
              'Metadata after DCAT-AP 3.0.1 and the Thai government data catalogue guideline',
            )}
          </p>
          <p>
            <a href="/catalog.ttl">Turtle</a> · <a href="/catalog.jsonld">JSON-LD</a> ·{' '}
            <a href={`${base}/context/1.jsonld`}>{say(language, 'บริบท JSON-LD', 'JSON-LD context')}</a>
          </p>
        </footer>
      </body>
    </html>
  );
}
