import type { Cell, MappingDocument, MappingTable } from '../../catalog/mapping-table.js';
import { Breadcrumb } from './components.js';
import { type Language, type Page, pick, say } from './page.js';
import { aboveProfile } from './schemes.js';

/** How the fields of CKAN and of the template become DCAT-AP-TH: the tables that the mapping runs on. */
export function mappingPage({ introduction, tables, examples }: MappingDocument, language: Language): Page {
  return {
    title: say(language, 'การจับคู่ช่องข้อมูล', 'Mapping of fields'),
    section: 'profile',
    body: (
      <div class="stack">
        <div>
          <Breadcrumb links={[aboveProfile(language)]} language={language} />
          <h1>{say(language, 'จากช่องใน CKAN และเอกสาร RDF สู่ DCAT-AP-TH', 'From CKAN fields and RDF to DCAT-AP-TH')}</h1>
          <p class="lead">
            {say(
              language,
              'ทุกช่องของคำอธิบายข้อมูลไปอยู่ที่ใด ปรับแก้อย่างไร และสิ่งใดไม่เผยแพร่ ตารางเหล่านี้คือตารางเดียวกับที่ระบบใช้จริง',
              'Where each field goes, how its values are mended, and what is never published. These are the tables the system itself runs on.',
            )}
          </p>
          <p class="small soft">
            <Words text={pick(language, introduction)} />
          </p>
        </div>
        <nav class="inline" aria-label={say(language, 'หัวข้อในหน้านี้', 'On this page')}>
          {[...tables, ...examples].map(({ id, heading }) => (
            <a href={`#${id}`}>{pick(language, heading)}</a>
          ))}
        </nav>
        {tables.map((table) => (
          <Table table={table} language={language} />
        ))}
        {examples.map(({ id, heading, note, source }) => (
          <section class="block" id={id}>
            <h2>{pick(language, heading)}</h2>
            <p>
              <Words text={pick(language, note)} />
            </p>
            <pre class="small" tabindex={0}>
              {source}
            </pre>
          </section>
        ))}
      </div>
    ),
  };
}

function Table({ table: { id, heading, columns, rows, notes = [] }, language }: { table: MappingTable; language: Language }) {
  return (
    <section class="block" id={id}>
      <h2>{pick(language, heading)}</h2>
      {rows.length === 0 ? null : (
        <table class="sheet small narrow mapping">
          <thead>
            <tr>
              {columns.map((column) => (
                <th scope="col">
                  <Words text={inLanguage(column, language)} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                {row.map((cell, index) => (
                  <td data-label={plain(inLanguage(columns[index] ?? '', language))}>
                    <span>
                      <Words text={inLanguage(cell, language)} />
                    </span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {notes.length === 0 ? null : (
        <ul>
          {notes.map((note) => (
            <li>
              <Words text={pick(language, note)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function inLanguage(cell: Cell, language: Language): string {
  return typeof cell === 'string' ? cell : pick(language, cell);
}

function plain(text: string): string {
  return text.replaceAll('`', '');
}

/** A text whose names of fields and terms stand between backticks. */
function Words({ text }: { text: string }) {
  return <>{text.split('`').map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</>;
}
