import { Breadcrumb, Empty, ForPrograms } from './components.js';
import { type DatasetLine, DatasetLines, NoDatasets } from './datasets.js';
import { type Language, type Page, readableNumber, say, tongue } from './page.js';

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
    section: 'agencies',
    body: (
      <div class="stack">
        <section class="block">
          <h1>{say(language, 'หน่วยงาน', 'Agencies')}</h1>
          {agencies.length === 0 ? (
            <Empty what={say(language, 'ยังไม่มีหน่วยงานลงทะเบียน', 'No agency is registered yet.')}>
              {say(
                language,
                'หน่วยงานจะแสดงที่นี่เมื่อลงทะเบียนบัญชีข้อมูลกับส่วนกลางแล้ว',
                'An agency appears here once it registers its catalogue with the centre.',
              )}
            </Empty>
          ) : (
            <Sheet agencies={agencies} language={language} />
          )}
          <p>
            <a href="/catalogs">{say(language, 'บัญชีข้อมูลของแต่ละหน่วยงาน', 'Each agency’s own catalogue')}</a>
          </p>
        </section>
        <ForPrograms path="/agencies" language={language} />
      </div>
    ),
  };
}

function Sheet({ agencies, language }: { agencies: readonly AgencyView[]; language: Language }) {
  return (
    <table class="sheet">
      <caption class="hidden">{say(language, 'หน่วยงานที่ลงทะเบียนและจำนวนชุดข้อมูล', 'Registered agencies and their datasets')}</caption>
      <thead>
        <tr>
          <th scope="col">{say(language, 'หน่วยงาน', 'Agency')}</th>
          <th scope="col">{say(language, 'รหัส', 'Code')}</th>
          <th scope="col" class="number">
            {say(language, 'ชุดข้อมูล', 'Datasets')}
          </th>
        </tr>
      </thead>
      <tbody>
        {agencies.map((agency) => (
          <tr>
            <th scope="row">
              <a href={agency.href} {...tongue(language, agency.name)}>
                {agency.name}
              </a>
              <div class="small soft">{agency.kind}</div>
            </th>
            <td class="code">{agency.code}</td>
            <td class="number">{readableNumber(agency.datasets)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function agencyPage(agency: AgencyView, lines: readonly DatasetLine[], all: string | undefined, language: Language): Page {
  const total = readableNumber(agency.datasets);
  return {
    title: agency.name,
    alternates: agency.href,
    section: 'agencies',
    body: (
      <div class="stack">
        <div>
          <Breadcrumb links={[{ href: '/agencies', name: say(language, 'หน่วยงาน', 'Agencies') }]} language={language} />
          <h1 {...tongue(language, agency.name)}>{agency.name}</h1>
          <p class="inline soft">
            {agency.kind === '' ? null : <span>{agency.kind}</span>}
            <span>{say(language, `รหัส ${agency.code}`, `Code ${agency.code}`)}</span>
            <span>
              {say(language, `เผยแพร่ ${total} ชุดข้อมูล`, agency.datasets === 1 ? '1 dataset published' : `${total} datasets published`)}
            </span>
            <a href={agency.href.replace('/agencies/', '/catalogs/')}>{say(language, 'บัญชีข้อมูลของหน่วยงาน', 'The agency’s catalogue')}</a>
          </p>
        </div>
        <section class="block">
          <h2>{say(language, 'ชุดข้อมูล', 'Datasets')}</h2>
          {lines.length === 0 ? (
            <NoDatasets language={language} />
          ) : (
            <DatasetLines lines={lines} language={language} level="h3" owners={false} />
          )}
          {all === undefined ? null : (
            <p>
              <a class="button" href={all}>
                {say(language, `ดูทั้ง ${total} ชุดข้อมูล`, `See all ${total} datasets`)}
              </a>
            </p>
          )}
        </section>
        <LegalBasis language={language} />
        <ForPrograms path={agency.href} language={language} />
      </div>
    ),
  };
}

/** Why an agency stands in the catalogue at all (process.md). */
function LegalBasis({ language }: { language: Language }) {
  return (
    <section class="block">
      <h2>{say(language, 'ฐานกฎหมาย', 'Legal basis')}</h2>
      <p class="prose small soft">
        {say(
          language,
          'พ.ร.บ.การบริหารงานและการให้บริการภาครัฐผ่านระบบดิจิทัล พ.ศ. 2562 มาตรา 8 (5) · ประกาศคณะกรรมการพัฒนารัฐบาลดิจิทัล เรื่อง ธรรมาภิบาลข้อมูลภาครัฐ ข้อ 4 (6) · มรด. 3-1:2565 และ มรด. 3-2:2565',
          'Digital Government Act B.E. 2562 (2019), section 8 (5) · Notification of the Digital Government Development Commission on government data governance, item 4 (6) · standards มรด. 3-1:2565 and มรด. 3-2:2565',
        )}
      </p>
    </section>
  );
}
