import { Breadcrumb, ForPrograms, type Link } from './components.js';
import { type DatasetLine, DatasetLines, NoDatasets, Pager } from './datasets.js';
import { type Language, type Page, readableNumber, say } from './page.js';

/** A page of an agency's own catalogue. */
export interface CatalogueView {
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly agency: Link;
  readonly total: number;
  readonly lines: readonly DatasetLine[];
  readonly first: string | undefined;
  readonly next: string | undefined;
}

export function cataloguePage(view: CatalogueView, language: Language): Page {
  const total = readableNumber(view.total);
  const up = { href: '/agencies', name: say(language, 'หน่วยงาน', 'Agencies') };
  return {
    title: view.title,
    alternates: view.path,
    section: 'agencies',
    description: view.description,
    body: (
      <div class="stack">
        <div>
          <Breadcrumb links={[up, view.agency]} language={language} />
          <h1>{view.title}</h1>
          <p class="prose">{view.description}</p>
        </div>
        <section class="block" aria-label={say(language, 'รายการชุดข้อมูล', 'List of datasets')}>
          <p class="total">{say(language, `${total} ชุดข้อมูล`, view.total === 1 ? '1 dataset' : `${total} datasets`)}</p>
          {view.lines.length === 0 ? (
            <NoDatasets language={language} />
          ) : (
            <DatasetLines lines={view.lines} language={language} owners={false} />
          )}
        </section>
        <Pager list={view} language={language} />
        <ForPrograms path={view.path} language={language} />
      </div>
    ),
  };
}
