import { type AgencyChoice, type DatasetLine, DatasetLines, NoDatasets } from './datasets.js';
import { type Language, type Page, readableNumber, say, tongue } from './page.js';

export interface HomeView {
  readonly title: string;
  readonly description: string;
  readonly datasets: number;
  readonly agencies: number;
  readonly lines: readonly DatasetLine[];
  /** Agencies with the most datasets. */
  readonly largest: readonly AgencyChoice[];
}

export function homePage(view: HomeView, language: Language): Page {
  return {
    title: say(language, 'หน้าแรก', 'Home'),
    alternates: '/catalog',
    description: view.description,
    body: (
      <>
        <section class="hero">
          <h1 {...tongue(language, view.title)}>{view.title}</h1>
          <p class="lead" {...tongue(language, view.description)}>
            {view.description}
          </p>
          <ul class="figures">
            <li>
              <a href="/datasets">
                <strong>{readableNumber(view.datasets)}</strong> {say(language, 'ชุดข้อมูลที่เผยแพร่', 'published datasets')}
              </a>
            </li>
            <li>
              <a href="/agencies">
                <strong>{readableNumber(view.agencies)}</strong> {say(language, 'หน่วยงาน', 'agencies')}
              </a>
            </li>
          </ul>
        </section>
        <div class="columns">
          <section class="block">
            <h2>{say(language, 'ตัวอย่างชุดข้อมูล', 'A few datasets')}</h2>
            {view.lines.length === 0 ? (
              <NoDatasets language={language} />
            ) : (
              <DatasetLines lines={view.lines} language={language} level="h3" />
            )}
            {view.lines.length === 0 ? null : (
              <p>
                <a class="button" href="/datasets">
                  {say(language, 'ดูชุดข้อมูลทั้งหมด', 'See all datasets')}
                </a>
              </p>
            )}
          </section>
          <div class="stack">
            <Largest view={view} language={language} />
            <ForDevelopers language={language} />
          </div>
        </div>
      </>
    ),
  };
}

function Largest({ view, language }: { view: HomeView; language: Language }) {
  if (view.largest.length === 0) return null;
  return (
    <section class="block">
      <h2>{say(language, 'หน่วยงาน', 'Agencies')}</h2>
      <ul class="ledger">
        {view.largest.map(({ href, name, datasets }) => (
          <li>
            <a href={href} {...tongue(language, name)}>
              {name}
            </a>
            <span class="count-of">
              {readableNumber(datasets)}
              <span class="hidden"> {say(language, 'ชุดข้อมูล', 'datasets')}</span>
            </span>
          </li>
        ))}
      </ul>
      <p>
        <a href="/agencies">{say(language, 'ดูหน่วยงานทั้งหมด', 'See all agencies')}</a>
        {' · '}
        <a href="/catalogs">{say(language, 'บัญชีข้อมูลของแต่ละหน่วยงาน', 'Each agency’s own catalogue')}</a>
      </p>
    </section>
  );
}

function ForDevelopers({ language }: { language: Language }) {
  return (
    <section class="block">
      <h2>{say(language, 'สำหรับนักพัฒนา', 'For developers')}</h2>
      <p>
        {say(
          language,
          'ทุกหน้ามีข้อมูลเดียวกันในรูปแบบ JSON-LD และ Turtle และสืบค้นทั้งบัญชีข้อมูลได้ด้วย SPARQL',
          'Every page is also there as JSON-LD and Turtle, and SPARQL queries the whole catalogue.',
        )}
      </p>
      <p class="inline">
        <a href="/sparql">{say(language, 'สืบค้นด้วย SPARQL', 'Query with SPARQL')}</a>
        <a href="/datasets.jsonld">JSON-LD</a>
        <a href="/datasets.ttl">Turtle</a>
      </p>
    </section>
  );
}
