import type { Change } from '../../catalog/directory.js';
import { text } from '../../catalog/text.js';
import { Day, Empty } from './components.js';
import { type Language, type Page, pick, say, tongue } from './page.js';

export interface ChangesView {
  /** Newest first. */
  readonly changes: readonly {
    readonly type: Change['type'];
    readonly href: string;
    readonly title: Readonly<Record<string, readonly string[]>>;
    readonly published: string;
  }[];
  readonly older: string | undefined;
  readonly newer: string | undefined;
}

const words = {
  Create: text('เผยแพร่ใหม่', 'Published'),
  Update: text('แก้ไข', 'Changed'),
  Delete: text('ยุติการเผยแพร่', 'No longer published'),
} as const;

/** What changed in the catalogue, and how a program follows it. */
export function changesPage({ changes, older, newer }: ChangesView, language: Language): Page {
  const title = say(language, 'การเปลี่ยนแปลงของชุดข้อมูล', 'Changes of datasets');
  return {
    title,
    body: (
      <div class="stack">
        <section class="block">
          <h1>{title}</h1>
          <div class="prose">
            <p>
              {say(
                language,
                'โปรแกรมติดตามการเปลี่ยนแปลงได้ที่ที่อยู่นี้ (LDES ตาม DCAT-AP Feeds ในรูปแบบ TriG, JSON-LD หรือ N-Quads) หรือทาง ',
                'A program follows the changes at this address (LDES after DCAT-AP Feeds, in TriG, JSON-LD or N-Quads), or by ',
              )}
              <a href="/feed.atom">Atom</a>
              {say(language, ' โดยเริ่มจาก', '; to begin, it takes ')}
              <a href="/dumps">{say(language, 'ไฟล์ข้อมูลทั้งหมด', 'everything in one file')}</a>
            </p>
          </div>
        </section>
        <section class="block" aria-label={title}>
          {changes.length === 0 ? (
            <Empty what={say(language, 'ยังไม่มีการเปลี่ยนแปลง', 'Nothing has changed yet.')} />
          ) : (
            <ul class="ledger">
              {changes.map(({ type, href, title: titles, published }) => {
                const name = (titles[language] ?? titles.th ?? titles.en ?? titles['@none'])?.[0] ?? href;
                return (
                  <li>
                    <a href={href} {...tongue(language, name)}>
                      {name}
                    </a>
                    <div class="small soft inline">
                      <span>{pick(language, words[type])}</span>
                      <Day day={published} language={language} />
                    </div>
                  </li>
                );
              })}
            </ul>
          )}
        </section>
        {older === undefined && newer === undefined ? null : (
          <nav class="pager" aria-label={say(language, 'หน้าของรายการ', 'Pages of the list')}>
            {newer === undefined ? null : (
              <a class="button" href={newer}>
                {say(language, '« ใหม่กว่า', '« Newer')}
              </a>
            )}
            {older === undefined ? null : (
              <a class="button" href={older}>
                {say(language, 'เก่ากว่า »', 'Older »')}
              </a>
            )}
          </nav>
        )}
      </div>
    ),
  };
}
