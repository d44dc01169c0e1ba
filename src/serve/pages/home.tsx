import { type DatasetLine, DatasetLines } from './datasets.js';
import { type Language, type Page, readableNumber, say } from './page.js';

export interface HomeView {
  readonly title: string;
  readonly description: string;
  readonly datasets: number;
  readonly agencies: number;
  readonly lines: readonly DatasetLine[];
}

export function homePage(view: HomeView, language: Language): Page {
  return {
    title: say(language, 'หน้าแรก', 'Home'),
    alternates: '/catalog',
    body: (
      <section class="home">
        <h1>{view.title}</h1>
        <p class="lead">{view.description}</p>
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
        <h2>{say(language, 'ชุดข้อมูล', 'Datasets')}</h2>
        <DatasetLines lines={view.lines} language={language} />
        <nav class="pager">
          <a href="/datasets">{say(language, 'ดูทั้งหมด ›', 'See all ›')}</a>
        </nav>
      </section>
    ),
  };
}
