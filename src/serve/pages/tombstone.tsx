import type { Text } from '../../catalog/text.js';
import { Day, Facts } from './components.js';
import { type Language, type Page, pick, say, tongue } from './page.js';

export interface TombstoneView {
  readonly dataset: string;
  readonly at: string;
  readonly reason: Text;
  readonly title: Readonly<Record<string, readonly string[]>>;
}

/** What is left of a dataset that was public: its name where that may stay, when and why it left, and where to go. */
export function tombstonePage({ dataset, at, reason, title }: TombstoneView, language: Language): Page {
  const name = (title[language] ?? title.th ?? title['@none'] ?? title.en)?.[0];
  const ended = say(language, 'ยุติการเผยแพร่แล้ว', 'No longer published');
  return {
    title: ended,
    section: 'datasets',
    body: (
      <section class="problem">
        <div>
          <p class="status">{say(language, 'รหัสสถานะ 410', 'Status 410')}</p>
          <h1>{ended}</h1>
        </div>
        {name === undefined ? null : (
          <p class="lead" {...tongue(language, name)}>
            {name}
          </p>
        )}
        <Facts
          language={language}
          facts={[
            [say(language, 'ยุติเมื่อ', 'Since'), <Day day={at} language={language} length="long" />],
            [say(language, 'เหตุผล', 'Reason'), pick(language, reason)],
            [say(language, 'ที่อยู่ถาวร (IRI)', 'Permanent address (IRI)'), <code>{dataset}</code>],
          ]}
        />
        <p class="actions">
          <a class="button main-action" href="/datasets">
            {say(language, 'ชุดข้อมูลทั้งหมด', 'All datasets')}
          </a>
          <a href="/agencies">{say(language, 'หน่วยงานทั้งหมด', 'All agencies')}</a>
        </p>
      </section>
    ),
  };
}
