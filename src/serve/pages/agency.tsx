import { type DatasetLine, DatasetLines } from './datasets.js';
import { type Language, type Page, readableNumber, say } from './page.js';

export interface AgencyView {
  readonly name: string;
  readonly href: string;
  readonly code: string;
  readonly kind: string;
  readonly datasets: number;
}

export function agenciesPage(agencies: readonly AgencyView[], language: Language): Page {
  return {
    title: say(language, 'หน่วยงาน', 'Agencies'),
    alternates: '/agencies',
    body: (
      <section>
        <h1>{say(language, 'หน่วยงาน', 'Agencies')}</h1>
        {agencies.length === 0 ? <p class="empty">{say(language, 'ยังไม่มีหน่วยงานลงทะเบียน', 'No agency is registered yet.')}</p> : null}
        <table>
          <thead>
            <tr>
              <th>{say(language, 'หน่วยงาน', 'Agency')}</th>
              <th>{say(language, 'รหัส', 'Code')}</th>
              <th class="number">{say(language, 'ชุดข้อมูลที่เผยแพร่', 'Published datasets')}</th>
            </tr>
          </thead>
          <tbody>
            {agencies.map((agency) => (
              <tr>
                <td>
                  <a href={agency.href}>{agency.name}</a>
                </td>
                <td>{agency.code}</td>
                <td class="number">{readableNumber(agency.datasets)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    ),
  };
}

export function agencyPage(agency: AgencyView, lines: readonly DatasetLine[], all: string | undefined, language: Language): Page {
  return {
    title: agency.name,
    alternates: agency.href,
    body: (
      <section>
        <p class="breadcrumb">
          <a href="/agencies">{say(language, 'หน่วยงาน', 'Agencies')}</a>
        </p>
        <h1>{agency.name}</h1>
        <p class="count">
          {say(
            language,
            `รหัส ${agency.code} · ${agency.kind} · เผยแพร่ ${readableNumber(agency.datasets)} ชุดข้อมูล`,
            `Code ${agency.code} · ${agency.kind} · ${readableNumber(agency.datasets)} datasets published`,
          )}
        </p>
        <DatasetLines lines={lines} language={language} />
        {all === undefined ? null : (
          <nav class="pager">
            <a href={all}>{say(language, 'ดูทั้งหมด ›', 'See all ›')}</a>
          </nav>
        )}
      </section>
    ),
  };
}
