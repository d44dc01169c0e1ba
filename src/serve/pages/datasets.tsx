import { AccessMark, Day, Empty, ForPrograms, type Link } from './components.js';
import type { DatasetView } from './dataset-view.js';
import { type Language, type Page, readableNumber, say, tongue } from './page.js';

/** One line of a list of datasets. */
export interface DatasetLine {
  readonly href: string;
  readonly title: string;
  readonly description: string;
  readonly owner: Link;
  readonly formats: readonly string[];
  /** ISO day of the data's last update, if the agency tells. */
  readonly updated: string | undefined;
  readonly access: DatasetView['access'];
}

/** One agency to choose in the filter. */
export interface AgencyChoice {
  readonly id: string;
  readonly href: string;
  readonly name: string;
  readonly datasets: number;
}

export interface DatasetList {
  readonly lines: readonly DatasetLine[];
  readonly total: number;
  readonly first: string | undefined;
  readonly next: string | undefined;
  readonly agencies: readonly AgencyChoice[];
  /** The agency the list is narrowed to. */
  readonly agency: string | undefined;
}

export function datasetsPage(list: DatasetList, language: Language): Page {
  const chosen = list.agencies.find(({ id }) => id === list.agency);
  return {
    title: chosen === undefined ? say(language, 'ชุดข้อมูล', 'Datasets') : `${say(language, 'ชุดข้อมูล', 'Datasets')}: ${chosen.name}`,
    alternates: '/datasets',
    section: 'datasets',
    body: (
      <>
        <div class="head">
          <h1>{say(language, 'ชุดข้อมูล', 'Datasets')}</h1>
        </div>
        <Filter list={list} language={language} />
        <div class="stack">
          <section class="block" aria-label={say(language, 'รายการชุดข้อมูล', 'List of datasets')}>
            <Count list={list} chosen={chosen} language={language} />
            <List list={list} language={language} />
          </section>
          <Pager list={list} language={language} />
          <ForPrograms path="/datasets" query={list.agency === undefined ? '' : `?agency=${list.agency}`} language={language} />
        </div>
      </>
    ),
  };
}

function Filter({ list, language }: { list: DatasetList; language: Language }) {
  return (
    <form class="filter" action="/datasets" method="get">
      <div class="field">
        <label for="agency">{say(language, 'หน่วยงานเจ้าของข้อมูล', 'Data owner')}</label>
        <select id="agency" name="agency">
          <option value="">{say(language, 'ทุกหน่วยงาน', 'All agencies')}</option>
          {list.agencies.map(({ id, name, datasets }) => (
            <option value={id} selected={id === list.agency}>{`${name} (${readableNumber(datasets)})`}</option>
          ))}
        </select>
      </div>
      <button class="button" type="submit">
        {say(language, 'กรองรายการ', 'Filter')}
      </button>
    </form>
  );
}

function Count({ list, chosen, language }: { list: DatasetList; chosen: AgencyChoice | undefined; language: Language }) {
  const total = readableNumber(list.total);
  return (
    <p class="total inline">
      <span>
        {say(language, `${total} ชุดข้อมูล`, list.total === 1 ? '1 dataset' : `${total} datasets`)}
        {chosen === undefined ? null : (
          <>
            {say(language, ' ของ', ' of ')}
            <strong {...tongue(language, chosen.name)}>{chosen.name}</strong>
          </>
        )}
      </span>
      {chosen === undefined ? null : <a href="/datasets">{say(language, 'แสดงทุกหน่วยงาน', 'Show all agencies')}</a>}
    </p>
  );
}

function List({ list, language }: { list: DatasetList; language: Language }) {
  if (list.lines.length > 0) return <DatasetLines lines={list.lines} language={language} owners={list.agency === undefined} />;
  if (list.total === 0) return <NoDatasets language={language} />;
  return (
    <Empty what={say(language, 'ไม่มีชุดข้อมูลต่อจากนี้', 'There are no more datasets.')}>
      <a href={list.first ?? '/datasets'}>{say(language, 'กลับไปหน้าแรกของรายการ', 'Back to the first page of the list')}</a>
    </Empty>
  );
}

/** Keyset pages know the next and the first; the way back is the browser's own. */
export function Pager({ list, language }: { list: Pick<DatasetList, 'first' | 'next'>; language: Language }) {
  if (list.first === undefined && list.next === undefined) return null;
  return (
    <nav class="pager" aria-label={say(language, 'หน้าของรายการ', 'Pages of the list')}>
      {list.first === undefined ? null : (
        <a class="button" href={list.first}>
          {say(language, '« หน้าแรก', '« First page')}
        </a>
      )}
      {list.next === undefined ? (
        <span class="soft actions">{say(language, 'หน้าสุดท้าย', 'Last page')}</span>
      ) : (
        <a class="button" href={list.next} rel="next">
          {say(language, 'หน้าถัดไป ›', 'Next page ›')}
        </a>
      )}
    </nav>
  );
}

/** Why there is nothing yet, and what will change that. */
export function NoDatasets({ language }: { language: Language }) {
  return (
    <Empty what={say(language, 'ยังไม่มีชุดข้อมูลที่เผยแพร่', 'No dataset is published yet.')}>
      {say(
        language,
        'ชุดข้อมูลจะแสดงที่นี่เมื่อผ่านการตรวจสอบและนายทะเบียนของหน่วยงานยืนยันแล้ว',
        'Datasets appear here once they pass inspection and the agency’s registrar confirms them.',
      )}
    </Empty>
  );
}

interface LinesProps {
  readonly lines: readonly DatasetLine[];
  readonly language: Language;
  /** Level of each title below the list's heading. */
  readonly level?: 'h2' | 'h3';
  /** False where all are of one owner. */
  readonly owners?: boolean;
}

export function DatasetLines({ lines, language, level: Heading = 'h2', owners = true }: LinesProps) {
  return (
    <ul class="lines">
      {lines.map((line) => (
        <li>
          <Heading {...tongue(language, line.title)}>
            <a href={line.href}>{line.title}</a>
          </Heading>
          {line.description === '' ? null : (
            <p class="about" {...tongue(language, line.description)}>
              {line.description}
            </p>
          )}
          <div class="small">
            {owners ? (
              <a href={line.owner.href} {...tongue(language, line.owner.name)}>
                {line.owner.name}
              </a>
            ) : null}
            {line.access === undefined || line.access.open ? null : <AccessMark {...line.access} />}
            {line.updated === undefined ? null : (
              <span>
                {say(language, 'ปรับปรุง', 'Updated')} <Day day={line.updated} language={language} />
              </span>
            )}
            <Formats formats={line.formats} language={language} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Formats({ formats, language }: { formats: readonly string[]; language: Language }) {
  if (formats.length === 0) return null;
  return (
    <span class="formats">
      <span class="hidden">{say(language, 'รูปแบบ', 'Formats')} </span>
      {formats.map((format) => (
        <span class="chip">{format}</span>
      ))}
    </span>
  );
}
