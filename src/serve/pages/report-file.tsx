import { renderToString } from 'preact-render-to-string';
import type { Language } from '../../catalog/text.js';
import type { Validation } from '../../catalog/validation.js';
import { say } from './page.js';
import { ReportBody } from './report.js';
import { bareStyle } from './style.js';

/** A report as one file that asks for nothing: a record's report has no public address, so it is sent by mail. */
export function reportFile(validation: Validation, language: Language): string {
  const page = (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${say(language, 'ผลการตรวจคำอธิบายข้อมูล', 'Validation report')} · ${validation.subject}`}</title>
        {/* The sheet is ours; escaped quotes would spoil it. */}
        <style dangerouslySetInnerHTML={{ __html: bareStyle }} />
      </head>
      <body>
        <main class="main">
          <ReportBody validation={validation} language={language} />
        </main>
      </body>
    </html>
  );
  return `<!doctype html>${renderToString(page)}\n`;
}
