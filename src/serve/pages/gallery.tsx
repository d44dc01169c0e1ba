import type { ComponentChildren } from 'preact';
import { severities } from '../../catalog/report.js';
import { type VersionState, versionStates } from '../../catalog/states.js';
import { Bars } from './chart.js';
import { AccessMark, Breadcrumb, Codes, Day, Empty, Facts, Links, SearchForm, SeverityMark } from './components.js';
import { Facet } from './facet.js';
import { Diff, Timeline } from './history.js';
import { type Language, type Page, say } from './page.js';
import { aboveProfile } from './schemes.js';
import { Chip, Notice, Progress, StateChip } from './status.js';

/** Every component once, with words of the kind it is made for; where a change to one is looked at. */
export function galleryPage(language: Language): Page {
  const t = (th: string, en: string): string => say(language, th, en);
  const values = [t('ข้อมูลสาธารณะ', 'Public data'), t('ข้อมูลความมั่นคง', 'Security data'), t('ข้อมูลใช้ภายใน', 'Internal data')];
  return {
    title: t('ส่วนประกอบของหน้าเว็บ', 'Components of the pages'),
    section: 'profile',
    body: (
      <div class="stack">
        <div>
          <Breadcrumb links={[aboveProfile(language)]} language={language} />
          <h1>{t('ส่วนประกอบของหน้าเว็บ', 'Components of the pages')}</h1>
          <p class="lead">{t('ทุกหน้าของระบบประกอบขึ้นจากส่วนเหล่านี้เท่านั้น', 'Every page of the system is made of these and nothing else.')}</p>
        </div>
        <Piece title={t('ปุ่ม', 'Button')}>
          <p class="actions">
            <button class="button main-action" type="button">
              {t('ยืนยันชุดข้อมูล', 'Confirm the datasets')}
            </button>
            <button class="button" type="button">
              {t('ดูรายงาน', 'See the report')}
            </button>
            <a href="#button">{t('ลิงก์', 'A link')}</a>
          </p>
        </Piece>
        <Piece title={t('ช่องกรอก', 'Field')}>
          <SearchForm action="#" value={t('ป่าไม้', 'forest')} label={t('ค้นหา', 'Search')} button={t('ค้นหา', 'Search')} />
        </Piece>
        <Piece title={t('ตาราง', 'Table')}>
          <table class="sheet">
            <thead>
              <tr>
                <th scope="col">{t('ชุดข้อมูล', 'Dataset')}</th>
                <th scope="col" class="number">
                  {t('แถว', 'Rows')}
                </th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">{t('ปริมาณฝนรายวัน', 'Daily rainfall')}</th>
                <td class="number">12,480</td>
              </tr>
              <tr>
                <th scope="row">{t('ทะเบียนเรือประมง', 'Register of fishing boats')}</th>
                <td class="number">960</td>
              </tr>
            </tbody>
          </table>
        </Piece>
        <Piece title={t('ตัวกรอง', 'Facet')}>
          <Facet
            title={t('หมวดหมู่ข้อมูล', 'Data category')}
            values={values.map((name, index) => ({ name, count: 40 - 13 * index, href: '#facet', chosen: index === 0 }))}
            language={language}
          />
        </Piece>
        <Piece title={t('คำสำคัญและรูปแบบแฟ้ม', 'Tags and formats')}>
          <ul class="tags">
            {values.map((name) => (
              <li>{name}</li>
            ))}
          </ul>
          <p class="actions">
            <span class="chip">CSV</span>
            <AccessMark label={t('เปิดเผยต่อสาธารณะ', 'Public')} open={true} />
            <AccessMark label={t('จำกัดการเข้าถึง', 'Restricted')} open={false} />
          </p>
        </Piece>
        <Piece title={t('สถานะ', 'Status chip')}>
          <p class="actions">
            {(Object.keys(versionStates) as VersionState[]).map((state) => (
              <StateChip state={state} language={language} />
            ))}
          </p>
        </Piece>
        <Piece title={t('ระดับของข้อที่พบ', 'Severity of a finding')}>
          <p class="actions">
            {severities.map((severity) => (
              <SeverityMark severity={severity} language={language} />
            ))}
            <Chip tone="good">{t('ผ่านเกณฑ์', 'Passed')}</Chip>
          </p>
        </Piece>
        <Piece title={t('ลำดับเหตุการณ์', 'Timeline')}>
          <Timeline
            entries={[
              { at: '2026-11-20', what: <StateChip state="published" language={language} />, by: 'registrar' },
              {
                at: '2026-11-18',
                what: <StateChip state="returned" language={language} />,
                why: t('ไม่ได้ระบุสัญญาอนุญาต', 'The licence is missing.'),
              },
            ]}
            language={language}
          />
        </Piece>
        <Piece title={t('การเปลี่ยนแปลง', 'Diff')}>
          <Diff
            changes={[
              { name: t('ความถี่ของการปรับปรุงข้อมูล', 'Update frequency'), before: t('ปี', 'Year'), after: t('เดือน', 'Month') },
              { name: t('คำสำคัญ', 'Keyword'), before: undefined, after: t('น้ำท่วม', 'flood') },
            ]}
            language={language}
          />
        </Piece>
        <Piece title={t('ความคืบหน้า', 'Progress')}>
          <Progress label={t('กำลังตรวจคำอธิบายข้อมูล', 'Inspecting metadata')} done={412} total={1000} language={language} />
        </Piece>
        <Piece title={t('ข้อความแจ้ง', 'Notice')}>
          <Notice tone="good" title={t('เผยแพร่แล้ว 12 ชุดข้อมูล', '12 datasets were published')} />
          <Notice tone="caution" title={t('ครบกำหนดปรับปรุงข้อมูล', 'An update is due')}>
            {t('โปรดปรับปรุงข้อมูลภายใน 7 วัน', 'Please update the data within 7 days.')}
          </Notice>
          <Notice tone="alarm" title={t('เรียกต้นทางไม่ได้', 'The source does not answer')}>
            {t('โปรดตรวจสอบที่อยู่แล้วลองใหม่', 'Check the address, then try again.')}
          </Notice>
        </Piece>
        <Piece title={t('รายการว่าง', 'Empty state')}>
          <Empty what={t('ยังไม่มีชุดข้อมูล', 'There is no dataset yet.')}>
            {t('ชุดข้อมูลจะแสดงที่นี่เมื่อหน่วยงานยืนยันแล้ว', 'Datasets appear here once the agency confirms them.')}
          </Empty>
        </Piece>
        <Piece title={t('แผนภูมิ', 'Chart')}>
          <Bars
            caption={t('ชุดข้อมูลตามหมวดหมู่', 'Datasets by category')}
            bars={values.map((name, index) => ({ name, value: 40 - 13 * index }))}
            language={language}
          />
        </Piece>
        <Piece title={t('ข้อมูลเป็นข้อ ๆ', 'Facts')}>
          <Facts
            facts={[
              [t('ปรับปรุงล่าสุด', 'Last updated'), <Day day="2026-11-20" language={language} />],
              [t('ช่อง', 'Field'), <Codes all={['license_id', 'data_category']} />],
              [t('คำที่เกี่ยวข้อง', 'Related'), <Links all={[{ href: '#facts', name: values[0] ?? '' }]} />],
            ]}
            language={language}
          />
        </Piece>
      </div>
    ),
  };
}

function Piece({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="block">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
