import { Empty, ForPrograms, type Link } from './components.js';
import { type Language, type Page, readableNumber, say, tongue } from './page.js';

/** An agency's own catalogue in the list of all. */
export interface CatalogueLine {
  readonly href: string;
  readonly title: string;
  readonly agency: Link;
  readonly datasets: number;
}

/** Every agency's own catalogue, with how much is in it. */
export function cataloguesPage(catalogues: readonly CatalogueLine[], language: Language): Page {
  const title = say(language, 'บัญชีข้อมูลของหน่วยงาน', 'Catalogues of agencies');
  const words = say(
    language,
    'แต่ละหน่วยงานมีบัญชีข้อมูลของตน ซึ่งแสดงเฉพาะชุดข้อมูลที่หน่วยงานยืนยันและเผยแพร่แล้ว ระบบอื่นรวบรวมบัญชีข้อมูลของหน่วยงานใดหน่วยงานหนึ่งได้จากที่อยู่ของบัญชีข้อมูลนั้น',
    'Each agency has a catalogue of its own, with the datasets that it has confirmed and published. Other systems can harvest one agency’s catalogue from its address.',
  );
  return {
    title,
    alternates: '/catalogs',
    section: 'agencies',
    description: words,
    body: (
      <div class="stack">
        <section class="block">
          <h1>{title}</h1>
          <p class="prose">{words}</p>
          {catalogues.length === 0 ? (
            <Empty what={say(language, 'ยังไม่มีหน่วยงานลงทะเบียน', 'No agency is registered yet.')}>
              {say(
                language,
                'บัญชีข้อมูลจะแสดงที่นี่เมื่อหน่วยงานลงทะเบียนกับส่วนกลางแล้ว',
                'A catalogue appears here once its agency has registered with the centre.',
              )}
            </Empty>
          ) : (
            <Sheet catalogues={catalogues} language={language} />
          )}
          <p>
            <a href="/datasets">{say(language, 'ชุดข้อมูลทั้งหมดของทุกหน่วยงาน', 'All datasets of all agencies')}</a>
          </p>
        </section>
        <ForPrograms path="/catalogs" language={language} />
      </div>
    ),
  };
}

function Sheet({ catalogues, language }: { catalogues: readonly CatalogueLine[]; language: Language }) {
  return (
    <table class="sheet">
      <caption class="hidden">{say(language, 'บัญชีข้อมูลของหน่วยงานและจำนวนชุดข้อมูล', 'Catalogues of agencies and their datasets')}</caption>
      <thead>
        <tr>
          <th scope="col">{say(language, 'บัญชีข้อมูล', 'Catalogue')}</th>
          <th scope="col" class="number">
            {say(language, 'ชุดข้อมูล', 'Datasets')}
          </th>
        </tr>
      </thead>
      <tbody>
        {catalogues.map(({ href, title, agency, datasets }) => (
          <tr>
            <th scope="row">
              <a href={href} {...tongue(language, title)}>
                {title}
              </a>
              <div class="small">
                <a href={agency.href} {...tongue(language, agency.name)}>
                  {agency.name}
                </a>
              </div>
            </th>
            <td class="number">{readableNumber(datasets)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
