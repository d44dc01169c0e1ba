import { type Language, type Page, readableDate, readableNumber, say } from './page.js';

/** One line of a list of datasets. */
export interface DatasetLine {
  readonly href: string;
  readonly title: string;
  readonly description: string;
  readonly owner: string;
  readonly ownerHref: string;
  readonly formats: readonly string[];
  /** ISO moment of our last log entry. */
  readonly at: string;
}

export interface DatasetList {
  readonly lines: readonly DatasetLine[];
  readonly total: number;
  readonly first: string | undefined;
  readonly next: string | undefined;
  /** Name of the agency the list is narrowed to, and the address without. */
  readonly agency: { readonly name: string; readonly clear: string } | undefined;
}

export function datasetsPage(list: DatasetList, language: Language): Page {
  return {
    title: say(language, 'ชุดข้อมูล', 'Datasets'),
    alternates: '/datasets',
    body: (
      <section>
        <h1>{say(language, 'ชุดข้อมูล', 'Datasets')}</h1>
        {list.agency === undefined ? null : (
          <p class="filter">
            {list.agency.name} <a href={list.agency.clear}>{say(language, 'แสดงทุกหน่วยงาน', 'Show all agencies')}</a>
          </p>
        )}
        <p class="count">{say(language, `ทั้งหมด ${readableNumber(list.total)} ชุดข้อมูล`, `${readableNumber(list.total)} datasets`)}</p>
        <DatasetLines lines={list.lines} language={language} />
        <nav class="pager">
          {list.first === undefined ? null : <a href={list.first}>{say(language, '« หน้าแรก', '« First')}</a>}
          {list.next === undefined ? null : <a href={list.next}>{say(language, 'หน้าถัดไป ›', 'Next ›')}</a>}
        </nav>
      </section>
    ),
  };
}

export function DatasetLines({ lines, language }: { lines: readonly DatasetLine[]; language: Language }) {
  if (lines.length === 0) return <p class="empty">{say(language, 'ยังไม่มีชุดข้อมูลที่เผยแพร่', 'No dataset is published yet.')}</p>;
  return (
    <ul class="lines">
      {lines.map((line) => (
        <li>
          <h2>
            <a href={line.href}>{line.title}</a>
          </h2>
          <p>{line.description}</p>
          <p class="small">
            <a href={line.ownerHref}>{line.owner}</a> ·{' '}
            {line.formats.map((format) => (
              <span class="format">{format}</span>
            ))}{' '}
            · <time dateTime={line.at}>{readableDate(language, line.at)}</time>
          </p>
        </li>
      ))}
    </ul>
  );
}
